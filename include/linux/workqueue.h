/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Work queues: functions that kernel threads call later, in task context. kernel/workqueue/; Linux 6.12:
 * include/linux/workqueue.h.
 *
 * A work item is pending from queue_work() until a worker takes it; queueing a pending one does nothing. An item never runs twice at
 * a time. Queueing may be done in any context.
 */
#ifndef _LINUX_WORKQUEUE_H
#define _LINUX_WORKQUEUE_H
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/rcupdate.h>
#include <linux/threads.h>
#include <linux/timer.h>

struct workqueue_struct;
struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);
void delayed_work_timer_fn(struct timer_list *timer);

#define WORK_STRUCT_PENDING_BIT 0
#define WORK_STRUCT_PENDING     (1UL << WORK_STRUCT_PENDING_BIT)
#define WORK_CPU_UNBOUND        NR_CPUS

struct work_struct {
	atomic_long_t
		data; /* where it is queued or was last; bit 0: pending. kernel/workqueue/workqueue.hpp */
	struct list_head entry;
	work_func_t func;
#ifdef CONFIG_LOCKDEP
	struct lockdep_map lockdep_map;
#endif
};

struct delayed_work {
	struct work_struct work;
	struct timer_list timer;
	struct workqueue_struct *wq;
	int cpu;
};

struct rcu_work {
	struct work_struct work;
	struct rcu_head rcu;
	struct workqueue_struct *wq;
};

struct execute_work {
	struct work_struct work;
};

/* What may be chosen for an unbound queue. */
struct workqueue_attrs {
	int nice;
	cpumask_var_t cpumask;
	bool affn_strict;
};

static inline struct delayed_work *to_delayed_work(struct work_struct *work)
{
	return container_of(work, struct delayed_work, work);
}
static inline struct rcu_work *to_rcu_work(struct work_struct *work)
{
	return container_of(work, struct rcu_work, work);
}

#define __WORK_INITIALIZER(n, f)                                                                   \
	{                                                                                          \
		.data = ATOMIC_LONG_INIT(0), .entry = {&(n).entry, &(n).entry}, .func = (f),       \
	}
#define __DELAYED_WORK_INITIALIZER(n, f, tflags)                                                   \
	{                                                                                          \
		.work = __WORK_INITIALIZER((n).work, (f)),                                         \
		.timer = __TIMER_INITIALIZER(delayed_work_timer_fn, (tflags) | TIMER_IRQSAFE),     \
	}
#define DECLARE_WORK(n, f)         struct work_struct n = __WORK_INITIALIZER(n, f)
#define DECLARE_DELAYED_WORK(n, f) struct delayed_work n = __DELAYED_WORK_INITIALIZER(n, f, 0)
#define DECLARE_DEFERRABLE_WORK(n, f)                                                              \
	struct delayed_work n = __DELAYED_WORK_INITIALIZER(n, f, TIMER_DEFERRABLE)

