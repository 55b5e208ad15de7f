/* SPDX-License-Identifier: GPL-2.0-only */
/* Powers of two. Everything here is a constant expression when its argument is one. */
#ifndef _LINUX_LOG2_H
#define _LINUX_LOG2_H
#include <linux/bits.h>
#include <linux/types.h>

/* floor(log2(n)); n must not be 0 (the value is then -1). */
#define __ilog2_const(n) ((n) ? 63 - __builtin_clzll(n) : -1)
#define const_ilog2(n)   __ilog2_const((unsigned long long)(n))
#define ilog2(n)         const_ilog2(n)
#define __ilog2_u32(n)   const_ilog2(n)
#define __ilog2_u64(n)   const_ilog2(n)

#ifdef __cplusplus
#define __log2_fn static constexpr inline
#else
#define __log2_fn static inline __attribute__((__const__))
#endif
__log2_fn bool is_power_of_2(unsigned long n)
{
	return n != 0 && (n & (n - 1)) == 0;
}
/* Smallest power of two that is not below n (n > 0), largest that is not above. */
__log2_fn unsigned long __roundup_pow_of_two(unsigned long n)
{
	return n <= 1 ? 1 : 1UL << (64 - __builtin_clzl(n - 1));
}
__log2_fn unsigned long __rounddown_pow_of_two(unsigned long n)
{
	return 1UL << (63 - __builtin_clzl(n));
}
/* ceil(log2(n)), 0 for 0 and 1. */
__log2_fn int __order_base_2(unsigned long n)
{
	return n > 1 ? 64 - __builtin_clzl(n - 1) : 0;
}
#define roundup_pow_of_two(n)                                                                      \
	(__builtin_constant_p(n) ? ((n) == 1 ? 1UL : 1UL << (const_ilog2((n)-1) + 1))              \
				 : __roundup_pow_of_two(n))
#define rounddown_pow_of_two(n) (1UL << const_ilog2(n))
#define order_base_2(n)         __order_base_2(n)
#define bits_per(n)             ((n) < 2 ? 1 : const_ilog2(n) + 1)
#endif
