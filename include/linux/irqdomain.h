/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IRQDOMAIN_H
#define _LINUX_IRQDOMAIN_H
/*
 * Interrupt domains: one controller's hardware numbers, mapped to Linux's.
 *
 * A domain belongs to the device tree node of its controller. A specifier (the cells in a device's
 * "interrupts") is translated by the domain to a hardware number and a trigger; the first time it
 * is asked for it gets the next free irq, and the domain's map() sets chip and flow. Linux 6.12:
 * include/linux/irqdomain.h, kernel/irq/irqdomain.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/irq.h>

__BEGIN_DECLS

struct device_node;

/** struct irq_fwspec - a specifier: controller and cells. */
#define IRQ_DOMAIN_IRQ_SPEC_PARAMS 16
struct irq_fwspec {
	struct device_node *np; /* Linux: fwnode */
	int param_count;
	u32 param[IRQ_DOMAIN_IRQ_SPEC_PARAMS];
};

/**
 * struct irq_domain_ops
 * @map:       set chip and flow handler of @virq for @hw. 0 or a negative error.
 * @translate: hardware number and IRQ_TYPE_* of a specifier. 0, or -EINVAL for cells that
 *         the controller doesn't have.
 */
struct irq_domain_ops {
	int (*map)(struct irq_domain *d, unsigned int virq, irq_hw_number_t hw);
	int (*translate)(struct irq_domain *d, struct irq_fwspec *fwspec, unsigned long *out_hwirq,
			 unsigned int *out_type);
};

/**
 * struct irq_domain - @revmap: irq of each hardware number below @revmap_size, 0 when not mapped.
 */
struct irq_domain {
	struct irq_domain *next;
	const char *name;
	const struct irq_domain_ops *ops;
	void *host_data;
	struct device_node *of_node;
	unsigned int revmap_size;
	unsigned short *revmap;
};

/**
 * irq_domain_add_linear() - a domain for @of_node with hardware numbers 0 … @size-1.
 * Needs the slab allocator. Returns NULL when out of memory. Linux 6.12: same name.
 */
struct irq_domain *irq_domain_add_linear(struct device_node *of_node, unsigned int size,
					 const struct irq_domain_ops *ops, void *host_data);
/** irq_domain_remove() - forget a domain none of whose interrupts is mapped. */
void irq_domain_remove(struct irq_domain *domain);
/** irq_find_host() - domain of a controller's node, NULL when it isn't driven. */
struct irq_domain *irq_find_host(struct device_node *node);
/**
 * irq_create_mapping() - irq of @hwirq, mapping it first when needed. 0 when there is no number or
 * memory left. Task context, may sleep, as all that changes or searches domains.
 */
unsigned int irq_create_mapping(struct irq_domain *domain, irq_hw_number_t hwirq);
/** irq_create_fwspec_mapping() - irq of a specifier, with its trigger set; 0 when it can't be. */
unsigned int irq_create_fwspec_mapping(struct irq_fwspec *fwspec);
/** irq_dispose_mapping() - forget an irq that nobody has requested. */
void irq_dispose_mapping(unsigned int virq);
/** irq_find_mapping() - irq of @hwirq, 0 when it isn't mapped. Any context. */
static inline unsigned int irq_find_mapping(struct irq_domain *domain, irq_hw_number_t hwirq)
{
	return hwirq < domain->revmap_size ? smp_load_acquire(&domain->revmap[hwirq]) : 0;
}

__END_DECLS

#endif /* _LINUX_IRQDOMAIN_H */
