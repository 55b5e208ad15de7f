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
