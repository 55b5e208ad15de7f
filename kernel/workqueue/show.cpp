// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: what they are at, told to the log.
//
//	workqueue events: flags=0x0                                      a queue that has items
//	  pwq 2: cpus=0 node=0 flags=0x0 nice=0 active=3 refcnt=4        its part for the pool with that number
//	    in-flight: 17:slow_one BAR(23)                               worker's pid and item; task 23 waits for its end
//	    pending: one, 2*another                                      on the pool's worklist
//	    inactive: late                                               beyond max_active
//	pool 2: cpus=0 node=0 flags=0x0 nice=0 hung=4s workers=2 idle: 12       a pool that has busy workers
//
// hung: how long the first item waits for a worker. Idle queues and pools are left out. The words are Linux's, so that who knows them can
// read them; what is not there to be told is worked out: a part's references are itself and one for each of its items, a task that waits
// for an item is the one that sleeps in its flusher.
//
// Also here: the list of all queues, which nobody else needs, and which debuggers know by its name.
//
// Locks: queues_lock for changes of the list, readers use RCU; pool->lock, interrupts masked, while a part or a pool is told.
// Linux 6.12: show_all_workqueues(), show_one_workqueue(), show_pwq() in kernel/workqueue.c.

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/nmi.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/swait.h>

#include "kernel/workqueue/workqueue.hpp"

extern "C" {
LIST_HEAD(workqueues);
}

