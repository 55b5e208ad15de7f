// SPDX-License-Identifier: GPL-2.0-only
// vm_map_ram(): short-lived mappings, packed into blocks.
//
//	block, 4 MiB of addresses, one area of vmalloc's books
//
//	| mapped | dirty | mapped | dirty | dirty |          free          |
//	0                                         BLOCK_PAGES - free       BLOCK_PAGES pages
//
// A mapping of up to 64 pages takes the next pages of a block, rounded up to a power of two; unmapping makes them dirty, not
// free: the TLB may still know them. So a block is used up from front to end, once, and when all of it is dirty its area goes
// to the lazy sets, where one flush serves many. Each CPU has a list of the blocks it makes mappings in, so that CPUs
// seldom meet; anybody may unmap. Longer mappings have an area of their own.
//
// A block in which nothing is mapped any more but that has room left would keep its 4 MiB for ever if nobody came.
// vm_unmap_aliases() retires such a block when less than a quarter of it is free, and a purge for want of addresses any.
//
// The dirty range [dirty_min, dirty_max) is what a flush has to cover; vm_unmap_aliases() flushes it and empties it.
//
// Locks, outermost first: purge_lock (purge.cpp), blocks_lock (which blocks there are), block->lock (its fields), queue->lock
// (changes of the list). The list is read under RCU.
//
// Linux 6.12 mm/vmalloc.c: vb_alloc(), vb_free(), new_vmap_block(), purge_fragmented_block(), _vm_unmap_aliases(). It finds a
// block by an xarray for each CPU; here by a tree.

#include "mm/vmalloc/mapping.h"
#include "mm/vmalloc/space.h"
#include "mm/vmalloc/vmap_block.h"

#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/rbtree.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/smp.h>

namespace vmspace
{

namespace
{

// Pages of a block: 4 MiB. The longest mapping that goes into one: 256 KiB.
constexpr unsigned long BLOCK_PAGES = 1024;
constexpr unsigned long BLOCK_SIZE = BLOCK_PAGES * PAGE_SIZE;
constexpr unsigned long MAX_PAGES = BITS_PER_LONG;

// With so much room a block is worth keeping.
constexpr unsigned long WORTH_KEEPING = BLOCK_PAGES / 4;

} // namespace

} // namespace vmspace

// Debuggers' scripts look for these names.
struct vmap_block_queue {
	spinlock_t lock; // of changes
	struct list_head free;
};

struct vmap_block {
	spinlock_t lock;
	struct vmap_area *va;
	unsigned long free, dirty; // pages
	DECLARE_BITMAP(used_map, 1024);
	unsigned long dirty_min, dirty_max; // pages from the block's beginning
	struct list_head free_list;         // in its CPU's queue, while free > 0
	struct rcu_head rcu_head;
	struct list_head purge; // of blocks that are being retired
	unsigned int cpu;
	struct rb_node node; // in blocks, by address
};

static DEFINE_PER_CPU(struct vmap_block_queue, vmap_block_queue);

namespace vmspace
{

namespace
{

DEFINE_SPINLOCK(blocks_lock);
struct rb_root blocks = RB_ROOT; // guarded by blocks_lock

struct vmap_block *block_of(struct rb_node *node)
{
	return rb_entry(node, struct vmap_block, node);
}

void enter_block(struct vmap_block *block)
{
	spinlock_guard guard(&blocks_lock);
	struct rb_node **link = &blocks.rb_node, *parent = nullptr;

	while (*link) {
		parent = *link;
		link = block->va->va_start < block_of(parent)->va->va_start ? &parent->rb_left
									    : &parent->rb_right;
	}
	rb_link_node(&block->node, parent, link);
	rb_insert_color(&block->node, &blocks);
}

// Whoever has a mapping in a block keeps it from going away.
struct vmap_block *find_block(unsigned long addr)
{
	const unsigned long start = addr & ~(BLOCK_SIZE - 1);
	spinlock_guard guard(&blocks_lock);
	struct rb_node *node = blocks.rb_node;

