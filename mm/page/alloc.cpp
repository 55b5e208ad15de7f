// SPDX-License-Identifier: GPL-2.0-only
// The way of an allocation.
//
//      __alloc_pages()
//        1. the common case, straight through: the preferred zone is above its high watermark, and
//             order <= 3: this CPU's list for (order, migrate type) has a block: take its head  (take_from_this_cpu)
//                         it is empty: refill it                                               (refill_and_take)
//             else: a block of the type is free in the zone: take it, cut to size             (take_from_zone)
//        2. the zones of the zonelist in turn, each if it stays above its low watermark:       (get_page_from_freelist)
//             per-CPU lists (order <= 3)  ->  buddy lists of the type  ->  other types' blocks
//        3. the slow path: wake reclaim, use reserves, report                                   (slowpath.cpp)
//
// 1 does nothing that 2 would not do; it only leaves out the questions whose answer is known by then.
//
// Linux 6.12: __alloc_pages_noprof(), prepare_alloc_pages(), alloc_flags_nofragment(), get_page_from_freelist(), rmqueue().
#include "mm/page/buddy.h"
#include "mm/page/pcp.h"
#include "mm/page/prep.h"

#include <linux/sched/mm.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/poison.h>

constinit gfp_t gfp_allowed_mask = __GFP_BITS_MASK & ~(__GFP_RECLAIM | __GFP_IO | __GFP_FS);

