/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_TICK_H
#define _LINUX_TICK_H
/* The tick of each CPU, and doing without it. kernel/time/tick.cpp; Linux 6.12: include/linux/tick.h. */
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/clockchips.h>

__BEGIN_DECLS

/** tick_setup_sched_timer() - start this CPU's tick. Interrupts masked. */
void tick_setup_sched_timer(void);
/**
 * tick_nohz_idle_enter() - this CPU becomes idle; tick_nohz_idle_exit() - and is not any more: its tick is back. Interrupts
 * enabled.
 */
void tick_nohz_idle_enter(void);
void tick_nohz_idle_exit(void);
/**
 * tick_nohz_idle_stop_tick() - before each WFI of an idle CPU: stop the tick, or set it to the next timer's jiffy, if nothing needs it
 * before. tick_nohz_idle_wake() - after it: jiffies are exact again. Interrupts masked.
 */
void tick_nohz_idle_stop_tick(void);
void tick_nohz_idle_wake(void);
/** tick_nohz_tick_stopped() - does this CPU take no ticks? */
bool tick_nohz_tick_stopped(void);
/** tick_nohz_idle_cpu() - may @cpu be asleep, so that it must be woken to see a new timer? */
bool tick_nohz_idle_cpu(int cpu);
/** get_cpu_idle_time_us() - microseconds for which @cpu was idle so far; *@last_update_time: now, if not NULL. */
u64 get_cpu_idle_time_us(int cpu, u64 *last_update_time);

/* Of a CPU's tick, for /proc/timer_list; times in ns. Read without a lock. */
struct tick_sched_info {
	bool tick_stopped;
	u64 last_tick, last_jiffies;
	unsigned long idle_calls, idle_sleeps; /* how often it was idle, and slept without a tick */
	u64 idle_entrytime, idle_exittime, idle_sleeptime, idle_expires;
};
void tick_get_sched_info(int cpu, struct tick_sched_info *info);

__END_DECLS

#endif
