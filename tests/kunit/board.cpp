// SPDX-License-Identifier: GPL-2.0-only
// Boards: the clock tree, and on a Raspberry Pi the firmware's property channel, pins and the limits of DMA.
#include <kunit/test.h>

#include <linux/clk.h>
#include <linux/errno.h>
#include <linux/gpio/consumer.h>
#include <linux/io.h>
#include <linux/mmzone.h>
#include <linux/of.h>
#include <linux/of_address.h>
#include <linux/of_fdt.h>
#include <linux/pinctrl/consumer.h>
#include <linux/reboot.h>
#include <linux/slab.h>
#include <soc/bcm2835/raspberrypi-firmware.h>

namespace
{

bool on_a_pi(struct kunit *test)
{
	if (of_machine_is_compatible("raspberrypi,4-model-b"))
		return true;
	kunit_mark_skipped(test, "no Raspberry Pi 4");
	return false;
}

void clocks_lead_to_one_who_knows(struct kunit *test)
{
	device_node *const port = of_find_compatible_node(nullptr, nullptr, "arm,pl011");

	KUNIT_ASSERT_NOT_NULL(test, port);
	if (of_machine_is_compatible("brcm,bcm2711"))
		KUNIT_EXPECT_EQ(test, of_clk_get_rate(port, 0),
				rpi_firmware_clock_rate(RPI_FIRMWARE_UART_CLK_ID));
	else
		KUNIT_EXPECT_EQ(test, of_clk_get_rate(port, 0), 24000000ul);
	KUNIT_EXPECT_NE(test, of_clk_get_rate(port, 0), 0ul);
	KUNIT_EXPECT_EQ(test, of_clk_get_rate(port, 7), 0ul);
	KUNIT_EXPECT_EQ(test, of_clk_get_rate(of_root, 0), 0ul);
}

void firmware_answers(struct kunit *test)
{
	u32 words[2] = {};

	if (!of_find_compatible_node(nullptr, nullptr, "raspberrypi,bcm2835-firmware")) {
		KUNIT_EXPECT_EQ(test,
				rpi_firmware_property(RPI_FIRMWARE_GET_BOARD_REVISION, words, 4),
				-ENODEV);
		KUNIT_EXPECT_EQ(test, rpi_firmware_clock_rate(RPI_FIRMWARE_CORE_CLK_ID), 0ul);
		return;
	}
	KUNIT_EXPECT_EQ(test, rpi_firmware_property(RPI_FIRMWARE_GET_BOARD_REVISION, words, 4), 0);
	// New-style revision (bit 23) of a BCM2711 (3 in bits 15:12).
	KUNIT_EXPECT_EQ(test, words[0] >> 12 & 0x80f, 0x803u);
	KUNIT_EXPECT_EQ(
		test, rpi_firmware_property(RPI_FIRMWARE_GET_ARM_MEMORY, words, sizeof(words)), 0);
	KUNIT_EXPECT_EQ(test, words[0], 0u);
	KUNIT_EXPECT_GE(test, words[1], 512u << 20);
	// Asked twice: the answers of one do not leak into the other.
	KUNIT_EXPECT_EQ(test, rpi_firmware_clock_rate(RPI_FIRMWARE_CORE_CLK_ID),
			rpi_firmware_clock_rate(RPI_FIRMWARE_CORE_CLK_ID));
	KUNIT_EXPECT_EQ(test, rpi_firmware_property(0x000fffff, words, 4), -EINVAL);
	KUNIT_EXPECT_EQ(test, rpi_firmware_property(RPI_FIRMWARE_GET_BOARD_REVISION, words, 68),
			-EINVAL);
	KUNIT_EXPECT_EQ(test, rpi_firmware_property(RPI_FIRMWARE_GET_BOARD_REVISION, words, 3),
			-EINVAL);
}

void dma_reaches_the_first_gigabyte(struct kunit *test)
{
	if (!on_a_pi(test))
		return;
	device_node *const port = of_find_compatible_node(nullptr, nullptr, "brcm,bcm2835-mbox");

	KUNIT_EXPECT_EQ(test, of_dma_get_max_cpu_address(nullptr), 0x3fffffffull);
	KUNIT_EXPECT_EQ(test, of_dma_address(port, 0x1000), 0xc0001000ull);
	KUNIT_EXPECT_EQ(test, of_dma_address(port, 0x40000000), OF_BAD_ADDR);
	// So ZONE_DMA ends there, and GFP_DMA stays below, however much RAM there is.
	KUNIT_EXPECT_LE(test, zone_end_pfn(&NODE_DATA(0)->node_zones[ZONE_DMA]),
			0x40000000ul >> PAGE_SHIFT);
	void *const low = kmalloc(8192, GFP_KERNEL | GFP_DMA);
	KUNIT_ASSERT_NOT_NULL(test, low);
	KUNIT_EXPECT_LT(test, virt_to_phys(low) + 8191, 0x40000000ull);
	kfree(low);
}

void pins_do_what_the_tree_says(struct kunit *test)
{
	if (!on_a_pi(test)) {
		gpio_desc none;

		KUNIT_EXPECT_EQ(test, gpiod_get_output(of_root, &none), -ENODEV);
		KUNIT_EXPECT_EQ(test, pinctrl_select_default(of_root), 0);
		return;
	}
	device_node *const controller =
		of_find_compatible_node(nullptr, nullptr, "brcm,bcm2711-gpio");
	device_node *const led = of_find_node_by_path("/leds/led-act");
	auto *const registers = static_cast<u8 __iomem *>(of_iomap(controller, 0));
	auto field = [registers](u32 pin) {
		return readl(registers + pin / 10 * 4) >> pin % 10 * 3 & 7;
	};
	gpio_desc act;

	KUNIT_ASSERT_NOT_NULL(test, registers);
	// The mini-UART has GPIO 14 and 15 at alt5, the LED 42 as an output.
	KUNIT_EXPECT_EQ(test, pinctrl_select_default(of_find_node_by_path("serial1")), 0);
	KUNIT_EXPECT_EQ(test, field(14), 2u);
	KUNIT_EXPECT_EQ(test, field(15), 2u);
	KUNIT_ASSERT_NOT_NULL(test, led);
	KUNIT_EXPECT_EQ(test, gpiod_get_output(led, &act), 0);
	KUNIT_EXPECT_EQ(test, act.pin, 42u);
	KUNIT_EXPECT_EQ(test, field(42), 1u);
	// The heartbeat may come between writing and reading.
	for (u32 on = 0; on < 2; on++) {
		u32 level = !on;

		for (int tries = 0; tries < 100 && level != on; tries++) {
			gpiod_set_value(&act, on);
			level = readl(registers + 0x34 + act.pin / 32 * 4) >> act.pin % 32 & 1;
		}
		KUNIT_EXPECT_EQ(test, level, on);
	}
	iounmap(registers);
}

void machine_can_be_switched_off(struct kunit *test)
{
	// A Raspberry Pi 400 has a pin for it, which nobody here drives.
	if (!of_machine_is_compatible("raspberrypi,400"))
		KUNIT_EXPECT_NOT_NULL(test, reinterpret_cast<void *>(pm_power_off));
	KUNIT_EXPECT_NOT_NULL(test, reinterpret_cast<void *>(arm_pm_restart));
}

struct kunit_case cases[] = {
	KUNIT_CASE(clocks_lead_to_one_who_knows),   KUNIT_CASE(firmware_answers),
	KUNIT_CASE(dma_reaches_the_first_gigabyte), KUNIT_CASE(pins_do_what_the_tree_says),
	KUNIT_CASE(machine_can_be_switched_off),    {},
};

struct kunit_suite suite = {
	.name = "board",
	.test_cases = cases,
};
kunit_test_suites(&suite);

} // namespace
