// SPDX-License-Identifier: GPL-2.0-only
//
// How fast a device's clock runs: from provider to provider in the device tree.
//
//	serial@7e215040  clocks = <&aux 0>
//	    aux            clocks = <&cprman 20>               a gate: as fast as its own clock
//	        cprman 20      the core's clock                ask the firmware, who sets it
//
//	pl011@9000000    clocks = <&apb_pclk>                  fixed-clock: clock-frequency
//
// Linux 6.12: drivers/clk/clk.c, clk-fixed-rate.c, bcm/clk-bcm2835.c, bcm/clk-bcm2835-aux.c,
// bcm/clk-raspberrypi.c.

#include <linux/kernel.h>
#include <linux/clk.h>
#include <linux/of.h>
#include <soc/bcm2835/raspberrypi-firmware.h>

namespace
{

// One entry of a clocks property.
struct clock {
	const device_node *provider;
	u32 id; // the provider's cell, 0 without one
};

bool entry(const device_node *node, int index, clock *out)
{
	u32 at = 0, handle, cells;

	for (int i = 0; !of_property_read_u32_index(node, "clocks", at, &handle); i++) {
		const device_node *const provider = of_find_node_by_phandle(handle);

		if (!provider || of_property_read_u32(provider, "#clock-cells", &cells))
			return false;
		if (i == index) {
			*out = {provider, 0};
			return !cells ||
			       !of_property_read_u32_index(node, "clocks", at + 1, &out->id);
		}
		at += 1 + cells;
	}
	return false;
}

unsigned long fixed(const clock &clock)
{
	u32 hz = 0;

	of_property_read_u32(clock.provider, "clock-frequency", &hz);
	return hz;
}

unsigned long gate(const clock &clock)
{
	return of_clk_get_rate(clock.provider, 0);
}

unsigned long firmware(const clock &clock)
{
	return rpi_firmware_clock_rate(clock.id);
}

// The clock manager's numbers (dt-bindings/clock/bcm2835.h) of the clocks whose name the firmware knows.
unsigned long clock_manager(const clock &clock)
{
	constexpr u32 uart = 19, vpu = 20;

	switch (clock.id) {
	case uart:
		return rpi_firmware_clock_rate(RPI_FIRMWARE_UART_CLK_ID);
	case vpu:
		return rpi_firmware_clock_rate(RPI_FIRMWARE_CORE_CLK_ID);
	default:
		return 0;
	}
}

constexpr struct {
	const char *compatible;
	unsigned long (*rate)(const clock &);
} providers[] = {
	{"fixed-clock", fixed},
	{"brcm,bcm2835-aux", gate},
	{"brcm,bcm2711-cprman", clock_manager},
	{"brcm,bcm2835-cprman", clock_manager},
	{"raspberrypi,firmware-clocks", firmware},
};

} // namespace

unsigned long of_clk_get_rate(const struct device_node *np, int index)
{
	clock clock;

	if (!entry(np, index, &clock))
		return 0;
	for (const auto &[compatible, rate] : providers)
		if (of_device_is_compatible(clock.provider, compatible))
			return rate(clock);
	return 0;
}