namespace buddy
{

static __always_inline const PageSource *source_for(gfp_t gfp)
{
	static_assert(GFP_ZONEMASK == 0xf);

	const PageSource *source = &page_sources[gfp & GFP_ZONEMASK];

	OPTIMIZER_HIDE_VAR(source); // computed once
	return source;
}

// A block of the largest order on a list of a normal type: then there is one for every order.
static inline bool has_top_block(struct zone *zone)
{
	struct free_area *area = &zone->free_area[MAX_PAGE_ORDER];

	return !list_empty(&area->free_list[MIGRATE_MOVABLE]) ||
	       !list_empty(&area->free_list[MIGRATE_UNMOVABLE]);
}

// Is the zone far above its high watermark, by a first look, so that reclaim need not be told anything? What
// get_page_from_freelist() and zone_watermark_fast() find for requests without access to reserves; for blocks it also wants
// a large enough one on a list of a normal type, and looks from the top, where there usually is one.
static __always_inline bool is_plentiful(const PageSource *source, unsigned int order,
					 unsigned long pages)
{
	struct zone *zone = source->zone;

	// Any flag is a reason to look closer.
	if (unlikely(READ_ONCE(zone->flags)))
		return false;

	long left = READ_ONCE(zone->vm_stat[NR_FREE_PAGES].counter) -
		    READ_ONCE(zone->nr_free_highatomic) - (pages - 1);

	if (unlikely(left <= (long)high_wmark_pages(zone) + *source->reserve))
		return false;
	return !order || has_top_block(zone);
}

// gfp_migratetype() while types are grouped.
static __always_inline int fast_migratetype(gfp_t gfp)
{
	return (gfp & (__GFP_RECLAIMABLE | __GFP_MOVABLE)) >> ___GFP_MOVABLE_BIT;
}

static struct page *refill_and_take(struct per_cpu_pages *pcp, gfp_t gfp, unsigned int order);

// A block from the head of this CPU's list, made ready; or the general way, when anything is out of the ordinary.
static __always_inline struct page *take_from_this_cpu(const PageSource *source, gfp_t gfp,
						       unsigned int order)
{
	unsigned long pages = 1UL << order;

	if (unlikely(!is_plentiful(source, order, pages)))
		return alloc_pages_general(gfp, order);

	struct per_cpu_pages __percpu *pageset = source->pageset;
	unsigned long __percpu *allocated = source->allocated;
	unsigned long my_offset = __my_cpu_offset;
	struct per_cpu_pages *pcp = SHIFT_PERCPU_PTR(pageset, my_offset);
	preempt_state before = preempt_disable_save();
	int count;

	if (unlikely(!__pcp_trylock(pcp, -pages, &count))) {
		preempt_enable_restore(before);
		return alloc_pages_general(gfp, order);
	}

	struct list_head *list = pcp_list(pcp, fast_migratetype(gfp), order);
	struct list_head *first = list->next;

	pcp->free_count >>= 1;
	if (unlikely(first == list))
		return refill_and_take(pcp, gfp, order);
	__list_del(list, first->next);
	*SHIFT_PERCPU_PTR(allocated, my_offset) += pages;
	__pcp_unlock(pcp);
	preempt_enable_restore(before);

	return finish_unlinked_page(list_entry(first, struct page, pcp_list), order, gfp);
}

// A block that is too large for the CPU's lists, from the zone's; or the general way.
static inline struct page *take_from_zone(const PageSource *source, gfp_t gfp, unsigned int order)
{
	struct zone *zone = source->zone;

	if (unlikely(!is_plentiful(source, order, 1UL << order)))
		return alloc_pages_general(gfp, order);

	unsigned long flags = zone_lock(zone);
	struct page *page = rmqueue_smallest(zone, order, fast_migratetype(gfp));

	zone_unlock(zone, flags);
	if (unlikely(!page))
		return alloc_pages_general(gfp, order);

	unsigned long __percpu *allocated = source->allocated;

	this_cpu_add(*allocated, 1UL << order);
	return finish_unlinked_page(page, order, gfp);
}

// Keep unmovable pages out of movable blocks as long as another zone could serve: only worth it for ZONE_NORMAL, which
// has ZONE_DMA32 below it.
static inline unsigned int first_alloc_flags(gfp_t gfp, struct zone *preferred, int migratetype)
{
	unsigned int flags = ALLOC_WMARK_LOW | (gfp & __GFP_KSWAPD_RECLAIM) |
			     cma_alloc_flag(migratetype);

	if (preferred && zone_idx(preferred) == ZONE_NORMAL)
		flags |= ALLOC_NOFRAGMENT;
	return flags;
}

static alloc_context context_of(gfp_t gfp)
{
	enum zone_type highest = gfp_zone(gfp);
	struct zonelist *zonelist = node_zonelist(0, gfp);

	return {zonelist, first_zones_zonelist(zonelist, highest, NULL), gfp_migratetype(gfp),
		highest};
}

// Everything else: see the head of this file.
noinline struct page *alloc_pages_general(gfp_t gfp, unsigned int order)
{
	alloc_context ac = context_of(gfp);
	struct page *page = get_page_from_freelist(
		gfp, order,
		first_alloc_flags(gfp, zonelist_zone(ac.preferred_zoneref), ac.migratetype), ac);

	return likely(page) ? page : alloc_pages_slowpath(gfp, order, ac);
}

static noinline __cold struct page *refuse_order(gfp_t gfp)
{
	WARN_ON_ONCE(!(gfp & __GFP_NOWARN));
	return nullptr;
}

// Is the zone far enough above a watermark? Notes when it falls below the high one, so that frees stop hoarding.
static bool zone_suits(struct zone *zone, unsigned int order, unsigned int alloc_flags,
		       const alloc_context &ac)
{
	if (!test_bit(ZONE_BELOW_HIGH, &zone->flags)) {
		if (zone_watermark_fast(zone, order, high_wmark_pages(zone), ac.highest_zoneidx,
					alloc_flags))
			return true;
		set_bit(ZONE_BELOW_HIGH, &zone->flags);
		pcp_forget_limits(zone);
	}

	unsigned long mark =
		wmark_pages(zone, (enum zone_watermarks)(alloc_flags & ALLOC_WMARK_MASK));

	return zone_watermark_fast(zone, order, mark, ac.highest_zoneidx, alloc_flags) ||
	       (alloc_flags & ALLOC_NO_WATERMARKS);
}

// Of one zone: from its lists, where this CPU's have none. A fallback raised the watermarks to make reclaim defragment: tell it.
static struct page *rmqueue_rest(struct zone *zone, unsigned int order, unsigned int alloc_flags,
				 int migratetype, struct page *page)
{
	if (!page)
		page = rmqueue_buddy(zone, order, alloc_flags, migratetype);
	if ((alloc_flags & ALLOC_KSWAPD) && test_bit(ZONE_BOOSTED_WATERMARK, &zone->flags)) {
		clear_bit(ZONE_BOOSTED_WATERMARK, &zone->flags);
		wakeup_kswapd(zone, 0, 0, (enum zone_type)zone_idx(zone));
	}
	return page;
}

static struct page *rmqueue(struct zone *zone, unsigned int order, unsigned int alloc_flags,
			    int migratetype)
{
	struct per_cpu_pages *pcp = pcp_allowed_order(order) ? pcp_trylock(zone->per_cpu_pageset)
							     : nullptr;
	struct page *page = pcp ? rmqueue_pcplist(zone, order, migratetype, alloc_flags, pcp)
				: nullptr;

	return rmqueue_rest(zone, order, alloc_flags, migratetype, page);
}

static struct page *search_zones(gfp_t gfp, unsigned int order, unsigned int alloc_flags,
				 const alloc_context &ac, struct zoneref *z)
{
	struct zone *zone;

	for_next_zone_zonelist_nodemask(zone, z, ac.highest_zoneidx, NULL)
	{
		if (!zone_suits(zone, order, alloc_flags, ac))
			continue;

		struct page *page = rmqueue(zone, order, alloc_flags, ac.migratetype);

		if (!page)
			continue;
		prep_new_page(page, order, gfp, alloc_flags);
		if (unlikely(alloc_flags & ALLOC_HIGHATOMIC))
			reserve_highatomic_pageblock(page, order, zone);
		return page;
	}
	return nullptr;
}

// From zone @z on. A page is more important than unmixed pageblocks, but all zones are asked first.
static struct page *search_from(gfp_t gfp, unsigned int order, unsigned int alloc_flags,
				const alloc_context &ac, struct zoneref *z)
{
	struct page *page = search_zones(gfp, order, alloc_flags, ac, z);

	if (!page && (alloc_flags & ALLOC_NOFRAGMENT))
		page = search_zones(gfp, order, alloc_flags & ~ALLOC_NOFRAGMENT, ac,
				    ac.preferred_zoneref);
	return page;
}

struct page *get_page_from_freelist(gfp_t gfp, unsigned int order, unsigned int alloc_flags,
				    const alloc_context &ac)
{
	return search_from(gfp, order, alloc_flags, ac, ac.preferred_zoneref);
}

static noinline struct page *search_behind_preferred(gfp_t gfp, unsigned int order,
						     unsigned int alloc_flags)
{
	alloc_context ac = context_of(gfp);
	struct page *page = search_from(
		gfp, order, alloc_flags | cma_alloc_flag(ac.migratetype), ac,
		next_zones_zonelist(ac.preferred_zoneref + 1, ac.highest_zoneidx, NULL));

	return page ? page : alloc_pages_slowpath(gfp, order, ac);
}

// This CPU's list is empty: what the general way does from there on, in the zone that it would come to first and find suitable. @pcp
// is locked, and counts the block as taken.
static noinline struct page *refill_and_take(struct per_cpu_pages *pcp, gfp_t gfp,
					     unsigned int order)
{
	const PageSource *source = source_for(gfp);
	struct zone *zone = source->zone;
	// Movable requests don't come here in a zone with CMA blocks.
	unsigned int alloc_flags = first_alloc_flags(gfp, zone, MIGRATE_UNMOVABLE);
	int migratetype = fast_migratetype(gfp);
	struct list_head *list = pcp_list(pcp, migratetype, order);
	struct page *page = nullptr;

	pcp->count += 1 << order;
	if (likely(refill(zone, order, migratetype, alloc_flags, pcp, list))) {
		unsigned long __percpu *allocated = source->allocated;

		page = list_first_entry(list, struct page, pcp_list);
		__list_del(list, page->pcp_list.next);
		pcp->count -= 1 << order;
		__this_cpu_add(*allocated, 1UL << order);
	}
	pcp_unlock(pcp);
	page = rmqueue_rest(zone, order, alloc_flags, migratetype, page);
	if (unlikely(!page))
		return search_behind_preferred(gfp, order, alloc_flags);
	return finish_unlinked_page(page, order, gfp);
}

} // namespace buddy

