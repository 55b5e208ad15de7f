// SPDX-License-Identifier: GPL-2.0-only
//
// Starting what the tables of IRQCHIP_DECLARE() and TIMER_OF_DECLARE() name: the linker has
// collected them, drivers/irqchip/irqchip.cpp and drivers/clocksource/timer-probe.cpp go through
// them.
//
// A node is started once, by the first line that fits it. Linux 6.12: of_irq_init(), timer_probe().
#pragma once

#include <linux/of.h>
#include "drivers/of/tree.h"

namespace dt
{

// Calls @start(line, node) for each available node that a line of the table fits.
template <typename Start>
void for_each_declared(const of_device_id *first, const of_device_id *last, Start start)
{
	for (index i = 0; i < node_count; i++) {
		device_node *node = &nodes[i];

		if (!node->compatible || !available(node))
			continue;
		for (const of_device_id *line = first; line < last; line++) {
			if (!of_device_is_compatible(node, line->compatible))
				continue;
			start(line, node);
			break;
		}
	}
}

// The function of a line.
template <typename Function>
Function function_of(const of_device_id *line)
{
	return reinterpret_cast<Function>(const_cast<void *>(line->data));
}

} // namespace dt
