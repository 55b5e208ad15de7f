// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: how an item gets into a queue, at once, later or after a grace period, and how it is taken out again.
//
//	not queued ──PENDING──▶ timer, or grace period ──▶ inactive_works ──▶ pool's worklist ──▶ runs
//	                        (delayed_work, rcu_work)   (max_active        ▲
//	                                 └───────────────── are active) ──────┘
//
// workqueue.hpp has the theory. Linux 6.12: __queue_work(), insert_work(), pwq_activate_first_inactive(), queue_delayed_work_on().

#include <linux/export.h>
#include <linux/kernel.h>

#include "kernel/workqueue/workqueue.hpp"

namespace workqueue
{
namespace
{

void activate(pool_workqueue *pwq, work_struct *work)
{
	pwq->nr_active++;
	if (IS_ENABLED(CONFIG_WQ_WATCHDOG) && list_empty(&pwq->pool->worklist)) {
		note_progress(pwq->pool);
		watch();
	}
	atomic_long_andnot(INACTIVE, &work->data);
	list_move_tail(&work->entry, &pwq->pool->worklist);
}

void insert(pool_workqueue *pwq, work_struct *work)
{
	workqueue_struct *const wq = pwq->wq;
	const bool active = pwq->nr_active < READ_ONCE(wq->max_active) &&
			    list_empty(&pwq->inactive_works);
	int colour;

	raw_spin_lock(&wq->lock);
	colour = wq->work_color;
	wq->unfinished[colour]++;
	raw_spin_unlock(&wq->lock);

	atomic_long_set(&work->data, reinterpret_cast<long>(pwq) | PENDING | PWQ |
					     (active ? 0 : INACTIVE) | (colour ? COLOUR : 0));
	INIT_LIST_HEAD(&work->entry);
	if (active) {
		activate(pwq, work);
		kick(pwq->pool);
	} else {
		list_add_tail(&work->entry, &pwq->inactive_works);
	}
}

pool_workqueue *pwq_for(workqueue_struct *wq, int cpu)
{
	if (wq->flags & WQ_UNBOUND)
		return READ_ONCE(wq->dfl_pwq);
	if (cpu == WORK_CPU_UNBOUND || !cpu_online(cpu))
		cpu = raw_smp_processor_id();
	return per_cpu_ptr(wq->cpu_pwq, cpu);
}

// Where it runs now, if it does: there it has to go.
pool_workqueue *pwq_where_it_runs(workqueue_struct *wq, work_struct *work)
{
	worker_pool *const pool = pool_of(work);

	if (!pool)
		return nullptr;
	raw_spinlock_guard guard(&pool->lock);
	worker *const w = busy_with(pool, work);

	return w && w->current_pwq->wq == wq ? w->current_pwq : nullptr;
}

void finish_colour(workqueue_struct *wq, int colour)
{
	raw_spin_lock(&wq->lock);
	const bool last = !--wq->unfinished[colour];

	raw_spin_unlock(&wq->lock);
	if (last && waitqueue_active(&wq->flushed))
		wake_up_all(&wq->flushed);
}

// Only its own items may still queue others to a queue that is to become empty.
bool is_chained(const workqueue_struct *wq)
{
	const worker *const w = current_worker();

	return w && w->current_pwq && w->current_pwq->wq == wq;
}

// PENDING is the caller's, and given back if the item is disabled.
bool refused(work_struct *work)
{
	if (likely(!disable_depth(work)))
		return false;
	clear_bit_unlock(WORK_STRUCT_PENDING_BIT, data_of(work));
	return true;
}

} // namespace

void activate_waiting(pool_workqueue *pwq)
{
	while (pwq->nr_active < READ_ONCE(pwq->wq->max_active) &&
	       !list_empty(&pwq->inactive_works)) {
		activate(pwq, list_first_entry(&pwq->inactive_works, work_struct, entry));
		kick(pwq->pool);
	}
}

void finish_one(pool_workqueue *pwq, int colour)
{
	pwq->nr_active--;
	activate_waiting(pwq);
	finish_colour(pwq->wq, colour);
}

void queue_pending(int cpu, workqueue_struct *wq, work_struct *work)
{
	if (unlikely(wq->flags & (__WQ_DESTROYING | __WQ_DRAINING)) &&
	    WARN_ONCE(!is_chained(wq), "workqueue: cannot queue %ps on wq %s\n", work->func,
		      wq->name)) {
		clear_bit_unlock(WORK_STRUCT_PENDING_BIT, data_of(work));
		return;
	}
	pool_workqueue *pwq = pwq_where_it_runs(wq, work);

	if (!pwq)
		pwq = pwq_for(wq, cpu);
	raw_spinlock_guard guard(&pwq->pool->lock);

	insert(pwq, work);
}

void take_out(pool_workqueue *pwq, work_struct *work)
{
	const bool inactive = atomic_long_read(&work->data) & INACTIVE;
	const int colour = colour_of(work);

	list_del_init(&work->entry);
	set_off_queue(work, pwq->pool, 0, 0);
	if (inactive)
		finish_colour(pwq->wq, colour);
	else
		finish_one(pwq, colour);
	// The run that will not be counts as over, one that goes on does not.
	tell_flushers(pwq->pool, work, busy_with(pwq->pool, work) ? 1 : 0);
}

} // namespace workqueue

using namespace workqueue;

bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	irqsave_guard guard;

	if (!set_pending(work) || refused(work))
		return false;
	queue_pending(cpu, wq, work);
	return true;
}
EXPORT_SYMBOL(queue_work_on);

void delayed_work_timer_fn(struct timer_list *timer)
{
	delayed_work *const dwork = container_of(timer, delayed_work, timer);

	queue_pending(dwork->cpu, dwork->wq, &dwork->work);
}
EXPORT_SYMBOL(delayed_work_timer_fn);

// PENDING is the caller's, interrupts are masked.
static void queue_delayed(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			  unsigned long delay)
{
	if (!delay) {
		queue_pending(cpu, wq, &dwork->work);
		return;
	}
	dwork->wq = wq;
	dwork->cpu = cpu;
	INIT_LIST_HEAD(&dwork->work.entry);
	dwork->timer.expires = jiffies + delay;
	if (cpu != WORK_CPU_UNBOUND)
		add_timer_on(&dwork->timer, cpu);
	else
		add_timer(&dwork->timer);
}

bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			   unsigned long delay)
{
	irqsave_guard guard;

	if (!set_pending(&dwork->work) || refused(&dwork->work))
		return false;
	queue_delayed(cpu, wq, dwork, delay);
	return true;
}
EXPORT_SYMBOL(queue_delayed_work_on);

bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			 unsigned long delay)
{
	const bool was_pending = grab_pending(&dwork->work, &dwork->timer);
	irqsave_guard guard;

	if (!refused(&dwork->work))
		queue_delayed(cpu, wq, dwork, delay);
	return was_pending;
}
EXPORT_SYMBOL_GPL(mod_delayed_work_on);

static void queue_after_grace_period(struct rcu_head *head)
{
	rcu_work *const rwork = container_of(head, rcu_work, rcu);
	irqsave_guard guard;

	queue_pending(WORK_CPU_UNBOUND, rwork->wq, &rwork->work);
}

bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork)
{
	if (!set_pending(&rwork->work) || refused(&rwork->work))
		return false;
	rwork->wq = wq;
	call_rcu(&rwork->rcu, queue_after_grace_period);
	return true;
}
EXPORT_SYMBOL(queue_rcu_work);
