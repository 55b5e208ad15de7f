// SPDX-License-Identifier: GPL-2.0-only
//
// The page allocator against its model (page_model.h): random allocations and frees of all orders and types, and each must return exactly
// the page that the model names; now and then every list is compared, order of entries included.

#include "tests/host/page_model.h"

using namespace page_model;

namespace
{

void run(unsigned int seed, int steps, int max_order, unsigned long keep_free)
{
	std::mt19937 rng(seed);
	std::vector<allocation> held;
	model m;

	REQUIRE(m.difference() == nullptr);
	for (int step = 0; step < steps; step++) {
		// Phases of growth and of shrinking, so that lists run over and dry.
		bool grow = step / 500 % 2 == 0;
		bool allocate = held.empty() || rng() % 10 < (grow ? 8u : 2u);

		if (allocate && zone_page_state(&the_zone(), NR_FREE_PAGES) > keep_free) {
			int order = std::min<int>(rng() % (max_order + 1), rng() % (max_order + 1));
			int type = rng() % types;
			auto expected = m.alloc(order, type);
			struct page *page = alloc_pages(gfp_of_type[type] | __GFP_NOWARN, order);

			REQUIRE(expected.has_value() == (page != nullptr));
			if (!page)
				continue;
			REQUIRE(page_to_pfn(page) == *expected);
			REQUIRE(page_ref_count(page) == 1);
			held.push_back({*expected, order});
		} else if (!held.empty()) {
			size_t i = rng() % held.size();
			allocation victim = held[i];

			held[i] = held.back();
			held.pop_back();
			m.free(victim.pfn, victim.order);
			__free_pages(pfn_to_page(victim.pfn), victim.order);
		}
		if (step % 997 == 0) {
			REQUIRE(m.difference() == nullptr);
			REQUIRE(buddy::verify() == 0);
		}
	}
	for (allocation a : held) {
		m.free(a.pfn, a.order);
		__free_pages(pfn_to_page(a.pfn), a.order);
	}
	REQUIRE(m.difference() == nullptr);
	drain_all_pages(NULL);
	m.drain_all();
	REQUIRE(m.difference() == nullptr);
	REQUIRE(buddy::verify() == 0);
}

} // namespace

TEST_CASE("page: small orders give exactly the model's pages")
{
	boot(512);
	run(1, 20000, 3, 20000);
}

TEST_CASE("page: all orders give exactly the model's pages")
{
	boot(256);
	run(2, 20000, MAX_PAGE_ORDER, 12000);
}

TEST_CASE("page: single pages in a full zone give exactly the model's pages")
{
	boot(64);
	run(3, 60000, 1, 3000);
}

// rmqueue_bulk() cuts a block into all parts that are wanted; the model takes them one after the other.
TEST_CASE("page: many blocks taken at once are those that are taken one by one")
{
	boot(256);
	drain_all_pages(NULL);

	model m;
	std::mt19937 rng(5);
	std::vector<allocation> held;
	unsigned long free_pages = zone_page_state(&the_zone(), NR_FREE_PAGES);

	for (int step = 0; step < 4000; step++) {
		int order = std::min<int>(rng() % orders, rng() % orders);
		int type = rng() % types;
		int count = 1 + rng() % (1 + std::min(300u, 2048u >> order));
		LIST_HEAD(list);

		if (step % 400 < 150) {
			auto expected = m.take_from_zone(order, type, count);
			int taken = buddy::rmqueue_bulk(&the_zone(), order, count, &list, type, 0);

			REQUIRE(taken == (int)expected.size());
			auto got = model::real_list(&list);
			REQUIRE(std::equal(got.begin(), got.end(), expected.begin(),
					   expected.end()));
			for (unsigned long pfn : expected)
				held.push_back({pfn, order});
		}
		std::shuffle(held.begin(), held.end(), rng);
		for (int n = rng() % 60; n > 0 && !held.empty(); n--) {
			allocation a = held.back();

			held.pop_back();
			m.give_to_zone(a.pfn, a.order);
			buddy::free_one_page(pfn_to_page(a.pfn), a.order,
					     buddy::Placement::by_buddy);
		}
		if (step % 97 == 0) {
			REQUIRE(m.difference() == nullptr);
			REQUIRE(buddy::verify() == 0);
		}
	}
	for (allocation a : held)
		buddy::free_one_page(pfn_to_page(a.pfn), a.order, buddy::Placement::by_buddy);
	CHECK(buddy::verify() == 0);
	CHECK(zone_page_state(&the_zone(), NR_FREE_PAGES) <= free_pages + 125);
}

// What the zone's count of free pages shows to others changes at the moments at which single steps would have changed it.
TEST_CASE("page: counting many blocks at once leaves what counting them one by one leaves")
{
	boot(64);

	struct zone *zone = &the_zone();
	struct per_cpu_zonestat *mine = this_cpu_ptr(zone->per_cpu_zonestats);
	s8 &diff = mine->vm_stat_diff[NR_FREE_PAGES];
	s8 threshold = mine->stat_threshold;
	long total = zone_page_state(zone, NR_FREE_PAGES);
	s8 before = diff;

	for (int limit : {1, 2, 10, 63, 125})
		for (int start = -limit; start <= limit; start++)
			for (unsigned int order = 0; order <= MAX_PAGE_ORDER; order++)
				for (int blocks : {0, 1, 2, 3, 7, 31, 64, 500}) {
					mine->stat_threshold = limit;
					diff = start;
					{
						buddy::FreeCount count(zone);

						for (int i = 0; i < blocks; i++)
							count.add(-(1l << order), MIGRATE_MOVABLE);
					}
					s8 diff_of_single = diff;
					long single =
						atomic_long_read(&zone->vm_stat[NR_FREE_PAGES]);

					zone_page_state_add(total - single, zone, NR_FREE_PAGES);
					diff = start;
					{
						buddy::FreeCount count(zone);

						count.take(order, blocks);
					}
					REQUIRE(diff == diff_of_single);
					REQUIRE(atomic_long_read(&zone->vm_stat[NR_FREE_PAGES]) ==
						single);
					zone_page_state_add(total - single, zone, NR_FREE_PAGES);
				}
	mine->stat_threshold = threshold;
	diff = before;
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: everything that is freed merges again")
{
	boot(128);
	drain_all_pages(NULL);

	model before;
	std::mt19937 rng(4);
	std::vector<allocation> held;

	for (int i = 0; i < 3000; i++) {
		int order = rng() % 6;
		struct page *page = alloc_pages(gfp_of_type[rng() % types] | __GFP_NOWARN, order);

		if (page)
			held.push_back({page_to_pfn(page), order});
	}
	std::shuffle(held.begin(), held.end(), rng);
	for (allocation a : held)
		__free_pages(pfn_to_page(a.pfn), a.order);
	drain_all_pages(NULL);

	model after;

	CHECK(after.free_order == before.free_order);
	CHECK(buddy::verify() == 0);
}
