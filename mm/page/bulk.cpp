// SPDX-License-Identifier: GPL-2.0-only
// Many single pages in one go: the zone is chosen, its watermark checked and the CPU's list locked once for all of them.
// When that does not work out, or only one page is wanted, the ordinary allocation provides one page and the caller, who
// is told how many there are, comes again.
//
// Linux 6.12: alloc_pages_bulk_noprof().
#include "mm/page/pcp.h"
#include "mm/page/prep.h"

#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/page_owner.h>
#include <linux/poison.h>

namespace buddy
{

// Where the pages go.
struct Sink {
	struct list_head *list;
	struct page **array;
	long filled;

	// Entries up to @wanted that follow and hold a page already are skipped.
	void put(struct page *page, long wanted)
	{
		if (likely(array)) {
			array[filled++] = page;
			while (filled < wanted && array[filled])
				filled++;
		} else {
			list_add(&page->lru, list);
			filled++;
		}
	}

	// Entries of the array that hold a page already count as filled.
	void skip_present(long wanted)
	{
		while (array && filled < wanted && array[filled])
			filled++;
	}
};

static inline unsigned int bulk_alloc_flags(int migratetype)
{
	return ALLOC_WMARK_LOW | (IS_ENABLED(CONFIG_CMA) ? cma_alloc_flag(migratetype) : 0);
}

// The first zone that stays above its low watermark when it loses all of them.
static struct zone *zone_for_bulk(gfp_t gfp, int nr_pages, enum zone_type highest, int migratetype)
{
	struct zoneref *z;
	struct zone *zone;
	unsigned int alloc_flags = bulk_alloc_flags(migratetype);

	for_each_zone_zonelist(zone, z, node_zonelist(0, gfp),
			       highest) if (zone_watermark_fast(zone, 0,
								low_wmark_pages(zone) + nr_pages,
								highest, alloc_flags)) return zone;
	return nullptr;
}

// Pages that wait on the list already, in its order: each is made ready, and all are unlinked in one go. The number taken.
static __always_inline int take_waiting(struct per_cpu_pages *pcp, struct list_head *list,
					gfp_t gfp, long nr_pages, Sink &to)
{
	struct list_head *at = list->next;
	Sink sink = to; // in registers
	int taken = 0;

	while (at != list && sink.filled < nr_pages) {
		struct page *page = list_entry(at, struct page, pcp_list);

		at = at->next;
		page->lru.prev = (struct list_head *)LIST_POISON2;
		sink.put(finish_new_page(page, 0, gfp), nr_pages);
		taken++;
	}
	list->next = at;
	at->prev = list;
	pcp->count -= taken;
	to = sink;
	return taken;
}

// The same one by one, looking at each page before and after.
static noinline int take_checked(struct zone *zone, struct per_cpu_pages *pcp,
				 struct list_head *list, int migratetype, gfp_t gfp, int nr_pages,
				 Sink &sink)
{
	int taken = 0;

	while (sink.filled < nr_pages) {
		struct page *page = take_from_pcplist(zone, 0, migratetype,
						      bulk_alloc_flags(migratetype), pcp, list);

		if (!page)
			break;
		taken++;
		prep_new_page(page, 0, gfp, 0);
		sink.put(page, nr_pages);
	}
	return taken;
}

// How many pages were added. Interrupts are on: the list may be in use, then none.
static int fill_from_pcplist(struct zone *zone, int migratetype, gfp_t gfp, int nr_pages,
			     Sink &sink)
{
	struct per_cpu_pages *pcp = pcp_trylock(zone->per_cpu_pageset);
	int added = 0;

	if (!pcp)
		return 0;

	struct list_head *list = &pcp->lists[order_to_pindex(migratetype, 0)];

	if (has_extra_work())
		added = take_checked(zone, pcp, list, migratetype, gfp, nr_pages, sink);
	else
		do
			added += take_waiting(pcp, list, gfp, nr_pages, sink);
		while (sink.filled < nr_pages &&
		       refill(zone, 0, migratetype, bulk_alloc_flags(migratetype), pcp, list));
	pcp_unlock(pcp);
	if (added)
		__count_zid_vm_events(PGALLOC, zone_idx(zone), added);
	return added;
}

} // namespace buddy

using namespace buddy;

unsigned long alloc_pages_bulk_noprof(gfp_t gfp, int preferred_nid, nodemask_t *nodemask,
				      int nr_pages, struct list_head *page_list,
				      struct page **page_array)
{
	Sink sink = {page_list, page_array, 0};
	gfp_t allowed = gfp & gfp_allowed_mask;
	enum zone_type highest = gfp_zone(allowed);

	sink.skip_present(nr_pages);
	if (nr_pages <= 0 || sink.filled == nr_pages)
		return sink.filled;

	// Page owner may have to allocate for a page, which it could not while the list is locked.
	if (nr_pages - sink.filled > 1 && !page_owner_enabled()) {
		if (should_fail_alloc_bulk(allowed))
			return sink.filled;

		struct zone *zone =
			zone_for_bulk(allowed, nr_pages, highest, gfp_migratetype(allowed));

		if (zone &&
		    fill_from_pcplist(zone, gfp_migratetype(allowed), allowed, nr_pages, sink))
			return sink.filled;
	}

	struct page *page = __alloc_pages_noprof(gfp, 0, preferred_nid, nodemask);

	if (page)
		sink.put(page, 0);
	return sink.filled;
}
