// SPDX-License-Identifier: GPL-2.0-only
// The slow path: no zone is above its low watermark, or none has a block of the order.
//
//      reclaim in the background is woken
//      once more, down to the min watermark, or below it as far as the request's flags allow
//      may the caller not wait?  -> fail
//      compaction for large blocks, reclaim, again; loop as long as that leads somewhere
//      the out-of-memory killer
//      __GFP_NOFAIL: part of the reserves, then again from the start;   everybody else: a report, and NULL
//
// Reclaim, compaction and the killer have their places here and little to work on: there is no page cache, no
// movable page and no process, only what kvfree_rcu() holds back. As long as that is so they make no progress, which the loop takes as its answer. Where Linux
// would have to kill and finds nobody it panics; here the request fails, except __GFP_NOFAIL ones, which cannot.
//
// Linux 6.12: __alloc_pages_slowpath(), gfp_to_alloc_flags(), __gfp_pfmemalloc_flags(), should_reclaim_retry(),
// __alloc_pages_may_oom(), warn_alloc().
#include "mm/page/internal.h"

#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>

namespace buddy
{

static constexpr int MAX_RECLAIM_RETRIES = 16;

// What the request's flags allow once the first attempt failed.
static unsigned int gfp_to_alloc_flags(gfp_t gfp, unsigned int order, int migratetype)
{
	unsigned int flags = ALLOC_WMARK_MIN | ALLOC_CPUSET | cma_alloc_flag(migratetype);

	flags |= gfp & (__GFP_HIGH | __GFP_KSWAPD_RECLAIM);
	if (gfp & __GFP_DIRECT_RECLAIM)
		return flags;
	if (!(gfp & __GFP_NOMEMALLOC)) {
		flags |= ALLOC_NON_BLOCK;
		if (order > 0 && (flags & ALLOC_MIN_RESERVE))
			flags |= ALLOC_HIGHATOMIC;
	}
	if (flags & ALLOC_MIN_RESERVE)
		flags &= ~ALLOC_CPUSET;
	return flags;
}

// Requests that free more memory than they take may use all there is.
static unsigned int reserve_flags(gfp_t gfp)
{
	if (gfp & __GFP_NOMEMALLOC)
		return 0;
	return gfp & __GFP_MEMALLOC ? ALLOC_NO_WATERMARKS : 0;
}

static void wake_all_kswapds(unsigned int order, gfp_t gfp, const alloc_context &ac)
{
	struct zoneref *z;
	struct zone *zone;

	for_each_zone_zonelist(zone, z, ac.zonelist, ac.highest_zoneidx) if (managed_zone(zone))
		wakeup_kswapd(zone, gfp, order, ac.highest_zoneidx);
}

// What could be given back for this request. There is one thing: objects that wait in kvfree_rcu()'s pages. Not for who frees memory himself.
static unsigned long direct_reclaim(gfp_t gfp, unsigned int order, const alloc_context &ac)
{
	if (current->flags & PF_MEMALLOC || !preemptible() || system_state != SYSTEM_RUNNING)
		return 0;
	current->flags |= PF_MEMALLOC;
	const unsigned long progress = kfree_rcu_shrink();

	current->flags &= ~PF_MEMALLOC;
	return progress;
}

// Would a zone meet its min watermark for this order, if everything reclaimable were free? Counts attempts.
static bool should_retry(unsigned int order, const alloc_context &ac, unsigned int alloc_flags,
			 bool progress, int &fruitless)
{
	struct zoneref *z;
	struct zone *zone;

	if (progress && order <= PAGE_ALLOC_COSTLY_ORDER)
		fruitless = 0;
	else
		fruitless++;
	if (fruitless <= MAX_RECLAIM_RETRIES) {
		for_each_zone_zonelist(zone, z, ac.zonelist, ac.highest_zoneidx) if (
			__zone_watermark_ok(
				zone, order, min_wmark_pages(zone), ac.highest_zoneidx, alloc_flags,
				zone_page_state_snapshot(zone, NR_FREE_PAGES))) return true;
	}
	return unreserve_highatomic_pageblock(ac, true);
}

// Somebody may have freed a lot meanwhile: one look at the high watermark, then it is the killer's turn.
static struct page *last_look(gfp_t gfp, unsigned int order, const alloc_context &ac)
{
	return get_page_from_freelist((gfp | __GFP_HARDWALL) & ~__GFP_DIRECT_RECLAIM, order,
				      ALLOC_WMARK_HIGH | ALLOC_CPUSET, ac);
}

// The part that may wait and repeat.
static struct page *reclaim_and_retry(gfp_t gfp, unsigned int order, alloc_context &ac,
				      unsigned int alloc_flags)
{
	int fruitless = 0;

	for (;;) {
		if (alloc_flags & ALLOC_KSWAPD)
			wake_all_kswapds(order, gfp, ac);

		unsigned int reserves = reserve_flags(gfp);

		if (reserves)
			alloc_flags = reserves | (alloc_flags & (ALLOC_KSWAPD | ALLOC_CMA));

		struct page *page = get_page_from_freelist(gfp, order, alloc_flags, ac);

		if (page || !(gfp & __GFP_DIRECT_RECLAIM))
			return page;

		bool progress = direct_reclaim(gfp, order, ac) > 0;

		if (gfp & __GFP_NORETRY || order > PAGE_ALLOC_COSTLY_ORDER)
			return nullptr;
		if (should_retry(order, ac, alloc_flags, progress, fruitless))
			continue;
		return last_look(gfp, order, ac);
	}
}

// A request that must succeed: half of the min reserve, as for __GFP_HIGH. When that is used up as well, no allocation
// will ever succeed again.
static struct page *nofail(gfp_t gfp, unsigned int order, alloc_context &ac)
{
	struct page *page =
		get_page_from_freelist(gfp, order, ALLOC_MIN_RESERVE | ALLOC_CPUSET, ac);

