// SPDX-License-Identifier: GPL-2.0-only
//
// The Raspberry Pi's watchdog, as far as it ends a session: it resets the machine, and a note that it
// leaves for the firmware makes this a power-off.
//
// The note is a partition number in six spread bits of PM_RSTS: 63 means "halt". The board has no switch
// for its own power, so "off" is a firmware that waits.
//
// Linux 6.12: drivers/watchdog/bcm2835_wdt.c.

#include <linux/kernel.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/of_address.h>
#include <linux/printk.h>
#include <linux/reboot.h>

namespace
{

enum : u32 {
	pm_rstc = 0x1c, // what happens when the time is over
	pm_rsts = 0x20, // why it was reset, and the partition to start from
	pm_wdog = 0x24, // sixteenths of a millisecond left
};
constexpr u32 password = 0x5a000000;
constexpr u32 rstc_full_reset = 0x20;
constexpr u32 rstc_configuration = 0x30;
constexpr u32 rsts_partition = 0x555;
constexpr u32 soon = 10;

constinit u8 __iomem *pm __ro_after_init;

void change(u32 reg, u32 clear, u32 set)
{
	writel_relaxed((readl_relaxed(pm + reg) & ~clear) | set | password, pm + reg);
}

// The board resets in less than a millisecond; an emulator ends when it comes to it.
void reset()
{
	writel_relaxed(soon | password, pm + pm_wdog);
	change(pm_rstc, rstc_configuration, rstc_full_reset);
	mdelay(1000);
}

void bcm2835_restart(enum reboot_mode, const char *)
{
	change(pm_rsts, rsts_partition, 0);
	reset();
}

void bcm2835_power_off()
{
	change(pm_rsts, 0, rsts_partition);
	reset();
}

// As early as registers can be mapped: a panic during boot restarts, too.
int __init bcm2835_wdt_init()
{
	device_node *node = of_find_compatible_node(nullptr, nullptr, "brcm,bcm2835-pm-wdt");

	if (!of_device_is_available(node))
		return 0;
	pm = static_cast<u8 __iomem *>(of_iomap(node, 0));
	if (!pm) {
		pr_err("bcm2835-wdt: cannot map its registers\n");
		return 0;
	}
	if (!arm_pm_restart)
		arm_pm_restart = bcm2835_restart;
	if (!pm_power_off && of_property_read_bool(node, "system-power-controller"))
		pm_power_off = bcm2835_power_off;
	pr_info("bcm2835-wdt bcm2835-wdt: Broadcom BCM2835 watchdog timer\n");
	return 0;
}
core_initcall(bcm2835_wdt_init);

} // namespace
