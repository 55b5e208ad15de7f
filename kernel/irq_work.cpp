// SPDX-License-Identifier: GPL-2.0-only
//
// irq_work: a call that is put off until this CPU takes an interrupt.
//
//	irq_work_queue(work)                                             interrupt (IPI1)
//	claims it: PENDING and BUSY; onto this CPU's call_single_queue,  PENDING off; func(work); BUSY off,
//	and the CPU interrupts itself                                    unless it was queued again meanwhile
//
// The queue is that of calls from other CPUs (kernel/smp.cpp): an element is one pointer exchange, so any context may add one, also
// one that has interrupted another adding. What is called lazy in Linux waits for the tick there; here it is served as soon.
//
// Linux 6.12: kernel/irq_work.c.

#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/smp.h>

namespace
{

// Value: it did not wait yet. Whoever made it so sees to it that it runs after what he wrote.
bool claim(struct irq_work *work)
{
	const int before =
		atomic_fetch_or(IRQ_WORK_CLAIMED | CSD_TYPE_IRQ_WORK, &work->node.a_flags);

	return !(before & IRQ_WORK_PENDING);
}

} // namespace

bool irq_work_queue(struct irq_work *work)
{
	if (!claim(work))
		return false;
	preempt_disable();
	__smp_call_single_queue(smp_processor_id(), &work->node.llist);
	preempt_enable();
	return true;
}
EXPORT_SYMBOL_GPL(irq_work_queue);

bool irq_work_queue_on(struct irq_work *work, int cpu)
{
	WARN_ON_ONCE(!cpu_online(cpu));
	if (!claim(work))
		return false;
	__smp_call_single_queue(cpu, &work->node.llist);
	return true;
}
EXPORT_SYMBOL_GPL(irq_work_queue_on);

void irq_work_single(void *arg)
{
	struct irq_work *const work = static_cast<struct irq_work *>(arg);
	int flags = atomic_fetch_andnot(IRQ_WORK_PENDING, &work->node.a_flags) & ~IRQ_WORK_PENDING;

	work->func(work);
	// Queued again: it stays busy for that run.
	atomic_try_cmpxchg(&work->node.a_flags, &flags, flags & ~IRQ_WORK_BUSY);
}

void irq_work_sync(struct irq_work *work)
{
	WARN_ON_ONCE(irqs_disabled());
	atomic_cond_read_acquire(&work->node.a_flags, !(VAL & IRQ_WORK_BUSY));
}
EXPORT_SYMBOL_GPL(irq_work_sync);
