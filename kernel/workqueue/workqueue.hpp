// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: what their rooms share, and the theory.
//
//	queue_work() ──▶ a queue's part for a CPU (pwq) ──▶ pool of that CPU: worklist ──▶ workers: kworker/CPU:n
//	                    max_active items at a time,                                    rescuer: kworker/R-queue
//	                    the others wait in inactive_works                              bottom half: a tasklet
//
// Pools are shared by all queues: for each CPU a normal and a highpri one, two more whose items run in softirqs (WQ_BH), and unbound
// ones, whose workers run anywhere, or where the queue's attributes say. A worker takes the items of its pool one by one. When it
// sleeps in an item, and items wait, another worker is woken in its place; so one item that sleeps holds up no other. There is always
// one idle worker more than needed: a worker that starts with the last idle one asks kthreadd, which can sleep for memory, to make
// another. Pools begin without workers. Those that were idle for five minutes, and are too many, end.
//
// An item's data word says where it is:
//
//	queued        [ pwq                         | COLOUR PWQ INACTIVE PENDING ]
//	not queued    [ 1 + number of last pool | disable depth (16 bits) | …  PENDING ]
//
// Who has set PENDING owns the word until the item is queued.
//
// Locks: pool->lock (worklist, workers, flushers, the parts' counts), wq->lock inside it (colours, maydays). Interrupts masked. wq->mutex,
// which sleeps: the queue's parts and attributes. An item that runs in a pool is queued to that pool again, whatever CPU it is queued
// from, so that it cannot run twice at a time.
//
// Rooms: queue.cpp items go in · worker.cpp and are run · rescuer.cpp when no worker can be made · bh.cpp in softirqs · flush.cpp waiting,
// cancelling, disabling · alloc.cpp queues and pools · call.cpp calls that are made by an item · show.cpp what they are at, for who
// debugs · watchdog.cpp pools that are stuck.
//
// Linux 6.12: kernel/workqueue.c.
#ifndef KERNEL_WORKQUEUE_WORKQUEUE_HPP
#define KERNEL_WORKQUEUE_WORKQUEUE_HPP

#include <linux/completion.h>
#include <linux/guard.hpp>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct worker;

struct worker_pool {
	raw_spinlock_t lock;
	int cpu; // -1: any of attrs.cpumask
	int id;
	bool bh; // items run in softirqs
	struct workqueue_attrs attrs;
	struct list_head worklist;
	struct list_head idle_list; // workers, the one that was busy last first
	struct list_head busy_list;
	struct list_head flushers;
	int nr_workers, nr_idle;
	int nr_running; // busy workers that do not sleep in their item
	unsigned long worker_ids;
	bool worker_asked_for;
	struct kthreadd_call make_worker;
	struct timer_list idle_timer;   // some have been idle for long
	struct timer_list mayday_timer; // no worker has come
	unsigned long watchdog_ts; // jiffies: an item began, or the first one came (watchdog.cpp)
	bool cpu_stall;            // it has been found stuck
};

// A queue's part for one pool.
struct alignas(64) pool_workqueue {
	struct worker_pool *pool;
	struct workqueue_struct *wq;
	int nr_active;
	struct list_head inactive_works;
	struct list_head pwqs_node;   // in wq->pwqs
	struct list_head mayday_node; // on wq->maydays: its pool has items and no worker for them
};

struct worker {
	struct list_head entry;
	struct worker_pool *pool;
	struct task_struct *task;
	struct work_struct *current_work;
	work_func_t current_func;
	struct pool_workqueue *current_pwq;
	int current_color;
	int id;
	unsigned long last_active;          // jiffies
	struct workqueue_struct *rescue_wq; // a rescuer's
	bool counted;                       // in pool->nr_running
	bool sleeping;                      // was, and will be again
	bool dies;
	char desc[WORKER_DESC_LEN];
	struct rcu_head rcu;
};

struct workqueue_struct {
	unsigned int flags;
	int max_active;
	struct pool_workqueue __percpu *cpu_pwq; // bound
	struct pool_workqueue *dfl_pwq;          // unbound: where new items go
	struct list_head pwqs; // its parts, unbound: all it has had; mutex, or RCU
	struct list_head list; // in workqueues
	raw_spinlock_t lock;
	int work_color;
	unsigned int unfinished[2]; // items that have not run yet, of each colour
	unsigned int nr_drainers;
	struct list_head maydays;
	struct worker *rescuer;
	struct mutex mutex;
	wait_queue_head_t flushed;
	struct lockdep_map lockdep_map; // held while its items run
	char name[32];
};

// Somebody who waits until an item has run.
struct wq_flusher {
	struct list_head list;
	const struct work_struct *work;
	int runs_left;
	struct completion done;
};

