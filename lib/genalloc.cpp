// SPDX-License-Identifier: GPL-2.0-only
// Pools of special memory.
//
// An on-chip SRAM or a region of uncached pages is to be given out in pieces, and the allocator may write nothing into it. So its
// book-keeping lies elsewhere, one bitmap for each chunk that was added:
//
//	gen_pool ── chunks ──▶ gen_pool_chunk            ──▶ gen_pool_chunk ...
//	            (RCU)       start_addr … end_addr
//	                        bits: 1 1 1 0 0 1 0 0        a bit is 1 << min_alloc_order bytes of the memory
//	                              └─ taken ─┘
//
// Taking needs no lock, so that an NMI handler may do it: the algorithm looks for zero bits, then they are set one word after the
// other, each by compare-and-exchange that fails if any of its bits is set already. Whoever fails half-way clears what he set and
// looks again:
//
//	find a place ──▶ set its bits ──▶ all mine ──▶ avail -= size
//	     ▲                 │
//	     └── undo ◀── somebody else's bit
//
// Chunks are only ever added, until the pool ends; readers walk their list under RCU. Pools that end with a device are
// drivers/base/pools.cpp's. Linux 6.12: lib/genalloc.c.

#include <linux/genalloc.h>

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/errno.h>
#include <linux/find.h>
#include <linux/guard.hpp>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

namespace
{

size_t size_of(const struct gen_pool_chunk *chunk)
{
	return chunk->end_addr - chunk->start_addr + 1;
}

bool holds(const struct gen_pool_chunk *chunk, unsigned long addr)
{
	return addr >= chunk->start_addr && addr <= chunk->end_addr;
}

unsigned long bits_for(const struct gen_pool *pool, size_t size)
{
	return (size + (1UL << pool->min_alloc_order) - 1) >> pool->min_alloc_order;
}

// Turns all bits of mask from their present value into the other one, or none of them.
bool flip(unsigned long *word, unsigned long mask, bool set)
{
	unsigned long old = READ_ONCE(*word);

	do {
		if ((set ? old : ~old) & mask)
			return false;
	} while (!__atomic_compare_exchange_n(word, &old, old ^ mask, false, __ATOMIC_ACQ_REL,
					      __ATOMIC_RELAXED));
	return true;
}

// Sets or clears [start, start + nr), word after word. Return: how many bits from start on were done before one was met that had
// the new value already.
unsigned long flip_range(unsigned long *map, unsigned long start, unsigned long nr, bool set)
{
	for (unsigned long done = 0; done < nr;) {
		const unsigned long bit = start + done;
		const unsigned long first = bit % BITS_PER_LONG;
		const unsigned long n = min(BITS_PER_LONG - first, nr - done);
		const unsigned long mask = BITMAP_FIRST_WORD_MASK(first) &
					   BITMAP_LAST_WORD_MASK(first + n);

		if (!flip(map + BIT_WORD(bit), mask, set))
			return done;
		done += n;
	}
	return nr;
}

// Takes nr bits of a chunk. Return: the first, or -1.
long take(struct gen_pool *pool, struct gen_pool_chunk *chunk, unsigned long nr,
	  genpool_algo_t algo, void *data)
{
	const unsigned long end = size_of(chunk) >> pool->min_alloc_order;
	unsigned long start = 0;

	for (;;) {
		start = algo(chunk->bits, end, start, nr, data, pool, chunk->start_addr);
		if (start >= end)
			return -1;

		const unsigned long mine = flip_range(chunk->bits, start, nr, true);

		if (mine == nr)
			return start;
		BUG_ON(flip_range(chunk->bits, start, mine, false) != mine);
	}
}

} // namespace

struct gen_pool *gen_pool_create(int min_alloc_order, int nid)
{
	struct gen_pool *pool =
		static_cast<struct gen_pool *>(kmalloc_node(sizeof(*pool), GFP_KERNEL, nid));

	if (!pool)
		return nullptr;
	spin_lock_init(&pool->lock);
	INIT_LIST_HEAD(&pool->chunks);
	pool->min_alloc_order = min_alloc_order;
	pool->algo = gen_pool_first_fit;
	pool->data = nullptr;
	pool->name = nullptr;
	return pool;
}

int gen_pool_add_owner(struct gen_pool *pool, unsigned long virt, phys_addr_t phys, size_t size,
		       int nid, void *owner)
{
	const unsigned long bits = size >> pool->min_alloc_order;
	struct gen_pool_chunk *chunk = static_cast<struct gen_pool_chunk *>(
		vzalloc_node(sizeof(*chunk) + BITS_TO_LONGS(bits) * sizeof(long), nid));

	if (!chunk)
		return -ENOMEM;
	chunk->phys_addr = phys;
	chunk->start_addr = virt;
	chunk->end_addr = virt + size - 1;
	chunk->owner = owner;
	atomic_long_set(&chunk->avail, size);

	spinlock_guard guard(&pool->lock);

	list_add_rcu(&chunk->next_chunk, &pool->chunks);
	return 0;
}

