/* SPDX-License-Identifier: GPL-2.0-only */
// Which bytes of a chunk's unit are taken. The theory is told in areamap.cpp.
#pragma once

#include <linux/align.h>
#include <linux/bitmap.h>

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

	// Takes n granules at a multiple of align (a power of two): the lowest place. skip(start, n) may veto one by
	// returning the position to go on from (start when it has no objection). Returns the position, or -1.
	template <typename Skip>
	int alloc(int n, int align, Skip skip);
	// Takes exactly [start, start + n), which must be free.
	void take(int start, int n);
	// Gives back what begins at start. Returns its length.
	int release(int start);

	// Whether n granules are to be had, judged by the largest hole alone. A chunk whose largest hole is spoilt by the alignment
	// counts as full, though a shorter hole might do: without that every search would read the bitmaps of all such chunks.
	bool may_fit(int n, int align) const
	{
		return n <= largest.len && largest.aligned(align) + n <= largest.end();
	}
	bool range_is_free(int start, int n) const;

private:
	int obstructed(int start, int n) const;
	void update_after_take(int start, int n);
	Hole hole_around(int start, int end) const;
	void rescan();
};

// How many of the n granules from start on cannot begin a place for n, since one behind them is taken; 0 when all are free.
__always_inline int AreaMap::obstructed(int start, int n) const
{
	if (Span::fits(n))
		return fls64(Span(used, start, n).get());

	const int taken = find_next_bit(used, start + n, start);

	return taken < start + n ? taken + 1 - start : 0;
}

template <typename Skip>
__always_inline int AreaMap::alloc(int n, int align, Skip skip)
{
	if (!may_fit(n, align))
		return -1;

	for (int from = first_free;;) {
		const int start = ALIGN(from, align);

		if (start + n > bits)
			return -1;
		if (const int behind = obstructed(start, n)) {
			from = next_zero(used, bits, start + behind);
			continue;
		}
		from = skip(start, n);
		if (from == start) {
			take(start, n);
			return start;
		}
	}
}

} // namespace pcpu
