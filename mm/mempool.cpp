// SPDX-License-Identifier: GPL-2.0-only
// Memory pools: somebody who must get on without fail keeps a reserve.
//
// A driver that writes pages out to make memory free must not fail for want of memory itself. It needs one element at a time, or
// a few, and gives each back when its write is done. So a few elements in reserve are enough for ever, if whoever finds none
// waits for one to come back:
//
//	mempool_alloc()                               mempool_free()
//	  1 from memory, without reclaim ── got it       reserve not full ── into the reserve, wake one waiter
//	  2 from the reserve ────────────── got it       else ────────────── back to memory
//	  3 from memory, with reclaim ───── got it
//	  4 sleep until one comes back, go to 1          elements[]: a stack, curr_nr of min_nr
//
// Invariant: elements in reserve + elements handed out >= min_nr. Hence "the reserve is not full" needs no lock to be noticed: a
// free that belongs to an allocation out of the reserve sees curr_nr as that allocation left it or lower (the read barrier in
// mempool_free() pairs with the write barrier behind each removal), so no element that somebody waits for goes back to memory.
//
// Step 4 wakes after five seconds anyway. With slab_debug= elements in reserve are poisoned as free slab objects are, and looked
// at when they leave; each pool keeps to what was so when it was made (Linux decides at compile time, CONFIG_SLUB_DEBUG_ON).
//
// Lock: pool->lock, with interrupts off; alloc and free functions are called without it. Linux 6.12: mm/mempool.c.

#include <linux/mempool.h>

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/guard.hpp>
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mmdebug.h>
#include <linux/poison.h>
#include <linux/printk.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "mm/slab.h"

namespace
{

// The bytes of an element of a pool whose kind is known; size 0 for the others, which are not poisoned.
struct Bytes {
	u8 *start;
	size_t size;
};

Bytes bytes_of(const mempool_t *pool, void *element)
{
	const size_t data = reinterpret_cast<size_t>(pool->pool_data);

	if (pool->free == mempool_kfree)
		return {static_cast<u8 *>(element), data};
	if (pool->free == mempool_free_slab)
		return {static_cast<u8 *>(element),
			kmem_cache_size(static_cast<struct kmem_cache *>(pool->pool_data))};
	if (pool->free == mempool_free_pages)
		return {static_cast<u8 *>(page_address(static_cast<struct page *>(element))),
			PAGE_SIZE << data};
	return {nullptr, 0};
}

// What byte i of size reads as in a poisoned element.
u8 poison_at(size_t i, size_t size)
{
	return i == size - 1 ? POISON_END : POISON_FREE;
}

void poison(const Bytes &bytes)
{
	if (!bytes.size)
		return;
	memset(bytes.start, POISON_FREE, bytes.size - 1);
	bytes.start[bytes.size - 1] = POISON_END;
}

// Shows the bytes around the first wrong one.
void report(const mempool_t *pool, void *element, const Bytes &bytes, size_t wrong)
{
	constexpr size_t AROUND = sizeof(long);
	const size_t start = wrong > AROUND ? wrong - AROUND : 0;
	const size_t end = min(wrong + AROUND, bytes.size);

	pr_err("BUG: mempool element poison mismatch\n");
	pr_err("Mempool %p size %zu\n", pool, bytes.size);
	pr_err(" nr=%d @ %p: %s0x", pool->curr_nr, element, start ? "... " : "");
	for (size_t i = start; i < end; i++)
		pr_cont("%x ", bytes.start[i]);
	pr_cont("%s\n", end < bytes.size ? "..." : "");
	dump_stack();
}

void check(const mempool_t *pool, void *element)
{
	const Bytes bytes = bytes_of(pool, element);

	for (size_t i = 0; i < bytes.size; i++) {
		if (bytes.start[i] == poison_at(i, bytes.size))
			continue;
		report(pool, element, bytes, i);
		return;
	}
	if (bytes.size)
		memset(bytes.start, POISON_INUSE, bytes.size);
}

// Into the reserve, which must have room. With pool->lock, unless nobody else knows the pool yet.
void push(mempool_t *pool, void *element)
{
	BUG_ON(pool->curr_nr >= pool->min_nr);
	if (pool->poisoned)
		poison(bytes_of(pool, element));
	pool->elements[pool->curr_nr++] = element;
}

// Out of the reserve, which must not be empty.
void *pop(mempool_t *pool)
{
	BUG_ON(pool->curr_nr <= 0);

	void *element = pool->elements[--pool->curr_nr];

	if (pool->poisoned)
		check(pool, element);
	return element;
}

// Gives away what is more than nr. The lock is let go for each call of the pool's free function.
void shrink(mempool_t *pool, int nr)
{
	for (;;) {
		spinlock_irqsave_guard guard(&pool->lock);

		if (pool->curr_nr <= nr) {
			pool->min_nr = nr;
			return;
		}

		void *element = pop(pool);

		guard.unlock();
		pool->free(element, pool->pool_data);
	}
}

// Puts one more element into the reserve. False: there is none, or the reserve was filled meanwhile.
bool refill_one(mempool_t *pool)
{
	void *element = pool->alloc(GFP_KERNEL, pool->pool_data);

	if (!element)
		return false;
	{
		spinlock_irqsave_guard guard(&pool->lock);

		if (pool->curr_nr < pool->min_nr) {
			push(pool, element);
			return pool->curr_nr < pool->min_nr;
		}
	}
	pool->free(element, pool->pool_data);
	return false;
}

// Until somebody gives an element back, five seconds at most. The reserve is empty; its lock is held, and let go once this task is
// in the queue, so that no wake-up is missed.
void wait_for_element(mempool_t *pool, spinlock_irqsave_guard &guard)
{
	DEFINE_WAIT(wait);

	prepare_to_wait(&pool->wait, &wait, TASK_UNINTERRUPTIBLE);
	guard.unlock();
	io_schedule_timeout(5 * HZ);
	finish_wait(&pool->wait, &wait);
}

} // namespace

