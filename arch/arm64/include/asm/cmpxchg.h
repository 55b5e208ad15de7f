/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The 16-byte compare-and-exchange. Smaller ones are linux/atomic.h's, from the compiler's builtins; for 16 bytes GCC 12
 * would call a library, so LDXP/STXP, which every CPU has, and CASP (asm/lse.h) are written out here.
 *
 * A failed comparison leaves by a jump and hands back what two plain loads read then. The halves need not belong together; users
 * retry with what they got, so a torn value costs one more round and nothing else.
 */
#ifndef __ASM_CMPXCHG_H
#define __ASM_CMPXCHG_H

#include <linux/types.h>
#include <asm/lse.h>

#define system_has_cmpxchg128() 1

/* ORDER_TAIL: the barrier after the store, LOAD/STORE: plain or acquire/release forms. */
#define __ARM64_TRY_CMPXCHG128(name, load, store, tail)                                            \
	static __always_inline bool name(u128 *ptr, u128 *old, u128 desired)                       \
	{                                                                                          \
		u64 expect_lo = (u64)*old, expect_hi = (u64)(*old >> 64);                          \
		u64 new_lo = (u64)desired, new_hi = (u64)(desired >> 64);                          \
		u64 lo, hi;                                                                        \
                                                                                                   \
		asm goto("1:	" load "	%[lo], %[hi], %[mem]\n"                                   \
			 "	cmp	%[lo], %[elo]\n"                                                    \
			 "	ccmp	%[hi], %[ehi], #0, eq\n"                                           \
			 "	b.ne	%l[differs]\n"                                                     \
			 "	" store "	%w[lo], %[nlo], %[nhi], %[mem]\n"                        \
			 "	cbnz	%w[lo], 1b\n" tail                                         \
			 : [lo] "=&r"(lo), [hi] "=&r"(hi), [mem] "+Q"(*ptr)                        \
			 : [elo] "r"(expect_lo), [ehi] "r"(expect_hi), [nlo] "r"(new_lo),          \
			   [nhi] "r"(new_hi)                                                       \
			 : "cc", "memory"                                                          \
			 : differs);                                                               \
		return true;                                                                       \
differs:                                                                                           \
		*old = *ptr;                                                                       \
		return false;                                                                      \
	}

/**
 * try_cmpxchg128() - if *@ptr equals *@old, store @desired there; else read *@ptr into *@old. Fully ordered.
 * @ptr: 16-byte aligned.
 * Returns whether the store happened.
 *
 * CASPAL where there is one; it wants its pairs in neighbouring registers that begin with an even one: none that arguments come in.
 */
static __always_inline bool try_cmpxchg128(u128 *ptr, u128 *old, u128 desired)
{
	const u64 expect_lo = (u64)*old, expect_hi = (u64)(*old >> 64);
	register u64 lo asm("x10");
	register u64 hi asm("x11");
	register u64 new_lo asm("x12") = (u64)desired;
	register u64 new_hi asm("x13") = (u64)(desired >> 64);

	asm_inline goto(
		ARM64_LSE_ATOMIC_INSN("1:	ldxp	%[lo], %[hi], %[mem]\n"
				      "	cmp	%[lo], %[elo]\n"
				      "	ccmp	%[hi], %[ehi], #0, eq\n"
				      "	b.ne	%l[differs]\n"
				      "	stlxp	%w[lo], %[nlo], %[nhi], %[mem]\n"
				      "	cbnz	%w[lo], 1b\n"
				      "	dmb	ish",
				      "	mov	%[lo], %[elo]\n"
				      "	mov	%[hi], %[ehi]\n"
				      "	caspal	%[lo], %[hi], %[nlo], %[nhi], %[mem]\n"
				      "	cmp	%[lo], %[elo]\n"
				      "	ccmp	%[hi], %[ehi], #0, eq\n"
				      "	b.ne	%l[differs]")
		: [lo] "=&r"(lo), [hi] "=&r"(hi), [mem] "+Q"(*ptr)
		: [elo] "r"(expect_lo), [ehi] "r"(expect_hi), [nlo] "r"(new_lo), [nhi] "r"(new_hi)
		: "cc", "memory"
		: differs);
	return true;
differs:
	*old = *ptr;
	return false;
}

/** try_cmpxchg128_local() - the same against this CPU's interrupts only: no ordering towards other CPUs. */
__ARM64_TRY_CMPXCHG128(try_cmpxchg128_local, "ldxp", "stxp", "")

#endif
