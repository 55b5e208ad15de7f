/* SPDX-License-Identifier: GPL-2.0-only */
/* Rounding, division with rounding, absolute values. */
#ifndef _LINUX_MATH_H
#define _LINUX_MATH_H
#include <linux/const.h>
#include <linux/types.h>
#if __STDC_HOSTED__
#include <stdlib.h>
#endif

/* To a power of two. */
#define __round_mask(x, y) ((__typeof__(x))((y)-1))
#define round_up(x, y)     ((((x)-1) | __round_mask(x, y)) + 1)
#define round_down(x, y)   ((x) & ~__round_mask(x, y))
/* To any multiple. */
#define DIV_ROUND_UP                 __KERNEL_DIV_ROUND_UP
#define DIV_ROUND_DOWN_ULL(ll, d)    ((unsigned long long)(ll) / (d))
#define DIV_ROUND_UP_ULL(ll, d)      DIV_ROUND_DOWN_ULL((unsigned long long)(ll) + (d)-1, (d))
#define DIV_ROUND_UP_SECTOR_T(ll, d) DIV_ROUND_UP_ULL(ll, d)
#define roundup(x, y)                                                                              \
	({                                                                                         \
		const __typeof__(y) __multiple = y;                                                \
		(((x) + (__multiple - 1)) / __multiple) * __multiple;                              \
	})
#define rounddown(x, y)                                                                            \
	({                                                                                         \
		__typeof__(x) __rounded = (x);                                                     \
		__rounded - (__rounded % (y));                                                     \
	})
#define DIV_ROUND_CLOSEST(x, divisor)                                                              \
	({                                                                                         \
		__typeof__(x) __x = x;                                                             \
		__typeof__(divisor) __d = divisor;                                                 \
		(((__typeof__(x))-1) > 0 || ((__typeof__(divisor))-1) > 0 ||                       \
		 (((__x) > 0) == ((__d) > 0)))                                                     \
			? (((__x) + ((__d) / 2)) / (__d))                                          \
			: (((__x) - ((__d) / 2)) / (__d));                                         \
	})
#define DIV_ROUND_CLOSEST_ULL(x, divisor)                                                          \
	({                                                                                         \
		unsigned long long __d = (divisor);                                                \
		((unsigned long long)(x) + __d / 2) / __d;                                         \
	})
/* x * numerator / denominator without overflow of the product. */
#define mult_frac(x, n, d)                                                                         \
	({                                                                                         \
		__typeof__(x) __x = (x);                                                           \
		__typeof__(n) __n = (n);                                                           \
		__typeof__(d) __d = (d);                                                           \
		__typeof__(x) __q = __x / __d;                                                     \
		__typeof__(x) __r = __x % __d;                                                     \
		__q *__n + __r *__n / __d;                                                         \
	})
#define sector_div(n, b)                                                                           \
	({                                                                                         \
		u32 __rem = (n) % (b);                                                             \
		(n) /= (b);                                                                        \
		__rem;                                                                             \
	})
#define abs_diff(a, b)                                                                             \
	({                                                                                         \
		__typeof__(a) __a = (a);                                                           \
		__typeof__(b) __b = (b);                                                           \
		__a > __b ? (__a - __b) : (__b - __a);                                             \
	})

#ifdef __cplusplus
#if !__STDC_HOSTED__
template <typename T>
constexpr T abs(T x)
{
	return x < 0 ? (T)-x : x;
}
#endif
#else
#define abs(x)                                                                                     \
	({                                                                                         \
		__typeof__(x) __abs_x = (x);                                                       \
		__abs_x < 0 ? (__typeof__(x))-__abs_x : __abs_x;                                   \
	})
#endif

/* val scaled from 0…ep_ro to 0…1<<32 range; see random.h. */
static inline u32 reciprocal_scale(u32 val, u32 ep_ro)
{
	return (u32)(((u64)val * ep_ro) >> 32);
}

__BEGIN_DECLS
/* Largest integer whose square is not above x. */
unsigned long int_sqrt(unsigned long x);
static inline u32 int_sqrt64(u64 x)
{
	return (u32)int_sqrt((unsigned long)x);
}
/* base to the power of exp, modulo 2^64. */
u64 int_pow(u64 base, unsigned int exp);
__END_DECLS
#endif
