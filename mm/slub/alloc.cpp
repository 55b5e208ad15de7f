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

// slow() allocates when the CPU has nothing. It is called last, so that its return address is this function's caller: that is
// how debugged caches learn who allocates, at no cost here.
template <typename Slow>
__always_inline void *slab_alloc(kmem_cache *s, gfp_t gfp, zeroing zero, Slow slow)
{
	might_alloc(gfp);

	const auto [c, flags] = this_cpu_and_flags(s);
	void *object = nullptr;

	if (unlikely(!this_cpu_list_pop(&c->freelist_tid.full, s->offset, &object)))
		return slow();
	if (unlikely(flags & INIT_EITHER))
		return slab_post_alloc_hook(s, gfp, object);
	if (zero == zeroing::always || (zero == zeroing::maybe && unlikely(gfp & __GFP_ZERO)))
		return clear_object(s, object);
	return object;
}

__always_inline void *slab_alloc(kmem_cache *s, gfp_t gfp, int node)
{
	return slab_alloc(s, gfp, zeroing::maybe, [=] { return alloc_slow(s, gfp, node); });
}

// For kmalloc(last + 1). The number of the last byte instead of the size: it is at hand, because it chooses the cache.
__always_inline void *slab_kmalloc(kmem_cache *s, gfp_t gfp, int node, size_t last,
				   zeroing zero = zeroing::maybe)
{
	return slab_alloc(s, gfp, zero, [=] { return kmalloc_slow(s, gfp, node, last); });
}

// Any size, any flags.
noinline void *kmalloc_rare(size_t size, gfp_t gfp, int node)
{
	if (unlikely(!size))
		return ZERO_SIZE_PTR;
	if (unlikely(size > KMALLOC_MAX_CACHE_SIZE))
		return __kmalloc_large_node_noprof(size, gfp, node);
	return slab_kmalloc(kmalloc_slab(size, nullptr, gfp, 0), gfp, node, size - 1);
}

// The same, on behalf of `caller`.
noinline void *kmalloc_rare_for(size_t size, gfp_t gfp, int node, unsigned long caller)
{
	if (unlikely(!size || size > KMALLOC_MAX_CACHE_SIZE))
		return kmalloc_rare(size, gfp, node);

	kmem_cache *const s = kmalloc_slab(size, nullptr, gfp, caller);

	return slab_alloc(s, gfp, zeroing::maybe,
			  [=] { return kmalloc_slow_for(s, gfp, node, size, caller); });
}

// Cleared memory is the most frequent of the unusual.
noinline void *kmalloc_unusual(size_t size, gfp_t gfp, int node)
{
	if ((size - 1) >> KMALLOC_SHIFT_HIGH ||
	    (gfp & (__GFP_ZERO | KMALLOC_NOT_NORMAL_BITS)) != __GFP_ZERO)
		return kmalloc_rare(size, gfp, node);
	return slab_kmalloc(kmalloc_by_size[(size - 1) / KMALLOC_MIN_SIZE], gfp, node, size - 1,
			    zeroing::always);
}

// Size 0 wraps around.
__always_inline bool is_unusual(size_t size, gfp_t gfp)
{
	static_assert(KMALLOC_MAX_CACHE_SIZE == 1UL << KMALLOC_SHIFT_HIGH);
	return (size - 1) >> KMALLOC_SHIFT_HIGH || (gfp & UNUSUAL_GFP);
}

__always_inline void *kmalloc_node(size_t size, gfp_t gfp, int node)
{
	if (unlikely(is_unusual(size, gfp)))
		return kmalloc_unusual(size, gfp, node);
	return slab_kmalloc(kmalloc_by_size[(size - 1) / KMALLOC_MIN_SIZE], gfp, node, size - 1,
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

void *__kmalloc_node_track_caller_noprof(size_t size, gfp_t gfp, int node, unsigned long caller)
{
	using namespace slub;

	if (unlikely(is_unusual(size, gfp)))
		return kmalloc_rare_for(size, gfp, node, caller);

	slub::kmem_cache *const s = kmalloc_by_size[(size - 1) / KMALLOC_MIN_SIZE];

	return slab_alloc(s, gfp, zeroing::never,
			  [=] { return kmalloc_slow_for(s, gfp, node, size, caller); });
}
EXPORT_SYMBOL(__kmalloc_node_track_caller_noprof);

void *__kmalloc_cache_noprof(struct kmem_cache *s, gfp_t gfp, size_t size)
{
	return slub::slab_kmalloc(s, gfp, NUMA_NO_NODE, size - 1);
}
EXPORT_SYMBOL(__kmalloc_cache_noprof);

void *__kmalloc_cache_node_noprof(struct kmem_cache *s, gfp_t gfp, int node, size_t size)
{
	return slub::slab_kmalloc(s, gfp, node, size - 1);
}
EXPORT_SYMBOL(__kmalloc_cache_node_noprof);

bool kmem_cache_charge(void *, gfp_t)
{
	return true;
}
EXPORT_SYMBOL(kmem_cache_charge);
