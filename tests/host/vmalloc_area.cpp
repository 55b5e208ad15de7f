// SPDX-License-Identifier: GPL-2.0-only
// The trees of address ranges (mm/vmalloc/area.cpp) against a model: an ordered map of holes, searched from its beginning.
//
// Each step of the random tests takes or gives back a range in both and compares all holes. Where alignment is no more than
// a page the address must be the model's: the lowest hole that fits. With larger alignment the tree may pass over a hole
// that fits only by luck (it asks for size + align - 1), so there the bound is the lowest hole that surely fits.
#include "tests/host/test.h"

#include <linux/vmalloc.h>

#include "mm/vmalloc/area.h"

namespace
{

constexpr unsigned long PAGE = 4096;

int live_records;
bool records_run_out;

struct vmap_area *obtain()
{
	if (records_run_out)
		return nullptr;
	live_records++;
	return new vmap_area{};
}

void release(struct vmap_area *va)
{
	live_records--;
	delete va;
}

const vmspace::FreeAreas::Records records = {obtain, release};

struct vmap_area *range(unsigned long start, unsigned long end)
{
	struct vmap_area *va = obtain();

	va->va_start = start;
	va->va_end = end;
	return va;
}

struct Space {
	vmspace::FreeAreas areas;
	std::map<unsigned long, unsigned long> holes; // start -> end

	Space(unsigned long start, unsigned long end)
	{
		areas.init();
		areas.insert(range(start, end));
		holes[start] = end;
	}

	static unsigned long first_in(unsigned long start, unsigned long vstart,
				      unsigned long align)
	{
		unsigned long from = std::max(start, vstart);

		return (from + align - 1) & ~(align - 1);
	}

	// Lowest address in a hole that fits; 0 for none. sure: only holes that fit whatever their first address.
	unsigned long lowest(unsigned long size, unsigned long align, unsigned long vstart,
			     bool sure) const
	{
		for (auto [start, end] : holes) {
			unsigned long at = first_in(start, vstart, align);

			if (sure && end - std::min(end, std::max(start, vstart)) < size + align - 1)
				continue;
			if (at + size <= end)
				return at;
		}
		return 0;
	}

	void take(unsigned long at, unsigned long size)
	{
		auto it = std::prev(holes.upper_bound(at));
		auto [start, end] = *it;

		REQUIRE(start <= at);
		REQUIRE(at + size <= end);
		holes.erase(it);
		if (start < at)
			holes[start] = at;
		if (at + size < end)
			holes[at + size] = end;
	}

	void give(unsigned long at, unsigned long size)
	{
		unsigned long end = at + size;
		auto next = holes.lower_bound(at);

		if (next != holes.end() && next->first == end) {
			end = next->second;
			next = holes.erase(next);
		}
		if (next != holes.begin() && std::prev(next)->second == at)
			std::prev(next)->second = end;
		else
			holes[at] = end;
	}

	// Tree and model hold the same holes, and all maxima are right.
	void compare()
	{
		std::vector<std::pair<unsigned long, unsigned long>> got;
		struct vmap_area *va;

		list_for_each_entry(va, &areas.head, list)
			got.emplace_back(va->va_start, va->va_end);
		REQUIRE(areas.consistent());
		REQUIRE(got == std::vector<std::pair<unsigned long, unsigned long>>(holes.begin(),
										    holes.end()));
		REQUIRE(live_records == static_cast<int>(holes.size()));
	}

