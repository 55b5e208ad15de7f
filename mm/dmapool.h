/* SPDX-License-Identifier: GPL-2.0-only */
/* A pool of coherent memory, for mm/dmapool.cpp and for drivers/base/pools.cpp, which ends it with its device. */
#pragma once

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct device;
struct dma_block;

struct dma_pool {
	struct list_head page_list;
	spinlock_t lock; /* guards the lists and the counts; interrupts off */
	struct dma_block *next_block;
	size_t nr_blocks;
	size_t nr_active;
	size_t nr_pages;
	struct device *dev;
	unsigned int size;       /* of a block */
	unsigned int allocation; /* bytes asked of dma_alloc_coherent() at a time */
	unsigned int boundary;
	char name[32];
	struct list_head pools; /* in dev->dma_pools */
	bool poisoned;          /* free blocks hold a pattern (slab_debug=) */
};
