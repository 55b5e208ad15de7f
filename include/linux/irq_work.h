/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Work for the next moment at which this CPU can take an interrupt: from NMIs, from under a run queue's lock, from wherever nothing may
 * be woken. The function runs in an interrupt. kernel/irq_work.cpp; Linux 6.12: include/linux/irq_work.h.
 */
#ifndef _LINUX_IRQ_WORK_H
#define _LINUX_IRQ_WORK_H
#include <linux/smp_types.h>
#include <linux/atomic.h>

/* In node.a_flags: IRQ_WORK_PENDING, _BUSY (until func has returned), and the kind. */
#define IRQ_WORK_CLAIMED (IRQ_WORK_PENDING | IRQ_WORK_BUSY)
struct irq_work {
	struct __call_single_node node;
	void (*func)(struct irq_work *work);
};
#define __IRQ_WORK_INIT(_func, _flags)                                                             \
	(struct irq_work)                                                                          \
	{                                                                                          \
		.node = {.u_flags = (_flags)}, .func = (_func)                                     \
	}
#define IRQ_WORK_INIT(_func)      __IRQ_WORK_INIT(_func, 0)
#define IRQ_WORK_INIT_LAZY(_func) __IRQ_WORK_INIT(_func, IRQ_WORK_LAZY)
#define IRQ_WORK_INIT_HARD(_func) __IRQ_WORK_INIT(_func, IRQ_WORK_HARD_IRQ)
#define DEFINE_IRQ_WORK(name, _f) struct irq_work name = IRQ_WORK_INIT(_f)
static inline void init_irq_work(struct irq_work *work, void (*func)(struct irq_work *))
{
	*work = IRQ_WORK_INIT(func);
}
static inline bool irq_work_is_pending(struct irq_work *work)
{
	return atomic_read(&work->node.a_flags) & IRQ_WORK_PENDING;
}
static inline bool irq_work_is_busy(struct irq_work *work)
{
	return atomic_read(&work->node.a_flags) & IRQ_WORK_BUSY;
}
static inline bool irq_work_is_hard(struct irq_work *work)
{
	return atomic_read(&work->node.a_flags) & IRQ_WORK_HARD_IRQ;
}
__BEGIN_DECLS
/** irq_work_queue() - have work->func called here soon; false if it waits already. Any context. _on(): on @cpu, which is online. */
bool irq_work_queue(struct irq_work *work);
bool irq_work_queue_on(struct irq_work *work, int cpu);
/** irq_work_sync() - wait until it neither waits nor runs. Interrupts enabled. */
void irq_work_sync(struct irq_work *work);
/* For kernel/smp.cpp: one element, on its CPU, in an interrupt. */
void irq_work_single(void *work);
__END_DECLS
#endif
