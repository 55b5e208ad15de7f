/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Atomic variables: atomic_t (int), atomic64_t (s64), atomic_long_t (long), and xchg/cmpxchg on plain variables.
 *
 * Ordering is Linux's (Documentation/atomic_t.txt). An operation that reads and writes and returns something is fully
 * ordered: nothing moves over it in either direction. _acquire, _release and _relaxed forms promise less; operations
 * without a return value promise nothing. A full one is built as arm64 Linux builds it, a store-release followed by a
 * full barrier: the compiler's own SEQ_CST would let later accesses start before the store.
 */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H
#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>

/* f: prefix of the functions; atype: atomic type; T: value type. */
#define __slub64_atomic_order(f, atype, T, suffix, order, after)                                   \
	static __always_inline T f##_add_return##suffix(T i, atype *v)                             \
	{                                                                                          \
		T sum = __atomic_add_fetch((T *)&v->counter, i, order);                            \
		after;                                                                             \
		return sum;                                                                        \
	}                                                                                          \
	static __always_inline T f##_sub_return##suffix(T i, atype *v)                             \
	{                                                                                          \
		T rest = __atomic_sub_fetch((T *)&v->counter, i, order);                           \
		after;                                                                             \
		return rest;                                                                       \
	}                                                                                          \
	static __always_inline T f##_inc_return##suffix(atype *v)                                  \
	{                                                                                          \
		return f##_add_return##suffix(1, v);                                               \
	}                                                                                          \
	static __always_inline T f##_dec_return##suffix(atype *v)                                  \
	{                                                                                          \
		return f##_sub_return##suffix(1, v);                                               \
	}                                                                                          \
	static __always_inline bool f##_add_negative##suffix(T i, atype *v)                        \
	{                                                                                          \
		return f##_add_return##suffix(i, v) < 0;                                           \
	}                                                                                          \
	static __always_inline T f##_xchg##suffix(atype *v, T desired)                             \
	{                                                                                          \
		T old = __atomic_exchange_n((T *)&v->counter, desired, order);                     \
		after;                                                                             \
		return old;                                                                        \
	}                                                                                          \
	__slub64_atomic_fetch(f, atype, T, add, add, +, suffix, order, after)                      \
		__slub64_atomic_fetch(f, atype, T, sub, sub, +, suffix, order,                     \
				      after) __slub64_atomic_fetch(f, atype, T, and, and, +,       \
								   suffix, order, after)           \
			__slub64_atomic_fetch(f, atype, T, andnot, and, ~, suffix, order,          \
					      after) __slub64_atomic_fetch(f, atype, T, or, or, +, \
									   suffix, order, after)   \
				__slub64_atomic_fetch(f, atype, T, xor, xor, +, suffix, order,     \
						      after) static __always_inline T              \
					f##_fetch_inc##suffix(atype *v)                            \
	{                                                                                          \
		return f##_fetch_add##suffix(1, v);                                                \
	}                                                                                          \
	static __always_inline T f##_fetch_dec##suffix(atype *v)                                   \
	{                                                                                          \
		return f##_fetch_sub##suffix(1, v);                                                \
	}

#define __slub64_atomic_fetch(f, atype, T, op, builtin, sign, suffix, order, after)                \
	static __always_inline T f##_fetch_##op##suffix(T i, atype *v)                             \
	{                                                                                          \
		T old = __atomic_fetch_##builtin((T *)&v->counter, sign i, order);                 \
		after;                                                                             \
		return old;                                                                        \
	}

/* A failed comparison orders nothing. */
#define __slub64_atomic_cmpxchg(f, atype, T, suffix, order, after)                                 \
	static __always_inline bool f##_try_cmpxchg##suffix(atype *v, T *old, T desired)           \
	{                                                                                          \
		if (!__atomic_compare_exchange_n((T *)&v->counter, old, desired, 0, order,         \
						 __ATOMIC_RELAXED))                                \
			return false;                                                              \
		after;                                                                             \
		return true;                                                                       \
	}                                                                                          \
	static __always_inline T f##_cmpxchg##suffix(atype *v, T old, T desired)                   \
	{                                                                                          \
		f##_try_cmpxchg##suffix(v, &old, desired);                                         \
		return old;                                                                        \
	}

#define __slub64_atomic_void(f, atype, T, op, builtin, sign)                                       \
	static __always_inline void f##_##op(T i, atype *v)                                        \
	{                                                                                          \
		__atomic_fetch_##builtin((T *)&v->counter, sign i, __ATOMIC_RELAXED);              \
	}

