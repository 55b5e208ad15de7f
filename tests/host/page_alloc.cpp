// SPDX-License-Identifier: GPL-2.0-only
//
// What callers see of the page allocator: references, compound pages and folios, exact and bulk allocations, zeroing, failing,
// reserves, checks and reports, and struct pages that come into being on first use.

#include "tests/host/test.h"

#include "mm/page/internal.h"
#include "mm/page/pageblock.h"
#include "mm/page/verify.h"
#include <linux/gfp.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/sizes.h>

namespace
{

struct zone &dma()
{
	return contig_page_data.node_zones[ZONE_DMA];
}

unsigned long event(int item)
{
	std::vector<unsigned long> all(NR_VM_EVENT_ITEMS);

	all_vm_events(all.data());
	return all[item];
}

void boot(unsigned int mib, const char *cmdline = "")
{
	host::boot({.banks = {{0x40000000, (unsigned long long)mib << 20}}, .cmdline = cmdline});
	calculate_min_free_kbytes();
	setup_per_zone_wmarks();
	refresh_zone_stat_thresholds();
	setup_per_zone_lowmem_reserve();
	gfp_allowed_mask = __GFP_BITS_MASK;
}

bool contains(const std::string &text, const char *part)
{
	return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("page: what a fresh page looks like")
{
	boot(64);
	for (unsigned int order = 0; order <= MAX_PAGE_ORDER; order++) {
		struct page *page = alloc_pages(GFP_KERNEL, order);

		REQUIRE(page);
		CHECK(page_ref_count(page) == 1);
		CHECK(page_private(page) == 0);
		CHECK(page->mapping == nullptr);
		CHECK(!(page->flags & PAGEFLAGS_MASK));
		CHECK(!PageBuddy(page));
		CHECK(!page_is_pfmemalloc(page));
		CHECK(page->lru.next == nullptr);
		CHECK(page->lru.prev == LIST_POISON2);
		CHECK(page_to_pfn(page) % (1ul << order) == 0);
		CHECK(page_address(page) == __va(PFN_PHYS(page_to_pfn(page))));
		CHECK(virt_to_page(page_address(page)) == page);
		__free_pages(page, order);
	}
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: compound pages are linked and unlinked")
{
	boot(64);
	for (unsigned int order = 1; order <= MAX_PAGE_ORDER; order++) {
		struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, order);
		struct folio *folio = page_folio(page);

		CHECK(PageHead(page));
		CHECK(folio_order(folio) == order);
		CHECK(folio_nr_pages(folio) == 1l << order);
		CHECK(folio_mapcount(folio) == 0);
		CHECK(atomic_read(&folio->_pincount) == 0);
		for (unsigned int i = 1; i < 1u << order; i++) {
			REQUIRE(PageTail(page + i));
			REQUIRE(compound_head(page + i) == page);
			REQUIRE(virt_to_folio((char *)page_address(page) + i * PAGE_SIZE) == folio);
			if (i > 2)
				REQUIRE(page[i].mapping == TAIL_MAPPING);
		}
		get_page(page + (1u << order) - 1); // a reference to a tail is one to the head
		CHECK(page_count(page) == 2);
		put_page(page + 1);
		CHECK(page_count(page) == 1);
		folio_put(folio);
		for (unsigned int i = 0; i < 1u << order; i++)
			REQUIRE(!PageCompound(page + i));
	}
	drain_all_pages(NULL);
	CHECK(buddy::verify() == 0);
	CHECK(folio_order(folio_alloc(GFP_KERNEL, 0)) == 0);
	CHECK(folio_order(folio_alloc(GFP_KERNEL, 4)) == 4);
}

TEST_CASE("page: a foreign reference to the first page keeps only that page")
{
	boot(64);
	drain_all_pages(NULL);

	unsigned long before = zone_page_state_snapshot(&dma(), NR_FREE_PAGES);
	struct page *page = alloc_pages(GFP_KERNEL, 5);

	get_page(page);
	__free_pages(page, 5);
	drain_all_pages(NULL);
	CHECK(page_ref_count(page) == 1);
	CHECK(zone_page_state_snapshot(&dma(), NR_FREE_PAGES) == before - 1);
	put_page(page);
	drain_all_pages(NULL);
	CHECK(zone_page_state_snapshot(&dma(), NR_FREE_PAGES) == before);

	page = alloc_pages(GFP_KERNEL | __GFP_COMP, 5);
	get_page(page);
	__free_pages(page, 5); // compound: the block waits as a whole
	CHECK(PageHead(page));
	put_page(page);
	drain_all_pages(NULL);
	CHECK(zone_page_state_snapshot(&dma(), NR_FREE_PAGES) == before);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: last in, first out")
{
	boot(64);

	struct page *a = alloc_page(GFP_KERNEL), *b = alloc_page(GFP_KERNEL);

	CHECK(b == a + 1); // a refill hands out ascending addresses
	__free_page(a);
	__free_page(b);
	CHECK(alloc_page(GFP_KERNEL) == b);
	CHECK(alloc_page(GFP_KERNEL) == a);
}

TEST_CASE("page: exact allocations give back what is too much")
{
	boot(64);
	drain_all_pages(NULL);

	unsigned long before = zone_page_state_snapshot(&dma(), NR_FREE_PAGES);
	char *memory = (char *)alloc_pages_exact(5 * PAGE_SIZE + 1, GFP_KERNEL);

	REQUIRE(memory);
	for (int i = 0; i < 6; i++)
		CHECK(page_ref_count(virt_to_page(memory + i * PAGE_SIZE)) == 1);
	drain_all_pages(NULL);
	CHECK(zone_page_state_snapshot(&dma(), NR_FREE_PAGES) == before - 6);
	free_pages_exact(memory, 5 * PAGE_SIZE + 1);
	drain_all_pages(NULL);
	CHECK(zone_page_state_snapshot(&dma(), NR_FREE_PAGES) == before);

	struct page *block = alloc_pages(GFP_KERNEL, 3);

	split_page(block, 3);
	for (int i = 0; i < 8; i++)
		__free_page(block + i);
	drain_all_pages(NULL);
	CHECK(zone_page_state_snapshot(&dma(), NR_FREE_PAGES) == before);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: bulk allocations fill the gaps of an array, and lists")
{
	boot(64);

	std::vector<struct page *> array(100);
	struct page *mine = alloc_page(GFP_KERNEL);
	unsigned long allocated = event(PGALLOC_DMA);

	array[0] = array[50] = mine;
	CHECK(alloc_pages_bulk_array(GFP_KERNEL, 100, array.data()) == 100);
	CHECK(array[50] == mine);
	CHECK(event(PGALLOC_DMA) == allocated + 98);

	std::set<struct page *> distinct(array.begin(), array.end());

	CHECK(distinct.size() == 99);
	CHECK(!distinct.count(nullptr));
	CHECK(alloc_pages_bulk_array(GFP_KERNEL, 100, array.data()) == 100);
	CHECK(event(PGALLOC_DMA) == allocated + 98);

	struct list_head list;

	INIT_LIST_HEAD(&list);
	CHECK(alloc_pages_bulk_list(GFP_KERNEL, 10, &list) == 10);
	CHECK(alloc_pages_bulk_list(GFP_KERNEL, 0, &list) == 0);
	put_pages_list(&list);
	CHECK(list_empty(&list));
	distinct.insert(mine);
	for (struct page *page : distinct)
		__free_page(page);
	CHECK(buddy::verify() == 0);
}

// Allocates, dirties and frees @order, and returns what the next allocation of it looks like.
static const char *second_hand(gfp_t gfp, unsigned int order)
{
	struct page *dirty = alloc_pages(GFP_KERNEL, order);

	std::memset(page_address(dirty), 0x5a, PAGE_SIZE << order);
	__free_pages(dirty, order);
	REQUIRE(alloc_pages(gfp, order) == dirty);
	return (const char *)page_address(dirty);
}

static bool is_zero(const char *bytes, size_t size)
{
	return std::all_of(bytes, bytes + size, [](char c) { return c == 0; });
}

TEST_CASE("page: __GFP_ZERO gives zeroed pages, other requests what was there")
{
	boot(64);
	CHECK(second_hand(GFP_KERNEL, 2)[5] == 0x5a);
	CHECK(is_zero(second_hand(GFP_KERNEL | __GFP_ZERO, 2), 4 * PAGE_SIZE));
	CHECK(is_zero(second_hand(GFP_KERNEL | __GFP_ZERO, 6), 64 * PAGE_SIZE));
	CHECK(is_zero((const char *)get_zeroed_page(GFP_KERNEL), PAGE_SIZE));
}

TEST_CASE("page: init_on_alloc=1 zeroes everything and switches the checks on")
{
	boot(64, "init_on_alloc=1");
	CHECK(contains(host::console(), "heap alloc:on, heap free:off"));
	CHECK(check_pages_enabled);
	CHECK(is_zero(second_hand(GFP_KERNEL, 0), PAGE_SIZE));
	CHECK(is_zero(second_hand(GFP_KERNEL, 5), 32 * PAGE_SIZE));
}

TEST_CASE("page: init_on_free=1 zeroes what is freed, boot memory included")
{
	boot(64, "init_on_free=1");

	char *fresh = (char *)__get_free_pages(GFP_KERNEL, 1);

	CHECK(is_zero(fresh, 2 * PAGE_SIZE));
	std::memset(fresh, 0x5a, 2 * PAGE_SIZE);
	free_pages((unsigned long)fresh, 1);
	CHECK(is_zero(fresh, 2 * PAGE_SIZE));
}

TEST_CASE("page: a page in a bad state is reported once and never used again")
{
	boot(64, "init_on_alloc=1");

	struct page *page = alloc_page(GFP_KERNEL);

	page->mapping = (struct address_space *)0x1000;
	SetPageReserved(page);
	__free_page(page);

	std::string log = host::console();

	CHECK(contains(log, "BUG: Bad page state in process "));
	CHECK(contains(log, "page dumped because: PAGE_FLAGS_CHECK_AT_FREE flag(s) set"));
	for (int i = 0; i < 1000; i++)
		REQUIRE(alloc_page(GFP_KERNEL) != page);

	struct page *compound = alloc_pages(GFP_KERNEL | __GFP_COMP, 3);

	compound[5].mapping = nullptr;
	__free_pages(compound, 3);
	CHECK(contains(host::console(), "page dumped because: corrupted mapping in tail page"));
}

TEST_CASE("page: failing is quiet, loud or impossible as the flags say")
{
	boot(16);

	std::vector<struct page *> all;

	while (struct page *page = alloc_page(GFP_KERNEL | __GFP_NOWARN))
		all.push_back(page);
	CHECK(!contains(host::console(), "page allocation failure"));
	// Ordinary requests stop at the min watermark, atomic ones go on to 3/8 of it, and emergencies to the end.
	unsigned long left = zone_page_state_snapshot(&dma(), NR_FREE_PAGES);

	CHECK(left <= min_wmark_pages(&dma())); // less by what the last refill took
	CHECK(left + 64 > min_wmark_pages(&dma()));
	CHECK(alloc_page(GFP_NOWAIT) == nullptr);

	struct page *atomic = alloc_page(GFP_ATOMIC);

	REQUIRE(atomic);
	CHECK(!page_is_pfmemalloc(atomic));
	all.push_back(atomic);
	while (struct page *page = alloc_page(GFP_ATOMIC | __GFP_NOWARN))
		all.push_back(page);

	struct page *reserve = alloc_page(GFP_KERNEL | __GFP_MEMALLOC);

	REQUIRE(reserve);
	CHECK(page_is_pfmemalloc(reserve));
	all.push_back(reserve);

	struct page *must = alloc_page(GFP_KERNEL | __GFP_NOFAIL);

	REQUIRE(must);
	all.push_back(must);
	CHECK(alloc_page(GFP_KERNEL) == nullptr);
	CHECK(contains(host::console(), "page allocation failure: order:0, mode:0xcc0("));
	CHECK(contains(host::console(), "Mem-Info:"));
	CHECK(test_bit(ZONE_BELOW_HIGH, &dma().flags));

	for (struct page *page : all)
		__free_page(page);
	drain_all_pages(NULL);
	CHECK(buddy::verify() == 0);
	CHECK(alloc_pages(GFP_KERNEL | __GFP_NOWARN, MAX_PAGE_ORDER + 1) == nullptr);

	std::string died = host::death([] {
		for (;;)
			alloc_page(GFP_KERNEL | __GFP_NOFAIL);
	});

	CHECK(contains(died, "System is deadlocked on memory"));
}

TEST_CASE("page: blocks for atomic requests are kept and given back")
{
	boot(512);

	unsigned long percent = zone_managed_pages(&dma()) / 100;

	REQUIRE(percent > pageblock_nr_pages);
	CHECK(dma().nr_reserved_highatomic == 0);
	// Force the slow path, where the reserve is made: the low watermark is out of reach.
	unsigned long low = dma()._watermark[WMARK_LOW];

	dma()._watermark[WMARK_LOW] = dma()._watermark[WMARK_HIGH] = ~0ul >> 1;

	struct page *page = alloc_pages(GFP_ATOMIC, 2);

	REQUIRE(page);
	CHECK(dma().nr_reserved_highatomic == pageblock_nr_pages);
	CHECK(get_pageblock_migratetype(page) == MIGRATE_HIGHATOMIC);
	CHECK(dma().nr_free_highatomic > pageblock_nr_pages - 100);
	CHECK(dma().nr_free_highatomic < pageblock_nr_pages);
	CHECK(buddy::verify() == 0);
	dma()._watermark[WMARK_LOW] = low;

	__free_pages(page, 2);
	drain_all_pages(NULL);
	CHECK(buddy::verify() == 0);

	buddy::alloc_context ac = {node_zonelist(0, 0), node_zonelist(0, 0)->_zonerefs,
				   MIGRATE_MOVABLE, ZONE_NORMAL};

	CHECK(!buddy::unreserve_highatomic_pageblock(ac, false)); // the last one stays
	CHECK(buddy::unreserve_highatomic_pageblock(ac, true));
	CHECK(dma().nr_reserved_highatomic == 0);
	CHECK(dma().nr_free_highatomic == 0);
	CHECK(buddy::verify() == 0);
}

// A free block whose tails nobody can have written yet: they are poisoned, and @touch makes them exist.
static void check_deferred(const std::function<void(unsigned long pfn)> &touch)
{
	boot(256);

	unsigned long pfn = 0x40000 + 20 * 1024;
	struct page *head = pfn_to_page(pfn);

	REQUIRE(PageBuddy(head));
	REQUIRE(page_private(head) == MAX_PAGE_ORDER);
	std::memset((void *)(head + 1), 0xff, 1023 * sizeof(struct page));
	touch(pfn);
	for (int i = 1; i < 1024; i++) {
		struct page *page = head + i;

		REQUIRE(page_zone(page) == &dma());
		REQUIRE(!(page->flags & PAGEFLAGS_MASK));
		REQUIRE(page_ref_count(page) == 0);
		REQUIRE(page->page_type == ~0u);
		REQUIRE(page->mapping == nullptr);
		REQUIRE(page->lru.next == &page->lru);
		REQUIRE(((unsigned long *)page)[7] == 0);
	}
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: an allocation makes the struct pages of its block")
{
	check_deferred([](unsigned long pfn) {
		std::vector<struct page *> all;

		while (PageBuddy(pfn_to_page(pfn))) {
			struct page *page = alloc_pages(GFP_KERNEL, MAX_PAGE_ORDER);

			REQUIRE(page);
			all.push_back(page);
		}
		for (struct page *page : all)
			__free_pages(page, MAX_PAGE_ORDER);
	});
}

TEST_CASE("page: the idle loop makes all struct pages, block by block")
{
	check_deferred([](unsigned long) {
		int rounds = 0;

		while (deferred_init_one_block())
			rounds++;
		CHECK(rounds > 40);
		CHECK(rounds <= 64);
	});
}

TEST_CASE("page: whoever looks at a struct page finds it made")
{
	check_deferred([](unsigned long pfn) { page_ensure_init(pfn + 77); });
}

TEST_CASE("page: reserved memory is marked and can follow later")
{
	host::boot({.banks = {{0x40000000, 64 << 20}},
		    .reserved = {{0x40800000, SZ_1M}, {0x41234000, 3 * PAGE_SIZE}}});

	unsigned long managed = zone_managed_pages(&dma()), total = totalram_pages();
	struct page *page = pfn_to_page(0x40800);

	CHECK(managed == total);
	for (int i = 0; i < 256; i++)
		REQUIRE(PageReserved(page + i));
	CHECK(PageReserved(pfn_to_page(0x41236)));
	CHECK(!PageReserved(pfn_to_page(0x41237)));

	CHECK(free_reserved_area(__va(0x40800000), __va(0x40900000), -1, "test") == 256);
	CHECK(contains(host::console(), "Freeing test memory: 1024K\n"));
	CHECK(zone_managed_pages(&dma()) == managed + 256);
	CHECK(totalram_pages() == total + 256);
	drain_all_pages(NULL);
	CHECK(PageBuddy(pfn_to_page(0x40800)));
	memblock_free_late(0x41234000, 3 * PAGE_SIZE);
	CHECK(zone_managed_pages(&dma()) == managed + 259);
	drain_all_pages(NULL);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("page: counters agree with what happened")
{
	boot(64);

	unsigned long alloc = event(PGALLOC_DMA), free = event(PGFREE);
	struct page *page = alloc_pages(GFP_KERNEL, 3), *large = alloc_pages(GFP_KERNEL, 6);

	CHECK(event(PGALLOC_DMA) == alloc + 8 + 64);
	__free_pages(page, 3);
	__free_pages(large, 6);
	CHECK(event(PGFREE) == free + 8 + 64);

	long slab = node_page_state_pages(&contig_page_data, NR_SLAB_UNRECLAIMABLE_B);

	mod_node_page_state(&contig_page_data, NR_SLAB_UNRECLAIMABLE_B, 1000 * (long)PAGE_SIZE);
	CHECK((long)node_page_state_pages(&contig_page_data, NR_SLAB_UNRECLAIMABLE_B) ==
	      slab + 1000);

	// One page at a time: the totals lag behind by at most the threshold.
	int threshold = per_cpu_ptr(dma().per_cpu_zonestats, 0)->stat_threshold;

	for (int i = 0; i < 100; i++) {
		inc_zone_page_state(pfn_to_page(0x40000), NR_MLOCK);
		REQUIRE(zone_page_state_snapshot(&dma(), NR_MLOCK) == (unsigned long)i + 1);
		REQUIRE(std::abs((long)zone_page_state(&dma(), NR_MLOCK) - (i + 1)) <= threshold);
	}
	for (int i = 0; i < 100; i++)
		dec_zone_page_state(pfn_to_page(0x40000), NR_MLOCK);
	CHECK(zone_page_state_snapshot(&dma(), NR_MLOCK) == 0);
	quiet_vmstat();
	CHECK(zone_page_state(&dma(), NR_MLOCK) == 0);
	CHECK(std::string(vm_event_name((enum vm_event_item)PGFREE)) == "pgfree");
	CHECK(std::string(node_stat_name(NR_PAGETABLE)) == "nr_page_table_pages");
	CHECK(std::string(vm_event_name((enum vm_event_item)UNEVICTABLE_PGSTRANDED)) ==
	      "unevictable_pgs_stranded");
}

TEST_CASE("page: the lists of a CPU that stops allocating shrink")
{
	boot(256);

	std::vector<struct page *> all;

	for (int i = 0; i < 8000; i++)
		all.push_back(alloc_page(GFP_KERNEL));
	for (struct page *page : all)
		__free_page(page);

	struct per_cpu_pages *pcp = per_cpu_ptr(dma().per_cpu_pageset, 0);

	CHECK(pcp->count > pcp->high_min);
	CHECK(pcp->count < pcp->high_max);
	for (int rounds = 0; decay_pcp_high(&dma(), pcp); rounds++)
		REQUIRE(rounds < 1000);
	CHECK(pcp->high == pcp->high_min);
	CHECK(pcp->count <= pcp->high_min);
	CHECK(buddy::verify() == 0);
}
