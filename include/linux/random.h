/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Random numbers for tests and randomised layouts. They come from a fast generator that is seeded from the cycle counter:
 * good for spreading, useless for secrets. lib/random.cpp.
 */
#ifndef _LINUX_RANDOM_H
#define _LINUX_RANDOM_H
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/prandom.h>
__BEGIN_DECLS
u8 get_random_u8(void);
u16 get_random_u16(void);
u32 get_random_u32(void);
u64 get_random_u64(void);
void get_random_bytes(void *buf, size_t len);
/* Mixes something unpredictable (a seed of the device tree …) into the generator. */
void add_device_randomness(const void *buf, size_t len);
__END_DECLS
static inline unsigned long get_random_long(void)
{
	return get_random_u64();
}
static inline int wait_for_random_bytes(void)
{
	return 0;
}
/* 0 <= value < ceil, evenly (bias below 2^-32 per ceil). */
static inline u32 get_random_u32_below(u32 ceil)
{
	return reciprocal_scale(get_random_u32(), ceil);
}
static inline u32 get_random_u32_above(u32 floor)
{
	return floor + 1 + get_random_u32_below(U32_MAX - floor);
}
static inline u32 get_random_u32_inclusive(u32 floor, u32 ceil)
{
	return floor + (ceil - floor == U32_MAX ? get_random_u32()
						: get_random_u32_below(ceil - floor + 1));
}
static inline bool rng_is_initialized(void)
{
	return true;
}
#endif
