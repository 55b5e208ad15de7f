// SPDX-License-Identifier: GPL-2.0-only
// The bitmap behind a percpu chunk.
//
// One bit per granule of 4 bytes tells whether it is taken. A second bitmap marks where allocations begin and end, so
// that freeing needs no size:
//
//	used    0 0 0 1 1 1 1 1 0 0 0 1 1 0 0 0
//	bound   0 0 0 1 0 0 1 0 1 0 0 1 0 1 0 0        two allocations side by side (3 and 2 granules), and one of 2
//
// Allocation is first fit: the lowest aligned place. Two things keep it from reading the bitmap in vain: first_free,
// below which everything is taken, and the largest hole, which also decides the chunk's place among the others (a
// chunk list is sorted by it). The largest hole is kept exact at little cost. Taking a piece of it leaves at most two
// pieces; only when both are shorter than another hole may be (other, an upper bound) the bitmap is read again.
//
// A request that does not fit into the largest hole once that is aligned is refused (may_fit()), although a smaller hole may
// happen to lie better. That is what bounds a search over hundreds of half-full chunks. Among equally long holes the one that
// begins at the roundest place is remembered.
//
// Nearly all allocations are of a few granules, and nearly all of them lie in one word of the bitmap with taken granules
// around: find_in_word(), take_in_word() and release_in_word() do that case straight, by masks. They make the same choice as
// find(), take() and release(), which do every case.
//
// Linux 6.12 (mm/percpu.c: pcpu_alloc_area(), pcpu_free_area(), pcpu_check_block_hint(), struct pcpu_block_md) keeps such hints
// per page as well; for the sizes that occur (a unit of 64 KiB is 256 words of bitmap) one pair of hints per chunk is as fast.

#include "mm/percpu/areamap.h"

#include <linux/align.h>
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/minmax.h>

namespace pcpu
{

void AreaMap::init(unsigned long *used_map, unsigned long *bound_map, int nr_bits)
{
	used = used_map;
	bound = bound_map;
	bits = nr_bits;
	free = nr_bits;
	first_free = 0;
	largest = {0, nr_bits};
	other = 0;
}

bool AreaMap::range_is_free(int start, int n) const
{
	return find_next_bit(used, start + n, start) >= static_cast<unsigned long>(start + n);
}

int AreaMap::find(int n, int align, int from) const
{
	if (!may_fit(n, align))
		return -1;
	for (;;) {
		const int start = ALIGN(from, align);

		if (start + n > bits)
			return -1;

		from = find_next_bit(used, start + n, start);
		if (from >= start + n)
			return start;
		from = find_next_zero_bit(used, bits, from);
	}
}

void AreaMap::take(int start, int n)
{
	// Old marks inside may remain from allocations that were here before.
	bitmap_set(used, start, n);
	bitmap_clear(bound, start, n);
	__set_bit(start, bound);
	__set_bit(start + n, bound);
	free -= n;
	if (start == first_free)
		first_free = next_zero(used, bits, start + n);
	if (in_largest(start, n))
		update_after_take(start, n);
}

void AreaMap::update_after_take(int start, int n)
{
	int end = start + n;

	Hole left = {largest.start, start - largest.start};
	Hole right = {end, largest.end() - end};

	largest = right.better_than(left) ? right : left;
	other = max(other, min(left.len, right.len));
	if (largest.len < other)
		rescan();
}

void AreaMap::rescan()
{
	int start = find_next_zero_bit(used, bits, first_free);

	largest = {start, 0};
	other = 0;
	while (start < bits) {
		int end = find_next_bit(used, bits, start);
		Hole hole = {start, end - start};

		if (hole.better_than(largest)) {
			other = largest.len;
			largest = hole;
		} else {
			other = max(other, hole.len);
		}
		start = find_next_zero_bit(used, bits, end);
	}
}

// The hole that [start, end), just freed, became part of. The largest one reaches to its neighbours by what is known of it: often
// that is the whole untouched rest of the unit.
inline Hole AreaMap::hole_around(int start, int end) const
{
	int from, to;

	if (largest.end() == start) {
		from = largest.start;
	} else if (!start || is_set(used, start - 1)) {
		from = start;
	} else {
		const int left = find_last_bit(used, start);

		from = left == start ? 0 : left + 1;
	}
	if (largest.start == end)
		to = largest.end();
	else
		to = next_set(used, bits, end);
	return {from, to - from};
}

int AreaMap::release(int start)
{
	int end = next_set(bound, bits, start + 1);
	int n = end - start;

	bitmap_clear(used, start, n);
	free += n;
	first_free = min(first_free, start);

	const Hole hole = hole_around(start, end);
	bool contains_largest = hole.start <= largest.start && largest.end() <= hole.end();

	if (contains_largest) {
		largest = hole;
	} else if (hole.better_than(largest)) {
		other = largest.len;
		largest = hole;
	} else {
		other = max(other, hole.len);
	}
	return n;
}

} // namespace pcpu
