// SPDX-License-Identifier: GPL-2.0-only
// Pools of small pieces of coherent memory.
//
// Coherent memory comes in pages (dma_alloc_coherent()); drivers want descriptors of 16 or 64 bytes. A pool cuts pages into blocks of
// one size. Free blocks of all pages form one list that runs through the blocks themselves, last freed, first used:
//
//	dma_pool ── next_block ─▶ ┌ dma_block in page A ┐   ┌ in page B ┐
//	                          │ next_block, dma     │──▶│ …         │──▶ …
//	         ── page_list ──▶ dma_page A, dma_page B: where each page is, for the end of the pool
//
// Each free block also remembers its own device address, so handing it out computes nothing. No block crosses a multiple of
// boundary: the rest of a page before one stays unused. Pages are given back only when the pool ends.
//
// With slab_debug= the rest of a free block is filled with a7 and looked at when it is handed out (then filled with a9), and a
// block that is freed is looked for in the pool's pages and in the list of free ones. (Linux decides that at compile time.)
//
// Locks: pools_lock (a mutex; dev->dma_pools), pool->lock. Linux 6.12: mm/dmapool.c. Devices have no files here, so there is
// no attribute "pools".

#include "mm/dmapool.h"

#include <linux/align.h>
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/printk.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "mm/slab.h"

// The head of a free block.
struct dma_block {
	struct dma_block *next_block;
	dma_addr_t dma;
};

struct dma_page {
	struct list_head page_list;
	void *vaddr;
	dma_addr_t dma;
};

namespace
{

DEFINE_MUTEX(pools_lock);

struct dma_block *pop(struct dma_pool *pool)
{
	struct dma_block *block = pool->next_block;

	if (block) {
		pool->next_block = block->next_block;
		pool->nr_active++;
	}
	return block;
}

// Cuts a page into blocks, which come before the free ones there are, the lowest first. Under pool->lock.
void add_page(struct dma_pool *pool, struct dma_page *page)
{
	struct dma_block **link = &pool->next_block;
	struct dma_block *const rest = pool->next_block;

	if (pool->poisoned)
		memset(page->vaddr, POOL_POISON_FREED, pool->allocation);
	for (unsigned int offset = 0; offset + pool->size <= pool->allocation;) {
		// The end of the piece between two boundaries in which this block begins.
		const unsigned int end = (offset / pool->boundary + 1) * pool->boundary;

		if (offset + pool->size > end) {
			offset = end;
			continue;
		}

		auto *block = reinterpret_cast<struct dma_block *>(
			static_cast<char *>(page->vaddr) + offset);

		block->dma = page->dma + offset;
		*link = block;
		link = &block->next_block;
		pool->nr_blocks++;
		offset += pool->size;
	}
	*link = rest;
	list_add(&page->page_list, &pool->page_list);
	pool->nr_pages++;
}

struct dma_page *new_page(struct dma_pool *pool, gfp_t gfp)
{
	auto *page = static_cast<struct dma_page *>(kmalloc(sizeof(struct dma_page), gfp));

	if (!page)
		return nullptr;
	page->vaddr = dma_alloc_coherent(pool->dev, pool->allocation, &page->dma, gfp);
	if (!page->vaddr) {
		kfree(page);
		return nullptr;
	}
	return page;
}

// Has anybody written to a block since it was freed? Then it is filled with the pattern of fresh ones.
void check_block(const struct dma_pool *pool, struct dma_block *block, gfp_t gfp)
{
	u8 *bytes = reinterpret_cast<u8 *>(block);

	if (pool->size > sizeof(*block) &&
	    memchr_inv(block + 1, POOL_POISON_FREED, pool->size - sizeof(*block))) {
		dev_err(pool->dev, "%s %s, %p (corrupted)\n", "pool_check_block", pool->name,
			block);
		print_hex_dump(KERN_ERR, "", DUMP_PREFIX_OFFSET, 16, 1, bytes, pool->size, 1);
	}
	if (!want_init_on_alloc(gfp))
		memset(bytes, POOL_POISON_ALLOCATED, pool->size);
}

bool is_of_pool(const struct dma_pool *pool, dma_addr_t dma)
{
	const struct dma_page *page;

	list_for_each_entry(page, &pool->page_list, page_list)
		if (dma >= page->dma && dma - page->dma < pool->allocation)
			return true;
	return false;
}

bool is_free(const struct dma_pool *pool, const void *vaddr)
{
	const struct dma_block *block = pool->next_block;

	while (block && block != vaddr)
		block = block->next_block;
	return block;
}

// May this block be freed? Says why not. Under pool->lock.
bool check_free(const struct dma_pool *pool, void *vaddr, dma_addr_t dma)
{
	if (!is_of_pool(pool, dma)) {
		dev_err(pool->dev, "%s %s, %p/%pad (bad dma)\n", "pool_block_err", pool->name,
			vaddr, &dma);
		return false;
	}
	if (is_free(pool, vaddr)) {
		dev_err(pool->dev, "%s %s, dma %pad already free\n", "pool_block_err", pool->name,
			&dma);
		return false;
	}
	memset(vaddr, POOL_POISON_FREED, pool->size);
	return true;
}

} // namespace

