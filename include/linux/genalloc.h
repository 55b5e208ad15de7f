/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pools of special memory: pieces of an on-chip SRAM, of uncached pages, of anything that has addresses and is not kmalloc's.
 * lib/genalloc.cpp tells how they work; names, layout and behaviour are those of Linux 6.12's include/linux/genalloc.h.
 *
 * Taking and giving back work in any context (no lock is taken); creating, adding and destroying may sleep. Sizes are bytes.
 */
#ifndef __GENALLOC_H__
#define __GENALLOC_H__

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/spinlock_types.h>
#include <linux/types.h>

__BEGIN_DECLS

struct device;
struct gen_pool;

/*
 * Finds @nr free bits in a chunk's bitmap @map of @size bits, from @start on; @data is the algorithm's own, @start_addr the
 * address of the first bit. Return: the first of them, or @size and more if there are none.
 */
typedef unsigned long (*genpool_algo_t)(unsigned long *map, unsigned long size, unsigned long start,
					unsigned int nr, void *data, struct gen_pool *pool,
					unsigned long start_addr);

struct gen_pool {
	spinlock_t lock;         /* adding chunks */
	struct list_head chunks; /* read under RCU */
	int min_alloc_order;     /* one bit is 1 << min_alloc_order bytes */
	genpool_algo_t algo;
	void *data; /* algo's */
	const char *name;
};

struct gen_pool_chunk {
	struct list_head next_chunk;
	atomic_long_t avail;   /* free bytes */
	phys_addr_t phys_addr; /* of its beginning, or -1 */
	void *owner;           /* of who added it */
	unsigned long start_addr;
	unsigned long end_addr; /* last byte */
	unsigned long bits[];   /* set: taken */
};

/* data of gen_pool_first_fit_align() */
struct genpool_data_align {
	int align; /* bytes, a power of two */
};

/* data of gen_pool_fixed_alloc() */
struct genpool_data_fixed {
	unsigned long offset; /* bytes from the chunk's beginning */
};

/** gen_pool_create() - an empty pool, first fit. @min_alloc_order: log2 of bytes a bit; @nid: node. Return: pool or NULL. */
struct gen_pool *gen_pool_create(int min_alloc_order, int nid);

/**
 * gen_pool_add_owner() - add memory to a pool
 * @virt, @phys: where it begins
 * @size: a multiple of the pool's unit
 * @nid: node for the book-keeping, which lies apart from the memory
 * @owner: what gen_pool_alloc_owner() and gen_pool_free_owner() tell of it
 *
 * Return: 0 or -ENOMEM.
 */
int gen_pool_add_owner(struct gen_pool *pool, unsigned long virt, phys_addr_t phys, size_t size,
		       int nid, void *owner);

/** gen_pool_add_virt() - gen_pool_add_owner() without an owner. */
static inline int gen_pool_add_virt(struct gen_pool *pool, unsigned long addr, phys_addr_t phys,
				    size_t size, int nid)
{
	return gen_pool_add_owner(pool, addr, phys, size, nid, NULL);
}

/** gen_pool_add() - gen_pool_add_virt() of memory whose physical address does not matter. */
static inline int gen_pool_add(struct gen_pool *pool, unsigned long addr, size_t size, int nid)
{
	return gen_pool_add_virt(pool, addr, -1, size, nid);
}

/** gen_pool_destroy() - end a pool. Everything has been given back: a bit that is still set is a bug. */
void gen_pool_destroy(struct gen_pool *pool);

/**
 * gen_pool_alloc_algo_owner() - take a piece
 * @size: rounded up to the pool's unit; 0 gives 0
 * @algo, @data: how to look for it
 * @owner: set to the chunk's owner, or NULL; may be NULL
 *
 * Any context. Chunks are tried, the one added last first. Return: its address, 0 for none.
 */
unsigned long gen_pool_alloc_algo_owner(struct gen_pool *pool, size_t size, genpool_algo_t algo,
					void *data, void **owner);

/** gen_pool_alloc_owner() - the same by the pool's own algorithm. */
static inline unsigned long gen_pool_alloc_owner(struct gen_pool *pool, size_t size, void **owner)
{
	return gen_pool_alloc_algo_owner(pool, size, pool->algo, pool->data, owner);
}

/** gen_pool_alloc_algo() - the same without an owner. */
static inline unsigned long gen_pool_alloc_algo(struct gen_pool *pool, size_t size,
						genpool_algo_t algo, void *data)
{
	return gen_pool_alloc_algo_owner(pool, size, algo, data, NULL);
}

