// SPDX-License-Identifier: GPL-2.0-only
//
// The tick: HZ times a second the event timer's interrupt comes here, on each CPU. The boot CPU moves jiffies; every CPU
// looks after its timers, its part in RCU's grace periods, and the time slice of its task.
//
// jiffies and jiffies_64 are one word with two names: a 64-bit CPU reads it in one go. Linux 6.12:
// kernel/time/tick-common.c, timekeeping.c (do_timer), jiffies.c.

#include <linux/clocksource.h>
#include <linux/jiffies.h>
#include <linux/rcupdate.h>
#include <linux/smp.h>
#include <linux/timer.h>

extern "C" {
u64 jiffies_64 = INITIAL_JIFFIES;
extern unsigned long volatile jiffies __attribute__((alias("jiffies_64")));
}

void tick_handle(unsigned int ticks)
{
	if (smp_processor_id() == 0)
		jiffies_64 += ticks;
	update_process_times(0);
}

void update_process_times(int user_tick)
{
	run_local_timers();
	rcu_sched_clock_irq(user_tick);
}