void gen_pool_destroy(struct gen_pool *pool)
{
	struct gen_pool_chunk *chunk, *next;

	list_for_each_entry_safe(chunk, next, &pool->chunks, next_chunk) {
		const unsigned long bits = size_of(chunk) >> pool->min_alloc_order;

		list_del(&chunk->next_chunk);
		BUG_ON(find_first_bit(chunk->bits, bits) < bits);
		vfree(chunk);
	}
	kfree_const(pool->name);
	kfree(pool);
}

unsigned long gen_pool_alloc_algo_owner(struct gen_pool *pool, size_t size, genpool_algo_t algo,
					void *data, void **owner)
{
	const unsigned long nr = bits_for(pool, size);
	struct gen_pool_chunk *chunk;
	unsigned long addr = 0;

	if (owner)
		*owner = nullptr;
	if (!size)
		return 0;

	rcu_read_lock();
	list_for_each_entry_rcu(chunk, &pool->chunks, next_chunk)
	{
		if (size > static_cast<size_t>(atomic_long_read(&chunk->avail)))
			continue;

		const long start = take(pool, chunk, nr, algo, data);

		if (start < 0)
			continue;
		atomic_long_sub(nr << pool->min_alloc_order, &chunk->avail);
		addr = chunk->start_addr +
		       (static_cast<unsigned long>(start) << pool->min_alloc_order);
		if (owner)
			*owner = chunk->owner;
		break;
	}
	rcu_read_unlock();
	return addr;
}

void gen_pool_free_owner(struct gen_pool *pool, unsigned long addr, size_t size, void **owner)
{
	const unsigned long nr = bits_for(pool, size);
	struct gen_pool_chunk *chunk;
	bool found = false;

	if (owner)
		*owner = nullptr;
	rcu_read_lock();
	list_for_each_entry_rcu(chunk, &pool->chunks, next_chunk)
	{
		if (!holds(chunk, addr))
			continue;
		BUG_ON(!holds(chunk, addr + size - 1));
		BUG_ON(flip_range(chunk->bits, (addr - chunk->start_addr) >> pool->min_alloc_order,
				  nr, false) != nr);
		atomic_long_add(nr << pool->min_alloc_order, &chunk->avail);
		if (owner)
			*owner = chunk->owner;
		found = true;
		break;
	}
	rcu_read_unlock();
	BUG_ON(!found);
}

void *gen_pool_dma_alloc_algo(struct gen_pool *pool, size_t size, dma_addr_t *dma,
			      genpool_algo_t algo, void *data)
{
	const unsigned long addr = pool ? gen_pool_alloc_algo(pool, size, algo, data) : 0;

	if (addr && dma)
		*dma = gen_pool_virt_to_phys(pool, addr);
	return reinterpret_cast<void *>(addr);
}

void *gen_pool_dma_alloc(struct gen_pool *pool, size_t size, dma_addr_t *dma)
{
	return gen_pool_dma_alloc_algo(pool, size, dma, pool->algo, pool->data);
}

void *gen_pool_dma_alloc_align(struct gen_pool *pool, size_t size, dma_addr_t *dma, int align)
{
	struct genpool_data_align data = {align};

	return gen_pool_dma_alloc_algo(pool, size, dma, gen_pool_first_fit_align, &data);
}

void *gen_pool_dma_zalloc_algo(struct gen_pool *pool, size_t size, dma_addr_t *dma,
			       genpool_algo_t algo, void *data)
{
	void *p = gen_pool_dma_alloc_algo(pool, size, dma, algo, data);

	return p ? memset(p, 0, size) : nullptr;
}

void *gen_pool_dma_zalloc(struct gen_pool *pool, size_t size, dma_addr_t *dma)
{
	return gen_pool_dma_zalloc_algo(pool, size, dma, pool->algo, pool->data);
}

void *gen_pool_dma_zalloc_align(struct gen_pool *pool, size_t size, dma_addr_t *dma, int align)
{
	struct genpool_data_align data = {align};

	return gen_pool_dma_zalloc_algo(pool, size, dma, gen_pool_first_fit_align, &data);
}

phys_addr_t gen_pool_virt_to_phys(struct gen_pool *pool, unsigned long addr)
{
	struct gen_pool_chunk *chunk;
	phys_addr_t phys = -1;

	rcu_read_lock();
	list_for_each_entry_rcu(chunk, &pool->chunks, next_chunk)
	{
		if (!holds(chunk, addr))
			continue;
		phys = chunk->phys_addr + (addr - chunk->start_addr);
		break;
	}
	rcu_read_unlock();
	return phys;
}

void gen_pool_for_each_chunk(struct gen_pool *pool,
			     void (*func)(struct gen_pool *pool, struct gen_pool_chunk *chunk,
					  void *data),
			     void *data)
{
	struct gen_pool_chunk *chunk;

	rcu_read_lock();
	list_for_each_entry_rcu(chunk, &pool->chunks, next_chunk) func(pool, chunk, data);
	rcu_read_unlock();
}

