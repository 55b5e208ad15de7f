// SPDX-License-Identifier: GPL-2.0-only
// Giving pages back: references first, then the page.
//
// Whoever drops the last reference frees. __free_pages() knows the order from its caller; put_page() and folio_put() know it
// from the compound page. Somebody else (a pfn walker) may hold a reference to the first page for a moment: then
// __free_pages() frees all but that page of a block that is not compound, and the other's put_page() frees the first.
//
//      anything to undo or check    -> prepare, then as below                            (free_special)
//      order > 3                    -> buddy lists                                       (free_one_page)
//      else                         -> head of this CPU's list of the pageblock's type
//           its lock is taken       -> buddy lists                                       (free_one_page)
//           the lists are too long  -> give a batch back                                 (drain_and_unlock)
//
// Each way out of the ordinary is a call at the end of the function, so that the ordinary way needs no stack frame.
//
// Linux 6.12: __free_pages(), free_pages(), free_unref_page(), free_unref_page_commit(), nr_pcp_high(), nr_pcp_free(),
// __folio_put(), put_pages_list(). Many pages at once: release.cpp.
#include "mm/page/pageblock.h"
#include "mm/page/pcp.h"
#include "mm/page/prep.h"

#include <linux/export.h>
#include <linux/list.h>
#include <linux/minmax.h>

namespace buddy
{

// Above how many pages a free gives some back; adjusts pcp->high on the way.
static inline int high_now(struct per_cpu_pages *pcp, struct zone *zone, int batch, bool drain_now)
{
	int high_min = READ_ONCE(pcp->high_min);
	int high_max = READ_ONCE(pcp->high_max);
	int high = pcp->high = clamp(pcp->high, high_min, high_max);
	unsigned long flags = READ_ONCE(zone->flags);

	if (unlikely(!high))
		return 0;
	if (unlikely(drain_now)) {
		pcp->high = max(high - (batch << PCP_BATCH_SCALE_MAX), high_min);
		return 0;
	}
	if (unlikely(flags & BIT(ZONE_RECLAIM_ACTIVE))) {
		pcp->high = max(high - max((int)pcp->free_count, batch), high_min);
		return min(batch << 2, pcp->high);
	}
	if (high_min == high_max)
		return high;
	if (unlikely(flags & BIT(ZONE_BELOW_HIGH))) {
		pcp->high = max(high - max((int)pcp->free_count, batch), high_min);
		return max(pcp->count, high_min);
	}
	if (unlikely(pcp->count >= high)) {
		int needed = pcp->free_count + batch;

		if (pcp->high < needed)
			pcp->high = clamp(needed, high_min, high_max);
	}
	return high;
}

// How many go back at once.
static int drain_count(struct per_cpu_pages *pcp, int batch, int high, bool drain_now)
{
	if (unlikely(drain_now))
		return min(pcp->count, batch << PCP_BATCH_SCALE_MAX);
	if (unlikely(high < batch)) // boot set
		return 1;
	return clamp((int)pcp->free_count, batch, high - batch);
}

static noinline void drain_and_unlock(struct zone *zone, struct per_cpu_pages *pcp, int high,
				      bool drain_now, unsigned int pindex)
{
	free_pcppages_bulk(zone, drain_count(pcp, READ_ONCE(pcp->batch), high, drain_now), pcp,
			   pindex);
	if (test_bit(ZONE_BELOW_HIGH, &zone->flags) &&
	    zone_watermark_ok(zone, 0, high_wmark_pages(zone), ZONE_MOVABLE, 0))
		clear_bit(ZONE_BELOW_HIGH, &zone->flags);
	pcp_unlock(pcp);
}

// Blocks of order 1 … 3 contribute to fragmentation while they wait here: when they are freed in a row, and nothing is
// allocated, the lists are emptied.
static inline bool drain_high_orders(struct per_cpu_pages *pcp, unsigned int order, int batch)
{
	bool in_a_row = pcp->flags & PCPF_PREV_FREE_HIGH_ORDER;

	if (!order) {
		if (unlikely(in_a_row))
			pcp->flags &= ~PCPF_PREV_FREE_HIGH_ORDER;
		return false;
	}
	pcp->flags |= PCPF_PREV_FREE_HIGH_ORDER;
	return pcp->free_count >= batch && in_a_row &&
	       (!(pcp->flags & PCPF_FREE_HIGH_BATCH) || pcp->count >= batch);
}

// Anything that has no list of its own (highatomic) waits among the movable pages; its type is read again when it
// goes back to the buddy lists.
static __always_inline void free_prepared_page(struct page *page, unsigned int order)
{
	unsigned long pfn = page_to_pfn(page);
	struct zone *zone = page_zone(page);
	int migratetype = get_pfnblock_migratetype(pfn);

	if (unlikely(migratetype >= MIGRATE_PCPTYPES))
		migratetype = MIGRATE_MOVABLE;

	struct per_cpu_pages *pcp = pcp_trylock(zone->per_cpu_pageset);

	if (unlikely(!pcp))
		return free_one_page(zone, page, pfn, order, Placement::by_buddy);

	unsigned int pindex = order_to_pindex(migratetype, order);
	int batch = READ_ONCE(pcp->batch);

	pcp->alloc_factor >>= 1;
	__count_vm_events(PGFREE, 1L << order);
	list_add(&page->pcp_list, &pcp->lists[pindex]);
	pcp->count += 1 << order;

	bool drain_now = drain_high_orders(pcp, order, batch);

	if (pcp->free_count < batch << PCP_BATCH_SCALE_MAX)
		pcp->free_count += 1 << order;

	int high = high_now(pcp, zone, batch, drain_now);

	if (unlikely(pcp->count >= high))
		return drain_and_unlock(zone, pcp, high, drain_now, pindex);
	pcp_unlock(pcp);
}

static noinline void free_special(struct page *page, unsigned int order)
{
	if (!pcp_allowed_order(order))
		free_pages_ok(page, order, Placement::by_buddy);
	else if (free_pages_prepare(page, order))
		free_prepared_page(page, order);
}

static __always_inline void free_unreferenced(struct page *page, unsigned int order)
{
	if (unlikely(!is_plain(page)))
		return free_special(page, order);
	page->private_ = 0;
	if (unlikely(!pcp_allowed_order(order)))
		return free_one_page(page_zone(page), page, page_to_pfn(page), order,
				     Placement::by_buddy);
	free_prepared_page(page, order);
}

static noinline void free_all_but_first(struct page *page, unsigned int order)
{
	while (order-- > 0)
		free_unref_page(page + (1u << order), order);
}

} // namespace buddy