/** gen_pool_alloc() - take @size bytes by the pool's own algorithm. Return: the address, 0 for none. */
static inline unsigned long gen_pool_alloc(struct gen_pool *pool, size_t size)
{
	return gen_pool_alloc_algo(pool, size, pool->algo, pool->data);
}

/* The same for a device: *@dma (if not NULL) gets the physical address; with z: zeroed. NULL: none. */
void *gen_pool_dma_alloc(struct gen_pool *pool, size_t size, dma_addr_t *dma);
void *gen_pool_dma_alloc_algo(struct gen_pool *pool, size_t size, dma_addr_t *dma,
			      genpool_algo_t algo, void *data);
void *gen_pool_dma_alloc_align(struct gen_pool *pool, size_t size, dma_addr_t *dma, int align);
void *gen_pool_dma_zalloc(struct gen_pool *pool, size_t size, dma_addr_t *dma);
void *gen_pool_dma_zalloc_algo(struct gen_pool *pool, size_t size, dma_addr_t *dma,
			       genpool_algo_t algo, void *data);
void *gen_pool_dma_zalloc_align(struct gen_pool *pool, size_t size, dma_addr_t *dma, int align);

/** gen_pool_free_owner() - give @size bytes at @addr back, and learn their @owner. Any context. What was not taken is a bug. */
void gen_pool_free_owner(struct gen_pool *pool, unsigned long addr, size_t size, void **owner);

/** gen_pool_free() - give @size bytes at @addr back. */
static inline void gen_pool_free(struct gen_pool *pool, unsigned long addr, size_t size)
{
	gen_pool_free_owner(pool, addr, size, NULL);
}

/** gen_pool_virt_to_phys() - physical address of a byte of the pool; -1 if it isn't one. */
phys_addr_t gen_pool_virt_to_phys(struct gen_pool *pool, unsigned long addr);
/** gen_pool_for_each_chunk() - call @func for each chunk, under RCU. */
void gen_pool_for_each_chunk(struct gen_pool *pool,
			     void (*func)(struct gen_pool *pool, struct gen_pool_chunk *chunk,
					  void *data),
			     void *data);
/** gen_pool_has_addr() - do [@start, @start + @size) lie in one chunk? */
bool gen_pool_has_addr(struct gen_pool *pool, unsigned long start, size_t size);
/** gen_pool_avail() - free bytes. gen_pool_size() - all bytes. */
size_t gen_pool_avail(struct gen_pool *pool);
size_t gen_pool_size(struct gen_pool *pool);
/** gen_pool_set_algo() - how the pool looks for a piece from now on. @algo: NULL for first fit. */
void gen_pool_set_algo(struct gen_pool *pool, genpool_algo_t algo, void *data);

/* Algorithms. First fit: the lowest place; the same, aligned in addresses to data's align; aligned in bits to the next power of two. */
unsigned long gen_pool_first_fit(unsigned long *map, unsigned long size, unsigned long start,
				 unsigned int nr, void *data, struct gen_pool *pool,
				 unsigned long start_addr);
unsigned long gen_pool_first_fit_align(unsigned long *map, unsigned long size, unsigned long start,
				       unsigned int nr, void *data, struct gen_pool *pool,
				       unsigned long start_addr);
unsigned long gen_pool_first_fit_order_align(unsigned long *map, unsigned long size,
					     unsigned long start, unsigned int nr, void *data,
					     struct gen_pool *pool, unsigned long start_addr);
/* Best fit: the shortest hole that is long enough, the lowest of several. */
unsigned long gen_pool_best_fit(unsigned long *map, unsigned long size, unsigned long start,
				unsigned int nr, void *data, struct gen_pool *pool,
				unsigned long start_addr);
/* Exactly at data's offset, or nowhere. */
unsigned long gen_pool_fixed_alloc(unsigned long *map, unsigned long size, unsigned long start,
				   unsigned int nr, void *data, struct gen_pool *pool,
				   unsigned long start_addr);

/** devm_gen_pool_create() - a pool that @dev's end ends. Return: pool, or ERR_PTR(-EINVAL: there is one named so, -ENOMEM). */
struct gen_pool *devm_gen_pool_create(struct device *dev, int min_alloc_order, int nid,
				      const char *name);
/** gen_pool_get() - the pool of that name (NULL: the one without) that @dev has, or NULL. */
struct gen_pool *gen_pool_get(struct device *dev, const char *name);

__END_DECLS

#endif /* __GENALLOC_H__ */
