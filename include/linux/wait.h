/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Wait queues: tasks that wait for a condition, and whoever makes it true wakes them. kernel/sched/wait.cpp; Linux 6.12:
 * include/linux/wait.h.
 *
 *	wait_event(wq, condition)			waiter; may sleep
 *	condition = true; wake_up(&wq);			waker; any context
 *
 * wake_up() wakes all ordinary waiters and one exclusive one. The wait_event forms return nothing, 0 (interruptible, killable: there
 * are no signals), or for a timeout in jiffies: 0 when time is up and the condition false, else what is left, at least 1.
 */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/list.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/wait_types.h>

struct wait_queue_entry;
typedef struct wait_queue_entry wait_queue_entry_t;
/* Value: 1 woke somebody, 0 did not, negative: stop here. */
typedef int (*wait_queue_func_t)(struct wait_queue_entry *wq_entry, unsigned mode, int flags,
				 void *key);

#define WQ_FLAG_EXCLUSIVE 0x01
#define WQ_FLAG_WOKEN     0x02
#define WQ_FLAG_CUSTOM    0x04
#define WQ_FLAG_DONE      0x08
#define WQ_FLAG_PRIORITY  0x10

struct wait_queue_entry {
	unsigned int flags;
#ifdef __cplusplus
	void *private_; /* the task */
#else
	void *private;
#endif
	wait_queue_func_t func;
	struct list_head entry;
};

#define __WAIT_QUEUE_HEAD_INITIALIZER(name)                                                        \
	{                                                                                          \
		.lock = __SPIN_LOCK_UNLOCKED(name.lock), .head = LIST_HEAD_INIT(name.head),        \
	}
#define DECLARE_WAIT_QUEUE_HEAD(name)                                                              \
	struct wait_queue_head name = __WAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_WAIT_QUEUE_HEAD_ONSTACK(name) DECLARE_WAIT_QUEUE_HEAD(name)
#define __WAITQUEUE_INITIALIZER(name, tsk)                                                         \
	{                                                                                          \
		0, tsk, default_wake_function,                                                     \
		{                                                                                  \
			NULL, NULL                                                                 \
		}                                                                                  \
	}
#define DECLARE_WAITQUEUE(name, tsk)                                                               \
	struct wait_queue_entry name = __WAITQUEUE_INITIALIZER(name, tsk)
#define DEFINE_WAIT_FUNC(name, function)                                                           \
	struct wait_queue_entry name = {0, current, function, LIST_HEAD_INIT((name).entry)}
#define DEFINE_WAIT(name) DEFINE_WAIT_FUNC(name, autoremove_wake_function)

/* Without the lock: right only after a full barrier behind what makes the condition true. */
static inline int waitqueue_active(wait_queue_head_t *wq_head)
{
	return !list_empty(&wq_head->head);
}
static inline bool wq_has_sleeper(wait_queue_head_t *wq_head)
{
	smp_mb();
	return waitqueue_active(wq_head);
}

__BEGIN_DECLS

int default_wake_function(struct wait_queue_entry *wq_entry, unsigned mode, int flags, void *key);
int autoremove_wake_function(struct wait_queue_entry *wq_entry, unsigned mode, int sync, void *key);
int woken_wake_function(struct wait_queue_entry *wq_entry, unsigned mode, int sync, void *key);
long wait_woken(struct wait_queue_entry *wq_entry, unsigned mode, long timeout);

void init_wait_entry(struct wait_queue_entry *wq_entry, int flags);
void add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void add_wait_queue_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void remove_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
/* Into the queue if it isn't, and the state; to be called before each look at the condition. */
void prepare_to_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry, int state);
bool prepare_to_wait_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry,
			       int state);
long prepare_to_wait_event(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry,
			   int state);
/* TASK_RUNNING, and out of the queue. */
void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);

/* Any context. nr: how many exclusive waiters, 0 for all. Value: how many exclusive ones were woken. */
int __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key);
void __wake_up_locked(struct wait_queue_head *wq_head, unsigned int mode, int nr);
void __wake_up_sync(struct wait_queue_head *wq_head, unsigned int mode);

__END_DECLS

#define wake_up(x)                     __wake_up(x, TASK_NORMAL, 1, NULL)
#define wake_up_nr(x, nr)              __wake_up(x, TASK_NORMAL, nr, NULL)
#define wake_up_all(x)                 __wake_up(x, TASK_NORMAL, 0, NULL)
#define wake_up_locked(x)              __wake_up_locked((x), TASK_NORMAL, 1)
#define wake_up_all_locked(x)          __wake_up_locked((x), TASK_NORMAL, 0)
#define wake_up_sync(x)                __wake_up_sync(x, TASK_NORMAL)
#define wake_up_interruptible(x)       __wake_up(x, TASK_INTERRUPTIBLE, 1, NULL)
#define wake_up_interruptible_nr(x, n) __wake_up(x, TASK_INTERRUPTIBLE, n, NULL)
#define wake_up_interruptible_all(x)   __wake_up(x, TASK_INTERRUPTIBLE, 0, NULL)
#define wake_up_interruptible_sync(x)  __wake_up_sync(x, TASK_INTERRUPTIBLE)

