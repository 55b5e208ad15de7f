// SPDX-License-Identifier: GPL-2.0-only
//
// A queue by time. Linux 6.12: lib/timerqueue.c.

#include <linux/bug.h>
#include <linux/timerqueue.h>

namespace
{

timerqueue_node *node_of(rb_node *node)
{
	return rb_entry_safe(node, struct timerqueue_node, node);
}

} // namespace

bool timerqueue_add(struct timerqueue_head *head, struct timerqueue_node *node)
{
	rb_node **link = &head->rb_root.rb_root.rb_node, *parent = nullptr;
	bool first = true;

	WARN_ON_ONCE(timerqueue_node_queued(node));
	while (*link) {
		parent = *link;
		if (node->expires < node_of(parent)->expires) {
			link = &parent->rb_left;
		} else {
			link = &parent->rb_right;
			first = false;
		}
	}
	rb_link_node(&node->node, parent, link);
	rb_insert_color_cached(&node->node, &head->rb_root, first);
	return first;
}

bool timerqueue_del(struct timerqueue_head *head, struct timerqueue_node *node)
{
	WARN_ON_ONCE(!timerqueue_node_queued(node));
	rb_erase_cached(&node->node, &head->rb_root);
	RB_CLEAR_NODE(&node->node);
	return !RB_EMPTY_ROOT(&head->rb_root.rb_root);
}

struct timerqueue_node *timerqueue_iterate_next(struct timerqueue_node *node)
{
	return node ? node_of(rb_next(&node->node)) : nullptr;
}