namespace workqueue
{

enum { normal, highpri, cpu_pools };

// Jiffies of idleness after which a worker is too many; Linux's IDLE_WORKER_TIMEOUT, 300 s. Tests shorten it.
extern unsigned long idle_worker_timeout;

DECLARE_PER_CPU(worker_pool[cpu_pools], cpu_worker_pools);
DECLARE_PER_CPU(worker_pool[cpu_pools], bh_worker_pools);

// By number, which begins behind those of the CPUs' pools. Never removed, so readers need no lock.
constexpr int max_unbound = 60;
extern worker_pool *unbound_pools[max_unbound];
extern int nr_unbound;

// ---- an item's word ----

constexpr unsigned long PENDING = WORK_STRUCT_PENDING, INACTIVE = 2, PWQ = 4, COLOUR = 8,
			FLAGS = 63;
constexpr unsigned int DISABLE_SHIFT = 8, POOL_SHIFT = 24;

inline unsigned long *data_of(work_struct *work)
{
	return reinterpret_cast<unsigned long *>(&work->data);
}

// nullptr unless it is in a queue.
inline pool_workqueue *pwq_of(const work_struct *work)
{
	const unsigned long data = atomic_long_read(&work->data);

	return data & PWQ ? reinterpret_cast<pool_workqueue *>(data & ~FLAGS) : nullptr;
}

inline int colour_of(const work_struct *work)
{
	return atomic_long_read(&work->data) & COLOUR ? 1 : 0;
}

inline bool set_pending(work_struct *work)
{
	return !test_and_set_bit(WORK_STRUCT_PENDING_BIT, data_of(work));
}

// Off the queue, with its last pool and how often it is disabled. @flags: PENDING or 0.
void set_off_queue(work_struct *work, const worker_pool *pool, unsigned long depth,
		   unsigned long flags);
unsigned long disable_depth(const work_struct *work);
// Where it is queued, or ran last; nullptr if it never was queued.
worker_pool *pool_of(const work_struct *work);

// A static item has no key of its own.
inline struct lockdep_map lockdep_map_of(const work_struct *work)
{
	struct lockdep_map map = {};

#ifdef CONFIG_LOCKDEP
	map = work->lockdep_map;
	if (!map.key)
		map.key = reinterpret_cast<const lock_class_key *>(work);
#endif
	return map;
}

// ---- the rooms' interfaces. With pool->lock held unless told otherwise ----

// queue.cpp. PENDING is the caller's; no lock, interrupts masked.
void queue_pending(int cpu, workqueue_struct *wq, work_struct *work);
void take_out(pool_workqueue *pwq, work_struct *work);
// So many more may run as there are places.
void activate_waiting(pool_workqueue *pwq);
void finish_one(pool_workqueue *pwq, int colour);

// worker.cpp
worker *busy_with(worker_pool *pool, const work_struct *work);
work_struct *first_to_run(worker_pool *pool);
// Somebody is to look at the worklist: an idle worker, or one yet to be made.
void get_worker(worker_pool *pool);
// The same, if nobody does already.
void kick(worker_pool *pool);
// Lets go of the lock while it runs; the item may be freed by its function.
void run_work(worker *self, work_struct *work);
void init_workers(worker_pool *pool);
// This task's, if it is one, or the bottom half's that runs.
worker *current_worker();

// rescuer.cpp
bool make_rescuer(workqueue_struct *wq);
void end_rescuer(workqueue_struct *wq);
void call_for_help(worker_pool *pool);

// bh.cpp
void init_bh(worker_pool *pool);
void kick_bh(worker_pool *pool);

// show.cpp. No lock.
#ifdef CONFIG_MAGIC_SYSRQ
void list_queue(workqueue_struct *wq);
void unlist_queue(workqueue_struct *wq);
void show_pool_info(const worker_pool *pool);
// Items of a queue that should have none: true, and a report.
bool report_busy(workqueue_struct *wq);
#else
inline void list_queue(workqueue_struct *)
{
}
inline void unlist_queue(workqueue_struct *)
{
}
inline bool report_busy(workqueue_struct *)
{
	return false;
}
#endif

// watchdog.cpp
extern unsigned long watchdog_thresh; // seconds
// From now on it is looked whether items wait for too long.
void watch();
inline void note_progress(worker_pool *pool)
{
	if (IS_ENABLED(CONFIG_WQ_WATCHDOG))
		WRITE_ONCE(pool->watchdog_ts, jiffies);
}

// All pools, those of the CPUs first, in the order of their numbers.
template <typename Visit>
void for_each_pool(Visit visit)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		for (worker_pool &pool : per_cpu(bh_worker_pools, cpu))
			visit(&pool);
		for (worker_pool &pool : per_cpu(cpu_worker_pools, cpu))
			visit(&pool);
	}
	for (int i = 0, nr = smp_load_acquire(&nr_unbound); i < nr; i++)
		visit(unbound_pools[i]);
}

// flush.cpp. Makes PENDING the caller's; no lock. Value: was it pending, so that it will not run?
bool grab_pending(work_struct *work, struct timer_list *timer);
void tell_flushers(worker_pool *pool, const work_struct *work, int runs_that_stay);

} // namespace workqueue

#endif
