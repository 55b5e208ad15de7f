// SPDX-License-Identifier: GPL-2.0-only
//
// The soak (tests/kunit/page_soak.h) under the sanitisers, in zones DMA, DMA32, NORMAL and MOVABLE. SOAK_OPERATIONS=5000000 makes it long.

#include "tests/host/test.h"

#include "tests/kunit/page_soak.h"

TEST_CASE("page: a soak ends with all pages back and all counters exact")
{
	host::boot({.banks = {{0x40000000, 96ull << 20},
			      {0x80000000, 64ull << 20},
			      {0x140000000, 128ull << 20}},
		    .cmdline = "movablecore=64M"});
	calculate_min_free_kbytes();
	setup_per_zone_wmarks();
	refresh_zone_stat_thresholds();
	setup_per_zone_lowmem_reserve();
	gfp_allowed_mask = __GFP_BITS_MASK;

	const char *const wanted = getenv("SOAK_OPERATIONS");
	const unsigned long operations = wanted ? strtoul(wanted, nullptr, 0) : 60000;
	std::vector<soak::Block> table(4096);
	soak::Run run(table.data(), table.size(), global_zone_page_state(NR_FREE_PAGES) / 10 * 9,
		      1);
	const soak::Report report = run.go(operations, wanted ? 50000 : 10000);

	CAPTURE(report.at);
	CHECK_MESSAGE(report.errors == 0, std::string(report.what ? report.what : ""));
	CHECK(report.operations == operations);
	CHECK(report.allocations == report.frees);
	CHECK(report.failures < report.allocations);
}
