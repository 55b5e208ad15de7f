// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: help when no worker can be made.
//
// A new worker needs memory. Items that give memory back must not wait for it: a queue with WQ_MEM_RECLAIM has a thread of its
// own from the start, the rescuer.
//
//	an item waits, no idle worker ──2 jiffies──▶ mayday_timer: the pwq onto wq->maydays ──▶ rescuer: moves to the pool's CPU,
//	                                             again every 100 ms                        runs the queue's items there
//
// The rescuer runs the items of its own queue only, one after the other. Others on the same worklist go on waiting for a worker.
//
// workqueue.hpp has the theory. Linux 6.12: rescuer_thread(), send_mayday(), init_rescuer().

#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched/task.h>
#include <linux/slab.h>

#include "kernel/workqueue/workqueue.hpp"

namespace workqueue
{
namespace
{

work_struct *first_of(pool_workqueue *pwq)
{
	work_struct *work;

	list_for_each_entry(work, &pwq->pool->worklist, entry) {
		if (pwq_of(work) == pwq && !busy_with(pwq->pool, work))
			return work;
	}
	return nullptr;
}

pool_workqueue *take_mayday(workqueue_struct *wq)
{
	raw_spinlock_irqsave_guard guard(&wq->lock);
	pool_workqueue *const pwq =
		list_first_entry_or_null(&wq->maydays, pool_workqueue, mayday_node);

	if (pwq)
		list_del_init(&pwq->mayday_node);
	return pwq;
}

void help(worker *self, pool_workqueue *pwq)
{
	worker_pool *const pool = pwq->pool;

	set_cpus_allowed_ptr(current, pool->cpu >= 0 ? cpumask_of(pool->cpu) : pool->attrs.cpumask);
	raw_spin_lock_irq(&pool->lock);
	self->pool = pool;
	list_add(&self->entry, &pool->busy_list);
	while (work_struct *const work = first_of(pwq))
		run_work(self, work);
	list_del_init(&self->entry);
	self->pool = nullptr;
	if (first_to_run(pool))
		kick(pool);
	raw_spin_unlock_irq(&pool->lock);
}

int rescuer_thread(void *data)
{
	worker *const self = static_cast<worker *>(data);

	for (;;) {
		set_current_state(TASK_IDLE);
		const bool ends = kthread_should_stop();

		while (pool_workqueue *const pwq = take_mayday(self->rescue_wq)) {
			__set_current_state(TASK_RUNNING);
			help(self, pwq);
			set_current_state(TASK_IDLE);
		}
		if (ends)
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	current->flags &= ~PF_WQ_WORKER;
	return 0;
}

} // namespace

// pool->lock held.
void call_for_help(worker_pool *pool)
{
	work_struct *work;

	list_for_each_entry(work, &pool->worklist, entry) {
		pool_workqueue *const pwq = pwq_of(work);
		workqueue_struct *const wq = pwq->wq;

		if (!wq->rescuer)
			continue;
		raw_spinlock_guard guard(&wq->lock);

		if (list_empty(&pwq->mayday_node))
			list_add_tail(&pwq->mayday_node, &wq->maydays);
		wake_up_process(wq->rescuer->task);
	}
}

bool make_rescuer(workqueue_struct *wq)
{
	auto *const self = static_cast<worker *>(kzalloc(sizeof(worker), GFP_KERNEL));

	if (!self)
		return false;
	INIT_LIST_HEAD(&self->entry);
	self->rescue_wq = wq;
	self->task = kthread_create(rescuer_thread, self, "kworker/R-%s", wq->name);
	if (IS_ERR(self->task)) {
		kfree(self);
		return false;
	}
	set_user_nice(self->task, MIN_NICE);
	self->task->flags |= PF_WQ_WORKER;
	get_task_struct(self->task);
	wake_up_process(self->task);
	wq->rescuer = self;
	return true;
}

// The queue is empty, and will stay so.
void end_rescuer(workqueue_struct *wq)
{
	if (!wq->rescuer)
		return;
	kthread_stop_put(wq->rescuer->task);
	kfree_rcu(wq->rescuer, rcu);
	wq->rescuer = nullptr;
}

} // namespace workqueue

bool current_is_workqueue_rescuer()
{
	const worker *const self = workqueue::current_worker();

	return self && self->rescue_wq;
}
EXPORT_SYMBOL_GPL(current_is_workqueue_rescuer);
