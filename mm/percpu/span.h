/* SPDX-License-Identifier: GPL-2.0-only */
// Short pieces of bitmaps, looked at and changed by masks, without a loop.
#pragma once

#include <linux/bitmap.h>
#include <linux/bitops.h>

namespace pcpu
{

// n bits of a bitmap from start on, n at most 64: in one word, or at the end of one and the beginning of the next.
struct Span {
	unsigned long *word;
	unsigned int shift; // of the first bit in *word
	unsigned long mask; // n bits
	bool crosses;

	__always_inline Span(unsigned long *map, unsigned int start, unsigned int n)
		: word(map + start / BITS_PER_LONG), shift(start % BITS_PER_LONG),
		  mask(~0ul >> (BITS_PER_LONG - n)), crosses(shift + n > BITS_PER_LONG)
	{
	}

	static __always_inline bool fits(int n)
	{
		return n <= BITS_PER_LONG;
	}

	__always_inline unsigned long get() const
	{
		unsigned long bits = word[0] >> shift;

		if (crosses)
			bits |= word[1] << (BITS_PER_LONG - shift);
		return bits & mask;
	}

	__always_inline void set() const
	{
		word[0] |= mask << shift;
		if (crosses)
			word[1] |= mask >> (BITS_PER_LONG - shift);
	}

	// Sets the first bit and clears the others.
	__always_inline void set_first() const
	{
		word[0] = (word[0] & ~(mask << shift)) | 1ul << shift;
		if (crosses)
			word[1] &= ~(mask >> (BITS_PER_LONG - shift));
	}

	__always_inline void clear() const
	{
		word[0] &= ~(mask << shift);
		if (crosses)
			word[1] &= ~(mask >> (BITS_PER_LONG - shift));
	}
};

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
