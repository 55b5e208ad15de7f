// SPDX-License-Identifier: GPL-2.0-only
//
// The node's list of partial slabs: taking slabs from it, and giving a CPU's slab back.
//
//	                head                                     tail
//	partial ⇄  [slabs flushed from a CPU] ⇄ … ⇄ [slabs freed into, empty slabs]
//	   │
//	   └─ get_partial(): the first becomes the CPU's slab; up to cpu_partial_slabs / 2 + 1 more go to the CPU's
//	                     partial list, so that the lock is not taken again soon
//
// A slab that others freed into while it was a CPU's goes to the tail: it is colder than one that only this CPU used.
// Linux 6.12: get_partial_node(), deactivate_slab(), add_partial(), remove_partial().

#include "mm/slub/object.h"

#include <linux/spinlock.h>
#include <trace/events/slub.h>

namespace slub
{

void add_partial(kmem_cache_node *n, slab *sl, list_end where)
{
	// The first node's structure is made before anybody could hold anything.
	lockdep_assert(slab_state == DOWN || lockdep_is_held(&n->list_lock));
	n->nr_partial++;
	if (where == list_end::tail)
		list_add_tail(&sl->slab_list, &n->partial);
	else
		list_add(&sl->slab_list, &n->partial);
	// Nobody else changes the flags of a slab's page without list_lock.
	sl->__page_flags |= 1UL << PG_workingset;
}

void remove_partial(kmem_cache_node *n, slab *sl)
{
	lockdep_assert_held(&n->list_lock);
	list_del(&sl->slab_list);
	sl->__page_flags &= ~(1UL << PG_workingset);
	n->nr_partial--;
}

slab *get_partial(kmem_cache *s, gfp_t gfp)
{
	kmem_cache_node *const n = node_of(s);
	slab *found = nullptr, *sl, *next;
	unsigned int extra = 0;
	unsigned long flags;

	spin_lock_irqsave(&n->list_lock, flags);
	list_for_each_entry_safe(sl, next, &n->partial, slab_list) {
		if (!pfmemalloc_match(sl, gfp))
			continue;
		remove_partial(n, sl);
		if (!found) {
			found = sl;
			stat(s, ALLOC_FROM_PARTIAL);
			trace_slub_step(s, sl, "alloc: off the node partial list, for the CPU");
			if (s->cpu_partial_slabs == 0)
				break;
			continue;
		}
		put_cpu_partial(s, sl, false);
		stat(s, CPU_PARTIAL_NODE);
		trace_slub_step(s, sl, "alloc: node partial list to cpu partial list");
		if (++extra > s->cpu_partial_slabs / 2)
			break;
	}
	spin_unlock_irqrestore(&n->list_lock, flags);
	return found;
}

void deactivate_slab(kmem_cache *s, slab *sl, void *freelist)
{
	kmem_cache_node *const n = node_of(s);
	const list_end where = READ_ONCE(sl->freelist) ? list_end::tail : list_end::head;
	unsigned int left = 0;
	void *last = nullptr;

	if (where == list_end::tail)
		stat(s, DEACTIVATE_REMOTE_FREES);
	for (void *object = freelist; object; object = get_freepointer(s, object)) {
		last = object;
		left++;
	}

	// The CPU's objects go in front of those that others have freed, and the slab is no CPU's any more.
	freelist_state before, after;

	do {
		before = read_state(sl);
		after = before;
		after.frozen = 0;
		if (last) {
			after.inuse -= left;
			set_freepointer(s, last, before.freelist);
			after.freelist = freelist;
		}
	} while (!update_state(s, sl, before, after.freelist, after.counters));

	trace_slub_step(s, sl, "cpu slab given up: unfrozen");
	if (!after.inuse && data_race(n->nr_partial) >= s->min_partial) {
		stat(s, DEACTIVATE_EMPTY);
		discard_slab(s, sl);
		stat(s, FREE_SLAB);
	} else if (after.freelist) {
		unsigned long flags;

		spin_lock_irqsave(&n->list_lock, flags);
		add_partial(n, sl, where);
		spin_unlock_irqrestore(&n->list_lock, flags);
		stat(s, where == list_end::tail ? DEACTIVATE_TO_TAIL : DEACTIVATE_TO_HEAD);
	} else {
		// It is full: whoever frees the first object finds it.
		stat(s, DEACTIVATE_FULL);
	}
}

} // namespace slub
