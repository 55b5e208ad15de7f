// SPDX-License-Identifier: GPL-2.0-only
//
// Searches in bitmaps: a word at a time, the first word with the bits before the start masked off. The functions differ
// only in the word that they search, which a lambda gives. Linux 6.12: lib/find_bit.c.

#include <linux/bitmap.h>
#include <linux/find.h>
#include <linux/minmax.h>

namespace
{

template <typename Word>
__always_inline unsigned long find_next(unsigned long size, unsigned long start, Word word)
{
	if (start >= size)
		return size;
	unsigned long index = BIT_WORD(start);
	unsigned long bits = word(index) & BITMAP_FIRST_WORD_MASK(start);

	while (!bits) {
		if (++index * BITS_PER_LONG >= size)
			return size;
		bits = word(index);
	}
	return min(index * BITS_PER_LONG + __ffs(bits), size);
}

} // namespace

extern "C" {

unsigned long _find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset)
{
	return find_next(size, offset, [=](unsigned long i) { return addr[i]; });
}

unsigned long _find_next_zero_bit(const unsigned long *addr, unsigned long size,
				  unsigned long offset)
{
	return find_next(size, offset, [=](unsigned long i) { return ~addr[i]; });
}

unsigned long _find_next_and_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
				 unsigned long offset)
{
	return find_next(size, offset, [=](unsigned long i) { return a[i] & b[i]; });
}

unsigned long _find_next_andnot_bit(const unsigned long *a, const unsigned long *b,
				    unsigned long size, unsigned long offset)
{
	return find_next(size, offset, [=](unsigned long i) { return a[i] & ~b[i]; });
}

unsigned long find_last_bit(const unsigned long *addr, unsigned long size)
{
	for (unsigned long index = BITS_TO_LONGS(size); index-- > 0;) {
		unsigned long bits = addr[index];

		if (index == BIT_WORD(size))
			bits &= BITMAP_LAST_WORD_MASK(size);
		if (bits)
			return index * BITS_PER_LONG + __fls(bits);
	}
	return size;
}

unsigned long find_nth_bit(const unsigned long *addr, unsigned long size, unsigned long n)
{
	for (unsigned long index = 0; index * BITS_PER_LONG < size; index++) {
		const unsigned long here = hweight_long(addr[index]);

		if (n < here)
			return min(index * BITS_PER_LONG + fns(addr[index], n), size);
		n -= here;
	}
	return size;
}

} // extern "C"
