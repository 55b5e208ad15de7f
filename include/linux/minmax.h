/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * min, max, clamp, swap.
 *
 * In C they are macros, as in Linux. In C++ they are function objects with the same names: macros of these names would
 * break the standard headers, and free functions would be found by ADL beside std::swap and make its calls ambiguous.
 */
#ifndef _LINUX_MINMAX_H
#define _LINUX_MINMAX_H
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/const.h>
#include <linux/types.h>

#ifdef __cplusplus
struct slub64_min_fn {
	template <typename A, typename B>
	constexpr auto operator()(A a, B b) const
	{
		return a < b ? a : b;
	}
};
struct slub64_max_fn {
	template <typename A, typename B>
	constexpr auto operator()(A a, B b) const
	{
		return a > b ? a : b;
	}
};
struct slub64_swap_fn {
	template <typename T>
	constexpr void operator()(T &a, T &b) const
	{
		T kept = a;
		a = b;
		b = kept;
	}
};
inline constexpr slub64_min_fn min{};
inline constexpr slub64_max_fn max{};
inline constexpr slub64_swap_fn swap{};
template <typename A, typename B, typename C>
constexpr auto min3(A a, B b, C c)
{
	return min(min(a, b), c);
}
template <typename A, typename B, typename C>
constexpr auto max3(A a, B b, C c)
{
	return max(max(a, b), c);
}
struct slub64_clamp_fn {
	template <typename T, typename L, typename H>
	constexpr T operator()(T value, L low, H high) const
	{
		return value > (T)high ? (T)high : value < (T)low ? (T)low : value;
	}
};
inline constexpr slub64_clamp_fn clamp{};
template <typename A, typename B>
constexpr auto min_not_zero(A a, B b)
{
	return a == 0 ? b : b == 0 ? a : min(a, b);
}
#else
#define __minmax_pick(op, x, y)                                                                    \
	({                                                                                         \
		__auto_type __first = (x);                                                         \
		__auto_type __second = (y);                                                        \
		__first op __second ? __first : __second;                                          \
	})
#define min(x, y)  __minmax_pick(<, x, y)
#define max(x, y)  __minmax_pick(>, x, y)
#define umin(x, y) min((x) + 0u + 0ul + 0ull, (y) + 0u + 0ul + 0ull)
#define umax(x, y) max((x) + 0u + 0ul + 0ull, (y) + 0u + 0ul + 0ull)
#define min3(x, y, z)                                                                              \
	({                                                                                         \
		__auto_type __least = min(x, y);                                                   \
		min(__least, z);                                                                   \
	})
#define max3(x, y, z)                                                                              \
	({                                                                                         \
		__auto_type __most = max(x, y);                                                    \
		max(__most, z);                                                                    \
	})
#define clamp(val, lo, hi)                                                                         \
	({                                                                                         \
		__auto_type __value = (val);                                                       \
		__auto_type __low = (lo);                                                          \
		__auto_type __high = (hi);                                                         \
		__value > __high ? __high : __value < __low ? __low : __value;                     \
	})
#define min_not_zero(x, y)                                                                         \
	({                                                                                         \
		__auto_type __x_nz = (x);                                                          \
		__auto_type __y_nz = (y);                                                          \
		__x_nz == 0 ? __y_nz : (__y_nz == 0 ? __x_nz : min(__x_nz, __y_nz));               \
	})
#define swap(a, b)                                                                                 \
	do {                                                                                       \
		__typeof__(a) __kept = (a);                                                        \
		(a) = (b);                                                                         \
		(b) = __kept;                                                                      \
	} while (0)
#endif

/* Both operands converted to type first. */
#define min_t(type, x, y)                                                                          \
	({                                                                                         \
		type __min_t_x = (type)(x);                                                        \
		type __min_t_y = (type)(y);                                                        \
		__min_t_x < __min_t_y ? __min_t_x : __min_t_y;                                     \
	})
#define max_t(type, x, y)                                                                          \
	({                                                                                         \
		type __max_t_x = (type)(x);                                                        \
		type __max_t_y = (type)(y);                                                        \
		__max_t_x > __max_t_y ? __max_t_x : __max_t_y;                                     \
	})
#define clamp_t(type, val, lo, hi) min_t(type, max_t(type, val, lo), hi)
#define clamp_val(val, lo, hi)     clamp_t(__typeof__(val), val, lo, hi)
/* Usable in constant expressions: no statement expressions, arguments are evaluated twice. */
#if !__STDC_HOSTED__ || !defined(MIN)
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#endif
#define MIN_T(type, a, b) MIN((type)(a), (type)(b))
#define MAX_T(type, a, b) MAX((type)(a), (type)(b))
/* Is start <= val < start + len? */
#define in_range(val, start, len) ((u64)(val) - (u64)(start) < (u64)(len))
#endif
