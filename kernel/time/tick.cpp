// SPDX-License-Identifier: GPL-2.0-only
//
// The tick: HZ times a second the event timer's interrupt comes here. The boot CPU moves jiffies;
// nothing else happens on a tick until there is a scheduler.
//
// jiffies and jiffies_64 are one word with two names: a 64-bit CPU reads it in one go. Linux 6.12:
// kernel/time/tick-common.c, timekeeping.c (do_timer), jiffies.c.

#include <linux/clocksource.h>
#include <linux/jiffies.h>
#include <linux/smp.h>

extern "C" {
u64 jiffies_64 = INITIAL_JIFFIES;
extern unsigned long volatile jiffies __attribute__((alias("jiffies_64")));
}

void tick_handle(unsigned int ticks)
{
	if (smp_processor_id() == 0)
		jiffies_64 += ticks;
}
