// SPDX-License-Identifier: GPL-2.0-only
//
// Isolated pageblocks, ranges of pages, and the contiguous memory allocator: what is free, counted, lent and refused at each step.

#include "tests/host/pages.h"
#include "tests/host/test.h"

#include "mm/cma/cma.h"
#include "mm/page/internal.h"
#include "mm/page/pageblock.h"
#include "mm/page/verify.h"
#include <linux/cma.h>
#include <linux/dma-map-ops.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/page-isolation.h>
#include <linux/prandom.h>
#include <linux/vmstat.h>

namespace
{

using host::give;
using host::take_all;

constexpr gfp_t KERNEL = __GFP_NOWARN | __GFP_NOMEMALLOC;
constexpr gfp_t MOVABLE = KERNEL | __GFP_MOVABLE;
constexpr unsigned long BLOCK = pageblock_nr_pages;

unsigned long state(enum zone_stat_item item)
{
	drain_all_pages(nullptr);

	unsigned long sum = 0;
	struct zone *zone;

	for_each_populated_zone(zone)
		sum += zone_page_state_snapshot(zone, item);
	return sum;
}

struct zone *dma_zone()
{
	return &contig_page_data.node_zones[ZONE_DMA];
}

// The pfn of a pageblock that is free from end to end.
unsigned long free_block()
{
	struct page *page = alloc_pages(KERNEL, MAX_PAGE_ORDER);

	REQUIRE(page);
	__free_pages(page, MAX_PAGE_ORDER);
	return page_to_pfn(page);
}

int type_of(unsigned long pfn)
{
	return get_pageblock_migratetype(pfn_to_page(pfn));
}

bool in_area(const struct page *page)
{
	return cma_pages_valid(dma_contiguous_default_area, page, 1);
}

void boot_with_area(unsigned long long mib, const char *cma)
{
	host::boot({.banks = {{0x40000000, mib << 20}}, .cmdline = cma});
	REQUIRE(dma_contiguous_default_area);
	CHECK(cma_init_reserved_areas() == 0);
}

} // namespace

