// SPDX-License-Identifier: GPL-2.0-only
// The buddy system.
//
// Blocks of 2^order pages start at multiples of their size. Two halves of a larger block are buddies: their pfns differ
// in bit "order" alone. Freeing a block whose buddy is free as well makes one block of the next order, and so on:
//
//      order 2   [      0 … 3      ]
//      order 1   [ 0,1 ]   [ 2,3 ]         2 and 3 are freed: 3's buddy 2 is free, together they are block 2 of order 1,
//      order 0   [0] [1]   [2] [3]         whose buddy is block 0 of order 1 …
//
// Invariants (mm/page/verify.cpp checks them): a free block is on the list of its order and of its pageblock's type; two
// free buddies of equal order and zone never stay apart, except at MAX_PAGE_ORDER and where types must not mix; NR_FREE_PAGES
// is the number of pages on the lists.
//
// Where in its list a freed block goes decides what is handed out next: to the head, so that warm memory is used first;
// to the tail when its parent's buddy is free already, because then the two may soon become one larger block; always to the
// tail for boot memory. Which part of a split block is handed out: the lowest.
//
// A CPU's lists are refilled with many blocks at once: docs/page-allocator.md draws how one block is cut into all of them.
//
// zone->lock guards all of it, with interrupts off. Linux 6.12: __free_one_page(), expand(), __rmqueue_smallest(),
// __rmqueue(), rmqueue_bulk(), rmqueue_buddy(), free_pcppages_bulk(), split_large_buddy().
#include "mm/page/buddy.h"
#include "mm/page/pcp.h"
#include <trace/events/kmem.h>

namespace buddy
{

bool count_special(struct zone *zone, long nr_pages, int migratetype)
{
	switch (migratetype) {
	case MIGRATE_HIGHATOMIC:
		WRITE_ONCE(zone->nr_free_highatomic, zone->nr_free_highatomic + nr_pages);
		return true;
#ifdef CONFIG_CMA
	case MIGRATE_CMA:
		__mod_zone_page_state(zone, NR_FREE_CMA_PAGES, nr_pages);
		return true;
#endif
	default:
		return migratetype != MIGRATE_ISOLATE;
	}
}

void free_one_page(struct page *page, unsigned int order, Placement where)
{
	struct zone *zone = page_zone(page);

	unsigned long flags = zone_lock(zone);

	{
		FreeCount count(zone);

		free_block(count, page, order, where);
	}
	zone_unlock(zone, flags);
	__count_vm_events(PGFREE, 1L << order);
}

// How far the struct page before the last one of @list is from it. The list's head is no struct page's neighbour.
static __always_inline long last_step(const struct list_head *list)
{
	return (long)list->prev->prev - (long)list->prev;
}

// Takes blocks off the tail of @list that are neighbours in memory, @step bytes of struct pages from one to the next. Returns how
// many; at most @most.
static __always_inline int take_run(struct list_head *list, long step, int most)
{
	struct list_head *last = list->prev, *before = last->prev;
	int blocks = 1;

	for (long next = step; blocks < most && (long)before - (long)last == next; next += step) {
		before = before->prev;
		blocks++;
	}
	list->prev = before;
	before->next = list;
	return blocks;
}

// Frees such a run, upwards or downwards. One after the other its blocks would first merge with each other, into the largest that
// they make from the first one on; and each of those, when its last part comes, with what is free around it. So each goes to the
// lists once, at the same moment: all lists are the same afterwards (docs/page-allocator.md).
static noinline int free_run(struct zone *zone, struct list_head *list, long step,
			     unsigned int order, int most)
{
	FreeCount count(zone);
	const long down = step >> 63; // all bits or none
	unsigned long at = (unsigned long)list_last_entry(list, struct page, pcp_list) -
			   (step & down); // downwards: a block's end
	const int taken = take_run(list, step, most);
	int left = taken;

	do {
		const unsigned long boundary = at / sizeof(struct page) | MAX_ORDER_NR_PAGES;
		const unsigned int merged =
			min((unsigned int)__builtin_ctzl(boundary), order + ilog2(left));
		const long size = (long)sizeof(struct page) << merged;
		const int parts = 1 << (merged - order);
		struct page *page = (struct page *)(at - (size & down));
		const int migratetype = migratetype_of(page);

		if (likely(migratetype < MIGRATE_PCPTYPES))
			count.put(order, parts);
		else
			for (int i = 0; i < parts; i++)
				count.add(1L << order, migratetype);
		merge_block(zone, page, merged, migratetype, Placement::by_buddy);
		at += (size ^ down) - down;
		left -= parts;
	} while (left);
	return taken;
}

// Frees from the tail of @list, which is not empty, a run or a block. Returns how many blocks; at most @most. Traced, each block
// has an event of its own.
template <bool Traced>
static __always_inline int free_last(FreeCount &count, struct list_head *list, unsigned int order,
				     int most)
{
	const long size = (long)sizeof(struct page) << order, step = last_step(list);

	if (!Traced && (step == size || step == -size) && most > 1) {
		count.store();

		const int freed = free_run(count.zone, list, step, order, most);

		count.load();
		return freed;
	}

	struct page *page = list_last_entry(list, struct page, pcp_list);
	const int migratetype = migratetype_of(page);

	__list_del(page->pcp_list.prev, list);
	free_block(count, page, order, Placement::by_buddy);
	if constexpr (Traced)
		trace_mm_page_pcpu_drain(page, order, migratetype);
	return 1;
}

template <bool Traced>
static __always_inline void free_from_lists(struct zone *zone, int count, struct per_cpu_pages *pcp,
					    unsigned int pindex)
{
	FreeCount free_count(zone);

	for (;;) {
		struct list_head *list = &pcp->lists[pindex];
		unsigned int order = pindex_to_order(pindex);

		while (count > 0 && !list_empty(list)) {
			int most = (count + (1 << order) - 1) >> order;
			int pages = free_last<Traced>(free_count, list, order, most) << order;

			count -= pages;
			pcp->count -= pages;
		}
		if (count <= 0)
			break;
		pindex = pindex + 1 < NR_PCP_LISTS ? pindex + 1 : 0;
	}
}

// Give @count pages of a CPU's lists back, oldest first, starting with list @pindex and going round. pcp->lock held.
template <bool Traced>
static __always_inline void give_back(struct zone *zone, int count, struct per_cpu_pages *pcp,
				      int pindex)
{
	if (count > pcp->count)
		count = pcp->count;
	if (count <= 0)
		return;

	unsigned long flags = zone_lock(zone);

	free_from_lists<Traced>(zone, count, pcp, pindex);
	zone_unlock(zone, flags);
}

__detoured void free_pcppages_bulk(struct zone *zone, int count, struct per_cpu_pages *pcp,
				   int pindex)
{
	traced_detour(free_pcppages_bulk, zone, count, pcp, pindex);
	give_back<false>(zone, count, pcp, pindex);
}

// The same for a single block when the CPU holds no other: it passes through without having been on the list. Unlocks @pcp.
template <bool Traced>
static __always_inline void pass_on(struct page *page, unsigned int order,
				    struct per_cpu_pages *pcp)
{
	struct zone *zone = page_zone(page);

