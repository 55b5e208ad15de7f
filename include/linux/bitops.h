/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Bits in words and in arrays of unsigned long; bit 64 is bit 0 of the second word.
 *
 * set_bit() and its kin are atomic and order nothing, test_and_*() are atomic and fully ordered, the __ ones are plain.
 * The searches (ffs…) on words: ffs and fls count from 1 and give 0 for 0, __ffs and __fls count from 0 and want a bit.
 */
#ifndef _LINUX_BITOPS_H
#define _LINUX_BITOPS_H
#include <linux/bits.h>
#include <linux/typecheck.h>
#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/atomic_ops.h>
#include <asm/barrier.h>

#if __STDC_HOSTED__
#include <strings.h>
#else
static inline __attribute__((__const__)) int ffs(int x)
{
	return __builtin_ffs(x);
}
#endif
static inline __attribute__((__const__)) unsigned long __ffs(unsigned long word)
{
	return __builtin_ctzl(word);
}
static inline __attribute__((__const__)) unsigned long __fls(unsigned long word)
{
	return 63 - __builtin_clzl(word);
}
#define ffz(x) __ffs(~(x))
static inline __attribute__((__const__)) int fls(unsigned int x)
{
	return x ? 32 - __builtin_clz(x) : 0;
}
static inline __attribute__((__const__)) int fls64(u64 x)
{
	return x ? 64 - __builtin_clzll(x) : 0;
}
static inline unsigned int fls_long(unsigned long l)
{
	return fls64(l);
}
static inline unsigned long __ffs64(u64 word)
{
	return __builtin_ctzll(word);
}
/* Position of the n-th set bit (from 0), 64 when there is none. */
static inline unsigned long fns(unsigned long word, unsigned int n)
{
	while (word && n--)
		word &= word - 1;
	return word ? __ffs(word) : BITS_PER_LONG;
}
static inline __attribute__((__const__)) unsigned long __hweight_sum(u64 w)
{
	w -= (w >> 1) & 0x5555555555555555ull;
	w = (w & 0x3333333333333333ull) + ((w >> 2) & 0x3333333333333333ull);
	w = (w + (w >> 4)) & 0x0f0f0f0f0f0f0f0full;
	return (w * 0x0101010101010101ull) >> 56;
}
/* Number of set bits. */
#define hweight64(w)    __hweight_sum(w)
#define hweight32(w)    ((unsigned int)__hweight_sum((u32)(w)))
#define hweight16(w)    ((unsigned int)__hweight_sum((u16)(w)))
#define hweight8(w)     ((unsigned int)__hweight_sum((u8)(w)))
#define hweight_long(w) __hweight_sum(w)

static inline u64 rol64(u64 word, unsigned int shift)
{
	return (word << (shift & 63)) | (word >> ((-shift) & 63));
}
static inline u64 ror64(u64 word, unsigned int shift)
{
	return (word >> (shift & 63)) | (word << ((-shift) & 63));
}
static inline u32 rol32(u32 word, unsigned int shift)
{
	return (word << (shift & 31)) | (word >> ((-shift) & 31));
}
static inline u32 ror32(u32 word, unsigned int shift)
{
	return (word >> (shift & 31)) | (word << ((-shift) & 31));
}
static inline s32 sign_extend32(u32 value, int index)
{
	u8 shift = 31 - index;

	return (s32)(value << shift) >> shift;
}
static inline s64 sign_extend64(u64 value, int index)
{
	u8 shift = 63 - index;

	return (s64)(value << shift) >> shift;
}
static inline int get_count_order(unsigned int count)
{
	return count ? fls(count - 1) : -1;
}
static inline int get_count_order_long(unsigned long l)
{
	return l ? (int)fls_long(l - 1) : -1;
}

