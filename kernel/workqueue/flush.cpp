// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: waiting for items, taking them back, and keeping them from running.
//
// A queue counts its items that have not run yet, in two colours: flush_workqueue() changes the colour that new items get and waits
// until there are none of the old one. flush_work() waits for one item: it counts the runs that have to end (the one that goes on, and one
// more if it is pending), and each end of a run counts down.
//
//	cancel_work()         grabs PENDING, from the timer or out of the queue; lets it go
//	cancel_work_sync()    … and waits, PENDING still in hand, so that the item cannot queue itself meanwhile
//	disable_work()        … and leaves a count in the item's word that refuses it to queue_work() until enable_work()
//
// workqueue.hpp has the theory. Linux 6.12: __flush_workqueue(), __flush_work(), try_to_grab_pending(), __cancel_work().

#include <linux/export.h>
#include <linux/kernel.h>

#include "kernel/workqueue/workqueue.hpp"

namespace workqueue
{
namespace
{

unsigned int unfinished(workqueue_struct *wq, int colour)
{
	raw_spinlock_irqsave_guard guard(&wq->lock);

	return wq->unfinished[colour];
}

// Tells the lock-order checker that somebody waits here. No bottom half can come in between and want what is waited for.
void note_wait(struct lockdep_map map, bool bh)
{
	if (bh)
		local_bh_disable();
	lock_map_acquire(&map);
	lock_map_release(&map);
	if (bh)
		local_bh_enable();
}

// Waiting for a queue that may need memory, in one that gives it back: then nobody might.
void check_flush_dependency(const workqueue_struct *target, const work_struct *work)
{
	const worker *const w = current_worker();

	if (target->flags & WQ_MEM_RECLAIM)
		return;
	WARN_ONCE(w && w->current_pwq &&
			  (w->current_pwq->wq->flags & (WQ_MEM_RECLAIM | __WQ_LEGACY)) ==
				  WQ_MEM_RECLAIM,
		  "workqueue: WQ_MEM_RECLAIM %s:%ps is flushing !WQ_MEM_RECLAIM %s:%ps",
		  w->current_pwq->wq->name, w->current_func, target->name,
		  work ? work->func : nullptr);
}

// Value: had it to wait?
bool wait_for_run(work_struct *work)
{
	worker_pool *const pool = pool_of(work);
	wq_flusher f = {};

	might_sleep();
	if (!pool)
		return false;
	note_wait(lockdep_map_of(work), pool->bh);
	init_completion(&f.done);
	f.work = work;
	raw_spin_lock_irq(&pool->lock);
	const worker *const w = busy_with(pool, work);
	const bool queued = pool_of(work) == pool && pwq_of(work);

	f.runs_left = queued + (w != nullptr);
	if (!f.runs_left) {
		raw_spin_unlock_irq(&pool->lock);
		return false;
	}
	check_flush_dependency((queued ? pwq_of(work) : w->current_pwq)->wq, work);
	list_add_tail(&f.list, &pool->flushers);
	raw_spin_unlock_irq(&pool->lock);

	wait_for_completion(&f.done);
	raw_spin_lock_irq(&pool->lock);
	list_del(&f.list);
	raw_spin_unlock_irq(&pool->lock);
	return true;
}

enum class then { let_go, wait, disable, disable_and_wait };

// Value: was it pending, so that it will not run?
bool cancel(work_struct *work, struct timer_list *timer, then what)
{
	const bool was_pending = grab_pending(work, timer);
	const bool waits = what == then::wait || what == then::disable_and_wait;
	const unsigned long depth = disable_depth(work);

	if (what == then::disable || what == then::disable_and_wait) {
		WARN_ON_ONCE(depth == 0xffff);
		set_off_queue(work, pool_of(work), min(depth + 1, 0xfffful), PENDING);
	}
	if (waits)
		wait_for_run(work);
	clear_bit_unlock(WORK_STRUCT_PENDING_BIT, data_of(work));
	return was_pending;
}

// Value: may it be queued now?
bool enable(work_struct *work, struct timer_list *timer)
{
	grab_pending(work, timer);

	const unsigned long depth = disable_depth(work);

	WARN_ON_ONCE(!depth);
	if (depth)
		set_off_queue(work, pool_of(work), depth - 1, PENDING);
	clear_bit_unlock(WORK_STRUCT_PENDING_BIT, data_of(work));
	return depth <= 1;
}

} // namespace

// pool->lock held.
void tell_flushers(worker_pool *pool, const work_struct *work, int runs_that_stay)
{
	wq_flusher *f;

	list_for_each_entry(f, &pool->flushers, list) {
		if (f->work == work && f->runs_left > runs_that_stay && !--f->runs_left)
			complete(&f->done);
	}
}

} // namespace workqueue

