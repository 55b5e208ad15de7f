// SPDX-License-Identifier: GPL-2.0-only
//
// memblock against a model that knows one bit per page: after random additions, removals, reservations and flag changes both
// lists must describe exactly the model's pages, in as few regions as possible; allocations must come from the highest free
// place; walks must give what the lists say.

#include "tests/host/test.h"

#include <linux/memblock.h>
#include <linux/mm.h>

namespace
{

constexpr phys_addr_t base = 0x40000000;
constexpr unsigned int pages = 2048;

struct model {
	std::vector<bool> memory = std::vector<bool>(pages);
	std::vector<bool> reserved = std::vector<bool>(pages);
	std::vector<bool> nomap = std::vector<bool>(pages); // only where there is memory

	static void set(std::vector<bool> &bits, unsigned int first, unsigned int count, bool value)
	{
		std::fill_n(bits.begin() + first, count, value);
	}

	bool is_free(unsigned int i) const
	{
		return memory[i] && !nomap[i] && !reserved[i];
	}

	// The highest aligned place of @count free pages, or nothing. Alignment in pages, of the physical address.
	std::optional<unsigned int> highest(unsigned int count, unsigned int align) const
	{
		for (int first = (int)(pages - count); first >= 0; first--) {
			if ((base / PAGE_SIZE + first) % align)
				continue;
			bool fits = true;
			for (unsigned int i = first; fits && i < first + count; i++)
				fits = is_free(i);
			if (fits)
				return first;
		}
		return std::nullopt;
	}
};

using spans = std::vector<std::pair<unsigned long long, unsigned long long>>;

// Runs of set bits as address ranges, cut where @cut changes.
spans runs(const std::vector<bool> &bits, const std::vector<bool> *cut)
{
	spans out;

	for (unsigned int i = 0; i < pages; i++) {
		if (!bits[i])
			continue;
		if (i && bits[i - 1] && !(cut && (*cut)[i] != (*cut)[i - 1]))
			out.back().second += PAGE_SIZE;
		else
			out.push_back({base + (phys_addr_t)i * PAGE_SIZE,
				       base + (phys_addr_t)(i + 1) * PAGE_SIZE});
	}
	return out;
}

spans regions(const struct memblock_type &type)
{
	spans out;
	unsigned long long total = 0;

	for (unsigned long i = 0; i < type.cnt; i++) {
		const struct memblock_region &r = type.regions[i];

		out.push_back({r.base, r.base + r.size});
		total += r.size;
	}
	CHECK(total == type.total_size);
	return out;
}

spans free_ranges()
{
	spans out;
	phys_addr_t start, end;
	u64 i;

	for_each_free_mem_range(i, NUMA_NO_NODE, MEMBLOCK_NONE, &start, &end, NULL)
		out.push_back({start, end});
	return out;
}

spans free_ranges_reverse()
{
	spans out;
	phys_addr_t start, end;
	u64 i;

	for_each_free_mem_range_reverse(i, NUMA_NO_NODE, MEMBLOCK_NONE, &start, &end, NULL)
		out.insert(out.begin(), {start, end});
	return out;
}

// The walk cuts free memory where regions of memory meet, which they only do where flags differ.
void check_all(const model &m)
{
	std::vector<bool> unreserved(pages);

	for (unsigned int i = 0; i < pages; i++)
		unreserved[i] = m.is_free(i);
	REQUIRE(regions(memblock.memory) == runs(m.memory, &m.nomap));
	REQUIRE(regions(memblock.reserved) == runs(m.reserved, nullptr));
	REQUIRE(free_ranges() == runs(unreserved, nullptr));
	REQUIRE(free_ranges_reverse() == runs(unreserved, nullptr));
}

} // namespace

