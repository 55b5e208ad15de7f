// SPDX-License-Identifier: GPL-2.0-only
//
// The sleep of an idle CPU: without ticks, and without being waited for by RCU.
//
// Interrupts are masked from before the look for work until after the wake-up: one that comes in between ends the WFI and
// is served when everything is as for a CPU that works. So no handler ever runs on a CPU that RCU takes for idle, and none sees jiffies
// that have fallen behind. Linux 6.12: kernel/sched/idle.c (default_idle_call, cpuidle_idle_call).

#include <asm/processor.h>
#include <linux/cpu.h>
#include <linux/interrupt.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/tick.h>

// What waits for this CPU is done before it sleeps: softirqs, and callbacks of RCU, whose grace period may be over as soon as
// this CPU says that it is in no section.
static void finish_work()
{
	if (rcu_needs_cpu()) {
		__raise_softirq_irqoff(RCU_SOFTIRQ);
		do_softirq();
		rcu_note_context_switch(false);
	}
	if (local_softirq_pending())
		do_softirq();
}

void default_idle_call(void)
{
	finish_work();
	if (need_resched())
		return;
	tick_nohz_idle_stop_tick();
	rcu_idle_enter();
	// That may have ended a grace period, for which somebody waits, and started one.
	if (!local_softirq_pending() && !(tick_nohz_tick_stopped() && rcu_needs_cpu()))
		cpu_do_idle();
	rcu_idle_exit();
	tick_nohz_idle_wake();
}
