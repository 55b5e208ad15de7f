/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_OF_IRQ_H
#define _LINUX_OF_IRQ_H
/* Interrupts in the device tree. Linux 6.12: include/linux/of_irq.h, drivers/of/irq.c. */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/of.h>

__BEGIN_DECLS

#define MAX_PHANDLE_ARGS 16

/** struct of_phandle_args - a reference to a node with the cells behind it. */
struct of_phandle_args {
	struct device_node *np;
	int args_count;
	uint32_t args[MAX_PHANDLE_ARGS];
};

/**
 * of_irq_parse_one() - specifier number @index of @device's interrupts.
 *
 * Fills *@out_irq with the interrupt controller and the cells. Reads "interrupts" with the nearest
 * interrupt-parent above, or "interrupts-extended". Returns 0, or -EINVAL.
 */
int of_irq_parse_one(struct device_node *device, int index, struct of_phandle_args *out_irq);
/**
 * irq_of_parse_and_map() - Linux interrupt number of @device's specifier @index, for request_irq().
 *
 * Maps it in its controller's irq_domain when that hasn't happened. Returns 0 when there is none or
 * the controller isn't driven.
 */
unsigned int irq_of_parse_and_map(struct device_node *device, int index);
/**
 * of_irq_get_byname() - as irq_of_parse_and_map(), by position in interrupt-names; a negative error
 * when absent.
 */
int of_irq_get_byname(struct device_node *device, const char *name);

__END_DECLS

#endif /* _LINUX_OF_IRQ_H */
