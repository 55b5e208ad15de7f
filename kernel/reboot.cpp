// SPDX-License-Identifier: GPL-2.0-only
//
// The ends of a session.
//
//	machine_exit(0)		power off
//	machine_exit(n)		with "semihosting" on the command line an exit status of n, else a
//				line, then power off
//	machine_restart()	reset
//
// The other CPUs are stopped before. Who does it is found out at boot: a firmware driver sets pm_power_off and arm_pm_restart. A
// machine without either stops in place.
//
// Linux 6.12: kernel/reboot.c, arch/arm64/kernel/process.c.

#define pr_fmt(fmt) "reboot: " fmt

#include <linux/kernel.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/smp.h>
#include <asm/processor.h>

enum reboot_mode reboot_mode = REBOOT_COLD;
void (*pm_power_off)(void);
void (*arm_pm_restart)(enum reboot_mode mode, const char *cmd);

namespace
{

[[noreturn]] void stop_here()
{
	local_irq_disable();
	for (;;)
		cpu_do_idle();
}

} // namespace

void machine_power_off(void)
{
	local_irq_disable();
	smp_send_stop();
	if (pm_power_off)
		pm_power_off();
	stop_here();
}

void machine_restart(char *cmd)
{
	local_irq_disable();
	smp_send_stop();
	if (arm_pm_restart)
		arm_pm_restart(reboot_mode, cmd);
	pr_emerg("Reboot failed -- System halted\n");
	stop_here();
}

void machine_halt(void)
{
	local_irq_disable();
	smp_send_stop();
	stop_here();
}

void kernel_restart(char *cmd)
{
	if (cmd)
		pr_emerg("Restarting system with command '%s'\n", cmd);
	else
		pr_emerg("Restarting system\n");
	machine_restart(cmd);
}

void kernel_power_off(void)
{
	if (!pm_power_off) {
		pr_emerg("Power off not available: System halted instead\n");
		machine_halt();
	}
	pr_emerg("Power down\n");
	machine_power_off();
}

void kernel_halt(void)
{
	pr_emerg("System halted\n");
	machine_halt();
}

void emergency_restart(void)
{
	machine_restart(nullptr);
}

void machine_exit(int status)
{
	local_irq_disable();
	smp_send_stop();
	if (semihosting_enabled() && (status || !pm_power_off))
		semihosting_exit(status);
	if (status)
		pr_emerg("exit status %d\n", status);
	if (pm_power_off)
		pm_power_off();
	pr_emerg("Power off not available: System halted instead\n");
	stop_here();
}
