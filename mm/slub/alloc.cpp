// SPDX-License-Identifier: GPL-2.0-only
//
// The fast path of an allocation: the first object of the CPU's freelist.
//
//	c->freelist ──▶ [object ·]──▶ [next ·]──▶ …          (freelist, tid) becomes (next, tid), both or neither
//
// An interrupt may allocate and free on the same CPU in between: then nothing is changed, and the slow path finds out with
// interrupts masked. What isn't the common case - an empty list, memory to be cleared, an unusual size - leaves by a tail
// call, so these functions need no stack frame. kmalloc() finds its place by one look into a table of all sizes.
//
// Tracing, fault injection and init_on_alloc= are not here: while one of them is on, the first instruction of each of these
// functions is a branch to its twin in full.cpp.
//
// Linux 6.12: slab_alloc_node(), __slab_alloc_node(), __do_kmalloc_node().

#include "mm/slub/full.h"
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
enum class zeroing { never, always };

// slow() allocates when the CPU has nothing. It is called last, so that its return address is this function's caller: that is
// how debugged caches learn who allocates, at no cost here.
template <typename Slow>
__always_inline void *slab_alloc(kmem_cache *s, gfp_t gfp, Slow slow)
{
	might_alloc(gfp);

	void *object;

	if (unlikely(!pop_first(s, this_cpu(s), &object)))
		return slow();
	stat(s, ALLOC_FASTPATH);
	return unlikely(gfp & __GFP_ZERO) ? clear_object(s, object) : object;
}

__always_inline void *slab_alloc(kmem_cache *s, gfp_t gfp, int node)
{
	return slab_alloc(s, gfp, [=] { return alloc_slow(s, gfp, node); });
}

// For kmalloc(last + 1). The number of the last byte instead of the size: it is at hand, because it chooses the cache.
__always_inline void *slab_kmalloc(kmem_cache *s, gfp_t gfp, int node, size_t last)
{
	return slab_alloc(s, gfp, [=] { return kmalloc_slow(s, gfp, node, last); });
}

// kmalloc(last + 1) where gfp asks for no special memory, except that it may have to be cleared.
__always_inline void *kmalloc_normal(size_t last, gfp_t gfp, int node, zeroing zero)
{
#ifdef SLUB_KMALLOC_PLACES
	static_assert(sizeof(kmalloc_place) == 2 * KMALLOC_MIN_SIZE &&
		      offsetof(kmalloc_place, offset) == 8 && offsetof(kmalloc_place, clear) == 12);
	using two_words = u128 __attribute__((aligned(8)));

	might_alloc(gfp);

	// The place for this size, by one load of two words.
	const unsigned long places =
		reinterpret_cast<unsigned long>(page_aligned_address(kmalloc_places));
	unsigned long place = places + 2 * ALIGN_DOWN(last, KMALLOC_MIN_SIZE);

	OPTIMIZER_HIDE_VAR(place); // else it is added up twice, for two loads
	const u128 words = *reinterpret_cast<const two_words *>(place);
	kmem_cache_cpu *percpu =
		reinterpret_cast<kmem_cache_cpu *>(static_cast<unsigned long>(words));
	const unsigned long offset_and_clear = static_cast<unsigned long>(words >> 64);
	kmem_cache_cpu *const c = raw_cpu_ptr(percpu);
	void *object;

	if (unlikely(!this_cpu_list_pop(&c->freelist_tid.full,
					static_cast<unsigned int>(offset_and_clear), &object)))
		return kmalloc_normal_slow(node, gfp, last);
	if (zero == zeroing::never)
		return object;
	return reinterpret_cast<clear_function_t>(
		tail_call_address(places - (offset_and_clear >> 32)))(object);
#else
	return slab_kmalloc(kmalloc_slab(last + 1, nullptr, gfp, _RET_IP_), gfp, node, last);
#endif
}

// Any size, any flags, any set of caches.
noinline void *kmalloc_rare(DECL_BUCKET_PARAMS(size, b), gfp_t gfp, int node)
{
	if (unlikely(!size))
		return ZERO_SIZE_PTR;
	if (unlikely(size > KMALLOC_MAX_CACHE_SIZE))
		return kmalloc_large_node(size, gfp, node);
	return slab_kmalloc(kmalloc_slab(size, PASS_BUCKET_PARAM(b), gfp, _RET_IP_), gfp, node,
			    size - 1);
}

