// SPDX-License-Identifier: GPL-2.0-only
//
// Scheduling with a single task: nobody else can run, so giving way is a quiescent state for RCU and nothing more.
// Linux 6.12: kernel/sched/core.c.

#include <linux/rcupdate.h>
#include <linux/sched.h>

extern "C" {

void schedule(void)
{
	rcu_quiescent_state();
}

void preempt_schedule(void)
{
	clear_preempt_need_resched();
}

void preempt_schedule_irq(void)
{
	clear_preempt_need_resched();
}

signed long schedule_timeout(signed long timeout)
{
	schedule();
	return timeout;
}

void yield(void)
{
	schedule();
}

int wake_up_process(struct task_struct *task)
{
	const bool slept = task->__state != TASK_RUNNING;

	WRITE_ONCE(task->__state, TASK_RUNNING);
	return slept;
}

} // extern "C"
