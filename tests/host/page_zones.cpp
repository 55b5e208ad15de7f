// SPDX-License-Identifier: GPL-2.0-only
//
// Zones: their sizes for several shapes of memory, ZONE_MOVABLE, the zonelist, watermarks and reserves. The figures for
// 128 MiB, 1 GiB and 4 GiB are those of a real Linux 6.12 of the same shape where the amount of reserved memory does not matter.

#include "tests/host/test.h"

#include "mm/page/internal.h"
#include "mm/page/pageblock.h"
#include "mm/page/verify.h"
#include <linux/gfp.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/sizes.h>

namespace
{

constexpr unsigned long long mib = 1ull << 20;

struct zone &zone_at(int i)
{
	return contig_page_data.node_zones[i];
}

unsigned long total_present()
{
	unsigned long sum = 0;

	for (int i = 0; i < MAX_NR_ZONES; i++)
		sum += zone_at(i).present_pages;
	return sum;
}

bool contains(const std::string &text, const char *part)
{
	return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("page: one bank is one zone, and the log says so in Linux's words")
{
	host::boot(1024);
	CHECK(zone_at(ZONE_DMA).zone_start_pfn == 0x40000);
	CHECK(zone_at(ZONE_DMA).spanned_pages == 262144);
	CHECK(zone_at(ZONE_DMA).present_pages == 262144);
	CHECK(zone_is_empty(&zone_at(ZONE_DMA32)));
	CHECK(zone_is_empty(&zone_at(ZONE_NORMAL)));
	CHECK(zone_is_empty(&zone_at(ZONE_MOVABLE)));
	CHECK(contig_page_data.nr_zones == 1);

	std::string log = host::console();

	CHECK(contains(log, "Zone ranges:\n"));
	CHECK(contains(log, "  DMA      [mem 0x0000000040000000-0x000000007fffffff]\n"));
	CHECK(contains(log, "  DMA32    empty\n"));
	CHECK(contains(log, "  Normal   empty\n"));
	CHECK(contains(log, "Movable zone start for each node\n"));
	CHECK(contains(log, "Early memory node ranges\n"));
	CHECK(contains(log, "  node   0: [mem 0x0000000040000000-0x000000007fffffff]\n"));
	CHECK(contains(log, "Initmem setup node 0 [mem 0x0000000040000000-0x000000007fffffff]\n"));
	CHECK(contains(log, "Built 1 zonelists, mobility grouping on.  Total pages: 262144\n"));
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: memory above 4 GiB is ZONE_NORMAL, and the zonelist goes downwards")
{
	host::boot({.banks = {{0x40000000, 256 * mib}, {0x100000000, 128 * mib}}});
	CHECK(zone_at(ZONE_DMA).present_pages == 65536);
	CHECK(zone_at(ZONE_NORMAL).zone_start_pfn == 0x100000);
	CHECK(zone_at(ZONE_NORMAL).present_pages == 32768);
	CHECK(total_present() == contig_page_data.node_present_pages);
	// The hole up to the limit of the zone is spanned by it.
	CHECK(zone_at(ZONE_DMA).spanned_pages == 0x100000 - 0x40000);
	CHECK(contig_page_data.node_spanned_pages == 0x108000 - 0x40000);

	struct zoneref *ref = contig_page_data.node_zonelists[0]._zonerefs;

	CHECK(ref[0].zone == &zone_at(ZONE_NORMAL));
	CHECK(ref[0].zone_idx == ZONE_NORMAL);
	CHECK(ref[1].zone == &zone_at(ZONE_DMA));
	CHECK(ref[2].zone == nullptr);

	struct page *normal = alloc_page(GFP_KERNEL), *dma = alloc_page(GFP_DMA);

	CHECK(page_zone(normal) == &zone_at(ZONE_NORMAL));
	CHECK(page_zone(dma) == &zone_at(ZONE_DMA));
	__free_page(normal);
	__free_page(dma);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: a hole inside a zone is spanned, not present, and its struct pages are reserved")
{
	host::boot({.banks = {{0x40000000, 64 * mib}, {0x60000000, 64 * mib}}});

	struct zone &dma = zone_at(ZONE_DMA);

	CHECK(dma.spanned_pages == 0x64000 - 0x40000);
	CHECK(dma.present_pages == 2 * 16384);
	// 0x40000000 … 0x47ffffff is one section, half of it is memory.
	CHECK(pfn_valid(0x44000));
	CHECK(!pfn_valid(0x48000));
	page_ensure_init(0x44123);
	CHECK(PageReserved(pfn_to_page(0x44123)));
	CHECK(page_ref_count(pfn_to_page(0x44123)) == 1);
	CHECK(contains(host::console(), "pages in unavailable ranges\n"));
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: banks that begin and end anywhere")
{
	host::boot({.banks = {{0x40000000 + 13 * PAGE_SIZE, 32 * mib - 27 * PAGE_SIZE}}});

	struct zone &dma = zone_at(ZONE_DMA);

	CHECK(dma.zone_start_pfn == 0x4000d);
	CHECK(dma.present_pages == 8192 - 27);
	// A pageblock whose start is no memory keeps type 0.
	CHECK(buddy::get_pfnblock_migratetype(0x40000) == MIGRATE_UNMOVABLE);
	CHECK(buddy::get_pfnblock_migratetype(0x40400) == MIGRATE_MOVABLE);
	CHECK(buddy::verify() == 0);
}

// Movable requests for user memory come from ZONE_MOVABLE, kernel requests never do.
static void check_movable()
{
	struct page *movable = alloc_page(GFP_HIGHUSER_MOVABLE);
	struct page *kernel = alloc_page(GFP_KERNEL | __GFP_MOVABLE);

	CHECK(page_zonenum(movable) == ZONE_MOVABLE);
	CHECK(page_zonenum(kernel) != ZONE_MOVABLE);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: kernelcore= in bytes cuts ZONE_MOVABLE off the end")
{
	host::boot({.banks = {{0x40000000, 256 * mib}}, .cmdline = "kernelcore=100M"});
	CHECK(zone_at(ZONE_MOVABLE).zone_start_pfn == 0x40000 + 25600);
	CHECK(zone_at(ZONE_MOVABLE).present_pages == 65536 - 25600);
	CHECK(zone_at(ZONE_DMA).present_pages == 25600);
	CHECK(contains(host::console(), "  Node 0: 0x0000000046400000\n"));
	check_movable();
}

TEST_CASE("page: movablecore= is rounded up to 4 MiB")
{
	host::boot({.banks = {{0x40000000, 256 * mib}}, .cmdline = "movablecore=63M"});
	CHECK(zone_at(ZONE_MOVABLE).present_pages == 16384);
	check_movable();
}

TEST_CASE("page: kernelcore= in percent")
{
	host::boot({.banks = {{0x40000000, 256 * mib}}, .cmdline = "kernelcore=50%"});
	CHECK(zone_at(ZONE_MOVABLE).present_pages == 32768);
	check_movable();
}

TEST_CASE("page: for kernelcore= memory below the highest zone is the kernel's already")
{
	host::boot({.banks = {{0x40000000, 128 * mib}, {0x100000000, 128 * mib}},
		    .cmdline = "kernelcore=160M"});
	CHECK(zone_at(ZONE_NORMAL).present_pages == 8192);
	CHECK(zone_at(ZONE_MOVABLE).present_pages == 24576);
	check_movable();
}

TEST_CASE("page: kernelcore= of more than there is leaves no movable zone")
{
	host::boot({.banks = {{0x40000000, 128 * mib}}, .cmdline = "kernelcore=1G"});
	CHECK(zone_is_empty(&zone_at(ZONE_MOVABLE)));
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: watermarks follow Linux's formulas")
{
	host::boot(1024);

	struct zone &dma = zone_at(ZONE_DMA);
	unsigned long managed = 255962; // as in the recorded boot of the reference

	atomic_long_set(&dma.managed_pages, managed);
	calculate_min_free_kbytes();
	CHECK(min_free_kbytes == 4047); // sqrt(16 * 1,023,848 KiB)
	setup_per_zone_wmarks();
	CHECK(min_wmark_pages(&dma) == 1011);
	CHECK(low_wmark_pages(&dma) == 1266);
	CHECK(high_wmark_pages(&dma) == 1521);
	CHECK(promo_wmark_pages(&dma) == 1776);
	CHECK(dma.pageset_batch == 63);
	refresh_zone_stat_thresholds();
	CHECK(per_cpu_ptr(dma.per_cpu_zonestats, 0)->stat_threshold == 8);
	// An empty movable zone has its minimum all the same.
	CHECK(min_wmark_pages(&zone_at(ZONE_MOVABLE)) == 32);
}

TEST_CASE("page: lower zones keep a part for those who need them")
{
	host::boot({.banks = {{0x40000000, 512 * mib}, {0x100000000, 512 * mib}}});
	setup_per_zone_lowmem_reserve();
	CHECK(zone_at(ZONE_DMA).lowmem_reserve[ZONE_DMA] == 0);
	CHECK(zone_at(ZONE_DMA).lowmem_reserve[ZONE_NORMAL] ==
	      (long)zone_managed_pages(&zone_at(ZONE_NORMAL)) / 256);
	CHECK(zone_at(ZONE_NORMAL).lowmem_reserve[ZONE_MOVABLE] == 0);
	CHECK(zone_watermark_ok(&zone_at(ZONE_DMA), 0, 0, ZONE_DMA, 0));
}

TEST_CASE("page: a watermark lets pass who may pass")
{
	host::boot(256);

	struct zone &dma = zone_at(ZONE_DMA);
	long free = 1000;

	CHECK(__zone_watermark_ok(&dma, 0, 999, ZONE_DMA, 0, free));
	CHECK(!__zone_watermark_ok(&dma, 0, 1000, ZONE_DMA, 0, free));
	// Half of it for __GFP_HIGH, 3/8 for atomic requests.
	CHECK(__zone_watermark_ok(&dma, 0, 1998, ZONE_DMA, buddy::ALLOC_MIN_RESERVE, free));
	CHECK(!__zone_watermark_ok(&dma, 0, 2000, ZONE_DMA, buddy::ALLOC_MIN_RESERVE, free));
	CHECK(__zone_watermark_ok(&dma, 0, 2600, ZONE_DMA,
				  buddy::ALLOC_MIN_RESERVE | buddy::ALLOC_NON_BLOCK, free));
	// The block itself does not count as free.
	CHECK(!__zone_watermark_ok(&dma, 3, 994, ZONE_DMA, 0, free));
	CHECK(__zone_watermark_ok(&dma, 3, 992, ZONE_DMA, 0, free));
	// What is kept for atomic requests is not free for others.
	dma.nr_free_highatomic = 500;
	CHECK(!__zone_watermark_ok(&dma, 0, 600, ZONE_DMA, 0, free));
	CHECK(__zone_watermark_ok(&dma, 0, 400, ZONE_DMA, 0, free));
}

TEST_CASE("page: small machines are not grouped by mobility")
{
	host::boot(12);
	CHECK(page_group_by_mobility_disabled == 1);
	CHECK(contains(host::console(), "mobility grouping off."));

	struct page *page = alloc_page(GFP_KERNEL | __GFP_MOVABLE);

	REQUIRE(page);
	CHECK(gfp_migratetype(GFP_KERNEL | __GFP_MOVABLE) == MIGRATE_UNMOVABLE);
	__free_page(page);
	CHECK(buddy::verify() == 0);
}
