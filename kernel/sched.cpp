// SPDX-License-Identifier: GPL-2.0-only
//
// Scheduling with a single task: nobody else can run, so giving way is a quiescent state for RCU and nothing more. And the
// count of interrupt levels that linux/preempt.h reads.
// Linux 6.12: kernel/sched/core.c.

#include <linux/rcupdate.h>
#include <linux/sched.h>

DEFINE_PER_CPU(int, __preempt_count);

extern "C" {

void schedule(void)
{
	rcu_quiescent_state();
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
