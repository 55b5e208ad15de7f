/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_TIMERQUEUE_H
#define _LINUX_TIMERQUEUE_H
/* A queue by time: a red-black tree that knows its first. Any number of nodes of one time, first in, first out. The caller locks. */
#include <linux/rbtree.h>
#include <linux/timerqueue_types.h>

__BEGIN_DECLS

/** timerqueue_add() - put @node in by its expires. Returns whether it is the first now. */
bool timerqueue_add(struct timerqueue_head *head, struct timerqueue_node *node);
/** timerqueue_del() - take @node out. Returns whether any is left. */
bool timerqueue_del(struct timerqueue_head *head, struct timerqueue_node *node);
/** timerqueue_iterate_next() - the one behind @node, or NULL. */
struct timerqueue_node *timerqueue_iterate_next(struct timerqueue_node *node);

/** timerqueue_getnext() - the first, or NULL. */
static inline struct timerqueue_node *timerqueue_getnext(struct timerqueue_head *head)
{
	struct rb_node *leftmost = rb_first_cached(&head->rb_root);

	return rb_entry_safe(leftmost, struct timerqueue_node, node);
}
static inline void timerqueue_init(struct timerqueue_node *node)
{
	RB_CLEAR_NODE(&node->node);
}
static inline bool timerqueue_node_queued(struct timerqueue_node *node)
{
	return !RB_EMPTY_NODE(&node->node);
}
static inline void timerqueue_init_head(struct timerqueue_head *head)
{
	head->rb_root = RB_ROOT_CACHED;
}

__END_DECLS

#endif
