/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The mask of interrupts is a thread's own. The only ones that there are, calls from other CPUs, come where they are let in
 * (host_irq_point()), nowhere else; support/smp.cpp tells who serves them.
 */
#ifndef __ASM_IRQFLAGS_H
#define __ASM_IRQFLAGS_H

#include <linux/compiler_types.h>
#include <linux/types.h>

#define PSR_IRQ_MASKED 0x80UL

__BEGIN_DECLS

extern __thread unsigned long host_irq_flags;
/* Not 0: an interrupt is pending for the CPU that this thread runs. */
extern __thread const int *host_irq_line;
void host_serve_irq(void);

__END_DECLS

/* Interrupts are on: one that is pending comes. */
static inline void host_irq_point(void)
{
	if (__builtin_expect(__atomic_load_n(host_irq_line, __ATOMIC_RELAXED), 0))
		host_serve_irq();
}

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
	host_irq_point();
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
	if (!arch_irqs_disabled_flags(flags))
		host_irq_point();
}

#endif
