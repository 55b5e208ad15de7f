// SPDX-License-Identifier: GPL-2.0-only
//
// A grace period that does not end: who holds it up?
//
// 21 seconds after the start (rcupdate.rcu_cpu_stall_timeout=, seconds, 3 … 300) the first tick that comes prints the report, on
// the CPU that is waited for if it still takes ticks, and two jiffies later on any other; again after three times as long.
// The words are Linux's, which calls this kind of RCU "rcu_sched".
//
// Linux 6.12: kernel/rcu/tree_stall.h.

#define pr_fmt(fmt) "rcu: " fmt
#undef KBUILD_MODNAME
#define KBUILD_MODNAME "rcupdate"

#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/minmax.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sched/debug.h>
#include <linux/smp.h>

#include "kernel/rcu/rcu.hpp"

constinit int rcu_cpu_stall_timeout = 21;
module_param(rcu_cpu_stall_timeout, int, 0644);
static constinit int rcu_cpu_stall_suppress = 0;
module_param(rcu_cpu_stall_suppress, int, 0644);

namespace rcu
{

namespace
{

constexpr unsigned long others_later = 2; // jiffies that the stalled CPU has to report itself

// The number of a grace period, without the bits of its state.
unsigned long counter(unsigned long seq)
{
	return seq >> 2;
}

void print_cpu(unsigned int cpu)
{
	const cpu_data *const d = per_cpu_ptr(&data, cpu);
	const unsigned long behind = counter(state.gp_seq - d->ticks_gp);

	pr_err("\t%u-%c%c%c%c: (%lu %s) idle=%04x/%d/%#x softirq=%u/%u fqs=%d\n", cpu,
	       cpu_online(cpu) ? '.' : 'O', '.', '.', '?', behind ? behind : d->ticks_this_gp,
	       behind ? "GPs behind" : "ticks this GP", d->eqs_count & 0xffff, d->watching ? 1 : 0,
	       0, d->softirq_snap, kstat_softirqs_cpu(RCU_SOFTIRQ, cpu), 0);
}

void print_own_stall(unsigned long started)
{
	pr_err("INFO: %s self-detected stall on CPU\n", "rcu_sched");
	print_cpu(smp_processor_id());
	pr_err("\t(t=%lu jiffies g=%ld q=%lu ncpus=%d)\n", jiffies - started,
	       static_cast<long>(state.gp_seq), static_cast<unsigned long>(total_callbacks()),
	       num_online_cpus());
	dump_cpu_task(smp_processor_id());
}

void print_others_stall(unsigned long cpus, unsigned long started)
{
	unsigned int cpu;

	pr_err("INFO: %s detected stalls on CPUs/tasks:\n", "rcu_sched");
	for_each_possible_cpu(cpu)
		if (cpus & (1ul << cpu))
			print_cpu(cpu);
	pr_err("\t(detected by %d, t=%ld jiffies, g=%ld, q=%lu ncpus=%d)\n", smp_processor_id(),
	       static_cast<long>(jiffies - started), static_cast<long>(state.gp_seq),
	       static_cast<unsigned long>(total_callbacks()), num_online_cpus());
	for_each_online_cpu(cpu)
		if (cpus & (1ul << cpu))
			dump_cpu_task(cpu);
}

void count_tick(cpu_data *d)
{
	const unsigned long gp_seq = READ_ONCE(state.gp_seq);

	if (d->ticks_gp != gp_seq) {
		d->ticks_gp = gp_seq;
		d->ticks_this_gp = 0;
		d->softirq_snap = kstat_softirqs_cpu(RCU_SOFTIRQ, smp_processor_id());
	}
	d->ticks_this_gp++;
}

} // namespace

unsigned long stall_timeout_jiffies()
{
	return static_cast<unsigned long>(clamp(rcu_cpu_stall_timeout, 3, 300)) * HZ;
}

void check_stall(cpu_data *d)
{
	unsigned long cpus, started;

	if (!gp_in_progress())
		return;
	count_tick(d);
	if (rcu_cpu_stall_suppress || time_before(jiffies, READ_ONCE(state.jiffies_stall)))
		return;
	{
		raw_spinlock_irqsave_guard guard(&state.lock);

		cpus = state.cpus;
		started = state.gp_start;
		if (!gp_in_progress() || time_before(jiffies, state.jiffies_stall) ||
		    (!d->need_qs && time_before(jiffies, state.jiffies_stall + others_later)))
			return;
		WRITE_ONCE(state.jiffies_stall, jiffies + 3 * stall_timeout_jiffies() + 3);
	}
	if (d->need_qs)
		print_own_stall(started);
	else
		print_others_stall(cpus, started);
}

} // namespace rcu
