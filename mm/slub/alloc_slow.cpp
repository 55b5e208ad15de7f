// SPDX-License-Identifier: GPL-2.0-only
//
// The slow path of an allocation: the CPU's freelist is empty.
//
// Objects are then looked for where they are cheapest to get, in this order:
//
//	cpu slab's own freelist  ->  cpu partial slabs  ->  node partial list  ->  a new slab from the page allocator
//	(freed by other CPUs)
//	     (local lock)              (local lock)          (node->list_lock)            (zone lock)
//
// Each step that succeeds makes all that it found the CPU's freelist, and hands out the first object. Taking a slab over
// means: all of its objects count as in use, it is frozen, and its own freelist is empty for others to free into.
//
// Linux 6.12: ___slab_alloc(), get_freelist(), freeze_slab(), slab_post_alloc_hook().

#include "mm/slub/debug.h"

#include <linux/local_lock.h>
#include <linux/string.h>
#include <trace/events/slub.h>

namespace slub
{
namespace
{

// Takes all free objects of a slab: they count as in use. One that has none is left unfrozen: it is full, and on no list.
void *take_freelist(slab *sl)
{
	return counted_list_take(&sl->freelist_counter.full);
}

// Makes `freelist`, of c->slab, the CPU's and hands out its first object. Under c->lock.
void *load_freelist(const kmem_cache *s, kmem_cache_cpu *c, void *freelist)
{
	c->freelist = static_cast<void **>(get_freepointer(s, freelist));
	c->tid = next_tid(c->tid);
	return freelist;
}

// Takes the CPU's slab away from it, and drops c->lock.
void give_up_cpu_slab(kmem_cache *s, kmem_cache_cpu *c, unsigned long flags)
{
	slab *const sl = c->slab;
	void *const freelist = c->freelist;

	c->slab = nullptr;
	c->freelist = nullptr;
	c->tid = next_tid(c->tid);
	local_unlock_irqrestore(&s->cpu_slab->lock, flags);
	deactivate_slab(s, sl, freelist);
}

// The CPU's slab, or the next of its partial ones, is from memory reserves that the caller has no right to: to the node with it.
// Drops c->lock and takes it again.
noinline kmem_cache_cpu *send_reserves_away(kmem_cache *s, kmem_cache_cpu *c, unsigned long flags)
{
	if (c->slab) {
		give_up_cpu_slab(s, c, flags);
	} else {
		slab *const sl = c->partial;

		c->partial = sl->next;
		local_unlock_irqrestore(&s->cpu_slab->lock, flags);
		sl->next = nullptr;
		put_partials(s, sl);
	}
	local_lock_irqsave(&s->cpu_slab->lock, flags);
	return this_cpu(s);
}

// From what the CPU has already: its slab, then its partial slabs.
void *alloc_from_cpu(kmem_cache *s, gfp_t gfp)
{
	unsigned long flags;

	local_lock_irqsave(&s->cpu_slab->lock, flags);
	kmem_cache_cpu *c = this_cpu(s);

	for (;;) {
		slab *sl = c->slab ?: c->partial;

		if (!sl) {
			local_unlock_irqrestore(&s->cpu_slab->lock, flags);
			return nullptr;
		}
		if (unlikely(!pfmemalloc_match(sl, gfp))) {
			c = send_reserves_away(s, c, flags);
			continue;
		}
		if (!c->slab) {
			c->partial = sl->next;
			c->slab = sl;
			stat(s, CPU_PARTIAL_ALLOC);
			trace_slub_step(s, sl, "alloc: next slab of the cpu partial list");
		}

		// An interrupt may have refilled it since the fast path looked.
		void *freelist = c->freelist;

		if (!freelist)
			freelist = take_freelist(sl);
		if (freelist) {
			stat(s, ALLOC_REFILL);
			trace_slub_step(s, sl,
					"alloc: refill from the slab's freelist, slab frozen");
			void *const object = load_freelist(s, c, freelist);

			local_unlock_irqrestore(&s->cpu_slab->lock, flags);
			return object;
		}
		// Used up, and no longer this CPU's.
		c->slab = nullptr;
		c->tid = next_tid(c->tid);
		stat(s, DEACTIVATE_BYPASS);
		trace_slub_step(s, sl, "alloc: cpu slab used up, on no list");
	}
}

// The slab becomes the CPU's; it has none. Drops c->lock.
void *install_slab_locked(kmem_cache *s, kmem_cache_cpu *c, slab *sl, void *freelist,
			  unsigned long flags)
{
	c->slab = sl;
	void *const object = load_freelist(s, c, freelist);

	local_unlock_irqrestore(&s->cpu_slab->lock, flags);
	return object;
}

// An interrupt has installed a slab meanwhile: it gives way. Drops c->lock.
noinline void *replace_slab(kmem_cache *s, kmem_cache_cpu *c, slab *sl, void *freelist,
			    unsigned long flags)
{
	do {
		give_up_cpu_slab(s, c, flags);
		stat(s, CPUSLAB_FLUSH);
		local_lock_irqsave(&s->cpu_slab->lock, flags);
		c = this_cpu(s);
	} while (c->slab);
	return install_slab_locked(s, c, sl, freelist, flags);
}

// A slab that was just frozen for this CPU becomes the CPU's slab.
void *install_slab(kmem_cache *s, slab *sl, void *freelist)
{
	unsigned long flags;

	local_lock_irqsave(&s->cpu_slab->lock, flags);
	kmem_cache_cpu *const c = this_cpu(s);

	if (unlikely(c->slab))
		return replace_slab(s, c, sl, freelist, flags);
	return install_slab_locked(s, c, sl, freelist, flags);
}

void *alloc_from_node(kmem_cache *s, gfp_t gfp)
{
	slab *const sl = get_partial(s, gfp);

	// Nobody else can take it over, but others may free into it until it is frozen. It has a free object: it was on the list.
	return sl ? install_slab(s, sl, take_freelist(sl)) : nullptr;
}

void *alloc_from_new_slab(kmem_cache *s, gfp_t gfp, int node)
{
	slab *const sl = new_slab(s, gfp);

	if (unlikely(!sl)) {
		slab_out_of_memory(s, gfp, node);
		return nullptr;
	}

	stat(s, ALLOC_SLAB);
	trace_slub_step(s, sl, "alloc: new slab from the page allocator");
	// Nobody else knows this slab yet: no exchange is needed.
	void *const freelist = sl->freelist;

	sl->freelist = nullptr;
	sl->counters = all_taken(sl->counters);
	inc_slabs_node(s, sl->objects);

	if (unlikely(!pfmemalloc_match(sl, gfp))) {
		// From memory reserves, for someone who may use them only now: one object, and the rest waits on the node.
		deactivate_slab(s, sl, get_freepointer(s, freelist));
		return freelist;
	}
	return install_slab(s, sl, freelist);
}

} // namespace

noinline void *___slab_alloc(kmem_cache *s, gfp_t gfp, int node)
{
	stat(s, ALLOC_SLOWPATH);
	if (void *const object = alloc_from_cpu(s, gfp))
		return object;
	// Without the lock: a slab that appears meanwhile is missed, and a new one is made.
	if (data_race(READ_ONCE(node_of(s)->nr_partial)))
		if (void *const object = alloc_from_node(s, gfp))
			return object;
	return alloc_from_new_slab(s, gfp, node);
}

void *slab_post_alloc_hook(kmem_cache *s, gfp_t gfp, void *object)
{
	if (unlikely(!object))
		return nullptr;
	wipe_freeptr(s, object);
	return (gfp & __GFP_ZERO) || (s->flags & INIT_ON_ALLOC) ? clear_object(s, object) : object;
}

static noinline void *alloc_cleared(kmem_cache *s, gfp_t gfp, int node)
{
	return slab_post_alloc_hook(s, gfp, ___slab_alloc(s, gfp, node));
}

// The end of the three ways below, for caches that are not debugged. Where init_on_alloc= or init_on_free= wants more, the fast
// paths do not come here: their twins are in their place.
static __always_inline void *alloc_plain(kmem_cache *s, gfp_t gfp, int node)
{
	if (unlikely(gfp & __GFP_ZERO))
		return alloc_cleared(s, gfp, node);
	return ___slab_alloc(s, gfp, node);
}

void *alloc_slow(kmem_cache *s, gfp_t gfp, int node)
{
	if (is_debugged(s))
		return debug_alloc(s, gfp, node);
	return alloc_plain(s, gfp, node);
}

void *kmalloc_slow(kmem_cache *s, gfp_t gfp, int node, size_t last)
{
	if (is_debugged(s))
		return debug_kmalloc(s, gfp, node, last + 1);
	return alloc_plain(s, gfp, node);
}

#ifdef SLUB_KMALLOC_PLACES
void *kmalloc_normal_slow(int node, gfp_t gfp, size_t last)
{
	// gfp asks for no special kind of memory.
	return kmalloc_slow(kmalloc_slab(last + 1, &kmalloc_caches[KMALLOC_NORMAL], gfp, 0), gfp,
			    node, last);
}
#endif

void *kmalloc_slow_for(kmem_cache *s, gfp_t gfp, int node, size_t size, unsigned long caller)
{
	if (is_debugged(s))
		return debug_kmalloc_for(s, gfp, node, size, caller);
	return alloc_plain(s, gfp, node);
}

} // namespace slub