	while (node && block_of(node)->va->va_start != start)
		node = start < block_of(node)->va->va_start ? node->rb_left : node->rb_right;
	return node ? block_of(node) : nullptr;
}

// Out of the queue: nothing more is taken from it. block->lock is held.
void leave_queue(struct vmap_block *block)
{
	struct vmap_block_queue *queue = per_cpu_ptr(&vmap_block_queue, block->cpu);
	spinlock_guard guard(&queue->lock);

	list_del_rcu(&block->free_list);
}

// All of it is dirty and nobody has it any more. Return: how many pages of addresses are lazy now.
unsigned long free_block(struct vmap_block *block)
{
	struct vmap_area *va = unlink_area(block->va->va_start);

	BUG_ON(va != block->va);
	kfree_rcu(block, rcu_head);
	return make_lazy(va);
}

void forget_block(struct vmap_block *block)
{
	spinlock_guard guard(&blocks_lock);

	rb_erase(&block->node, &blocks);
}

// The next 2^order pages of a block, or 0 when it has no such room.
unsigned long take_from(struct vmap_block *block, unsigned int order)
{
	const unsigned long pages = 1UL << order;

	if (READ_ONCE(block->free) < pages)
		return 0;

	spinlock_guard guard(&block->lock);

	if (block->free < pages)
		return 0;

	const unsigned long offset = BLOCK_PAGES - block->free;

	WRITE_ONCE(block->free, block->free - pages);
	bitmap_set(block->used_map, offset, pages);
	if (!block->free)
		leave_queue(block);
	return block->va->va_start + (offset << PAGE_SHIFT);
}

unsigned long take_from_this_cpu(unsigned int order)
{
	struct vmap_block_queue *queue = raw_cpu_ptr(&vmap_block_queue);
	struct vmap_block *block;
	unsigned long addr = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(block, &queue->free, free_list)
	{
		addr = take_from(block, order);
		if (addr)
			break;
	}
	rcu_read_unlock();
	return addr;
}

// The first 2^order pages of a new block, or 0.
unsigned long take_from_new(unsigned int order)
{
	struct vmap_block *block =
		static_cast<struct vmap_block *>(kmalloc(sizeof(*block), GFP_KERNEL));

	if (!block)
		return 0;

	struct vmap_area *va = alloc_area(BLOCK_SIZE, BLOCK_SIZE, VMALLOC_START, VMALLOC_END,
					  GFP_KERNEL, AREA_IS_RAM | AREA_IS_BLOCK, nullptr);

	if (IS_ERR(va)) {
		kfree(block);
		return 0;
	}
	spin_lock_init(&block->lock);
	block->va = va;
	block->free = BLOCK_PAGES - (1UL << order);
	block->dirty = 0;
	block->dirty_min = BLOCK_PAGES;
	block->dirty_max = 0;
	bitmap_zero(block->used_map, BLOCK_PAGES);
	bitmap_set(block->used_map, 0, 1UL << order);
	block->cpu = raw_smp_processor_id();
	enter_block(block);

	struct vmap_block_queue *queue = per_cpu_ptr(&vmap_block_queue, block->cpu);
	spinlock_guard guard(&queue->lock);

	list_add_tail_rcu(&block->free_list, &queue->free);
	return va->va_start;
}

unsigned long take(unsigned long size)
{
	if (WARN_ON(!size))
		return 0;

	const unsigned int order = get_order(size);
	const unsigned long addr = take_from_this_cpu(order);

	return addr ? addr : take_from_new(order);
}

// What was mapped at [addr, addr + size) becomes dirty.
void give_back(unsigned long addr, unsigned long size)
{
	const unsigned long pages = 1UL << get_order(size);
	const unsigned long offset = (addr & (BLOCK_SIZE - 1)) >> PAGE_SHIFT;
	struct vmap_block *block = find_block(addr);

	if (WARN_ON_ONCE(!block))
		return;
	vunmap_range_noflush(addr, addr + size);
	{
		spinlock_guard guard(&block->lock);

		bitmap_clear(block->used_map, offset, pages);
		block->dirty_min = min(block->dirty_min, offset);
		block->dirty_max = max(block->dirty_max, offset + pages);
		WRITE_ONCE(block->dirty, block->dirty + pages);
		if (block->dirty != BLOCK_PAGES)
			return;
		BUG_ON(block->free);
	}
	forget_block(block);
	purge_if_many(free_block(block));
}

// Takes a block in which nothing is mapped out of use if it is to go. block->lock is held.
bool retire(struct vmap_block *block, bool full)
{
	if (block->free + block->dirty != BLOCK_PAGES || block->dirty == BLOCK_PAGES)
		return false;
	if (!full && block->free >= WORTH_KEEPING)
		return false;
	// Nobody takes from it or retires it again.
	WRITE_ONCE(block->free, 0);
	WRITE_ONCE(block->dirty, BLOCK_PAGES);
	block->dirty_min = 0;
	block->dirty_max = BLOCK_PAGES;
	leave_queue(block);
	return true;
}

// block->lock is held.
void take_dirty_range(struct vmap_block *block, DirtyRange *range)
{
	if (!block->dirty_max || block->dirty == BLOCK_PAGES)
		return;
	range->start = min(range->start, block->va->va_start + (block->dirty_min << PAGE_SHIFT));
	range->end = max(range->end, block->va->va_start + (block->dirty_max << PAGE_SHIFT));
	block->dirty_min = BLOCK_PAGES;
	block->dirty_max = 0;
}

} // namespace

void init_blocks()
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		struct vmap_block_queue *queue = per_cpu_ptr(&vmap_block_queue, cpu);

