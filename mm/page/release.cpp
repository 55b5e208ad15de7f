// SPDX-License-Identifier: GPL-2.0-only
// Dropping the references to many pages at once, as vfree() does.
//
// Page by page it is put_page(). But what that asks for every page - the CPU's list, its lock, how far it may grow - has the
// same answer for a stretch of pages: a run. The lists are locked once for a run, which ends
//
//      before  a page of another zone, a tail page, or the page that would make the lists too long
//      behind  a page that needs more than to be put on a list (it is compound, a flag is set)
//      after   MAX_RUN pages: an interrupt that frees meanwhile finds the lists taken
//
// and that page goes the usual way. The pages that stay, their order and every number in struct per_cpu_pages are the same as if
// they had been freed one after the other.
//
// Linux 6.12: release_pages(), free_unref_folios().
#include "mm/page/pageblock.h"
#include "mm/page/pcp.h"
#include "mm/page/prep.h"

#include <linux/export.h>
#include <linux/list.h>
#include <linux/minmax.h>

namespace buddy
{

static constexpr int MAX_RUN = 64;

// How many pages the lists take before a free has to think: see high_now() in free.cpp.
static int room_for(struct per_cpu_pages *pcp, struct zone *zone)
{
	if (READ_ONCE(zone->flags) & FREE_ASKS)
		return 0;
	return clamp(pcp->high, READ_ONCE(pcp->high_min), READ_ONCE(pcp->high_max)) - pcp->count -
	       1;
}

static void note_freed(struct zone *zone, struct per_cpu_pages *pcp, int freed)
{
	int most = READ_ONCE(pcp->batch) << PCP_BATCH_SCALE_MAX;

	pcp->high = clamp(pcp->high, READ_ONCE(pcp->high_min), READ_ONCE(pcp->high_max));
	pcp_update_limit(zone, pcp);
	pcp->flags &= ~PCPF_PREV_FREE_HIGH_ORDER;
	pcp->alloc_factor >>= min(freed, 7);
	pcp->count += freed;
	if (pcp->free_count < most)
		pcp->free_count = min(pcp->free_count + freed, most);
	__count_vm_events(PGFREE, freed);
}

static inline bool is_tail(const struct page *page)
{
	return READ_ONCE(page->compound_head) & 1;
}

// Frees a run. How many pages that were; 0: the first of them has to go the usual way.
static int release_run(struct page **pages, int nr)
{
	struct zone *zone = page_zone(pages[0]);
	struct per_cpu_pages *pcp = pcp_trylock(zone->per_cpu_pageset);
	struct page *special = nullptr;
	int done = 0, freed = 0;

	if (unlikely(!pcp))
		return 0;

	enum zone_type zone_number = page_zonenum(pages[0]);

	nr = min3(nr, room_for(pcp, zone), MAX_RUN);
	while (done < nr) {
		struct page *page = pages[done];

		if (unlikely(is_tail(page) || page_zonenum(page) != zone_number))
			break;
		done++;
		if (unlikely(!put_page_testzero(page)))
			continue;
		if (unlikely(!is_plain(page) || PageHead(page))) {
			special = page;
			break;
		}
		page->private_ = 0;
		list_add(&page->pcp_list, &pcp->lists[pcp_type_of(page)]);
		freed++;
	}
	if (freed)
		note_freed(zone, pcp, freed);
	pcp_unlock(pcp);
	if (unlikely(special))
		__folio_put((struct folio *)special);
	return done;
}

} // namespace buddy

using namespace buddy;

__detoured void release_pages(struct page **pages, int nr)
{
	traced_detour(release_pages, pages, nr);
	while (nr > 0) {
		// A single page is no run.
		int done = nr == 1 || has_extra_work() ? 0 : release_run(pages, nr);

		if (!done) {
			put_page(pages[0]);
			done = 1;
		}
		pages += done;
		nr -= done;
	}
}
EXPORT_SYMBOL(release_pages);