#ifdef CONFIG_LOCKDEP
#define __init_work_map(_work)                                                                     \
	do {                                                                                       \
		static struct lock_class_key __key;                                                \
		lockdep_init_map(&(_work)->lockdep_map, "(work_completion)" #_work, &__key, 0);    \
	} while (0)
#else
#define __init_work_map(_work) ((void)0)
#endif
#define INIT_WORK(_work, _func)                                                                    \
	do {                                                                                       \
		__init_work_map(_work);                                                            \
		atomic_long_set(&(_work)->data, 0);                                                \
		INIT_LIST_HEAD(&(_work)->entry);                                                   \
		(_work)->func = (_func);                                                           \
	} while (0)
#define INIT_WORK_ONSTACK(_work, _func) INIT_WORK(_work, _func)
#define __INIT_DELAYED_WORK(_work, _func, _tflags)                                                 \
	do {                                                                                       \
		INIT_WORK(&(_work)->work, (_func));                                                \
		timer_setup(&(_work)->timer, delayed_work_timer_fn, (_tflags) | TIMER_IRQSAFE);    \
	} while (0)
#define INIT_DELAYED_WORK(_work, _func)         __INIT_DELAYED_WORK(_work, _func, 0)
#define INIT_DELAYED_WORK_ONSTACK(_work, _func) __INIT_DELAYED_WORK(_work, _func, 0)
#define INIT_DEFERRABLE_WORK(_work, _func)      __INIT_DELAYED_WORK(_work, _func, TIMER_DEFERRABLE)
#define INIT_RCU_WORK(_work, _func)             INIT_WORK(&(_work)->work, (_func))
#define destroy_work_on_stack(work)             ((void)(work))
#define destroy_delayed_work_on_stack(work)     ((void)(work))
#define work_pending(work)                      test_bit(WORK_STRUCT_PENDING_BIT, (unsigned long *)&(work)->data)
#define delayed_work_pending(w)                 work_pending(&(w)->work)

enum wq_flags {
	WQ_BH = 1 << 0,
	WQ_UNBOUND = 1 << 1,
	WQ_FREEZABLE = 1 << 2,
	WQ_MEM_RECLAIM = 1 << 3,
	WQ_HIGHPRI = 1 << 4,
	WQ_CPU_INTENSIVE = 1 << 5,
	WQ_SYSFS = 1 << 6,
	WQ_POWER_EFFICIENT = 1 << 7,
	WQ_PERCPU = 1 << 8,
	__WQ_DESTROYING = 1 << 15,
	__WQ_DRAINING = 1 << 16,
	__WQ_ORDERED = 1 << 17,
	__WQ_LEGACY = 1 << 18,
	__WQ_BH_ALLOWS = WQ_BH | WQ_HIGHPRI,
};
enum wq_consts {
	WQ_MAX_ACTIVE = 512,
	WQ_UNBOUND_MAX_ACTIVE = WQ_MAX_ACTIVE,
	WQ_DFL_ACTIVE = WQ_MAX_ACTIVE / 2,
	WORKER_DESC_LEN = 32,
};

__BEGIN_DECLS

extern struct workqueue_struct *system_wq, *system_percpu_wq, *system_highpri_wq, *system_long_wq,
	*system_unbound_wq, *system_dfl_wq, *system_freezable_wq, *system_power_efficient_wq,
	*system_freezable_power_efficient_wq, *system_bh_wq, *system_bh_highpri_wq;

/** alloc_workqueue() - max_active: how many items run at a time on a CPU, 0 for the default. NULL without memory. May sleep. */
__printf(1, 4) struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags,
							int max_active, ...);
/** destroy_workqueue() - after what is queued has run. May sleep. */
void destroy_workqueue(struct workqueue_struct *wq);
/** workqueue_set_max_active() - 0 for the default; what waits for its turn may get it. Not of ordered or BH queues. May sleep. */
void workqueue_set_max_active(struct workqueue_struct *wq, int max_active);
/** apply_workqueue_attrs() - for what is queued from now on. 0, -EINVAL (not unbound, or ordered), -ENOMEM. May sleep. */
int apply_workqueue_attrs(struct workqueue_struct *wq, const struct workqueue_attrs *attrs);
struct workqueue_attrs *alloc_workqueue_attrs(void);
void free_workqueue_attrs(struct workqueue_attrs *attrs);

/** queue_work_on() - true unless it was pending. On @cpu, or on this CPU with WORK_CPU_UNBOUND. Any context. */
bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work);
/** queue_delayed_work_on() - the same after @delay jiffies. mod_delayed_work_on(): also if pending; true if it was. */
bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *work,
			   unsigned long delay);
bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			 unsigned long delay);
bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork);

/* Waiting: may sleep; not from the item, or queue, that is waited for. */
/** __flush_workqueue() - until all has run that was queued before. drain_workqueue(): until it is empty. */
void __flush_workqueue(struct workqueue_struct *wq);
void drain_workqueue(struct workqueue_struct *wq);
/** flush_work() - until the item as it is queued or running now has run. false if it was neither. */
bool flush_work(struct work_struct *work);
bool flush_delayed_work(struct delayed_work *dwork);
bool flush_rcu_work(struct rcu_work *rwork);
/** cancel_work() - if it is pending it will not run; true if it was. _sync(): nor does it run any more. */
bool cancel_work(struct work_struct *work);
bool cancel_work_sync(struct work_struct *work);
bool cancel_delayed_work(struct delayed_work *dwork);
bool cancel_delayed_work_sync(struct delayed_work *dwork);
/**
 * disable_work() - cancel it, and refuse it to queue_work() until as many enable_work() have been called
 * Value: was it pending. enable_work(): true when it can be queued again.
 */
bool disable_work(struct work_struct *work);
bool disable_work_sync(struct work_struct *work);
bool enable_work(struct work_struct *work);
bool disable_delayed_work(struct delayed_work *dwork);
bool disable_delayed_work_sync(struct delayed_work *dwork);
bool enable_delayed_work(struct delayed_work *dwork);