int mempool_init_node(mempool_t *pool, int min_nr, mempool_alloc_t *alloc_fn,
		      mempool_free_t *free_fn, void *pool_data, gfp_t gfp_mask, int node_id)
{
	spin_lock_init(&pool->lock);
	init_waitqueue_head(&pool->wait);
	pool->min_nr = min_nr;
	pool->poisoned = __slub_debug_enabled();
	pool->pool_data = pool_data;
	pool->alloc = alloc_fn;
	pool->free = free_fn;
	pool->elements =
		static_cast<void **>(kmalloc_array_node(min_nr, sizeof(void *), gfp_mask, node_id));
	if (!pool->elements)
		return -ENOMEM;

	while (pool->curr_nr < pool->min_nr) {
		void *element = alloc_fn(gfp_mask, pool_data);

		if (!element) {
			mempool_exit(pool);
			return -ENOMEM;
		}
		push(pool, element);
	}
	return 0;
}

int mempool_init_noprof(mempool_t *pool, int min_nr, mempool_alloc_t *alloc_fn,
			mempool_free_t *free_fn, void *pool_data)
{
	return mempool_init_node(pool, min_nr, alloc_fn, free_fn, pool_data, GFP_KERNEL,
				 NUMA_NO_NODE);
}

void mempool_exit(mempool_t *pool)
{
	while (pool->curr_nr)
		pool->free(pop(pool), pool->pool_data);
	kfree(pool->elements);
	pool->elements = nullptr;
}

mempool_t *mempool_create_node_noprof(int min_nr, mempool_alloc_t *alloc_fn,
				      mempool_free_t *free_fn, void *pool_data, gfp_t gfp_mask,
				      int node_id)
{
	mempool_t *pool = static_cast<mempool_t *>(
		kmalloc_node(sizeof(*pool), gfp_mask | __GFP_ZERO, node_id));

	if (pool &&
	    mempool_init_node(pool, min_nr, alloc_fn, free_fn, pool_data, gfp_mask, node_id)) {
		kfree(pool);
		return nullptr;
	}
	return pool;
}

void mempool_destroy(mempool_t *pool)
{
	if (!pool)
		return;
	mempool_exit(pool);
	kfree(pool);
}

int mempool_resize(mempool_t *pool, int new_min_nr)
{
	BUG_ON(new_min_nr <= 0);
	might_sleep();

	if (new_min_nr <= READ_ONCE(pool->min_nr)) {
		shrink(pool, new_min_nr);
		return 0;
	}

	void **larger =
		static_cast<void **>(kmalloc_array(new_min_nr, sizeof(*larger), GFP_KERNEL));

	if (!larger)
		return -ENOMEM;

	void **unused = larger;
	{
		spinlock_irqsave_guard guard(&pool->lock);

		// Another resize may have gone further meanwhile.
		if (new_min_nr > pool->min_nr) {
			memcpy(larger, pool->elements, pool->curr_nr * sizeof(*larger));
			unused = pool->elements;
			pool->elements = larger;
			pool->min_nr = new_min_nr;
		}
	}
	kfree(unused);
	while (unused != larger && refill_one(pool))
		;
	return 0;
}

