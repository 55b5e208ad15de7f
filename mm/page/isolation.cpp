// SPDX-License-Identifier: GPL-2.0-only
// Taking pageblocks out of use.
//
// To get a certain range of pages, not just any, its pageblocks become MIGRATE_ISOLATE first:
//
//      before      [ used ][   free   ][ used ][ free ]     free blocks on the lists of the pageblock's type
//      isolated    [ used ][   free   ][ used ][ free ]     … on the lists of type ISOLATE: nobody allocates there
//                                                           NR_FREE_PAGES is less by that much
//      later       [            free                  ]     pages that are freed go there, too, past the CPUs' lists
//      undone      the blocks get a type again, their free blocks its lists
//
// A block is isolated only if nothing in it is known to be immovable: reserved, or in use and neither on an LRU list nor with a
// driver that can move it. CMA blocks are isolated for their area whatever is in them. Nobody moves pages here yet; who isolates
// finds out with test_pages_isolated() whether what was in use has been freed.
//
// The fast paths know nothing of this. While a zone has isolated blocks it has the flag ZONE_HAS_ISOLATE, which makes every free
// ask (pcp.h, free_isolated()). A CPU that was in the middle of a free puts its page on its list all the same:
// hence drain_all_pages() after isolating.
//
// zone->lock guards the types and zone->nr_isolate_pageblock. Linux 6.12: mm/page_isolation.c.
#include "mm/page/buddy.h"
#include "mm/page/pcp.h"

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/minmax.h>
#include <linux/page-isolation.h>

#define CREATE_TRACE_POINTS
#include <trace/events/page_isolation.h>

namespace buddy
{

bool free_isolated(struct zone *zone, struct per_cpu_pages *pcp, unsigned int pindex)
{
	struct page *page = list_first_entry(&pcp->lists[pindex], struct page, pcp_list);
	const unsigned int order = pindex_to_order(pindex);

	if (migratetype_of(page) != MIGRATE_ISOLATE)
		return false;
	list_del(&page->pcp_list);
	pcp->count -= 1 << order;
	pcp_unlock(pcp);
	__count_vm_events(PGFREE, -(1L << order)); // counted again
	free_one_page(page, order, Placement::by_buddy);
	return true;
}

// The first page of the range that will not go away, or nullptr. A look without more locks than the zone's: it may err, as Linux's.
static struct page *unmovable_page(unsigned long start, unsigned long end, int migratetype,
				   int flags)
{
	struct page *page = pfn_to_page(start);
	const bool movable_zone_ = is_zone_movable_page(page);

	if (is_migrate_cma_page(page))
		return migratetype == MIGRATE_CMA ? nullptr : page;

	for (unsigned long pfn = start; pfn < end; pfn++) {
		page = pfn_to_page(pfn);
		if (PageReserved(page))
			return page;
		if (movable_zone_)
			continue;
		if (PageCompound(page)) {
			struct folio *folio = page_folio(page);

			if (!folio_test_lru(folio) && !__PageMovable(&folio->page))
				return page;
			pfn += folio_nr_pages(folio) - (page - &folio->page) - 1;
			continue;
		}
		// Free, or on its way to be.
		if (!page_ref_count(page)) {
			if (PageBuddy(page))
				pfn += (1UL << buddy_order(page)) - 1;
			continue;
		}
		if ((flags & MEMORY_OFFLINE) && PageOffline(page))
			continue;
		if (!PageLRU(page) && !__PageMovable(page))
			return page;
	}
	return nullptr;
}

static void count_isolated_block(struct zone *zone, int change)
{
	zone->nr_isolate_pageblock += change;
	if (!zone->nr_isolate_pageblock) {
		clear_bit(ZONE_HAS_ISOLATE, &zone->flags);
	} else {
		set_bit(ZONE_HAS_ISOLATE, &zone->flags);
		pcp_forget_limits(zone);
	}
}

// The pageblock at pfn @block; only its part between @start and @end matters for what may be in it.
static int set_migratetype_isolate(unsigned long block, int migratetype, int flags,
				   unsigned long start, unsigned long end)
{
	struct page *page = pfn_to_page(block);
	struct zone *zone = page_zone(page);
	struct page *unmovable;

	page_ensure_init(block);
	{
		spinlock_irqsave_guard guard(&zone->lock);

		if (is_migrate_isolate_page(page))
			return -EBUSY;
		unmovable = unmovable_page(max(block, start), min(block + pageblock_nr_pages, end),
					   migratetype, flags);
		if (!unmovable) {
			if (!move_freepages_block_isolate(zone, page, MIGRATE_ISOLATE))
				return -EBUSY;
			count_isolated_block(zone, 1);
			return 0;
		}
	}
	if (flags & REPORT_FAILURE)
		dump_page(unmovable, "unmovable page");
	return -EBUSY;
}

static void unset_migratetype_isolate(unsigned long block, int migratetype)
{
	struct page *page = pfn_to_page(block);
	struct zone *zone = page_zone(page);

	spinlock_irqsave_guard guard(&zone->lock);

	if (!is_migrate_isolate_page(page))
		return;
	WARN_ON_ONCE(!move_freepages_block_isolate(zone, page, migratetype));
	count_isolated_block(zone, -1);
}

// The first pfn that is not free, or @end.
static unsigned long free_up_to(unsigned long pfn, unsigned long end, int flags)
{
	while (pfn < end) {
		struct page *page = pfn_to_page(pfn);

		if (PageBuddy(page))
			pfn += 1UL << buddy_order(page);
		else if ((flags & MEMORY_OFFLINE) && PageOffline(page) && !page_count(page))
			pfn++;
		else
			break;
	}
	return pfn;
}

} // namespace buddy