/* Is it over? With time up and the condition true, one jiffy is left. */
#define ___wait_cond_timeout(condition)                                                            \
	({                                                                                         \
		bool __cond = (condition);                                                         \
                                                                                                   \
		if (__cond && !__ret)                                                              \
			__ret = 1;                                                                 \
		__cond || !__ret;                                                                  \
	})
#define ___wait_event(wq_head, condition, state, exclusive, ret, cmd)                              \
	({                                                                                         \
		struct wait_queue_entry __wq_entry;                                                \
		long __ret = ret;                                                                  \
                                                                                                   \
		init_wait_entry(&__wq_entry, exclusive ? WQ_FLAG_EXCLUSIVE : 0);                   \
		for (;;) {                                                                         \
			prepare_to_wait_event(&wq_head, &__wq_entry, state);                       \
			if (condition)                                                             \
				break;                                                             \
			cmd;                                                                       \
		}                                                                                  \
		finish_wait(&wq_head, &__wq_entry);                                                \
		__ret;                                                                             \
	})
#define __wait_event_state(wq_head, condition, state, exclusive)                                   \
	({                                                                                         \
		might_sleep();                                                                     \
		if (!(condition))                                                                  \
			(void)___wait_event(wq_head, condition, state, exclusive, 0, schedule());  \
		0;                                                                                 \
	})
#define __wait_event_state_timeout(wq_head, condition, state, timeout)                             \
	({                                                                                         \
		long __ret = timeout;                                                              \
                                                                                                   \
		might_sleep();                                                                     \
		if (!___wait_cond_timeout(condition))                                              \
			__ret = ___wait_event(wq_head, ___wait_cond_timeout(condition), state, 0,  \
					      timeout, __ret = schedule_timeout(__ret));           \
		__ret;                                                                             \
	})
#define wait_event(wq_head, condition)                                                             \
	((void)__wait_event_state(wq_head, condition, TASK_UNINTERRUPTIBLE, 0))
#define io_wait_event(wq_head, condition) wait_event(wq_head, condition)
#define wait_event_interruptible(wq_head, condition)                                               \
	__wait_event_state(wq_head, condition, TASK_INTERRUPTIBLE, 0)
#define wait_event_killable(wq_head, condition)                                                    \
	__wait_event_state(wq_head, condition, TASK_KILLABLE, 0)
#define wait_event_idle(wq_head, condition)                                                        \
	((void)__wait_event_state(wq_head, condition, TASK_IDLE, 0))
#define wait_event_state(wq_head, condition, state) __wait_event_state(wq_head, condition, state, 0)
#define wait_event_freezable(wq_head, condition)    wait_event_interruptible(wq_head, condition)
#define wait_event_interruptible_exclusive(wq_head, condition)                                     \
	__wait_event_state(wq_head, condition, TASK_INTERRUPTIBLE, 1)
#define wait_event_killable_exclusive(wq_head, condition)                                          \
	__wait_event_state(wq_head, condition, TASK_KILLABLE, 1)
#define wait_event_idle_exclusive(wq_head, condition)                                              \
	((void)__wait_event_state(wq_head, condition, TASK_IDLE, 1))
#define wait_event_timeout(wq_head, condition, timeout)                                            \
	__wait_event_state_timeout(wq_head, condition, TASK_UNINTERRUPTIBLE, timeout)
#define wait_event_interruptible_timeout(wq_head, condition, timeout)                              \
	__wait_event_state_timeout(wq_head, condition, TASK_INTERRUPTIBLE, timeout)
#define wait_event_killable_timeout(wq_head, condition, timeout)                                   \
	__wait_event_state_timeout(wq_head, condition, TASK_KILLABLE, timeout)
#define wait_event_idle_timeout(wq_head, condition, timeout)                                       \
	__wait_event_state_timeout(wq_head, condition, TASK_IDLE, timeout)
/* @cmd1 before, @cmd2 after each sleep. */
#define wait_event_cmd(wq_head, condition, cmd1, cmd2)                                             \
	do {                                                                                       \
		if (!(condition))                                                                  \
			(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, cmd1;  \
					    schedule(); cmd2);                                     \
	} while (0)
/* The lock is held, and let go of while it sleeps. */
#define wait_event_lock_irq(wq_head, condition, lock)                                              \
	wait_event_cmd(wq_head, condition, spin_unlock_irq(&lock), spin_lock_irq(&lock))

#endif /* _LINUX_WAIT_H */
