/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_GENERIC_IRQ_REGS_H
#define _ASM_GENERIC_IRQ_REGS_H
/* The registers that the interrupt being served on this CPU has found; kernel/irq/irqdesc.cpp sets them. */
#include <linux/percpu-defs.h>

struct pt_regs;

__BEGIN_DECLS
DECLARE_PER_CPU(struct pt_regs *, __irq_regs);
__END_DECLS

/** get_irq_regs() - what this CPU was doing when the interrupt came; NULL outside of interrupts. Interrupts masked. */
static inline struct pt_regs *get_irq_regs(void)
{
	return this_cpu_read(__irq_regs);
}

/** set_irq_regs() - by who serves an interrupt, before and (with what came back) after. */
static inline struct pt_regs *set_irq_regs(struct pt_regs *new_regs)
{
	struct pt_regs *old_regs = this_cpu_read(__irq_regs);

	this_cpu_write(__irq_regs, new_regs);
	return old_regs;
}
#endif
