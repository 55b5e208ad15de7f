// SPDX-License-Identifier: GPL-2.0-only
//
// Starts the interrupt controllers that the tree names and a driver here knows.
//
// Only a root controller (whose interrupts go straight to the CPUs) can be driven so far; frames
// below it for message-signalled interrupts are left alone. Linux 6.12: drivers/irqchip/irqchip.c,
// of_irq_init().

#include <linux/init.h>
#include <linux/irq.h>
#include <linux/printk.h>
#include "drivers/of/declared.h"

extern "C" const struct of_device_id __irqchip_of_table_start[], __irqchip_of_table_end[];

void __init irqchip_init(void)
{
	auto start = [](const of_device_id *line, device_node *node) {
		if (int error = dt::function_of<of_init_fn_2>(line)(node, nullptr))
			pr_err("irqchip: %s: error %d\n", of_node_full_name(node), error);
	};

	dt::for_each_declared(__irqchip_of_table_start, __irqchip_of_table_end, start);
}
