/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_CLK_H
#define __LINUX_CLK_H
/* How fast a device's clock runs. Linux 6.12: include/linux/clk.h, of_clk.h. Nothing is ever switched or set here. */
#include <linux/types.h>
#include <linux/compiler.h>

struct device_node;

__BEGIN_DECLS

/**
 * of_clk_get_rate() - frequency in Hz of entry @index of @np's clocks, 0 when nobody can tell (drivers/clk/clk.cpp).
 *
 * Goes from provider to provider in the device tree, to a fixed clock or to the firmware, which is asked each time. Process
 * context. In Linux: clk_get_rate() of of_clk_get().
 */
#ifdef CONFIG_COMMON_CLK
unsigned long of_clk_get_rate(const struct device_node *np, int index);
#else
static inline unsigned long of_clk_get_rate(const struct device_node *np, int index)
{
	return 0;
}
#endif

__END_DECLS

#endif /* __LINUX_CLK_H */
