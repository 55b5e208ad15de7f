// SPDX-License-Identifier: GPL-2.0-only
//
// free_pcppages_bulk() frees neighbours as one; its twin with events, block by block, as Linux does. The same work on two machines
// that were booted alike must leave the same free lists, in the same order, and the same numbers.

#include "tests/host/record.h"
#include "tests/host/test.h"

#include "mm/page/pageblock.h"
#include "mm/page/pcp.h"
#include "mm/page/verify.h"
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/percpu.h>

namespace
{

void boot()
{
	host::boot({.banks = {{0x40000000, 64ull << 20}}});
	calculate_min_free_kbytes();
	setup_per_zone_wmarks();
	refresh_zone_stat_thresholds();
	setup_per_zone_lowmem_reserve();
	gfp_allowed_mask = __GFP_BITS_MASK;
}

struct zone &the_zone()
{
	return contig_page_data.node_zones[ZONE_DMA];
}

struct per_cpu_pages *the_lists()
{
	return this_cpu_ptr(the_zone().per_cpu_pageset);
}

struct Random {
	unsigned int state = 815;

	unsigned int below(unsigned int n)
	{
		state = state * 1664525 + 1013904223;
		return (state >> 8) % n;
	}
};

void see_list(std::vector<long> &seen, struct list_head *list)
{
	struct list_head *at;

	list_for_each(at, list)
		seen.push_back(page_to_pfn(list_entry(at, struct page, buddy_list)));
	seen.push_back(-1);
}

// Every free list and every number that freeing changes.
void observe(std::vector<long> &seen)
{
	struct zone &zone = the_zone();

	for (struct free_area &area : zone.free_area) {
		for (struct list_head &list : area.free_list)
			see_list(seen, &list);
		seen.push_back(area.nr_free);
	}
	for (struct list_head &list : the_lists()->lists)
		see_list(seen, &list);
	seen.push_back(the_lists()->count);
	seen.push_back(zone.nr_free_highatomic);
	for (int item = 0; item < NR_VM_ZONE_STAT_ITEMS; item++) {
		seen.push_back(zone_page_state(&zone, (enum zone_stat_item)item));
		seen.push_back(this_cpu_ptr(zone.per_cpu_zonestats)->vm_stat_diff[item]);
	}
}

using Free = void (*)(struct zone *zone, int count, struct per_cpu_pages *pcp, int pindex);

// Blocks as the CPU's lists get them: some rows upwards, some downwards, some at random, with gaps.
void fill_lists(Random &random, std::vector<struct page *> (&held)[4])
{
	for (int rows = 0; rows < 12; rows++) {
		const unsigned int order = random.below(3) ? 0 : random.below(4);
		const gfp_t gfp = random.below(2) ? GFP_KERNEL : GFP_HIGHUSER_MOVABLE;
		std::vector<struct page *> row;

		for (unsigned int i = 0; i < 1 + random.below(200); i++) {
			struct page *page = alloc_pages(gfp, order);

			REQUIRE(page);
			row.push_back(page);
		}
		switch (random.below(4)) {
		case 0:
			std::reverse(row.begin(), row.end());
			break;
		case 1:
			for (size_t i = row.size() - 1; i > 0; i--)
				std::swap(row[i], row[random.below(i + 1)]);
			break;
		default:
			break;
		}
		for (struct page *page : row) {
			if (random.below(30) == 0) {
				held[order].push_back(page);
				continue;
			}
			// As a free does, but it gives nothing back.
			list_add(&page->pcp_list, &the_lists()->lists[buddy::order_to_pindex(
							  buddy::pcp_type_of(page), order)]);
			page_ref_dec(page);
			the_lists()->count += 1 << order;
		}
	}
}

void work(Free free, std::vector<long> &record)
{
	Random random;

	for (int round = 0; round < 60; round++) {
		std::vector<struct page *> held[4];

		fill_lists(random, held);
		// Types without a list of their own are counted apart, or not at all.
		if (round % 5 == 4) {
			const int types[] = {MIGRATE_HIGHATOMIC, MIGRATE_CMA, MIGRATE_ISOLATE};

			for (auto &pages : held)
				if (!pages.empty())
					buddy::set_pageblock_migratetype(pages.front(),
									 types[random.below(3)]);
		}
		while (the_lists()->count) {
			free(&the_zone(), 1 + random.below(300), the_lists(),
			     random.below(NR_PCP_LISTS));
			observe(record);
		}
		for (int order = 0; order < 4; order++)
			for (struct page *page : held[order])
				__free_pages(page, order);
		free(&the_zone(), INT_MAX, the_lists(), 0);
		observe(record);
	}
}

TEST_CASE("page runs: neighbours freed as one leave what they leave one by one")
{
	boot();

	const std::vector<long> one_by_one = host::record_in_copy(
		[](auto &record) { work(buddy::free_pcppages_bulk_traced, record); });
	const std::vector<long> runs =
		host::record_in_copy([](auto &record) { work(buddy::free_pcppages_bulk, record); });

	CHECK(one_by_one.size() > 40000);
	CHECK(runs.size() == one_by_one.size());
	CHECK((runs == one_by_one));
}

} // namespace
