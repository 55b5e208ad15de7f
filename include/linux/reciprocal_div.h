/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Division by a number known in advance, as one multiplication and two shifts.
 *
 * T. Granlund, P. Montgomery, "Division by invariant integers using multiplication", PLDI 1994, figure 4.1: for a
 * divisor d with l = ceil(log2 d) the quotient of any 32-bit a is
 *
 *	t = high half of (m * a),   q = (t + ((a - t) >> sh1)) >> sh2,   m = 2^32 * (2^l - d) / d + 1
 *
 * Linux 6.12: include/linux/reciprocal_div.h, lib/math/reciprocal_div.c. SLUB finds an object's index with it.
 */
#ifndef _LINUX_RECIPROCAL_DIV_H
#define _LINUX_RECIPROCAL_DIV_H

#include <linux/types.h>

struct reciprocal_value {
	u32 m;
	u8 sh1, sh2;
};

/** reciprocal_value - prepare divisions by @d (not 0) */
static inline struct reciprocal_value reciprocal_value(u32 d)
{
	const int l = d > 1 ? 32 - __builtin_clz(d - 1) : 0;
	struct reciprocal_value r;

	r.m = (u32)(((1ULL << 32) * ((1ULL << l) - d)) / d + 1);
	r.sh1 = l < 1 ? l : 1;
	r.sh2 = l > 1 ? l - 1 : 0;
	return r;
}

/** reciprocal_divide - @a divided by the number that @r stands for, rounded down */
static inline u32 reciprocal_divide(u32 a, struct reciprocal_value r)
{
	const u32 t = (u32)(((u64)a * r.m) >> 32);

	return (t + ((a - t) >> r.sh1)) >> r.sh2;
}

#endif /* _LINUX_RECIPROCAL_DIV_H */
