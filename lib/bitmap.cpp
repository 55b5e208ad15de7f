// SPDX-License-Identifier: GPL-2.0-only
//
// Whole bitmaps: runs of bits, set algebra, free areas, and their text. Bits behind the size are never looked at.
// Linux 6.12: lib/bitmap.c, lib/bitmap-str.c.

#include <linux/bitmap.h>
#include <linux/kernel.h>

namespace
{

/* The part of word `index` that lies within the first nbits bits. */
unsigned long word_mask(unsigned int index, unsigned int nbits)
{
	return index == BIT_WORD(nbits) ? BITMAP_LAST_WORD_MASK(nbits) : ~0UL;
}

/* Calls change(word, mask) for each word that the run touches. */
template <typename Change>
void for_run(unsigned long *map, unsigned int start, unsigned int nbits, Change change)
{
	for (unsigned int end = start + nbits; start < end;) {
		const unsigned int index = BIT_WORD(start);
		const unsigned int stop = min(end, (index + 1) * BITS_PER_LONG);

		change(map[index], BITMAP_FIRST_WORD_MASK(start) & BITMAP_LAST_WORD_MASK(stop));
		start = stop;
	}
}

/* dst[i] = op(i); is any bit of the result set? */
template <typename Op>
bool combine(unsigned long *dst, unsigned int nbits, Op op)
{
	unsigned long any = 0;

	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++) {
		dst[i] = op(i);
		any |= dst[i] & word_mask(i, nbits);
	}
	return any != 0;
}

/* Does test(i), a word, have a bit within the size? */
template <typename Op>
bool any_word(unsigned int nbits, Op op)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		if (op(i) & word_mask(i, nbits))
			return true;
	return false;
}

} // namespace

extern "C" {

void bitmap_set(unsigned long *map, unsigned int start, unsigned int nbits)
{
	for_run(map, start, nbits, [](unsigned long &word, unsigned long mask) { word |= mask; });
}

void bitmap_clear(unsigned long *map, unsigned int start, unsigned int nbits)
{
	for_run(map, start, nbits, [](unsigned long &word, unsigned long mask) { word &= ~mask; });
}

unsigned int bitmap_weight(const unsigned long *src, unsigned int nbits)
{
	unsigned int count = 0;

	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		count += hweight_long(src[i] & word_mask(i, nbits));
	return count;
}

bool bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	return !any_word(nbits, [=](unsigned int i) { return a[i] ^ b[i]; });
}

bool bitmap_subset(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	return !any_word(nbits, [=](unsigned int i) { return a[i] & ~b[i]; });
}

bool bitmap_intersects(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	return any_word(nbits, [=](unsigned int i) { return a[i] & b[i]; });
}

bool bitmap_and(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		unsigned int nbits)
{
	return combine(dst, nbits, [=](unsigned int i) { return a[i] & b[i]; });
}

bool bitmap_andnot(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		   unsigned int nbits)
{
	return combine(dst, nbits, [=](unsigned int i) { return a[i] & ~b[i]; });
}

void bitmap_or(unsigned long *dst, const unsigned long *a, const unsigned long *b,
	       unsigned int nbits)
{
	combine(dst, nbits, [=](unsigned int i) { return a[i] | b[i]; });
}

void bitmap_xor(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		unsigned int nbits)
{
	combine(dst, nbits, [=](unsigned int i) { return a[i] ^ b[i]; });
}

void bitmap_complement(unsigned long *dst, const unsigned long *src, unsigned int nbits)
{
	combine(dst, nbits, [=](unsigned int i) { return ~src[i]; });
}

unsigned long bitmap_find_next_zero_area_off(unsigned long *map, unsigned long size,
					     unsigned long start, unsigned int nr,
					     unsigned long align_mask, unsigned long align_offset)
{
	for (;;) {
		unsigned long index = find_next_zero_bit(map, size, start);

		index = __ALIGN_MASK(index + align_offset, align_mask) - align_offset;
		const unsigned long end = index + nr;

		if (end > size)
			return end;
		const unsigned long used = find_next_bit(map, end, index);

		if (used >= end)
			return index;
		start = used + 1;
	}
}

int bitmap_print_to_pagebuf(bool list, char *buf, const unsigned long *maskp, int nmaskbits)
{
	const size_t room = 4096 - ((unsigned long)buf & 4095);

	return list ? scnprintf(buf, room, "%*pbl\n", nmaskbits, maskp)
		    : scnprintf(buf, room, "%*pb\n", nmaskbits, maskp);
}

} // extern "C"
