/* SPDX-License-Identifier: GPL-2.0-only */
/* Searches in bitmaps of `size` bits; a value of size (or more) says that nothing was found. lib/find_bit.cpp. */
#ifndef __LINUX_FIND_H_
#define __LINUX_FIND_H_
#include <linux/bits.h>
#include <linux/types.h>
__BEGIN_DECLS
unsigned long _find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset);
unsigned long _find_next_zero_bit(const unsigned long *addr, unsigned long size,
				  unsigned long offset);
unsigned long _find_next_and_bit(const unsigned long *a, const unsigned long *b, unsigned long size,
				 unsigned long offset);
unsigned long _find_next_andnot_bit(const unsigned long *a, const unsigned long *b,
				    unsigned long size, unsigned long offset);
unsigned long find_last_bit(const unsigned long *addr, unsigned long size);
/* The n-th set bit, from 0. */
unsigned long find_nth_bit(const unsigned long *addr, unsigned long size, unsigned long n);
__END_DECLS
/* A size that the compiler knows, of one word at most: no loop is needed. */
#define small_const_nbits(nbits)                                                                   \
	(__builtin_constant_p(nbits) && (nbits) <= BITS_PER_LONG && (nbits) > 0)
static __always_inline unsigned long find_next_bit(const unsigned long *addr, unsigned long size,
						   unsigned long offset)
{
	if (small_const_nbits(size)) {
		const unsigned long rest = offset < size ? *addr & GENMASK(size - 1, offset) : 0;

		return rest ? (unsigned long)__builtin_ctzl(rest) : size;
	}
	return _find_next_bit(addr, size, offset);
}
static inline unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
					       unsigned long offset)
{
	return _find_next_zero_bit(addr, size, offset);
}
static inline unsigned long find_next_and_bit(const unsigned long *a, const unsigned long *b,
					      unsigned long size, unsigned long offset)
{
	return _find_next_and_bit(a, b, size, offset);
}
static inline unsigned long find_next_andnot_bit(const unsigned long *a, const unsigned long *b,
						 unsigned long size, unsigned long offset)
{
	return _find_next_andnot_bit(a, b, size, offset);
}
static __always_inline unsigned long find_first_bit(const unsigned long *addr, unsigned long size)
{
	return find_next_bit(addr, size, 0);
}
static inline unsigned long find_first_zero_bit(const unsigned long *addr, unsigned long size)
{
	return _find_next_zero_bit(addr, size, 0);
}
static inline unsigned long find_first_and_bit(const unsigned long *a, const unsigned long *b,
					       unsigned long size)
{
	return _find_next_and_bit(a, b, size, 0);
}
#define for_each_set_bit(bit, addr, size)                                                          \
	for ((bit) = 0; (bit) = find_next_bit((addr), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_set_bit_from(bit, addr, size)                                                     \
	for (; (bit) = find_next_bit((addr), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_clear_bit(bit, addr, size)                                                        \
	for ((bit) = 0; (bit) = find_next_zero_bit((addr), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_clear_bit_from(bit, addr, size)                                                   \
	for (; (bit) = find_next_zero_bit((addr), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_and_bit(bit, a, b, size)                                                          \
	for ((bit) = 0; (bit) = find_next_and_bit((a), (b), (size), (bit)), (bit) < (size); (bit)++)
#endif
