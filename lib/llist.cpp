// SPDX-License-Identifier: GPL-2.0-only
// The parts of linux/llist.h that are more than a line. Linux 6.12: lib/llist.c.

#include <linux/llist.h>

extern "C" {

struct llist_node *llist_del_first(struct llist_head *head)
{
	llist_node *first = smp_load_acquire(&head->first);

	/* Others only add, so a `first` that is still there still has the same successor. */
	do {
		if (!first)
			return nullptr;
	} while (!try_cmpxchg(&head->first, &first, READ_ONCE(first->next)));
	return first;
}

struct llist_node *llist_reverse_order(struct llist_node *head)
{
	llist_node *reversed = nullptr;

	while (head) {
		llist_node *next = head->next;

		head->next = reversed;
		reversed = head;
		head = next;
	}
	return reversed;
}

} // extern "C"