	if (!page)
		page = get_page_from_freelist(gfp, order, ALLOC_MIN_RESERVE, ac);
	if (!page)
		page = get_page_from_freelist(gfp, order, ALLOC_NO_WATERMARKS, ac);
	if (!page) {
		warn_alloc_failure(gfp & ~__GFP_NOWARN, order);
		panic("System is deadlocked on memory\n");
	}
	return page;
}

noinline struct page *alloc_pages_slowpath(gfp_t gfp, unsigned int order, alloc_context &ac)
{
	unsigned int alloc_flags = gfp_to_alloc_flags(gfp, order, ac.migratetype);
	struct page *page = nullptr;

	if (unlikely(gfp & __GFP_NOFAIL)) {
		WARN_ON_ONCE(order > 1);
		WARN_ON_ONCE(!(gfp & __GFP_DIRECT_RECLAIM));
	}

	if (zonelist_zone(ac.preferred_zoneref)) {
		if (alloc_flags & ALLOC_KSWAPD)
			wake_all_kswapds(order, gfp, ac);
		page = get_page_from_freelist(gfp, order, alloc_flags, ac);
		if (!page)
			page = reclaim_and_retry(gfp, order, ac, alloc_flags);
	}
	if (page)
		return page;
	if ((gfp & __GFP_NOFAIL) && (gfp & __GFP_DIRECT_RECLAIM))
		return nofail(gfp, order, ac);
	warn_alloc_failure(gfp, order);
	return nullptr;
}

noinline __cold void warn_alloc_failure(gfp_t gfp, unsigned int order)
{
	warn_alloc(gfp, NULL, "page allocation failure: order:%u", order);
}

// The boot CPU may now wait and do IO. Linux: kernel_init_freeable().
static int __init allow_all_gfp(void)
{
	gfp_allowed_mask = __GFP_BITS_MASK;
	return 0;
}
early_initcall(allow_all_gfp);

} // namespace buddy

bool gfp_pfmemalloc_allowed(gfp_t gfp_mask)
{
	return buddy::reserve_flags(gfp_mask) != 0;
}
