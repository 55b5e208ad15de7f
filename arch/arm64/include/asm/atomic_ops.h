/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Read-modify-write of 4 and 8 bytes, of which linux/atomic.h and linux/bitops.h are made; each is an exclusive loop, or
 * after boot one LSE instruction (asm/lse.h).
 *
 *	arch_fetch_op(OP, MODE, p, value)      OP: add andnot or xor; gives what was there
 *	arch_op(OP, p, value)                  the same without a result and without order
 *	arch_step(inc|dec, p)                  one more or less, without order
 *	arch_step_return(inc|dec, p)           the same; gives the result, fully ordered
 *	arch_xchg(MODE, p, value)
 *	arch_try_cmpxchg(MODE, p, &old, value)
 *	arch_drop_last(p)                      1 becomes 0; gives whether it did
 *
 * MODE: relaxed acquire release full. A full one of exclusives is a store-release with a barrier behind it, as in Linux:
 * without that, later accesses could start before the store. The LSE forms with acquire and release need none.
 * Other sizes (xchg and cmpxchg of 1 and 2 bytes) are the compiler's.
 */
#ifndef __ASM_ATOMIC_OPS_H
#define __ASM_ATOMIC_OPS_H

#include <linux/types.h>
#include <asm/lse.h>

/* bits, register width; llsc: the arithmetic; lse: LD<lse>; a, l: acquire and release marks of both; tail: barrier. */
#define __ARM64_FETCH(bits, w, op, llsc, lse, mode, a, l, la, tail, clobber...)                    \
	static __always_inline u##bits __arch_fetch_##op##_##mode##_##bits(u##bits *p, u##bits v)  \
	{                                                                                          \
		u##bits old, changed;                                                              \
		u32 failed;                                                                        \
                                                                                                   \
		asm_inline volatile(                                                               \
			ARM64_LSE_ATOMIC_INSN(                                                     \
				"1:	ld" a "xr	%" w "[old], %[mem]\n"                     \
				"	" llsc "	%" w "[changed], %" w "[old], %" w "[v]\n" \
				"	st" l "xr	%w[failed], %" w "[changed], %[mem]\n"     \
				"	cbnz	%w[failed], 1b" tail,                              \
				"	ld" lse la "	%" w "[v], %" w "[old], %[mem]")           \
			: [old] "=&r"(old), [changed] "=&r"(changed), [failed] "=&r"(failed),      \
			  [mem] "+Q"(*p)                                                           \
			: [v] "r"(v)                                                               \
			: clobber);                                                                \
		return old;                                                                        \
	}
#define __ARM64_FETCH_MODES(bits, w, op, llsc, lse)                                                \
	__ARM64_FETCH(bits, w, op, llsc, lse, relaxed, "", "", "", "")                             \
	__ARM64_FETCH(bits, w, op, llsc, lse, acquire, "a", "", "a", "", "memory")                 \
	__ARM64_FETCH(bits, w, op, llsc, lse, release, "", "l", "l", "", "memory")                 \
	__ARM64_FETCH(bits, w, op, llsc, lse, full, "", "l", "al", "\n	dmb	ish", "memory")

/* Nothing is given back. */
#define __ARM64_VOID(bits, w, op, llsc, lse)                                                       \
	static __always_inline void __arch_##op##_##bits(u##bits *p, u##bits v)                    \
	{                                                                                          \
		u##bits changed;                                                                   \
		u32 failed;                                                                        \
                                                                                                   \
		asm_inline volatile(                                                               \
			ARM64_LSE_ATOMIC_INSN("1:	ldxr	%" w "[changed], %[mem]\n"         \
					      "	" llsc "	%" w "[changed], %" w              \
					      "[changed], %" w "[v]\n"                             \
					      "	stxr	%w[failed], %" w "[changed], %[mem]\n"     \
					      "	cbnz	%w[failed], 1b",                           \
					      "	st" lse "	%" w "[v], %[mem]")                \
			: [changed] "=&r"(changed), [failed] "=&r"(failed), [mem] "+Q"(*p)         \
			: [v] "r"(v));                                                             \
	}
