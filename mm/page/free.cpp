// SPDX-License-Identifier: GPL-2.0-only
// Giving pages back: references first, then the page.
//
// Whoever drops the last reference frees. __free_pages() knows the order from its caller; put_page() and folio_put() know it
// from the compound page. Somebody else (a pfn walker) may hold a reference to the first page for a moment: then
// __free_pages() frees all but that page of a block that is not compound, and the other's put_page() frees the first.
//
//      compound, nothing else       -> release its tails, then as below                  (free_special)
//      anything to undo or check    -> prepare, then as below                            (free_after_care)
//      order > 3                    -> buddy lists                                       (free_one_page)
//      else                         -> head of this CPU's list of the pageblock's type   (free_single, free_small_block)
//           its lock is taken       -> buddy lists                                       (free_one_page)
//           the lists may be long   -> how long may they be?                             (decide_and_unlock)
//           they are too long       -> give a batch back                                 (drain_and_unlock)
//           blocks in a row         -> buddy lists, straight through                     (free_pcp_block)
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

// The zone has got pages: are they enough again?
void note_freed_and_unlock(struct zone *zone, struct per_cpu_pages *pcp)
{
	if (test_bit(ZONE_BELOW_HIGH, &zone->flags) &&
	    zone_watermark_ok(zone, 0, high_wmark_pages(zone), ZONE_MOVABLE, 0))
		clear_bit(ZONE_BELOW_HIGH, &zone->flags);
	pcp_unlock(pcp);
}

