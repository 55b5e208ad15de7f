// SPDX-License-Identifier: GPL-2.0-only
// A certain range of pages, however long: what the buddy lists, with their blocks of at most 4 MiB, cannot give.
//
//                  start                          end
//      free  [ outer │    ][          ][      ]    │     ]
//              ▼     ▼                             ▼
//      1  isolate the pageblocks, so that nobody takes what is free there             start_isolate_page_range()
//      2  empty the CPUs' lists; move what is in use away (Linux: migration)          drain_all_pages()
//      3  is all of it free now?  no: -EBUSY                                          test_pages_isolated()
//      4  take the free blocks off the lists, from the one that holds start on        isolate_free_range()
//      5  make them single pages, or one compound page; what lies outside goes back   split_free_blocks()
//      6  the pageblocks get their type back                                          undo_isolate_page_range()
//
// There is no migration: a page in use is an end, not a delay.
//
// Linux 6.12: alloc_contig_range_noprof(), alloc_contig_pages_noprof(), free_contig_range(), isolate_freepages_range(),
// __isolate_free_page(), split_free_pages(), find_large_buddy().
#include "mm/page/buddy.h"

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/guard.hpp>
#include <linux/log2.h>
#include <linux/page-isolation.h>
#include <linux/sched/mm.h>
#include <trace/events/kmem.h>

namespace buddy
{

// What such a request may say: where pages come from is decided already.
static bool gfp_is_possible(gfp_t gfp)
{
	constexpr gfp_t PLACE = GFP_ZONEMASK | __GFP_RECLAIMABLE | __GFP_WRITE | __GFP_HARDWALL |
				__GFP_THISNODE | __GFP_MOVABLE;
	constexpr gfp_t WAIT = __GFP_IO | __GFP_FS | __GFP_RECLAIM;
	constexpr gfp_t ACTION = __GFP_COMP | __GFP_RETRY_MAYFAIL | __GFP_NOWARN | __GFP_ZERO |
				 __GFP_ZEROTAGS;

	return !(gfp & ~PLACE & ~(WAIT | ACTION));
}

// Where the free block begins that @pfn lies in, if it does.
static unsigned long block_around(unsigned long pfn)
{
	for (unsigned int order = 0; order <= MAX_PAGE_ORDER; order++) {
		unsigned long start = pfn & ~0UL << order;
		struct page *page = pfn_to_page(start);

		if (PageBuddy(page))
			return start + (1UL << buddy_order(page)) > pfn ? start : pfn;
	}
	return pfn;
}

// The free blocks of a range, off the lists; each remembers its order in page->private.
struct Taken {
	struct list_head blocks;
	unsigned long end; // of the last one

