// SPDX-License-Identifier: GPL-2.0-only
// Ranges of pages on the machine, beside other CPUs: isolated, taken, given back; and out of the area of cma=, if there is one. The
// host tests (page_contig.cpp) look at each decision.

#include <kunit/test.h>
#include <linux/cma.h>
#include <linux/dma-map-ops.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/page-isolation.h>
#include <linux/string.h>

#include "mm/page/verify.h"

namespace
{

void isolate_and_undo(kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL, MAX_PAGE_ORDER);

	KUNIT_ASSERT_NOT_NULL(test, page);

	const unsigned long pfn = page_to_pfn(page);
	const int type = get_pageblock_migratetype(page);
	struct zone *const zone = page_zone(page);

	KUNIT_EXPECT_EQ(test, start_isolate_page_range(pfn, pfn + 1, type, 0, GFP_KERNEL), -EBUSY);
	__free_pages(page, MAX_PAGE_ORDER);
	KUNIT_ASSERT_EQ(test, start_isolate_page_range(pfn, pfn + 1, type, 0, GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, zone->nr_isolate_pageblock, 1ul);
	KUNIT_EXPECT_EQ(test, get_pageblock_migratetype(page), (unsigned long)MIGRATE_ISOLATE);
	KUNIT_EXPECT_EQ(test, test_pages_isolated(pfn, pfn + pageblock_nr_pages, 0), 0);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
	undo_isolate_page_range(pfn, pfn + 1, type);
	KUNIT_EXPECT_EQ(test, zone->nr_isolate_pageblock, 0ul);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

void take_a_range(kunit *test)
{
	struct page *block = alloc_pages(GFP_KERNEL, MAX_PAGE_ORDER);

	KUNIT_ASSERT_NOT_NULL(test, block);

	const unsigned long pfn = page_to_pfn(block) + 3, count = 700;

	__free_pages(block, MAX_PAGE_ORDER);
	KUNIT_ASSERT_EQ(
		test,
		alloc_contig_range(pfn, pfn + count, MIGRATE_MOVABLE, GFP_KERNEL | __GFP_ZERO), 0);
	for (unsigned long i = 0; i < count; i++)
		KUNIT_EXPECT_EQ(test, page_count(pfn_to_page(pfn + i)), 1);
	KUNIT_EXPECT_NULL(test, memchr_inv(page_address(pfn_to_page(pfn)), 0, count << PAGE_SHIFT));
	KUNIT_EXPECT_EQ(test, alloc_contig_range(pfn, pfn + 1, MIGRATE_MOVABLE, GFP_KERNEL),
			-EBUSY);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
	free_contig_range(pfn, count);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

void take_out_of_the_area(kunit *test)
{
	struct cma *const cma = dma_contiguous_default_area;

	if (!cma)
		kunit_skip(test, "no area: cma= gives one");

	struct zone *const zone = page_zone(pfn_to_page(PFN_DOWN(cma_get_base(cma))));
	const unsigned long free = zone_page_state_snapshot(zone, NR_FREE_CMA_PAGES);
	struct page *const page = cma_alloc(cma, 100, 0, false);

	KUNIT_ASSERT_NOT_NULL(test, page);
	memset(page_address(page), 0xa5, 100 << PAGE_SHIFT);
	KUNIT_EXPECT_TRUE(test, cma_release(cma, page, 100));
	drain_all_pages(nullptr);
	KUNIT_EXPECT_EQ(test, zone_page_state_snapshot(zone, NR_FREE_CMA_PAGES), free);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

struct kunit_case cases[] = {
	KUNIT_CASE(isolate_and_undo),
	KUNIT_CASE(take_a_range),
	KUNIT_CASE(take_out_of_the_area),
	{},
};

struct kunit_suite suite = {.name = "cma", .test_cases = cases};
kunit_test_suite(suite);

} // namespace