__always_inline void *kmalloc_node(size_t size, gfp_t gfp, int node)
{
	static_assert(KMALLOC_MAX_CACHE_SIZE == 1UL << KMALLOC_SHIFT_HIGH);
	OPTIMIZER_HIDE_VAR(size); // these two stay in the registers that they came in
	OPTIMIZER_HIDE_VAR(gfp);

	const size_t last = size - 1; // size 0 wraps around
	unsigned long unusual = (last >> KMALLOC_SHIFT_HIGH) | (gfp & UNUSUAL_GFP);

	if (likely(!unusual))
		return kmalloc_normal(last, gfp, node, zeroing::never);
	// Cleared memory is the most frequent of the unusual.
	if (likely(unusual == __GFP_ZERO && last < KMALLOC_MAX_CACHE_SIZE))
		return kmalloc_normal(last, gfp, node, zeroing::always);
	return kmalloc_rare(PASS_BUCKET_PARAMS(size, nullptr), gfp, node);
}

} // namespace
} // namespace slub

__detoured void *kmem_cache_alloc_noprof(struct kmem_cache *s, gfp_t gfp)
{
	detour_here(kmem_cache_alloc_noprof, kmem_cache_alloc_full, s, gfp);
	return slub::slab_alloc(s, gfp, NUMA_NO_NODE);
}
EXPORT_SYMBOL(kmem_cache_alloc_noprof);

__detoured void *kmem_cache_alloc_lru_noprof(struct kmem_cache *s, struct list_lru *lru, gfp_t gfp)
{
	detour_here(kmem_cache_alloc_lru_noprof, kmem_cache_alloc_lru_full, s, lru, gfp);
	return slub::slab_alloc(s, gfp, NUMA_NO_NODE);
}
EXPORT_SYMBOL(kmem_cache_alloc_lru_noprof);

__detoured void *kmem_cache_alloc_node_noprof(struct kmem_cache *s, gfp_t gfp, int node)
{
	detour_here(kmem_cache_alloc_node_noprof, kmem_cache_alloc_node_full, s, gfp, node);
	return slub::slab_alloc(s, gfp, node);
}
EXPORT_SYMBOL(kmem_cache_alloc_node_noprof);

__detoured void *__kmalloc_noprof(size_t size, gfp_t gfp)
{
	detour_here(__kmalloc_noprof, kmalloc_full, size, gfp);
	return slub::kmalloc_node(size, gfp, NUMA_NO_NODE);
}
EXPORT_SYMBOL(__kmalloc_noprof);

__detoured void *__kmalloc_node_noprof(DECL_BUCKET_PARAMS(size, b), gfp_t gfp, int node)
{
	detour_here(__kmalloc_node_noprof, kmalloc_node_full, PASS_BUCKET_PARAMS(size, b), gfp,
		    node);
	if (PASS_BUCKET_PARAM(b))
		return slub::kmalloc_rare(PASS_BUCKET_PARAMS(size, b), gfp, node);
	return slub::kmalloc_node(size, gfp, node);
}
EXPORT_SYMBOL(__kmalloc_node_noprof);

__detoured void *__kmalloc_node_track_caller_noprof(DECL_BUCKET_PARAMS(size, b), gfp_t gfp,
						    int node, unsigned long caller)
{
	using namespace slub;

	detour_here(__kmalloc_node_track_caller_noprof, kmalloc_node_track_caller_full,
		    PASS_BUCKET_PARAMS(size, b), gfp, node, caller);
	if (unlikely(!size || size > KMALLOC_MAX_CACHE_SIZE))
		return kmalloc_rare(PASS_BUCKET_PARAMS(size, b), gfp, node);

	slub::kmem_cache *const s = kmalloc_slab(size, PASS_BUCKET_PARAM(b), gfp, caller);

	return slab_alloc(s, gfp, [=] { return kmalloc_slow_for(s, gfp, node, size, caller); });
}
EXPORT_SYMBOL(__kmalloc_node_track_caller_noprof);

__detoured void *__kmalloc_cache_noprof(struct kmem_cache *s, gfp_t gfp, size_t size)
{
	detour_here(__kmalloc_cache_noprof, kmalloc_cache_full, s, gfp, size);
	return slub::slab_kmalloc(s, gfp, NUMA_NO_NODE, size - 1);
}
EXPORT_SYMBOL(__kmalloc_cache_noprof);

__detoured void *__kmalloc_cache_node_noprof(struct kmem_cache *s, gfp_t gfp, int node, size_t size)
{
	detour_here(__kmalloc_cache_node_noprof, kmalloc_cache_node_full, s, gfp, node, size);
	return slub::slab_kmalloc(s, gfp, node, size - 1);
}
EXPORT_SYMBOL(__kmalloc_cache_node_noprof);

bool kmem_cache_charge(void *, gfp_t)
{
	return true;
}
EXPORT_SYMBOL(kmem_cache_charge);
