/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_JIFFIES_H
#define _LINUX_JIFFIES_H
/*
 * jiffies: ticks since boot, from a start that overflows 32 bits after five minutes so that code
 * which forgets about it is found. Linux 6.12: include/linux/jiffies.h, kernel/time/jiffies.c,
 * time.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/limits.h>
#include <linux/param.h>
#include <linux/time64.h>

__BEGIN_DECLS

/**
 * jiffies_64 - and jiffies, the same word. Written by the tick on the boot CPU only; read anywhere.
 */
extern u64 jiffies_64;
extern unsigned long volatile jiffies;

#define INITIAL_JIFFIES  ((unsigned long)(unsigned int)(-300 * HZ))
#define MAX_JIFFY_OFFSET ((LONG_MAX >> 1) - 1)
#define TICK_NSEC        ((NSEC_PER_SEC + HZ / 2) / HZ)
#define TICK_USEC        ((USEC_PER_SEC + HZ / 2) / HZ)

static inline u64 get_jiffies_64(void)
{
	return jiffies;
}

/* Comparisons that survive the overflow: the difference as a signed number. */
#define time_after(a, b)             ((long)((b) - (a)) < 0)
#define time_before(a, b)            time_after(b, a)
#define time_after_eq(a, b)          ((long)((a) - (b)) >= 0)
#define time_before_eq(a, b)         time_after_eq(b, a)
#define time_in_range(a, b, c)       (time_after_eq(a, b) && time_before_eq(a, c))
#define time_after64(a, b)           ((s64)((b) - (a)) < 0)
#define time_before64(a, b)          time_after64(b, a)
#define time_is_before_jiffies(a)    time_after(jiffies, a)
#define time_is_after_jiffies(a)     time_before(jiffies, a)
#define time_is_before_eq_jiffies(a) time_after_eq(jiffies, a)
#define time_is_after_eq_jiffies(a)  time_before_eq(jiffies, a)

/*
 * Conversions. To jiffies they round up, so that a time-out is never early; negative (int) means
 * for ever.
 */
static inline unsigned int jiffies_to_msecs(const unsigned long j)
{
	return (unsigned int)(j * (MSEC_PER_SEC / HZ));
}
static inline unsigned int jiffies_to_usecs(const unsigned long j)
{
	return (unsigned int)(j * (USEC_PER_SEC / HZ));
}
static inline u64 jiffies_to_nsecs(const unsigned long j)
{
	return (u64)j * (NSEC_PER_SEC / HZ);
}
static inline unsigned long msecs_to_jiffies(const unsigned int m)
{
	if ((int)m < 0)
		return MAX_JIFFY_OFFSET;
	return (m + (MSEC_PER_SEC / HZ) - 1) / (MSEC_PER_SEC / HZ);
}
static inline unsigned long usecs_to_jiffies(const unsigned int u)
{
	return ((unsigned long)u + (USEC_PER_SEC / HZ) - 1) / (USEC_PER_SEC / HZ);
}
static inline unsigned long nsecs_to_jiffies(u64 n)
{
	return (unsigned long)(n / TICK_NSEC);
}
static inline u64 jiffies_64_to_clock_t(u64 x)
{
	return x / (HZ / USER_HZ);
}
static inline unsigned long jiffies_delta_to_msecs(long delta)
{
	return jiffies_to_msecs(delta > 0 ? (unsigned long)delta : 0);
}

__END_DECLS

#endif /* _LINUX_JIFFIES_H */