	~Space()
	{
		while (!areas.empty()) {
			struct vmap_area *va =
				list_first_entry(&areas.head, struct vmap_area, list);

			areas.erase(va);
			release(va);
		}
		CHECK(live_records == 0);
	}
};

constexpr unsigned long START = 0x100000;
constexpr unsigned long END = START + 4096 * PAGE;

struct Taken {
	unsigned long at, size;
};

// Random requests in a small space, so that it fills and fragments.
void random_run(unsigned int seed, unsigned int steps, unsigned int max_pages,
		unsigned int max_align_log)
{
	std::mt19937 rng(seed);
	Space space(START, END);
	std::vector<Taken> taken;
	unsigned int failed = 0;

	for (unsigned int step = 0; step < steps; step++) {
		bool full = taken.size() > 200;

		if (!taken.empty() && (full || rng() % 3 == 0)) {
			unsigned int i = rng() % taken.size();
			Taken t = taken[i];

			taken[i] = taken.back();
			taken.pop_back();
			REQUIRE(space.areas.insert_and_merge(range(t.at, t.at + t.size), release));
			space.give(t.at, t.size);
		} else {
			unsigned long size = (1 + rng() % max_pages) * PAGE;
			unsigned long align = PAGE << (rng() % (max_align_log + 1));
			unsigned long vstart = rng() % 4 ? START : START + rng() % 4096 * PAGE;
			unsigned long exact = space.lowest(size, align, vstart, false);
			unsigned long sure = space.lowest(size, align, vstart, true);
			unsigned long at = space.areas.alloc(size, align, vstart, END, records);

			if (align == PAGE)
				REQUIRE(at == (exact ? exact : END));
			if (at == END) {
				REQUIRE(sure == 0);
				failed++;
			} else {
				REQUIRE(at % align == 0);
				REQUIRE(at >= vstart);
				REQUIRE(at >= exact);
				REQUIRE((sure == 0 || at <= sure));
				space.take(at, size);
				taken.push_back({at, size});
			}
		}
		space.compare();
	}
	// Otherwise the space was never full and the test proves little.
	CHECK(failed > 0);
}

} // namespace

TEST_CASE("vmalloc area: the lowest hole that fits, page alignment, against a model")
{
	for (unsigned int seed = 1; seed <= 8; seed++)
		random_run(seed, 3000, 64, 0);
}

TEST_CASE("vmalloc area: the same with alignments up to 256 pages")
{
	for (unsigned int seed = 1; seed <= 8; seed++)
		random_run(seed, 3000, 64, 8);
}

TEST_CASE("vmalloc area: large requests among many small holes")
{
	for (unsigned int seed = 1; seed <= 4; seed++)
		random_run(seed, 3000, 900, 4);
}

TEST_CASE("vmalloc area: the four ways to cut a hole keep the right records")
{
	Space space(START, START + 10 * PAGE);
	struct vmap_area *va = list_first_entry(&space.areas.head, struct vmap_area, list);

	SUBCASE("left edge: the record shrinks")
	{
		CHECK(space.areas.carve(va, START, PAGE, records));
		CHECK(va->va_start == START + PAGE);
		CHECK(live_records == 1);
	}
	SUBCASE("right edge: the record shrinks")
	{
		CHECK(space.areas.carve(va, START + 9 * PAGE, PAGE, records));
		CHECK(va->va_end == START + 9 * PAGE);
		CHECK(live_records == 1);
	}
	SUBCASE("middle: a new record takes the left part")
	{
		CHECK(space.areas.carve(va, START + 4 * PAGE, PAGE, records));
		CHECK(va->va_start == START + 5 * PAGE);
		CHECK(list_first_entry(&space.areas.head, struct vmap_area, list)->va_end ==
		      START + 4 * PAGE);
		CHECK(live_records == 2);
	}
	SUBCASE("all of it: the record goes")
	{
		CHECK(space.areas.carve(va, START, 10 * PAGE, records));
		CHECK(space.areas.empty());
		CHECK(live_records == 0);
	}
	SUBCASE("middle without a record to be had: nothing changes")
	{
		records_run_out = true;
		CHECK_FALSE(space.areas.carve(va, START + 4 * PAGE, PAGE, records));
		records_run_out = false;
		CHECK(va->va_start == START);
		CHECK(va->va_end == START + 10 * PAGE);
	}
	SUBCASE("outside: refused")
	{
		CHECK_FALSE(space.areas.carve(va, START + 9 * PAGE, 2 * PAGE, records));
		CHECK_FALSE(space.areas.carve(va, START - PAGE, PAGE, records));
	}
	CHECK(space.areas.consistent());
}