#define __slub64_atomic_api(f, atype, T)                                                           \
	static __always_inline T f##_read(const atype *v)                                          \
	{                                                                                          \
		return __atomic_load_n((const T *)&v->counter, __ATOMIC_RELAXED);                  \
	}                                                                                          \
	static __always_inline T f##_read_acquire(const atype *v)                                  \
	{                                                                                          \
		return __atomic_load_n((const T *)&v->counter, __ATOMIC_ACQUIRE);                  \
	}                                                                                          \
	static __always_inline void f##_set(atype *v, T i)                                         \
	{                                                                                          \
		__atomic_store_n((T *)&v->counter, i, __ATOMIC_RELAXED);                           \
	}                                                                                          \
	static __always_inline void f##_set_release(atype *v, T i)                                 \
	{                                                                                          \
		__atomic_store_n((T *)&v->counter, i, __ATOMIC_RELEASE);                           \
	}                                                                                          \
	__slub64_atomic_void(f, atype, T, add, add, +) __slub64_atomic_void(                       \
		f, atype, T, sub, sub, +) __slub64_atomic_void(f, atype, T, and, and, +)           \
		__slub64_atomic_void(f, atype, T, andnot, and,                                     \
				     ~) __slub64_atomic_void(f, atype, T, or, or, +)               \
			__slub64_atomic_void(f, atype, T, xor, xor,                                \
					     +) static __always_inline void f##_inc(atype *v)      \
	{                                                                                          \
		f##_add(1, v);                                                                     \
	}                                                                                          \
	static __always_inline void f##_dec(atype *v)                                              \
	{                                                                                          \
		f##_sub(1, v);                                                                     \
	}                                                                                          \
	__slub64_atomic_order(f, atype, T, , __ATOMIC_RELEASE, smp_mb__after_atomic())             \
		__slub64_atomic_order(f, atype, T, _acquire, __ATOMIC_ACQUIRE,                     \
				      (void)0) __slub64_atomic_order(f, atype, T, _release,        \
								     __ATOMIC_RELEASE, (void)0)    \
			__slub64_atomic_order(                                                     \
				f, atype, T, _relaxed, __ATOMIC_RELAXED,                           \
				(void)0) __slub64_atomic_cmpxchg(f, atype, T, , __ATOMIC_RELEASE,  \
								 smp_mb__after_atomic())           \
				__slub64_atomic_cmpxchg(f, atype, T, _acquire, __ATOMIC_ACQUIRE,   \
							(void)0)                                   \
					__slub64_atomic_cmpxchg(f, atype, T, _release,             \
								__ATOMIC_RELEASE, (void)0)         \
						__slub64_atomic_cmpxchg(                           \
							f, atype, T, _relaxed, __ATOMIC_RELAXED,   \
							(void)0) static __always_inline bool       \
							f##_sub_and_test(T i, atype *v)            \
	{                                                                                          \
		return f##_sub_return(i, v) == 0;                                                  \
	}                                                                                          \
	static __always_inline bool f##_dec_and_test(atype *v)                                     \
	{                                                                                          \
		return f##_dec_return(v) == 0;                                                     \
	}                                                                                          \
	static __always_inline bool f##_inc_and_test(atype *v)                                     \
	{                                                                                          \
		return f##_inc_return(v) == 0;                                                     \
	}                                                                                          \
	/* Adds a unless the value is u; value: what was there. */                                 \
	static __always_inline T f##_fetch_add_unless(atype *v, T a, T u)                          \
	{                                                                                          \
		T old = f##_read(v);                                                               \
                                                                                                   \
		while (old != u && !f##_try_cmpxchg(v, &old, (T)(old + a)))                        \
			;                                                                          \
		return old;                                                                        \
	}                                                                                          \
	static __always_inline bool f##_add_unless(atype *v, T a, T u)                             \
	{                                                                                          \
		return f##_fetch_add_unless(v, a, u) != u;                                         \
	}                                                                                          \
	static __always_inline bool f##_inc_not_zero(atype *v)                                     \
	{                                                                                          \
		return f##_add_unless(v, 1, 0);                                                    \
	}                                                                                          \
	static __always_inline bool f##_inc_unless_negative(atype *v)                              \
	{                                                                                          \
		T old = f##_read(v);                                                               \
                                                                                                   \
		while (old >= 0)                                                                   \
			if (f##_try_cmpxchg(v, &old, (T)(old + 1)))                                \
				return true;                                                       \
		return false;                                                                      \
	}                                                                                          \
	static __always_inline bool f##_dec_unless_positive(atype *v)                              \
	{                                                                                          \
		T old = f##_read(v);                                                               \
                                                                                                   \
		while (old <= 0)                                                                   \
			if (f##_try_cmpxchg(v, &old, (T)(old - 1)))                                \
				return true;                                                       \
		return false;                                                                      \
	}                                                                                          \
	/* Value: the result of the subtraction, which is stored only when it is not negative. */  \
	static __always_inline T f##_dec_if_positive(atype *v)                                     \
	{                                                                                          \
		T old = f##_read(v);                                                               \
                                                                                                   \
		while (old > 0)                                                                    \
			if (f##_try_cmpxchg(v, &old, (T)(old - 1)))                                \
				break;                                                             \
		return old - 1;                                                                    \
	}

__slub64_atomic_api(atomic, atomic_t, int) __slub64_atomic_api(atomic64, atomic64_t, s64)
	__slub64_atomic_api(atomic_long, atomic_long_t, long)

#define atomic_cond_read_acquire(v, c) smp_cond_load_acquire(&(v)->counter, (c))
#define atomic_cond_read_relaxed(v, c) smp_cond_load_relaxed(&(v)->counter, (c))

/* On plain variables of 1, 2, 4 or 8 bytes. */
#define __slub64_xchg(ptr, value, order, after)                                                    \
	({                                                                                         \
		__typeof__(ptr) __xptr = (ptr);                                                    \
		__typeof__(*(ptr)) __xold =                                                        \
			__atomic_exchange_n(__xptr, (__typeof__(*(ptr)))(value), order);           \
		after;                                                                             \
		__xold;                                                                            \
	})
#define __slub64_cmpxchg(ptr, old, desired, order, after)                                          \
	({                                                                                         \
		__typeof__(ptr) __xptr = (ptr);                                                    \
		__typeof__(*(ptr)) __xold = (__typeof__(*(ptr)))(old);                             \
		if (__atomic_compare_exchange_n(__xptr, &__xold, (__typeof__(*(ptr)))(desired), 0, \
						order, __ATOMIC_RELAXED)) {                        \
			after;                                                                     \
		}                                                                                  \
		__xold;                                                                            \
	})
#define __slub64_try_cmpxchg(ptr, oldp, desired, order, after)                                     \
	({                                                                                         \
		bool __done = __atomic_compare_exchange_n(                                         \
			(ptr), (oldp), (__typeof__(*(ptr)))(desired), 0, order, __ATOMIC_RELAXED); \
		if (__done) {                                                                      \
			after;                                                                     \
		}                                                                                  \
		likely(__done);                                                                    \
	})
#define xchg(ptr, value)           __slub64_xchg(ptr, value, __ATOMIC_RELEASE, smp_mb__after_atomic())
#define xchg_acquire(ptr, value)   __slub64_xchg(ptr, value, __ATOMIC_ACQUIRE, (void)0)
#define xchg_release(ptr, value)   __slub64_xchg(ptr, value, __ATOMIC_RELEASE, (void)0)
#define xchg_relaxed(ptr, value)   __slub64_xchg(ptr, value, __ATOMIC_RELAXED, (void)0)
#define cmpxchg(ptr, o, n)         __slub64_cmpxchg(ptr, o, n, __ATOMIC_RELEASE, smp_mb__after_atomic())
#define cmpxchg_acquire(ptr, o, n) __slub64_cmpxchg(ptr, o, n, __ATOMIC_ACQUIRE, (void)0)
#define cmpxchg_release(ptr, o, n) __slub64_cmpxchg(ptr, o, n, __ATOMIC_RELEASE, (void)0)
#define cmpxchg_relaxed(ptr, o, n) __slub64_cmpxchg(ptr, o, n, __ATOMIC_RELAXED, (void)0)
#define cmpxchg_local(ptr, o, n)   cmpxchg_relaxed(ptr, o, n)
#define cmpxchg64(ptr, o, n)       cmpxchg(ptr, o, n)
#define try_cmpxchg(ptr, op, n)                                                                    \
	__slub64_try_cmpxchg(ptr, op, n, __ATOMIC_RELEASE, smp_mb__after_atomic())
#define try_cmpxchg_acquire(ptr, op, n) __slub64_try_cmpxchg(ptr, op, n, __ATOMIC_ACQUIRE, (void)0)
#define try_cmpxchg_release(ptr, op, n) __slub64_try_cmpxchg(ptr, op, n, __ATOMIC_RELEASE, (void)0)
#define try_cmpxchg_relaxed(ptr, op, n) __slub64_try_cmpxchg(ptr, op, n, __ATOMIC_RELAXED, (void)0)
#define try_cmpxchg_local(ptr, op, n)   try_cmpxchg_relaxed(ptr, op, n)
#define try_cmpxchg64(ptr, op, n)       try_cmpxchg(ptr, op, n)
#endif
