// SPDX-License-Identifier: GPL-2.0-only
// The page allocator and vmalloc with threads as CPUs; see threads_slub.cpp.
#include "tests/host/test.h"

#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>

#include "mm/page/verify.h"

namespace
{

constexpr unsigned int CPUS = 4;

unsigned long steps(unsigned long usual)
{
	const char *const wanted = getenv("STRESS_OPERATIONS");

	return (wanted ? strtoul(wanted, nullptr, 0) : usual) / CPUS;
}

// Where CPUs leave for each other what is to be freed: a swap publishes one and takes another.
struct Exchange {
	std::array<void *, 64> places = {};

	void *swap(unsigned int place, void *mine)
	{
		return xchg(&places[place % places.size()], mine);
	}
};

unsigned long free_pages_now()
{
	unsigned long sum = 0;
	struct zone *zone;

	drain_all_pages(nullptr);
	for_each_populated_zone(zone)
		sum += zone_page_state_snapshot(zone, NR_FREE_PAGES);
	return sum;
}

void *block(std::minstd_rand &random)
{
	const gfp_t types[] = {GFP_KERNEL, GFP_KERNEL | __GFP_RECLAIMABLE, GFP_HIGHUSER_MOVABLE,
			       GFP_ATOMIC, GFP_DMA};
	const unsigned int order = random() % 16 ? random() % 2 : random() % 7;

	return alloc_pages(types[random() % 5] | __GFP_COMP | __GFP_NOWARN, order);
}

void give_back(void *block)
{
	struct page *const page = static_cast<struct page *>(block);

	if (page)
		__free_pages(page, compound_order(page));
}

} // namespace

TEST_CASE("threads: pages of all orders and types, freed here and elsewhere")
{
	host::boot({.banks = {{0x40000000, 64ull << 20}, {0x80000000, 32ull << 20}}, .cpus = CPUS});
	static Exchange exchange;
	const unsigned long before = free_pages_now();

	host::on_all_cpus(CPUS, [](unsigned int cpu) {
		std::minstd_rand random(cpu + 1);

		for (unsigned long step = steps(30000); step; step--) {
			void *mine = block(random);

			if (mine)
				*static_cast<unsigned char *>(page_address(
					static_cast<struct page *>(mine))) = (unsigned char)cpu;
			if (random() % 2)
				mine = exchange.swap((unsigned int)random(), mine);
			give_back(mine);
			if (random() % 4096 == 0)
				drain_all_pages(nullptr);
			if (random() % 1024 == 0)
				CHECK(buddy::verify() == 0);
			host::poll();
		}
	});
	for (unsigned int place = 0; place < 64; place++)
		give_back(exchange.swap(place, nullptr));
	CHECK(free_pages_now() == before);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("threads: pages in bulk")
{
	host::boot({.cpus = CPUS});
	const unsigned long before = free_pages_now();

	host::on_all_cpus(CPUS, [](unsigned int cpu) {
		std::minstd_rand random(cpu + 1);

		for (unsigned long step = steps(4000); step; step--) {
			struct page *pages[40] = {};
			const unsigned long got =
				alloc_pages_bulk_array(GFP_KERNEL, 1 + random() % 40, pages);

			for (unsigned long i = 0; i < got; i++)
				__free_page(pages[i]);
			host::poll();
		}
	});
	CHECK(free_pages_now() == before);
	CHECK(buddy::verify() == 0);
}

TEST_CASE("threads: vmalloc, freed here and elsewhere")
{
	host::boot({.cpus = CPUS});
	static Exchange exchange;

	host::on_all_cpus(CPUS, [](unsigned int cpu) {
		std::minstd_rand random(cpu + 1);

		for (unsigned long step = steps(1200); step; step--) {
			const size_t size = (1 + random() % 9) * PAGE_SIZE;
			char *const area = static_cast<char *>(vmalloc(size));

			area[0] = area[size - 1] = (char)cpu;
			vfree(exchange.swap((unsigned int)random(), area));
			if (random() % 128 == 0)
				vm_unmap_aliases();
			host::poll();
		}
	});
	for (unsigned int place = 0; place < 64; place++)
		vfree(exchange.swap(place, nullptr));
	vm_unmap_aliases();
	CHECK(buddy::verify() == 0);
}
