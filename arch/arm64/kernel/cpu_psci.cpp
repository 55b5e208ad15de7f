// SPDX-License-Identifier: GPL-2.0-only
// Starting a CPU by the firmware: enable-method "psci". Linux 6.12: arch/arm64/kernel/psci.c.

#include <asm/memory.h>
#include <asm/smp.h>
#include <asm/smp_plat.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/printk.h>
#include <linux/psci.h>

namespace
{

int __init cpu_psci_cpu_init(unsigned int)
{
	return 0;
}

int __init cpu_psci_cpu_prepare(unsigned int cpu)
{
	if (psci_has_cpu_on())
		return 0;
	pr_err("psci: no cpu_on method, not booting CPU%u\n", cpu);
	return -ENODEV;
}

int cpu_psci_cpu_boot(unsigned int cpu)
{
	return psci_cpu_on(cpu_logical_map(cpu),
			   __pa_symbol(reinterpret_cast<void *>(secondary_entry)), 0);
}

} // namespace

constinit const struct cpu_operations cpu_psci_ops = {
	.name = "psci",
	.cpu_init = cpu_psci_cpu_init,
	.cpu_prepare = cpu_psci_cpu_prepare,
	.cpu_boot = cpu_psci_cpu_boot,
};
