// SPDX-License-Identifier: GPL-2.0-only
//
// Interrupts of a node: which controller, which cells, and the number that request_irq() takes.
//
// "interrupts" is a list of specifiers, each #interrupt-cells of the controller long; the
// controller is the nearest interrupt-parent at the device or above it. "interrupts-extended" names
// the controller before each specifier.
//
// Linux 6.12: drivers/of/irq.c.

#include <linux/kernel.h>
#include <linux/of_irq.h>
#include <linux/irqdomain.h>
#include "drivers/of/tree.h"

namespace
{

device_node *interrupt_parent(const device_node *node)
{
	for (; node; node = dt::parent_of(node))
		if (node->interrupt_parent)
			return of_find_node_by_phandle(dt::cells_or(node->interrupt_parent, 0));
	return nullptr;
}

// #interrupt-cells of a controller, 0 when it has none that can be right.
unsigned interrupt_cells(const device_node *controller)
{
	u32 cells = 0;

	of_property_read_u32(controller, "#interrupt-cells", &cells);
	return cells <= MAX_PHANDLE_ARGS ? cells : 0;
}

int take(of_phandle_args *out, device_node *controller, dt::value list, unsigned at, unsigned cells)
{
	if (at + cells > list.cells())
		return -EINVAL;
	out->np = controller;
	out->args_count = static_cast<int>(cells);
	for (unsigned i = 0; i < cells; i++)
		out->args[i] = list.cell(at + i);
	return 0;
}

} // namespace

int of_irq_parse_one(struct device_node *device, int index, struct of_phandle_args *out_irq)
{
	if (!device || index < 0)
		return -EINVAL;
	dt::value list = dt::get(device->interrupts);
	if (list) {
		device_node *controller = interrupt_parent(device);
		unsigned cells = controller ? interrupt_cells(controller) : 0;

		return cells ? take(out_irq, controller, list, index * cells, cells) : -EINVAL;
	}
	list = dt::get(device, "interrupts-extended");
	for (unsigned at = 0; at < list.cells(); index--) {
		device_node *controller = of_find_node_by_phandle(list.cell(at));
		unsigned cells = controller ? interrupt_cells(controller) : 0;

		if (!cells)
			return -EINVAL;
		if (!index)
			return take(out_irq, controller, list, at + 1, cells);
		at += 1 + cells;
	}
	return -EINVAL;
}

unsigned int irq_of_parse_and_map(struct device_node *device, int index)
{
	struct of_phandle_args specifier;
	struct irq_fwspec fwspec = {};

	if (of_irq_parse_one(device, index, &specifier))
		return 0;
	fwspec.np = specifier.np;
	fwspec.param_count = specifier.args_count;
	for (int i = 0; i < specifier.args_count; i++)
		fwspec.param[i] = specifier.args[i];
	return irq_create_fwspec_mapping(&fwspec);
}

int of_irq_get_byname(struct device_node *device, const char *name)
{
	int index = of_property_match_string(device, "interrupt-names", name);
	if (index < 0)
		return index;
	unsigned irq = irq_of_parse_and_map(device, index);
	return irq ? static_cast<int>(irq) : -ENXIO;
}