	OPTIMIZER_HIDE_VAR(zone); // computed once

	unsigned long flags = zone_lock(zone);

	{
		FreeCount count(zone);

		free_block(count, page, order, Placement::by_buddy);
	}
	if constexpr (Traced)
		trace_mm_page_pcpu_drain(page, order, migratetype_of(page));
	zone_unlock(zone, flags);
	if (unlikely(test_bit(ZONE_BELOW_HIGH, &zone->flags)))
		return note_freed_and_unlock(zone, pcp);
	pcp_unlock(pcp);
}

__detoured void free_pcp_block(struct page *page, unsigned int order, struct per_cpu_pages *pcp)
{
	traced_detour(free_pcp_block, page, order, pcp);
	pass_on<false>(page, order, pcp);
}

template <bool Traced>
static inline struct page *smallest(FreeCount &count, unsigned int order, int migratetype)
{
	struct page *page = rmqueue_smallest(count, order, migratetype);

	if constexpr (Traced) {
		if (page)
			trace_mm_page_alloc_zone_locked(page, order, migratetype,
							order <= PAGE_ALLOC_COSTLY_ORDER &&
								migratetype < MIGRATE_PCPTYPES);
	}
	return page;
}

// Movable requests may be served from CMA blocks. The traced twin's events are the same.
static struct page *rmqueue_cma(struct zone *zone, unsigned int order)
{
	if (!IS_ENABLED(CONFIG_CMA))
		return nullptr;

	FreeCount count(zone);
	struct page *page = rmqueue_smallest(count, order, MIGRATE_CMA);

