/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory pools: a reserve of elements for those who must not fail. mm/mempool.cpp tells how they work; names, layout and
 * behaviour are those of Linux 6.12's include/linux/mempool.h.
 */
#ifndef _LINUX_MEMPOOL_H
#define _LINUX_MEMPOOL_H

#include <linux/alloc_tag.h>
#include <linux/compiler.h>
#include <linux/gfp_types.h>
#include <linux/numa.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

__BEGIN_DECLS

struct kmem_cache;

/* How a pool gets and gives back one element. The second argument is the pool's pool_data. */
typedef void *(mempool_alloc_t)(gfp_t gfp_mask, void *pool_data);
typedef void(mempool_free_t)(void *element, void *pool_data);

typedef struct mempool_s {
	spinlock_t lock; /* guards min_nr, curr_nr, elements; interrupts off */
	int min_nr;      /* elements to keep in reserve */
	int curr_nr;     /* elements in reserve now */
	int poisoned;    /* those are filled with a pattern (slab_debug=) */
	void **elements; /* min_nr of them, the first curr_nr in use */
	void *pool_data;
	mempool_alloc_t *alloc;
	mempool_free_t *free;
	wait_queue_head_t wait; /* who found the reserve empty */
} mempool_t;

/** mempool_initialized() - has mempool_init() succeeded for @pool (which was zero before)? */
static inline bool mempool_initialized(mempool_t *pool)
{
	return pool->elements != NULL;
}

/** mempool_is_saturated() - is the reserve full? Any context; the answer may be old. */
static inline bool mempool_is_saturated(mempool_t *pool)
{
	return READ_ONCE(pool->curr_nr) >= pool->min_nr;
}

/**
 * mempool_init_node() - set up a pool in the caller's structure, its reserve filled
 * @pool: zeroed
 * @min_nr: elements in reserve
 * @alloc_fn, @free_fn, @pool_data: where elements come from
 * @gfp_mask: for the reserve
 * @node_id: NUMA_NO_NODE or 0
 *
 * May sleep if @gfp_mask allows. Return: 0 or -ENOMEM.
 */
int mempool_init_node(mempool_t *pool, int min_nr, mempool_alloc_t *alloc_fn,
		      mempool_free_t *free_fn, void *pool_data, gfp_t gfp_mask, int node_id);
/** mempool_init() - mempool_init_node() with GFP_KERNEL. */
int mempool_init_noprof(mempool_t *pool, int min_nr, mempool_alloc_t *alloc_fn,
			mempool_free_t *free_fn, void *pool_data);
#define mempool_init(...) alloc_hooks(mempool_init_noprof(__VA_ARGS__))

/** mempool_exit() - free the reserve of a pool of mempool_init(); of a zeroed one, too. All elements are back. */
void mempool_exit(mempool_t *pool);

/** mempool_create_node() - allocate a pool and set it up; arguments as mempool_init_node(). Return: pool or NULL. */
mempool_t *mempool_create_node_noprof(int min_nr, mempool_alloc_t *alloc_fn,
				      mempool_free_t *free_fn, void *pool_data, gfp_t gfp_mask,
				      int node_id);
#define mempool_create_node(...) alloc_hooks(mempool_create_node_noprof(__VA_ARGS__))
#define mempool_create(_min_nr, _alloc_fn, _free_fn, _pool_data)                                   \
	mempool_create_node(_min_nr, _alloc_fn, _free_fn, _pool_data, GFP_KERNEL, NUMA_NO_NODE)

/** mempool_destroy() - free a pool of mempool_create() with its reserve; NULL is allowed. */
void mempool_destroy(mempool_t *pool);

/**
 * mempool_resize() - keep another number of elements in reserve
 * @new_min_nr: at least 1
 *
 * May sleep. A larger reserve is filled as far as memory is there, the rest by mempool_free(). Not beside mempool_destroy();
 * beside everything else. Return: 0, or -ENOMEM (nothing changed).
 */
int mempool_resize(mempool_t *pool, int new_min_nr);

/**
 * mempool_alloc() - one element
 * @gfp_mask: without __GFP_ZERO
 *
 * From memory if that is easily had, else from the reserve, else (where @gfp_mask allows to sleep) after waiting for
 * somebody to give one back: such a call never fails. Return: the element, or NULL for a caller that may not sleep.
 */
void *mempool_alloc_noprof(mempool_t *pool, gfp_t gfp_mask) __malloc;
#define mempool_alloc(...) alloc_hooks(mempool_alloc_noprof(__VA_ARGS__))

/* One element from memory alone: neither the reserve nor waiting. */
#define mempool_alloc_noreserve(_pool, _gfp) alloc_hooks((_pool)->alloc(_gfp, (_pool)->pool_data))

/** mempool_alloc_preallocated() - one element of the reserve, or NULL. Never sleeps. */
void *mempool_alloc_preallocated(mempool_t *pool) __malloc;

/** mempool_free() - give an element back: to the reserve when that is not full, else to where it is from. NULL is allowed. */
void mempool_free(void *element, mempool_t *pool);

/* Elements of a slab cache without a constructor; pool_data is the cache. */
void *mempool_alloc_slab(gfp_t gfp_mask, void *pool_data);
void mempool_free_slab(void *element, void *pool_data);
#define mempool_init_slab_pool(_pool, _min_nr, _kc)                                                \
	mempool_init(_pool, (_min_nr), mempool_alloc_slab, mempool_free_slab, (void *)(_kc))
#define mempool_create_slab_pool(_min_nr, _kc)                                                     \
	mempool_create((_min_nr), mempool_alloc_slab, mempool_free_slab, (void *)(_kc))

/* Elements of kmalloc(); pool_data is their size in bytes. */
void *mempool_kmalloc(gfp_t gfp_mask, void *pool_data);
void mempool_kfree(void *element, void *pool_data);
#define mempool_init_kmalloc_pool(_pool, _min_nr, _size)                                           \
	mempool_init(_pool, (_min_nr), mempool_kmalloc, mempool_kfree,                             \
		     (void *)(unsigned long)(_size))
#define mempool_create_kmalloc_pool(_min_nr, _size)                                                \
	mempool_create((_min_nr), mempool_kmalloc, mempool_kfree, (void *)(unsigned long)(_size))

/* Elements of kvmalloc(); pool_data is their size in bytes. */
void *mempool_kvmalloc(gfp_t gfp_mask, void *pool_data);
void mempool_kvfree(void *element, void *pool_data);

static inline int mempool_init_kvmalloc_pool(mempool_t *pool, int min_nr, size_t size)
{
	return mempool_init(pool, min_nr, mempool_kvmalloc, mempool_kvfree, (void *)size);
}

static inline mempool_t *mempool_create_kvmalloc_pool(int min_nr, size_t size)
{
	return mempool_create(min_nr, mempool_kvmalloc, mempool_kvfree, (void *)size);
}

/* Elements are struct page of blocks of pages; pool_data is their order. */
void *mempool_alloc_pages(gfp_t gfp_mask, void *pool_data);
void mempool_free_pages(void *element, void *pool_data);
#define mempool_init_page_pool(_pool, _min_nr, _order)                                             \
	mempool_init(_pool, (_min_nr), mempool_alloc_pages, mempool_free_pages,                    \
		     (void *)(long)(_order))
#define mempool_create_page_pool(_min_nr, _order)                                                  \
	mempool_create((_min_nr), mempool_alloc_pages, mempool_free_pages, (void *)(long)(_order))

__END_DECLS

#endif /* _LINUX_MEMPOOL_H */