/* One more or less: without a register for the number; with the result, fully ordered, and without. */
#define __ARM64_STEP(bits, w, name, llsc, number)                                                  \
	static __always_inline void __arch_##name##_##bits(u##bits *p)                             \
	{                                                                                          \
		u##bits changed;                                                                   \
		u32 failed;                                                                        \
                                                                                                   \
		asm_inline volatile(                                                               \
			ARM64_LSE_ATOMIC_INSN("1:	ldxr	%" w "[changed], %[mem]\n"         \
					      "	" llsc "	%" w "[changed], %" w              \
					      "[changed], #1\n"                                    \
					      "	stxr	%w[failed], %" w "[changed], %[mem]\n"     \
					      "	cbnz	%w[failed], 1b",                           \
					      "	mov	%" w "[changed], #" number "\n"            \
					      "	stadd	%" w "[changed], %[mem]")                  \
			: [changed] "=&r"(changed), [failed] "=&r"(failed), [mem] "+Q"(*p));       \
	}                                                                                          \
	static __always_inline u##bits __arch_##name##_return_##bits(u##bits *p)                   \
	{                                                                                          \
		u##bits changed;                                                                   \
		u32 failed;                                                                        \
                                                                                                   \
		asm_inline volatile(                                                               \
			ARM64_LSE_ATOMIC_INSN(                                                     \
				"1:	ldxr	%" w "[changed], %[mem]\n"                         \
				"	" llsc "	%" w "[changed], %" w "[changed], #1\n"    \
				"	stlxr	%w[failed], %" w "[changed], %[mem]\n"             \
				"	cbnz	%w[failed], 1b\n"                                           \
				"	dmb	ish",                                              \
				"	mov	%" w "[changed], #" number "\n"                    \
				"	ldaddal	%" w "[changed], %" w "[changed], %[mem]\n"        \
				"	" llsc "	%" w "[changed], %" w "[changed], #1")     \
			: [changed] "=&r"(changed), [failed] "=&r"(failed), [mem] "+Q"(*p)         \
			:                                                                          \
			: "memory");                                                               \
		return changed;                                                                    \
	}

#define __ARM64_XCHG(bits, w, mode, a, l, la, tail, clobber...)                                    \
	static __always_inline u##bits __arch_xchg_##mode##_##bits(u##bits *p, u##bits v)          \
	{                                                                                          \
		u##bits old;                                                                       \
		u32 failed;                                                                        \
                                                                                                   \
		asm volatile(                                                                      \
			ARM64_LSE_ATOMIC_INSN("1:	ld" a "xr	%" w "[old], %[mem]\n"     \
					      "	st" l "xr	%w[failed], %" w "[v], %[mem]\n"   \
					      "	cbnz	%w[failed], 1b" tail,                      \
					      "	swp" la "	%" w "[v], %" w "[old], %[mem]")   \
			: [old] "=&r"(old), [failed] "=&r"(failed), [mem] "+Q"(*p)                 \
			: [v] "r"(v)                                                               \
			: clobber);                                                                \
		return old;                                                                        \
	}

/* Did the comparison find them equal? GCC takes the answer from the flags; clang 14 cannot, and compares again. */
#ifdef __GCC_ASM_FLAG_OUTPUTS__
#define __ARM64_EQUAL_OUTPUT(done)        , "=@cceq"(done)
#define __ARM64_EQUAL_CLOBBER(clobber...) clobber
#define __ARM64_EQUAL(done, seen, expected)                                                        \
	do {                                                                                       \
	} while (0)
#else
#define __ARM64_EQUAL_OUTPUT(done)
#define __ARM64_EQUAL_CLOBBER(clobber...) "cc", ##clobber
#define __ARM64_EQUAL(done, seen, expected)                                                        \
	do {                                                                                       \
		(done) = (seen) == (expected);                                                     \
	} while (0)
