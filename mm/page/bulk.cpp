// SPDX-License-Identifier: GPL-2.0-only
// Many single pages in one go: the zone is chosen, its watermark checked and the CPU's list locked once for all of them.
// When that does not work out, or only one page is wanted, the ordinary allocation provides one page and the caller, who
// is told how many there are, comes again.
//
// Linux 6.12: alloc_pages_bulk_noprof().
#include "mm/page/pcp.h"
#include "mm/page/prep.h"

#include <linux/export.h>

namespace buddy
{

// Where the pages go.
struct Sink {
	struct list_head *list;
	struct page **array;
	int filled;

	void put(struct page *page)
	{
		if (list)
			list_add(&page->lru, list);
		else
			array[filled] = page;
		filled++;
	}

	// Entries of the array that hold a page already count as filled.
	void skip_present(int wanted)
	{
		while (array && filled < wanted && array[filled])
			filled++;
	}
};

// The first zone that stays above its low watermark when it loses all of them.
static struct zone *zone_for_bulk(gfp_t gfp, int nr_pages, enum zone_type highest)
{
	struct zoneref *z;
	struct zone *zone;
	unsigned int alloc_flags = ALLOC_WMARK_LOW;

	for_each_zone_zonelist(zone, z, node_zonelist(0, gfp),
			       highest) if (zone_watermark_fast(zone, 0,
								low_wmark_pages(zone) + nr_pages,
								highest, alloc_flags)) return zone;
	return nullptr;
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

	for (sink.skip_present(nr_pages); sink.filled < nr_pages; sink.skip_present(nr_pages)) {
		struct page *page =
			take_from_pcplist(zone, 0, migratetype, ALLOC_WMARK_LOW, pcp, list);

		if (!page)
			break;
		added++;
		prep_new_page(page, 0, gfp, 0);
		sink.put(page);
	}
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

	if (nr_pages - sink.filled > 1) {
		struct zone *zone = zone_for_bulk(allowed, nr_pages, highest);

		if (zone &&
		    fill_from_pcplist(zone, gfp_migratetype(allowed), allowed, nr_pages, sink))
			return sink.filled;
	}

	struct page *page = __alloc_pages_noprof(gfp, 0, preferred_nid, nodemask);

	if (page)
		sink.put(page);
	return sink.filled;
}
