/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IRQNR_H
#define _LINUX_IRQNR_H
/* The range of interrupt numbers. Linux 6.12: include/linux/irqnr.h. */
#include <linux/compiler.h>

__BEGIN_DECLS

/** nr_irqs - interrupt numbers are below it; number 0 means "no interrupt". */
extern unsigned int nr_irqs;
struct irq_desc;
/** irq_to_desc() - descriptor of an interrupt number, NULL when it isn't mapped. */
struct irq_desc *irq_to_desc(unsigned int irq);

__END_DECLS

#endif /* _LINUX_IRQNR_H */
