// SPDX-License-Identifier: GPL-2.0-only
// The page allocator on the machine: real locks, real per-CPU data, real memory. The allocator's invariants are checked by its
// own walk (mm/page/verify.cpp) after each group of operations; the host tests hold the order of the lists against a model.

#include <kunit/test.h>
#include <linux/delay.h>
#include <linux/rcupdate.h>

#include <linux/gfp.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/prandom.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "mm/page/pageblock.h"
#include "mm/page/verify.h"

namespace
{

unsigned long free_pages_now()
{
	unsigned long sum = 0;
	struct zone *zone;

	drain_all_pages(NULL);
	for_each_populated_zone(zone)
		sum += zone_page_state_snapshot(zone, NR_FREE_PAGES);
	return sum;
}

void take_and_give_back_each_order(struct kunit *test)
{
	for (unsigned int order = 0; order <= MAX_PAGE_ORDER; order++) {
		struct page *page = alloc_pages(GFP_KERNEL, order);

		KUNIT_ASSERT_NOT_NULL(test, page);
		KUNIT_EXPECT_EQ(test, page_ref_count(page), 1);
		KUNIT_EXPECT_EQ(test, page_to_pfn(page) & ((1ul << order) - 1), 0ul);
		KUNIT_EXPECT_PTR_EQ(test, virt_to_page(page_address(page)), page);
		memset(page_address(page), 0xc3, PAGE_SIZE << order);
		__free_pages(page, order);
	}
}

// What tests before this one left to RCU and to kthreadd (stacks of threads that ended) may come back in the middle. That ends; what
// is lost here is lost each time.
void each_order(struct kunit *test)
{
	bool all_back = false;

	kvfree_rcu_barrier();
	for (int tries = 0; tries < 50 && !all_back; tries++) {
		if (tries)
			msleep(20);
		const unsigned long before = free_pages_now();

		take_and_give_back_each_order(test);
		all_back = free_pages_now() == before;
	}
	KUNIT_EXPECT_TRUE(test, all_back);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

void last_in_first_out(struct kunit *test)
{
	struct page *a = alloc_page(GFP_KERNEL), *b = alloc_page(GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, a);
	KUNIT_ASSERT_NOT_NULL(test, b);
	__free_page(a);
	__free_page(b);
	KUNIT_EXPECT_PTR_EQ(test, alloc_page(GFP_KERNEL), b);
	KUNIT_EXPECT_PTR_EQ(test, alloc_page(GFP_KERNEL), a);
	__free_page(b);
	__free_page(a);
}

void compound_pages(struct kunit *test)
{
	for (unsigned int order = 1; order <= 6; order++) {
		struct folio *folio = folio_alloc(GFP_KERNEL, order);

		KUNIT_ASSERT_NOT_NULL(test, folio);
		KUNIT_EXPECT_EQ(test, folio_order(folio), order);
		for (unsigned int i = 0; i < 1u << order; i++) {
			void *addr = (char *)folio_address(folio) + i * PAGE_SIZE;

			KUNIT_EXPECT_PTR_EQ(test, virt_to_folio(addr), folio);
		}

		struct page *last = folio_page(folio, (1u << order) - 1);

		get_page(last);
		KUNIT_EXPECT_EQ(test, folio_ref_count(folio), 2);
		put_page(last);
		folio_put(folio);
		KUNIT_EXPECT_FALSE(test, PageCompound(last));
	}
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

// Thirty-two dirty blocks go back; among the next thirty-two are most of them, wherever the lists kept them.
void zeroed_pages(struct kunit *test)
{
	unsigned long blocks[32], dirty = 0;

	for (unsigned long &block : blocks) {
		block = __get_free_pages(GFP_KERNEL, 2);
		KUNIT_ASSERT_NE(test, block, 0ul);
		memset((void *)block, 0xff, 4 * PAGE_SIZE);
	}
	for (unsigned long block : blocks)
		free_pages(block, 2);
	for (unsigned long &block : blocks) {
		block = __get_free_pages(GFP_KERNEL | __GFP_ZERO, 2);
		KUNIT_ASSERT_NE(test, block, 0ul);
		dirty += memchr_inv((void *)block, 0, 4 * PAGE_SIZE) != nullptr;
	}
	KUNIT_EXPECT_EQ(test, dirty, 0ul);
	for (unsigned long block : blocks)
		free_pages(block, 2);
}

void exact_and_bulk(struct kunit *test)
{
	unsigned long before = free_pages_now();
	void *exact = alloc_pages_exact(11 * PAGE_SIZE, GFP_KERNEL);
	struct page *pages[40] = {};

	KUNIT_ASSERT_NOT_NULL(test, exact);
	KUNIT_EXPECT_EQ(test, free_pages_now(), before - 11);
	free_pages_exact(exact, 11 * PAGE_SIZE);

	// The call may return fewer than asked for; it must get there in the end.
	for (int rounds = 0; alloc_pages_bulk_array(GFP_KERNEL, 40, pages) < 40; rounds++)
		KUNIT_ASSERT_LT(test, rounds, 40);
	for (struct page *page : pages) {
		KUNIT_EXPECT_EQ(test, page_ref_count(page), 1);
		__free_page(page);
	}
	KUNIT_EXPECT_EQ(test, free_pages_now(), before);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

// A stranger's reference to the first page of a block (lib/test_free_pages.c in Linux).
void foreign_reference(struct kunit *test)
{
	unsigned long before = free_pages_now();

	for (int i = 0; i < 100; i++) {
		struct page *page = alloc_pages(GFP_KERNEL, 3);

		KUNIT_ASSERT_NOT_NULL(test, page);
		get_page(page);
		__free_pages(page, 3);
		put_page(page);
	}
	KUNIT_EXPECT_EQ(test, free_pages_now(), before);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

void deferred_struct_pages(struct kunit *test)
{
	struct zone *zone;
	unsigned long bad = 0;

	while (deferred_init_one_block())
		;
	for_each_populated_zone(zone)
		for (unsigned long pfn = zone->zone_start_pfn; pfn < zone_end_pfn(zone); pfn++) {
			struct page *page = pfn_to_page(pfn);

			if (!pfn_valid(pfn)) {
				pfn += PAGES_PER_SECTION - 1;
				continue;
			}
			// The pages of a hole have the zone of the memory behind it, as Linux's have.
			bad += memblock_is_memory(PFN_PHYS(pfn)) && page_zone(page) != zone;
			// The padding is clear, but for the note of a pageblock's type in its first page.
			if (pfn % pageblock_nr_pages)
				bad += ((unsigned long *)page)[7] != 0;
			else
				bad += buddy::migratetype_of(page) !=
				       buddy::get_pfnblock_migratetype(pfn);
		}
	KUNIT_EXPECT_EQ(test, bad, 0ul);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

// Random allocations of all kinds; each block carries its own number, so that two owners of a page show.
void random_soak(struct kunit *test)
{
	constexpr unsigned int slots = 512;
	constexpr gfp_t kinds[] = {GFP_KERNEL, GFP_KERNEL | __GFP_MOVABLE,
				   GFP_KERNEL | __GFP_RECLAIMABLE, GFP_ATOMIC,
				   GFP_KERNEL | __GFP_COMP};
	struct held {
		struct page *page;
		unsigned int order;
	};
	auto *all = (struct held *)kunit_kzalloc(test, slots * sizeof(struct held), GFP_KERNEL);
	unsigned long before = free_pages_now();
	struct rnd_state rng;

	KUNIT_ASSERT_NOT_NULL(test, all);
	prandom_seed_state(&rng, 20241117);
	for (int step = 0; step < 20000; step++) {
		struct held &slot = all[prandom_u32_state(&rng) % slots];

		if (slot.page) {
			unsigned long *mark = (unsigned long *)page_address(slot.page);

			KUNIT_ASSERT_EQ(test, *mark, (unsigned long)&slot);
			__free_pages(slot.page, slot.order);
			slot.page = nullptr;
			continue;
		}
		slot.order = prandom_u32_state(&rng) % 6;
		slot.page = alloc_pages(kinds[prandom_u32_state(&rng) % 5] | __GFP_NOWARN |
						__GFP_NORETRY,
					slot.order);
		if (slot.page)
			*(unsigned long *)page_address(slot.page) = (unsigned long)&slot;
		if (step % 5000 == 0)
			KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
	}
	for (unsigned int i = 0; i < slots; i++)
		if (all[i].page)
			__free_pages(all[i].page, all[i].order);
	KUNIT_EXPECT_EQ(test, free_pages_now(), before);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

void failures_are_quiet_when_asked(struct kunit *test)
{
	KUNIT_EXPECT_NULL(test, alloc_pages(GFP_KERNEL | __GFP_NOWARN, MAX_PAGE_ORDER + 1));
	free_pages(0, 3);
	KUNIT_EXPECT_EQ(test, buddy::verify(), 0ul);
}

struct kunit_case page_alloc_cases[] = {
	KUNIT_CASE(each_order),
	KUNIT_CASE(last_in_first_out),
	KUNIT_CASE(compound_pages),
	KUNIT_CASE(zeroed_pages),
	KUNIT_CASE(exact_and_bulk),
	KUNIT_CASE(foreign_reference),
	KUNIT_CASE(deferred_struct_pages),
	KUNIT_CASE(random_soak),
	KUNIT_CASE(failures_are_quiet_when_asked),
	{},
};

struct kunit_suite page_alloc_suite = {
	.name = "page_alloc",
	.test_cases = page_alloc_cases,
};

kunit_test_suites(&page_alloc_suite);

} // namespace
