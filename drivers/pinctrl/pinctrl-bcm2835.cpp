// SPDX-License-Identifier: GPL-2.0-only
//
// The Raspberry Pi's pins: which function each has, which way it is pulled, and pins as outputs.
//
//	uart1 { pinctrl-0 = <&uart1_gpio14>; }
//	uart1_gpio14 { brcm,pins = <14 15>; brcm,function = <2>; brcm,pull = <0 2>; }
//
//	GPFSELn   three bits a pin, ten pins a word: 0 input, 1 output, 4 alt0, 5 alt1, 6 alt2, 7 alt3, 3 alt4, 2 alt5
//	GPSETn, GPCLRn   one bit a pin: writing 1 drives it high, or low
//	GPIO_PUP_PDN_CNTRL_REGn   two bits a pin: 0 none, 1 up, 2 down (BCM2711)
//
// Only pins that the tree names for a device which is driven are touched; the firmware has set the others.
// Locks: none. Functions are set at boot, by one task; levels have registers that change one pin.
//
// Linux 6.12: drivers/pinctrl/bcm/pinctrl-bcm2835.c.

#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/gpio/consumer.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/of_address.h>
#include <linux/pinctrl/consumer.h>
#include <linux/printk.h>

namespace
{

enum : u32 {
	gpfsel0 = 0x00,
	gpset0 = 0x1c,
	gpclr0 = 0x28,
	gpio_pup_pdn_cntrl_reg0 = 0xe4,
};
constexpr u32 function_output = 1;
constexpr u32 pins = 58;

constinit u8 __iomem *gpio __ro_after_init;
constinit device_node *gpio_node __ro_after_init;

void change(u32 reg, u32 clear, u32 set)
{
	writel_relaxed((readl_relaxed(gpio + reg) & ~clear) | set, gpio + reg);
}

void set_function(u32 pin, u32 function)
{
	const u32 shift = pin % 10 * 3;

	change(gpfsel0 + pin / 10 * 4, 7u << shift, function << shift);
}

// @pull in the tree's words: 0 none, 1 down, 2 up.
void set_pull(u32 pin, u32 pull)
{
	constexpr u32 bits[] = {0, 2, 1};
	const u32 shift = pin % 16 * 2;

	change(gpio_pup_pdn_cntrl_reg0 + pin / 16 * 4, 3u << shift, bits[pull] << shift);
}

// One group of pins: a function for all of them or one for each, and pulls alike.
int select(const device_node *group)
{
	u32 pin, function, pull;

	for (u32 i = 0; !of_property_read_u32_index(group, "brcm,pins", i, &pin); i++) {
		if (pin >= pins)
			return -EINVAL;
		if (!of_property_read_u32_index(group, "brcm,function", i, &function) ||
		    !of_property_read_u32(group, "brcm,function", &function))
			set_function(pin, function & 7);
		if ((!of_property_read_u32_index(group, "brcm,pull", i, &pull) ||
		     !of_property_read_u32(group, "brcm,pull", &pull)) &&
		    pull <= 2)
			set_pull(pin, pull);
	}
	return 0;
}

int __init bcm2835_pinctrl_init()
{
	gpio_node = of_find_compatible_node(nullptr, nullptr, "brcm,bcm2711-gpio");
	if (!of_device_is_available(gpio_node))
		return 0;
	gpio = static_cast<u8 __iomem *>(of_iomap(gpio_node, 0));
	if (!gpio)
		pr_err("pinctrl-bcm2835: cannot map its registers\n");
	return 0;
}
core_initcall(bcm2835_pinctrl_init);

} // namespace

int pinctrl_select_default(const struct device_node *np)
{
	u32 handle;

	for (u32 i = 0; !of_property_read_u32_index(np, "pinctrl-0", i, &handle); i++) {
		const device_node *const group = of_find_node_by_phandle(handle);

		if (!gpio || !group || of_get_parent(group) != gpio_node)
			return -ENODEV;
		if (int error = select(group))
			return error;
	}
	return 0;
}

int gpiod_get_output(const struct device_node *np, struct gpio_desc *desc)
{
	u32 gpios[3]; // controller, pin, flags

	if (!gpio || of_property_read_u32_array(np, "gpios", gpios, ARRAY_SIZE(gpios)) ||
	    of_find_node_by_phandle(gpios[0]) != gpio_node)
		return -ENODEV;
	if (gpios[1] >= pins)
		return -EINVAL;
	*desc = {.pin = gpios[1], .active_low = (gpios[2] & 1) != 0};
	set_function(desc->pin, function_output);
	return 0;
}

void gpiod_set_value(const struct gpio_desc *desc, bool on)
{
	const u32 reg = on != desc->active_low ? gpset0 : gpclr0;

	writel_relaxed(1u << desc->pin % 32, gpio + reg + desc->pin / 32 * 4);
}