using namespace workqueue;

bool workqueue::grab_pending(struct work_struct *work, struct timer_list *timer)
{
	for (;;) {
		if (timer && timer_delete(timer))
			return true;
		if (set_pending(work))
			return false;
		pool_workqueue *const pwq = pwq_of(work);

		if (pwq) {
			raw_spinlock_irqsave_guard guard(&pwq->pool->lock);

			if (pwq_of(work) == pwq) {
				take_out(pwq, work);
				set_pending(work);
				return true;
			}
		}
		// On its way from a timer, or from somebody else, into the queue.
		cpu_relax();
	}
}

void __flush_workqueue(struct workqueue_struct *wq)
{
	might_sleep();
	note_wait(wq->lockdep_map, wq->flags & WQ_BH);
	check_flush_dependency(wq, nullptr);
	mutex_guard one_at_a_time(&wq->mutex);
	int old;

	{
		raw_spinlock_irqsave_guard guard(&wq->lock);

		old = wq->work_color;
		wq->work_color ^= 1;
	}
	wait_event(wq->flushed, !unfinished(wq, old));
}
EXPORT_SYMBOL(__flush_workqueue);

// From now on only its own items may queue others.
void drain_workqueue(struct workqueue_struct *wq)
{
	unsigned int tries = 0;

	{
		mutex_guard guard(&wq->mutex);

		if (!wq->nr_drainers++)
			wq->flags |= __WQ_DRAINING;
	}
	do {
		__flush_workqueue(wq);
		if (++tries == 10 || (tries % 100 == 0 && tries <= 1000))
			pr_warn("workqueue %s: %s() isn't complete after %u tries\n", wq->name,
				__func__, tries);
	} while (unfinished(wq, 0) || unfinished(wq, 1));
	mutex_guard guard(&wq->mutex);

	if (!--wq->nr_drainers)
		wq->flags &= ~__WQ_DRAINING;
}
EXPORT_SYMBOL_GPL(drain_workqueue);

bool flush_work(struct work_struct *work)
{
	return wait_for_run(work);
}
EXPORT_SYMBOL_GPL(flush_work);

bool flush_delayed_work(struct delayed_work *dwork)
{
	if (timer_delete_sync(&dwork->timer)) {
		irqsave_guard guard;

		queue_pending(dwork->cpu, dwork->wq, &dwork->work);
	}
	return flush_work(&dwork->work);
}
EXPORT_SYMBOL(flush_delayed_work);

bool flush_rcu_work(struct rcu_work *rwork)
{
	if (work_pending(&rwork->work)) {
		rcu_barrier();
		flush_work(&rwork->work);
		return true;
	}
	return flush_work(&rwork->work);
}
EXPORT_SYMBOL(flush_rcu_work);

bool cancel_work(struct work_struct *work)
{
	return cancel(work, nullptr, then::let_go);
}
EXPORT_SYMBOL(cancel_work);

bool cancel_work_sync(struct work_struct *work)
{
	return cancel(work, nullptr, then::wait);
}
EXPORT_SYMBOL_GPL(cancel_work_sync);

bool cancel_delayed_work(struct delayed_work *dwork)
{
	return cancel(&dwork->work, &dwork->timer, then::let_go);
}
EXPORT_SYMBOL(cancel_delayed_work);

bool cancel_delayed_work_sync(struct delayed_work *dwork)
{
	return cancel(&dwork->work, &dwork->timer, then::wait);
}
EXPORT_SYMBOL(cancel_delayed_work_sync);

bool disable_work(struct work_struct *work)
{
	return cancel(work, nullptr, then::disable);
}
EXPORT_SYMBOL_GPL(disable_work);

bool disable_work_sync(struct work_struct *work)
{
	return cancel(work, nullptr, then::disable_and_wait);
}
EXPORT_SYMBOL_GPL(disable_work_sync);

bool enable_work(struct work_struct *work)
{
	return enable(work, nullptr);
}
EXPORT_SYMBOL_GPL(enable_work);

bool disable_delayed_work(struct delayed_work *dwork)
{
	return cancel(&dwork->work, &dwork->timer, then::disable);
}
EXPORT_SYMBOL_GPL(disable_delayed_work);

bool disable_delayed_work_sync(struct delayed_work *dwork)
{
	return cancel(&dwork->work, &dwork->timer, then::disable_and_wait);
}
EXPORT_SYMBOL_GPL(disable_delayed_work_sync);

bool enable_delayed_work(struct delayed_work *dwork)
{
	return enable(&dwork->work, &dwork->timer);
}
EXPORT_SYMBOL_GPL(enable_delayed_work);