void *mempool_alloc_noprof(mempool_t *pool, gfp_t gfp_mask)
{
	VM_WARN_ON_ONCE(gfp_mask & __GFP_ZERO);
	might_alloc(gfp_mask);

	// The reserve is there so that memory's own reserves are not touched, and nobody need try hard or complain.
	gfp_mask |= __GFP_NOMEMALLOC | __GFP_NORETRY | __GFP_NOWARN;

	gfp_t gfp_now = gfp_mask & ~(__GFP_DIRECT_RECLAIM | __GFP_IO);

	for (;;) {
		void *element = pool->alloc(gfp_now, pool->pool_data);

		if (element)
			return element;

		spinlock_irqsave_guard guard(&pool->lock);

		if (pool->curr_nr) {
			element = pop(pool);
			guard.unlock();
			smp_wmb(); // pairs with mempool_free()
			return element;
		}
		if (gfp_now != gfp_mask)
			gfp_now = gfp_mask;
		else if (gfp_mask & __GFP_DIRECT_RECLAIM)
			wait_for_element(pool, guard);
		else
			return nullptr;
	}
}

void *mempool_alloc_preallocated(mempool_t *pool)
{
	void *element = nullptr;
	{
		spinlock_irqsave_guard guard(&pool->lock);

		if (pool->curr_nr)
			element = pop(pool);
	}
	smp_wmb(); // pairs with mempool_free()
	return element;
}

void mempool_free(void *element, mempool_t *pool)
{
	if (!element)
		return;

	// What is read of curr_nr below is from after the allocation of this element.
	smp_rmb();
	if (READ_ONCE(pool->curr_nr) < pool->min_nr) {
		spinlock_irqsave_guard guard(&pool->lock);

		if (pool->curr_nr < pool->min_nr) {
			push(pool, element);
			guard.unlock();
			wake_up(&pool->wait);
			return;
		}
	}
	pool->free(element, pool->pool_data);
}

void *mempool_alloc_slab(gfp_t gfp_mask, void *pool_data)
{
	struct kmem_cache *cache = static_cast<struct kmem_cache *>(pool_data);

	// Poisoning and handing on would undo what a constructor did.
	VM_BUG_ON(cache->ctor);
	return kmem_cache_alloc(cache, gfp_mask);
}

void mempool_free_slab(void *element, void *pool_data)
{
	kmem_cache_free(static_cast<struct kmem_cache *>(pool_data), element);
}

void *mempool_kmalloc(gfp_t gfp_mask, void *pool_data)
{
	return kmalloc(reinterpret_cast<size_t>(pool_data), gfp_mask);
}

void mempool_kfree(void *element, void *)
{
	kfree(element);
}

void *mempool_kvmalloc(gfp_t gfp_mask, void *pool_data)
{
	return kvmalloc(reinterpret_cast<size_t>(pool_data), gfp_mask);
}

void mempool_kvfree(void *element, void *)
{
	kvfree(element);
}

void *mempool_alloc_pages(gfp_t gfp_mask, void *pool_data)
{
	return alloc_pages(gfp_mask, reinterpret_cast<unsigned long>(pool_data));
}

void mempool_free_pages(void *element, void *pool_data)
{
	__free_pages(static_cast<struct page *>(element),
		     reinterpret_cast<unsigned long>(pool_data));
}

EXPORT_SYMBOL(mempool_init_node);
EXPORT_SYMBOL(mempool_init_noprof);
EXPORT_SYMBOL(mempool_exit);
EXPORT_SYMBOL(mempool_create_node_noprof);
EXPORT_SYMBOL(mempool_destroy);
EXPORT_SYMBOL(mempool_resize);
EXPORT_SYMBOL(mempool_alloc_noprof);
EXPORT_SYMBOL(mempool_alloc_preallocated);
EXPORT_SYMBOL(mempool_free);
EXPORT_SYMBOL(mempool_alloc_slab);
EXPORT_SYMBOL(mempool_free_slab);
EXPORT_SYMBOL(mempool_kmalloc);
EXPORT_SYMBOL(mempool_kfree);
EXPORT_SYMBOL(mempool_kvmalloc);
EXPORT_SYMBOL(mempool_kvfree);
EXPORT_SYMBOL(mempool_alloc_pages);
EXPORT_SYMBOL(mempool_free_pages);