using namespace buddy;

// Free a page whose last reference is gone.
void free_unref_page(struct page *page, unsigned int order)
{
	free_unreferenced(page, order);
}

void __free_pages(struct page *page, unsigned int order)
{
	bool head = PageHead(page); // before the reference is gone

	if (likely(put_page_testzero(page)))
		return free_unreferenced(page, order);
	if (!head)
		free_all_but_first(page, order);
}

void free_pages(unsigned long addr, unsigned int order)
{
	if (!addr)
		return;
	VM_BUG_ON(!virt_addr_valid((void *)addr));
	__free_pages(virt_to_page((void *)addr), order);
}

void __folio_put(struct folio *folio)
{
	free_unref_page(&folio->page, folio_order(folio));
}

void put_pages_list(struct list_head *pages)
{
	struct list_head *pos, *next;

	list_for_each_safe(pos, next, pages)
		put_page(list_entry(pos, struct page, lru));
	INIT_LIST_HEAD(pages);
}

void free_contig_range(unsigned long pfn, unsigned long nr_pages)
{
	unsigned long still_used = 0;

	for (; nr_pages--; pfn++) {
		still_used += page_count(pfn_to_page(pfn)) != 1;
		__free_page(pfn_to_page(pfn));
	}
	WARN(still_used != 0, "%lu pages are still in use!\n", still_used);
}
