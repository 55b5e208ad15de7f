// SPDX-License-Identifier: GPL-2.0-only
//
// The fast path of an allocation: the first object of the CPU's freelist.
//
//	c->freelist ──▶ [object ·]──▶ [next ·]──▶ …          (freelist, tid) becomes (next, tid + 1), both or neither
//
// An interrupt may allocate and free on the same CPU in between: then nothing is changed, and the slow path finds out with
// interrupts masked. What isn't the common case - an empty list, memory to be cleared, an unusual size - leaves by a tail
// call, so these functions need no stack frame. kmalloc() finds its cache by one look into a table of all sizes.
//
// Linux 6.12: slab_alloc_node(), __slab_alloc_node(), __do_kmalloc_node().

#include "mm/slub/object.h"

#include <linux/export.h>
#include <linux/sched/mm.h>

namespace slub
{
namespace
{

// kmalloc() flags that need more than the first object of a KMALLOC_NORMAL cache: __GFP_ZERO and KMALLOC_NOT_NORMAL_BITS.
// The mask has further bits, so that it fits an instruction; they come with rare requests, and cost those two jumps.
constexpr gfp_t UNUSUAL_GFP = 0x11111111;
static_assert((UNUSUAL_GFP & (__GFP_ZERO | KMALLOC_NOT_NORMAL_BITS)) ==
	      (__GFP_ZERO | KMALLOC_NOT_NORMAL_BITS));
static_assert(!(UNUSUAL_GFP & (GFP_KERNEL | GFP_ATOMIC | GFP_NOWAIT | __GFP_ACCOUNT | __GFP_COMP)));

// What is known about an allocation when the code is compiled.
enum class zeroing { never, maybe, always };

__always_inline void *slab_alloc(kmem_cache *s, gfp_t gfp, int node, zeroing zero = zeroing::maybe)
{
	might_alloc(gfp);

	const auto [c, flags] = this_cpu_and_flags(s);
	void *object = nullptr;

	if (unlikely(!this_cpu_list_pop(&c->freelist_tid.full, s->offset, &object)))
		return alloc_slow(s, gfp, node);
	if (unlikely(flags & INIT_EITHER))
		return init_object(s, gfp, object);
	if (zero == zeroing::always || (zero == zeroing::maybe && unlikely(gfp & __GFP_ZERO)))
		return clear_object(s, object);
	return object;
}

// Any size, any flags.
noinline void *kmalloc_rare(size_t size, gfp_t gfp, int node)
{
	if (unlikely(!size))
		return ZERO_SIZE_PTR;
	if (unlikely(size > KMALLOC_MAX_CACHE_SIZE))
		return __kmalloc_large_node_noprof(size, gfp, node);
	return slab_alloc(kmalloc_slab(size, nullptr, gfp, 0), gfp, node);
}

// Cleared memory is the most frequent of the unusual.
noinline void *kmalloc_unusual(size_t size, gfp_t gfp, int node)
{
	if ((size - 1) >> KMALLOC_SHIFT_HIGH ||
	    (gfp & (__GFP_ZERO | KMALLOC_NOT_NORMAL_BITS)) != __GFP_ZERO)
		return kmalloc_rare(size, gfp, node);
	return slab_alloc(kmalloc_by_size[(size - 1) / KMALLOC_MIN_SIZE], gfp, node,
			  zeroing::always);
}

__always_inline void *kmalloc_node(size_t size, gfp_t gfp, int node)
{
	// Size 0 wraps around.
	static_assert(KMALLOC_MAX_CACHE_SIZE == 1UL << KMALLOC_SHIFT_HIGH);
	if (unlikely((size - 1) >> KMALLOC_SHIFT_HIGH) || unlikely(gfp & UNUSUAL_GFP))
		return kmalloc_unusual(size, gfp, node);
	return slab_alloc(kmalloc_by_size[(size - 1) / KMALLOC_MIN_SIZE], gfp, node,
			  zeroing::never);
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
