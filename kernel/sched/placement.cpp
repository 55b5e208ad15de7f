// SPDX-License-Identifier: GPL-2.0-only
//
// Which CPU?
//
// A task runs where it ran before, whose caches know it, unless another CPU that it may use has nothing to do. That is
// decided at three moments, all of them ones at which a task can change its CPU:
//
//	it wakes       choose_cpu()   its last CPU if idle, else any idle one, else its last
//	it gives way   better_cpu()   an idle CPU, when others wait here; or any, when it may not stay
//	a CPU is idle  pull_task()    a task that waits elsewhere and was not preempted
//
// A task between migrate_disable() and migrate_enable() may use one CPU, the one where it is; its mask counts again afterwards.
// Who changes the mask of a task that runs where it no longer may waits until it has left.
//
// The looks at other run queues are without their locks: who is idle may change at once, and then the task waits a little.
// Linux 6.12: select_task_rq(), sched_balance_newidle(), set_cpus_allowed_ptr(), migrate_disable().

#include "kernel/sched/sched.hpp"

#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/kernel.h>

namespace sched
{
namespace
{

bool is_idle(int cpu)
{
	const struct rq *const rq = cpu_rq(cpu);

	return READ_ONCE(rq->curr) == rq->idle && !READ_ONCE(rq->nr_running);
}

int idle_cpu_for(const task_struct *task)
{
	unsigned int cpu;

	for_each_cpu_and(cpu, task->cpus_ptr, cpu_online_mask)
	{
		if (is_idle(cpu))
			return cpu;
	}
	return -1;
}

int least_busy_cpu_for(const task_struct *task)
{
	unsigned int cpu, best_load = ~0u;
	int best = -1;

	for_each_cpu_and(cpu, task->cpus_ptr, cpu_online_mask)
	{
		if (READ_ONCE(cpu_rq(cpu)->nr_running) < best_load) {
			best_load = READ_ONCE(cpu_rq(cpu)->nr_running);
			best = cpu;
		}
	}
	// A mask without an online CPU: anywhere, rather than nowhere.
	return best >= 0 ? best : cpumask_first(cpu_online_mask);
}

} // namespace

int choose_cpu(task_struct *task)
{
	const int last = task_cpu(task);
	const bool may_stay = allowed_on(task, last) && cpu_online(last);

	if ((task->nr_cpus_allowed == 1 || task->migration_disabled) && may_stay)
		return last;
	if (may_stay && is_idle(last))
		return last;
	const int idle = idle_cpu_for(task);

	if (idle >= 0)
		return idle;
	return may_stay ? last : least_busy_cpu_for(task);
}

int better_cpu(struct rq *rq, task_struct *task)
{
	if (unlikely(!allowed_on(task, rq->cpu)))
		return least_busy_cpu_for(task);
	if (rq->queue.empty() || task->nr_cpus_allowed == 1 || task->migration_disabled)
		return -1;
	return idle_cpu_for(task);
}

task_struct *pull_task(struct rq *rq)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct rq *const from = cpu_rq(cpu);

		if (from == rq || READ_ONCE(from->nr_running) < 2 ||
		    !raw_spin_trylock(&from->__lock))
			continue;
		task_struct *const task = from->queue.find([rq](const task_struct *p) {
			return !p->se.preempted && allowed_on(p, rq->cpu);
		});

		if (task) {
			from->queue.remove(task);
			from->nr_running--;
			set_task_cpu(task, rq->cpu);
			rq->nr_running++;
		}
		raw_spin_unlock(&from->__lock);
		if (task)
			return task;
	}
	return nullptr;
}

namespace
{

void set_mask(task_struct *task, const struct cpumask *mask)
{
	cpumask_copy(&task->cpus_mask, mask);
	task->nr_cpus_allowed = cpumask_weight(mask);
}

// @task waits in a queue where it may no longer be. task->pi_lock held.
void move_waiting(task_struct *task)
{
	{
		locked_rq rq(task);

		if (!task->on_rq || allowed_on(task, rq->cpu))
			return;
		if (rq->curr == task)
			resched_curr(rq);
		if (rq->curr == task || rq->moving == task || task->se.preempted)
			return;
		rq->queue.remove(task);
		rq->nr_running--;
	}
	struct rq *const there = cpu_rq(least_busy_cpu_for(task));

	raw_spin_lock(&there->__lock);
	set_task_cpu(task, there->cpu);
	activate(there, task);
	raw_spin_unlock(&there->__lock);
}

// Runs or waits on a CPU that its mask excludes, or sleeps there between migrate_disable() and migrate_enable().
bool is_to_leave(task_struct *task)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&task->pi_lock, flags);

	const bool away = cpumask_test_cpu(task_cpu(task), task->cpus_ptr) ||
			  !(READ_ONCE(task->on_rq) || task->migration_disabled);

	raw_spin_unlock_irqrestore(&task->pi_lock, flags);
	return !away;
}

} // namespace

// A task that was preempted goes on where it was, even if it may not be there: it moves only where it gives way itself. So that it
// does that soon, a reschedule stays due.
void remind_to_leave()
{
	if (likely(allowed_on(current, task_cpu(current))))
		return;
	set_tsk_need_resched(current);
	set_preempt_need_resched();
}

} // namespace sched

using namespace sched;

void do_set_cpus_allowed(task_struct *task, const struct cpumask *new_mask)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&task->pi_lock, flags);
	{
		locked_rq rq(task);

		set_mask(task, new_mask);
	}
	move_waiting(task);
	raw_spin_unlock_irqrestore(&task->pi_lock, flags);
}

int set_cpus_allowed_ptr(task_struct *task, const struct cpumask *new_mask)
{
	if (!cpumask_intersects(new_mask, cpu_online_mask))
		return -EINVAL;
	if (WARN_ON_ONCE(task == current && task->migration_disabled &&
			 !cpumask_test_cpu(task_cpu(task), new_mask)))
		return -EBUSY;
	do_set_cpus_allowed(task, new_mask);
	if (task == current && !allowed_on(task, task_cpu(task)))
		__cond_resched();
	while (task != current && is_to_leave(task))
		schedule_timeout_uninterruptible(1);
	return 0;
}
EXPORT_SYMBOL_GPL(set_cpus_allowed_ptr);

// Nobody but the task itself changes the count; a task that was preempted in here has not moved.
void migrate_disable()
{
	current->migration_disabled++;
	barrier();
}
EXPORT_SYMBOL_GPL(migrate_disable);

void migrate_enable()
{
	task_struct *const task = current;

	if (WARN_ON_ONCE(!task->migration_disabled))
		return;
	barrier();
	if (--task->migration_disabled || likely(allowed_on(task, task_cpu(task))))
		return;
	if (preemptible())
		__cond_resched();
	else
		remind_to_leave();
}
EXPORT_SYMBOL_GPL(migrate_enable);

int idle_cpu(int cpu)
{
	return is_idle(cpu);
}
