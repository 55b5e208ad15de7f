// SPDX-License-Identifier: GPL-2.0-only
// When the free lists of a migrate type are empty: taking from other types.
//
//      wanted          is looked for in
//      Unmovable       Reclaimable, then Movable
//      Movable         Reclaimable, then Unmovable
//      Reclaimable     Unmovable, then Movable
//
// (Movable requests have been to the CMA blocks before: buddy.cpp.)
//
// Mixing types in a pageblock does lasting harm (one unmovable page keeps 4 MiB from ever being a large block again), so
// the largest free block of another type is looked for first, and its whole pageblock is converted if that is justified:
// the block is a whole pageblock, or at least half of the pageblock is free or of a kind that goes with the request
// (claim). Each conversion of a part raises the zone's watermarks for a while, so that reclaim makes room and the next
// request finds pages of its own type. If nothing can be claimed, the smallest block that suffices is taken and the rest
// stays what it is (steal).
//
// HighAtomic blocks are a reserve for atomic requests of order > 0, at most 1 % of the zone: a pageblock joins it when such
// a request was served from it, and leaves it when memory gets short.
//
// All with zone->lock held. Linux 6.12: fallbacks[], find_suitable_fallback(), __rmqueue_claim(), __rmqueue_steal(),
// try_to_steal_block(), boost_watermark(), __move_freepages_block(), reserve_/unreserve_highatomic_pageblock().
#include "mm/page/buddy.h"

#include <linux/bug.h>
#include <linux/minmax.h>
#include <trace/events/kmem.h>

// Boost by up to 150 % of the high watermark (in 1/10000).
constinit int watermark_boost_factor = 15000;

