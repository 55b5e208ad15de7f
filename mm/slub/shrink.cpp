// SPDX-License-Identifier: GPL-2.0-only
//
// Shrinking a cache: its empty slabs go back, and the node's list is sorted so that the fullest slabs are used first and the
// emptiest have a chance to fall empty.
//
//	partial:  [1 free] ⇄ [1 free] ⇄ [2 free] ⇄ … ⇄ [32 free] ⇄ [more: in the order they were]
//
// Linux 6.12: __kmem_cache_do_shrink().

#include "mm/slub/object.h"

#include <linux/export.h>
#include <linux/list.h>
#include <linux/spinlock.h>

namespace slub
{
namespace
{

// Slabs with up to so many free objects are sorted.
constexpr int PROMOTE_MAX = 32;

// Takes the empty slabs off the list, into `empty`, and out of the counters; sorts the rest. Under list_lock.
void sort_partial(kmem_cache *s, kmem_cache_node *n, struct list_head *empty)
{
	struct list_head by_free[PROMOTE_MAX];
	slab *sl, *next;

	for (auto &head : by_free)
		INIT_LIST_HEAD(&head);

	list_for_each_entry_safe(sl, next, &n->partial, slab_list) {
		const int free = sl->objects - sl->inuse;

		if (free == sl->objects) {
			remove_partial(n, sl);
			list_add(&sl->slab_list, empty);
			dec_slabs_node(s, sl->objects);
		} else if (free <= PROMOTE_MAX) {
			list_move(&sl->slab_list, &by_free[free - 1]);
		}
	}
	for (int i = PROMOTE_MAX - 1; i >= 0; i--)
		list_splice(&by_free[i], &n->partial);
}

} // namespace
} // namespace slub

int kmem_cache_shrink(struct kmem_cache *s)
{
	using namespace slub;

	slub::kmem_cache_node *const n = node_of(s);
	LIST_HEAD(empty);
	slab *sl, *next;
	unsigned long flags;

	flush_all(s);
	spin_lock_irqsave(&n->list_lock, flags);
	sort_partial(s, n, &empty);
	spin_unlock_irqrestore(&n->list_lock, flags);

	list_for_each_entry_safe(sl, next, &empty, slab_list)
		free_slab(s, sl);
	return atomic_long_read(&n->nr_slabs) != 0;
}
EXPORT_SYMBOL(kmem_cache_shrink);