TEST_CASE("memblock: random changes leave exactly the model's regions")
{
	host::map_memory({{base, pages * PAGE_SIZE}});
	memblock_allow_resize();

	std::mt19937 rng(1);
	model m;

	memblock_add(base, pages * PAGE_SIZE);
	model::set(m.memory, 0, pages, true);
	for (int step = 0; step < 3000; step++) {
		unsigned int first = rng() % pages;
		unsigned int count = 1 + rng() % std::min(pages - first, 40u);
		phys_addr_t addr = base + (phys_addr_t)first * PAGE_SIZE;
		phys_addr_t size = count * PAGE_SIZE;
		unsigned int what = rng() % 8;

		// While the arrays may grow memblock must find room: the top quarter stays memory and free of holes.
		if (first + count > pages * 3 / 4)
			continue;
		if (what == 0) {
			REQUIRE(memblock_remove(addr, size) == 0);
			model::set(m.memory, first, count, false);
			model::set(m.nomap, first, count, false);
		} else if (what <= 2) {
			bool had_nomap = false;

			for (unsigned int i = first; i < first + count; i++)
				had_nomap |= m.nomap[i];
			if (had_nomap)
				continue; // memory is added once, with its flags
			REQUIRE(memblock_add(addr, size) == 0);
			model::set(m.memory, first, count, true);
		} else if (what <= 4) {
			REQUIRE(memblock_reserve(addr, size) == 0);
			model::set(m.reserved, first, count, true);
		} else if (what <= 6) {
			REQUIRE(memblock_phys_free(addr, size) == 0);
			model::set(m.reserved, first, count, false);
		} else {
			bool on = rng() % 2;

			REQUIRE((on ? memblock_mark_nomap(addr, size)
				    : memblock_clear_nomap(addr, size)) == 0);
			for (unsigned int i = first; i < first + count; i++)
				m.nomap[i] = on && m.memory[i];
		}
		// Grown arrays lie in the top quarter: take over what memblock reserved for itself.
		for (unsigned int i = pages * 3 / 4; i < pages; i++)
			m.reserved[i] = memblock_is_reserved(base + (phys_addr_t)i * PAGE_SIZE);
		if (step % 50 == 0)
			check_all(m);
	}
	check_all(m);
	for (unsigned int i = 0; i < pages; i++) {
		phys_addr_t addr = base + (phys_addr_t)i * PAGE_SIZE + 123;

		REQUIRE(memblock_is_memory(addr) == m.memory[i]);
		REQUIRE(memblock_is_map_memory(addr) == (m.memory[i] && !m.nomap[i]));
		REQUIRE(memblock_is_reserved(addr) == m.reserved[i]);
	}
}

TEST_CASE("memblock: an allocation is the highest free place that is aligned")
{
	host::map_memory({{base, pages * PAGE_SIZE}});

	std::mt19937 rng(2);
	model m;

	memblock_add(base, pages * PAGE_SIZE);
	model::set(m.memory, 0, pages, true);
	for (int i = 0; i < 20; i++) {
		unsigned int first = rng() % (pages - 20), count = 1 + rng() % 20;

		memblock_reserve(base + (phys_addr_t)first * PAGE_SIZE, count * PAGE_SIZE);
		model::set(m.reserved, first, count, true);
	}
	for (int i = 0; i < 60; i++) {
		unsigned int count = 1 + rng() % 64, align = 1u << rng() % 7;
		auto expected = m.highest(count, align);
		phys_addr_t got = memblock_phys_alloc(count * PAGE_SIZE, align * PAGE_SIZE);

		if (!expected) {
			REQUIRE(got == 0);
			continue;
		}
		REQUIRE(got == base + (phys_addr_t)*expected * PAGE_SIZE);
		model::set(m.reserved, *expected, count, true);
	}
	check_all(m);
}

TEST_CASE("memblock: limits, directions and zeroing of allocations")
{
	host::map_memory({{base, pages * PAGE_SIZE}});
	memblock_add(base, pages * PAGE_SIZE);

	CHECK(memblock_phys_alloc_range(PAGE_SIZE, PAGE_SIZE, base, base + 64 * PAGE_SIZE) ==
	      base + 63 * PAGE_SIZE);
	CHECK(memblock_phys_alloc_range(PAGE_SIZE, PAGE_SIZE, 0, base) == 0);
	memblock_set_current_limit(base + 32 * PAGE_SIZE);
	CHECK(memblock_phys_alloc(PAGE_SIZE, PAGE_SIZE) == base + 31 * PAGE_SIZE);
	memblock_set_bottom_up(true);
	CHECK(memblock_phys_alloc(PAGE_SIZE, PAGE_SIZE) == base);
	memblock_set_bottom_up(false);
	memblock_set_current_limit(MEMBLOCK_ALLOC_ANYWHERE);

	unsigned char *memory = (unsigned char *)memblock_alloc_raw(PAGE_SIZE, PAGE_SIZE);

	std::memset(memory, 0xa5, PAGE_SIZE);
	memblock_free(memory, PAGE_SIZE);
	CHECK((unsigned char *)memblock_alloc(PAGE_SIZE, PAGE_SIZE) == memory);
	CHECK(std::all_of(memory, memory + PAGE_SIZE, [](unsigned char c) { return c == 0; }));
	// The lower limit is a wish.
	CHECK(memblock_alloc_from(PAGE_SIZE, PAGE_SIZE, base + pages * PAGE_SIZE) != nullptr);
}