int schedule_on_each_cpu(work_func_t func);
long work_on_cpu(int cpu, long (*fn)(void *), void *arg);
/* The same, or -ENODEV when the CPU is not online. */
long work_on_cpu_safe(int cpu, long (*fn)(void *), void *arg);
/* At once where that is task context (value 0), else by an item (1). */
int execute_in_process_context(work_func_t fn, struct execute_work *ew);
bool workqueue_congested(int cpu, struct workqueue_struct *wq);
bool current_is_workqueue_rescuer(void);
/* What ps shows behind the worker's name. From an item. */
__printf(1, 2) void set_worker_desc(const char *fmt, ...);
void wq_worker_comm(char *buf, size_t size, struct task_struct *task);
/* "Workqueue: QUEUE FUNCTION", if @task is a worker in the middle of an item. */
void print_worker_info(const char *log_lvl, struct task_struct *task);
struct work_struct *current_work(void);
#define WORK_BUSY_PENDING 1
#define WORK_BUSY_RUNNING 2
unsigned int work_busy(struct work_struct *work);
/**
 * show_all_workqueues(), show_one_workqueue() - what runs and waits in the queues that are busy, and in the pools, to the log
 * Any context but one that holds a pool's lock. Not in a kernel without CONFIG_MAGIC_SYSRQ. kernel/workqueue/show.cpp
 */
void show_all_workqueues(void);
void show_one_workqueue(struct workqueue_struct *wq);
#ifdef CONFIG_WQ_WATCHDOG
/** wq_watchdog_touch() - @cpu is busy and well: its pools are not stuck yet. */
void wq_watchdog_touch(int cpu);
#else
static inline void wq_watchdog_touch(int cpu)
{
	(void)cpu;
}
#endif
void workqueue_init_early(void);

/* For schedule(): a worker that sleeps lets another one run. */
void wq_worker_sleeping(struct task_struct *task);
void wq_worker_running(struct task_struct *task);

__END_DECLS

#define alloc_ordered_workqueue(fmt, flags, args...)                                               \
	alloc_workqueue(fmt, WQ_UNBOUND | __WQ_ORDERED | (flags), 1, ##args)
#define create_workqueue(name) alloc_workqueue("%s", __WQ_LEGACY | WQ_MEM_RECLAIM, 1, (name))
#define create_singlethread_workqueue(name)                                                        \
	alloc_ordered_workqueue("%s", __WQ_LEGACY | WQ_MEM_RECLAIM, name)
#define create_freezable_workqueue(name)                                                           \
	alloc_workqueue("%s", __WQ_LEGACY | WQ_FREEZABLE | WQ_UNBOUND | WQ_MEM_RECLAIM, 1, (name))
#define from_work(var, callback_work, work_fieldname)                                              \
	container_of(callback_work, __typeof__(*var), work_fieldname)
#define flush_workqueue(wq)    __flush_workqueue(wq)
#define flush_scheduled_work() __flush_workqueue(system_wq)
static inline bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	return queue_work_on(WORK_CPU_UNBOUND, wq, work);
}
static inline bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork,
				      unsigned long delay)
{
	return queue_delayed_work_on(WORK_CPU_UNBOUND, wq, dwork, delay);
}
static inline bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork,
				    unsigned long delay)
{
	return mod_delayed_work_on(WORK_CPU_UNBOUND, wq, dwork, delay);
}
static inline bool queue_work_node(int node, struct workqueue_struct *wq, struct work_struct *work)
{
	return queue_work_on(WORK_CPU_UNBOUND, wq, work);
}
static inline bool enable_and_queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	return enable_work(work) && (queue_work(wq, work), true);
}
static inline bool schedule_work_on(int cpu, struct work_struct *work)
{
	return queue_work_on(cpu, system_wq, work);
}
static inline bool schedule_work(struct work_struct *work)
{
	return queue_work(system_wq, work);
}
static inline bool schedule_delayed_work_on(int cpu, struct delayed_work *dwork,
					    unsigned long delay)
{
	return queue_delayed_work_on(cpu, system_wq, dwork, delay);
}
static inline bool schedule_delayed_work(struct delayed_work *dwork, unsigned long delay)
{
	return queue_delayed_work(system_wq, dwork, delay);
}
#endif
