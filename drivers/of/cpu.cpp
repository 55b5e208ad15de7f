// SPDX-License-Identifier: GPL-2.0-only
//
// The CPUs that the tree names: children of /cpus, each with its MPIDR as reg and how it is started
// as enable-method.
//
// Logical numbers: 0 is the CPU that boots, whichever the tree lists it as; the others follow in
// the tree's order. Linux 6.12: drivers/of/cpu.c, arch/arm64/kernel/smp.c (of_parse_and_init_cpus).

#include <linux/kernel.h>
#include <linux/of.h>
#include <linux/string.h>
#include <asm/cputype.h>
#include "drivers/of/tree.h"

namespace
{

// Aff3, Aff2, Aff1, Aff0 of MPIDR_EL1.
constexpr u64 mpidr_affinity = 0xff00ffffff;

u64 boot_cpu_hwid()
{
	return read_cpuid_mpidr() & mpidr_affinity;
}

} // namespace

struct device_node *of_get_next_cpu_node(struct device_node *prev)
{
	struct device_node *cpus = prev ? dt::parent_of(prev) : of_find_node_by_path("/cpus");

	while ((prev = of_get_next_child(cpus, prev))) {
		const char *type = dt::get(prev->device_type).string();

		if (type ? !strcmp(type, "cpu") : of_node_name_eq(prev, "cpu"))
			return prev;
	}
	return nullptr;
}

u64 of_get_cpu_hwid(struct device_node *cpun, unsigned int thread)
{
	u32 cells = of_n_addr_cells(cpun);
	dt::value reg = dt::get(cpun->reg);

	if (cells - 1 > 1 || reg.cells() < (thread + 1) * cells)
		return ~0ull;
	return reg.number(thread * cells, cells);
}

struct device_node *of_get_cpu_node(int cpu, unsigned int *thread)
{
	struct device_node *node;
	u64 boot = boot_cpu_hwid();
	int number = 0; // of the next CPU that isn't the boot CPU, less one

	if (thread)
		*thread = 0;
	for_each_of_cpu_node(node)
	{
		bool is_boot = of_get_cpu_hwid(node, 0) == boot;

		if (is_boot ? cpu == 0 : ++number == cpu)
			return node;
	}
	return nullptr;
}
