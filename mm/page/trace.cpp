// SPDX-License-Identifier: GPL-2.0-only
// The page allocator's events, out of the way of its fast paths.
//
// Nothing of it is in the fast paths, not even a NOP. While an event is on:
//
//   page_extra_work is on               every allocation and free takes the general way, which does the same
//   functions turn to their twins       __alloc_pages_noprof, rmqueue_buddy, rmqueue_bulk, free_pcppages_bulk, free_pcp_block,
//                                       free_pages_prepare, release_pages: the same source with Traced = true (buddy.cpp,
//                                       prep.cpp), or here
//
// __alloc_pages_noprof's twin also asks whether the allocation shall fail (fail_page_alloc.cpp).
//
// What happens seldom anyway (fallback.cpp) has its trace points in the ordinary way.
// Linux 6.12: free_unref_folios(), trace_mm_page_alloc() in __alloc_pages_noprof() … (mm/page_alloc.c).
#include "mm/page/internal.h"

#include <linux/sched/mm.h>
#include <linux/bug.h>
#include <linux/fault-inject.h>
#include <linux/gfp.h>
#include <trace/events/kmem.h>

namespace buddy
{

static constinit int events_on = 0; // under tracepoints_mutex

struct page *__alloc_pages_noprof_traced(gfp_t gfp, unsigned int order, int preferred_nid,
					 nodemask_t *nodemask)
{
	if (unlikely(order > MAX_PAGE_ORDER)) {
		WARN_ON_ONCE(!(gfp & __GFP_NOWARN));
		return nullptr;
	}
	gfp &= gfp_allowed_mask;
	might_alloc(gfp);
	if (should_fail_alloc_page(gfp, order))
		return nullptr;

	struct page *page = alloc_pages_general(gfp, order);

	trace_mm_page_alloc(page, order, gfp, gfp_migratetype(gfp));
	return page;
}

// As many as Linux's folio_batch holds (PAGEVEC_SIZE): they are all made ready, then all put on lists, and so are the events.
static constexpr int BATCH = 31;

static void release_batch(struct page **pages, int nr)
{
	struct page *ready[BATCH];
	u8 orders[BATCH];
	int count = 0;

	for (int i = 0; i < nr; i++) {
		struct folio *folio = page_folio(pages[i]);

		if (!folio_put_testzero(folio))
			continue;

		const unsigned int order = folio_order(folio);

		if (!free_pages_prepare(&folio->page, order))
			continue;
		if (order > PAGE_ALLOC_COSTLY_ORDER) {
			free_prepared(&folio->page, order);
			continue;
		}
		ready[count] = &folio->page;
		orders[count++] = order;
	}
	for (int i = 0; i < count; i++) {
		trace_mm_page_free_batched(ready[i]);
		free_prepared(ready[i], orders[i]);
	}
}

void release_pages_traced(struct page **pages, int nr)
{
	for (; nr > 0; pages += BATCH, nr -= BATCH)
		release_batch(pages, nr < BATCH ? nr : BATCH);
}

DEFINE_STATIC_DETOUR(__alloc_pages_noprof, __alloc_pages_noprof_traced);
DEFINE_STATIC_DETOUR(release_pages, release_pages_traced);

namespace
{

static_detour *const traced[] = {
	&__detour___alloc_pages_noprof, &__detour_rmqueue_buddy,  &__detour_rmqueue_bulk,
	&__detour_free_pcppages_bulk,   &__detour_free_pcp_block, &__detour_free_pages_prepare,
	&__detour_release_pages,
};

} // namespace
} // namespace buddy

using namespace buddy;

int page_events_register(void)
{
	if (events_on++)
		return 0;
	static_branch_inc(&page_extra_work);
	static_detours_inc(traced, ARRAY_SIZE(traced));
	return 0;
}

void page_events_unregister(void)
{
	if (--events_on)
		return;
	static_detours_dec(traced, ARRAY_SIZE(traced));
	static_branch_dec(&page_extra_work);
}
