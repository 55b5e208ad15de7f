/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Simple wait queues: no functions, no ordinary waiters; each wake-up wakes one, in the order of arrival. kernel/sched/swait.cpp;
 * Linux 6.12: include/linux/swait.h. Completions have one.
 */
#ifndef _LINUX_SWAIT_H
#define _LINUX_SWAIT_H
#include <linux/list.h>
#include <linux/spinlock.h>
struct task_struct;
struct swait_queue_head {
	raw_spinlock_t lock;
	struct list_head task_list;
};
struct swait_queue {
	struct task_struct *task;
	struct list_head task_list;
};
#define __SWAITQUEUE_INITIALIZER(name)                                                             \
	{                                                                                          \
		.task = current, .task_list = LIST_HEAD_INIT((name).task_list),                    \
	}
#define DECLARE_SWAITQUEUE(name) struct swait_queue name = __SWAITQUEUE_INITIALIZER(name)
#define __SWAIT_QUEUE_HEAD_INITIALIZER(name)                                                       \
	{                                                                                          \
		.lock = __RAW_SPIN_LOCK_UNLOCKED(name.lock),                                       \
		.task_list = LIST_HEAD_INIT((name).task_list),                                     \
	}
#define DECLARE_SWAIT_QUEUE_HEAD(name)                                                             \
	struct swait_queue_head name = __SWAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_SWAIT_QUEUE_HEAD_ONSTACK(name) DECLARE_SWAIT_QUEUE_HEAD(name)
static inline void init_swait_queue_head(struct swait_queue_head *q)
{
	raw_spin_lock_init(&q->lock);
	INIT_LIST_HEAD(&q->task_list);
}
/* Without the lock: right only behind a full barrier after what makes the condition true. */
static inline int swait_active(struct swait_queue_head *q)
{
	return !list_empty(&q->task_list);
}
static inline bool swq_has_sleeper(struct swait_queue_head *q)
{
	smp_mb();
	return swait_active(q);
}
__BEGIN_DECLS
/* Any context; swake_up_all() with interrupts enabled, in a task. _locked: with q->lock held. */
void swake_up_one(struct swait_queue_head *q);
void swake_up_all(struct swait_queue_head *q);
void swake_up_locked(struct swait_queue_head *q, int wake_flags);
/* Into the queue if it isn't, and the state. */
void prepare_to_swait_exclusive(struct swait_queue_head *q, struct swait_queue *wait, int state);
long prepare_to_swait_event(struct swait_queue_head *q, struct swait_queue *wait, int state);
/* TASK_RUNNING, and out of the queue. */
void finish_swait(struct swait_queue_head *q, struct swait_queue *wait);
__END_DECLS

#define ___swait_event(wq, condition, state, ret, cmd)                                             \
	({                                                                                         \
		struct swait_queue __wait = {.task = current, .task_list = {}};                    \
		long __ret = ret;                                                                  \
                                                                                                   \
		INIT_LIST_HEAD(&__wait.task_list);                                                 \
		for (;;) {                                                                         \
			prepare_to_swait_event(&wq, &__wait, state);                               \
			if (condition)                                                             \
				break;                                                             \
			cmd;                                                                       \
		}                                                                                  \
		finish_swait(&wq, &__wait);                                                        \
		__ret;                                                                             \
	})
#define __swait_event_state(wq, condition, state)                                                  \
	({                                                                                         \
		if (!(condition))                                                                  \
			(void)___swait_event(wq, condition, state, 0, schedule());                 \
		0;                                                                                 \
	})
#define __swait_event_state_timeout(wq, condition, state, timeout)                                 \
	({                                                                                         \
		long __ret = timeout;                                                              \
                                                                                                   \
		if (!___wait_cond_timeout(condition))                                              \
			__ret = ___swait_event(wq, ___wait_cond_timeout(condition), state,         \
					       timeout, __ret = schedule_timeout(__ret));          \
		__ret;                                                                             \
	})
#define swait_event_exclusive(wq, condition)                                                       \
	((void)__swait_event_state(wq, condition, TASK_UNINTERRUPTIBLE))
#define swait_event_interruptible_exclusive(wq, condition)                                         \
	__swait_event_state(wq, condition, TASK_INTERRUPTIBLE)
#define swait_event_idle_exclusive(wq, condition)                                                  \
	((void)__swait_event_state(wq, condition, TASK_IDLE))
#define swait_event_timeout_exclusive(wq, condition, timeout)                                      \
	__swait_event_state_timeout(wq, condition, TASK_UNINTERRUPTIBLE, timeout)
#define swait_event_interruptible_timeout_exclusive(wq, condition, timeout)                        \
	__swait_event_state_timeout(wq, condition, TASK_INTERRUPTIBLE, timeout)
#define swait_event_idle_timeout_exclusive(wq, condition, timeout)                                 \
	__swait_event_state_timeout(wq, condition, TASK_IDLE, timeout)
/* ___wait_cond_timeout(), schedule(). */
#include <linux/wait.h>
#endif
