/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What code says to the compiler: branch hints, barriers against the optimiser, single accesses (READ_ONCE and
 * WRITE_ONCE), hidden values.
 */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

#include <linux/compiler_types.h>

#ifndef __ASSEMBLY__

#define likely(x)           __builtin_expect(!!(x), 1)
#define unlikely(x)         __builtin_expect(!!(x), 0)
#define likely_notrace(x)   likely(x)
#define unlikely_notrace(x) unlikely(x)

/* Memory is not what the compiler last saw; no instruction. */
#ifndef barrier
#define barrier() __asm__ __volatile__("" : : : "memory")
#endif
/* As barrier(), and *ptr counts as read, so stores to it are not dropped. */
#define barrier_data(ptr)            __asm__ __volatile__("" : : "r"(ptr) : "memory")
#define barrier_before_unreachable() __asm__ __volatile__("")
#define unreachable()                                                                              \
	do {                                                                                       \
		barrier_before_unreachable();                                                      \
		__builtin_unreachable();                                                           \
	} while (0)

/* The compiler forgets what it knew about var; RELOC_HIDE also adds off bytes to a pointer. */
#define OPTIMIZER_HIDE_VAR(var) __asm__("" : "=r"(var) : "0"(var))
#define RELOC_HIDE(ptr, off)                                                                       \
	({                                                                                         \
		unsigned long __hidden;                                                            \
		__asm__("" : "=r"(__hidden) : "0"((unsigned long)(ptr)));                          \
		(__typeof__(ptr))(__hidden + (off));                                               \
	})
#define absolute_pointer(val) RELOC_HIDE((void *)(val), 0)

#define __UNIQUE_ID(prefix)   __PASTE(__PASTE(__UNIQUE_ID_, prefix), __COUNTER__)

/* 0 for arrays, a compile error for pointers (used by ARRAY_SIZE). */
#ifdef __cplusplus
#define __must_be_array(a) 0
#else
#define __must_be_array(a) (0 * sizeof(struct { int : (-!!(__same_type((a), &(a)[0]))); }))
#endif

/*
 * Is x a constant expression? In C: (void *)0 in one arm of ?: makes the whole an int *, any other void pointer a void *.
 * C++ has no such rule; there the compiler says whether it can compute x.
 */
#ifdef __cplusplus
#define __is_constexpr(x) __builtin_constant_p(x)
#else
#define __is_constexpr(x) (sizeof(int) == sizeof(*(8 ? ((void *)((long)(x)*0l)) : (int *)8)))
#endif
#define statically_true(x)     (__builtin_constant_p(x) && (x))
#define is_signed_type(type)   (((type)(-1)) < (__force type)1)
#define is_unsigned_type(type) (!is_signed_type(type))

/*
 * READ_ONCE(x), WRITE_ONCE(x, value): exactly one access of x's size, neither torn, repeated nor left out. They order
 * nothing against other CPUs beyond what the address dependency does. Source: Linux's Documentation/memory-barriers.txt.
 */
#ifdef __cplusplus
template <unsigned long size>
struct slub64_word;
template <>
struct slub64_word<1> {
	using type = unsigned char;
};
template <>
struct slub64_word<2> {
	using type = unsigned short;
};
template <>
struct slub64_word<4> {
	using type = unsigned int;
};
template <>
struct slub64_word<8> {
	using type = unsigned long;
};
template <typename T>
static __always_inline T slub64_read_once(const volatile T &x)
{
	if constexpr (__is_class(T) || __is_union(T))
		return __builtin_bit_cast(
			T,
			*reinterpret_cast<const volatile typename slub64_word<sizeof(T)>::type *>(
				&x));
	else
		return x;
}
template <typename T, typename V>
static __always_inline void slub64_write_once(volatile T &x, V value)
{
	if constexpr (__is_class(T) || __is_union(T))
		*reinterpret_cast<volatile typename slub64_word<sizeof(T)>::type *>(&x) =
			__builtin_bit_cast(typename slub64_word<sizeof(T)>::type, T(value));
	else
		x = (T)value;
}
#define READ_ONCE(x)         slub64_read_once(x)
#define WRITE_ONCE(x, value) slub64_write_once(x, value)
#else
#define READ_ONCE(x) ({ *(const volatile __unqual_scalar_typeof(x) *)&(x); })
#define WRITE_ONCE(x, value)                                                                       \
	do {                                                                                       \
		*(volatile __typeof__(x) *)&(x) = (value);                                         \
	} while (0)
#endif
#define __READ_ONCE(x)         READ_ONCE(x)
#define __WRITE_ONCE(x, value) WRITE_ONCE(x, value)
#define READ_ONCE_NOCHECK(x)   READ_ONCE(x)

/* data_race(expr): what expr reads may be changed meanwhile, and that is meant. tests/host's thread sanitiser overlooks it. */
#if defined(__SANITIZE_THREAD__) && defined(__cplusplus)
extern "C" void __tsan_ignore_thread_begin(void), __tsan_ignore_thread_end(void);
struct slub64_race {
	slub64_race()
	{
		__tsan_ignore_thread_begin();
	}
	~slub64_race()
	{
		__tsan_ignore_thread_end();
	}
};
#define data_race(expr)                                                                            \
	({                                                                                         \
		slub64_race __race;                                                                \
		expr;                                                                              \
	})
#else
#define data_race(expr) ({ expr; })
#endif

/* Keeps a symbol that only assembly or a linker script names. */
#define ___ADDRESSABLE(sym, attributes)                                                            \
	static void *__used attributes __PASTE(__addressable_, __PASTE(sym, __LINE__)) =           \
		(void *)&sym
#define __ADDRESSABLE(sym) ___ADDRESSABLE(sym, __section(".discard.addressable"))

#ifndef _RET_IP_
#define _RET_IP_ ((unsigned long)__builtin_return_address(0))
#define _THIS_IP_                                                                                  \
	({                                                                                         \
		__label__ __here;                                                                  \
__here:                                                                                            \
		(unsigned long)&&__here;                                                           \
	})
#endif

#endif /* !__ASSEMBLY__ */
#endif /* _LINUX_COMPILER_H */
