// SPDX-License-Identifier: GPL-2.0-only
// The other CPUs: their numbers, and their start.
//
//   device tree /cpus ─▶ smp_init_cpus(): possible ─▶ smp_prepare_cpus(): present ─▶ __cpu_up(), one after the other: online
//
//     boot CPU                                         the new one
//     secondary_data = its task, stack, per-CPU offset
//     cpu_boot(): PSCI CPU_ON, or release from its pen ─▶ head.S: secondary_entry, MMU on with the same tables
//     waits until it is online, at most 5 s               __secondary_switched: is secondary_data for me? task, stack, offset
//                                                         secondary_start_kernel(): GIC, timer, IPIs, online
//     next one  ◀─────────────────────────────────────────┘ then idle
//
// Logical number 0 is the CPU that booted; the others are numbered in the order of the tree. Linux 6.12:
// arch/arm64/kernel/smp.c, setup.c.

#include <asm/alternative.h>
#include <asm/cputype.h>
#include <asm/irqflags.h>
#include <asm/processor.h>
#include <asm/smp.h>
#include <asm/smp_plat.h>
#include <asm/sysreg.h>
#include <linux/cache.h>
#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <asm/memory.h>

#include "arch/arm64/kernel/stacks.h"

#include <cstddef>

static_assert(offsetof(struct secondary_data, mpidr) == SECONDARY_MPIDR);
static_assert(offsetof(struct secondary_data, task) == SECONDARY_TASK);
static_assert(offsetof(struct secondary_data, stack) == SECONDARY_STACK);
static_assert(offsetof(struct secondary_data, cpu_offset) == SECONDARY_OFFSET);

constinit struct secondary_data secondary_data = {.mpidr = INVALID_HWID};

namespace
{

// MPIDR_EL1's affinity by logical CPU number.
struct hardware_ids {
	u64 of[NR_CPUS];

	constexpr hardware_ids()
	{
		for (u64 &id : of)
			id = INVALID_HWID;
	}
};
constinit hardware_ids logical_map __ro_after_init;
constinit const struct cpu_operations *cpu_ops[NR_CPUS] __ro_after_init = {};

const struct cpu_operations *const methods[] = {&cpu_psci_ops, &smp_spin_table_ops};

// How the tree says that a CPU is started; one line if it doesn't, or in a way that we don't know.
const struct cpu_operations *__init enable_method(const struct device_node *node)
{
	const char *name;

	if (of_property_read_string(node, "enable-method", &name)) {
		pr_err("%s: missing enable-method property\n", of_node_full_name(node));
		return nullptr;
	}
	for (const struct cpu_operations *ops : methods)
		if (!strcmp(name, ops->name))
			return ops;
	pr_warn("Unsupported enable-method: %s\n", name);
	return nullptr;
}

bool __init is_known(u64 hwid, unsigned int count)
{
	for (unsigned int cpu = 1; cpu < count; cpu++)
		if (logical_map.of[cpu] == hwid)
			return true;
	return false;
}

// "disabled" is what the standard calls a CPU that waits to be started; only one that failed is left alone.
bool __init has_failed(const struct device_node *node)
{
	const char *status;

	return !of_property_read_string(node, "status", &status) && !strncmp(status, "fail", 4);
}

// As long as Linux waits for each.
constexpr u64 patience_ns = 5 * NSEC_PER_SEC;

bool wait_until_online(unsigned int cpu)
{
	const u64 start = ktime_get_ns();

	while (!cpu_online(cpu)) {
		if (ktime_get_ns() - start > patience_ns)
			return false;
		cpu_relax();
	}
	return true;
}

// Kept when the CPU does not start, for the next try.
bool give_overflow_stack(unsigned int cpu)
{
	char **const mine = &per_cpu(overflow_stack, cpu);

	if (*mine == per_cpu(overflow_stack, 0)) {
		void *const stack = alloc_pages_exact(OVERFLOW_STACK_SIZE, GFP_KERNEL);

		if (!stack)
			return false;
		*mine = static_cast<char *>(stack);
	}
	return true;
}

} // namespace

