// SPDX-License-Identifier: GPL-2.0-only
//
// Giving the CPU from one task to another.
//
//	schedule()              the task sleeps, or has nothing against others running  ┐
//	cond_resched(), yield() it gives way                                            ├─▶ switch_tasks() ─▶ cpu_switch_to()
//	an interrupt returns    it is preempted: count zero, reschedule due             ┘         │
//	                                                                                          ▼
//	                                                  the next one: finish_task_switch(), for the one that left
//
// States of a task, and what says so:
//
//	            on_rq  on_cpu  in the queue  __state
//	runs          1      1         no        RUNNING, or what it will be when it calls schedule()
//	waits         1      0         yes       RUNNING (or that, if it was preempted on the way to schedule())
//	moves         1      0         no        between two CPUs' queues
//	sleeps        0      0         no        INTERRUPTIBLE, UNINTERRUPTIBLE …
//
// The run queue's lock is taken by the task that leaves and let go by the one that comes; so on another CPU nobody sees a
// task both in a queue and with its registers not saved yet. preempt_count is 2 meanwhile: schedule()'s and the lock's.
//
// A preempted task stays where it is: nothing here moves it before it has called schedule() itself.
//
// Linux 6.12: __schedule(), finish_task_switch(), preempt_schedule_irq() in kernel/sched/core.c.

#include "kernel/sched/sched.hpp"

#include <asm/switch_to.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/sched/clock.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/workqueue.h>

extern "C" {
DEFINE_PER_CPU_SHARED_ALIGNED(struct rq, runqueues);
}

namespace sched
{

void update_current(struct rq *rq)
{
	sched_entity &se = rq->curr->se;
	const u64 now = sched_clock();
	const u64 ran = now - se.exec_start;

	rq->clock = now;
	se.exec_start = now;
	se.sum_exec_runtime += ran;
	se.slice_left -= ran;
}

void resched_curr(struct rq *rq)
{
	if (test_tsk_need_resched(rq->curr))
		return;
	set_tsk_need_resched(rq->curr);
	if (rq->cpu == smp_processor_id())
		set_preempt_need_resched();
	else
		smp_send_reschedule(rq->cpu);
}

void activate(struct rq *rq, task_struct *task)
{
	const bool fresh = task->se.slice_left <= 0;

	task->se.preempted = false;
	task->on_rq = 1;
	rq->queue.add(task);
	rq->nr_running++;
	if (rq->curr == rq->idle || task->prio < min(rq->curr->prio, MAX_RT_PRIO) ||
	    (!fresh && !rt_task(rq->curr)))
		resched_curr(rq);
}

namespace
{

// Interrupts and the lock are let go by whoever runs after a switch.
void finish_task_switch(task_struct *prev)
{
	struct rq *const rq = this_rq();
	const bool dead = READ_ONCE(prev->__state) == TASK_DEAD;
	const bool moves = rq->moving == prev;
	const int target = rq->moving_to;

	// For the lock-order checker the lock was let go before the switch and is taken by this task.
	spin_acquire(&rq->__lock.dep_map, 0, 0, 0);
	rq->moving = nullptr;
	// Whoever wakes prev, or lets it run, sees its registers.
	smp_store_release(&prev->on_cpu, 0);
	raw_spin_unlock_irq(&rq->__lock);

	if (unlikely(moves)) {
		struct rq *const there = cpu_rq(target);
		unsigned long flags;

		raw_spin_lock_irqsave(&there->__lock, flags);
		set_task_cpu(prev, target);
		activate(there, prev);
		raw_spin_unlock_irqrestore(&there->__lock, flags);
	}
	if (unlikely(dead))
		hand_over_dead(prev);
}

void complain_about_atomic(task_struct *prev)
{
	if (oops_in_progress)
		return;
	pr_err("BUG: scheduling while atomic: %s/%d/0x%08x\n", prev->comm, prev->pid,
	       preempt_count() - static_cast<int>(PREEMPT_DISABLE_OFFSET));
	dump_stack();
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
	preempt_count_set(PREEMPT_DISABLED);
}

void note_sleep(struct rq *rq, task_struct *prev, unsigned int state)
{
	prev->sched_contributes_to_load = (state & TASK_UNINTERRUPTIBLE) && !(state & TASK_NOLOAD);
	rq->nr_uninterruptible += prev->sched_contributes_to_load;
	rq->nr_running--;
	// Last: from here on it may be woken, as soon as on_cpu is 0.
	smp_store_release(&prev->on_rq, 0);
}

// prev stays runnable: back to the queue, or to a CPU that has nothing to do.
void put_back(struct rq *rq, task_struct *prev, leave how)
{
	const int target = how == leave::preempted ? -1 : better_cpu(rq, prev);

	if (target >= 0) {
		rq->nr_running--;
		rq->moving = prev;
		rq->moving_to = target;
		return;
	}
	prev->se.preempted = how == leave::preempted;
	rq->queue.add(prev);
}

task_struct *pick_next(struct rq *rq)
{
	task_struct *next = rq->queue.take_first();

	if (!next)
		next = pull_task(rq);
	return next ? next : rq->idle;
}

} // namespace

// Preemption is disabled once; comes back with interrupts enabled.
void switch_tasks(leave how)
{
	local_irq_disable();
	rcu_note_context_switch(how == leave::preempted);

	struct rq *const rq = this_rq();
	task_struct *const prev = rq->curr;

	if (unlikely(in_atomic_preempt_off()))
		complain_about_atomic(prev);
	raw_spin_lock(&rq->__lock);
	// The state that prev has set, and the condition that it has found false after that, are in this order for others too.
	smp_mb();
	update_current(rq);

	const unsigned int state = READ_ONCE(prev->__state);

	const bool sleeps = how == leave::sleep && state != TASK_RUNNING && prev != rq->idle;

	if (sleeps)
		note_sleep(rq, prev, state);
	else if (prev != rq->idle)
		put_back(rq, prev, how);

	task_struct *const next = pick_next(rq);

	clear_tsk_need_resched(prev);
	clear_preempt_need_resched();
	if (next == prev) {
		raw_spin_unlock_irq(&rq->__lock);
		return;
	}
	rq->curr = next;
	rq->nr_switches++;
	sleeps ? prev->nvcsw++ : prev->nivcsw++;
	next->on_cpu = 1;
	next->se.exec_start = rq->clock;
	spin_release(&rq->__lock.dep_map, 0);
	debug_spin_pass_on(&rq->__lock, next);
	finish_task_switch(
		cpu_switch_to(prev, next, &prev->thread.cpu_context, &next->thread.cpu_context));
}

} // namespace sched

