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
	int taken_in_word = 0, released_in_word = 0;

	Map()
	{
		map.init(used.data(), bound.data(), BITS);
	}

	int alloc(int n, int align)
	{
		const pcpu::PlaceInWord in_word = map.find_in_word(n, align);
		const int at = map.find(n, align, map.first_free);

		if (in_word.at >= 0)
			REQUIRE(in_word.start() == at);
		if (at < 0)
			return -1;
		if (in_word.at < 0) {
			map.take(at, n);
		} else {
			map.take_in_word(in_word, n);
			if (map.in_largest(at, n))
				map.update_after_take(at, n);
			taken_in_word++;
		}
		return at;
	}

	int release(int start)
	{
		if (const int n = map.release_in_word(start)) {
			released_in_word++;
			return n;
		}
		return map.release(start);
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

			REQUIRE(m.release(it->first) == it->second);
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
	CHECK(m.taken_in_word > 0);
	CHECK(m.released_in_word > 0);
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
	CHECK(m.release(b) == 5);
	CHECK(m.alloc(4, 1) == 3);
	CHECK(m.release(3) == 4);
	CHECK(m.release(a) == 3);
	CHECK(m.release(c) == 2);
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
	m.release(0);
	CHECK(m.map.largest.len == BITS / 2 - 1);
	CHECK(m.map.largest.start == BITS / 2 + 1);
}

TEST_CASE("percpu map: a search goes on behind a place that was not wanted")
{
	Map m;

	CHECK(m.map.find(8, 8, 100) == 104);
	CHECK(m.map.find(8, 1, BITS) == -1);
	CHECK(m.map.find(8, 1, BITS - 8) == BITS - 8);
	// The word is whole, or the end's mark lies in the next one: other cases.
	CHECK(m.map.find_in_word(8, 8).at == -1);
	CHECK(m.alloc(50, 1) == 0);
	CHECK(m.map.find_in_word(13, 1).start() == 50);
	CHECK(m.map.find_in_word(14, 1).at == -1);
	CHECK(m.map.find_in_word(64, 1).at == -1);
	CHECK(m.map.find_in_word(4, 128).at == -1);
}
