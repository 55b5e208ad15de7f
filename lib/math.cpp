// SPDX-License-Identifier: GPL-2.0-only
//
// Integer arithmetic that needs a loop. Linux 6.12: lib/math/.

#include <linux/bitops.h>
#include <linux/gcd.h>
#include <linux/lcm.h>
#include <linux/math.h>
#include <linux/minmax.h>

extern "C" {

// J. Stein's binary algorithm: common powers of two are set aside, the rest is subtraction and shifting.
unsigned long gcd(unsigned long a, unsigned long b)
{
	if (!a || !b)
		return a | b;
	const unsigned long twos = __ffs(a | b);

	a >>= __ffs(a);
	while (b) {
		b >>= __ffs(b);
		if (a > b)
			swap(a, b);
		b -= a;
	}
	return a << twos;
}

/* 0 when either is 0. */
unsigned long lcm(unsigned long a, unsigned long b)
{
	return a && b ? a / gcd(a, b) * b : 0;
}

// Digit by digit in base 2: `root` grows from the highest bit that can be in it.
unsigned long int_sqrt(unsigned long x)
{
	if (x <= 1)
		return x;
	unsigned long root = 0;

	for (unsigned long bit = 1UL << (__fls(x) & ~1UL); bit; bit >>= 2) {
		if (x >= root + bit) {
			x -= root + bit;
			root = (root >> 1) + bit;
		} else {
			root >>= 1;
		}
	}
	return root;
}

u64 int_pow(u64 base, unsigned int exp)
{
	u64 result = 1;

	for (; exp; exp >>= 1, base *= base)
		if (exp & 1)
			result *= base;
	return result;
}

} // extern "C"