static noinline void drain_and_unlock(struct zone *zone, struct per_cpu_pages *pcp, int high,
				      bool drain_now, unsigned int pindex)
{
	free_pcppages_bulk(zone, drain_count(pcp, READ_ONCE(pcp->batch), high, drain_now), pcp,
			   pindex);
	note_freed_and_unlock(zone, pcp);
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

// What follows when a block has been put on its list and counted: may the lists be that long? Unlocks.
static inline void decide_and_unlock(struct zone *zone, struct per_cpu_pages *pcp,
				     unsigned int order, unsigned int pindex)
{
	if (unlikely(READ_ONCE(zone->flags) & BIT(ZONE_HAS_ISOLATE)) &&
	    free_isolated(zone, pcp, pindex))
		return;

	int batch = READ_ONCE(pcp->batch);

	pcp->alloc_factor >>= 1;

	bool drain_now = drain_high_orders(pcp, order, batch);

	if (pcp->free_count < batch << PCP_BATCH_SCALE_MAX)
		pcp->free_count += 1 << order;

	int high = high_now(pcp, zone, batch, drain_now);

	pcp_update_limit(zone, pcp);
	if (unlikely(pcp->count >= high))
		return drain_and_unlock(zone, pcp, high, drain_now, pindex);
	pcp_unlock(pcp);
}

static noinline void decide(struct zone *zone, struct per_cpu_pages *pcp, unsigned int pindex)
{
	decide_and_unlock(zone, pcp, pindex_to_order(pindex), pindex);
}

// flags, alloc_factor and free_count as one number: free_count alone, in its upper half, while the others are zero.
static inline u32 *free_state(struct per_cpu_pages *pcp)
{
	static_assert(offsetof(struct per_cpu_pages, alloc_factor) ==
			      offsetof(struct per_cpu_pages, flags) + 1 &&
		      offsetof(struct per_cpu_pages, free_count) ==
			      offsetof(struct per_cpu_pages, flags) + 2);
	return reinterpret_cast<u32 *>(&pcp->flags);
}

// A batch, as free_state() would have it.
static inline u32 free_count_limit(const struct per_cpu_pages *pcp)
{
	return (u32)READ_ONCE(pcp->batch) << 16;
}

// This CPU's lists for the page's zone.
static __always_inline struct per_cpu_pages *pcp_of(const struct page *page,
						    unsigned long my_offset)
{
	return SHIFT_PERCPU_PTR(zone_pagesets[page_zonenum(page)], my_offset);
}

static __always_inline void count_free(unsigned long my_offset, unsigned int pages)
{
	*SHIFT_PERCPU_PTR(&vm_event_states.event[PGFREE], my_offset) += pages;
}

// A single page. The common case is a free after frees or pairs, with room on the lists: nothing to decide.
static __always_inline void free_single(struct page *page)
{
	unsigned long my_offset = __my_cpu_offset;
	struct per_cpu_pages *pcp = pcp_of(page, my_offset);
	preempt_state before = preempt_disable_save();
	int count;

	if (unlikely(!__pcp_trylock(pcp, 1, &count))) {
		preempt_enable_restore(before);
		return free_one_page(page, 0, Placement::by_buddy);
	}

	// Types without a list (highatomic) wait among the movable pages; the type is read again when the page goes to the buddy.
	unsigned int pindex = pcp_type_of(page);
	u32 state = *free_state(pcp);

	list_add(&page->pcp_list, pcp_list(pcp, pindex, 0));
	count_free(my_offset, 1);
	if (unlikely(state & 0xffff) || unlikely(count >= pcp->limit))
		return decide(page_zone(page), pcp, pindex);
	if (state < free_count_limit(pcp) << PCP_BATCH_SCALE_MAX)
		state += 1u << 16;
	*free_state(pcp) = state;
	__pcp_unlock(pcp);
	preempt_enable_restore(before);
}

// Blocks that are freed in a row go to the buddy lists at once (drain_high_orders()), one by one when the CPU holds nothing else.
// Is this one of those, and high where it will stay? @state as free_state() has it, @count pages with the block's.
static inline bool passes_through(const struct per_cpu_pages *pcp, u32 state, int count,
				  unsigned int order)
{
	return (state & 0xffff) == PCPF_PREV_FREE_HIGH_ORDER && state >= free_count_limit(pcp) &&
	       count == 1 << order && pcp->limit == READ_ONCE(pcp->high_min);
}

// A block that is counted, but on no list yet: there is more to do than to put it on one.
static noinline void free_block_and_decide(struct page *page, unsigned int order,
					   struct per_cpu_pages *pcp, u32 state, int count)
{
	if (likely(passes_through(pcp, state, count, order))) {
		if (state < free_count_limit(pcp) << PCP_BATCH_SCALE_MAX)
			*free_state(pcp) = state + (1u << 16 << order);
		pcp->count = 0;
		return free_pcp_block(page, order, pcp);
	}

	unsigned int type = pcp_type_of(page);

	list_add(&page->pcp_list, pcp_list(pcp, type, order));
	decide_and_unlock(page_zone(page), pcp, order, order_to_pindex(type, order));
}

// A block that the CPU's lists take.
static noinline void free_small_block(struct page *page, unsigned int order)
{
	unsigned long my_offset = __my_cpu_offset;
	struct per_cpu_pages *pcp = pcp_of(page, my_offset);
	preempt_state before = preempt_disable_save();
	unsigned long pages = 1ul << order;
	int count;

	OPTIMIZER_HIDE_VAR(pages); // shifted once

	if (unlikely(!__pcp_trylock(pcp, pages, &count))) {
		preempt_enable_restore(before);
		return free_one_page(page, order, Placement::by_buddy);
	}

	u32 state = *free_state(pcp);

	count_free(my_offset, pages);
	// In a row, but fewer than a batch: see drain_high_orders().
	if (unlikely(state & 0xffff & ~PCPF_PREV_FREE_HIGH_ORDER) ||
	    unlikely(state >= free_count_limit(pcp)) || unlikely(count >= pcp->limit))
		return free_block_and_decide(page, order, pcp, state, count);
	list_add(&page->pcp_list, pcp_list(pcp, pcp_type_of(page), order));
	*free_state(pcp) = (state | PCPF_PREV_FREE_HIGH_ORDER) + (pages << 16);
	__pcp_unlock(pcp);
	preempt_enable_restore(before);
}

static __always_inline void free_prepared_page(struct page *page, unsigned int order)
{
	if (likely(!order))
		return free_single(page);
	if (likely(pcp_allowed_order(order)))
		return free_small_block(page, order);
	free_one_page(page, order, Placement::by_buddy);
}

noinline void free_prepared(struct page *page, unsigned int order)
{
	free_prepared_page(page, order);
}

static noinline void free_after_care(struct page *page, unsigned int order)
{
	if (free_pages_prepare(page, order))
		free_prepared(page, order);
}

// There is something to undo. Often that the block is compound, and nothing else: slabs of several pages, large kmalloc()s.
static noinline void free_special(struct page *page, unsigned int order, unsigned long what)
{
	OPTIMIZER_HIDE_VAR(page); // both stay in the registers that they came in
	OPTIMIZER_HIDE_VAR(order);
	if (unlikely(what != 1UL << PG_head) || unlikely(!pcp_allowed_order(order)))
		return free_after_care(page, order);
	VM_BUG_ON_PAGE(compound_order(page) != order, page);
	release_tails(page, order);
	page->flags &= ~(1UL << PG_head);
	page->private_ = 0;
	free_small_block(page, order);
}

static __always_inline void free_unreferenced(struct page *page, unsigned int order)
{
	unsigned long what = to_undo(page);

	if (unlikely(what))
		return free_special(page, order, what);
	page->private_ = 0;
	free_prepared_page(page, order);
}

static noinline void free_all_but_first(struct page *page, unsigned int order)
{
	while (order-- > 0)
		free_unref_page(page + (1u << order), order);
}

// Somebody else holds a reference, or did a moment ago.
static noinline void drop_shared(struct page *page, unsigned int order)
{
	bool head = PageHead(page); // before the reference is gone

	if (put_page_testzero(page))
		return free_unreferenced(page, order);
	if (!head)
		free_all_but_first(page, order);
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
	if (likely(page_ref_drop_last(page)))
		return free_unreferenced(page, order);
	drop_shared(page, order);
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