TEST_CASE("page: an isolated block is neither handed out nor counted, and comes back as it was")
{
	host::boot(128);

	const unsigned long pfn = free_block(), before = state(NR_FREE_PAGES);
	const int type = type_of(pfn);

	CHECK(start_isolate_page_range(pfn + 3, pfn + 5, MIGRATE_MOVABLE, 0, 0) == 0);
	CHECK(type_of(pfn) == MIGRATE_ISOLATE);
	CHECK(dma_zone()->nr_isolate_pageblock == 1);
	CHECK(state(NR_FREE_PAGES) == before - BLOCK);
	CHECK(test_pages_isolated(pfn, pfn + BLOCK, 0) == 0);
	CHECK(start_isolate_page_range(pfn, pfn + 1, MIGRATE_MOVABLE, 0, 0) == -EBUSY);
	CHECK(buddy::verify() == 0);

	std::vector<struct page *> all = take_all(MOVABLE, 0);

	for (struct page *page : all)
		CHECK(pageblock_start_pfn(page_to_pfn(page)) != pfn);
	give(all, 0);

	undo_isolate_page_range(pfn, pfn + 1, type);
	CHECK(type_of(pfn) == type);
	CHECK(dma_zone()->nr_isolate_pageblock == 0);
	CHECK((dma_zone()->flags & BIT(ZONE_HAS_ISOLATE)) == 0);
	CHECK(test_pages_isolated(pfn, pfn + BLOCK, 0) == -EBUSY);
	CHECK(state(NR_FREE_PAGES) == before);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: what is in use, reserved or lent keeps a block from being isolated")
{
	boot_with_area(128, "cma=16M");

	const unsigned long lent = cma_get_base(dma_contiguous_default_area) >> PAGE_SHIFT;
	struct page *page = alloc_pages(KERNEL, 2);
	const unsigned long block = pageblock_start_pfn(page_to_pfn(page));

	CHECK(start_isolate_page_range(block, block + BLOCK, MIGRATE_MOVABLE, 0, 0) == -EBUSY);
	CHECK(start_isolate_page_range(block + BLOCK, lent + 1, MIGRATE_MOVABLE, REPORT_FAILURE,
				       0) == -EBUSY);
	CHECK(host::console().find("unmovable page") != std::string::npos);
	CHECK(dma_zone()->nr_isolate_pageblock == 0);
	CHECK(type_of(lent) == MIGRATE_CMA);
	CHECK(start_isolate_page_range(lent, lent + 1, MIGRATE_CMA, 0, 0) == 0);
	undo_isolate_page_range(lent, lent + 1, MIGRATE_CMA);
	__free_pages(page, 2);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: pages that are freed into an isolated block go to its lists, past the CPU's")
{
	boot_with_area(128, "cma=16M");

	const unsigned long pfn = cma_get_base(dma_contiguous_default_area) >> PAGE_SHIFT;
	std::vector<struct page *> singles = take_all(MOVABLE, 0);
	std::vector<struct page *> lent;

	for (struct page *page : singles)
		if (pageblock_start_pfn(page_to_pfn(page)) == pfn)
			lent.push_back(page);
	REQUIRE(lent.size() == BLOCK);
	CHECK(start_isolate_page_range(pfn, pfn + BLOCK, MIGRATE_CMA, 0, 0) == 0);
	drain_all_pages(dma_zone());

	struct per_cpu_pages *pcp = this_cpu_ptr(dma_zone()->per_cpu_pageset);

	CHECK(test_pages_isolated(pfn, pfn + BLOCK, 0) == -EBUSY);
	for (size_t i = 0; i < BLOCK / 2; i++)
		__free_page(lent[i]);
	CHECK(pcp->count == 0);
	release_pages(&lent[BLOCK / 2], BLOCK / 2);
	CHECK(pcp->count == 0);
	CHECK(test_pages_isolated(pfn, pfn + BLOCK, 0) == 0);
	CHECK(buddy::verify() == 0);
	undo_isolate_page_range(pfn, pfn + BLOCK, MIGRATE_CMA);
	CHECK(state(NR_FREE_CMA_PAGES) == BLOCK);
	for (struct page *page : singles)
		if (pageblock_start_pfn(page_to_pfn(page)) != pfn)
			__free_page(page);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: a range of pages, however its ends lie")
{
	host::boot(128);

	const unsigned long first = free_block(), before = state(NR_FREE_PAGES);
	const struct {
		unsigned long from, to;
	} ranges[] = {{0, 1}, {0, BLOCK}, {1, BLOCK - 1}, {511, 513}, {BLOCK - 1, BLOCK + 1}};

	for (auto [from, to] : ranges) {
		CAPTURE(from);
		const unsigned long start = first + from, end = first + to;

		if (to > BLOCK && type_of(first + BLOCK) != MIGRATE_MOVABLE)
			continue;
		REQUIRE(alloc_contig_range(start, end, MIGRATE_MOVABLE, GFP_KERNEL | __GFP_ZERO) ==
			0);
		for (unsigned long pfn = start; pfn < end; pfn++) {
			CHECK(page_count(pfn_to_page(pfn)) == 1);
			CHECK_FALSE(PageBuddy(pfn_to_page(pfn)));
		}
		CHECK(state(NR_FREE_PAGES) == before - (end - start));
		CHECK(buddy::verify() == 0);
		CHECK(alloc_contig_range(start, end, MIGRATE_MOVABLE, GFP_KERNEL) == -EBUSY);
		CHECK(dma_zone()->nr_isolate_pageblock == 0);
		free_contig_range(start, end - start);
		CHECK(state(NR_FREE_PAGES) == before);
		CHECK(buddy::verify() == 0);
	}
	CHECK(alloc_contig_range(first, first + 1, MIGRATE_MOVABLE, GFP_KERNEL | __GFP_NOFAIL) ==
	      -EINVAL);
}

TEST_CASE("page: a range as one compound page, larger than a block of the buddy lists")
{
	host::boot(128);

	const unsigned long before = state(NR_FREE_PAGES);
	struct page *page = alloc_contig_pages(2 * BLOCK, GFP_KERNEL | __GFP_COMP, 0, nullptr);

	REQUIRE(page);
	CHECK(page_to_pfn(page) % (2 * BLOCK) == 0);
	CHECK(compound_order(page) == MAX_PAGE_ORDER + 1);
	CHECK(compound_head(page + 2 * BLOCK - 1) == page);
	CHECK(state(NR_FREE_PAGES) == before - 2 * BLOCK);
	CHECK(alloc_contig_pages(64 * BLOCK, GFP_KERNEL, 0, nullptr) == nullptr);
	CHECK(buddy::verify() == 0);
}

TEST_CASE(
	"page: an area is lent to movable requests alone, first when it holds the larger half of what is free")
{
	boot_with_area(128, "cma=32M");
	CHECK(host::console().find("cma: Reserved 32 MiB at 0x") != std::string::npos);
	CHECK(totalcma_pages == 8 * BLOCK);
	CHECK(dma_zone()->cma_pages == 8 * BLOCK);
	CHECK(state(NR_FREE_CMA_PAGES) == 8 * BLOCK);

	// A quarter of memory: the movable lists are first.
	struct page *page = alloc_pages(MOVABLE, 4);

	CHECK_FALSE(in_area(page));
	__free_pages(page, 4);

	// Requests that could never leave get all the rest and nothing of the area. Then it is the larger half.
	std::vector<struct page *> fixed = take_all(KERNEL, 0);

	for (struct page *one : fixed)
		CHECK_FALSE(in_area(one));
	CHECK(state(NR_FREE_CMA_PAGES) == 8 * BLOCK);
	for (int i = 0; i < 100; i++) {
		__free_page(fixed.back());
		fixed.pop_back();
	}
	page = alloc_pages(MOVABLE, 0);
	CHECK(in_area(page));
	__free_page(page);
	page = alloc_pages(MOVABLE, 9);
	CHECK(in_area(page));
	CHECK(state(NR_FREE_CMA_PAGES) == 8 * BLOCK - 512);
	CHECK(buddy::verify() == 0);

	// Lent: in the way until it is freed, as nobody moves it.
	CHECK(cma_alloc(dma_contiguous_default_area, 8 * BLOCK, 0, true) == nullptr);
	__free_pages(page, 9);

	struct page *whole = cma_alloc(dma_contiguous_default_area, 8 * BLOCK, 0, true);

	REQUIRE(whole);
	CHECK(in_area(whole));
	CHECK(state(NR_FREE_CMA_PAGES) == 0);
	CHECK(cma_release(dma_contiguous_default_area, whole, 8 * BLOCK));
	CHECK(state(NR_FREE_CMA_PAGES) == 8 * BLOCK);
	give(fixed, 0);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("cma: places in an area, aligned, refused and given back")
{
	boot_with_area(128, "cma=16M");

	struct cma *cma = dma_contiguous_default_area;
	const unsigned long base = cma_get_base(cma) >> PAGE_SHIFT;
	struct page *one = cma_alloc(cma, 1, 0, true);
	struct page *aligned = cma_alloc(cma, 3, 4, true);
	struct page *next = cma_alloc(cma, 2, 0, true);

	CHECK(page_to_pfn(one) == base);
	CHECK(page_to_pfn(aligned) == base + 16);
	CHECK(page_to_pfn(next) == base + 1);
	CHECK(cma_alloc(cma, 4 * BLOCK, 0, false) == nullptr);
	CHECK(host::console().find(
		      "cma: __cma_alloc: reserved: alloc failed, req-size: 4096 pages, ret: -12") !=
	      std::string::npos);
	CHECK(host::console().find(
		      "cma: number of available pages: 13@3+4077@19=> 4090 free of 4096 total pages") !=
	      std::string::npos);
	CHECK(cma_alloc(cma, 4 * BLOCK + 1, 0, true) == nullptr);
	CHECK(cma_alloc(nullptr, 1, 0, true) == nullptr);
	CHECK_FALSE(cma_release(cma, pfn_to_page(base - 1), 1));
	CHECK(cma_release(cma, aligned, 3));
	CHECK(cma_release(cma, one, 1));
	CHECK(cma_release(cma, next, 2));

	struct folio *folio = cma_alloc_folio(cma, 10, GFP_KERNEL | __GFP_COMP);

	REQUIRE(folio);
	CHECK(folio_order(folio) == 10);
	CHECK(cma_free_folio(cma, folio));
	CHECK(state(NR_FREE_CMA_PAGES) == 4 * BLOCK);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("cma: cma= at a place")
{
	boot_with_area(128, "cma=8M@0x44000000");
	CHECK(cma_get_base(dma_contiguous_default_area) == 0x44000000);
}

TEST_CASE("cma: cma= up to a limit")
{
	boot_with_area(128, "cma=8M@0-0x43000000");
	CHECK(cma_get_base(dma_contiguous_default_area) < 0x43000000);
}

TEST_CASE("cma: cma= where it can't be")
{
	host::boot({.banks = {{0x40000000, 128ull << 20}}, .cmdline = "cma=8M@0x44100000"});
	CHECK_FALSE(dma_contiguous_default_area);
	CHECK(host::console().find("cma: Failed to reserve 8 MiB on node -1") != std::string::npos);
}

TEST_CASE("cma: cma= of more than there is")
{
	host::boot({.banks = {{0x40000000, 128ull << 20}}, .cmdline = "cma=1G"});
	CHECK_FALSE(dma_contiguous_default_area);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: random movable and fixed requests beside an area, and ranges out of it")
{
	boot_with_area(128, "cma=32M");

	struct cma *cma = dma_contiguous_default_area;
	const unsigned long before = state(NR_FREE_PAGES);
	struct Held {
		struct page *page;
		unsigned int order;
		unsigned long contig;
	};
	std::vector<Held> held;
	struct rnd_state random;

	prandom_seed_state(&random, 612);
	auto below = [&](unsigned int n) {
		return prandom_u32_state(&random) % n;
	};

	for (int step = 0; step < 20000; step++) {
		if (below(100) < 52 && held.size() < 4000) {
			const unsigned int order = below(8) ? below(4) : below(MAX_PAGE_ORDER);
			const unsigned long count = below(30) ? 0 : 1 + below(700);
			struct page *page = count ? cma_alloc(cma, count, below(5), true)
						  : alloc_pages(below(2) ? MOVABLE : KERNEL, order);

			if (page)
				held.push_back({page, order, count});
		} else if (!held.empty()) {
			std::swap(held[below(held.size())], held.back());

			const Held last = held.back();

			held.pop_back();
			if (last.contig)
				CHECK(cma_release(cma, last.page, last.contig));
			else
				__free_pages(last.page, last.order);
		}
		if (step % 2000 == 0)
			REQUIRE(buddy::verify() == 0);
	}
	for (const Held &last : held)
		if (last.contig)
			CHECK(cma_release(cma, last.page, last.contig));
		else
			__free_pages(last.page, last.order);
	CHECK(state(NR_FREE_PAGES) == before);
	CHECK(state(NR_FREE_CMA_PAGES) == 8 * BLOCK);
	CHECK(buddy::verify() == 0);
}
