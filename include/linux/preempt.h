/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What kind of code runs: a task, an interrupt handler, an NMI.
 *
 * There is no preemption inside the kernel (PREEMPT_NONE), so preempt_disable() is a compiler barrier and only the
 * interrupt levels are counted, by irq_enter() and irq_exit() (linux/hardirq.h). Bits: 8…15 softirq, 16…19 hardirq,
 * 20…23 NMI, as in Linux.
 */
#ifndef __LINUX_PREEMPT_H
#define __LINUX_PREEMPT_H
#include <linux/compiler.h>
#include <linux/percpu-defs.h>
#define PREEMPT_BITS           8
#define SOFTIRQ_BITS           8
#define HARDIRQ_BITS           4
#define NMI_BITS               4
#define PREEMPT_SHIFT          0
#define SOFTIRQ_SHIFT          (PREEMPT_SHIFT + PREEMPT_BITS)
#define HARDIRQ_SHIFT          (SOFTIRQ_SHIFT + SOFTIRQ_BITS)
#define NMI_SHIFT              (HARDIRQ_SHIFT + HARDIRQ_BITS)
#define __IRQ_MASK(x)          ((1UL << (x)) - 1)
#define PREEMPT_MASK           (__IRQ_MASK(PREEMPT_BITS) << PREEMPT_SHIFT)
#define SOFTIRQ_MASK           (__IRQ_MASK(SOFTIRQ_BITS) << SOFTIRQ_SHIFT)
#define HARDIRQ_MASK           (__IRQ_MASK(HARDIRQ_BITS) << HARDIRQ_SHIFT)
#define NMI_MASK               (__IRQ_MASK(NMI_BITS) << NMI_SHIFT)
#define PREEMPT_OFFSET         (1UL << PREEMPT_SHIFT)
#define SOFTIRQ_OFFSET         (1UL << SOFTIRQ_SHIFT)
#define HARDIRQ_OFFSET         (1UL << HARDIRQ_SHIFT)
#define NMI_OFFSET             (1UL << NMI_SHIFT)
#define SOFTIRQ_DISABLE_OFFSET (2 * SOFTIRQ_OFFSET)

DECLARE_PER_CPU(int, __preempt_count);

/* Read and changed by the own CPU only; an interrupt leaves it as it found it, so plain accesses do. */
static inline int preempt_count(void)
{
	return READ_ONCE(*this_cpu_ptr(&__preempt_count));
}
static inline void __preempt_count_add(int val)
{
	*this_cpu_ptr(&__preempt_count) += val;
}
static inline void __preempt_count_sub(int val)
{
	*this_cpu_ptr(&__preempt_count) -= val;
}
#define nmi_count()                 (preempt_count() & NMI_MASK)
#define hardirq_count()             (preempt_count() & HARDIRQ_MASK)
#define softirq_count()             (preempt_count() & SOFTIRQ_MASK)
#define irq_count()                 (preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_MASK))
#define in_nmi()                    (nmi_count())
#define in_hardirq()                (hardirq_count())
#define in_irq()                    (hardirq_count())
#define in_softirq()                (softirq_count())
#define in_serving_softirq()        (softirq_count() & SOFTIRQ_OFFSET)
#define in_interrupt()              (irq_count())
#define in_task()                   (!(preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET)))
#define in_atomic()                 (preempt_count() != 0)
#define preemptible()               0
#define preempt_disable()           barrier()
#define preempt_enable()            barrier()
#define preempt_enable_no_resched() barrier()
#define preempt_disable_notrace()   barrier()
#define preempt_enable_notrace()    barrier()
#define preempt_check_resched()                                                                    \
	do {                                                                                       \
	} while (0)
#define sched_preempt_enable_no_resched() barrier()
#define migrate_disable()                 preempt_disable()
#define migrate_enable()                  preempt_enable()
#endif
