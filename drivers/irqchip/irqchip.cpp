// SPDX-License-Identifier: GPL-2.0-only
//
// Starts the interrupt controllers that the tree names and a driver here knows.
//
// Only a root controller (whose interrupts go straight to the CPUs) can be driven so far; frames
// below it for message-signalled interrupts are left alone. Linux 6.12: drivers/irqchip/irqchip.c,
// of_irq_init().

#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/irq.h>
#include <linux/of.h>
#include <linux/printk.h>

extern "C" const struct of_device_id __irqchip_of_table_start[], __irqchip_of_table_end[];

void __init irqchip_init(void)
{
	for (const of_device_id *id = __irqchip_of_table_start; id < __irqchip_of_table_end; id++) {
		device_node *node = nullptr;

		while ((node = of_find_compatible_node(node, nullptr, id->compatible))) {
			if (!of_device_is_available(node) ||
			    !of_property_read_bool(node, "interrupt-controller"))
				continue;
			auto start = reinterpret_cast<of_init_fn_2>(const_cast<void *>(id->data));
			if (int error = start(node, nullptr))
				pr_err("irqchip: %s (%s): error %d\n", of_node_full_name(node),
				       id->compatible, error);
		}
	}
}
