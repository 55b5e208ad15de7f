/* SPDX-License-Identifier: GPL-2.0-only */
// Which bytes of a chunk's unit are taken. The theory is told in areamap.cpp.
#pragma once

#include <linux/align.h>
#include <linux/bitmap.h>
#include <linux/minmax.h>

#include "mm/percpu/span.h"

namespace pcpu
{

// A run of free granules.
struct Hole {
	int start;
	int len;

	int end() const
	{
		return start + len;
	}

	// First multiple of align (a power of two) in or behind the hole.
	int aligned(int align) const
	{
		return (start + align - 1) & -align;
	}

	// Serves more requests than another one: longer, or as long and begins at a rounder place.
	bool better_than(const Hole &other) const
	{
		if (len != other.len)
			return len > other.len;
		return other.start && (!start || (start & -start) > (other.start & -other.start));
	}
};

// A few granules in a row and, behind them, one more in one word of the bitmap.
struct PlaceInWord {
	unsigned int word;
	int at;              // the first one in the word; -1: none
	unsigned long mask;  // they
	unsigned long taken; // the others

	int start() const
	{
		return word * BITS_PER_LONG + at;
	}
};

// All positions and lengths are in granules of 4 bytes.
struct AreaMap {
	unsigned long *used;  // bit set: granule taken
	unsigned long *bound; // bit set: an allocation begins or ends here; one bit more than used
	int bits;
	int free;       // granules not taken
	int first_free; // nothing free below
	Hole largest;   // exact
	int other;      // no hole but largest is longer than this

	// Everything free; the bitmaps must be zero.
	void init(unsigned long *used_map, unsigned long *bound_map, int nr_bits);

	// The lowest place for n granules at a multiple of align (a power of two), at from or behind; -1 when there is none.
	int find(int n, int align, int from) const;
	// What find() says from the beginning on, if that is in the word of the bitmap in which free granules begin, beside taken
	// ones; none when it is not, which says nothing about other words.
	PlaceInWord find_in_word(int n, int align) const;
	// Takes exactly [start, start + n), which must be free.
	void take(int start, int n);
	// The same for a place from find_in_word(); one in the largest hole needs update_after_take() as well.
	void take_in_word(const PlaceInWord &place, int n);
	bool in_largest(int start, int n) const
	{
		return start + n > largest.start && start < largest.end();
	}
	// Looks what is the largest hole after a piece of the one that was has been taken.
	void update_after_take(int start, int n);
	// Gives back what begins at start. Returns its length.
	int release(int start);
	// The same if it lies in one word, taken granules of the same word stand around the hole that this makes, and the hole is
	// shorter than the largest one; otherwise it does nothing and returns 0.
	int release_in_word(unsigned int start);

	// Whether n granules are to be had, judged by the largest hole alone. A chunk whose largest hole is spoilt by the alignment
	// counts as full, though a shorter hole might do: without that every search would read the bitmaps of all such chunks.
	bool may_fit(int n, int align) const
	{
		return n <= largest.len && largest.aligned(align) + n <= largest.end();
	}
	bool range_is_free(int start, int n) const;

private:
	// n bits from at on, fewer than a word holds.
	static unsigned long granules(int at, int n)
	{
		return ((1ul << n) - 1) << at;
	}
	Hole hole_around(int start, int end) const;
	void rescan();
};

__always_inline PlaceInWord AreaMap::find_in_word(int n, int align) const
{
	constexpr PlaceInWord none = {0, -1, 0, 0};

	// Wherever the largest hole begins, one that is so long has room; therefore the bitmap does not end before the search.
	if (n + align - 1 > largest.len)
		return none;

	unsigned int from = first_free;

	from = ALIGN(from, align);
	const unsigned int word = from / BITS_PER_LONG;
	const unsigned long taken = used[word];
	int at = from % BITS_PER_LONG;

	if (!taken)
		return none;
	for (;;) {
		// The bit that marks the end is in the word, too.
		if (at + n >= BITS_PER_LONG)
			return none;

		const unsigned long mask = granules(at, n);

		if (!(taken & mask))
			return {word, at, mask, taken};
		at = ALIGN(fls64(taken & mask), align);
	}
}

__always_inline void AreaMap::take_in_word(const PlaceInWord &place, int n)
{
	const unsigned long first = place.mask & -place.mask;

	used[place.word] = place.taken | place.mask;
	// Old marks inside may remain from allocations that were here before.
	bound[place.word] = (bound[place.word] & ~place.mask) | first | (place.mask + first);
	free -= n;
	if (place.start() == first_free)
		first_free = next_zero(used, bits, place.start() + n);
}

__always_inline int AreaMap::release_in_word(unsigned int start)
{
	const int at = start % BITS_PER_LONG;
	const unsigned long ends = bound[start / BITS_PER_LONG] >> at >> 1;
	unsigned long *const used_word = &used[start / BITS_PER_LONG];

	if (!ends)
		return 0;

	const int n = __ffs(ends) + 1;
	const unsigned long rest = *used_word & ~granules(at, n);
	const unsigned long before = rest & ((1ul << at) - 1);
	const unsigned long behind = rest >> at;

	if (!before || !behind)
		return 0;

	const int len = at + __ffs(behind) - fls64(before);

	if (len >= largest.len)
		return 0;
	*used_word = rest;
	free += n;
	first_free = min_t(int, first_free, start);
	other = max(other, len);
	return n;
}

} // namespace pcpu
