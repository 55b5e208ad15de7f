// SPDX-License-Identifier: GPL-2.0-only
//
// PSCI: power off, reset and the start of CPUs, by a call to the firmware.
//
// The tree's psci node says with which instruction: HVC to a hypervisor above us, SMC to the secure
// firmware. Without the node neither is ever issued: on machines without PSCI (a Raspberry Pi 4)
// SMC is undefined or hangs.
//
// Arm DEN 0022 (PSCI), DEN 0028 (calling convention: function in x0, arguments in x1…x3, result in
// x0, x4…x17 may be lost). Linux 6.12: drivers/firmware/psci/psci.c.

#define pr_fmt(fmt) "psci: " fmt

#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/of.h>
#include <linux/printk.h>
#include <linux/psci.h>
#include <linux/reboot.h>
#include <linux/string.h>

namespace
{

enum class conduit { none, hvc, smc };
constinit conduit calls_by = conduit::none;
constinit u32 cpu_on_function;

#define FIRMWARE_CALL(instruction)                                                                 \
	asm volatile(instruction " #0"                                                             \
		     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)                                      \
		     :                                                                             \
		     : "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14",      \
		       "x15", "x16", "x17", "memory")

void power_off()
{
	psci_call(PSCI_0_2_FN_SYSTEM_OFF, 0, 0, 0);
}

void restart(enum reboot_mode, const char *)
{
	psci_call(PSCI_0_2_FN_SYSTEM_RESET, 0, 0, 0);
}

// PSCI 0.2 and later have fixed function numbers. Linux 6.12: psci_0_2_init().
int init_0_2(device_node *)
{
	u32 version = static_cast<u32>(psci_call(PSCI_0_2_FN_PSCI_VERSION, 0, 0, 0));

	if (static_cast<s32>(version) == PSCI_RET_NOT_SUPPORTED) {
		pr_err("Conflicting PSCI version detected.\n");
		calls_by = conduit::none;
		return -EINVAL;
	}
	pr_info("PSCIv%u.%u detected in firmware.\n", version >> 16, version & 0xffff);
	pr_info("Using standard PSCI v0.2 function IDs\n");
	cpu_on_function = PSCI_0_2_FN64_CPU_ON;
	pm_power_off = power_off;
	arm_pm_restart = restart;
	return 0;
}

// PSCI 0.1 names its functions in the tree, and can't power off. Linux 6.12: psci_0_1_init().
int init_0_1(device_node *node)
{
	pr_info("Using PSCI v0.1 Function IDs from DT\n");
	of_property_read_u32(node, "cpu_on", &cpu_on_function);
	return 0;
}

const of_device_id versions[] = {
	{.compatible = "arm,psci-1.0", .data = reinterpret_cast<const void *>(init_0_2)},
	{.compatible = "arm,psci-0.2", .data = reinterpret_cast<const void *>(init_0_2)},
	{.compatible = "arm,psci", .data = reinterpret_cast<const void *>(init_0_1)},
	{},
};

// The function's result as Linux's error numbers. Linux 6.12: psci_to_linux_errno().
int to_errno(long result)
{
	switch (result) {
	case PSCI_RET_SUCCESS:
		return 0;
	case PSCI_RET_NOT_SUPPORTED:
		return -EOPNOTSUPP;
	case PSCI_RET_DENIED:
		return -EPERM;
	default:
		return -EINVAL;
	}
}

} // namespace

long psci_call(u32 function, unsigned long a0, unsigned long a1, unsigned long a2)
{
	register unsigned long x0 asm("x0") = function;
	register unsigned long x1 asm("x1") = a0;
	register unsigned long x2 asm("x2") = a1;
	register unsigned long x3 asm("x3") = a2;

	switch (calls_by) {
	case conduit::hvc:
		FIRMWARE_CALL("hvc");
		break;
	case conduit::smc:
		FIRMWARE_CALL("smc");
		break;
	case conduit::none:
		return PSCI_RET_NOT_SUPPORTED;
	}
	return static_cast<long>(x0);
}

bool psci_has_cpu_on(void)
{
	return cpu_on_function;
}

int psci_cpu_on(unsigned long mpidr, phys_addr_t entry, unsigned long context)
{
	if (!cpu_on_function)
		return -EOPNOTSUPP;
	return to_errno(psci_call(cpu_on_function, mpidr, entry, context));
}

int __init psci_dt_init(void)
{
	const struct of_device_id *version;
	device_node *node = of_find_matching_node_and_match(nullptr, versions, &version);
	const char *method;

	if (!node || !of_device_is_available(node))
		return -ENODEV;
	pr_info("probing for conduit method from DT.\n");
	if (of_property_read_string(node, "method", &method)) {
		pr_warn("missing \"method\" property\n");
		return -ENXIO;
	}
	if (!strcmp(method, "hvc")) {
		calls_by = conduit::hvc;
	} else if (!strcmp(method, "smc")) {
		calls_by = conduit::smc;
	} else {
		pr_warn("invalid \"method\" property: %s\n", method);
		return -EINVAL;
	}
	return reinterpret_cast<int (*)(device_node *)>(const_cast<void *>(version->data))(node);
}
