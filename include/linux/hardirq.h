/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_HARDIRQ_H
#define _LINUX_HARDIRQ_H
/* Entering and leaving interrupt context. Linux 6.12: include/linux/hardirq.h. */
#include <linux/compiler.h>
#include <linux/preempt.h>

__BEGIN_DECLS

/**
 * irq_enter() - in_hardirq() is true from here. irq_exit() - and no longer: pending softirqs run, unless this interrupt came
 * into a softirq, a section with bottom halves disabled, or another interrupt. Interrupts masked before and after, enabled
 * while softirqs run.
 */
void irq_enter(void);
void irq_exit(void);

__END_DECLS

#endif /* _LINUX_HARDIRQ_H */
