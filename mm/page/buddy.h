/* SPDX-License-Identifier: GPL-2.0-only */
// The free lists' primitives, inline: adding, removing, finding the buddy. All with zone->lock held.
//
// A free block of 2^order pages is known by its first page: page_type says buddy, private holds the order, buddy_list
// links it into zone->free_area[order].free_list[migrate type], where the type is always that of its pageblock.
#pragma once

#include "mm/page/internal.h"
#include "mm/page/pageblock.h"
#include "mm/page/vmstat.h"

#include <linux/poison.h>

namespace buddy
{

static inline unsigned int buddy_order(const struct page *page)
{
	return page->private_;
}

static inline void set_buddy_order(struct page *page, unsigned int order)
{
	page->private_ = order;
	page->page_type = (unsigned int)PGTY_buddy << 24;
}

static inline bool free_area_empty(const struct free_area *area, int migratetype)
{
	return list_empty(&area->free_list[migratetype]);
}

static inline struct page *first_free(struct free_area *area, int migratetype)
{
	struct list_head *list = &area->free_list[migratetype];

	return list_empty(list) ? nullptr : list_first_entry(list, struct page, buddy_list);
}

// The zone's free counters. The highatomic count mirrors what is on that type's lists.
static inline void account_freepages(struct zone *zone, long nr_pages, int migratetype)
{
	mod_zone_stat(zone, NR_FREE_PAGES, nr_pages);
	if (unlikely(migratetype == MIGRATE_HIGHATOMIC))
		WRITE_ONCE(zone->nr_free_highatomic, zone->nr_free_highatomic + nr_pages);
}

// Put a block that is on no list onto one; the caller sets order and type and accounts.
static inline void add_to_free_list(struct page *page, struct zone *zone, unsigned int order,
				    int migratetype, bool tail)
{
	struct free_area *area = &zone->free_area[order];

	if (tail)
		list_add_tail(&page->buddy_list, &area->free_list[migratetype]);
	else
		list_add(&page->buddy_list, &area->free_list[migratetype]);
	area->nr_free++;
}

// Take a block off its list; the caller accounts. A block of the largest order may still be as boot left it.
static inline void del_from_free_list(struct page *page, struct zone *zone, unsigned int order)
{
	if (unlikely(order == MAX_PAGE_ORDER))
		materialise_block(page);
	__list_del(page->buddy_list.prev, page->buddy_list.next);
	page->buddy_list.next = (struct list_head *)LIST_POISON1;
	page->buddy_list.prev = (struct list_head *)LIST_POISON2;
	page->page_type = ~0u;
	page->private_ = 0;
	zone->free_area[order].nr_free--;
}

// To the tail of another type's list, so that a moved block is not the next to be handed out.
static inline void move_to_free_list(struct page *page, struct zone *zone, unsigned int order,
				     int old_mt, int new_mt)
{
	list_move_tail(&page->buddy_list, &zone->free_area[order].free_list[new_mt]);
	account_freepages(zone, -(1L << order), old_mt);
	account_freepages(zone, 1L << order, new_mt);
}

// Free block of exactly @order whose other half @page would be? Every pfn of a max-order block has a struct page.
static inline bool is_free_buddy(const struct page *page, const struct page *candidate,
				 unsigned int order)
{
	return candidate->page_type >> 24 == PGTY_buddy && buddy_order(candidate) == order &&
	       page_zonenum(page) == page_zonenum(candidate);
}

// Halve a block of order @high until it is of order @low; upper halves go to the head of their lists. Returns how many
// pages were put back.
static inline unsigned int expand(struct zone *zone, struct page *page, unsigned int low,
				  unsigned int high, int migratetype)
{
	unsigned int returned = 0;

	while (high > low) {
		high--;
		add_to_free_list(&page[1u << high], zone, high, migratetype, false);
		set_buddy_order(&page[1u << high], high);
		returned += 1u << high;
	}
	return returned;
}

static inline void del_and_expand(struct zone *zone, struct page *page, unsigned int low,
				  unsigned int high, int migratetype)
{
	long taken = 1L << high;

	del_from_free_list(page, zone, high);
	taken -= expand(zone, page, low, high, migratetype);
	account_freepages(zone, -taken, migratetype);
}

// The smallest block of @migratetype that is large enough, cut to size.
static inline struct page *rmqueue_smallest(struct zone *zone, unsigned int order, int migratetype)
{
	for (unsigned int current = order; current < NR_PAGE_ORDERS; current++) {
		struct page *page = first_free(&zone->free_area[current], migratetype);

		if (!page)
			continue;
		del_and_expand(zone, page, order, current, migratetype);
		return page;
	}
	return nullptr;
}

} // namespace buddy
