// SPDX-License-Identifier: GPL-2.0-only
//
// What other CPUs are doing, told by themselves.
//
//   asks    backtrace_mask = who is asked ─► interrupt to each ─► waits until the mask is empty, ten seconds at most
//   asked   prints registers and call trace of what the interrupt found ─► takes itself out of the mask
//
// One asks at a time; another one meanwhile goes away, for it would print the same. One prints at a time (printing).
//
// Linux 6.12: lib/nmi_backtrace.c; dump_cpu_task() in kernel/sched/core.c.

#include <asm/irq_regs.h>
#include <asm/ptrace.h>
#include <linux/bitops.h>
#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/guard.hpp>
#include <linux/hardirq.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/nmi.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched/debug.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

static bool backtrace_idle; // tell of those that do nothing, too
module_param(backtrace_idle, bool, 0644);

namespace
{

constinit struct cpumask backtrace_mask = {};
constinit unsigned long backtrace_flag = 0;
constinit DEFINE_RAW_SPINLOCK(printing);

} // namespace

void nmi_trigger_cpumask_backtrace(const cpumask_t *mask, int exclude_cpu,
				   void (*raise)(cpumask_t *mask))
{
	const unsigned int this_cpu = get_cpu();

	if (test_and_set_bit(0, &backtrace_flag)) {
		put_cpu();
		return;
	}
	cpumask_copy(&backtrace_mask, mask);
	if (exclude_cpu != -1)
		cpumask_clear_cpu(exclude_cpu, &backtrace_mask);
	if (cpumask_test_cpu(this_cpu, &backtrace_mask))
		nmi_cpu_backtrace(nullptr);
	if (!cpumask_empty(&backtrace_mask)) {
		pr_info("Sending NMI from CPU %d to CPUs %*pbl:\n", this_cpu,
			cpumask_pr_args(&backtrace_mask));
		raise(&backtrace_mask);
	}
	for (int ms = 0; ms < 10 * 1000 && !cpumask_empty(&backtrace_mask); ms++)
		mdelay(1);
	clear_bit_unlock(0, &backtrace_flag);
	put_cpu();
}

bool nmi_cpu_backtrace(struct pt_regs *regs)
{
	const unsigned int cpu = smp_processor_id();

	if (!cpumask_test_cpu(cpu, &backtrace_mask))
		return false;

	raw_spinlock_irqsave_guard guard(&printing);

	if (!READ_ONCE(backtrace_idle) && regs && cpu_in_idle(instruction_pointer(regs))) {
		pr_warn("NMI backtrace for cpu %d skipped: idling at %pS\n", cpu,
			(void *)instruction_pointer(regs));
	} else {
		pr_warn("NMI backtrace for cpu %d\n", cpu);
		if (regs)
			show_regs(regs);
		else
			dump_stack();
	}
	cpumask_clear_cpu(cpu, &backtrace_mask);
	return true;
}

void dump_cpu_task(int cpu)
{
	struct pt_regs *const regs = cpu == smp_processor_id() && in_hardirq() ? get_irq_regs()
									       : nullptr;

	if (regs)
		show_regs(regs);
	else
		trigger_single_cpu_backtrace(cpu);
}