	if (page)
		trace_mm_page_alloc_zone_locked(page, order, MIGRATE_CMA, 0);
	return page;
}

// More than half of what is free in the zone is in CMA blocks: then they are first, so that both halves shrink alike.
static noinline struct page *rmqueue_balance_cma(struct zone *zone, unsigned int order)
{
	if (zone_page_state(zone, NR_FREE_CMA_PAGES) <= zone_page_state(zone, NR_FREE_PAGES) / 2)
		return nullptr;
	return rmqueue_cma(zone, order);
}

// Other types' blocks, when the requested type has none: CMA's, if the request may; by taking over a whole pageblock (claim), or,
// when even that fails, by taking just what is needed from one (steal). @mode remembers what worked, for as long as the lock is
// held; after a claim the type has blocks of its own again.
static noinline struct page *rmqueue_other(struct zone *zone, unsigned int order, int migratetype,
					   unsigned int alloc_flags, Rmqueue &mode)
{
	struct page *page;

	if (mode <= Rmqueue::cma && (alloc_flags & ALLOC_CMA)) {
		page = rmqueue_cma(zone, order);
		if (page) {
			mode = Rmqueue::cma;
			return page;
		}
	}
	if (mode <= Rmqueue::claim) {
		page = rmqueue_claim(zone, order, migratetype, alloc_flags);
		if (page) {
			mode = Rmqueue::normal;
			return page;
		}
	}
	if (alloc_flags & ALLOC_NOFRAGMENT)
		return nullptr;
	page = rmqueue_steal(zone, order, migratetype);
	if (page)
		mode = Rmqueue::steal;
	return page;
}

template <bool Traced>
static inline struct page *rmqueue_any(FreeCount &count, unsigned int order, int migratetype,
				       unsigned int alloc_flags, Rmqueue &mode)
{
	lockdep_assert_held(&count.zone->lock);
	struct page *page = nullptr;

	if (IS_ENABLED(CONFIG_CMA) && unlikely(alloc_flags & ALLOC_CMA) &&
	    zone_cma_pages(count.zone)) {
		count.store();
		page = rmqueue_balance_cma(count.zone, order);
		count.load();
		if (page)
			return page;
	}
	if (mode == Rmqueue::normal)
		page = smallest<Traced>(count, order, migratetype);
	if (likely(page))
		return page;
	count.store();
	page = rmqueue_other(count.zone, order, migratetype, alloc_flags, mode);
	count.load();
	return page;
}

// @count blocks of @order that lie one behind the other, to the tail of @list.
template <bool Traced>
static __always_inline void append_parts(struct list_head *list, struct page *page,
					 unsigned int order, int count, int migratetype)
{
	struct list_head *last = list->prev;

	do {
		if constexpr (Traced)
			trace_mm_page_alloc_zone_locked(page, order, migratetype, true);
		last->next = &page->pcp_list;
		page->pcp_list.prev = last;
		last = &page->pcp_list;
		page += 1u << order;
	} while (--count);
	last->next = list;
	list->prev = last;
}

// Up to @count blocks of the type from its own lists, in the order in which they would be taken one by one. The smallest block that
// is large enough comes first. Taking a part of it leaves the upper halves on lists that were empty, where the next part is
// found, up to the block's end: so it is cut into parts as it is, and what is left goes to the lists once.
template <bool Traced>
static noinline int take_smallest(struct zone *zone, unsigned int order, int count,
				  struct list_head *list, int migratetype)
{
	struct free_area *area = &zone->free_area[order];
	unsigned int current = order;
	int left = count;

