/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_GPIO_CONSUMER_H
#define __LINUX_GPIO_CONSUMER_H
/* A pin as an output. Linux 6.12: include/linux/gpio/consumer.h. */
#include <linux/types.h>
#include <linux/compiler.h>

struct device_node;

/** struct gpio_desc - one pin of the machine's GPIO controller. */
struct gpio_desc {
	u32 pin;
	bool active_low; /* "on" is a low level */
};

__BEGIN_DECLS

/**
 * gpiod_get_output() - make the pin of @np's gpios property an output and fill in *@desc.
 *
 * Its level stays what it is. 0; -ENODEV when the property names no controller that is driven; -EINVAL for a pin it does not have.
 */
int gpiod_get_output(const struct device_node *np, struct gpio_desc *desc);
/** gpiod_set_value() - switch an output on or off. Any context. */
void gpiod_set_value(const struct gpio_desc *desc, bool on);

__END_DECLS

#endif /* __LINUX_GPIO_CONSUMER_H */
