/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_DELAY_H
#define _LINUX_DELAY_H
/* Waiting. Linux 6.12: include/linux/delay.h, arch/arm64/lib/delay.c. */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <asm/timex.h>

__BEGIN_DECLS

/**
 * __delay_ns() - busy-wait @ns nanoseconds, at least. Any context; before time_init() it returns at
 * once.
 */
void __delay_ns(u64 ns);

/** udelay(), ndelay(), mdelay() - busy-wait micro-, nano-, milliseconds. Any context. */
static inline void ndelay(unsigned long nsecs)
{
	__delay_ns(nsecs);
}
static inline void udelay(unsigned long usecs)
{
	__delay_ns((u64)usecs * 1000);
}
static inline void mdelay(unsigned long msecs)
{
	__delay_ns((u64)msecs * 1000000);
}

/**
 * msleep() - wait at least @msecs milliseconds, rounded up to ticks. Process context with
 * interrupts enabled: the CPU waits for interrupts (WFI) as there is no other task to run.
 */
void msleep(unsigned int msecs);
/**
 * usleep_range() - sleep between @min and @max microseconds. Task context; busy-waits before there are tasks.
 * usleep_range_state() - in the given state (TASK_…), and not shorter for being woken.
 */
void usleep_range_state(unsigned long min, unsigned long max, unsigned int state);
static inline void usleep_range(unsigned long min, unsigned long max)
{
	usleep_range_state(min, max, 0x2 /* TASK_UNINTERRUPTIBLE */);
}
static inline void usleep_range_idle(unsigned long min, unsigned long max)
{
	usleep_range_state(min, max, 0x402 /* TASK_IDLE */);
}

static inline void ssleep(unsigned int seconds)
{
	msleep(seconds * 1000);
}
static inline void fsleep(unsigned long usecs)
{
	if (usecs <= 10)
		udelay(usecs);
	else if (usecs < 20000)
		usleep_range(usecs, usecs + (usecs >> 2));
	else
		msleep((unsigned int)((usecs + 999) / 1000));
}

__END_DECLS

#endif /* _LINUX_DELAY_H */
