// SPDX-License-Identifier: GPL-2.0-only
//
// Wrong use of objects: where it is noticed, and what is said.
//
// Noticed always, because it costs a compare or nothing at all:
//
//	kfree() of an address in no slab and no large kmalloc block     report_not_slab()
//	kmem_cache_free() with another cache than the object's          report_wrong_cache()
//	freeing the object that is the head of the freelist already     report_double_free()
//	kmem_cache_destroy() of a cache with live objects               list_slab_objects()
//
// In the first three cases the object is left alone: a leak is better than a corrupted list.
//
// Caches with debugging flags (SLAB_DEBUG_FLAGS) work without CPU slabs: every object is taken from, and given back to, a
// slab of the node's partial list under list_lock, where its contents can be looked at. Full slabs are kept on n->full for
// caches that remember users. Linux 6.12: alloc_single_from_partial(), free_to_partial_list(), list_slab_objects(),
// slab_out_of_memory(), and the texts.

#include "mm/slub/object.h"

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/mm.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>

namespace slub
{
namespace
{

// One bit per object of a slab: is it free? Too large for a stack.
constinit unsigned long free_map[BITS_TO_LONGS(MAX_OBJS_PER_PAGE)];
DEFINE_SPINLOCK(free_map_lock);

void fill_free_map(const kmem_cache *s, const slab *sl)
{
	bitmap_zero(free_map, sl->objects);
	for (void *object = sl->freelist; object; object = get_freepointer(s, object))
		__set_bit(obj_to_index(s, sl, object), free_map);
}

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

void *take_one(const kmem_cache *s, slab *sl)
{
	void *const object = sl->freelist;

	sl->freelist = get_freepointer(s, object);
	sl->inuse++;
	return object;
}

void print_slab_info(const slab *sl)
{
	pr_err("Slab 0x%p objects=%u used=%u fp=0x%p flags=%pGp\n", sl, sl->objects, sl->inuse,
	       sl->freelist, &sl->__page_flags);
}

} // namespace

void *alloc_single_from_partial(kmem_cache *s, gfp_t gfp)
{
	kmem_cache_node *const n = node_of(s);
	void *object = nullptr;
	unsigned long flags;
	slab *sl;

	spin_lock_irqsave(&n->list_lock, flags);
	list_for_each_entry(sl, &n->partial, slab_list) {
		if (!pfmemalloc_match(sl, gfp))
			continue;
		object = take_one(s, sl);
		if (sl->inuse == sl->objects) {
			remove_partial(n, sl);
			add_full(s, n, sl);
		}
		break;
	}
	spin_unlock_irqrestore(&n->list_lock, flags);
	return object;
}

void *alloc_single_from_new_slab(kmem_cache *s, slab *sl)
{
	kmem_cache_node *const n = node_of(s);
	void *const object = take_one(s, sl);
	unsigned long flags;

	spin_lock_irqsave(&n->list_lock, flags);
	if (sl->inuse == sl->objects)
		add_full(s, n, sl);
	else
		add_partial(n, sl, list_end::head);
	inc_slabs_node(s, sl->objects);
	spin_unlock_irqrestore(&n->list_lock, flags);
	return object;
}

void free_to_partial_list(kmem_cache *s, slab *sl, void *head, void *tail, int cnt)
{
	kmem_cache_node *const n = node_of(s);
	bool discard = false;
	unsigned long flags;

	spin_lock_irqsave(&n->list_lock, flags);
	void *const prior = sl->freelist;

	if (unlikely(prior == head)) {
		spin_unlock_irqrestore(&n->list_lock, flags);
		return report_double_free(s, head);
	}
	sl->inuse -= cnt;
	set_freepointer(s, tail, prior);
	sl->freelist = head;
	discard = sl->inuse == 0 && n->nr_partial >= s->min_partial;

	if (!prior) {
		remove_full(s, sl);
		if (!discard)
			add_partial(n, sl, list_end::tail);
	} else if (discard) {
		remove_partial(n, sl);
	}
	if (discard)
		dec_slabs_node(s, sl->objects);
	spin_unlock_irqrestore(&n->list_lock, flags);
	if (discard)
		free_slab(s, sl);
}

void __cold report_wrong_cache(const kmem_cache *s, const void *object)
{
	const slab *const sl = virt_to_slab(object);

	if (sl)
		pr_err("kmem_cache_free: Wrong slab cache. %s but object %px is from %s (called from %pS)\n",
		       s->name, object, sl->slab_cache->name, __builtin_return_address(0));
	else
		pr_err("kmem_cache_free: %px, freed to %s, is not in a slab (called from %pS)\n",
		       object, s->name, __builtin_return_address(0));
}

void __cold report_double_free(const kmem_cache *s, const void *object)
{
	pr_err("BUG %s: Object %px already free (called from %pS)\n", s->name, object,
	       __builtin_return_address(0));
}

void __cold report_not_slab(const void *object)
{
	pr_err("kfree: %px is no object of the slab allocator (called from %pS)\n", object,
	       __builtin_return_address(0));
}

void __cold list_slab_objects(kmem_cache *s, slab *sl)
{
	pr_err("=============================================================================\n");
	pr_err("BUG %s (%s): %s\n", s->name, print_tainted(),
	       "Objects remaining on __kmem_cache_shutdown()");
	pr_err("-----------------------------------------------------------------------------\n\n");

	spin_lock(&free_map_lock);
	fill_free_map(s, sl);
	for (unsigned int i = 0; i < sl->objects; i++) {
		const char *const object = static_cast<const char *>(object_at(s, sl, i));

		if (!test_bit(i, free_map))
			pr_err("Object 0x%p @offset=%td\n", object,
			       object - static_cast<char *>(slab_address(sl)));
	}
	spin_unlock(&free_map_lock);
	print_slab_info(sl);
}

void __cold slab_out_of_memory(kmem_cache *s, gfp_t gfp, int node)
{
	struct slabinfo info = {};

	if (gfp & __GFP_NOWARN)
		return;
	get_slabinfo(s, &info);
	pr_warn("SLUB: Unable to allocate memory on CPU %u (of node %d) on node %d, gfp=%#x(%pGg)\n",
		raw_smp_processor_id(), 0, node, gfp, &gfp);
	pr_warn("  cache: %s, object size: %u, buffer size: %u, default order: %u, min order: %u\n",
		s->name, s->object_size, s->size, oo_order(s->oo), oo_order(s->min));
	pr_warn("  node %d: slabs: %ld, objs: %ld, free: %ld\n", 0, info.num_slabs, info.num_objs,
		info.num_objs - info.active_objs);
}

} // namespace slub
