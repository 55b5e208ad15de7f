/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_TIMEKEEPING_H
#define _LINUX_TIMEKEEPING_H
/*
 * Reading the time. It is the time since boot: the machine has no wall clock yet, so the "real"
 * clock starts at 0 too. All functions: any context, no locks, one read of the counter. Linux 6.12:
 * include/linux/timekeeping.h.
 */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/time64.h>

__BEGIN_DECLS

/**
 * ktime_get_ns() - nanoseconds since the clock source started; never goes back. 0 before
 * time_init().
 */
u64 ktime_get_ns(void);

/**
 * ktime_since_reset_ns() - nanoseconds that the counter itself shows: since the machine's reset, if the
 * counter started there as QEMU's does. 0 before time_init().
 */
u64 ktime_since_reset_ns(void);

static inline ktime_t ktime_get(void)
{
	return (ktime_t)ktime_get_ns();
}
static inline ktime_t ktime_get_boottime(void)
{
	return ktime_get();
}
static inline ktime_t ktime_get_real(void)
{
	return ktime_get();
}
static inline u64 ktime_get_boottime_ns(void)
{
	return ktime_get_ns();
}
static inline u64 ktime_get_real_ns(void)
{
	return ktime_get_ns();
}
static inline u64 ktime_get_mono_fast_ns(void)
{
	return ktime_get_ns();
}
static inline time64_t ktime_get_seconds(void)
{
	return (time64_t)(ktime_get_ns() / NSEC_PER_SEC);
}
/** ktime_get_ts64() - the same as seconds and nanoseconds. */
static inline void ktime_get_ts64(struct timespec64 *ts)
{
	*ts = ns_to_timespec64((s64)ktime_get_ns());
}
static inline void ktime_get_boottime_ts64(struct timespec64 *ts)
{
	ktime_get_ts64(ts);
}

__END_DECLS

#endif /* _LINUX_TIMEKEEPING_H */