using namespace buddy;

// A free block never reaches beyond its pageblock, so there is nothing to split.
bool move_freepages_block_isolate(struct zone *zone, struct page *page, int migratetype)
{
	static_assert(pageblock_order == MAX_PAGE_ORDER);
	const unsigned long start = pageblock_start_pfn(page_to_pfn(page));

	if (!zone_spans_block(zone, start))
		return false;
	move_freepages_block(zone, start, migratetype_of(page), migratetype);
	return true;
}

// The outer blocks first, as Linux does: they are the ones that may hold somebody else's pages.
int start_isolate_page_range(unsigned long start_pfn, unsigned long end_pfn, int migratetype,
			     int flags, gfp_t)
{
	const unsigned long first = pageblock_start_pfn(start_pfn);
	const unsigned long last = pageblock_align(end_pfn) - pageblock_nr_pages;

	if (set_migratetype_isolate(first, migratetype, flags, first, first + pageblock_nr_pages))
		return -EBUSY;
	if (first == last)
		return 0;
	if (set_migratetype_isolate(last, migratetype, flags, last, last + pageblock_nr_pages)) {
		unset_migratetype_isolate(first, migratetype);
		return -EBUSY;
	}
	for (unsigned long block = first + pageblock_nr_pages; block < last;
	     block += pageblock_nr_pages) {
		if (!set_migratetype_isolate(block, migratetype, flags, start_pfn, end_pfn))
			continue;
		undo_isolate_page_range(first, block, migratetype);
		unset_migratetype_isolate(last, migratetype);
		return -EBUSY;
	}
	return 0;
}

void undo_isolate_page_range(unsigned long start_pfn, unsigned long end_pfn, int migratetype)
{
	for (unsigned long block = pageblock_start_pfn(start_pfn); block < end_pfn;
	     block += pageblock_nr_pages)
		if (is_migrate_isolate_page(pfn_to_page(block)))
			unset_migratetype_isolate(block, migratetype);
}

int test_pages_isolated(unsigned long start_pfn, unsigned long end_pfn, int isol_flags)
{
	unsigned long pfn;

	for (pfn = start_pfn; pfn < end_pfn; pfn += pageblock_nr_pages)
		if (!is_migrate_isolate_page(pfn_to_page(pfn)))
			break;
	if (pfn >= end_pfn) {
		spinlock_irqsave_guard guard(&page_zone(pfn_to_page(start_pfn))->lock);

		pfn = free_up_to(start_pfn, end_pfn, isol_flags);
	}
	trace_test_pages_isolated(start_pfn, end_pfn, pfn);
	return pfn < end_pfn ? -EBUSY : 0;
}
