/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The 16-byte compare-and-exchange. Smaller ones are linux/atomic.h's, from the compiler's builtins; for 16 bytes GCC 12
 * would call a library, so LDXP/STXP is written out here. It is in ARMv8.0, so every CPU has it.
 *
 * A failed comparison hands back what LDXP read. The architecture promises that the two halves belong together only if the
 * store-exclusive succeeds; users retry with what they got, so a torn value costs one more round and nothing else.
 */
#ifndef __ASM_CMPXCHG_H
#define __ASM_CMPXCHG_H

#include <linux/types.h>

#define system_has_cmpxchg128() 1

/* ORDER_TAIL: the barrier after the store, LOAD/STORE: plain or acquire/release forms. */
#define __ARM64_TRY_CMPXCHG128(name, load, store, tail)                                            \
	static inline bool name(u128 *ptr, u128 *old, u128 desired)                                \
	{                                                                                          \
		u64 expect_lo = (u64)*old, expect_hi = (u64)(*old >> 64);                          \
		u64 new_lo = (u64)desired, new_hi = (u64)(desired >> 64);                          \
		u64 lo, hi;                                                                        \
		u32 failed;                                                                        \
                                                                                                   \
		asm volatile(                                                                      \
			"1:	" load "	%[lo], %[hi], %[mem]\n"                                   \
			"	cmp	%[lo], %[elo]\n"                                                     \
			"	ccmp	%[hi], %[ehi], #0, eq\n"                                            \
			"	mov	%w[failed], #2\n"                                                    \
			"	b.ne	2f\n"                                                               \
			"	" store "	%w[failed], %[nlo], %[nhi], %[mem]\n"                    \
			"	cbnz	%w[failed], 1b\n" tail "2:"                                \
			: [lo] "=&r"(lo), [hi] "=&r"(hi), [failed] "=&r"(failed), [mem] "+Q"(*ptr) \
			: [elo] "r"(expect_lo), [ehi] "r"(expect_hi), [nlo] "r"(new_lo),           \
			  [nhi] "r"(new_hi)                                                        \
			: "cc", "memory");                                                         \
		if (__builtin_expect(failed == 0, 1))                                              \
			return true;                                                               \
		*old = (u128)hi << 64 | lo;                                                        \
		return false;                                                                      \
	}

/**
 * try_cmpxchg128() - if *@ptr equals *@old, store @desired there; else read *@ptr into *@old. Fully ordered.
 * @ptr: 16-byte aligned.
 * Returns whether the store happened.
 */
__ARM64_TRY_CMPXCHG128(try_cmpxchg128, "ldxp", "stlxp", "	dmb	ish\n")

/** try_cmpxchg128_local() - the same against this CPU's interrupts only: no ordering towards other CPUs. */
__ARM64_TRY_CMPXCHG128(try_cmpxchg128_local, "ldxp", "stxp", "")

#endif