struct dma_pool *dma_pool_create(const char *name, struct device *dev, size_t size, size_t align,
				 size_t boundary)
{
	if (!dev || !size || size > INT_MAX || (align && !is_power_of_2(align)))
		return nullptr;
	size = ALIGN(max(size, sizeof(struct dma_block)), align ? align : 1);
	if (boundary && (boundary < size || !is_power_of_2(boundary)))
		return nullptr;

	auto *pool = static_cast<struct dma_pool *>(kzalloc(sizeof(struct dma_pool), GFP_KERNEL));

	if (!pool)
		return nullptr;
	strscpy(pool->name, name, sizeof(pool->name));
	INIT_LIST_HEAD(&pool->page_list);
	spin_lock_init(&pool->lock);
	pool->dev = dev;
	pool->size = size;
	pool->allocation = max_t(size_t, size, PAGE_SIZE);
	pool->boundary = boundary ? min_t(size_t, boundary, pool->allocation) : pool->allocation;
	pool->poisoned = __slub_debug_enabled();

	mutex_guard guard(&pools_lock);

	list_add(&pool->pools, &dev->dma_pools);
	return pool;
}

void dma_pool_destroy(struct dma_pool *pool)
{
	struct dma_page *page, *next;

	if (!pool)
		return;
	{
		mutex_guard guard(&pools_lock);

		list_del(&pool->pools);
	}
	// The device may still write to what was not given back.
	if (pool->nr_active)
		dev_err(pool->dev, "%s %s busy\n", "dma_pool_destroy", pool->name);
	list_for_each_entry_safe(page, next, &pool->page_list, page_list) {
		if (!pool->nr_active)
			dma_free_coherent(pool->dev, pool->allocation, page->vaddr, page->dma);
		list_del(&page->page_list);
		kfree(page);
	}
	kfree(pool);
}

void *dma_pool_alloc(struct dma_pool *pool, gfp_t mem_flags, dma_addr_t *handle)
{
	might_alloc(mem_flags);

	spinlock_irqsave_guard guard(&pool->lock);
	struct dma_block *block = pop(pool);

	if (!block) {
		guard.unlock();

		struct dma_page *page = new_page(pool, mem_flags & ~__GFP_ZERO);

		if (!page)
			return nullptr;

		spinlock_irqsave_guard again(&pool->lock);

		add_page(pool, page);
		block = pop(pool);
	}
	guard.unlock();

	*handle = block->dma;
	if (pool->poisoned)
		check_block(pool, block, mem_flags);
	if (want_init_on_alloc(mem_flags))
		memset(block, 0, pool->size);
	return block;
}

void dma_pool_free(struct dma_pool *pool, void *vaddr, dma_addr_t addr)
{
	auto *block = static_cast<struct dma_block *>(vaddr);
	spinlock_irqsave_guard guard(&pool->lock);

	if (pool->poisoned && !check_free(pool, vaddr, addr))
		return;
	if (!pool->poisoned && want_init_on_free())
		memset(vaddr, 0, pool->size);
	block->dma = addr;
	block->next_block = pool->next_block;
	pool->next_block = block;
	pool->nr_active--;
}

EXPORT_SYMBOL(dma_pool_create);
EXPORT_SYMBOL(dma_pool_destroy);
EXPORT_SYMBOL(dma_pool_alloc);
EXPORT_SYMBOL(dma_pool_free);
