// SPDX-License-Identifier: GPL-2.0-only
//
// Waking a task.
//
//	sleeper                              waker
//	__state = UNINTERRUPTIBLE            condition = true
//	      full barrier                         full barrier (try_to_wake_up)
//	condition? no: schedule()            __state matches? on_rq?
//
// One of the two sees the other's write, so no wake-up is lost. What the waker finds:
//
//	on_rq = 1   the sleeper has not left yet, or was preempted on the way: it is made RUNNING and schedule() comes back at once
//	on_rq = 0   it has left, perhaps its registers are still being saved (on_cpu): wait for that, choose a CPU, queue it there
//
// pi_lock lets one waker at a time through. Linux 6.12: try_to_wake_up(), ttwu_runnable(), ttwu_queue().

#include "kernel/sched/sched.hpp"

#include <asm/barrier.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/smp.h>

namespace sched
{
namespace
{

// It runs or is queued: only its state is in the way.
bool wake_runnable(task_struct *task)
{
	locked_rq rq(task);

	if (!READ_ONCE(task->on_rq))
		return false;
	WRITE_ONCE(task->__state, TASK_RUNNING);
	return true;
}

void wake_sleeping(task_struct *task)
{
	// Its CPU is between the queue and the next task; interrupts are masked there, so this is short.
	while (smp_load_acquire(&task->on_cpu))
		cpu_relax();

	const int cpu = choose_cpu(task);
	struct rq *const slept_on = task_rq(task), *const rq = cpu_rq(cpu);
	const bool counted = task->sched_contributes_to_load;

	(void)slept_on;
	set_task_cpu(task, cpu);
	raw_spin_lock(&rq->__lock);
	WRITE_ONCE(task->__state, TASK_RUNNING);
	task->sched_contributes_to_load = false;
	rq->nr_uninterruptible -= counted;
	activate(rq, task);
	raw_spin_unlock(&rq->__lock);
}

} // namespace
} // namespace sched

int default_wake_up(task_struct *task, unsigned int state, int)
{
	unsigned long flags;
	int woken = 0;

	raw_spin_lock_irqsave(&task->pi_lock, flags);
	smp_mb();
	if (READ_ONCE(task->__state) & state) {
		woken = 1;
		smp_rmb();
		if (!(READ_ONCE(task->on_rq) && sched::wake_runnable(task)))
			sched::wake_sleeping(task);
	}
	raw_spin_unlock_irqrestore(&task->pi_lock, flags);
	return woken;
}

int wake_up_process(task_struct *task)
{
	return default_wake_up(task, TASK_NORMAL, 0);
}
EXPORT_SYMBOL(wake_up_process);

int wake_up_state(task_struct *task, unsigned int state)
{
	return default_wake_up(task, state, 0);
}
