// SPDX-License-Identifier: GPL-2.0-only
// The sets of CPUs, and calls on them.
//
//   possible   named by the device tree: has a per-CPU area; nr_cpu_ids is one more than the highest of them
//   present    the same, until CPUs can come and go
//   online     runs code; so far only the CPU that booted
//   active     takes part in scheduling; the same as online so far
//
// Calls on several CPUs are calls on the ones that are online, this one among them: with one CPU they are plain calls with
// interrupts masked, as on Linux. Linux 6.12: kernel/cpu.c, kernel/smp.c, init/main.c (smp_setup_processor_id's kin).

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/smp.h>

#define ONLY_CPU0                                                                                  \
	{                                                                                          \
		.bits = { 1UL }                                                                    \
	}

constinit struct cpumask __cpu_possible_mask = ONLY_CPU0;
constinit struct cpumask __cpu_present_mask = ONLY_CPU0;
constinit struct cpumask __cpu_online_mask = ONLY_CPU0;
constinit struct cpumask __cpu_active_mask = ONLY_CPU0;
constinit atomic_t __num_online_cpus = ATOMIC_INIT(1);
constinit unsigned int nr_cpu_ids = NR_CPUS;
constinit unsigned int setup_max_cpus = NR_CPUS;

DEFINE_PER_CPU_READ_MOSTLY(int, cpu_number);

namespace
{

void set_cpu(struct cpumask *mask, unsigned int cpu, bool in)
{
	if (in)
		set_bit(cpu, mask->bits);
	else
		clear_bit(cpu, mask->bits);
}

void call_here(smp_call_func_t func, void *info)
{
	unsigned long flags;

	local_irq_save(flags);
	func(info);
	local_irq_restore(flags);
}

bool is_this_cpu(const struct cpumask *mask)
{
	return cpumask_test_cpu(smp_processor_id(), mask);
}

} // namespace

void set_cpu_possible(unsigned int cpu, bool possible)
{
	set_cpu(&__cpu_possible_mask, cpu, possible);
	set_cpu(&__cpu_present_mask, cpu, possible);
}

void set_cpu_present(unsigned int cpu, bool present)
{
	set_cpu(&__cpu_present_mask, cpu, present);
}

void set_cpu_online(unsigned int cpu, bool online)
{
	if (online != cpu_online(cpu))
		atomic_add(online ? 1 : -1, &__num_online_cpus);
	set_cpu(&__cpu_online_mask, cpu, online);
}

void set_cpu_active(unsigned int cpu, bool active)
{
	set_cpu(&__cpu_active_mask, cpu, active);
}

void set_nr_cpu_ids(unsigned int nr)
{
	nr_cpu_ids = nr;
}

void __init setup_nr_cpu_ids(void)
{
	set_nr_cpu_ids(find_last_bit(cpumask_bits(cpu_possible_mask), NR_CPUS) + 1);
}

void __init smp_prepare_cpus(unsigned int max_cpus)
{
	unsigned int cpu;

	setup_max_cpus = max_cpus;
	for_each_possible_cpu(cpu)
		per_cpu(cpu_number, cpu) = cpu;
}

void on_each_cpu(smp_call_func_t func, void *info, int wait)
{
	call_here(func, info);
}

void on_each_cpu_mask(const struct cpumask *mask, smp_call_func_t func, void *info, bool wait)
{
	if (is_this_cpu(mask))
		call_here(func, info);
}

void on_each_cpu_cond_mask(smp_cond_func_t cond_func, smp_call_func_t func, void *info, bool wait,
			   const struct cpumask *mask)
{
	if (is_this_cpu(mask) && (!cond_func || cond_func(smp_processor_id(), info)))
		call_here(func, info);
}

void on_each_cpu_cond(smp_cond_func_t cond_func, smp_call_func_t func, void *info, bool wait)
{
	on_each_cpu_cond_mask(cond_func, func, info, wait, cpu_online_mask);
}

int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait)
{
	if (cpu != smp_processor_id())
		return -ENXIO;
	call_here(func, info);
	return 0;
}

// The others: while one CPU is online there are none.
void smp_call_function_many(const struct cpumask *mask, smp_call_func_t func, void *info, bool wait)
{
}

void smp_call_function(smp_call_func_t func, void *info, int wait)
{
}
