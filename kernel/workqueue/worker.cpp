// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: the workers of a pool.
//
//	(asked for) ──kthreadd──▶ idle ──woken, an item is there──▶ busy: items, one by one ──nothing left──▶ idle
//	                           │                                  │ sleeps in one, others wait: wakes an idle one
//	                           └─ five minutes, and too many: ends
//
// Who sleeps and who runs the scheduler tells: wq_worker_sleeping(), wq_worker_running(). A bound pool keeps one worker running as long as
// there are items; an unbound one as many as there are items and CPUs.
//
// A worker costs a stack, so the idle ones are not kept for ever: more than two, and more than a quarter of the busy ones, are too many.
// The timer that ends them does not wake an idle CPU.
//
// workqueue.hpp has the theory. Linux 6.12: worker_thread(), process_one_work(), create_worker(), idle_worker_timeout().

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "kernel/workqueue/workqueue.hpp"

namespace workqueue
{

constinit unsigned long idle_worker_timeout = 300 * HZ;

namespace
{

constexpr unsigned long mayday_initial_timeout = HZ / 100 >= 2 ? HZ / 100 : 2; // Linux's
constexpr unsigned long mayday_interval = HZ / 10;

int worker_thread(void *data);

void set_worker_name(char *name, size_t size, const worker_pool *pool, int id)
{
	if (pool->cpu < 0)
		snprintf(name, size, "kworker/u%d:%d", pool->id, id);
	else
		snprintf(name, size, "kworker/%d:%d%s", pool->cpu, id,
			 pool->attrs.nice < 0 ? "H" : "");
}

// The lowest that is free; beyond the word they are not told apart.
int take_id(worker_pool *pool)
{
	const int id = min(__builtin_ctzl(~pool->worker_ids | 1ul << 63), 63);

	pool->worker_ids |= 1ul << id;
	return id;
}

void abandon(worker *w)
{
	raw_spinlock_irqsave_guard guard(&w->pool->lock);

	w->pool->worker_ids &= ~(1ul << w->id);
	w->pool->nr_workers--;
}

// In kthreadd. Without memory: the mayday timer asks again.
void make_worker(struct kthreadd_call *call)
{
	worker_pool *const pool = container_of(call, worker_pool, make_worker);
	auto *const w = static_cast<worker *>(kzalloc(sizeof(worker), GFP_KERNEL));
	char name[TASK_COMM_LEN];

	{
		raw_spinlock_irqsave_guard guard(&pool->lock);

		pool->worker_asked_for = false;
		if (!w)
			return;
		w->id = take_id(pool);
		pool->nr_workers++;
	}
	w->pool = pool;
	set_worker_name(name, sizeof(name), pool, w->id);
	w->task = kthread_create(worker_thread, w, "%s", name);
	if (IS_ERR(w->task)) {
		abandon(w);
		kfree(w);
		return;
	}
	if (pool->cpu >= 0)
		kthread_bind(w->task, pool->cpu);
	else if (!cpumask_equal(pool->attrs.cpumask, cpu_possible_mask))
		kthread_bind_mask(w->task, pool->attrs.cpumask);
	set_user_nice(w->task, pool->attrs.nice);
	w->task->flags |= PF_WQ_WORKER;
	wake_up_process(w->task);
}

// pool->lock held.
void ask_for_worker(worker_pool *pool)
{
	if (!timer_pending(&pool->mayday_timer))
		mod_timer(&pool->mayday_timer, jiffies + mayday_initial_timeout);
	if (pool->worker_asked_for)
		return;
	pool->worker_asked_for = true;
	call_in_kthreadd(&pool->make_worker);
}

// A BH pool's softirq is never counted.
bool needs_worker(const worker_pool *pool)
{
	return pool->cpu < 0 || !pool->nr_running;
}

// Items wait, and nobody has come to take them.
void mayday_timeout(struct timer_list *timer)
{
	worker_pool *const pool = container_of(timer, worker_pool, mayday_timer);
	raw_spinlock_irqsave_guard guard(&pool->lock);

	if (!list_empty(&pool->idle_list) || !needs_worker(pool) || !first_to_run(pool))
		return;
	call_for_help(pool);
	ask_for_worker(pool);
	mod_timer(&pool->mayday_timer, jiffies + mayday_interval);
}

void set_counted(worker *self, bool counted)
{
	self->pool->nr_running += counted - self->counted;
	self->counted = counted;
}

// ---- idle ones ----

bool too_many_idle(const worker_pool *pool)
{
	const int busy = pool->nr_workers - pool->nr_idle;

	return pool->nr_idle > 2 && (pool->nr_idle - 2) * 4 >= busy;
}

void enter_idle(worker *self)
{
	worker_pool *const pool = self->pool;

	self->last_active = jiffies;
	pool->nr_idle++;
	list_move(&self->entry, &pool->idle_list);
	if (too_many_idle(pool) && !timer_pending(&pool->idle_timer))
		mod_timer(&pool->idle_timer, jiffies + idle_worker_timeout);
}

void leave_idle(worker *self)
{
	self->pool->nr_idle--;
	list_move(&self->entry, &self->pool->busy_list);
}

void idle_timeout(struct timer_list *timer)
{
	worker_pool *const pool = container_of(timer, worker_pool, idle_timer);
	raw_spinlock_irqsave_guard guard(&pool->lock);

	while (too_many_idle(pool)) {
		worker *const oldest = list_last_entry(&pool->idle_list, worker, entry);
		const unsigned long until = oldest->last_active + idle_worker_timeout;

		if (time_before(jiffies, until)) {
			mod_timer(&pool->idle_timer, until);
			return;
		}
		list_del_init(&oldest->entry);
		pool->nr_idle--;
		pool->nr_workers--;
		pool->worker_ids &= ~(1ul << oldest->id);
		oldest->dies = true;
		wake_up_process(oldest->task);
	}
}

// pool->lock held on entry. It may have been woken for an item just before.
int end_worker(worker *self)
{
	worker_pool *const pool = self->pool;

	if (first_to_run(pool))
		kick(pool);
	raw_spin_unlock_irq(&pool->lock);
	current->flags &= ~PF_WQ_WORKER;
	kfree_rcu(self, rcu);
	return 0;
}

void run_all(worker *self, work_struct *work)
{
	leave_idle(self);
	set_counted(self, true);
	// Somebody has to be there when this one sleeps.
	if (list_empty(&self->pool->idle_list))
		ask_for_worker(self->pool);
	do {
		run_work(self, work);
	} while ((work = first_to_run(self->pool)));
	set_counted(self, false);
	enter_idle(self);
}

int worker_thread(void *data)
{
	worker *const self = static_cast<worker *>(data);
	worker_pool *const pool = self->pool;

	INIT_LIST_HEAD(&self->entry);
	raw_spin_lock_irq(&pool->lock);
	enter_idle(self);
	timer_delete(&pool->mayday_timer);
	for (;;) {
		if (self->dies)
			return end_worker(self);
		// A new one may find that another runs, and is to go on alone.
		work_struct *const work = needs_worker(pool) ? first_to_run(pool) : nullptr;

		if (work) {
			run_all(self, work);
			continue;
		}
		set_current_state(TASK_IDLE);
		raw_spin_unlock_irq(&pool->lock);
		schedule();
		raw_spin_lock_irq(&pool->lock);
	}
}

// ---- items ----

void report_leak(const worker *self, int count)
{
	pr_err("BUG: workqueue leaked atomic, lock or RCU: %s[%d]\n"
	       "     preempt=0x%08x lock=%d->%d RCU=%d->%d workfn=%ps\n",
	       current->comm, current->pid, preempt_count(), 0, 0, 0, 0, self->current_func);
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
	dump_stack();
	preempt_count_set(count);
	local_irq_enable();
}

// For the lock-order checker an item's run is a lock that is held, and so is the queue: who waits for them with a lock that the item takes
// is found. The item may be freed by its function, so its part is copied.
void call(worker *self, work_struct *work)
{
	struct lockdep_map of_work __maybe_unused = lockdep_map_of(work);

	lock_map_acquire(&self->current_pwq->wq->lockdep_map);
	lock_map_acquire(&of_work);
	self->current_func(work);
	lock_map_release(&of_work);
	lock_map_release(&self->current_pwq->wq->lockdep_map);
}

} // namespace

worker *busy_with(worker_pool *pool, const work_struct *work)
{
	worker *w;

	list_for_each_entry(w, &pool->busy_list, entry) {
		if (w->current_work == work)
			return w;
	}
	return nullptr;
}

// The first that no other worker is in the middle of.
work_struct *first_to_run(worker_pool *pool)
{
	work_struct *work;

	list_for_each_entry(work, &pool->worklist, entry) {
		if (!busy_with(pool, work))
			return work;
	}
	return nullptr;
}

void get_worker(worker_pool *pool)
{
	worker *const idle = list_first_entry_or_null(&pool->idle_list, worker, entry);

	if (pool->bh)
		kick_bh(pool);
	else if (idle)
		wake_up_process(idle->task);
	else
		ask_for_worker(pool);
}

void kick(worker_pool *pool)
{
	if (needs_worker(pool))
		get_worker(pool);
}

void run_work(worker *self, work_struct *work)
{
	worker_pool *const pool = self->pool;
	pool_workqueue *const pwq = pwq_of(work);
	const int count = preempt_count() - static_cast<int>(PREEMPT_OFFSET); // the lock's
	const bool counted = self->counted;

	note_progress(pool);
	self->current_work = work;
	self->current_func = work->func;
	self->current_pwq = pwq;
	self->current_color = colour_of(work);
	strscpy(self->desc, pwq->wq->name, sizeof(self->desc));
	list_del_init(&work->entry);
	if (pwq->wq->flags & WQ_CPU_INTENSIVE)
		set_counted(self, false);
	if (first_to_run(pool))
		kick(pool);
	// From here on it may be queued again.
	smp_mb();
	set_off_queue(work, pool, 0, 0);
	raw_spin_unlock_irq(&pool->lock);

	call(self, work);
	if (unlikely(preempt_count() != count || irqs_disabled()))
		report_leak(self, count);
	if (!pool->bh)
		cond_resched();

	raw_spin_lock_irq(&pool->lock);
	set_counted(self, counted);
	self->current_work = nullptr;
	self->current_func = nullptr;
	self->current_pwq = nullptr;
	tell_flushers(pool, work, 0);
	finish_one(pwq, self->current_color);
}

void init_workers(worker_pool *pool)
{
	pool->make_worker.func = make_worker;
	timer_setup(&pool->idle_timer, idle_timeout, TIMER_DEFERRABLE);
	timer_setup(&pool->mayday_timer, mayday_timeout, 0);
}

} // namespace workqueue

