// SPDX-License-Identifier: GPL-2.0-only
//
// Validating a cache: every slab on its node's lists is checked as when an object changes hands, and every object of it too.
//
//	CPUs' slabs flushed ─▶ n->partial: check_slab, on_freelist(all of it), each object by what the freelist says it is
//	                       n->full:    the same, in caches that remember users (others have full slabs on no list)
//
// What is wrong is reported and repaired, and validating goes on with the next slab: after the first damaged object of a slab
// the rest of it is left alone. Finds what nobody has touched since it was damaged.
// Linux 6.12: validate_slab_cache(), validate_slab_node(), validate_slab().

#include "mm/slub/debug.h"

#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/spinlock.h>

namespace slub
{
namespace
{

void validate_slab(kmem_cache *s, slab *sl, unsigned long *free)
{
	if (!check_slab(s, sl) || !on_freelist(s, sl, nullptr))
		return;
	fill_free_map(free, s, sl);
	for (unsigned int i = 0; i < sl->objects; i++) {
		const u8 val = test_bit(i, free) ? SLUB_RED_INACTIVE : SLUB_RED_ACTIVE;

		if (!check_object(s, sl, object_at(s, sl, i), val))
			break;
	}
}

long validate_list(kmem_cache *s, struct list_head *list, unsigned long *free)
{
	slab *sl;
	long count = 0;

	list_for_each_entry(sl, list, slab_list) {
		validate_slab(s, sl, free);
		count++;
	}
	return count;
}

long validate_node(kmem_cache *s, kmem_cache_node *n, unsigned long *free)
{
	unsigned long flags;

	spin_lock_irqsave(&n->list_lock, flags);
	long count = validate_list(s, &n->partial, free);

	if (count != n->nr_partial) {
		pr_err("SLUB %s: %ld partial slabs counted but counter=%ld\n", s->name, count,
		       n->nr_partial);
		slab_add_kunit_errors();
	}
	if (s->flags & SLAB_STORE_USER) {
		const long slabs = atomic_long_read(&n->nr_slabs);

		count += validate_list(s, &n->full, free);
		if (count != slabs) {
			pr_err("SLUB: %s %ld slabs counted but counter=%ld\n", s->name, count,
			       slabs);
			slab_add_kunit_errors();
		}
	}
	spin_unlock_irqrestore(&n->list_lock, flags);
	return count;
}

} // namespace
} // namespace slub

long validate_slab_cache(struct kmem_cache *s)
{
	unsigned long *const free = static_cast<unsigned long *>(kmalloc_array(
		BITS_TO_LONGS(slub::oo_objects(s->oo)), sizeof(unsigned long), GFP_KERNEL));

	if (!free)
		return -ENOMEM;
	slub::flush_all(s);

	const long count = slub::validate_node(s, slub::node_of(s), free);

	kfree(free);
	return count;
}
EXPORT_SYMBOL(validate_slab_cache);
