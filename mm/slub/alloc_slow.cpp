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

// Takes all free objects of a slab. One that has none is left unfrozen: it is full, and on no list.
void *take_freelist(const kmem_cache *s, slab *sl)
{
	freelist_state before, after;

	do {
		before = read_state(sl);
		after = before;
		after.inuse = before.objects;
		after.frozen = before.freelist != nullptr;
	} while (!update_state(s, sl, before, nullptr, after.counters));
	return before.freelist;
}

// Makes `freelist`, of c->slab, the CPU's and hands out its first object. Under c->lock.
void *load_freelist(const kmem_cache *s, kmem_cache_cpu *c, void *freelist)
{
	c->freelist = static_cast<void **>(get_freepointer(s, freelist));
	c->tid = next_tid(c->tid);
	return freelist;
}

// From what the CPU has already: its slab, then its partial slabs. Slabs from memory reserves that gfp has no right to
// are sent to the node.
void *alloc_from_cpu(kmem_cache *s, gfp_t gfp)
{
	for (;;) {
		unsigned long flags;

		local_lock_irqsave(&s->cpu_slab->lock, flags);
		kmem_cache_cpu *const c = this_cpu(s);
		slab *sl = c->slab;

		if (!sl) {
			sl = c->partial;
			if (!sl) {
				local_unlock_irqrestore(&s->cpu_slab->lock, flags);
				return nullptr;
			}
			c->partial = sl->next;
			if (unlikely(!pfmemalloc_match(sl, gfp))) {
				local_unlock_irqrestore(&s->cpu_slab->lock, flags);
				sl->next = nullptr;
				put_partials(s, sl);
				continue;
			}
			c->slab = sl;
			stat(s, CPU_PARTIAL_ALLOC);
			trace_slub_step(s, sl, "alloc: next slab of the cpu partial list");
		} else if (unlikely(!pfmemalloc_match(sl, gfp))) {
			void *const freelist = c->freelist;

			c->slab = nullptr;
			c->freelist = nullptr;
			c->tid = next_tid(c->tid);
			local_unlock_irqrestore(&s->cpu_slab->lock, flags);
			deactivate_slab(s, sl, freelist);
			continue;
		}

		// An interrupt may have refilled it since the fast path looked.
		void *freelist = c->freelist;

		if (!freelist)
			freelist = take_freelist(s, sl);
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
		local_unlock_irqrestore(&s->cpu_slab->lock, flags);
		stat(s, DEACTIVATE_BYPASS);
		trace_slub_step(s, sl, "alloc: cpu slab used up, on no list");
	}
}

// A slab that was just frozen for this CPU becomes the CPU's slab. If an interrupt has installed another one meanwhile, that
// one gives way.
void *install_slab(kmem_cache *s, slab *sl, void *freelist)
{
	for (;;) {
		unsigned long flags;

		local_lock_irqsave(&s->cpu_slab->lock, flags);
		kmem_cache_cpu *const c = this_cpu(s);

		if (likely(!c->slab)) {
			c->slab = sl;
			void *const object = load_freelist(s, c, freelist);

			local_unlock_irqrestore(&s->cpu_slab->lock, flags);
			return object;
		}

		slab *const other = c->slab;
		void *const other_freelist = c->freelist;

		c->slab = nullptr;
		c->freelist = nullptr;
		c->tid = next_tid(c->tid);
		local_unlock_irqrestore(&s->cpu_slab->lock, flags);
		deactivate_slab(s, other, other_freelist);
		stat(s, CPUSLAB_FLUSH);
	}
}

void *alloc_from_node(kmem_cache *s, gfp_t gfp)
{
	slab *const sl = get_partial(s, gfp);

	// Nobody else can take it over, but others may free into it until it is frozen. It has a free object: it was on the list.
	return sl ? install_slab(s, sl, take_freelist(s, sl)) : nullptr;
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
	sl->inuse = sl->objects;
	sl->frozen = 1;
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

// The end of the three ways below, for caches that are not debugged.
static noinline void *alloc_plain(kmem_cache *s, gfp_t gfp, int node)
{
	return slab_post_alloc_hook(s, gfp, ___slab_alloc(s, gfp, node));
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
	return kmalloc_slow(kmalloc_slab(last + 1, nullptr, gfp, 0), gfp, node, last);
}
#endif

void *kmalloc_slow_for(kmem_cache *s, gfp_t gfp, int node, size_t size, unsigned long caller)
{
	if (is_debugged(s))
		return debug_kmalloc_for(s, gfp, node, size, caller);
	return alloc_plain(s, gfp, node);
}

} // namespace slub