#endif

/* A failed comparison orders nothing. */
#define __ARM64_CMPXCHG(bits, w, mode, a, l, la, tail, clobber...)                                 \
	static __always_inline bool __arch_try_cmpxchg_##mode##_##bits(u##bits *p, u##bits *old,   \
								       u##bits v)                  \
	{                                                                                          \
		const u##bits expected = *old;                                                     \
		u##bits seen;                                                                      \
		u32 failed;                                                                        \
		bool done;                                                                         \
                                                                                                   \
		asm_inline volatile(ARM64_LSE_ATOMIC_INSN(                                         \
					    "1:	ld" a "xr	%" w "[seen], %[mem]\n"            \
					    "	cmp	%" w "[seen], %" w "[expected]\n"          \
					    "	b.ne	2f\n"                                           \
					    "	st" l "xr	%w[failed], %" w "[v], %[mem]\n"   \
					    "	cbnz	%w[failed], 1b" tail "\n"                  \
					    "2:",                                                  \
					    "	mov	%" w "[seen], %" w "[expected]\n"          \
					    "	cas" la "	%" w "[seen], %" w "[v], %[mem]\n" \
					    "	cmp	%" w "[seen], %" w "[expected]")           \
				    : [seen] "=&r"(seen), [failed] "=&r"(failed),                  \
				      [mem] "+Q"(*p)__ARM64_EQUAL_OUTPUT(done)                     \
				    : [expected] "r"(expected), [v] "r"(v)                         \
				    : __ARM64_EQUAL_CLOBBER(clobber));                             \
		__ARM64_EQUAL(done, seen, expected);                                               \
		if (!done)                                                                         \
			*old = seen;                                                               \
		return done;                                                                       \
	}

#define __ARM64_ATOMIC_SIZE(bits, w)                                                               \
	__ARM64_FETCH_MODES(bits, w, add, "add", "add")                                            \
	__ARM64_FETCH_MODES(bits, w, andnot, "bic", "clr")                                         \
	__ARM64_FETCH_MODES(bits, w, or, "orr", "set")                                             \
	__ARM64_FETCH_MODES(bits, w, xor, "eor", "eor")                                            \
	__ARM64_VOID(bits, w, add, "add", "add")                                                   \
	__ARM64_VOID(bits, w, andnot, "bic", "clr")                                                \
	__ARM64_VOID(bits, w, or, "orr", "set")                                                    \
	__ARM64_VOID(bits, w, xor, "eor", "eor")                                                   \
	__ARM64_STEP(bits, w, inc, "add", "1")                                                     \
	__ARM64_STEP(bits, w, dec, "sub", "-1")                                                    \
	__ARM64_XCHG(bits, w, relaxed, "", "", "", "")                                             \
	__ARM64_XCHG(bits, w, acquire, "a", "", "a", "", "memory")                                 \
	__ARM64_XCHG(bits, w, release, "", "l", "l", "", "memory")                                 \
	__ARM64_XCHG(bits, w, full, "", "l", "al", "\n	dmb	ish", "memory")                    \
	__ARM64_CMPXCHG(bits, w, relaxed, "", "", "", "")                                          \
	__ARM64_CMPXCHG(bits, w, acquire, "a", "", "a", "", "memory")                              \
	__ARM64_CMPXCHG(bits, w, release, "", "l", "l", "", "memory")                              \
	__ARM64_CMPXCHG(bits, w, full, "", "l", "al", "\n	dmb	ish", "memory")
__ARM64_ATOMIC_SIZE(32, "w")
__ARM64_ATOMIC_SIZE(64, "x")
#undef __ARM64_ATOMIC_SIZE
#undef __ARM64_FETCH
#undef __ARM64_FETCH_MODES
#undef __ARM64_VOID
#undef __ARM64_STEP
#undef __ARM64_XCHG
#undef __ARM64_CMPXCHG

