// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues.
//
//	queue_work() ──▶ a queue's part for a CPU (pwq) ──▶ pool of that CPU: worklist ──▶ workers: kworker/CPU:n
//	                    max_active items at a time,
//	                    the others wait in `inactive`
//
// Pools are shared by all queues: one for each CPU, one for each CPU with high priority, and one whose workers run anywhere
// (unbound queues). A worker takes the items of its pool one by one. When it sleeps in an item, and items wait, another worker is woken
// in its place; so one item that sleeps holds up no other. There is always one idle worker more than needed: a worker that starts
// with the last idle one asks kthreadd, which can sleep for memory, to make another. Pools begin without workers: the first item
// has one made.
//
// Waiting for work. A queue counts its items that have not run yet, in two colours: flush_workqueue() changes the colour that new
// items get and waits until there are none of the old one. flush_work() waits for one item: it counts the runs that have to end
// (the running one, and one more if it is pending), and each end of a run counts down.
//
// Locks: pool->lock (worklist, workers, waiters, the parts' counts), wq->lock inside it (the two counts). Interrupts masked. An item
// that runs in a pool is queued to that pool again, whatever CPU it is queued from, so that it cannot run twice at a time.
//
// Linux 6.12: kernel/workqueue.c.

#include <linux/completion.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/sprintf.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

namespace
{

struct worker_pool;
struct worker;

// A queue's part for one pool. Aligned like a pool: an item's data word is the address of one of the two with flags below. While it is
// queued it is the part; from then on the pool, which outlives every queue.
struct alignas(64) pool_workqueue {
	worker_pool *pool;
	workqueue_struct *wq;
	int nr_active;
	struct list_head inactive;
};

// Somebody who waits until an item has run.
struct flusher {
	struct list_head list;
	const work_struct *work;
	int runs_left;
	struct completion done;
};

struct alignas(64) worker_pool {
	raw_spinlock_t lock;
	int cpu; // -1: any
	int nice;
	struct list_head worklist;
	struct list_head idle, busy; // workers
	struct list_head flushers;
	int nr_awake; // busy workers that do not sleep in their item
	int next_id;
	bool worker_asked_for;
	struct kthreadd_call make_worker;
};

struct worker {
	struct list_head list;
	worker_pool *pool;
	task_struct *task;
	work_struct *current_work;
	pool_workqueue *current_pwq;
	int current_colour;
	bool sleeps;
};

} // namespace

struct workqueue_struct {
	unsigned int flags;
	int max_active;
	pool_workqueue __percpu *cpu_pwqs; // bound
	pool_workqueue *unbound_pwq;
	raw_spinlock_t lock;
	int colour;
	unsigned int unfinished[2];
	struct mutex flush_lock;
	wait_queue_head_t flushed;
	char name[32];
};

extern "C" {
struct workqueue_struct *system_wq, *system_highpri_wq, *system_long_wq, *system_unbound_wq,
	*system_freezable_wq, *system_power_efficient_wq, *system_bh_wq;
}

