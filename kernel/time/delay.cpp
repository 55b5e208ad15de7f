// SPDX-License-Identifier: GPL-2.0-only
//
// Waiting: by watching the counter, or asleep until the next interrupt. Linux 6.12:
// arch/arm64/lib/delay.c, kernel/time/timer.c.

#include <linux/delay.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>
#include <asm/processor.h>

void __delay_ns(u64 ns)
{
	u64 start = ktime_get_ns();

	// A clock that stands still (before time_init()) must not wait for ever.
	if (!start)
		return;
	while (ktime_get_ns() - start < ns)
		cpu_relax();
}

void msleep(unsigned int msecs)
{
	u64 ns = static_cast<u64>(msecs) * NSEC_PER_MSEC;
	u64 start = ktime_get_ns();

	// With interrupts masked nothing would end a WFI for sure.
	if (!start || irqs_disabled()) {
		__delay_ns(ns);
		return;
	}
	unsigned long left = msecs_to_jiffies(msecs);

	// Once more if the jiffy that was running at the start was nearly over.
	do {
		while (left)
			left = schedule_timeout_uninterruptible(left);
		left = 1;
	} while (ktime_get_ns() - start < ns);
}