TEST_CASE("vmalloc area: joining keeps the lower record when both neighbours touch")
{
	Space space(START, START + PAGE);
	struct vmap_area *low = list_first_entry(&space.areas.head, struct vmap_area, list);
	struct vmap_area *high = range(START + 2 * PAGE, START + 3 * PAGE);

	REQUIRE(space.areas.insert(high));

	SUBCASE("between both")
	{
		CHECK(space.areas.insert_and_merge(range(START + PAGE, START + 2 * PAGE),
						   release) == low);
		CHECK(low->va_end == START + 3 * PAGE);
		CHECK(live_records == 1);
	}
	SUBCASE("in front of the upper one")
	{
		struct vmap_area *va = space.areas.insert_and_merge(
			range(START + PAGE + PAGE / 2, START + 2 * PAGE), release);

		CHECK(va == high);
		CHECK(high->va_start == START + PAGE + PAGE / 2);
		CHECK(live_records == 2);
	}
	SUBCASE("behind the upper one")
	{
		CHECK(space.areas.insert_and_merge(range(START + 3 * PAGE, START + 4 * PAGE),
						   release) == high);
		CHECK(high->va_end == START + 4 * PAGE);
		CHECK(live_records == 2);
	}
	CHECK(space.areas.consistent());
}

TEST_CASE("vmalloc area: a request as long as its range needs no slack for alignment")
{
	constexpr unsigned long BLOCK = 512 * PAGE;
	Space space(BLOCK, 3 * BLOCK);

	CHECK(space.areas.alloc(BLOCK, BLOCK, 2 * BLOCK, 3 * BLOCK, records) == 2 * BLOCK);
	// One hole of exactly one block is left; without a fixed range the search asks for more than that.
	CHECK(space.areas.alloc(BLOCK, BLOCK, 0, 8 * BLOCK, records) == BLOCK);
}

TEST_CASE(
	"vmalloc area: a search among holes that are long enough but never aligned comes to an end")
{
	constexpr unsigned long BLOCK = 512 * PAGE;
	Space space(START, START + PAGE);

	for (unsigned long i = 1; i <= 40; i++)
		REQUIRE(space.areas.insert(
			range(4 * i * BLOCK + PAGE, (4 * i + 1) * BLOCK + PAGE)));
	// Asked for as a fixed range, hence without slack: every maximum promises room that no hole has.
	CHECK(space.areas.alloc(BLOCK, BLOCK, BLOCK, 2 * BLOCK, records) == 2 * BLOCK);
}

TEST_CASE("vmalloc area: sizes that wrap around the address space are refused")
{
	Space space(START, ~0UL);

	CHECK(space.areas.alloc(~0UL - PAGE, PAGE, START, ~0UL, records) == ~0UL);
	CHECK(space.areas.alloc(PAGE, 1UL << 63, START + (1UL << 63), ~0UL, records) == ~0UL);
	CHECK(live_records == 1);
}

TEST_CASE("vmalloc area: finding by address, and the last area at or below one")
{
	Space space(START, START + PAGE);

	REQUIRE(space.areas.insert(range(START + 4 * PAGE, START + 8 * PAGE)));
	CHECK(space.areas.find(START)->va_start == START);
	CHECK(space.areas.find(START + PAGE) == nullptr);
	CHECK(space.areas.find(START + 8 * PAGE - 1)->va_start == START + 4 * PAGE);
	CHECK(space.areas.at_or_below(START - 1) == nullptr);
	CHECK(space.areas.at_or_below(START + 3 * PAGE)->va_start == START);
	CHECK(space.areas.at_or_below(~0UL)->va_start == START + 4 * PAGE);
}

TEST_CASE("vmalloc area: an overlap is reported and not entered")
{
	Space space(START, START + 4 * PAGE);
	struct vmap_area *bad = range(START + PAGE, START + 6 * PAGE);

	CHECK_FALSE(space.areas.insert(bad));
	CHECK(space.areas.insert_and_merge(bad, release) == nullptr);
	release(bad);
	CHECK(space.areas.consistent());
}