TEST_CASE("memblock: full arrays move to a larger place, and say so when they may not")
{
	host::map_memory({{base, pages * PAGE_SIZE}});
	memblock_add(base, pages * PAGE_SIZE);
	for (unsigned int i = 0; i < 128; i++)
		memblock_reserve(base + 2ull * i * PAGE_SIZE, PAGE_SIZE);
	CHECK(memblock.reserved.cnt == 128);
	CHECK(memblock.reserved.max == 128);

	std::string died = host::death([] { memblock_reserve(base + 600 * PAGE_SIZE, PAGE_SIZE); });

	CHECK(died.find("memblock: cannot resize reserved array") != std::string::npos);

	memblock_allow_resize();
	for (unsigned int i = 128; i < 300; i++)
		REQUIRE(memblock_reserve(base + 2ull * i * PAGE_SIZE, PAGE_SIZE) == 0);
	CHECK(memblock.reserved.max == 512);
	CHECK(memblock_is_reserved(__pa(memblock.reserved.regions)));
	for (unsigned int i = 0; i < 600; i++)
		REQUIRE(memblock_is_reserved(base + (phys_addr_t)i * PAGE_SIZE) == (i % 2 == 0));
}

TEST_CASE("memblock: a memory limit and a window cut both lists")
{
	host::map_memory({{base, pages * PAGE_SIZE}});
	memblock_add(base, 512 * PAGE_SIZE);
	memblock_add(base + 1024 * PAGE_SIZE, 512 * PAGE_SIZE);
	memblock_reserve(base + 1020 * PAGE_SIZE, 200 * PAGE_SIZE);

	// The limit counts memory, not addresses.
	memblock_enforce_memory_limit(600 * PAGE_SIZE);
	CHECK(memblock_phys_mem_size() == 600 * PAGE_SIZE);
	CHECK(memblock_end_of_DRAM() == base + (1024 + 88) * PAGE_SIZE);
	CHECK(memblock_reserved_size() == 92 * PAGE_SIZE);

	memblock_mark_nomap(base, 16 * PAGE_SIZE);
	memblock_cap_memory_range(base + 256 * PAGE_SIZE, 800 * PAGE_SIZE);
	CHECK(regions(memblock.memory) ==
	      spans{{base, base + 16 * PAGE_SIZE},
		    {base + 256 * PAGE_SIZE, base + 512 * PAGE_SIZE},
		    {base + 1024 * PAGE_SIZE, base + 1056 * PAGE_SIZE}});
	CHECK(memblock_start_of_DRAM() == base);
}

TEST_CASE("memblock: odd sizes count whole pages of memory")
{
	host::map_memory({{base, pages * PAGE_SIZE}});
	memblock_add(base + 100, 3 * PAGE_SIZE);                // pages 1 and 2 are whole
	memblock_add(base + 16 * PAGE_SIZE + 1, PAGE_SIZE - 2); // no whole page

	unsigned long start, end;
	int i, ranges = 0;

	for_each_mem_pfn_range(i, NUMA_NO_NODE, &start, &end, NULL) {
		CHECK(start == PFN_DOWN(base) + 1);
		CHECK(end == PFN_DOWN(base) + 3);
		ranges++;
	}
	CHECK(ranges == 1);
	memblock_trim_memory(PAGE_SIZE);
	CHECK(memblock.memory.cnt == 1);
	CHECK(memblock_phys_mem_size() == 2 * PAGE_SIZE);
	// The end of the address space is no place to overflow at.
	CHECK(memblock_reserve(~(phys_addr_t)0 - 10, 100) == 0);
	CHECK(memblock_is_region_reserved(~(phys_addr_t)0 - 20, 100));
}
