// SPDX-License-Identifier: GPL-2.0-only
//
// Starts the timers that the tree names and a driver here knows. Linux 6.12:
// drivers/clocksource/timer-probe.c.

#include <linux/clocksource.h>
#include <linux/init.h>
#include <linux/of.h>
#include <linux/printk.h>

extern "C" const struct of_device_id __timer_of_table_start[], __timer_of_table_end[];

void __init timer_probe(void)
{
	for (const of_device_id *id = __timer_of_table_start; id < __timer_of_table_end; id++) {
		device_node *node = nullptr;

		while ((node = of_find_compatible_node(node, nullptr, id->compatible))) {
			if (!of_device_is_available(node))
				continue;
			auto start =
				reinterpret_cast<of_init_fn_1_ret>(const_cast<void *>(id->data));
			if (int error = start(node))
				pr_err("Failed to initialize '%s': %d\n", of_node_full_name(node),
				       error);
		}
	}
}
