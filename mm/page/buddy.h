/* SPDX-License-Identifier: GPL-2.0-only */
// The free lists' primitives, inline: adding, removing, finding the buddy. All with zone->lock held.
//
// A free block of 2^order pages is known by its first page: page_type says buddy, private holds the order, buddy_list
// links it into zone->free_area[order].free_list[migrate type], where the type is always that of its pageblock.
#pragma once

#include "mm/page/internal.h"
#include "mm/page/pageblock.h"
#include "mm/page/vmstat.h"

#include <linux/minmax.h>
#include <linux/poison.h>

namespace buddy
{

static inline unsigned int buddy_order(const struct page *page)
{
	return page->private_;
}

static constexpr unsigned int BUDDY_TYPE = (unsigned int)PGTY_buddy << 24;

static inline void set_buddy_order(struct page *page, unsigned int order)
{
	page->private_ = order;
	page->page_type = BUDDY_TYPE;
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
// the same moments. Types without a per-CPU list are counted apart, too (highatomic, CMA), or not at all (isolated).
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
		if (unlikely(migratetype >= MIGRATE_PCPTYPES) &&
		    !count_special(zone, nr_pages, migratetype))
			return;
		diff += nr_pages;
		if (unlikely((unsigned long)(diff + threshold) >
			     2ul * threshold)) { // diff or -diff above it
			zone_page_state_add(diff, zone, NR_FREE_PAGES);
			diff = 0;
		}
	}
	// The same for @blocks blocks of 2^@order pages that leave a normal type's lists one after the other; or come to them.
	void take(unsigned int order, int blocks)
	{
		step<-1>(order, blocks);
	}
	void put(unsigned int order, int blocks)
	{
		step<1>(order, blocks);
	}
	// Around calls of others who count.
	void load()
	{
		mine = this_cpu_ptr(zone->per_cpu_zonestats);
		diff = mine->vm_stat_diff[NR_FREE_PAGES];
		threshold = mine->stat_threshold;
	}
	void store()
	{
		mine->vm_stat_diff[NR_FREE_PAGES] = (s8)diff;
	}

	struct zone *const zone;

private:
	template <int Sign>
	void step(unsigned int order, int blocks)
	{
		int first =
			max((int)(threshold - Sign * diff) >> order, 0) + 1; // which goes too far
		int next = ((int)threshold >> order) + 1;                    // and which after that

		if (likely(blocks < first)) {
			diff += Sign * ((long)blocks << order);
			return;
		}

		int rest = (blocks - first) % next;

		zone_page_state_add(diff + Sign * ((long)(blocks - rest) << order), zone,
				    NR_FREE_PAGES);
		diff = Sign * ((long)rest << order);
	}

	struct per_cpu_zonestat *mine;
	long diff, threshold;
};

// The same for a single change.
static inline void account_freepages(struct zone *zone, long nr_pages, int migratetype)
{
	FreeCount(zone).add(nr_pages, migratetype);
}

// Put a block that is on no list onto one; the caller sets order and type and accounts.
static inline void add_to_free_list(struct page *page, struct free_area *area, int migratetype,
				    bool tail)
{
	OPTIMIZER_HIDE_VAR(area); // computed once

	struct list_head *list = &area->free_list[migratetype];

	OPTIMIZER_HIDE_VAR(list);
	if (tail)
		list_add_tail(&page->buddy_list, list);
	else
		list_add(&page->buddy_list, list);
	area->nr_free++;
}

static inline void add_to_free_list(struct page *page, struct zone *zone, unsigned int order,
				    int migratetype, bool tail)
{
	add_to_free_list(page, &zone->free_area[order], migratetype, tail);
}

// Take a block off its list; the caller accounts. A block of the largest order may still be as boot left it. The links keep what
// they hold: the block is put on another list, becomes a part of a larger one, or is handed out (finish_unlinked_page()).
static inline void del_from_free_list(struct page *page, struct free_area *area)
{
	__list_del(page->buddy_list.prev, page->buddy_list.next);
	page->page_type = ~0u;
	page->private_ = 0;
	area->nr_free--;
}

static inline void del_from_free_list(struct page *page, struct zone *zone, unsigned int order)
{
	if (unlikely(order == MAX_PAGE_ORDER))
		materialise_block(page);
	del_from_free_list(page, &zone->free_area[order]);
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
	return data_race(candidate->page_type) == BUDDY_TYPE && buddy_order(candidate) == order &&
	       !((page->flags ^ candidate->flags) >> ZONES_PGSHIFT & ZONES_MASK);
}

// Would the block that @page (of @order) and its buddy make find a free buddy in its turn?
static inline bool parent_may_merge(struct page *page, unsigned int order)
{
	if (order >= MAX_PAGE_ORDER - 1)
		return false;
	return is_free_buddy(page, buddy_of(parent_of(page, order), order + 1), order + 1);
}

// A block that is counted goes to the free lists, merged as far as it goes. Pageblocks are as large as the largest block, so all
// that merges is of one pageblock and of one type.
static __always_inline void merge_block(struct zone *zone, struct page *page, unsigned int order,
					int migratetype, Placement where)
{
	struct free_area *area = &zone->free_area[order];

	lockdep_assert_held(&zone->lock);
	VM_BUG_ON_PAGE(page->flags & PAGE_FLAGS_CHECK_AT_PREP, page);
	VM_BUG_ON_PAGE(page_to_pfn(page) & ((1UL << order) - 1), page);

	for (; order < MAX_PAGE_ORDER; order++, area++) {
		struct page *other = buddy_of(page, order);

		if (!is_free_buddy(page, other, order))
			break;
		del_from_free_list(other, area);
		page = parent_of(page, order);
	}
	set_buddy_order(page, order);
	add_to_free_list(page, area, migratetype,
			 where == Placement::to_tail || parent_may_merge(page, order));
}

// Give one block back.
static __always_inline void free_block(FreeCount &count, struct page *page, unsigned int order,
				       Placement where)
{
	int migratetype = migratetype_of(page);

	count.add(1L << order, migratetype);
	merge_block(count.zone, page, order, migratetype, where);
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

// What is left of a block of order @high whose first @taken pages are gone, as halving it for each of them leaves it: a block for
// each bit that counts @taken up to the whole. Their lists are empty. The caller accounts.
static inline void put_rest(struct zone *zone, struct page *page, unsigned int taken,
			    unsigned int high, int migratetype)
{
	while (taken < 1u << high) {
		unsigned int order = __builtin_ctz(taken);

		add_to_free_list(&page[taken], zone, order, migratetype, false);
		set_buddy_order(&page[taken], order);
		taken += 1u << order;
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
