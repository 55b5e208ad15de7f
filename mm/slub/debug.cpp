// SPDX-License-Identifier: GPL-2.0-only
//
// Debugged caches: objects are taken from slabs, and given back, one by one.
//
// A cache with debugging flags has no CPU slabs. Its fast paths find an empty freelist and no slab, always, and so come here:
//
//	n->partial ⇄ [■■○■] ⇄ [○■■■]      the first slab's first free object, checked; then a slab that is used up moves to
//	n->full    ⇄ [■■■■] ⇄ [■■■■]      n->full, if users are remembered (so that validating can look at it), else to no list
//
// An object that fails its check on allocation takes its slab down with it: all objects count as used, the slab is frozen and
// on no list, and nobody touches it again. An object that fails on freeing is not freed, its slab goes on.
//
// Lock: list_lock for all of it. Linux 6.12: alloc_single_from_partial(), alloc_single_from_new_slab(),
// free_to_partial_list(), alloc_debug_processing(), free_debug_processing().

#include "mm/slub/debug.h"

#include <linux/mm.h>
#include <linux/spinlock.h>
#include <linux/string.h>

namespace slub
{
namespace
{

void add_full(const kmem_cache *s, kmem_cache_node *n, slab *sl)
{
	if (s->flags & SLAB_STORE_USER)
		list_add(&sl->slab_list, &n->full);
}

void remove_full(const kmem_cache *s, slab *sl)
{
	if (s->flags & SLAB_STORE_USER)
		list_del(&sl->slab_list);
}

bool alloc_consistency_checks(kmem_cache *s, slab *sl, void *object)
{
	if (!check_slab(s, sl))
		return false;
	if (!object || !check_valid_pointer(s, sl, object)) {
		object_err(s, sl, object, "Freelist Pointer check fails");
		return false;
	}
	return check_object(s, sl, object, SLUB_RED_INACTIVE);
}

void give_slab_up(kmem_cache *s, slab *sl)
{
	slab_fix(s, "Marking all objects used");
	sl->inuse = sl->objects;
	sl->freelist = nullptr;
	sl->frozen = 1;
}

// Takes the slab's first free object, checks it and makes it a used one. nullptr if it was damaged. A list head that is no
// object of this slab is noticed without SLAB_CONSISTENCY_CHECKS, too: nothing at all can be done with it.
void *take_one(kmem_cache *s, slab *sl, size_t orig_size)
{
	void *const object = sl->freelist;
	const bool valid = object && check_valid_pointer(s, sl, object);

	sl->freelist = valid ? get_freepointer(s, object) : nullptr;
	sl->inuse++;
	if (!valid || (s->flags & SLAB_CONSISTENCY_CHECKS)) {
		if (!alloc_consistency_checks(s, sl, object)) {
			if (is_slab(sl))
				give_slab_up(s, sl);
			return nullptr;
		}
	}
	if (s->flags & SLAB_TRACE)
		trace(s, sl, object, true);
	set_orig_size(s, object, orig_size);
	init_object(s, object, SLUB_RED_ACTIVE);
	return object;
}

bool free_consistency_checks(kmem_cache *s, slab *sl, void *object)
{
	if (!check_valid_pointer(s, sl, object)) {
		slab_err(s, sl, "Invalid object pointer 0x%p", object);
		return false;
	}
	if (on_freelist(s, sl, object)) {
		object_err(s, sl, object, "Object already free");
		return false;
	}
	if (!check_object(s, sl, object, SLUB_RED_ACTIVE))
		return false;
	if (likely(s == sl->slab_cache))
		return true;
	if (!is_slab(sl))
		slab_err(s, sl, "Attempt to free object(0x%p) outside of slab", object);
	else if (!sl->slab_cache)
		slab_err(nullptr, sl, "No slab cache for object 0x%p", object);
	else
		object_err(s, sl, object, "page slab pointer corrupt.");
	return false;
}

// An object that its user gives back becomes a free one, if it may.
bool retire_one(kmem_cache *s, slab *sl, void *object, unsigned long addr,
		depot_stack_handle_t stack)
{
	if (s->flags & SLAB_CONSISTENCY_CHECKS) {
		if (!free_consistency_checks(s, sl, object))
			return false;
	} else if (object == sl->freelist) {
		// Costs nothing to notice, as in caches that are not debugged.
		object_err(s, sl, object, "Object already free");
		return false;
	}
	if (s->flags & SLAB_STORE_USER)
		set_track_update(s, object, TRACK_FREE, addr, stack);
	if (s->flags & SLAB_TRACE)
		trace(s, sl, object, false);
	init_object(s, object, SLUB_RED_INACTIVE);
	return true;
}

// A chain of objects, of which *cnt are expected. With false, none of them is freed.
bool free_debug_processing(kmem_cache *s, slab *sl, void *head, void *tail, int *cnt,
			   unsigned long addr, depot_stack_handle_t stack)
{
	void *object = head;
	bool sound = !(s->flags & SLAB_CONSISTENCY_CHECKS) || check_slab(s, sl);
	int found = 0;

	if (sound && sl->inuse < *cnt) {
		slab_err(s, sl, "Slab has %d allocated objects but %d are to be freed\n", sl->inuse,
			 *cnt);
		sound = false;
	}
	while (sound) {
		if (++found > *cnt) {
			sound = false;
			break;
		}
		sound = retire_one(s, sl, object, addr, stack);
		if (!sound || object == tail)
			break;
		// Red zones and poison leave the link alone: it lies outside of the object, or inside and unpoisoned.
		object = get_freepointer(s, object);
	}
	if (found > *cnt || (sound && found != *cnt)) {
		slab_err(s, sl, "Bulk free expected %d objects but found %d\n", *cnt, found);
		*cnt = found;
	}
	if (!sound)
		slab_fix(s, "Object at 0x%p not freed", object);
	return sound;
}

// Puts checked objects back; true when the slab is empty and not needed, and off the node's lists and counters.
bool put_back(kmem_cache *s, kmem_cache_node *n, slab *sl, void *head, void *tail, int cnt)
{
	void *const prior = sl->freelist;

	sl->inuse -= cnt;
	set_freepointer(s, tail, prior);
	sl->freelist = head;

	const bool discard = sl->inuse == 0 && n->nr_partial >= s->min_partial;

	// The mark and not an empty freelist tells where the slab is: checks may have emptied the list of a partial slab.
	if (!on_node_partial(sl)) {
		remove_full(s, sl);
		if (!discard) {
			add_partial(n, sl, list_end::tail);
			stat(s, FREE_ADD_PARTIAL);
		}
	} else if (discard) {
		remove_partial(n, sl);
		stat(s, FREE_REMOVE_PARTIAL);
	}
	if (discard) {
		dec_slabs_node(s, sl->objects);
		stat(s, FREE_SLAB);
	}
	return discard;
}

void *alloc_single_from_partial(kmem_cache *s, gfp_t gfp, size_t orig_size)
{
	kmem_cache_node *const n = node_of(s);
	void *object = nullptr;
	unsigned long flags;
	slab *sl, *next;

	spin_lock_irqsave(&n->list_lock, flags);
	list_for_each_entry_safe(sl, next, &n->partial, slab_list) {
		if (!pfmemalloc_match(sl, gfp))
			continue;
		// A check has emptied its freelist: nothing is wrong with what it still has, but it has nothing to give.
		const bool emptied = !sl->freelist && sl->inuse == sl->objects;

		if (!emptied)
			object = take_one(s, sl, orig_size);
		if (!emptied && !object) {
			if (is_slab(sl))
				remove_partial(n, sl);
			continue;
		}
		if (sl->inuse == sl->objects) {
			remove_partial(n, sl);
			add_full(s, n, sl);
		}
		if (object)
			break;
	}
	spin_unlock_irqrestore(&n->list_lock, flags);
	return object;
}

void *alloc_single_from_new_slab(kmem_cache *s, slab *sl, size_t orig_size)
{
	kmem_cache_node *const n = node_of(s);
	void *const object = take_one(s, sl, orig_size);
	unsigned long flags;

	if (!object)
		return nullptr;
	spin_lock_irqsave(&n->list_lock, flags);
	if (sl->inuse == sl->objects)
		add_full(s, n, sl);
	else
		add_partial(n, sl, list_end::head);
	inc_slabs_node(s, sl->objects);
	spin_unlock_irqrestore(&n->list_lock, flags);
	return object;
}

void *alloc_debugged(kmem_cache *s, gfp_t gfp, int node, size_t orig_size, unsigned long caller)
{
	stat(s, ALLOC_SLOWPATH);

	void *object = alloc_single_from_partial(s, gfp, orig_size);

	while (!object) {
		slab *const sl = new_slab(s, gfp);

		if (unlikely(!sl)) {
			slab_out_of_memory(s, gfp, node);
			return nullptr;
		}
		stat(s, ALLOC_SLAB);
		object = alloc_single_from_new_slab(s, sl, orig_size);
		if (!object)
			object = alloc_single_from_partial(s, gfp, orig_size);
	}
	if (s->flags & SLAB_STORE_USER)
		set_track(s, object, TRACK_ALLOC, caller, gfp & ~__GFP_DIRECT_RECLAIM);
	return object;
}

// Clears a just allocated object as gfp and the cache want; what lies behind the asked size may be red zone.
void *post_alloc(kmem_cache *s, gfp_t gfp, void *object)
{
	if (!object)
		return nullptr;
	wipe_freeptr(s, object);
	if ((gfp & __GFP_ZERO) || (s->flags & INIT_ON_ALLOC))
		memset(object, 0, get_orig_size(s, object));
	return object;
}

} // namespace

void *debug_kmalloc_for(kmem_cache *s, gfp_t gfp, int node, size_t orig_size, unsigned long caller)
{
	return post_alloc(s, gfp, alloc_debugged(s, gfp, node, orig_size, caller));
}

void *debug_alloc(kmem_cache *s, gfp_t gfp, int node)
{
	return debug_kmalloc_for(s, gfp, node, s->object_size, _RET_IP_);
}

void *debug_kmalloc(kmem_cache *s, gfp_t gfp, int node, size_t orig_size)
{
	return debug_kmalloc_for(s, gfp, node, orig_size, _RET_IP_);
}

int debug_alloc_bulk(kmem_cache *s, gfp_t gfp, size_t size, void **p)
{
	for (size_t i = 0; i < size; i++) {
		p[i] = debug_kmalloc_for(s, gfp, NUMA_NO_NODE, s->object_size, _RET_IP_);
		if (!p[i]) {
			kmem_cache_free_bulk(s, i, p);
			return 0;
		}
	}
	return size;
}

void debug_free(void *object, slab *sl, kmem_cache *s)
{
	free_to_partial_list(s, sl, object, object, 1, _RET_IP_);
}

void free_to_partial_list(kmem_cache *s, slab *sl, void *head, void *tail, int cnt,
			  unsigned long addr)
{
	stat(s, FREE_SLOWPATH);

	kmem_cache_node *const n = node_of(s);
	bool discard = false;
	depot_stack_handle_t stack = 0;
	unsigned long flags;

	// Before the lock is taken. Waking kswapd could deadlock: not even GFP_NOWAIT.
	if (s->flags & SLAB_STORE_USER)
		stack = set_track_prepare(addr, __GFP_NOWARN);

	spin_lock_irqsave(&n->list_lock, flags);
	if (free_debug_processing(s, sl, head, tail, &cnt, addr, stack))
		discard = put_back(s, n, sl, head, tail, cnt);
	spin_unlock_irqrestore(&n->list_lock, flags);
	if (discard)
		free_slab(s, sl);
}

void check_free_slab(kmem_cache *s, slab *sl)
{
	slab_pad_check(s, sl);
	for (unsigned int i = 0; i < sl->objects; i++)
		check_object(s, sl, object_at(s, sl, i), SLUB_RED_INACTIVE);
}

} // namespace slub