using namespace sched;

namespace
{

void leave_until_not_needed(leave how)
{
	do {
		preempt_disable();
		switch_tasks(how);
		preempt_enable_no_resched();
	} while (need_resched());
}

} // namespace

void schedule()
{
	task_struct *const task = current;

	if (unlikely(task->flags & PF_WQ_WORKER) && !task_is_running(task))
		wq_worker_sleeping(task);
	leave_until_not_needed(leave::sleep);
	if (unlikely(task->flags & PF_WQ_WORKER))
		wq_worker_running(task);
}

void schedule_preempt_disabled()
{
	preempt_enable_no_resched();
	schedule();
	preempt_disable();
}

void yield()
{
	set_current_state(TASK_RUNNING);
	current->se.slice_left = 0;
	leave_until_not_needed(leave::give_way);
}

int __cond_resched()
{
	leave_until_not_needed(leave::give_way);
	return 1;
}

void preempt_schedule()
{
	if (!preemptible())
		return;
	leave_until_not_needed(leave::preempted);
	remind_to_leave();
}

void preempt_schedule_irq()
{
	do {
		preempt_disable();
		switch_tasks(leave::preempted);
		local_irq_disable();
		preempt_enable_no_resched();
	} while (need_resched());
	remind_to_leave();
}

void schedule_tail(task_struct *prev)
{
	finish_task_switch(prev);
	preempt_enable();
}

void scheduler_ipi()
{
	preempt_fold_need_resched();
}

void sched_tick()
{
	struct rq *const rq = this_rq();
	task_struct *const task = rq->curr;

	if (!rq->idle)
		return;
	raw_spin_lock(&rq->__lock);
	update_current(rq);
	if (task == rq->idle ? !rq->queue.empty()
			     : task->se.slice_left <= 0 && !rq->queue.goes_before_all(task))
		resched_curr(rq);
	raw_spin_unlock(&rq->__lock);
}

void io_schedule()
{
	schedule();
}

long io_schedule_timeout(long timeout)
{
	return schedule_timeout(timeout);
}

// CPU @cpu's idle task: its run queue begins with it.
void init_idle(task_struct *idle, int cpu)
{
	struct rq *const rq = cpu_rq(cpu);

	idle->__state = TASK_RUNNING;
	idle->flags |= PF_IDLE | PF_KTHREAD | PF_NO_SETAFFINITY;
	idle->prio = idle->static_prio = idle->normal_prio = MAX_PRIO - 1;
	idle->se.exec_start = sched_clock();
	INIT_LIST_HEAD(&idle->se.run_node);
	cpumask_clear(&idle->cpus_mask);
	cpumask_set_cpu(cpu, &idle->cpus_mask);
	idle->cpus_ptr = &idle->cpus_mask;
	idle->nr_cpus_allowed = 1;
	set_task_cpu(idle, cpu);
	idle->on_rq = 1;
	idle->on_cpu = 1;
	rq->curr = rq->idle = idle;
	if (idle != &init_task)
		idle->thread_info.preempt_count = INIT_PREEMPT_COUNT;
}

void __init sched_init()
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		struct rq *const rq = cpu_rq(cpu);

		raw_spin_lock_init(&rq->__lock);
		rq->cpu = cpu;
		rq->queue.init();
	}
	init_idle(current, smp_processor_id());
}
