// SPDX-License-Identifier: GPL-2.0-only
//
// What a CPU does when there is nothing to do: its idle task waits for an interrupt, and looks whether it made work.
//
// Preemption stays disabled: the idle task gives the CPU away here and nowhere else. need_resched() is looked at with interrupts
// masked, so that a reschedule interrupt comes before the look or ends the WFI. Linux 6.12: kernel/sched/idle.c.

#include "kernel/sched/sched.hpp"

#include <linux/cpu.h>
#include <linux/irqflags.h>
#include <linux/tick.h>

extern "C" {
extern char __cpuidle_text_start[], __cpuidle_text_end[];
}

namespace
{

// The interrupt is taken where they are unmasked.
__cpuidle void do_idle()
{
	tick_nohz_idle_enter();
	while (!need_resched()) {
		local_irq_disable();
		if (!need_resched())
			default_idle_call();
		local_irq_enable();
	}
	tick_nohz_idle_exit();
	do {
		sched::switch_tasks(sched::leave::sleep);
	} while (need_resched());
}

} // namespace

bool cpu_in_idle(unsigned long pc)
{
	return pc >= (unsigned long)__cpuidle_text_start && pc < (unsigned long)__cpuidle_text_end;
}

__cpuidle void cpu_startup_entry()
{
	for (;;)
		do_idle();
}