	Taken() : end(0)
	{
		INIT_LIST_HEAD(&blocks);
	}
};

// All of the range is free and isolated. False: it is not any more; what was taken is back then.
static bool isolate_free_range(struct zone *zone, unsigned long start, unsigned long end,
			       Taken &taken)
{
	spinlock_irqsave_guard guard(&zone->lock);
	unsigned long pfn = start;

	while (pfn < end && PageBuddy(pfn_to_page(pfn))) {
		struct page *page = pfn_to_page(pfn);
		const unsigned int order = buddy_order(page);

		del_from_free_list(page, zone, order);
		account_freepages(zone, -(1L << order), migratetype_of(page));
		page->private_ = order;
		list_add_tail(&page->lru, &taken.blocks);
		pfn += 1UL << order;
	}
	taken.end = pfn;
	count_vm_events(COMPACTISOLATED, pfn - start);
	return pfn >= end;
}

// Single pages with a reference each.
static void split_free_blocks(Taken &taken, gfp_t gfp)
{
	while (!list_empty(&taken.blocks)) {
		struct page *page = list_first_entry(&taken.blocks, struct page, lru);
		const unsigned int order = page->private_;

		list_del(&page->lru);
		prep_new_page(page, order, gfp, 0);
		if (order)
			split_page(page, order);
	}
}

static int take_range(struct zone *zone, unsigned long start, unsigned long end, gfp_t gfp)
{
	const unsigned long outer = block_around(start);
	Taken taken;

	if (test_pages_isolated(outer, end, 0))
		return -EBUSY;
	if (!isolate_free_range(zone, outer, end, taken)) {
		split_free_blocks(taken, 0);
		free_contig_range(outer, taken.end - outer);
		return -EBUSY;
	}
	if (!(gfp & __GFP_COMP)) {
		split_free_blocks(taken, gfp);
		if (start != outer)
			free_contig_range(outer, start - outer);
		if (end != taken.end)
			free_contig_range(end, taken.end - end);
		return 0;
	}
	if (start == outer && end == taken.end && is_power_of_2(end - start)) {
		prep_new_page(pfn_to_page(start), ilog2(end - start), gfp, 0);
		return 0;
	}
	WARN(true, "PFN range: requested [%lu, %lu), allocated [%lu, %lu)\n", start, end, outer,
	     taken.end);
	split_free_blocks(taken, gfp & ~__GFP_COMP);
	free_contig_range(outer, taken.end - outer);
	return -EINVAL;
}

// Could the range be had at all? It lies in the zone, and nothing of it is reserved.
static bool range_is_memory_of(struct zone *zone, unsigned long start, unsigned long end)
{
	for (unsigned long pfn = start; pfn < end; pfn++) {
		if (!pfn_valid(pfn))
			return false;
		page_ensure_init(pfn);
		if (page_zone(pfn_to_page(pfn)) != zone || PageReserved(pfn_to_page(pfn)))
			return false;
	}
	return true;
}

} // namespace buddy

using namespace buddy;

int alloc_contig_range_noprof(unsigned long start, unsigned long end, unsigned int migratetype,
			      gfp_t gfp_mask)
{
	struct zone *zone = page_zone(pfn_to_page(start));
	int error;

	gfp_mask = current_gfp_context(gfp_mask);
	if (!gfp_is_possible(gfp_mask))
		return -EINVAL;
	error = start_isolate_page_range(start, end, migratetype, 0, gfp_mask);
	if (!error) {
		drain_all_pages(zone);
		trace_mm_alloc_contig_migrate_range_info(start, end, 0, 0, 0, migratetype);
		error = take_range(zone, start, end, gfp_mask);
	}
	undo_isolate_page_range(start, end, migratetype);
	return error;
}
EXPORT_SYMBOL(alloc_contig_range_noprof);

struct page *alloc_contig_pages_noprof(unsigned long nr_pages, gfp_t gfp_mask, int nid,
				       nodemask_t *nodemask)
{
	struct zoneref *z;
	struct zone *zone;

	for_each_zone_zonelist(zone, z, node_zonelist(nid, gfp_mask), gfp_zone(gfp_mask))
	{
		unsigned long pfn = ALIGN(zone->zone_start_pfn, nr_pages);

		for (; zone_spans_pfn(zone, pfn + nr_pages - 1); pfn += nr_pages)
			if (range_is_memory_of(zone, pfn, pfn + nr_pages) &&
			    !alloc_contig_range_noprof(pfn, pfn + nr_pages, MIGRATE_MOVABLE,
						       gfp_mask))
				return pfn_to_page(pfn);
	}
	return nullptr;
}
EXPORT_SYMBOL(alloc_contig_pages_noprof);

void free_contig_range(unsigned long pfn, unsigned long nr_pages)
{
	struct folio *folio = page_folio(pfn_to_page(pfn));
	unsigned long still_used = 0;

	if (folio_test_large(folio)) {
		const unsigned long expected = folio_nr_pages(folio);

		if (nr_pages == expected)
			folio_put(folio);
		else
			WARN(true, "PFN %lu: nr_pages %lu != expected %lu\n", pfn, nr_pages,
			     expected);
		return;
	}
	for (; nr_pages--; pfn++) {
		still_used += page_count(pfn_to_page(pfn)) != 1;
		__free_page(pfn_to_page(pfn));
	}
	WARN(still_used != 0, "%lu pages are still in use!\n", still_used);
}
EXPORT_SYMBOL(free_contig_range);
