/* SPDX-License-Identifier: GPL-2.0-only */
// An area of the contiguous memory allocator (cma.cpp): field names are Linux 6.12's (mm/cma.h).
#pragma once

#include <linux/atomic.h>
#include <linux/cma.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/spinlock.h>

struct cma {
	unsigned long base_pfn;
	unsigned long count; // pages
	unsigned long *
		bitmap; // one bit for 2^order_per_bit pages; set: given out by cma_alloc(), guarded by lock
	unsigned int order_per_bit;
	spinlock_t lock;
	char name[CMA_MAX_NAME];

	// What show.cpp says and does.
	atomic64_t nr_pages_succeeded;
	atomic64_t nr_pages_failed;
	atomic64_t nr_pages_released;
	struct kobject *kobj;
	struct hlist_head mem_head; // what was allocated through debugfs
	spinlock_t mem_head_lock;

	bool reserve_pages_on_error;
};

extern struct cma cma_areas[MAX_CMA_AREAS];
extern unsigned int cma_area_count;

// The areas' pageblocks go to the page allocator: an initcall. 0
int cma_init_reserved_areas();

static inline unsigned long cma_bitmap_maxno(const struct cma *cma)
{
	return cma->count >> cma->order_per_bit;
}