namespace workqueue
{
namespace
{

DEFINE_MUTEX(queues_lock);

// Linux's flags of a pool.
enum { POOL_BH = 1 << 0, POOL_MANAGER_ACTIVE = 1 << 1, POOL_DISASSOCIATED = 1 << 2 };

unsigned int flags_of(const worker_pool *pool)
{
	return (pool->bh ? POOL_BH : 0) | (pool->worker_asked_for ? POOL_MANAGER_ACTIVE : 0) |
	       (pool->cpu < 0 ? POOL_DISASSOCIATED : 0);
}

const char *bh_name(const worker_pool *pool)
{
	return pool->attrs.nice < 0 ? "bh-hi" : "bh";
}

bool is_empty(const pool_workqueue *pwq)
{
	return !pwq->nr_active && list_empty(&pwq->inactive_works);
}

void show_worker_id(const worker *w)
{
	if (w->pool->bh)
		pr_cont("%s", bh_name(w->pool));
	else
		pr_cont("%d%s", w->task->pid, w->rescue_wq ? "(RESCUER)" : "");
}

bool is_waited_for(worker_pool *pool, const work_struct *work)
{
	wq_flusher *f;

	list_for_each_entry(f, &pool->flushers, list) {
		if (f->work == work)
			return true;
	}
	return false;
}

// Those who wait for the item to end. One who is just coming, or going, is in no queue.
void show_waiters(worker_pool *pool, const work_struct *work)
{
	wq_flusher *f;

	list_for_each_entry(f, &pool->flushers, list) {
		if (f->work != work)
			continue;
		raw_spinlock_guard guard(&f->done.wait.lock);
		const swait_queue *const sleeper =
			list_first_entry_or_null(&f->done.wait.task_list, swait_queue, task_list);

		if (sleeper)
			pr_cont(" BAR(%d)", sleeper->task->pid);
	}
}

// Functions in a row, equal ones behind each other as one with their number.
class function_list
{
public:
	void add(work_func_t func)
	{
		if (count_ && func == func_) {
			count_++;
			return;
		}
		end_run();
		func_ = func;
		count_ = 1;
	}
	void end_run()
	{
		if (count_ == 1)
			pr_cont("%s %ps", comma_, func_);
		else if (count_)
			pr_cont("%s %ld*%ps", comma_, count_, func_);
		if (count_)
			comma_ = ",";
		count_ = 0;
	}

private:
	work_func_t func_ = nullptr;
	long count_ = 0;
	const char *comma_ = "";
};

// The items of @list that are @pwq's. Value: how many.
long show_items(const char *what, const pool_workqueue *pwq, const struct list_head *list)
{
	function_list functions;
	work_struct *work;
	long count = 0;

	list_for_each_entry(work, list, entry) {
		if (pwq_of(work) != pwq)
			continue;
		if (!count++)
			pr_info("    %s:", what);
		functions.add(work->func);
		// Who waits for an item that runs already is told there.
		if (is_waited_for(pwq->pool, work) && !busy_with(pwq->pool, work)) {
			functions.end_run();
			show_waiters(pwq->pool, work);
		}
	}
	functions.end_run();
	if (count)
		pr_cont("\n");
	return count;
}

long count_items(const pool_workqueue *pwq, const struct list_head *list)
{
	work_struct *work;
	long count = 0;

	list_for_each_entry(work, list, entry) {
		count += pwq_of(work) == pwq;
	}
	return count;
}

long count_in_flight(const pool_workqueue *pwq)
{
	worker *w;
	long count = 0;

	list_for_each_entry(w, &pwq->pool->busy_list, entry) {
		count += w->current_pwq == pwq;
	}
	return count;
}

void show_in_flight(const pool_workqueue *pwq)
{
	worker_pool *const pool = pwq->pool;
	const char *comma = "";
	worker *w;

	pr_info("    in-flight:");
	list_for_each_entry(w, &pool->busy_list, entry) {
		if (w->current_pwq != pwq)
			continue;
		pr_cont(" %s", comma);
		show_worker_id(w);
		pr_cont(":%ps", w->current_func);
		show_waiters(pool, w->current_work);
		comma = ",";
	}
	pr_cont("\n");
}

// pool->lock held.
void show_pwq(const pool_workqueue *pwq)
{
	const worker_pool *const pool = pwq->pool;
	const long in_flight = count_in_flight(pwq);

	pr_info("  pwq %d:", pool->id);
	show_pool_info(pool);
	pr_cont(" active=%d refcnt=%ld%s\n", pwq->nr_active,
		1 + in_flight + count_items(pwq, &pool->worklist) +
			count_items(pwq, &pwq->inactive_works),
		list_empty(&pwq->mayday_node) ? "" : " MAYDAY");
	if (in_flight)
		show_in_flight(pwq);
	show_items("pending", pwq, &pool->worklist);
	show_items("inactive", pwq, &pwq->inactive_works);
}

struct worker_count {
	int workers, idle;
};

// The softirq of a BH pool counts as one.
worker_count count_workers(const worker_pool *pool)
{
	const worker *const bh = pool->bh ? list_first_entry(&pool->busy_list, worker, entry)
					  : nullptr;

	return bh ? worker_count{1, !bh->current_work}
		  : worker_count{pool->nr_workers, pool->nr_idle};
}

void show_one_worker_pool(worker_pool *pool)
{
	raw_spinlock_irqsave_guard guard(&pool->lock);
	const worker_count count = count_workers(pool);
	const char *title = "idle: ";
	worker *w;

	if (count.workers == count.idle)
		return;
	pr_info("pool %d:", pool->id);
	show_pool_info(pool);
	pr_cont(" hung=%us workers=%d",
		list_empty(&pool->worklist) ? 0
					    : jiffies_to_msecs(jiffies - pool->watchdog_ts) /
						      (unsigned int)MSEC_PER_SEC,
		count.workers);
	if (pool->worker_asked_for)
		pr_cont(" manager: %d", kthreadd_task->pid);
	list_for_each_entry(w, &pool->idle_list, entry) {
		pr_cont(" %s", title);
		show_worker_id(w);
		title = "";
	}
	pr_cont("\n");
}

} // namespace

void list_queue(workqueue_struct *wq)
{
	mutex_guard guard(&queues_lock);

	list_add_tail_rcu(&wq->list, &workqueues);
}

// The caller waits for a grace period before the queue goes.
void unlist_queue(workqueue_struct *wq)
{
	mutex_guard guard(&queues_lock);

	list_del_rcu(&wq->list);
}

// Bound pools are of this machine's one node; unbound ones of none.
void show_pool_info(const worker_pool *pool)
{
	const struct cpumask *const cpus = pool->cpu < 0 ? pool->attrs.cpumask
							 : cpumask_of(pool->cpu);

	pr_cont(" cpus=%*pbl", cpumask_pr_args(cpus));
	if (pool->cpu >= 0)
		pr_cont(" node=0");
	pr_cont(" flags=0x%x", flags_of(pool));
	if (pool->bh)
		pr_cont(" %s", bh_name(pool));
	else
		pr_cont(" nice=%d", pool->attrs.nice);
}

bool report_busy(workqueue_struct *wq)
{
	pool_workqueue *pwq;

	list_for_each_entry(pwq, &wq->pwqs, pwqs_node) {
		if (likely(is_empty(pwq)))
			continue;
		WARN_ON(1);
		pr_warn("%s: %s has the following busy pwq\n", "destroy_workqueue", wq->name);
		{
			raw_spinlock_irqsave_guard guard(&pwq->pool->lock);

			show_pwq(pwq);
		}
		show_one_workqueue(wq);
		return true;
	}
	return false;
}

} // namespace workqueue

using namespace workqueue;

void show_one_workqueue(struct workqueue_struct *wq)
{
	pool_workqueue *pwq;
	bool idle = true;

	list_for_each_entry_rcu(pwq, &wq->pwqs, pwqs_node)
	{
		idle &= is_empty(pwq);
	}
	if (idle)
		return;
	pr_info("workqueue %s: flags=0x%x\n", wq->name, wq->flags);
	list_for_each_entry_rcu(pwq, &wq->pwqs, pwqs_node)
	{
		{
			raw_spinlock_irqsave_guard guard(&pwq->pool->lock);

			if (!is_empty(pwq))
				show_pwq(pwq);
		}
		touch_nmi_watchdog(); // a slow console
	}
}

void show_all_workqueues()
{
	struct workqueue_struct *wq;

	rcu_read_lock();
	pr_info("Showing busy workqueues and worker pools:\n");
	list_for_each_entry_rcu(wq, &workqueues, list)
	{
		show_one_workqueue(wq);
	}
	for_each_pool([](worker_pool *pool) {
		show_one_worker_pool(pool);
		touch_nmi_watchdog();
	});
	rcu_read_unlock();
}