namespace
{

enum { NORMAL, HIGHPRI, POOLS };

DEFINE_PER_CPU(worker_pool[POOLS], cpu_worker_pools);
constinit worker_pool unbound_pool = {};

constexpr unsigned long PENDING = WORK_STRUCT_PENDING, COLOUR = 2, QUEUED = 4, FLAGS = 63;

unsigned long *data_of(work_struct *work)
{
	return reinterpret_cast<unsigned long *>(&work->data);
}

// nullptr unless it is in a queue.
pool_workqueue *pwq_of(const work_struct *work)
{
	const unsigned long data = atomic_long_read(&work->data);

	return data & QUEUED ? reinterpret_cast<pool_workqueue *>(data & ~FLAGS) : nullptr;
}

// Where it is queued, or ran last; nullptr if it never was queued.
worker_pool *pool_of(const work_struct *work)
{
	const unsigned long data = atomic_long_read(&work->data);

	return data & QUEUED ? reinterpret_cast<pool_workqueue *>(data & ~FLAGS)->pool
			     : reinterpret_cast<worker_pool *>(data & ~FLAGS);
}

// ---- workers ----

worker *busy_with(worker_pool *pool, const work_struct *work)
{
	worker *w;

	list_for_each_entry(w, &pool->busy, list) {
		if (w->current_work == work)
			return w;
	}
	return nullptr;
}

int worker_thread(void *data);

void set_worker_name(char *name, size_t size, const worker_pool *pool, int id)
{
	if (pool->cpu < 0)
		snprintf(name, size, "kworker/u%u:%d", num_possible_cpus() * 2, id);
	else
		snprintf(name, size, "kworker/%d:%d%s", pool->cpu, id, pool->nice < 0 ? "H" : "");
}

// In kthreadd. Without memory: the next item that is queued asks again.
void make_worker(struct kthreadd_call *call)
{
	worker_pool *const pool = container_of(call, worker_pool, make_worker);
	auto *const w = static_cast<worker *>(kzalloc(sizeof(worker), GFP_KERNEL));
	char name[TASK_COMM_LEN];
	int id;

	{
		raw_spinlock_irqsave_guard guard(&pool->lock);

		pool->worker_asked_for = false;
		id = pool->next_id++;
	}
	if (!w)
		return;
	w->pool = pool;
	set_worker_name(name, sizeof(name), pool, id);
	w->task = kthread_create(worker_thread, w, "%s", name);
	if (IS_ERR(w->task)) {
		kfree(w);
		return;
	}
	if (pool->cpu >= 0)
		kthread_bind(w->task, pool->cpu);
	set_user_nice(w->task, pool->nice);
	w->task->flags |= PF_WQ_WORKER;
	wake_up_process(w->task);
}

// Somebody is to look at the worklist: an idle worker, or one yet to be made. pool->lock held.
void get_worker(worker_pool *pool)
{
	worker *const idle = list_first_entry_or_null(&pool->idle, worker, list);

	if (idle) {
		wake_up_process(idle->task);
		return;
	}
	if (pool->worker_asked_for)
		return;
	pool->worker_asked_for = true;
	call_in_kthreadd(&pool->make_worker);
}

// Unbound items are to run on as many CPUs as there are; a CPU's own one after the other, unless one sleeps.
void wake_for_new_work(worker_pool *pool)
{
	if (pool->cpu < 0 || !pool->nr_awake)
		get_worker(pool);
}

// ---- items ----

void activate(pool_workqueue *pwq, work_struct *work)
{
	pwq->nr_active++;
	list_move_tail(&work->entry, &pwq->pool->worklist);
}

// One is through: the next that waited for its turn.
void activate_next(pool_workqueue *pwq)
{
	pwq->nr_active--;
	if (pwq->nr_active >= pwq->wq->max_active || list_empty(&pwq->inactive))
		return;
	activate(pwq, list_first_entry(&pwq->inactive, work_struct, entry));
	wake_for_new_work(pwq->pool);
}

void finish_colour(workqueue_struct *wq, int colour)
{
	raw_spin_lock(&wq->lock);
	const bool last = !--wq->unfinished[colour];

	raw_spin_unlock(&wq->lock);
	if (last && waitqueue_active(&wq->flushed))
		wake_up_all(&wq->flushed);
}

// The PENDING bit is the caller's. Interrupts masked.
void insert(pool_workqueue *pwq, work_struct *work)
{
	workqueue_struct *const wq = pwq->wq;
	int colour;

	raw_spin_lock(&wq->lock);
	colour = wq->colour;
	wq->unfinished[colour]++;
	raw_spin_unlock(&wq->lock);

	atomic_long_set(&work->data,
			reinterpret_cast<long>(pwq) | PENDING | QUEUED | (colour ? COLOUR : 0));
	INIT_LIST_HEAD(&work->entry);
	if (pwq->nr_active < wq->max_active) {
		activate(pwq, work);
		wake_for_new_work(pwq->pool);
	} else {
		list_add_tail(&work->entry, &pwq->inactive);
	}
}

pool_workqueue *pwq_for(workqueue_struct *wq, int cpu)
{
	if (wq->unbound_pwq)
		return wq->unbound_pwq;
	if (cpu == WORK_CPU_UNBOUND || !cpu_online(cpu))
		cpu = raw_smp_processor_id();
	return per_cpu_ptr(wq->cpu_pwqs, cpu);
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

void queue_pending(int cpu, workqueue_struct *wq, work_struct *work)
{
	pool_workqueue *pwq = pwq_where_it_runs(wq, work);

	if (!pwq)
		pwq = pwq_for(wq, cpu);
	WARN_ON_ONCE(wq->flags & __WQ_DESTROYING);
	raw_spinlock_guard guard(&pwq->pool->lock);

	insert(pwq, work);
}

bool set_pending(work_struct *work)
{
	return !test_and_set_bit(WORK_STRUCT_PENDING_BIT, data_of(work));
}

// Out of the queue, if it is in one; PENDING goes with it. pool->lock held by the caller, who knows that pwq is the item's.
void take_out(pool_workqueue *pwq, work_struct *work)
{
	const int colour = atomic_long_read(&work->data) & COLOUR ? 1 : 0;
	const bool runs = busy_with(pwq->pool, work);
	bool waits_for_turn = false;
	work_struct *other;
	flusher *f;

	list_for_each_entry(other, &pwq->inactive, entry) {
		if (other == work)
			waits_for_turn = true;
	}
	list_del_init(&work->entry);
	atomic_long_set(&work->data, reinterpret_cast<long>(pwq->pool));
	if (!waits_for_turn)
		activate_next(pwq);
	finish_colour(pwq->wq, colour);
	// This run will not be.
	list_for_each_entry(f, &pwq->pool->flushers, list) {
		if (f->work == work && f->runs_left > (runs ? 1 : 0) && !--f->runs_left)
			complete(&f->done);
	}
}

// A run has ended: those who waited for it, and only they, are told.
void tell_flushers(worker_pool *pool, const work_struct *work)
{
	flusher *f, *next;

	list_for_each_entry_safe(f, next, &pool->flushers, list) {
		if (f->work == work && f->runs_left && !--f->runs_left)
			complete(&f->done);
	}
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

// pool->lock held on entry and return, not while it runs; the item may be freed by its function.
void run_work(worker *self, work_struct *work)
{
	worker_pool *const pool = self->pool;
	pool_workqueue *const pwq = pwq_of(work);
	const work_func_t func = work->func;

	self->current_work = work;
	self->current_pwq = pwq;
	self->current_colour = atomic_long_read(&work->data) & COLOUR ? 1 : 0;
	list_del_init(&work->entry);
	// From here on it may be queued again.
	smp_mb();
	atomic_long_set(&work->data, reinterpret_cast<long>(pool));
	raw_spin_unlock_irq(&pool->lock);

	func(work);
	if (unlikely(in_atomic() || irqs_disabled())) {
		pr_err("BUG: workqueue leaked atomic, lock or RCU: %s[%d]\n"
		       "     preempt=0x%08x lock=%d->%d RCU=%d->%d workfn=%ps\n",
		       current->comm, current->pid, preempt_count(), 0, 0, 0, 0, func);
		add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
		preempt_count_set(0);
	}
	cond_resched();

	raw_spin_lock_irq(&pool->lock);
	self->current_work = nullptr;
	activate_next(pwq);
	tell_flushers(pool, work);
	finish_colour(pwq->wq, self->current_colour);
}

void become(worker *self, struct list_head *list, int awake)
{
	list_move(&self->list, list);
	self->pool->nr_awake += awake;
}

int worker_thread(void *data)
{
	worker *const self = static_cast<worker *>(data);
	worker_pool *const pool = self->pool;

	raw_spin_lock_irq(&pool->lock);
	INIT_LIST_HEAD(&self->list);
	list_add(&self->list, &pool->idle);
	for (;;) {
		work_struct *work = first_to_run(pool);

		if (!work) {
			set_current_state(TASK_IDLE);
			raw_spin_unlock_irq(&pool->lock);
			schedule();
			raw_spin_lock_irq(&pool->lock);
			continue;
		}
		become(self, &pool->busy, 1);
		// Somebody has to be there when this one sleeps.
		if (list_empty(&pool->idle))
			get_worker(pool);
		do {
			run_work(self, work);
		} while ((work = first_to_run(pool)));
		become(self, &pool->idle, -1);
	}
}

// ---- waiting ----

// Value: had it to wait?
bool wait_for_run(work_struct *work)
{
	worker_pool *const pool = pool_of(work);
	flusher f = {};

	might_sleep();
	if (!pool)
		return false;
	init_completion(&f.done);
	f.work = work;
	raw_spin_lock_irq(&pool->lock);
	f.runs_left = (pool_of(work) == pool && pwq_of(work)) + (busy_with(pool, work) != nullptr);
	if (!f.runs_left) {
		raw_spin_unlock_irq(&pool->lock);
		return false;
	}
	list_add_tail(&f.list, &pool->flushers);
	raw_spin_unlock_irq(&pool->lock);

	wait_for_completion(&f.done);
	raw_spin_lock_irq(&pool->lock);
	list_del(&f.list);
	raw_spin_unlock_irq(&pool->lock);
	return true;
}

// Makes PENDING the caller's. Value: was it pending, so that it will not run?
bool grab_pending(work_struct *work, struct timer_list *timer)
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

void let_go(work_struct *work)
{
	smp_mb();
	clear_bit(WORK_STRUCT_PENDING_BIT, data_of(work));
}

bool cancel(work_struct *work, struct timer_list *timer, bool sync)
{
	const bool was_pending = grab_pending(work, timer);

	// PENDING stays until it does not run any more: it cannot queue itself meanwhile.
	if (sync)
		wait_for_run(work);
	let_go(work);
	return was_pending;
}

void init_pool(worker_pool *pool, int cpu, int nice)
{
	raw_spin_lock_init(&pool->lock);
	pool->cpu = cpu;
	pool->nice = nice;
	INIT_LIST_HEAD(&pool->worklist);
	INIT_LIST_HEAD(&pool->idle);
	INIT_LIST_HEAD(&pool->busy);
	INIT_LIST_HEAD(&pool->flushers);
	pool->make_worker.func = make_worker;
}

void init_pwq(pool_workqueue *pwq, workqueue_struct *wq, worker_pool *pool)
{
	pwq->pool = pool;
	pwq->wq = wq;
	INIT_LIST_HEAD(&pwq->inactive);
}

bool alloc_pwqs(workqueue_struct *wq)
{
	unsigned int cpu;

	if (wq->flags & WQ_UNBOUND) {
		wq->unbound_pwq =
			static_cast<pool_workqueue *>(kzalloc(sizeof(pool_workqueue), GFP_KERNEL));
		if (!wq->unbound_pwq)
			return false;
		init_pwq(wq->unbound_pwq, wq, &unbound_pool);
		return true;
	}
	wq->cpu_pwqs = alloc_percpu(pool_workqueue);
	if (!wq->cpu_pwqs)
		return false;
	for_each_possible_cpu(cpu)
		init_pwq(per_cpu_ptr(wq->cpu_pwqs, cpu), wq,
			 &per_cpu(cpu_worker_pools,
				  cpu)[wq->flags & WQ_HIGHPRI ? HIGHPRI : NORMAL]);
	return true;
}

void free_pwqs(workqueue_struct *wq)
{
	kfree(wq->unbound_pwq);
	free_percpu(wq->cpu_pwqs);
}

unsigned int unfinished(workqueue_struct *wq, int colour)
{
	raw_spinlock_irqsave_guard guard(&wq->lock);

	return wq->unfinished[colour];
}

} // namespace

struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
{
	auto *const wq =
		static_cast<workqueue_struct *>(kzalloc(sizeof(workqueue_struct), GFP_KERNEL));
	va_list args;

	if (!wq)
		return nullptr;
	va_start(args, max_active);
	vsnprintf(wq->name, sizeof(wq->name), fmt, args);
	va_end(args);
	wq->flags = flags;
	wq->max_active = clamp(max_active ? max_active : WQ_DFL_ACTIVE, 1, WQ_MAX_ACTIVE);
	raw_spin_lock_init(&wq->lock);
	mutex_init(&wq->flush_lock);
	init_waitqueue_head(&wq->flushed);
	if (!alloc_pwqs(wq)) {
		kfree(wq);
		return nullptr;
	}
	return wq;
}
EXPORT_SYMBOL_GPL(alloc_workqueue);

void destroy_workqueue(struct workqueue_struct *wq)
{
	drain_workqueue(wq);
	wq->flags |= __WQ_DESTROYING;
	// The worker of the last item may still hold its lock on the way out of finish_colour().
	synchronize_rcu();
	free_pwqs(wq);
	kfree(wq);
}
EXPORT_SYMBOL_GPL(destroy_workqueue);

bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work)
{
	irqsave_guard guard;

	if (!set_pending(work))
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

	if (!set_pending(&dwork->work))
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
	if (!set_pending(&rwork->work))
		return false;
	rwork->wq = wq;
	call_rcu(&rwork->rcu, queue_after_grace_period);
	return true;
}
EXPORT_SYMBOL(queue_rcu_work);

void __flush_workqueue(struct workqueue_struct *wq)
{
	might_sleep();
	mutex_guard one_at_a_time(&wq->flush_lock);
	int old;

	{
		raw_spinlock_irqsave_guard guard(&wq->lock);

		old = wq->colour;
		wq->colour ^= 1;
	}
	wait_event(wq->flushed, !unfinished(wq, old));
}
EXPORT_SYMBOL(__flush_workqueue);

void drain_workqueue(struct workqueue_struct *wq)
{
	do {
		__flush_workqueue(wq);
	} while (unfinished(wq, 0) || unfinished(wq, 1));
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
	return cancel(work, nullptr, false);
}
EXPORT_SYMBOL(cancel_work);

bool cancel_work_sync(struct work_struct *work)
{
	return cancel(work, nullptr, true);
}
EXPORT_SYMBOL_GPL(cancel_work_sync);

bool cancel_delayed_work(struct delayed_work *dwork)
{
	return cancel(&dwork->work, &dwork->timer, false);
}
EXPORT_SYMBOL(cancel_delayed_work);

bool cancel_delayed_work_sync(struct delayed_work *dwork)
{
	return cancel(&dwork->work, &dwork->timer, true);
}
EXPORT_SYMBOL(cancel_delayed_work_sync);

int schedule_on_each_cpu(work_func_t func)
{
	struct work_struct __percpu *works = alloc_percpu(struct work_struct);
	unsigned int cpu;

	if (!works)
		return -ENOMEM;
	for_each_online_cpu(cpu) {
		INIT_WORK(per_cpu_ptr(works, cpu), func);
		schedule_work_on(cpu, per_cpu_ptr(works, cpu));
	}
	for_each_online_cpu(cpu)
		flush_work(per_cpu_ptr(works, cpu));
	free_percpu(works);
	return 0;
}

namespace
{

struct call_on_cpu {
	struct work_struct work;
	long (*fn)(void *);
	void *arg;
	long result;
};

void make_call(struct work_struct *work)
{
	call_on_cpu *const call = container_of(work, call_on_cpu, work);

	call->result = call->fn(call->arg);
}

} // namespace

long work_on_cpu(int cpu, long (*fn)(void *), void *arg)
{
	call_on_cpu call = {};

	call.fn = fn;
	call.arg = arg;
	INIT_WORK_ONSTACK(&call.work, make_call);
	schedule_work_on(cpu, &call.work);
	flush_work(&call.work);
	destroy_work_on_stack(&call.work);
	return call.result;
}
EXPORT_SYMBOL_GPL(work_on_cpu);

struct work_struct *current_work()
{
	if (!in_task() || !(current->flags & PF_WQ_WORKER))
		return nullptr;
	return static_cast<worker *>(kthread_data(current))->current_work;
}
EXPORT_SYMBOL(current_work);

unsigned int work_busy(struct work_struct *work)
{
	worker_pool *const pool = pool_of(work);
	unsigned int busy = work_pending(work) ? WORK_BUSY_PENDING : 0;

	if (pool) {
		raw_spinlock_irqsave_guard guard(&pool->lock);

		if (busy_with(pool, work))
			busy |= WORK_BUSY_RUNNING;
	}
	return busy;
}
EXPORT_SYMBOL_GPL(work_busy);

void wq_worker_sleeping(struct task_struct *task)
{
	worker *const self = static_cast<worker *>(kthread_data(task));
	worker_pool *const pool = self->pool;

	if (!self->current_work || self->sleeps)
		return;
	raw_spinlock_irqsave_guard guard(&pool->lock);

	self->sleeps = true;
	if (!--pool->nr_awake && first_to_run(pool))
		get_worker(pool);
}

void wq_worker_running(struct task_struct *task)
{
	worker *const self = static_cast<worker *>(kthread_data(task));

	if (!self->sleeps)
		return;
	raw_spinlock_irqsave_guard guard(&self->pool->lock);

	self->sleeps = false;
	self->pool->nr_awake++;
}

void __init workqueue_init_early()
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		init_pool(&per_cpu(cpu_worker_pools, cpu)[NORMAL], cpu, 0);
		init_pool(&per_cpu(cpu_worker_pools, cpu)[HIGHPRI], cpu, MIN_NICE);
	}
	init_pool(&unbound_pool, -1, 0);
	system_wq = alloc_workqueue("events", 0, 0);
	system_highpri_wq = alloc_workqueue("events_highpri", WQ_HIGHPRI, 0);
	system_long_wq = alloc_workqueue("events_long", 0, 0);
	system_unbound_wq = alloc_workqueue("events_unbound", WQ_UNBOUND, WQ_MAX_ACTIVE);
	if (!system_wq || !system_highpri_wq || !system_long_wq || !system_unbound_wq)
		panic("No memory for the system's work queues");
	system_freezable_wq = system_wq;
	system_power_efficient_wq = system_wq;
	system_bh_wq = system_highpri_wq;
}
