// SPDX-License-Identifier: GPL-2.0-only
//
// What is set aside or kept back: ZONE_MOVABLE by percentages, reserves of lower zones, blocks for atomic requests, raised watermarks.

#include "tests/host/pages.h"
#include "tests/host/test.h"

#include "mm/page/internal.h"
#include "mm/page/verify.h"
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/vmstat.h>

namespace
{

using host::give;
using host::take_all;

constexpr gfp_t KERNEL = __GFP_NOWARN | __GFP_NOMEMALLOC;
constexpr unsigned long long mib = 1ull << 20;

struct zone &zone_at(int i)
{
	return contig_page_data.node_zones[i];
}

void boot(unsigned long long size, const char *cmdline)
{
	host::boot({.banks = {{0x40000000, size * mib}}, .cmdline = cmdline});
	calculate_min_free_kbytes();
	setup_per_zone_wmarks();
	setup_per_zone_lowmem_reserve();
}

unsigned long movable_mib()
{
	return zone_at(ZONE_MOVABLE).spanned_pages >> 8;
}

} // namespace

TEST_CASE("page: movablecore= in percent")
{
	boot(256, "movablecore=25%");
	CHECK(movable_mib() == 64);
}

TEST_CASE("page: of kernelcore= and movablecore= that leaves more to the kernel counts, in percent")
{
	boot(256, "kernelcore=60% movablecore=75%");
	CHECK(movable_mib() == 100); // 102.4, cut to whole 4 MiB
}

TEST_CASE("page: of kernelcore= and movablecore= that leaves more to the kernel counts, in bytes")
{
	boot(256, "kernelcore=64M movablecore=32M");
	CHECK(movable_mib() == 32);
}

TEST_CASE("page: percentages beyond a hundred and words are refused")
{
	boot(256, "kernelcore=101% movablecore=x");
	CHECK(movable_mib() == 0);
	CHECK(host::console().find("kernelcore") != std::string::npos);
}

TEST_CASE(
	"page: a lower zone keeps what lowmem_reserve says from requests that a higher zone could serve")
{
	boot(256, "movablecore=128M");
	watermark_boost_factor = 0; // blocks change hands here

	struct zone &dma = zone_at(ZONE_DMA);
	const unsigned long reserve = dma.lowmem_reserve[ZONE_MOVABLE];

	CHECK(reserve ==
	      zone_managed_pages(&zone_at(ZONE_MOVABLE)) / sysctl_lowmem_reserve_ratio[ZONE_DMA]);

	// Movable highmem requests may have both zones; below the reserve the lower one is closed to them, and open to the kernel's.
	// In blocks that no CPU's list holds: a refill of these looks at the watermark once, for all its pages.
	std::vector<struct page *> all =
		take_all(GFP_HIGHUSER_MOVABLE | __GFP_NOWARN | __GFP_NORETRY, 4);

	drain_all_pages(nullptr);

	const unsigned long left = zone_page_state_snapshot(&dma, NR_FREE_PAGES);

	CHECK(left >= reserve + min_wmark_pages(&dma));
	CHECK(left < reserve + min_wmark_pages(&dma) + 512);

	struct page *page = alloc_pages(GFP_KERNEL, 4);

	REQUIRE(page);
	__free_pages(page, 4);
	give(all, 4);
	drain_all_pages(nullptr);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: an atomic request has its reserve when nothing else is left")
{
	boot(512, "");

	struct zone &dma = zone_at(ZONE_DMA);
	const unsigned long low = dma._watermark[WMARK_LOW];

	dma._watermark[WMARK_LOW] = dma._watermark[WMARK_HIGH] = ~0ul >> 1;

	struct page *first = alloc_pages(GFP_ATOMIC, 2);

	REQUIRE(first);
	REQUIRE(dma.nr_reserved_highatomic == pageblock_nr_pages);
	drain_all_pages(nullptr); // what the refill brought beside it is of the same block
	dma._watermark[WMARK_LOW] = dma._watermark[WMARK_HIGH] = low;
	for (unsigned long &mark : dma._watermark)
		mark = 0;

	// Whoever asks in the ordinary way leaves the reserve alone, to the last page.
	const unsigned long reserve = dma.nr_free_highatomic;
	std::vector<struct page *> all = take_all(KERNEL, 0);

	CHECK(reserve >= pageblock_nr_pages / 2);
	CHECK(dma.nr_free_highatomic == reserve);
	for (struct page *page : all)
		CHECK(get_pageblock_migratetype(page) != MIGRATE_HIGHATOMIC);
	CHECK(!alloc_pages(KERNEL, 2));

	struct page *second = alloc_pages(GFP_ATOMIC, 2);

	REQUIRE(second);
	CHECK(get_pageblock_migratetype(second) == MIGRATE_HIGHATOMIC);
	CHECK(dma.nr_free_highatomic == reserve - 4);
	CHECK(buddy::verify() == 0);
	__free_pages(first, 2);
	__free_pages(second, 2);
	give(all, 0);
	drain_all_pages(nullptr);
	CHECK(buddy::verify() == 0);
}

TEST_CASE(
	"page: taking over a block of another type raises the watermarks, up to a bound, and not at all if that is switched off")
{
	boot(256, "");

	struct zone &dma = zone_at(ZONE_DMA);
	const unsigned long high = dma._watermark[WMARK_HIGH];
	const unsigned long most =
		std::max(pageblock_nr_pages, high / 10000 * 15000 + high % 10000 * 15000 / 10000);
	std::vector<struct page *> movable = take_all(KERNEL | __GFP_MOVABLE, 0);

	dma.watermark_boost = 0; // the last movable pages came out of other blocks
	// Every second page comes back: no block is free from end to end.
	for (size_t i = 0; i < movable.size(); i += 2) {
		__free_page(movable[i]);
		movable[i] = nullptr;
	}
	drain_all_pages(nullptr);
	watermark_boost_factor = 0;

	struct page *page = alloc_pages(KERNEL, 0);

	CHECK(dma.watermark_boost == 0);
	watermark_boost_factor = 15000;

	std::vector<struct page *> fixed = take_all(KERNEL, 0);

	CHECK(dma.watermark_boost > 0);
	CHECK(dma.watermark_boost <= most);
	CHECK(high_wmark_pages(&dma) == dma._watermark[WMARK_HIGH] + dma.watermark_boost);
	if (page)
		__free_page(page);
	give(fixed, 0);
	drain_all_pages(nullptr);
	for (struct page *one : movable)
		if (one)
			__free_page(one);
	drain_all_pages(nullptr);
	setup_per_zone_wmarks();
	CHECK(dma.watermark_boost == 0);
	CHECK(buddy::verify() == 0);
}
