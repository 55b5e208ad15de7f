/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_TIME64_H
#define _LINUX_TIME64_H
/*
 * Units of time, and seconds with nanoseconds. Linux 6.12: include/linux/time64.h,
 * include/vdso/time64.h.
 */
#include <linux/types.h>
#include <linux/compiler.h>

__BEGIN_DECLS

#define MSEC_PER_SEC  1000L
#define USEC_PER_MSEC 1000L
#define NSEC_PER_USEC 1000L
#define NSEC_PER_MSEC 1000000L
#define USEC_PER_SEC  1000000L
#define NSEC_PER_SEC  1000000000L
#define PSEC_PER_SEC  1000000000000LL
#define FSEC_PER_SEC  1000000000000000LL

typedef __s64 time64_t;
typedef __u64 timeu64_t;

struct timespec64 {
	time64_t tv_sec;
	long tv_nsec;
};

static inline s64 timespec64_to_ns(const struct timespec64 *ts)
{
	return ts->tv_sec * NSEC_PER_SEC + ts->tv_nsec;
}
/** ns_to_timespec64() - @nsec may be negative; tv_nsec is always 0 … 999999999. */
struct timespec64 ns_to_timespec64(s64 nsec);

__END_DECLS

#endif /* _LINUX_TIME64_H */