using namespace buddy;

static noinline struct page *alloc_large_block(gfp_t gfp, unsigned int order)
{
	if (unlikely(order > MAX_PAGE_ORDER))
		return refuse_order(gfp);
	gfp &= gfp_allowed_mask;
	might_alloc(gfp);

	const PageSource *source = source_for(gfp);

	if (has_extra_work() || unlikely(!source->zone))
		return alloc_pages_general(gfp, order);
	return take_from_zone(source, gfp, order);
}

static noinline struct page *alloc_block(gfp_t gfp, unsigned int order)
{
	OPTIMIZER_HIDE_VAR(order); // stays in the register that it came in
	if (unlikely(!pcp_allowed_order(order)))
		return alloc_large_block(gfp, order);
	gfp &= gfp_allowed_mask;
	might_alloc(gfp);

	const PageSource *source = source_for(gfp);

	if (has_extra_work() || unlikely(!source->zone))
		return alloc_pages_general(gfp, order);
	return take_from_this_cpu(source, gfp, order);
}

__detoured struct page *__alloc_pages_noprof(gfp_t gfp, unsigned int order, int preferred_nid,
					     nodemask_t *nodemask)
{
	traced_detour(__alloc_pages_noprof, gfp, order, preferred_nid, nodemask);
	if (unlikely(order))
		return alloc_block(gfp, order);
	gfp &= gfp_allowed_mask;
	might_alloc(gfp);

	const PageSource *source = source_for(gfp);

	// Page checks and the like, or no grouping by mobility: nothing to hurry for.
	if (has_extra_work() || unlikely(!source->zone))
		return alloc_pages_general(gfp, 0);
	return take_from_this_cpu(source, gfp, 0);
}

// A folio of more than one page is compound.
struct folio *__folio_alloc_noprof(gfp_t gfp, unsigned int order, int preferred_nid,
				   nodemask_t *nodemask)
{
	return (struct folio *)__alloc_pages_noprof(gfp | __GFP_COMP, order, preferred_nid,
						    nodemask);
}

// Linux 6.12: wakeup_kswapd(), up to the point where it finds nobody waiting.
void wakeup_kswapd(struct zone *zone, gfp_t gfp_mask, int order, enum zone_type highest_zoneidx)
{
	struct pglist_data *pgdat = zone->zone_pgdat;

	if (!managed_zone(zone))
		return;
	if (pgdat->kswapd_highest_zoneidx == MAX_NR_ZONES ||
	    pgdat->kswapd_highest_zoneidx < highest_zoneidx)
		WRITE_ONCE(pgdat->kswapd_highest_zoneidx, highest_zoneidx);
	if (READ_ONCE(pgdat->kswapd_order) < order)
		WRITE_ONCE(pgdat->kswapd_order, order);
}
