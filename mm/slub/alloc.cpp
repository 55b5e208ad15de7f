// SPDX-License-Identifier: GPL-2.0-only
//
// The fast path of an allocation: the first object of the CPU's freelist.
//
//	c->freelist ──▶ [object ·]──▶ [next ·]──▶ …          (freelist, tid) becomes (next, tid + 1), both or neither
//
// An interrupt may allocate and free on the same CPU between the reading and the exchange. Had the list its old head again
// but another second object, the plain pointer would compare equal; tid would not. What isn't the common case - an empty
// list, memory to be cleared, an unusual size - leaves by a tail call, so these functions need no stack frame.
//
// Linux 6.12: slab_alloc_node(), __slab_alloc_node(), __do_kmalloc_node().

#include "mm/slub/object.h"

#include <linux/export.h>

namespace slub
{
namespace
{

// Clearing is left to init_object(): __GFP_ZERO, init_on_alloc=, and the free pointer that init_on_free= must not leave.
__always_inline bool must_clear(const kmem_cache *s, gfp_t gfp)
{
	return (gfp & __GFP_ZERO) || (s->flags & (INIT_ON_ALLOC | INIT_ON_FREE));
}

__always_inline void *slab_alloc(kmem_cache *s, gfp_t gfp, int node)
{
	kmem_cache_cpu *const c = this_cpu(s);
	void *object, *next;
	u128 expected;

	do {
		object = c->freelist;
		const unsigned long tid = c->tid;

		// The link is read after tid: only then does an unchanged tid vouch for it.
		barrier();
		if (unlikely(!object))
			return alloc_slow(s, gfp, node);
		next = get_freepointer(s, object);
		expected = aba(object, tid);
		// If an interrupt has handed `object` out meanwhile, `next` is garbage, and so is not stored.
		if (likely(this_cpu_try_cmpxchg128(&c->freelist_tid.full, &expected,
						   aba(next, next_tid(tid)))))
			break;
	} while (true);

	if (unlikely(must_clear(s, gfp)))
		return init_object(s, gfp, object);
	return object;
}

// 0, or more than the caches have.
noinline void *kmalloc_unusual_size(size_t size, gfp_t gfp, int node)
{
	return size ? __kmalloc_large_node_noprof(size, gfp, node) : ZERO_SIZE_PTR;
}

__always_inline void *kmalloc_node(size_t size, gfp_t gfp, int node)
{
	if (unlikely(size - 1 >= KMALLOC_MAX_CACHE_SIZE))
		return kmalloc_unusual_size(size, gfp, node);
	return slab_alloc(kmalloc_slab(size, nullptr, gfp, 0), gfp, node);
}

} // namespace
} // namespace slub

void *kmem_cache_alloc_noprof(struct kmem_cache *s, gfp_t gfp)
{
	return slub::slab_alloc(s, gfp, NUMA_NO_NODE);
}
EXPORT_SYMBOL(kmem_cache_alloc_noprof);

void *kmem_cache_alloc_lru_noprof(struct kmem_cache *s, struct list_lru *, gfp_t gfp)
{
	return slub::slab_alloc(s, gfp, NUMA_NO_NODE);
}
EXPORT_SYMBOL(kmem_cache_alloc_lru_noprof);

void *kmem_cache_alloc_node_noprof(struct kmem_cache *s, gfp_t gfp, int node)
{
	return slub::slab_alloc(s, gfp, node);
}
EXPORT_SYMBOL(kmem_cache_alloc_node_noprof);

void *__kmalloc_noprof(size_t size, gfp_t gfp)
{
	return slub::kmalloc_node(size, gfp, NUMA_NO_NODE);
}
EXPORT_SYMBOL(__kmalloc_noprof);

void *__kmalloc_node_noprof(size_t size, gfp_t gfp, int node)
{
	return slub::kmalloc_node(size, gfp, node);
}
EXPORT_SYMBOL(__kmalloc_node_noprof);

void *__kmalloc_node_track_caller_noprof(size_t size, gfp_t gfp, int node, unsigned long)
{
	return slub::kmalloc_node(size, gfp, node);
}
EXPORT_SYMBOL(__kmalloc_node_track_caller_noprof);

void *__kmalloc_cache_noprof(struct kmem_cache *s, gfp_t gfp, size_t)
{
	return slub::slab_alloc(s, gfp, NUMA_NO_NODE);
}
EXPORT_SYMBOL(__kmalloc_cache_noprof);

void *__kmalloc_cache_node_noprof(struct kmem_cache *s, gfp_t gfp, int node, size_t)
{
	return slub::slab_alloc(s, gfp, node);
}
EXPORT_SYMBOL(__kmalloc_cache_node_noprof);

bool kmem_cache_charge(void *, gfp_t)
{
	return true;
}
EXPORT_SYMBOL(kmem_cache_charge);
