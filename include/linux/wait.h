/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Wait queues: the head, which structures embed. Nobody can sleep before there is a scheduler; the functions come with it.
 * Size and layout are Linux 6.12's (24 bytes).
 */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/list.h>
#include <linux/spinlock.h>

struct wait_queue_head {
	spinlock_t lock;
	struct list_head head;
};
typedef struct wait_queue_head wait_queue_head_t;

static inline void init_waitqueue_head(wait_queue_head_t *wq_head)
{
	spin_lock_init(&wq_head->lock);
	INIT_LIST_HEAD(&wq_head->head);
}

static inline int waitqueue_active(wait_queue_head_t *wq_head)
{
	return !list_empty(&wq_head->head);
}

#endif /* _LINUX_WAIT_H */
