/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Kernel threads. kernel/kthread.cpp; Linux 6.12: include/linux/kthread.h.
 *
 * A thread ends by returning from its function, or by kthread_exit(). kthread_stop() asks it to end, waits, and gives what it
 * returned; a thread that may end by itself is kept valid for that by get_task_struct().
 */
#ifndef _LINUX_KTHREAD_H
#define _LINUX_KTHREAD_H
#include <linux/err.h>
#include <linux/numa.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include <linux/timer.h>

__BEGIN_DECLS

extern struct task_struct *kthreadd_task;

/**
 * kthread_create_on_node() - a thread that will call @threadfn(@data); it sleeps until it is woken for the first time
 * Value: the task, or ERR_PTR(-ENOMEM). May sleep.
 */
__printf(4, 5) struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data,
							  int node, const char namefmt[], ...);
/* The same, bound to @cpu; @namefmt may have one %u for its number. */
struct task_struct *kthread_create_on_cpu(int (*threadfn)(void *data), void *data, unsigned int cpu,
					  const char *namefmt);
struct task_struct *__kthread_create(int (*threadfn)(void *data), void *data, const char *namefmt,
				     va_list args);

/* Where a thread that was not started yet may run, and for good. */
void kthread_bind(struct task_struct *task, unsigned int cpu);
void kthread_bind_mask(struct task_struct *task, const struct cpumask *mask);

/** kthread_stop() - have it end, wait for that. Value: its function's, -EINTR if it was never started. May sleep. */
int kthread_stop(struct task_struct *task);
int kthread_stop_put(struct task_struct *task);
bool kthread_should_stop(void);
bool kthread_should_park(void);
bool kthread_should_stop_or_park(void);
bool kthread_freezable_should_stop(bool *was_frozen);
/** kthread_park() - have it call kthread_parkme(), wait until it sleeps there. 0, -ENOSYS if it ends. May sleep. */
int kthread_park(struct task_struct *task);
void kthread_unpark(struct task_struct *task);
void kthread_parkme(void);
void kthread_exit(long result) __attribute__((noreturn));
void kthread_complete_and_exit(struct completion *comp, long code) __attribute__((noreturn));
void *kthread_data(struct task_struct *task);
void *kthread_func(struct task_struct *task);
void kthread_set_per_cpu(struct task_struct *task, int cpu);
/* For the end of a task. */
void free_kthread_struct(struct task_struct *task);
/* kthreadd's work: it reaps, and creates the threads that nobody could wait for (call_in_kthreadd()). */
int kthreadd(void *unused);

struct kthreadd_call {
	struct llist_node node;
	void (*func)(struct kthreadd_call *call);
};
/* Has kthreadd call @call->func(@call). Any context; @call must not be waiting already. */
void call_in_kthreadd(struct kthreadd_call *call);

__END_DECLS

#define kthread_create(threadfn, data, namefmt, arg...)                                            \
	kthread_create_on_node(threadfn, data, NUMA_NO_NODE, namefmt, ##arg)
#define kthread_run(threadfn, data, namefmt, ...)                                                  \
	({                                                                                         \
		struct task_struct *__k = kthread_create(threadfn, data, namefmt, ##__VA_ARGS__);  \
                                                                                                   \
		if (!IS_ERR(__k))                                                                  \
			wake_up_process(__k);                                                      \
		__k;                                                                               \
	})
static inline struct task_struct *kthread_run_on_cpu(int (*threadfn)(void *data), void *data,
						     unsigned int cpu, const char *namefmt)
{
	struct task_struct *task = kthread_create_on_cpu(threadfn, data, cpu, namefmt);

	if (!IS_ERR(task))
		wake_up_process(task);
	return task;
}

/* ---- a thread that runs items: kernel/kthread_worker.cpp ---- */

struct kthread_work;
typedef void (*kthread_work_func_t)(struct kthread_work *work);
void kthread_delayed_work_timer_fn(struct timer_list *t);

enum {
	KTW_FREEZABLE = 1 << 0, /* nothing is ever frozen */
};
struct kthread_worker {
	unsigned int flags;
	raw_spinlock_t lock;
	struct list_head work_list;
	struct list_head delayed_work_list;
	struct task_struct *task;
	struct kthread_work *current_work; /* in the middle of it, or just out of it */
};
struct kthread_work {
	struct list_head node;
	kthread_work_func_t func;
	struct kthread_worker *worker; /* it was queued to last */
	int canceling;                 /* somebody waits for its end: not to be queued */
};
struct kthread_delayed_work {
	struct kthread_work work;
	struct timer_list timer;
};
#define KTHREAD_WORK_INIT(work, fn)                                                                \
	{                                                                                          \
		.node = LIST_HEAD_INIT((work).node), .func = (fn),                                 \
	}
#define DEFINE_KTHREAD_WORK(work, fn) struct kthread_work work = KTHREAD_WORK_INIT(work, fn)
#define kthread_init_worker(worker)   __kthread_init_worker(worker, "(" #worker ")->lock", NULL)
#define kthread_init_work(work, fn)                                                                \
	do {                                                                                       \
		memset((work), 0, sizeof(struct kthread_work));                                    \
		INIT_LIST_HEAD(&(work)->node);                                                     \
		(work)->func = (fn);                                                               \
	} while (0)
#define kthread_init_delayed_work(dwork, fn)                                                       \
	do {                                                                                       \
		kthread_init_work(&(dwork)->work, (fn));                                           \
		timer_setup(&(dwork)->timer, kthread_delayed_work_timer_fn, TIMER_IRQSAFE);        \
	} while (0)

__BEGIN_DECLS

void __kthread_init_worker(struct kthread_worker *worker, const char *name,
			   struct lock_class_key *key);
/** kthread_create_worker() - a worker and its thread, which runs. ERR_PTR(-ENOMEM). May sleep. */
__printf(2, 3) struct kthread_worker *kthread_create_worker(unsigned int flags,
							    const char namefmt[], ...);
__printf(3, 4) struct kthread_worker *kthread_create_worker_on_cpu(int cpu, unsigned int flags,
								   const char namefmt[], ...);
/** kthread_destroy_worker() - when what is queued has run. Nothing delayed may be left. May sleep. */
void kthread_destroy_worker(struct kthread_worker *worker);
/* The function of such a thread, for who makes it himself. */
int kthread_worker_fn(void *worker_ptr);

/** kthread_queue_work() - true unless it was queued, or is being cancelled. Any context. The delayed forms: after @delay jiffies. */
bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work);
bool kthread_queue_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
				unsigned long delay);
/** kthread_mod_delayed_work() - also if it was queued; true if it was. Not from its timer. */
bool kthread_mod_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
			      unsigned long delay);
/** kthread_flush_work() - until it has run as it is queued now. May sleep. */
void kthread_flush_work(struct kthread_work *work);
void kthread_flush_worker(struct kthread_worker *worker);
/** kthread_cancel_work_sync() - it neither waits nor runs any more. true if it waited. May sleep. */
bool kthread_cancel_work_sync(struct kthread_work *work);
bool kthread_cancel_delayed_work_sync(struct kthread_delayed_work *dwork);

__END_DECLS
#endif
