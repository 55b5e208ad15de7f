/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The simulated machine has no interrupts, but it keeps the mask: code that asks "are they disabled?" or that restores what
 * it saved is tested as on the machine.
 */
#ifndef __ASM_IRQFLAGS_H
#define __ASM_IRQFLAGS_H

#include <linux/compiler_types.h>
#include <linux/types.h>

#define PSR_IRQ_MASKED 0x80UL

__BEGIN_DECLS

extern __thread unsigned long host_irq_flags;

__END_DECLS

static inline unsigned long arch_local_save_flags(void)
{
	return host_irq_flags;
}

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
	host_irq_flags = 0;
}

static inline void arch_local_irq_disable(void)
{
	host_irq_flags = PSR_IRQ_MASKED;
}

static inline unsigned long arch_local_irq_save(void)
{
	unsigned long flags = arch_local_save_flags();

	arch_local_irq_disable();
	return flags;
}

static inline void arch_local_irq_restore(unsigned long flags)
{
	host_irq_flags = flags;
}

#endif
