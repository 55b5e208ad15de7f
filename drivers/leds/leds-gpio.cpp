// SPDX-License-Identifier: GPL-2.0-only
//
// LEDs that the tree wires to a pin and wants to beat: the sign of life when the serial line says nothing.
//
//	on   ##  ##                ##  ##
//	off    ##  ################  ##  ####...     70 ms on, a quarter of the period, 70 ms on, the rest
//
// The period is that of Linux on an idle machine, 1.26 s. A LED that stands still tells of a kernel
// whose timers do: it has panicked or hangs.
//
// A LED's timer is the only one who touches it. Linux 6.12: drivers/leds/leds-gpio.c,
// drivers/leds/trigger/ledtrig-heartbeat.c.

#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/gpio/consumer.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/of.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timer.h>

namespace
{

struct led {
	gpio_desc pin;
	timer_list timer;
	unsigned phase;
};

// How long each phase lasts, in ms; on in the first and third.
constexpr unsigned phases[] = {70, 1260 / 4 - 70, 70, 1260 - 1260 / 4 - 70};

void beat(timer_list *timer)
{
	led *const l = container_of(timer, led, timer);

	gpiod_set_value(&l->pin, l->phase % 2 == 0);
	mod_timer(timer, jiffies + msecs_to_jiffies(phases[l->phase]));
	l->phase = (l->phase + 1) % ARRAY_SIZE(phases);
}

int __init start(device_node *node)
{
	auto *const l = static_cast<led *>(kzalloc(sizeof(led), GFP_KERNEL));

	if (!l)
		return -ENOMEM;
	if (int error = gpiod_get_output(node, &l->pin)) {
		kfree(l);
		return error;
	}
	timer_setup(&l->timer, beat, 0);
	beat(&l->timer);
	return 0;
}

int __init gpio_led_init()
{
	device_node *const leds = of_find_compatible_node(nullptr, nullptr, "gpio-leds"),
			   *node = nullptr;
	const char *trigger;

	if (!of_device_is_available(leds))
		return 0;
	while ((node = of_get_next_available_child(leds, node)))
		if (!of_property_read_string(node, "linux,default-trigger", &trigger) &&
		    !strcmp(trigger, "heartbeat"))
			if (int error = start(node))
				pr_warn("leds-gpio: %s: error %d\n", of_node_full_name(node),
					error);
	return 0;
}
device_initcall(gpio_led_init);

} // namespace
