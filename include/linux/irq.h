/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IRQ_H
#define _LINUX_IRQ_H
/*
 * Interrupts for the drivers of interrupt controllers.
 *
 *   CPU vector -> handle_arch_irq() -> root controller's handler
 *       -> generic_handle_domain_irq(domain, hwirq) -> irq_desc
 *           -> flow handler (desc->handle_irq) -> irqaction(s)
 *
 * An irq_chip masks, unmasks and ends; an irq_domain (linux/irqdomain.h) tells which irq a hardware
 * number is; the flow handler knows in which order chip and handlers are called. Linux 6.12:
 * include/linux/irq.h, irqdesc.h, kernel/irq/chip.c, handle.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/irqreturn.h>
#include <linux/irqnr.h>
#include <linux/interrupt.h>
#include <linux/spinlock.h>
#include <linux/cpumask.h>

__BEGIN_DECLS

struct pt_regs;
struct irq_desc;
struct irq_domain;
struct seq_file;

typedef unsigned long irq_hw_number_t;
typedef void (*irq_flow_handler_t)(struct irq_desc *desc);

enum {
	IRQ_TYPE_NONE = 0x00000000,
	IRQ_TYPE_EDGE_RISING = 0x00000001,
	IRQ_TYPE_EDGE_FALLING = 0x00000002,
	IRQ_TYPE_EDGE_BOTH = 0x00000003,
	IRQ_TYPE_LEVEL_HIGH = 0x00000004,
	IRQ_TYPE_LEVEL_LOW = 0x00000008,
	IRQ_TYPE_LEVEL_MASK = 0x0000000c,
	IRQ_TYPE_SENSE_MASK = 0x0000000f,
};

/** State bits of irq_data.state (Linux: irq_common_data.state_use_accessors). */
enum {
	IRQD_TRIGGER_MASK = 0xf,
	IRQD_PER_CPU = 1 << 11,
	IRQD_LEVEL = 1 << 13,
	IRQD_HIDDEN = 1 << 12, /* not in /proc/interrupts (Linux: IRQ_HIDDEN) */
	IRQD_IRQ_DISABLED = 1 << 16,
	IRQD_IRQ_MASKED = 1 << 17,
	IRQD_IRQ_INPROGRESS = 1 << 18,
	IRQD_IRQ_STARTED = 1 << 22,
};

/** struct irq_data - what a controller's driver knows of one interrupt. */
struct irq_data {
	u32 mask;
	unsigned int irq;
	irq_hw_number_t hwirq;
	u32 state; /* IRQD_* */
	struct irq_chip *chip;
	struct irq_domain *domain;
	void *chip_data;
};

/**
 * struct irq_chip - the operations of an interrupt controller on one of its interrupts. Called with
 * the descriptor's lock held and interrupts masked.
 * @irq_mask, @irq_unmask: hold off, let through. Per-CPU interrupts: on this CPU.
 * @irq_ack:	  acknowledge an edge, before the handlers.
 * @irq_eoi:	  the handlers are done.
 * @irq_set_type: program the trigger (IRQ_TYPE_*). 0 or a negative error. May be NULL.
 * @ipi_send_mask: raise it on other CPUs; what this CPU wrote before is seen there. Any context.
 * @irq_print_chip: this chip's name for /proc/interrupts; NULL prints @name in 8 columns.
 */
struct irq_chip {
	const char *name;
	void (*irq_enable)(struct irq_data *data);
	void (*irq_disable)(struct irq_data *data);
	void (*irq_ack)(struct irq_data *data);
	void (*irq_mask)(struct irq_data *data);
	void (*irq_unmask)(struct irq_data *data);
	void (*irq_eoi)(struct irq_data *data);
	int (*irq_set_type)(struct irq_data *data, unsigned int flow_type);
	int (*irq_set_affinity)(struct irq_data *data, const struct cpumask *dest, bool force);
	void (*ipi_send_mask)(struct irq_data *data, const struct cpumask *dest);
	void (*irq_print_chip)(struct irq_data *data, struct seq_file *p);
	unsigned long flags;
};

/**
 * struct irq_desc - one interrupt number.
 * @kstat_irqs:	  per-CPU count of times it was taken; NULL until it is mapped.
 * @handle_irq:	  the flow handler.
 * @action:	  requested handlers; @lock guards the list against other CPUs.
 * @depth:	  nesting of disable_irq(); the interrupt is held off while it isn't 0.
 * @irqs_unhandled: how often in a row no handler claimed it.
 * @percpu_enabled: CPUs on which a per-CPU interrupt is enabled.
 */
struct irq_desc {
	struct irq_data irq_data;
	unsigned int __percpu *kstat_irqs;
	irq_flow_handler_t handle_irq;
	struct irqaction *action;
	unsigned int depth;
	unsigned int irqs_unhandled;
	raw_spinlock_t lock;
	struct cpumask percpu_enabled;
	const char *name;
};

/**
 * handle_fasteoi_irq() - flow of controllers that end each interrupt with one write: handlers, then
 * irq_eoi.
 */
void handle_fasteoi_irq(struct irq_desc *desc);
/**
 * handle_percpu_devid_irq() - flow of interrupts that each CPU has of its own: no lock, then
 * irq_eoi.
 */
void handle_percpu_devid_irq(struct irq_desc *desc);
/** handle_simple_irq() - flow without any chip operation. */
void handle_simple_irq(struct irq_desc *desc);
/** handle_bad_irq() - flow of an interrupt that nobody set up: one line, and it is masked. */
void handle_bad_irq(struct irq_desc *desc);

/**
 * handle_arch_irq() - called by the IRQ vector, interrupts masked, with the interrupted registers.
 */
void handle_arch_irq(struct pt_regs *regs);
/**
 * set_handle_irq() - name the root controller's handler. Returns 0, or -EBUSY when there is one.
 */
int set_handle_irq(void (*handle_irq)(struct pt_regs *));

/** irq_set_chip_and_handler() - how @irq works; for domains' map(). */
void irq_set_chip_and_handler(unsigned int irq, struct irq_chip *chip, irq_flow_handler_t handle);
/** irq_set_percpu_devid() - @irq is each CPU's own. */
int irq_set_percpu_devid(unsigned int irq);
/** irq_set_irq_type() - program the trigger. 0, or a negative error. */
int irq_set_irq_type(unsigned int irq, unsigned int type);
struct irq_data *irq_get_irq_data(unsigned int irq);

static inline irq_hw_number_t irqd_to_hwirq(struct irq_data *d)
{
	return d->hwirq;
}
static inline bool irqd_is_level_type(struct irq_data *d)
{
	return d->state & IRQD_LEVEL;
}
static inline u32 irqd_get_trigger_type(struct irq_data *d)
{
	return d->state & IRQD_TRIGGER_MASK;
}
static inline void *irq_data_get_irq_chip_data(struct irq_data *d)
{
	return d->chip_data;
}

/** irqchip_init() - the controllers of the tree (drivers/irqchip/irqchip.cpp). */
void irqchip_init(void);

__END_DECLS

#endif /* _LINUX_IRQ_H */