	while (left) {
		struct list_head *blocks = &area->free_list[migratetype];
		struct list_head *first = blocks->next;

		if (first == blocks) {
			if (current++ == MAX_PAGE_ORDER)
				break;
			area++;
			continue;
		}

		struct page *page = list_entry(first, struct page, buddy_list);
		int parts = min(left, 1 << (current - order));

		if (unlikely(current == MAX_PAGE_ORDER))
			materialise_block(page);
		del_from_free_list(page, area);
		put_rest(zone, page, parts << order, current, migratetype);
		append_parts<Traced>(list, page, order, parts, migratetype);
		left -= parts;
	}
	return count - left;
}

// One by one, for movable requests in a zone with CMA blocks: each may tip the balance.
template <bool Traced>
static noinline int fill_list_beside_cma(struct zone *zone, unsigned int order, int count,
					 struct list_head *list, int migratetype,
					 unsigned int alloc_flags)
{
	FreeCount free_count(zone);
	Rmqueue mode = Rmqueue::normal;
	int taken;

	for (taken = 0; taken < count; taken++) {
		struct page *page =
			rmqueue_any<Traced>(free_count, order, migratetype, alloc_flags, mode);

		if (!page)
			break;
		list_add_tail(&page->pcp_list, list);
	}
	return taken;
}

template <bool Traced>
static __always_inline int fill_list(struct zone *zone, unsigned int order, int count,
				     struct list_head *list, int migratetype,
				     unsigned int alloc_flags)
{
	if (IS_ENABLED(CONFIG_CMA) && unlikely(alloc_flags & ALLOC_CMA) && zone_cma_pages(zone))
		return fill_list_beside_cma<Traced>(zone, order, count, list, migratetype,
						    alloc_flags);

	FreeCount free_count(zone);
	Rmqueue mode = Rmqueue::normal;
	int taken = 0;

	while (taken < count) {
		if (likely(mode == Rmqueue::normal)) {
			int own = take_smallest<Traced>(zone, order, count - taken, list,
							migratetype);

			free_count.take(order, own);
			taken += own;
			if (likely(taken == count))
				break;
		}
		free_count.store();

		struct page *page = rmqueue_other(zone, order, migratetype, alloc_flags, mode);

		free_count.load();
		if (!page)
			break;
		list_add_tail(&page->pcp_list, list);
		taken++;
	}
	return taken;
}

// Up to @count blocks to the tail of @list, in the order in which they were found: ascending addresses within a block.
template <bool Traced>
static __always_inline int take_bulk(struct zone *zone, unsigned int order, int count,
				     struct list_head *list, int migratetype,
				     unsigned int alloc_flags)
{
	unsigned long flags = zone_lock(zone);

	const int taken = fill_list<Traced>(zone, order, count, list, migratetype, alloc_flags);

	zone_unlock(zone, flags);
	return taken;
}

__detoured int rmqueue_bulk(struct zone *zone, unsigned int order, int count,
			    struct list_head *list, int migratetype, unsigned int alloc_flags)
{
	traced_detour(rmqueue_bulk, zone, order, count, list, migratetype, alloc_flags);
	return take_bulk<false>(zone, order, count, list, migratetype, alloc_flags);
}

// One block under the lock. Requests that must not fail lightly may use the highatomic reserve in the end.
template <bool Traced>
static inline struct page *rmqueue_locked(struct zone *zone, unsigned int order,
					  unsigned int alloc_flags, int migratetype)
{
	FreeCount count(zone);
	struct page *page = nullptr;

	if (alloc_flags & ALLOC_HIGHATOMIC)
		page = smallest<Traced>(count, order, MIGRATE_HIGHATOMIC);
	if (!page) {
		Rmqueue mode = Rmqueue::normal;

		page = rmqueue_any<Traced>(count, order, migratetype, alloc_flags, mode);
	}
	if (!page && (alloc_flags & (ALLOC_OOM | ALLOC_NON_BLOCK)))
		page = smallest<Traced>(count, order, MIGRATE_HIGHATOMIC);
	return page;
}

template <bool Traced>
static __always_inline struct page *take_one(struct zone *zone, unsigned int order,
					     unsigned int alloc_flags, int migratetype)
{
	struct page *page;

	do {
		unsigned long flags = zone_lock(zone);

		page = rmqueue_locked<Traced>(zone, order, alloc_flags, migratetype);
		zone_unlock(zone, flags);
		if (!page)
			return nullptr;
	} while (unlikely(check_pages_enabled) && check_new_pages(page, order));

	__count_zid_vm_events(PGALLOC, page_zonenum(page), 1L << order);
	return page;
}

__detoured struct page *rmqueue_buddy(struct zone *zone, unsigned int order,
				      unsigned int alloc_flags, int migratetype)
{
	traced_detour(rmqueue_buddy, zone, order, alloc_flags, migratetype);
	return take_one<false>(zone, order, alloc_flags, migratetype);
}

#ifdef CONFIG_TRACEPOINTS
// The same with events: kmem.h's mm_page_alloc_zone_locked, mm_page_pcpu_drain.
int rmqueue_bulk_traced(struct zone *zone, unsigned int order, int count, struct list_head *list,
			int migratetype, unsigned int alloc_flags)
{
	return take_bulk<true>(zone, order, count, list, migratetype, alloc_flags);
}

struct page *rmqueue_buddy_traced(struct zone *zone, unsigned int order, unsigned int alloc_flags,
				  int migratetype)
{
	return take_one<true>(zone, order, alloc_flags, migratetype);
}

void free_pcppages_bulk_traced(struct zone *zone, int count, struct per_cpu_pages *pcp, int pindex)
{
	give_back<true>(zone, count, pcp, pindex);
}

void free_pcp_block_traced(struct page *page, unsigned int order, struct per_cpu_pages *pcp)
{
	pass_on<true>(page, order, pcp);
}

DEFINE_STATIC_DETOUR(rmqueue_bulk, rmqueue_bulk_traced);
DEFINE_STATIC_DETOUR(rmqueue_buddy, rmqueue_buddy_traced);
DEFINE_STATIC_DETOUR(free_pcppages_bulk, free_pcppages_bulk_traced);
DEFINE_STATIC_DETOUR(free_pcp_block, free_pcp_block_traced);
#endif

} // namespace buddy

// Linux 6.12: is_free_buddy_page(). Stable only under zone->lock.
bool is_free_buddy_page(const struct page *page)
{
	unsigned long pfn = page_to_pfn(page);

	for (unsigned int order = 0; order < NR_PAGE_ORDERS; order++) {
		const struct page *head = page - (pfn & ((1UL << order) - 1));

		if (PageBuddy(head) && buddy::buddy_order(head) >= order)
			return true;
	}
	return false;
}
