/* SPDX-License-Identifier: GPL-2.0-only */
// The next bit of one kind, mostly found in the word where one begins to look.
#pragma once

#include <linux/bitmap.h>
#include <linux/bitops.h>

namespace pcpu
{

__always_inline bool is_set(const unsigned long *map, unsigned int bit)
{
	return map[bit / BITS_PER_LONG] >> (bit % BITS_PER_LONG) & 1;
}

// First bit that is set from start on, mostly in the same word; size when there is none.
__always_inline int next_set(const unsigned long *map, unsigned int size, unsigned int start)
{
	if (start < size)
		if (const unsigned long here = map[start / BITS_PER_LONG] >>
					       (start % BITS_PER_LONG))
			return start + __ffs(here);
	return find_next_bit(map, size, start);
}

// First bit from start on that is not set, mostly that one.
__always_inline int next_zero(const unsigned long *map, unsigned int size, unsigned int start)
{
	return start < size && !is_set(map, start) ? start : find_next_zero_bit(map, size, start);
}

} // namespace pcpu