/* For values of 4 and 8 bytes, integers or pointers. */
#define __arch_sized(p, of_32, of_64) (sizeof(*(p)) == 4 ? of_32 : of_64)
#define arch_fetch_op(op, mode, p, v)                                                              \
	((__typeof__(*(p)))__arch_sized(p, __arch_fetch_##op##_##mode##_32((u32 *)(p), (u32)(v)),  \
					__arch_fetch_##op##_##mode##_64((u64 *)(p), (u64)(v))))
#define arch_op(op, p, v)                                                                          \
	__arch_sized(p, __arch_##op##_32((u32 *)(p), (u32)(v)),                                    \
		     __arch_##op##_64((u64 *)(p), (u64)(v)))
#define arch_step(name, p)                                                                         \
	__arch_sized(p, __arch_##name##_32((u32 *)(p)), __arch_##name##_64((u64 *)(p)))
#define arch_step_return(name, p)                                                                  \
	((__typeof__(*(p)))__arch_sized(p, __arch_##name##_return_32((u32 *)(p)),                  \
					__arch_##name##_return_64((u64 *)(p))))
/* These also for 1 and 2 bytes, by the compiler. */
#define __arch_order_relaxed __ATOMIC_RELAXED
#define __arch_order_acquire __ATOMIC_ACQUIRE
#define __arch_order_release __ATOMIC_RELEASE
#define __arch_order_full    __ATOMIC_SEQ_CST
#define arch_xchg(mode, p, v)                                                                      \
	({                                                                                         \
		__typeof__(p) __arch_p = (p);                                                      \
		__typeof__(*(p)) __arch_v = (__typeof__(*(p)))(v);                                 \
		if (sizeof(*(p)) == 4)                                                             \
			*(u32 *)&__arch_v =                                                        \
				__arch_xchg_##mode##_32((u32 *)__arch_p, *(u32 *)&__arch_v);       \
		else if (sizeof(*(p)) == 8)                                                        \
			*(u64 *)&__arch_v =                                                        \
				__arch_xchg_##mode##_64((u64 *)__arch_p, *(u64 *)&__arch_v);       \
		else                                                                               \
			__arch_v = __atomic_exchange_n(__arch_p, __arch_v, __arch_order_##mode);   \
		__arch_v;                                                                          \
	})
#define arch_try_cmpxchg(mode, p, oldp, v)                                                         \
	({                                                                                         \
		__typeof__(p) __arch_p = (p);                                                      \
		__typeof__(oldp) __arch_old = (oldp);                                              \
		__typeof__(*(p)) __arch_v = (__typeof__(*(p)))(v);                                 \
		sizeof(*(p)) == 4                                                                  \
			? __arch_try_cmpxchg_##mode##_32((u32 *)__arch_p, (u32 *)__arch_old,       \
							 *(u32 *)&__arch_v)                        \
		: sizeof(*(p)) == 8                                                                \
			? __arch_try_cmpxchg_##mode##_64((u64 *)__arch_p, (u64 *)__arch_old,       \
							 *(u64 *)&__arch_v)                        \
			: __atomic_compare_exchange_n(__arch_p, __arch_old, __arch_v, 0,           \
						      __arch_order_##mode, __ATOMIC_RELAXED);      \
	})

/*
 * Sets a count of 1 to 0: the only reference is dropped. False, and nothing has changed, if there are others. Acquires and
 * releases: what was done under any reference is done. An exclusive loop on every CPU; it is never contended when it succeeds.
 */
static __always_inline bool arch_drop_last(int *count)
{
	u32 value, failed;

	asm goto("1:	ldaxr	%w[value], %[count]\n"
		 "	sub	%w[value], %w[value], #1\n"
		 "	cbnz	%w[value], %l[others]\n"
		 "	stlxr	%w[failed], wzr, %[count]\n"
		 "	cbnz	%w[failed], 1b\n"
		 : [value] "=&r"(value), [failed] "=&r"(failed), [count] "+Q"(*count)
		 :
		 : "memory"
		 : others);
	return true;
others:
	return false;
}

#endif
