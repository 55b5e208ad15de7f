// SPDX-License-Identifier: GPL-2.0-only
//
// release_pages() against put_page() for each page: the same work on two machines that were booted alike must leave the same
// lists, in the same order, and the same numbers.

#include "tests/host/record.h"
#include "tests/host/test.h"

#include "mm/page/pcp.h"
#include "mm/page/verify.h"
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/percpu.h>

namespace
{

void boot(const char *cmdline = "")
{
	host::boot({.banks = {{0x40000000, 64ull << 20}, {0x140000000, 64ull << 20}},
		    .cmdline = cmdline});
	calculate_min_free_kbytes();
	setup_per_zone_wmarks();
	refresh_zone_stat_thresholds();
	setup_per_zone_lowmem_reserve();
	gfp_allowed_mask = __GFP_BITS_MASK;
}

struct Random {
	unsigned int state = 4711;

	unsigned int below(unsigned int n)
	{
		state = state * 1664525 + 1013904223;
		return (state >> 8) % n;
	}
};

// All that a free changes: what is on the CPU's lists, and every number there.
std::vector<long> observe()
{
	std::vector<long> seen;
	std::vector<unsigned long> events(NR_VM_EVENT_ITEMS);

	for (struct zone &zone : contig_page_data.node_zones) {
		if (!populated_zone(&zone))
			continue;

		struct per_cpu_pages *pcp = this_cpu_ptr(zone.per_cpu_pageset);

		for (long value : {(long)pcp->count, (long)pcp->high, (long)pcp->free_count,
				   (long)pcp->alloc_factor, (long)pcp->flags,
				   (long)zone_page_state(&zone, NR_FREE_PAGES)})
			seen.push_back(value);
		for (struct list_head &list : pcp->lists) {
			struct list_head *at;

			list_for_each(at, &list)
				seen.push_back(page_to_pfn(list_entry(at, struct page, pcp_list)));
			seen.push_back(-1);
		}
	}
	all_vm_events(events.data());
	seen.push_back(events[PGFREE]);
	return seen;
}

// Fills an array with pages of all kinds, some of them several times, some with a reference that stays. `kept` gets those.
std::vector<struct page *> pages_of_all_kinds(Random &random, std::vector<struct page *> &kept)
{
	std::vector<struct page *> pages;

	for (int i = 0; i < 700; i++) {
		gfp_t gfp = random.below(3) ? GFP_KERNEL : GFP_DMA;
		unsigned int order = random.below(40) ? 0 : 1 + random.below(4);
		struct page *page = alloc_pages(gfp | __GFP_COMP, order);

		REQUIRE(page);
		pages.push_back(page);
		switch (random.below(30)) {
		case 0: // once more, by any of its pages
			get_page(page);
			pages.push_back(page + random.below(1u << order));
			break;
		case 1:
			get_page(page);
			kept.push_back(page);
			break;
		case 2:
			folio_set_referenced(page_folio(page));
			break;
		default:
			break;
		}
	}
	for (size_t i = pages.size() - 1; i > 0; i--)
		if (random.below(4) == 0)
			std::swap(pages[i], pages[random.below(i + 1)]);
	return pages;
}

using Release = void (*)(struct page **pages, int nr);

void work(Release release, std::vector<long> &record)
{
	Random random;

	for (int round = 0; round < 12; round++) {
		std::vector<struct page *> kept;
		std::vector<struct page *> pages = pages_of_all_kinds(random, kept);

		release(pages.data(), pages.size());
		for (long value : observe())
			record.push_back(value);
		release(kept.data(), kept.size());
		for (long value : observe())
			record.push_back(value);
		if (round % 4 == 3)
			drain_local_pages(nullptr);
	}
	record.push_back(buddy::verify());
}

void one_by_one(struct page **pages, int nr)
{
	for (int i = 0; i < nr; i++)
		put_page(pages[i]);
}

} // namespace

TEST_CASE("page: releasing many pages at once leaves what releasing each would")
{
	boot();

	std::vector<long> expected =
		host::record_in_copy([](auto &record) { work(one_by_one, record); });
	std::vector<long> seen;

	work(release_pages, seen);
	CHECK(expected.size() > 1000);
	CHECK(expected.back() == 0);
	CHECK(expected == seen);
}

TEST_CASE("page: releasing many pages at once with page checks on")
{
	boot("init_on_free=1");

	std::vector<long> expected =
		host::record_in_copy([](auto &record) { work(one_by_one, record); });
	std::vector<long> seen;

	work(release_pages, seen);
	CHECK(expected.size() > 1000);
	CHECK(expected == seen);
}

TEST_CASE("page: releasing nothing")
{
	boot();

	std::vector<long> before = observe();

	release_pages(nullptr, 0);
	CHECK(observe() == before);
}
