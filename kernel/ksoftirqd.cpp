// SPDX-License-Identifier: GPL-2.0-only
//
// ksoftirqd/N: the thread that runs the softirqs of CPU N that nobody else does: those raised by a task outside of interrupts, and what
// is left when they come faster than they are served. It is a thread like any other, so the tasks get their share.
// Linux 6.12: kernel/softirq.c (run_ksoftirqd, spawn_ksoftirqd).

#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/kthread.h>
#include <linux/sched.h>

#include "kernel/softirq.hpp"

namespace
{

int ksoftirqd_loop(void *)
{
	for (;;) {
		// Who raises one after the look finds the state set, and makes us run again.
		set_current_state(TASK_INTERRUPTIBLE);
		if (!local_softirq_pending()) {
			schedule();
			continue;
		}
		__set_current_state(TASK_RUNNING);
		local_irq_disable();
		if (local_softirq_pending())
			softirq::run_pending(true);
		local_irq_enable();
		cond_resched();
	}
}

int make_ksoftirqd(unsigned int cpu)
{
	task_struct *const thread =
		kthread_create_on_cpu(ksoftirqd_loop, nullptr, cpu, "ksoftirqd/%u");

	if (IS_ERR(thread))
		return PTR_ERR(thread);
	per_cpu(ksoftirqd, cpu) = thread;
	return 0;
}

int start_ksoftirqd(unsigned int cpu)
{
	wake_up_process(per_cpu(ksoftirqd, cpu));
	return 0;
}

// For the CPUs that are there, and for each that comes later.
int __init spawn_ksoftirqd()
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		if (int error = make_ksoftirqd(cpu))
			return error;
		start_ksoftirqd(cpu);
	}
	cpuhp_setup_state_nocalls(CPUHP_BP_PREPARE_DYN, "softirq:prepare", make_ksoftirqd, nullptr);
	return cpuhp_setup_state_nocalls(CPUHP_AP_SMPBOOT_THREADS, "softirq:online",
					 start_ksoftirqd, nullptr);
}
core_initcall(spawn_ksoftirqd);

} // namespace
