// SPDX-License-Identifier: GPL-2.0-only
// The bitmap of a percpu chunk (mm/percpu/areamap.cpp) against a model: an array of owners, searched from its beginning.
#include "tests/host/test.h"

#include "mm/percpu/areamap.h"

namespace
{

constexpr int BITS = 512;

struct Map {
	std::vector<unsigned long> used = std::vector<unsigned long>(BITS / 64);
	std::vector<unsigned long> bound = std::vector<unsigned long>(BITS / 64 + 1);
	pcpu::AreaMap map;
	std::array<int, BITS> owner = {}; // 0: free

	Map()
	{
		map.init(used.data(), bound.data(), BITS);
	}

	int alloc(int n, int align)
	{
		return map.alloc(n, align, [](int at, int) { return at; });
	}

	int lowest(int n, int align) const
	{
		for (int at = 0; at + n <= BITS; at += align)
			if (std::all_of(owner.begin() + at, owner.begin() + at + n,
					[](int o) { return o == 0; }))
				return at;
		return -1;
	}

	int largest_hole() const
	{
		int best = 0, run = 0;

		for (int o : owner) {
			run = o ? 0 : run + 1;
			best = std::max(best, run);
		}
		return best;
	}

	void compare() const
	{
		int free = std::count(owner.begin(), owner.end(), 0);
		int first_free = std::find(owner.begin(), owner.end(), 0) - owner.begin();
		bool same = true;

		for (int i = 0; i < BITS; i++)
			same &= ((used[i / 64] >> (i % 64)) & 1) == (owner[i] != 0);
		REQUIRE(same);
		REQUIRE(map.free == free);
		REQUIRE(map.first_free <= first_free);
		REQUIRE(map.largest.len == largest_hole());
		REQUIRE((!map.largest.len ||
			 map.range_is_free(map.largest.start, map.largest.len)));
		REQUIRE((map.largest.len != BITS || map.may_fit(BITS, 1)));
	}
};

void random_run(unsigned int seed, int max_len)
{
	std::mt19937 rng(seed);
	Map m;
	std::map<int, int> live; // start -> length
	int failed = 0;

	for (int step = 1; step <= 6000; step++) {
		if (!live.empty() && rng() % 5 < 2) {
			auto it = std::next(live.begin(), rng() % live.size());

			REQUIRE(m.map.release(it->first) == it->second);
			std::fill_n(m.owner.begin() + it->first, it->second, 0);
			live.erase(it);
		} else {
			int n = 1 + rng() % max_len;
			int align = 1 << rng() % 6;
			// One that the largest hole has no room for is refused without a search.
			bool refused = !m.map.may_fit(n, align);
			int want = refused ? -1 : m.lowest(n, align);
			int at = m.alloc(n, align);

			REQUIRE(at == want);
			if (at < 0) {
				failed++;
				continue;
			}
			std::fill_n(m.owner.begin() + at, n, step);
			live[at] = n;
		}
		m.compare();
	}
	CHECK(failed > 0);
}

} // namespace

TEST_CASE("percpu map: first fit and exact hints, small pieces")
{
	for (unsigned int seed = 1; seed <= 6; seed++)
		random_run(seed, 24);
}

TEST_CASE("percpu map: first fit and exact hints, large pieces")
{
	for (unsigned int seed = 1; seed <= 6; seed++)
		random_run(seed, 200);
}

TEST_CASE("percpu map: neighbours are told apart when they are freed")
{
	Map m;
	int a = m.alloc(3, 1), b = m.alloc(5, 1), c = m.alloc(2, 1);

	CHECK(a == 0);
	CHECK(b == 3);
	CHECK(c == 8);
	CHECK(m.map.release(b) == 5);
	CHECK(m.alloc(4, 1) == 3);
	CHECK(m.map.release(3) == 4);
	CHECK(m.map.release(a) == 3);
	CHECK(m.map.release(c) == 2);
	CHECK(m.map.largest.len == BITS);
}

TEST_CASE("percpu map: a chunk whose largest hole lies badly counts as full")
{
	Map m;

	CHECK(m.alloc(1, 1) == 0);
	CHECK(m.alloc(BITS / 2 - 1, 1) == 1);
	CHECK(m.alloc(1, 1) == BITS / 2);
	// Free: BITS / 2 + 1 to the end, and nothing that begins at a multiple of BITS / 2.
	CHECK_FALSE(m.map.may_fit(8, BITS / 2));
	CHECK(m.map.may_fit(8, BITS / 4));
	CHECK(m.alloc(8, BITS / 2) == -1);
	// Of two holes of one length the rounder one counts.
	m.map.release(0);
	CHECK(m.map.largest.len == BITS / 2 - 1);
	CHECK(m.map.largest.start == BITS / 2 + 1);
}

TEST_CASE("percpu map: a veto moves the search on")
{
	Map m;
	// Nothing below 100 may be used.
	int at = m.map.alloc(8, 8, [](int start, int) { return start < 100 ? 100 : start; });

	CHECK(at == 104);
	CHECK(m.map.first_free == 0);
	CHECK(m.map.alloc(8, 1, [](int, int) { return BITS; }) == -1);
}