u64 cpu_logical_map(unsigned int cpu)
{
	return cpu < NR_CPUS ? logical_map.of[cpu] : INVALID_HWID;
}

void __init smp_setup_processor_id(void)
{
	logical_map.of[0] = read_cpuid_mpidr() & MPIDR_HWID_BITMASK;
	pr_info("Booting slub64 on physical CPU 0x%010llx [0x%08llx]\n", logical_map.of[0],
		read_sysreg(midr_el1));
}

// A number is used up by each CPU that the tree names, as in Linux, whether or not it can be started.
void __init smp_init_cpus(void)
{
	struct device_node *node;
	unsigned int count = 1;
	bool boot_cpu_named = false;

	for_each_of_cpu_node(node)
	{
		const u64 hwid = of_get_cpu_hwid(node, 0);

		if (hwid == logical_map.of[0]) {
			boot_cpu_named = true;
			continue;
		}
		const unsigned int cpu = count++;

		if ((hwid & ~MPIDR_HWID_BITMASK) || cpu >= nr_cpu_ids || has_failed(node))
			continue;
		if (is_known(hwid, cpu)) {
			pr_err("%s: duplicate cpu reg properties in the DT\n",
			       of_node_full_name(node));
			continue;
		}
		logical_map.of[cpu] = hwid;
		cpu_ops[cpu] = enable_method(node);
	}
	if (count > nr_cpu_ids)
		pr_warn("Number of cores (%u) exceeds configured maximum of %u - clipping\n", count,
			nr_cpu_ids);
	if (!boot_cpu_named) {
		pr_err("missing boot CPU MPIDR, not enabling secondaries\n");
		return;
	}
	for (unsigned int cpu = 1; cpu < min(count, nr_cpu_ids); cpu++)
		if (cpu_ops[cpu] && !cpu_ops[cpu]->cpu_init(cpu))
			set_cpu_possible(cpu, true);
		else
			logical_map.of[cpu] = INVALID_HWID;
}

void __init smp_prepare_cpus(unsigned int max_cpus)
{
	unsigned int cpu;

	if (!max_cpus)
		return;
	for_each_possible_cpu(cpu)
		if (cpu_ops[cpu] && !cpu_ops[cpu]->cpu_prepare(cpu))
			set_cpu_present(cpu, true);
}

void __init smp_cpus_done(unsigned int)
{
	pr_info("SMP: Total of %u processors activated.\n", num_online_cpus());
}

int __cpu_up(unsigned int cpu, struct task_struct *idle)
{
	if (!give_overflow_stack(cpu))
		return -ENOMEM;
	secondary_data.task = idle;
	secondary_data.stack = static_cast<char *>(idle->stack) + THREAD_SIZE;
	secondary_data.cpu_offset = __per_cpu_offset[cpu];
	smp_store_release(&secondary_data.mpidr, logical_map.of[cpu]);
	dsb(ish);

	int error = cpu_ops[cpu]->cpu_boot(cpu);

	if (error)
		pr_err("CPU%u: failed to boot: %d\n", cpu, error);
	else if (!wait_until_online(cpu)) {
		error = -EIO;
		pr_crit("CPU%u: failed to come online\n", cpu);
	}
	WRITE_ONCE(secondary_data.mpidr, INVALID_HWID);
	return error;
}

void secondary_start_kernel(void)
{
	const unsigned int cpu = smp_processor_id();

	// It cannot even say so. The boot CPU reports one that did not come.
	while (!this_cpu_has_caps_in_use())
		wfe();
	notify_cpu_starting(cpu);
	ipi_setup();
	pr_info("CPU%u: Booted secondary processor 0x%010llx [0x%08llx]\n", cpu,
		read_cpuid_mpidr() & MPIDR_HWID_BITMASK, read_sysreg(midr_el1));
	set_cpu_online(cpu, true);
	set_cpu_active(cpu, true);
	// Everything may come from now on: debug exceptions, SError, interrupts.
	asm volatile("msr daifclr, #0xf" ::: "memory");
	cpuhp_online_idle(cpu);
	cpu_startup_entry();
}