bool gen_pool_has_addr(struct gen_pool *pool, unsigned long start, size_t size)
{
	struct gen_pool_chunk *chunk;
	bool found = false;

	rcu_read_lock();
	list_for_each_entry_rcu(chunk, &pool->chunks, next_chunk)
		found |= holds(chunk, start) && start + size - 1 <= chunk->end_addr;
	rcu_read_unlock();
	return found;
}

size_t gen_pool_avail(struct gen_pool *pool)
{
	size_t avail = 0;

	gen_pool_for_each_chunk(
		pool,
		[](struct gen_pool *, struct gen_pool_chunk *chunk, void *sum) {
			*static_cast<size_t *>(sum) += atomic_long_read(&chunk->avail);
		},
		&avail);
	return avail;
}

size_t gen_pool_size(struct gen_pool *pool)
{
	size_t size = 0;

	gen_pool_for_each_chunk(
		pool,
		[](struct gen_pool *, struct gen_pool_chunk *chunk, void *sum) {
			*static_cast<size_t *>(sum) += size_of(chunk);
		},
		&size);
	return size;
}

void gen_pool_set_algo(struct gen_pool *pool, genpool_algo_t algo, void *data)
{
	// Not while somebody reads the two.
	rcu_read_lock();
	pool->algo = algo ? algo : gen_pool_first_fit;
	pool->data = data;
	rcu_read_unlock();
}

unsigned long gen_pool_first_fit(unsigned long *map, unsigned long size, unsigned long start,
				 unsigned int nr, void *, struct gen_pool *, unsigned long)
{
	return bitmap_find_next_zero_area(map, size, start, nr, 0);
}

unsigned long gen_pool_first_fit_align(unsigned long *map, unsigned long size, unsigned long start,
				       unsigned int nr, void *data, struct gen_pool *pool,
				       unsigned long start_addr)
{
	const int align = static_cast<struct genpool_data_align *>(data)->align;
	// Both in bits; the offset is how far the chunk's beginning is from being aligned.
	const unsigned long mask = bits_for(pool, align) - 1;
	const unsigned long offset = (start_addr & (align - 1)) >> pool->min_alloc_order;

	return bitmap_find_next_zero_area_off(map, size, start, nr, mask, offset);
}

unsigned long gen_pool_first_fit_order_align(unsigned long *map, unsigned long size,
					     unsigned long start, unsigned int nr, void *,
					     struct gen_pool *, unsigned long)
{
	return bitmap_find_next_zero_area(map, size, start, nr, roundup_pow_of_two(nr) - 1);
}

unsigned long gen_pool_best_fit(unsigned long *map, unsigned long size, unsigned long start,
				unsigned int nr, void *, struct gen_pool *, unsigned long)
{
	unsigned long best = size, best_len = size + 1;
	unsigned long at = bitmap_find_next_zero_area(map, size, start, nr, 0);

	while (at < size && best_len > nr) {
		const unsigned long end = find_next_bit(map, size, at + nr);

		if (end - at < best_len) {
			best = at;
			best_len = end - at;
		}
		at = bitmap_find_next_zero_area(map, size, end + 1, nr, 0);
	}
	return best;
}

unsigned long gen_pool_fixed_alloc(unsigned long *map, unsigned long size, unsigned long start,
				   unsigned int nr, void *data, struct gen_pool *pool,
				   unsigned long)
{
	const unsigned long offset = static_cast<struct genpool_data_fixed *>(data)->offset;
	const unsigned long bit = offset >> pool->min_alloc_order;

	if (WARN_ON(offset & ((1UL << pool->min_alloc_order) - 1)))
		return size;
	// Behind a failed try, start is no longer 0 and the place is lost.
	return bitmap_find_next_zero_area(map, size, start + bit, nr, 0) == bit ? bit : size;
}

EXPORT_SYMBOL(gen_pool_create);
EXPORT_SYMBOL(gen_pool_add_owner);
EXPORT_SYMBOL(gen_pool_destroy);
EXPORT_SYMBOL(gen_pool_alloc_algo_owner);
EXPORT_SYMBOL(gen_pool_free_owner);
EXPORT_SYMBOL(gen_pool_dma_alloc);
EXPORT_SYMBOL(gen_pool_dma_alloc_algo);
EXPORT_SYMBOL(gen_pool_dma_alloc_align);
EXPORT_SYMBOL(gen_pool_dma_zalloc);
EXPORT_SYMBOL(gen_pool_dma_zalloc_algo);
EXPORT_SYMBOL(gen_pool_dma_zalloc_align);
EXPORT_SYMBOL(gen_pool_virt_to_phys);
EXPORT_SYMBOL(gen_pool_for_each_chunk);
EXPORT_SYMBOL(gen_pool_has_addr);
EXPORT_SYMBOL_GPL(gen_pool_avail);
EXPORT_SYMBOL_GPL(gen_pool_size);
EXPORT_SYMBOL(gen_pool_set_algo);
EXPORT_SYMBOL(gen_pool_first_fit);
EXPORT_SYMBOL(gen_pool_first_fit_align);
EXPORT_SYMBOL(gen_pool_first_fit_order_align);
EXPORT_SYMBOL(gen_pool_best_fit);
EXPORT_SYMBOL(gen_pool_fixed_alloc);