using namespace workqueue;

void wq_worker_sleeping(struct task_struct *task)
{
	worker *const self = static_cast<worker *>(kthread_data(task));
	worker_pool *const pool = self->pool;

	if (!self->counted || self->sleeping)
		return;
	raw_spinlock_irqsave_guard guard(&pool->lock);

	self->sleeping = true;
	set_counted(self, false);
	if (!pool->nr_running && first_to_run(pool))
		get_worker(pool);
}

void wq_worker_running(struct task_struct *task)
{
	worker *const self = static_cast<worker *>(kthread_data(task));

	if (!self->sleeping)
		return;
	raw_spinlock_irqsave_guard guard(&self->pool->lock);

	self->sleeping = false;
	set_counted(self, true);
}

void set_worker_desc(const char *fmt, ...)
{
	worker *const self = current_worker();
	va_list args;

	if (!self)
		return;
	va_start(args, fmt);
	vsnprintf(self->desc, sizeof(self->desc), fmt, args);
	va_end(args);
}
EXPORT_SYMBOL_GPL(set_worker_desc);

// "kworker/0:1+events": what it works on, or, with -, did last.
void wq_worker_comm(char *buf, size_t size, struct task_struct *task)
{
	int length = strscpy(buf, task->comm, size);

	rcu_read_lock();
	if (length >= 0 && task->flags & PF_WQ_WORKER) {
		const auto *const w = static_cast<const worker *>(kthread_data(task));

		if (w->desc[0])
			snprintf(buf + length, size - length, "%c%s", w->current_work ? '+' : '-',
				 w->desc);
	}
	rcu_read_unlock();
}

void print_worker_info(const char *log_lvl, struct task_struct *task)
{
	if (!(task->flags & PF_WQ_WORKER))
		return;
	const auto *const w = static_cast<const worker *>(kthread_data(task));
	const pool_workqueue *const pwq = w->current_pwq;

	if (!w->current_func || !pwq)
		return;
	printk("%sWorkqueue: %s %ps", log_lvl, pwq->wq->name, w->current_func);
	if (strcmp(pwq->wq->name, w->desc))
		pr_cont(" (%s)", w->desc);
	pr_cont("\n");
}
