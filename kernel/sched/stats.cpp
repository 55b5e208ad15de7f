// SPDX-License-Identifier: GPL-2.0-only
//
// What the scheduler tells about tasks and CPUs: how much time, how many switches, how busy; and priorities, which change it.
// Linux 6.12: kernel/sched/core.c, loadavg.c, syscalls.c.

#include "kernel/sched/sched.hpp"

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched/clock.h>
#include <linux/sched/signal.h>

using namespace sched;

unsigned long long task_sched_runtime(task_struct *task)
{
	unsigned long flags;
	u64 time;

	raw_spin_lock_irqsave(&task->pi_lock, flags);
	{
		locked_rq rq(task);

		if (rq->curr == task)
			update_current(rq);
		time = task->se.sum_exec_runtime;
	}
	raw_spin_unlock_irqrestore(&task->pi_lock, flags);
	return time;
}

unsigned int nr_running()
{
	unsigned int cpu, sum = 0;

	for_each_online_cpu(cpu)
		sum += READ_ONCE(cpu_rq(cpu)->nr_running);
	return sum;
}

unsigned long nr_uninterruptible()
{
	unsigned int cpu;
	long sum = 0;

	for_each_possible_cpu(cpu)
		sum += READ_ONCE(cpu_rq(cpu)->nr_uninterruptible);
	return sum > 0 ? sum : 0;
}

unsigned long long nr_context_switches()
{
	unsigned int cpu;
	u64 sum = 0;

	for_each_possible_cpu(cpu)
		sum += READ_ONCE(cpu_rq(cpu)->nr_switches);
	return sum;
}

unsigned long long idle_time_ns(int cpu)
{
	return task_sched_runtime(cpu_rq(cpu)->idle);
}

namespace
{

void set_prio(task_struct *task, int policy, int prio)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&task->pi_lock, flags);
	{
		locked_rq rq(task);
		const bool waits = task->on_rq && rq->curr != task && rq->moving != task;

		if (waits)
			rq->queue.remove(task);
		task->policy = policy;
		task->prio = task->normal_prio = prio;
		if (policy == SCHED_NORMAL)
			task->static_prio = prio;
		task->rt_priority = prio < MAX_RT_PRIO ? MAX_RT_PRIO - 1 - prio : 0;
		if (waits)
			rq->queue.add(task);
		if (task->on_rq)
			resched_curr(rq);
	}
	raw_spin_unlock_irqrestore(&task->pi_lock, flags);
}

} // namespace

void set_user_nice(task_struct *task, long nice)
{
	if (nice < MIN_NICE || nice > MAX_NICE)
		return;
	if (rt_task(task))
		task->static_prio = NICE_TO_PRIO(nice);
	else
		set_prio(task, SCHED_NORMAL, NICE_TO_PRIO(nice));
}
EXPORT_SYMBOL(set_user_nice);

void sched_set_fifo(task_struct *task)
{
	set_prio(task, SCHED_FIFO, MAX_RT_PRIO - 1 - MAX_RT_PRIO / 2);
}

void sched_set_fifo_low(task_struct *task)
{
	set_prio(task, SCHED_FIFO, MAX_RT_PRIO - 2);
}

void sched_set_normal(task_struct *task, int nice)
{
	set_prio(task, SCHED_NORMAL, NICE_TO_PRIO(nice));
}
