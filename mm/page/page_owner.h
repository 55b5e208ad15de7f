// SPDX-License-Identifier: GPL-2.0-only
// What page_owner.cpp gathers and page_owner_show.cpp prints.
#pragma once

#include "mm/page/buddy.h"

#include <linux/page_ext.h>
#include <linux/page_owner.h>
#include <linux/sched.h>
#include <linux/stackdepot.h>

// Of each page; debuggers' scripts look for these names.
struct page_owner {
	unsigned short order;
	short last_migrate_reason; // or -1
	gfp_t gfp_mask;
	depot_stack_handle_t handle;      // of the allocation
	depot_stack_handle_t free_handle; // of the last free
	u64 ts_nsec;
	u64 free_ts_nsec;
	char comm[TASK_COMM_LEN];
	pid_t pid;
	pid_t tgid;
	pid_t free_pid;
	pid_t free_tgid;
};
static_assert(sizeof(struct page_owner) == 64);

// A backtrace that pages have been allocated from.
struct stack {
	struct stack_record *stack_record;
	struct stack *next;
};

namespace page_owners
{

extern struct stack *stack_list; // newest first; read with smp_load_acquire()

inline struct page_owner *owner_of(struct page_ext *ext)
{
	return static_cast<struct page_owner *>(page_ext_data(ext, &page_owner_ops));
}

inline void keep_last_free(struct page_owner *now, const struct page_owner *before)
{
	now->free_handle = before->free_handle;
	now->free_ts_nsec = before->free_ts_nsec;
	now->free_pid = before->free_pid;
	now->free_tgid = before->free_tgid;
}

/*
 * Calls step(pfn) for the pages in [pfn, end) that have a struct page and aren't in the buddy lists; it says how many pages to go on
 * by, 0 to stop. No lock: a block that is allocated or freed meanwhile may be missed or looked at in vain. Returns where it
 * stopped.
 */
template <typename Step>
unsigned long each_used_page(unsigned long pfn, unsigned long end, Step step)
{
	bool block_known = false;

	while (pfn < end) {
		if (!pfn_valid(pfn)) {
			pfn = ALIGN(pfn + 1, (unsigned long)MAX_ORDER_NR_PAGES);
			block_known = false;
			continue;
		}

		// Tails of a free block of the largest order, and those of a hole, may not be initialised yet.
		struct page *head = pfn_to_page(ALIGN_DOWN(pfn, MAX_ORDER_NR_PAGES));

		if (!block_known &&
		    !(PageBuddy(head) && buddy::buddy_order(head) == MAX_PAGE_ORDER))
			page_ensure_init(pfn);
		block_known = true;

		unsigned long go_on = 1;

		if (PageBuddy(head) && buddy::buddy_order(head) == MAX_PAGE_ORDER)
			go_on = MAX_ORDER_NR_PAGES - pfn % MAX_ORDER_NR_PAGES;
		else if (PageBuddy(pfn_to_page(pfn)))
			go_on = 1ul << min(buddy::buddy_order(pfn_to_page(pfn)),
					   (unsigned int)MAX_PAGE_ORDER);
		else if (!(go_on = step(pfn)))
			return pfn;
		if ((pfn ^ (pfn + go_on)) >= MAX_ORDER_NR_PAGES)
			block_known = false;
		pfn += go_on;
	}
	return pfn;
}

} // namespace page_owners
