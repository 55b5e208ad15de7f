// SPDX-License-Identifier: GPL-2.0-only
//
// The numbers of /proc/slabinfo.
//
// Slabs and objects are counted as slabs come and go; free objects are counted here, from the node's partial list only. So
// objects that a CPU keeps for itself, on its freelist or in its partial slabs, count as active, as in Linux.
// Linux 6.12: get_slabinfo(), count_partial_free_approx(), dump_unreclaimable_slab().

#include "mm/slub/slub.h"

#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

namespace slub
{
namespace
{

// A longer list is sampled from both ends, so that the lock is not held for long.
constexpr unsigned long MAX_PARTIAL_TO_SCAN = 10000;

unsigned long free_in_partial(kmem_cache_node *n)
{
	const bool sample = n->nr_partial > MAX_PARTIAL_TO_SCAN;
	unsigned long free = 0, scanned = 0;
	slab *sl;

	list_for_each_entry(sl, &n->partial, slab_list) {
		free += sl->objects - sl->inuse;
		if (++scanned == MAX_PARTIAL_TO_SCAN / 2 && sample)
			break;
	}
	if (!sample)
		return free;
	list_for_each_entry_reverse(sl, &n->partial, slab_list) {
		free += sl->objects - sl->inuse;
		if (++scanned == MAX_PARTIAL_TO_SCAN)
			break;
	}
	return min(mult_frac(free, n->nr_partial, scanned),
		   static_cast<unsigned long>(atomic_long_read(&n->total_objects)));
}

} // namespace
} // namespace slub

void get_slabinfo(struct kmem_cache *s, struct slabinfo *sinfo)
{
	slub::kmem_cache_node *const n = slub::node_of(s);
	unsigned long flags;

	spin_lock_irqsave(&n->list_lock, flags);
	const unsigned long free = slub::free_in_partial(n);

	spin_unlock_irqrestore(&n->list_lock, flags);

	sinfo->num_objs = atomic_long_read(&n->total_objects);
	sinfo->active_objs = sinfo->num_objs - free;
	sinfo->num_slabs = atomic_long_read(&n->nr_slabs);
	sinfo->active_slabs = sinfo->num_slabs;
	sinfo->objects_per_slab = slub::oo_objects(s->oo);
	sinfo->cache_order = slub::oo_order(s->oo);
}

void dump_unreclaimable_slab()
{
	slub::kmem_cache *s;

	if (!mutex_trylock(&slab_mutex)) {
		pr_warn("excessive unreclaimable slab but cannot dump stats\n");
		return;
	}
	pr_info("Unreclaimable slab info:\n");
	pr_info("Name                      Used          Total\n");
	list_for_each_entry(s, &slab_caches, list) {
		struct slabinfo info = {};

		if (s->flags & SLAB_RECLAIM_ACCOUNT)
			continue;
		get_slabinfo(s, &info);
		if (info.num_objs)
			pr_info("%-17s %10luKB %10luKB\n", s->name,
				info.active_objs * s->size / 1024, info.num_objs * s->size / 1024);
	}
	mutex_unlock(&slab_mutex);
}