		spin_lock_init(&queue->lock);
		INIT_LIST_HEAD(&queue->free);
	}
}

DirtyRange retire_blocks(bool full)
{
	DirtyRange range;
	LIST_HEAD(retired);
	struct vmap_block *block, *next;
	{
		spinlock_guard blocks_guard(&blocks_lock);
		struct rb_node *after;

		for (struct rb_node *node = rb_first(&blocks); node; node = after) {
			after = rb_next(node);
			block = block_of(node);

			spinlock_guard guard(&block->lock);

			if (retire(block, full)) {
				rb_erase(&block->node, &blocks);
				list_add_tail(&block->purge, &retired);
			} else if (!full) {
				take_dirty_range(block, &range);
			}
		}
	}
	list_for_each_entry_safe(block, next, &retired, purge)
		free_block(block);
	return range;
}

} // namespace vmspace

using namespace vmspace;

void *vm_map_ram(struct page **pages, unsigned int count, int)
{
	const unsigned long size = static_cast<unsigned long>(count) << PAGE_SHIFT;
	unsigned long addr;

	if (count <= MAX_PAGES) {
		addr = take(size);
		if (!addr)
			return nullptr;
	} else {
		struct vmap_area *va = alloc_area(size, PAGE_SIZE, VMALLOC_START, VMALLOC_END,
						  GFP_KERNEL, AREA_IS_RAM, nullptr);

		if (IS_ERR(va))
			return nullptr;
		addr = va->va_start;
	}

	void *mem = reinterpret_cast<void *>(addr);

	if (map_pages(addr, addr + size, PAGE_KERNEL, pages, PAGE_SHIFT)) {
		vm_unmap_ram(mem, count);
		return nullptr;
	}
	return mem;
}

void vm_unmap_ram(const void *mem, unsigned int count)
{
	const unsigned long addr = reinterpret_cast<unsigned long>(mem);

	might_sleep();
	BUG_ON(!is_vmalloc_addr(mem) || !PAGE_ALIGNED(addr));
	if (count <= MAX_PAGES) {
		give_back(addr, static_cast<unsigned long>(count) << PAGE_SHIFT);
		return;
	}

	struct vmap_area *va = unlink_area(addr);

	if (!WARN_ON_ONCE(!va))
		let_go(va);
}

EXPORT_SYMBOL(vm_map_ram);
EXPORT_SYMBOL(vm_unmap_ram);
