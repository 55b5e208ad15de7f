// SPDX-License-Identifier: GPL-2.0-only
// Starting CPUs that wait for an address: enable-method "spin-table".
//
//   firmware:   loop { wfe; read [cpu-release-addr]; not 0? jump there }            (one word for all, or one for each)
//   prepare:    [cpu-release-addr] = secondary_holding_pen; sev                     ─▶ head.S: pen, MMU off
//   boot:       secondary_holding_pen_release = its MPIDR; sev                      ─▶ secondary_entry
//
// The pen is there because several CPUs may share one release word. All that they read runs past the caches, since their MMU is
// off: every word is cleaned to the point of coherency, and that has completed (DSB SY, in dcache_clean_inval_poc()) before SEV.
// Linux 6.12: arch/arm64/kernel/smp_spin_table.c.

#include <asm/barrier.h>
#include <asm/cacheflush.h>
#include <asm/memory.h>
#include <asm/smp.h>
#include <asm/smp_plat.h>
#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/of.h>
#include <linux/printk.h>
#include <linux/threads.h>

extern "C" {
// Whoever waits in the pen reads this with its caches off: no line of it may be dirty in one. A cache line of its own.
constinit volatile u64 secondary_holding_pen_release __attribute__((aligned(128))) = INVALID_HWID;
}

namespace
{

constinit u64 release_address[NR_CPUS] __initdata = {};

void write_through(volatile u64 *word, u64 value)
{
	const unsigned long start = reinterpret_cast<unsigned long>(word);

	*word = value;
	dcache_clean_inval_poc(start, start + sizeof(*word));
	sev();
}

int __init spin_table_init(unsigned int cpu)
{
	if (of_property_read_u64(of_get_cpu_node(cpu, nullptr), "cpu-release-addr",
				 &release_address[cpu]) ||
	    !release_address[cpu] || release_address[cpu] % sizeof(u64)) {
		pr_err("CPU %u: missing or invalid cpu-release-addr property\n", cpu);
		return -ENODEV;
	}
	return 0;
}

int __init spin_table_prepare(unsigned int cpu)
{
	// In RAM or not, we see it as cacheable memory: device attributes beside a linear mapping would be a mismatch.
	void __iomem *word = ioremap_cache(release_address[cpu], sizeof(u64));

	if (!word) {
		pr_err("CPU%u: cannot map its release address 0x%llx\n", cpu, release_address[cpu]);
		return -ENOMEM;
	}
	write_through(static_cast<volatile u64 *>(word),
		      __pa_symbol(reinterpret_cast<void *>(secondary_holding_pen)));
	iounmap(word);
	return 0;
}

int spin_table_boot(unsigned int cpu)
{
	write_through(&secondary_holding_pen_release, cpu_logical_map(cpu));
	return 0;
}

} // namespace

constinit const struct cpu_operations smp_spin_table_ops = {
	.name = "spin-table",
	.cpu_init = spin_table_init,
	.cpu_prepare = spin_table_prepare,
	.cpu_boot = spin_table_boot,
};
