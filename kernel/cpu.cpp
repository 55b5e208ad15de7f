// SPDX-License-Identifier: GPL-2.0-only
// The sets of CPUs, and how a CPU comes online.
//
//   possible   named by the device tree: has a per-CPU area; nr_cpu_ids is one more than the highest of them
//   present    can be started: the boot CPU, and those whose start the architecture has prepared
//   online     runs code and takes calls from others
//   active     takes part in scheduling; the same as online
//
// Who has something to do for each CPU says so with cpuhp_setup_state(), by a state that tells when:
//
//      boot CPU                                       new CPU
//   ── states up to CPUHP_BRINGUP_CPU ──▶ __cpu_up() ──▶ states of STARTING, interrupts masked (notify_cpu_starting())
//                                                        online, interrupts on
//                                                        states behind CPUHP_AP_ONLINE_IDLE (cpuhp_online_idle()), idle loop
//
// CPUs never go again: the teardown functions are kept for nobody. Linux 6.12: kernel/cpu.c.

#include <linux/cpu.h>
#include <linux/cpuhotplug.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
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

struct all_single_masks {
	struct cpumask of[NR_CPUS] = {};

	constexpr all_single_masks()
	{
		for (unsigned int cpu = 0; cpu < NR_CPUS; cpu++)
			of[cpu].bits[cpu / BITS_PER_LONG] = 1UL << cpu % BITS_PER_LONG;
	}
};
constexpr all_single_masks single_masks;

void set_cpu(struct cpumask *mask, unsigned int cpu, bool in)
{
	if (in)
		set_bit(cpu, mask->bits);
	else
		clear_bit(cpu, mask->bits);
}

} // namespace

const struct cpumask *get_cpu_mask(unsigned int cpu)
{
	return &single_masks.of[cpu];
}

void set_cpu_possible(unsigned int cpu, bool possible)
{
	set_cpu(&__cpu_possible_mask, cpu, possible);
}

void set_cpu_present(unsigned int cpu, bool present)
{
	set_cpu(&__cpu_present_mask, cpu, present);
}

void set_cpu_online(unsigned int cpu, bool online)
{
	if (online != test_bit(cpu, __cpu_online_mask.bits))
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

// Steps of a CPU's way up.

namespace
{

struct cpuhp_step {
	const char *name;
	int (*startup)(unsigned int cpu);
	int (*teardown)(unsigned int cpu);
};
constinit cpuhp_step steps[CPUHP_ONLINE] = {};

// A state of which there are several, one for each that asks. -ENOSPC when all are taken.
int reserve_dynamic(enum cpuhp_state first, enum cpuhp_state last)
{
	for (int state = first; state <= last; state++)
		if (!steps[state].name)
			return state;
	WARN(1, "No more dynamic states available for CPU hotplug\n");
	return -ENOSPC;
}

// Runs the steps first … last for a CPU. The first failure ends it.
int run_steps(unsigned int cpu, enum cpuhp_state first, enum cpuhp_state last)
{
	for (int state = first; state <= last; state++) {
		if (!steps[state].startup)
			continue;
		if (int error = steps[state].startup(cpu)) {
			pr_err("CPU%u: %s failed: %d\n", cpu, steps[state].name, error);
			return error;
		}
	}
	return 0;
}

int cpu_up(unsigned int cpu)
{
	struct task_struct *idle = idle_thread_get(cpu);

	if (!idle) {
		pr_err("CPU%u: no memory for its idle task\n", cpu);
		return -ENOMEM;
	}
	if (int error = smpcfd_prepare_cpu(cpu))
		return error;
	if (int error = run_steps(cpu, CPUHP_OFFLINE, CPUHP_BRINGUP_CPU))
		return error;
	return __cpu_up(cpu, idle);
}

} // namespace

int __cpuhp_setup_state(enum cpuhp_state state, const char *name, bool invoke,
			int (*startup)(unsigned int cpu), int (*teardown)(unsigned int cpu))
{
	int at = state;

	if (state == CPUHP_AP_ONLINE_DYN)
		at = reserve_dynamic(CPUHP_AP_ONLINE_DYN, CPUHP_AP_ONLINE_DYN_END);
	else if (state == CPUHP_BP_PREPARE_DYN)
		at = reserve_dynamic(CPUHP_BP_PREPARE_DYN, CPUHP_BP_PREPARE_DYN_END);
	if (at < 0)
		return at;
	if (startup && steps[at].startup)
		return -EBUSY;
	steps[at] = {name, startup, teardown};
	// Drivers ask during boot, before there are others.
	if (invoke && startup)
		if (int error = startup(smp_processor_id())) {
			steps[at] = {};
			return error;
		}
	return at == state ? 0 : at;
}

void notify_cpu_starting(unsigned int cpu)
{
	rcutree_report_cpu_starting(cpu); // from here on it may read
	run_steps(cpu, CPUHP_BRINGUP_CPU, CPUHP_AP_ONLINE);
}

void cpuhp_online_idle(unsigned int cpu)
{
	run_steps(cpu, CPUHP_AP_ONLINE_IDLE, CPUHP_AP_ACTIVE);
}

int add_cpu(unsigned int cpu)
{
	static DEFINE_MUTEX(one_at_a_time);
	mutex_guard guard(&one_at_a_time);

	if (cpu >= nr_cpu_ids || !cpu_present(cpu))
		return -ENODEV;
	if (cpu_online(cpu))
		return 0;
	if (int error = smpcfd_prepare_cpu(smp_processor_id()))
		return error;
	return cpu_up(cpu);
}

void __init bringup_nonboot_cpus(unsigned int max_cpus)
{
	unsigned int cpu;

	if (num_present_cpus() < 2 || max_cpus < 2)
		return;
	if (smpcfd_prepare_cpu(smp_processor_id()))
		return;
	for_each_present_cpu(cpu) {
		if (!cpu_online(cpu))
			cpu_up(cpu);
		if (!--max_cpus)
			break;
	}
}
