/* SPDX-License-Identifier: GPL-2.0-only */
/* Masking of interrupts by PSTATE.I and .F (both, as Linux does: FIQ never comes apart from IRQ here). */
#ifndef __ASM_IRQFLAGS_H
#define __ASM_IRQFLAGS_H

#include <linux/types.h>

#define PSR_IRQ_MASKED 0x80UL

/** arch_local_save_flags() - the DAIF bits as they are. */
static inline unsigned long arch_local_save_flags(void)
{
	unsigned long flags;

	asm volatile("mrs %0, daif" : "=r"(flags) : : "memory");
	return flags;
}

/** arch_irqs_disabled_flags() - were interrupts masked in @flags? */
static inline int arch_irqs_disabled_flags(unsigned long flags)
{
	return (flags & PSR_IRQ_MASKED) != 0;
}

static inline int arch_irqs_disabled(void)
{
	return arch_irqs_disabled_flags(arch_local_save_flags());
}

static inline void arch_local_irq_enable(void)
{
	asm volatile("msr daifclr, #3" ::: "memory");
}

static inline void arch_local_irq_disable(void)
{
	asm volatile("msr daifset, #3" ::: "memory");
}

/** arch_local_irq_save() - mask interrupts; returns what arch_local_irq_restore() wants. */
static inline unsigned long arch_local_irq_save(void)
{
	unsigned long flags = arch_local_save_flags();

	arch_local_irq_disable();
	return flags;
}

static inline void arch_local_irq_restore(unsigned long flags)
{
	asm volatile("msr daif, %0" : : "r"(flags) : "memory");
}

#endif
