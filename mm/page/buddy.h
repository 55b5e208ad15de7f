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

// zone->lock, interrupts off: spin_lock_irqsave() without counting preemption, which cannot happen with interrupts off. (With
// the lock-order checker it is that.)
static __always_inline unsigned long zone_lock(struct zone *zone)
{
	unsigned long flags;

#ifdef CONFIG_LOCKDEP
	spin_lock_irqsave(&zone->lock, flags);
#else
	local_irq_save(flags);
	arch_spin_lock(&zone->lock.rlock.raw_lock);
#endif
	return flags;
}

static __always_inline void zone_unlock(struct zone *zone, unsigned long flags)
{
#ifdef CONFIG_LOCKDEP
	spin_unlock_irqrestore(&zone->lock, flags);
#else
	arch_spin_unlock(&zone->lock.rlock.raw_lock);
	local_irq_restore(flags);
#endif
}

// The zone's count of free pages (NR_FREE_PAGES), for as long as the lock is held: this CPU's difference and its threshold are
// read once. Each change is applied as __mod_zone_page_state() would, so that differences are added to the zone's count at
// the same moments. The highatomic count mirrors what is on that type's lists.
class FreeCount
{
public:
	explicit FreeCount(struct zone *zone_) : zone(zone_)
	{
		load();
	}
	~FreeCount()
	{
		store();
	}
	FreeCount(const FreeCount &) = delete;
	FreeCount &operator=(const FreeCount &) = delete;

	void add(long nr_pages, int migratetype)
	{
		diff += nr_pages;
		if (unlikely(diff > threshold || diff < -threshold)) {
			zone_page_state_add(diff, zone, NR_FREE_PAGES);
			diff = 0;
		}
		if (unlikely(migratetype == MIGRATE_HIGHATOMIC))
			WRITE_ONCE(zone->nr_free_highatomic, zone->nr_free_highatomic + nr_pages);
	}
	// Around calls of others who count.
	void load()
	{
		struct per_cpu_zonestat *mine = this_cpu_ptr(zone->per_cpu_zonestats);

		diff = mine->vm_stat_diff[NR_FREE_PAGES];
		threshold = mine->stat_threshold;
	}
	void store()
	{
		this_cpu_ptr(zone->per_cpu_zonestats)->vm_stat_diff[NR_FREE_PAGES] = (s8)diff;
	}

	struct zone *const zone;

private:
	long diff, threshold;
};

// The same for a single change.
static inline void account_freepages(struct zone *zone, long nr_pages, int migratetype)
{
	FreeCount(zone).add(nr_pages, migratetype);
}

// Put a block that is on no list onto one; the caller sets order and type and accounts.
static inline void add_to_free_list(struct page *page, struct zone *zone, unsigned int order,
				    int migratetype, bool tail)
{
	struct free_area *area = &zone->free_area[order];

	OPTIMIZER_HIDE_VAR(area); // computed once

	struct list_head *list = &area->free_list[migratetype];

	OPTIMIZER_HIDE_VAR(list);
	if (tail)
		list_add_tail(&page->buddy_list, list);
	else
		list_add(&page->buddy_list, list);
	area->nr_free++;
}

// Take a block off its list; the caller accounts. A block of the largest order may still be as boot left it. The links keep what
// they hold: the block is put on another list, becomes a part of a larger one, or is handed out (finish_unlinked_page()).
static inline void del_from_free_list(struct page *page, struct zone *zone, unsigned int order)
{
	if (unlikely(order == MAX_PAGE_ORDER))
		materialise_block(page);
	__list_del(page->buddy_list.prev, page->buddy_list.next);
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

// The buddy of a block, and the block that they make. Like the pfns, the addresses of the struct pages differ in one bit: those of a
// pageblock start at a multiple of their size (pageblock.h).
static inline struct page *buddy_of(const struct page *page, unsigned int order)
{
	static_assert(pageblock_order == MAX_PAGE_ORDER);
	return (struct page *)((unsigned long)page ^ (sizeof(struct page) << order));
}

static inline struct page *parent_of(const struct page *page, unsigned int order)
{
	return (struct page *)((unsigned long)page & ~(sizeof(struct page) << order));
}

// Free block of exactly @order whose other half @page would be? Every pfn of a max-order block has a struct page.
static inline bool is_free_buddy(const struct page *page, const struct page *candidate,
				 unsigned int order)
{
	return candidate->page_type >> 24 == PGTY_buddy && buddy_order(candidate) == order &&
	       page_zonenum(page) == page_zonenum(candidate);
}

// Halve a block of order @high until it is of order @low; upper halves go to the head of their lists. The caller accounts.
static inline void expand(struct zone *zone, struct page *page, unsigned int low, unsigned int high,
			  int migratetype)
{
	while (high > low) {
		high--;
		add_to_free_list(&page[1u << high], zone, high, migratetype, false);
		set_buddy_order(&page[1u << high], high);
	}
}

static inline void del_and_expand(FreeCount &count, struct page *page, unsigned int low,
				  unsigned int high, int migratetype)
{
	del_from_free_list(page, count.zone, high);
	expand(count.zone, page, low, high, migratetype);
	count.add(-(1L << low), migratetype);
}

static inline void del_and_expand(struct zone *zone, struct page *page, unsigned int low,
				  unsigned int high, int migratetype)
{
	FreeCount count(zone);

	del_and_expand(count, page, low, high, migratetype);
}

// The smallest block of @migratetype that is large enough, cut to size.
static inline struct page *rmqueue_smallest(FreeCount &count, unsigned int order, int migratetype)
{
	for (unsigned int current = order; current < NR_PAGE_ORDERS; current++) {
		struct page *page = first_free(&count.zone->free_area[current], migratetype);

		if (!page)
			continue;
		del_and_expand(count, page, order, current, migratetype);
		return page;
	}
	return nullptr;
}

static inline struct page *rmqueue_smallest(struct zone *zone, unsigned int order, int migratetype)
{
	FreeCount count(zone);

	return rmqueue_smallest(count, order, migratetype);
}

} // namespace buddy
