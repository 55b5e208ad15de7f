// SPDX-License-Identifier: GPL-2.0-only
//
// kfree_rcu(): free an object after a grace period. Linux 6.12: kernel/rcu/tree.c (kvfree_call_rcu).

#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

void kvfree_call_rcu(rcu_head *head, void *ptr)
{
	if (!head) {
		synchronize_rcu();
		kvfree(ptr);
		return;
	}
	const unsigned long offset = reinterpret_cast<char *>(head) - static_cast<char *>(ptr);

	call_rcu(head, reinterpret_cast<rcu_callback_t>(offset));
}

void kvfree_rcu_barrier(void)
{
	rcu_barrier();
}
