// SPDX-License-Identifier: GPL-2.0-only
// The page allocator's invariants, checked by walking everything.
//
//   free lists    links are consistent both ways; a block's head has type buddy, the list's order, no reference, no flag, the
//                 list's zone; it starts at a multiple of its size, inside the zone; its pageblock has the list's type;
//                 no block's buddy of the same order is free as well; no two blocks overlap (a block's inside holds no head)
//   counts        nr_free is the number of blocks; NR_FREE_PAGES with all CPUs' differences is the number of pages;
//                 without isolated ones; nr_free_highatomic and NR_FREE_CMA_PAGES are what lies on those lists; free pages do
//                 not exceed managed pages
//   per-CPU lists pages have no reference and no type, are of the zone, and count is the number of pages
//
// For tests: KUnit suites and host tests call it between operations.
#include "mm/page/verify.h"

#include "mm/page/buddy.h"
#include "mm/page/pcp.h"

#include <linux/cpumask.h>
#include <linux/printk.h>

namespace buddy
{

// Collects violations; says where it is.
struct Verdict {
	struct zone *zone;
	unsigned long violations;

	bool require(bool ok, const char *what, const struct page *page)
	{
		if (ok)
			return true;
		if (violations++ < 10)
			pr_err("page allocator: zone %s: pfn %#lx: %s\n", zone->name,
			       page ? page_to_pfn(page) : 0, what);
		return false;
	}
};

static void check_block(Verdict &verdict, struct page *page, unsigned int order, int type)
{
	struct zone *zone = verdict.zone;
	unsigned long pfn = page_to_pfn(page);

	verdict.require(PageBuddy(page), "on a free list without type buddy", page);
	verdict.require(buddy_order(page) == order, "on a list of another order", page);
	verdict.require(!page_ref_count(page), "free with references", page);
	verdict.require(!(page->flags & PAGE_FLAGS_CHECK_AT_PREP), "free with flags set", page);
	verdict.require(page_zone(page) == zone, "on a list of another zone", page);
	verdict.require(!(pfn & ((1UL << order) - 1)), "not aligned to its order", page);
	verdict.require(zone_spans_pfn(zone, pfn) && zone_spans_pfn(zone, pfn + (1UL << order) - 1),
			"outside of its zone", page);
	verdict.require(get_pfnblock_migratetype(pfn) == type, "on a list of another type", page);
	verdict.require(migratetype_of(page) == type, "the block's note has another type", page);
	if (order == MAX_PAGE_ORDER)
		return; // its other struct pages may not exist yet

	struct page *other = page + ((long)(pfn ^ 1UL << order) - (long)pfn);

	verdict.require(!is_free_buddy(page, other, order), "not merged with its buddy", page);
	for (unsigned long i = 1; i < 1UL << order; i++)
		if (!verdict.require(!PageBuddy(page + i), "free block inside a free block",
				     page + i))
			break;
}

// Returns the number of blocks on the list.
static unsigned long check_list(Verdict &verdict, struct list_head *list, unsigned int order,
				int type)
{
	unsigned long blocks = 0;
	struct list_head *pos;

	for (pos = list->next; pos != list; pos = pos->next) {
		if (!verdict.require(pos && pos->next && pos->next->prev == pos, "list is broken",
				     nullptr))
			break;
		check_block(verdict, list_entry(pos, struct page, buddy_list), order, type);
		blocks++;
	}
	return blocks;
}

static void check_free_lists(Verdict &verdict)
{
	struct zone *zone = verdict.zone;
	unsigned long pages = 0, highatomic = 0, cma = 0, isolated = 0;

	for (unsigned int order = 0; order < NR_PAGE_ORDERS; order++) {
		struct free_area *area = &zone->free_area[order];
		unsigned long blocks = 0;

		for (int type = 0; type < MIGRATE_TYPES; type++) {
			unsigned long here =
				check_list(verdict, &area->free_list[type], order, type);

			blocks += here;
			if (type == MIGRATE_HIGHATOMIC)
				highatomic += here << order;
			else if (type == MIGRATE_CMA)
				cma += here << order;
			else if (type == MIGRATE_ISOLATE)
				isolated += here << order;
		}
		verdict.require(blocks == area->nr_free, "nr_free is not the number of blocks",
				nullptr);
		pages += blocks << order;
	}
	verdict.require(pages - isolated == zone_page_state_snapshot(zone, NR_FREE_PAGES),
			"NR_FREE_PAGES is not the number of free pages", nullptr);
	verdict.require(highatomic == zone->nr_free_highatomic,
			"nr_free_highatomic is not the number of free highatomic pages", nullptr);
	verdict.require(cma == zone_page_state_snapshot(zone, NR_FREE_CMA_PAGES),
			"NR_FREE_CMA_PAGES is not the number of free CMA pages", nullptr);
	verdict.require(!isolated || zone->nr_isolate_pageblock, "free pages of no isolated block",
			nullptr);
	verdict.require(pages <= zone_managed_pages(zone), "more pages free than managed", nullptr);
}

static void check_pcp(Verdict &verdict, struct per_cpu_pages *pcp)
{
	int count = 0;

	for (unsigned int i = 0; i < NR_PCP_LISTS; i++) {
		struct list_head *pos;

		list_for_each(pos, &pcp->lists[i]) {
			struct page *page = list_entry(pos, struct page, pcp_list);

			verdict.require(!page_ref_count(page), "per-CPU page with references",
					page);
			verdict.require(page->page_type == ~0u, "per-CPU page with a type", page);
			verdict.require(!(page->flags & PAGE_FLAGS_CHECK_AT_PREP),
					"per-CPU page with flags set", page);
			verdict.require(page_zone(page) == verdict.zone,
					"per-CPU page of another zone", page);
			count += 1 << pindex_to_order(i);
		}
	}
	verdict.require(count == pcp->count, "pcp->count is not the number of pages", nullptr);
	verdict.require(count == 0 || pcp->high_max, "the boot page set holds pages", nullptr);
}

unsigned long verify()
{
	unsigned long violations = 0;
	struct zone *zone;
	unsigned int cpu;

	for_each_populated_zone(zone) {
		Verdict verdict = {zone, violations};
		unsigned long flags;

		for_each_online_cpu(cpu) {
			struct per_cpu_pages *pcp = per_cpu_ptr(zone->per_cpu_pageset, cpu);

			pcp_lock(pcp);
			check_pcp(verdict, pcp);
			pcp_unlock(pcp);
		}
		spin_lock_irqsave(&zone->lock, flags);
		check_free_lists(verdict);
		spin_unlock_irqrestore(&zone->lock, flags);
		violations = verdict.violations;
	}
	return violations;
}

} // namespace buddy