/* atomic */
static inline void set_bit(long nr, volatile unsigned long *addr)
{
	arch_op(or, (unsigned long *)addr + BIT_WORD(nr), BIT_MASK(nr));
}
static inline void clear_bit(long nr, volatile unsigned long *addr)
{
	arch_op(andnot, (unsigned long *)addr + BIT_WORD(nr), BIT_MASK(nr));
}
static inline void change_bit(long nr, volatile unsigned long *addr)
{
	arch_op(xor, (unsigned long *)addr + BIT_WORD(nr), BIT_MASK(nr));
}
static inline void clear_bit_unlock(long nr, volatile unsigned long *addr)
{
	arch_fetch_op(andnot, release, (unsigned long *)addr + BIT_WORD(nr), BIT_MASK(nr));
}
static inline void __clear_bit_unlock(long nr, volatile unsigned long *addr)
{
	clear_bit_unlock(nr, addr);
}
/* Value: the bit's state before. */
static inline int test_and_set_bit(long nr, volatile unsigned long *addr)
{
	return !!(arch_fetch_op(or, full, (unsigned long *)addr + BIT_WORD(nr), BIT_MASK(nr)) &
		  BIT_MASK(nr));
}
static inline int test_and_clear_bit(long nr, volatile unsigned long *addr)
{
	return !!(arch_fetch_op(andnot, full, (unsigned long *)addr + BIT_WORD(nr), BIT_MASK(nr)) &
		  BIT_MASK(nr));
}
static inline int test_and_change_bit(long nr, volatile unsigned long *addr)
{
	return !!(arch_fetch_op(xor, full, (unsigned long *)addr + BIT_WORD(nr), BIT_MASK(nr)) &
		  BIT_MASK(nr));
}
static inline int test_and_set_bit_lock(long nr, volatile unsigned long *addr)
{
	return !!(arch_fetch_op(or, acquire, (unsigned long *)addr + BIT_WORD(nr), BIT_MASK(nr)) &
		  BIT_MASK(nr));
}
/* plain */
static inline void __set_bit(unsigned long nr, volatile unsigned long *addr)
{
	*((unsigned long *)addr + BIT_WORD(nr)) |= BIT_MASK(nr);
}
static inline void __clear_bit(unsigned long nr, volatile unsigned long *addr)
{
	*((unsigned long *)addr + BIT_WORD(nr)) &= ~BIT_MASK(nr);
}
static inline void __change_bit(unsigned long nr, volatile unsigned long *addr)
{
	*((unsigned long *)addr + BIT_WORD(nr)) ^= BIT_MASK(nr);
}
static inline bool test_bit(unsigned long nr, const volatile unsigned long *addr)
{
	return (addr[BIT_WORD(nr)] >> (nr % BITS_PER_LONG)) & 1;
}
static inline bool test_bit_acquire(unsigned long nr, const volatile unsigned long *addr)
{
	return (__atomic_load_n(addr + BIT_WORD(nr), __ATOMIC_ACQUIRE) >> (nr % BITS_PER_LONG)) & 1;
}
static inline int __test_and_set_bit(unsigned long nr, volatile unsigned long *addr)
{
	bool was = test_bit(nr, addr);

	__set_bit(nr, addr);
	return was;
}
static inline int __test_and_clear_bit(unsigned long nr, volatile unsigned long *addr)
{
	bool was = test_bit(nr, addr);

	__clear_bit(nr, addr);
	return was;
}
static inline int __test_and_change_bit(unsigned long nr, volatile unsigned long *addr)
{
	bool was = test_bit(nr, addr);

	__change_bit(nr, addr);
	return was;
}
#define arch_test_bit               test_bit
#define assign_bit(nr, addr, value) ((value) ? set_bit((nr), (addr)) : clear_bit((nr), (addr)))
#define __assign_bit(nr, addr, value)                                                              \
	((value) ? __set_bit((nr), (addr)) : __clear_bit((nr), (addr)))

/* Replaces the bits of mask in *ptr by bits, atomically; value: what was there. */
#define set_mask_bits(ptr, mask, bits)                                                             \
	({                                                                                         \
		const __typeof__(*(ptr)) __smask = (mask), __sbits = (bits);                       \
		__typeof__(*(ptr)) __was = __atomic_load_n(ptr, __ATOMIC_RELAXED);                 \
		while (!__atomic_compare_exchange_n(ptr, &__was, (__was & ~__smask) | __sbits, 0,  \
						    __ATOMIC_RELEASE, __ATOMIC_RELAXED))           \
			;                                                                          \
		smp_mb__after_atomic();                                                            \
		__was;                                                                             \
	})
#include <linux/find.h>
#endif
