/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What kind of code runs, and may it be preempted?
 *
 * One word, preempt_count, has the answer: how often preemption was disabled (spinlocks do too), and how deep the running
 * code is in softirqs, interrupts and NMIs. It belongs to the running task (asm/preempt.h). Zero: the task may be preempted, may
 * sleep. A task that is preempted where an interrupt returns goes on on the same CPU; it changes its CPU only where it
 * calls schedule() or is woken. So a pointer to this CPU's data stays one over any stretch of code that does not sleep.
 *
 * Bits: 0…7 preemption, 8…15 softirq, 16…19 hardirq, 20…23 NMI. Linux 6.12: include/linux/preempt.h.
 */
#ifndef __LINUX_PREEMPT_H
#define __LINUX_PREEMPT_H
#include <linux/compiler.h>
#include <asm/preempt.h>
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
#define PREEMPT_DISABLED       (PREEMPT_DISABLE_OFFSET + PREEMPT_ENABLED)
#define PREEMPT_DISABLE_OFFSET PREEMPT_OFFSET
#define PREEMPT_LOCK_OFFSET    PREEMPT_DISABLE_OFFSET
#define SOFTIRQ_LOCK_OFFSET    (SOFTIRQ_DISABLE_OFFSET + PREEMPT_LOCK_OFFSET)
/* Of the task that boots, and of a new one: schedule() and the lock of the run queue are left by its first steps. */
#define INIT_PREEMPT_COUNT   (PREEMPT_OFFSET + PREEMPT_ENABLED)
#define FORK_PREEMPT_COUNT   (2 * PREEMPT_DISABLE_OFFSET + PREEMPT_ENABLED)

#define nmi_count()          (preempt_count() & NMI_MASK)
#define hardirq_count()      (preempt_count() & HARDIRQ_MASK)
#define softirq_count()      (preempt_count() & SOFTIRQ_MASK)
#define irq_count()          (preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_MASK))
#define in_nmi()             (nmi_count())
#define in_hardirq()         (hardirq_count())
#define in_irq()             (hardirq_count())
#define in_softirq()         (softirq_count())
#define in_serving_softirq() (softirq_count() & SOFTIRQ_OFFSET)
#define in_interrupt()       (irq_count())
#define in_task()            (!(preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET)))
#define in_atomic()          (preempt_count() != 0)
/* Inside schedule(), whose own count does not count. */
#define in_atomic_preempt_off() (preempt_count() != PREEMPT_DISABLE_OFFSET)
#define preemptible()           (preempt_count() == 0 && !irqs_disabled())

#define preempt_count_add(val)  __preempt_count_add(val)
#define preempt_count_sub(val)  __preempt_count_sub(val)
#define preempt_count_inc()     preempt_count_add(1)
#define preempt_count_dec()     preempt_count_sub(1)
#define preempt_disable()                                                                          \
	do {                                                                                       \
		preempt_count_inc();                                                               \
		barrier();                                                                         \
	} while (0)
#define sched_preempt_enable_no_resched()                                                          \
	do {                                                                                       \
		barrier();                                                                         \
		preempt_count_dec();                                                               \
	} while (0)
#define preempt_enable_no_resched() sched_preempt_enable_no_resched()
#define preempt_enable()                                                                           \
	do {                                                                                       \
		barrier();                                                                         \
		if (unlikely(__preempt_count_dec_and_test()))                                      \
			__preempt_schedule();                                                      \
	} while (0)
#define preempt_check_resched()                                                                    \
	do {                                                                                       \
		if (should_resched(0))                                                             \
			__preempt_schedule();                                                      \
	} while (0)
#define preempt_disable_notrace()           preempt_disable()
#define preempt_enable_notrace()            preempt_enable()
#define preempt_enable_no_resched_notrace() preempt_enable_no_resched()
/* What another CPU, or an interrupt, left in thread_info.flags becomes visible to preempt_enable(). */
#define preempt_fold_need_resched()                                                                \
	do {                                                                                       \
		if (tif_need_resched())                                                            \
			set_preempt_need_resched();                                                \
	} while (0)

__BEGIN_DECLS
/**
 * migrate_disable() - the task stays on this CPU, even when it sleeps or its affinity changes, until migrate_enable()
 * Others run in between: what belongs to the CPU needs a lock of its own. Nests. Where the task may not be any more it leaves when the last
 * migrate_enable() is called, or, if that is in a section without preemption, when it next calls schedule(). kernel/sched/placement.cpp.
 */
void migrate_disable(void);
void migrate_enable(void);
__END_DECLS

#ifdef __cplusplus
/* Preemption is off while it lives. */
class [[nodiscard]] preempt_guard
{
public:
	preempt_guard()
	{
		preempt_disable();
	}
	~preempt_guard()
	{
		preempt_enable();
	}
	preempt_guard(const preempt_guard &) = delete;
	preempt_guard &operator=(const preempt_guard &) = delete;
};
#endif
#endif
