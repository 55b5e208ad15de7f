/* SPDX-License-Identifier: GPL-2.0-only */
/* Simple wait queues: the head and its entries, as completions have them. */
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
#define __SWAIT_QUEUE_HEAD_INITIALIZER(name)                                                       \
	{                                                                                          \
		.lock = __RAW_SPIN_LOCK_UNLOCKED(name.lock),                                       \
		.task_list = LIST_HEAD_INIT((name).task_list),                                     \
	}
#define DECLARE_SWAIT_QUEUE_HEAD(name)                                                             \
	struct swait_queue_head name = __SWAIT_QUEUE_HEAD_INITIALIZER(name)
static inline void init_swait_queue_head(struct swait_queue_head *q)
{
	raw_spin_lock_init(&q->lock);
	INIT_LIST_HEAD(&q->task_list);
}
#endif