namespace buddy
{

static constexpr int FALLBACKS[MIGRATE_PCPTYPES][MIGRATE_PCPTYPES - 1] = {
	{MIGRATE_RECLAIMABLE, MIGRATE_MOVABLE},   // Unmovable
	{MIGRATE_RECLAIMABLE, MIGRATE_UNMOVABLE}, // Movable
	{MIGRATE_UNMOVABLE, MIGRATE_MOVABLE},     // Reclaimable
};

// A free block of exactly this order on another type's list, or -1.
static int fallback_type(struct free_area *area, int migratetype)
{
	if (!area->nr_free)
		return -1;
	for (int other : FALLBACKS[migratetype])
		if (!free_area_empty(area, other))
			return other;
	return -1;
}

// Is it worth looking at the whole pageblock? Unmovable and reclaimable requests always try, because each pageblock that
// they enter is lost for movable ones; movable requests only for large pieces.
static bool may_claim(unsigned int order, int start_type)
{
	return order >= pageblock_order / 2 || start_type == MIGRATE_RECLAIMABLE ||
	       start_type == MIGRATE_UNMOVABLE || page_group_by_mobility_disabled;
}

// One pageblock more of free memory for reclaim to make. Not on zones of a few pageblocks, where it could starve
// everybody, and not before the watermarks are known.
static bool boost_watermark(struct zone *zone)
{
	if (!watermark_boost_factor || pageblock_nr_pages * 4 > zone_managed_pages(zone))
		return false;

	unsigned long high = zone->_watermark[WMARK_HIGH];
	unsigned long factor = READ_ONCE(watermark_boost_factor);
	unsigned long most = high / 10000 * factor + high % 10000 * factor / 10000;

	if (!most)
		return false;
	most = max(pageblock_nr_pages, most);
	zone->watermark_boost = min(zone->watermark_boost + pageblock_nr_pages, most);
	return true;
}

// What a pageblock consists of, as far as free lists and page flags tell.
struct BlockContents {
	unsigned long start;
	int free;
	int movable; // on an LRU list, or with a driver that can move it
};

bool zone_spans_block(struct zone *zone, unsigned long start)
{
	return zone_spans_pfn(zone, start) && zone_spans_pfn(zone, start + pageblock_nr_pages - 1);
}

static BlockContents look_into_block(unsigned long start)
{
	BlockContents found = {start, 0, 0};

	for (unsigned long pfn = start; pfn < start + pageblock_nr_pages;) {
		struct page *page = pfn_to_page(pfn);

		if (PageBuddy(page)) {
			found.free += 1 << buddy_order(page);
			pfn += 1UL << buddy_order(page);
			continue;
		}
		if (PageLRU(page) || __PageMovable(page))
			found.movable++;
		pfn++;
	}
	return found;
}

void move_freepages_block(struct zone *zone, unsigned long start, int old_mt, int new_mt)
{
	for (unsigned long pfn = start; pfn < start + pageblock_nr_pages;) {
		struct page *page = pfn_to_page(pfn);

		if (!PageBuddy(page)) {
			pfn++;
			continue;
		}

		unsigned int order = buddy_order(page);

		move_to_free_list(page, zone, order, old_mt, new_mt);
		pfn += 1UL << order;
	}
	set_pageblock_migratetype(pfn_to_page(start), new_mt);
}

// How many allocated pages of the block go with the request.
static int alike_pages(const BlockContents &block, int start_type, int block_type)
{
	if (start_type == MIGRATE_MOVABLE)
		return block.movable;
	// What does not move in a movable block may be either kind; in the other blocks nothing is known.
	if (block_type == MIGRATE_MOVABLE)
		return pageblock_nr_pages - (block.free + block.movable);
	return 0;
}

static struct page *claim_whole_block(struct zone *zone, struct page *page, int block_order,
				      int order, int start_type, int block_type)
{
	del_from_free_list(page, zone, block_order);
	account_freepages(zone, -(1L << block_order), block_type);
	set_pageblock_migratetype(page, start_type);
	expand(zone, page, order, block_order, start_type);
	account_freepages(zone, (1L << block_order) - (1L << order), start_type);
	return page;
}

// @page is a free block of @current_order of another type. Returns a block of @order if its pageblock could be taken over.
static struct page *claim_from(struct zone *zone, struct page *page, int current_order, int order,
			       int start_type, unsigned int alloc_flags)
{
	int block_type = migratetype_of(page);

	if (block_type == MIGRATE_HIGHATOMIC)
		return nullptr;
	if (current_order >= pageblock_order)
		return claim_whole_block(zone, page, current_order, order, start_type, block_type);

	if (boost_watermark(zone) && (alloc_flags & ALLOC_KSWAPD))
		set_bit(ZONE_BOOSTED_WATERMARK, &zone->flags);

	unsigned long start = pageblock_start_pfn(page_to_pfn(page));

	if (!zone_spans_block(zone, start))
		return nullptr;

	BlockContents block = look_into_block(start);

	if (block.free + alike_pages(block, start_type, block_type) < 1 << (pageblock_order - 1) &&
	    !page_group_by_mobility_disabled)
		return nullptr;
	move_freepages_block(zone, start, block_type, start_type);
	page = rmqueue_smallest(zone, order, start_type);
	if (page)
		trace_mm_page_alloc_zone_locked(page, order, start_type,
						order <= PAGE_ALLOC_COSTLY_ORDER);
	return page;
}

// The largest blocks first: where they are, most of the pageblock is probably free.
struct page *rmqueue_claim(struct zone *zone, int order, int start_migratetype,
			   unsigned int alloc_flags)
{
	int smallest = order;

	if (order < pageblock_order && (alloc_flags & ALLOC_NOFRAGMENT))
		smallest = pageblock_order;
	for (int current = MAX_PAGE_ORDER; current >= smallest; current--) {
		struct free_area *area = &zone->free_area[current];
		int other = fallback_type(area, start_migratetype);

		if (other < 0)
			continue;
		if (!may_claim(current, start_migratetype))
			break;

		struct page *page = claim_from(zone, first_free(area, other), current, order,
					       start_migratetype, alloc_flags);

		if (page) {
			trace_mm_page_alloc_extfrag(page, order, current, start_migratetype, other);
			return page;
		}
	}
	return nullptr;
}

// The smallest block first: what is taken here spoils the least. The pageblock keeps its type.
struct page *rmqueue_steal(struct zone *zone, int order, int start_migratetype)
{
	for (int current = order; current < NR_PAGE_ORDERS; current++) {
		struct free_area *area = &zone->free_area[current];
		int other = fallback_type(area, start_migratetype);

		if (other < 0)
			continue;

		struct page *page = first_free(area, other);

		del_and_expand(zone, page, order, current, other);
		trace_mm_page_alloc_extfrag(page, order, current, start_migratetype, other);
		return page;
	}
	return nullptr;
}

// An atomic request of order > 0 was served: keep its pageblock for the next ones, up to 1 % of the zone.
void reserve_highatomic_pageblock(struct page *page, int order, struct zone *zone)
{
	unsigned long one_percent = zone_managed_pages(zone) / 100;
	unsigned long start = pageblock_start_pfn(page_to_pfn(page));
	unsigned long flags;

	if (one_percent < pageblock_nr_pages)
		return;

	unsigned long most = ALIGN(one_percent, pageblock_nr_pages);

	if (READ_ONCE(zone->nr_reserved_highatomic) >= most)
		return;

	spin_lock_irqsave(&zone->lock, flags);

	int mt = migratetype_of(page);

	if (zone->nr_reserved_highatomic < most && migratetype_is_mergeable(mt)) {
		if (order >= pageblock_order) {
			set_pageblock_migratetype(page, MIGRATE_HIGHATOMIC);
			zone->nr_reserved_highatomic += 1UL << order;
		} else if (zone_spans_block(zone, start)) {
			move_freepages_block(zone, start, mt, MIGRATE_HIGHATOMIC);
			zone->nr_reserved_highatomic += pageblock_nr_pages;
		}
	}
	spin_unlock_irqrestore(&zone->lock, flags);
}

// Give one reserved pageblock of the zone back to ordinary use.
static bool unreserve_one(struct zone *zone, int migratetype)
{
	for (struct free_area &area : zone->free_area) {
		struct page *page = first_free(&area, MIGRATE_HIGHATOMIC);

		if (!page)
			continue;

		unsigned long start = pageblock_start_pfn(page_to_pfn(page));

		zone->nr_reserved_highatomic -=
			min(pageblock_nr_pages, zone->nr_reserved_highatomic);
		if (!zone_spans_block(zone, start))
			continue;
		move_freepages_block(zone, start, MIGRATE_HIGHATOMIC, migratetype);
		return true;
	}
	return false;
}

// Before a request fails. Unless @force, a zone keeps its last reserved pageblock. True: try again.
bool unreserve_highatomic_pageblock(const alloc_context &ac, bool force)
{
	struct zoneref *z;
	struct zone *zone;

	for_each_zone_zonelist(zone, z, ac.zonelist, ac.highest_zoneidx)
	{
		unsigned long flags;

		if (!force && zone->nr_reserved_highatomic <= pageblock_nr_pages)
			continue;
		spin_lock_irqsave(&zone->lock, flags);

		bool done = unreserve_one(zone, ac.migratetype);

		spin_unlock_irqrestore(&zone->lock, flags);
		if (done)
			return true;
	}
	return false;
}

} // namespace buddy
