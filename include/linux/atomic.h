/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Atomic variables: atomic_t (int), atomic64_t (s64), atomic_long_t (long), and xchg/cmpxchg on plain variables.
 *
 * Ordering is Linux's (Documentation/atomic_t.txt). An operation that reads and writes and returns something is fully
 * ordered: nothing moves over it in either direction. _acquire, _release and _relaxed forms promise less; operations
 * without a return value promise nothing. What they are made of is the architecture's (asm/atomic_ops.h).
 */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H
#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/atomic_ops.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>

/* f: prefix of the functions; atype: atomic type; T: value type; mode: relaxed, acquire, release or full. */
#define __slub64_atomic_fetch(f, atype, T, op, arch, value, suffix, mode)                          \
	static __always_inline T f##_fetch_##op##suffix(T i, atype *v)                             \
	{                                                                                          \
		return (T)arch_fetch_op(arch, mode, (T *)&v->counter, value);                      \
	}

#define __slub64_atomic_order(f, atype, T, suffix, mode)                                           \
	__slub64_atomic_fetch(f, atype, T, add, add, i, suffix, mode) __slub64_atomic_fetch(       \
		f, atype, T, sub, add, (T)-i, suffix, mode)                                        \
		__slub64_atomic_fetch(f, atype, T, and, andnot, ~i, suffix, mode)                  \
			__slub64_atomic_fetch(f, atype, T, andnot, andnot, i, suffix, mode)        \
				__slub64_atomic_fetch(f, atype, T, or, or, i, suffix, mode)        \
					__slub64_atomic_fetch(f, atype, T, xor, xor, i, suffix,    \
							      mode) static __always_inline T       \
						f##_add_return##suffix(T i, atype *v)              \
	{                                                                                          \
		return (T)((__UINT64_TYPE__)f##_fetch_add##suffix(i, v) + (__UINT64_TYPE__)i);     \
	}                                                                                          \
	static __always_inline T f##_sub_return##suffix(T i, atype *v)                             \
	{                                                                                          \
		return (T)((__UINT64_TYPE__)f##_fetch_sub##suffix(i, v) - (__UINT64_TYPE__)i);     \
	}                                                                                          \
	static __always_inline bool f##_add_negative##suffix(T i, atype *v)                        \
	{                                                                                          \
		return f##_add_return##suffix(i, v) < 0;                                           \
	}                                                                                          \
	static __always_inline T f##_xchg##suffix(atype *v, T desired)                             \
	{                                                                                          \
		return arch_xchg(mode, (T *)&v->counter, desired);                                 \
	}                                                                                          \
	static __always_inline T f##_fetch_inc##suffix(atype *v)                                   \
	{                                                                                          \
		return f##_fetch_add##suffix(1, v);                                                \
	}                                                                                          \
	static __always_inline T f##_fetch_dec##suffix(atype *v)                                   \
	{                                                                                          \
		return f##_fetch_sub##suffix(1, v);                                                \
	}                                                                                          \
	/* A failed comparison orders nothing. */                                                  \
	static __always_inline bool f##_try_cmpxchg##suffix(atype *v, T *old, T desired)           \
	{                                                                                          \
		return arch_try_cmpxchg(mode, (T *)&v->counter, old, desired);                     \
	}                                                                                          \
	static __always_inline T f##_cmpxchg##suffix(atype *v, T old, T desired)                   \
	{                                                                                          \
		f##_try_cmpxchg##suffix(v, &old, desired);                                         \
		return old;                                                                        \
	}
#define __slub64_atomic_steps(f, atype, T, suffix)                                                 \
	static __always_inline T f##_inc_return##suffix(atype *v)                                  \
	{                                                                                          \
		return f##_add_return##suffix(1, v);                                               \
	}                                                                                          \
	static __always_inline T f##_dec_return##suffix(atype *v)                                  \
	{                                                                                          \
		return f##_sub_return##suffix(1, v);                                               \
	}

#define __slub64_atomic_void(f, atype, T, op, arch, value)                                         \
	static __always_inline void f##_##op(T i, atype *v)                                        \
	{                                                                                          \
		arch_op(arch, (T *)&v->counter, value);                                            \
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
	__slub64_atomic_void(f, atype, T, add, add, i) __slub64_atomic_void(                       \
		f, atype, T, sub, add, (T)-i) __slub64_atomic_void(f, atype, T, and, andnot, ~i)   \
		__slub64_atomic_void(f, atype, T, andnot, andnot,                                  \
				     i) __slub64_atomic_void(f, atype, T, or, or, i)               \
			__slub64_atomic_void(f, atype, T, xor, xor,                                \
					     i) static __always_inline void f##_inc(atype *v)      \
	{                                                                                          \
		arch_step(inc, (T *)&v->counter);                                                  \
	}                                                                                          \
	static __always_inline void f##_dec(atype *v)                                              \
	{                                                                                          \
		arch_step(dec, (T *)&v->counter);                                                  \
	}                                                                                          \
	__slub64_atomic_order(f, atype, T, , full) __slub64_atomic_order(f, atype, T, _acquire,    \
									 acquire)                  \
		__slub64_atomic_order(f, atype, T, _release, release) __slub64_atomic_order(       \
			f, atype, T, _relaxed, relaxed) __slub64_atomic_steps(f, atype, T,         \
									      _acquire)            \
			__slub64_atomic_steps(f, atype, T, _release) __slub64_atomic_steps(        \
				f, atype, T,                                                       \
				_relaxed) static __always_inline T f##_inc_return(atype *v)        \
	{                                                                                          \
		return arch_step_return(inc, (T *)&v->counter);                                    \
	}                                                                                          \
	static __always_inline T f##_dec_return(atype *v)                                          \
	{                                                                                          \
		return arch_step_return(dec, (T *)&v->counter);                                    \
	}                                                                                          \
	static __always_inline bool f##_sub_and_test(T i, atype *v)                                \
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
#define __slub64_cmpxchg(mode, ptr, old, desired)                                                  \
	({                                                                                         \
		__typeof__(*(ptr)) __xold = (__typeof__(*(ptr)))(old);                             \
		arch_try_cmpxchg(mode, ptr, &__xold, desired);                                     \
		__xold;                                                                            \
	})
#define xchg(ptr, value)                arch_xchg(full, ptr, value)
#define xchg_acquire(ptr, value)        arch_xchg(acquire, ptr, value)
#define xchg_release(ptr, value)        arch_xchg(release, ptr, value)
#define xchg_relaxed(ptr, value)        arch_xchg(relaxed, ptr, value)
#define cmpxchg(ptr, o, n)              __slub64_cmpxchg(full, ptr, o, n)
#define cmpxchg_acquire(ptr, o, n)      __slub64_cmpxchg(acquire, ptr, o, n)
#define cmpxchg_release(ptr, o, n)      __slub64_cmpxchg(release, ptr, o, n)
#define cmpxchg_relaxed(ptr, o, n)      __slub64_cmpxchg(relaxed, ptr, o, n)
#define cmpxchg_local(ptr, o, n)        cmpxchg_relaxed(ptr, o, n)
#define cmpxchg64(ptr, o, n)            cmpxchg(ptr, o, n)
#define try_cmpxchg(ptr, op, n)         likely(arch_try_cmpxchg(full, ptr, op, n))
#define try_cmpxchg_acquire(ptr, op, n) likely(arch_try_cmpxchg(acquire, ptr, op, n))
#define try_cmpxchg_release(ptr, op, n) likely(arch_try_cmpxchg(release, ptr, op, n))
#define try_cmpxchg_relaxed(ptr, op, n) likely(arch_try_cmpxchg(relaxed, ptr, op, n))
#define try_cmpxchg_local(ptr, op, n)   try_cmpxchg_relaxed(ptr, op, n)
#define try_cmpxchg64(ptr, op, n)       try_cmpxchg(ptr, op, n)
#endif
