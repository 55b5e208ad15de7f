// SPDX-License-Identifier: GPL-2.0-only
//
// Starts the timers that the tree names and a driver here knows. Linux 6.12:
// drivers/clocksource/timer-probe.c.

#include <linux/clocksource.h>
#include <linux/init.h>
#include <linux/printk.h>
#include "drivers/of/declared.h"

extern "C" const struct of_device_id __timer_of_table_start[], __timer_of_table_end[];

void __init timer_probe(void)
{
	auto start = [](const of_device_id *line, device_node *node) {
		if (int error = dt::function_of<of_init_fn_1_ret>(line)(node))
			pr_err("Failed to initialize '%s': %d\n", of_node_full_name(node), error);
	};

	dt::for_each_declared(__timer_of_table_start, __timer_of_table_end, start);
}
