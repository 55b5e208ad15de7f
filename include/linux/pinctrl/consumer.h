/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_PINCTRL_CONSUMER_H
#define __LINUX_PINCTRL_CONSUMER_H
/* Which function a pin has. Linux 6.12: include/linux/pinctrl/consumer.h. */
#include <linux/compiler.h>

struct device_node;

__BEGIN_DECLS

/**
 * pinctrl_select_default() - give the pins of @np's pinctrl-0 the functions and pulls that the tree says.
 *
 * 0, also when there is nothing to do; -ENODEV when nobody drives the pins' controller. Process context, before @np's driver starts the
 * device. In Linux the driver core does it (pinctrl_bind_pins()).
 */
#ifdef CONFIG_ARCH_BCM2835
int pinctrl_select_default(const struct device_node *np);
#else
static inline int pinctrl_select_default(const struct device_node *np)
{
	return 0;
}
#endif

__END_DECLS

#endif /* __LINUX_PINCTRL_CONSUMER_H */
