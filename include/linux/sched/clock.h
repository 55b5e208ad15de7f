/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SCHED_CLOCK_H
#define _LINUX_SCHED_CLOCK_H
/*
 * The cheap clock of log lines. Linux 6.12: include/linux/sched/clock.h, kernel/time/sched_clock.c.
 */
#include <linux/types.h>
#include <linux/compiler.h>

__BEGIN_DECLS

/**
 * sched_clock() - nanoseconds since the counter was registered, 0 before. Any context, no locks.
 */
unsigned long long sched_clock(void);
/** local_clock() - the same on this CPU. */
static inline u64 local_clock(void)
{
	return sched_clock();
}

__END_DECLS

#endif /* _LINUX_SCHED_CLOCK_H */
