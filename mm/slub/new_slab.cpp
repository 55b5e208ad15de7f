// SPDX-License-Identifier: GPL-2.0-only
//
// Slabs come and go: the border between SLUB and the page allocator.
//
// A new slab is a compound page of the cache's preferred order. That one is asked for politely - no warning, no retry, no
// reclaim when a smaller one would do - and if it can't be had, the least order is asked for with the caller's flags. All
// objects are constructed, and chained in the order of their addresses; with slab_freelist_random in a random one, so that
// nobody can tell which object will be another's neighbour.
//
// A slab goes back when its last object is free and the node has empty slabs enough; at once, or, for
// SLAB_TYPESAFE_BY_RCU, after a grace period: until then readers may look at its objects.
// Linux 6.12: new_slab(), allocate_slab(), free_slab(), discard_slab().

#include "mm/page/vmstat.h"
#include "mm/slub/debug.h"

#include <linux/gcd.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/rcupdate.h>
#include <linux/vmstat.h>
#include <trace/events/slub.h>

namespace slub
{
namespace
{

// Of an allocation's flags these reach the page allocator: how hard to try, and where.
constexpr gfp_t RECLAIM_MASK = __GFP_RECLAIM | __GFP_HIGH | __GFP_IO | __GFP_FS | __GFP_NOWARN |
			       __GFP_RETRY_MAYFAIL | __GFP_NOFAIL | __GFP_NORETRY | __GFP_MEMALLOC |
			       __GFP_NOMEMALLOC;
constexpr gfp_t CONSTRAINT_MASK = __GFP_HARDWALL | __GFP_THISNODE;

page *alloc_slab_page(gfp_t gfp, kmem_cache_order_objects oo)
{
	page *const head = alloc_pages(gfp, oo_order(oo));

	if (!head)
		return nullptr;
	__folio_set_slab(reinterpret_cast<folio *>(head));
	if (page_is_pfmemalloc(head))
		head->flags |= 1UL << PG_active;
	return head;
}

// By address, two a turn; of an even number of objects, whose links are odd in number, the first has none of its own.
__always_inline void chain_objects(const kmem_cache *s, char *start, unsigned int count)
{
	const unsigned long size = s->size;
	const links link(s);
	char *object = start, *const last = start + (count - 1) * size;
	const auto set_next = [&] {
		char *next = object + size;

		OPTIMIZER_HIDE_VAR(next); // added to, not computed from several sums
		link.set(object, next);
		object = next;
	};

	if (count % 2 == 0)
		set_next();
	while (object != last) {
		set_next();
		set_next();
	}
	link.set(object, nullptr);
}

// Chains the objects in a random order, another one for each slab: begin anywhere, and go on in steps that have no divisor in
// common with the number of objects, so that each is met once.
void chain_shuffled(kmem_cache *s, slab *sl)
{
	const unsigned int count = sl->objects;
	unsigned int at = get_random_u32_below(count), step;

	do
		step = 1 + get_random_u32_below(count);
	while (gcd(step, count) != 1);

	void *object = object_at(s, sl, at);

	sl->freelist = object;
	for (unsigned int left = count - 1; left; left--) {
		at = (at + step) % count;

		void *const next = object_at(s, sl, at);

		set_freepointer(s, object, next);
		object = next;
	}
	set_freepointer(s, object, nullptr);
}

// What few caches want: debugging, a constructor, shuffling.
noinline void prepare_and_chain(kmem_cache *s, slab *sl, char *start)
{
	void (*const ctor)(void *) = s->ctor;
	const unsigned int size = s->size;
	char *object = start;

	if (is_debugged(s))
		setup_slab_debug(s, sl);
	for (unsigned int left = ctor ? sl->objects : 0; left; left--, object += size)
		ctor(object);
	if (s->flags & SHUFFLED)
		return chain_shuffled(s, sl);
	chain_objects(s, start, sl->objects);
	sl->freelist = start;
}

// The pages of a new slab of s->oo, or, when that is too much to ask for, of s->min.
page *alloc_slab_pages(kmem_cache *s, gfp_t gfp, kmem_cache_order_objects *oo)
{
	gfp_t polite = (gfp | __GFP_NOWARN | __GFP_NORETRY) & ~__GFP_NOFAIL;

	if ((polite & __GFP_DIRECT_RECLAIM) && oo_order(s->oo) > oo_order(s->min))
		polite = (polite | __GFP_NOMEMALLOC) & ~__GFP_RECLAIM;

	*oo = s->oo;
	page *head = alloc_slab_page(polite | s->allocflags, *oo);

	if (unlikely(!head)) {
		*oo = s->min;
		head = alloc_slab_page(gfp | s->allocflags, *oo);
		if (head)
			stat(s, ORDER_FALLBACK);
	}
	return head;
}

slab *allocate_slab(kmem_cache *s, gfp_t gfp)
{
	kmem_cache_order_objects oo;
	page *const head = alloc_slab_pages(s, gfp & gfp_allowed_mask, &oo);

	if (unlikely(!head))
		return nullptr;

	slab *const sl = page_slab(head);
	freelist_state fresh;

	fresh.counters = 0; // not frozen, nothing in use
	fresh.objects = oo_objects(oo);
	sl->slab_cache = s;
	sl->counters = fresh.counters;
	buddy::mod_slab_pages(page_pgdat(head), cache_vmstat_idx(s), 1L << oo_order(oo));

	char *const start = static_cast<char *>(object_at(s, sl, 0));

	if (unlikely(s->ctor) || unlikely(s->flags & (DEBUGGED | SHUFFLED))) {
		prepare_and_chain(s, sl, start);
		return sl;
	}
	chain_objects(s, start, oo_objects(oo));
	sl->freelist = start;
	return sl;
}

void give_pages_back(kmem_cache *s, slab *sl)
{
	page *const head = slab_page(sl);
	const int order = compound_order(head);

	head->flags &= ~(1UL << PG_active);
	head->mapping = nullptr; // it was slab_list
	__folio_clear_slab(reinterpret_cast<folio *>(head));
	buddy::mod_slab_pages(page_pgdat(head), cache_vmstat_idx(s), -(1L << order));
	__free_pages(head, order);
}

void give_pages_back_rcu(rcu_head *head)
{
	slab *const sl = container_of(head, slab, rcu_head);

	give_pages_back(sl->slab_cache, sl);
}

// Once all readers are done, and not without a last look.
noinline void free_slab_with_care(kmem_cache *s, slab *sl)
{
	if (kmem_cache_debug_flags(s, SLAB_CONSISTENCY_CHECKS))
		check_free_slab(s, sl);
	if (s->flags & SLAB_TYPESAFE_BY_RCU)
		call_rcu(&sl->rcu_head, give_pages_back_rcu);
	else
		give_pages_back(s, sl);
}

} // namespace

gfp_t fix_wrong_gfp(gfp_t gfp)
{
	const gfp_t wrong = gfp & SLAB_BUG_MASK;

	gfp &= ~SLAB_BUG_MASK;
	pr_warn("Unexpected gfp: %#x (%pGg). Fixing up to gfp: %#x (%pGg). Fix your code!\n", wrong,
		&wrong, gfp, &gfp);
	dump_stack();
	return gfp;
}

slab *new_slab(kmem_cache *s, gfp_t gfp)
{
	gfp = fix_gfp(gfp);
	WARN_ON_ONCE(s->ctor && (gfp & __GFP_ZERO));
	return allocate_slab(s, gfp & (RECLAIM_MASK | CONSTRAINT_MASK));
}

void free_slab(kmem_cache *s, slab *sl)
{
	if (unlikely(s->flags & (SLAB_TYPESAFE_BY_RCU | SLAB_CONSISTENCY_CHECKS)))
		return free_slab_with_care(s, sl);
	give_pages_back(s, sl);
}

void discard_slab(kmem_cache *s, slab *sl)
{
	trace_slub_step(s, sl, "slab discarded: to the page allocator");
	dec_slabs_node(s, sl->objects);
	free_slab(s, sl);
}

} // namespace slub
