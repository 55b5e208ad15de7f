// SPDX-License-Identifier: GPL-2.0-only
//
// Addresses: from a device's reg, through every bus above it, to what the CPU puts on its wires.
//
// Each bus says in its ranges how its children's addresses lie in its own parent's:
//
//	ranges = <child-address  parent-address  size>, ...
//		  |              |               +- #size-cells of the bus
//		  |              +- #address-cells of the bus's parent
//		  +- #address-cells of the bus
//
// Empty ranges: the addresses are the same. No ranges: children can't be reached from outside.
// dma-ranges says the same for what a device sends out, and there absence means no limit.
//
// Linux 6.12: drivers/of/address.c.

#include <linux/kernel.h>
#include <linux/of_address.h>
#include <linux/of_fdt.h>
#include <linux/io.h>
#include "drivers/of/tree.h"

namespace dt
{
namespace
{

// One line of ranges, whose address cells may be three (PCI: the last two are the address).
struct window {
	u64 child, parent, size;
};

class windows
{
public:
	windows(const device_node *bus, property_ref ranges)
		: cells(get(ranges)), child(cells_or(bus->address_cells, 2)),
		  parent(cells_or(parent_of(bus)->address_cells, 2)),
		  size(cells_or(bus->size_cells, 1))
	{
	}
	bool valid() const
	{
		return child - 1 < 3 && parent - 1 < 3 && size - 1 < 2;
	}
	unsigned count() const
	{
		return valid() ? cells.cells() / (child + parent + size) : 0;
	}
	window operator[](unsigned i) const
	{
		unsigned at = i * (child + parent + size);

		return {cells.number(at, child), cells.number(at + child, parent),
			cells.number(at + child + parent, size)};
	}

private:
	value cells;
	u32 child, parent, size;
};

// @address, in the cells of @bus's children, as the root sees it. @ranges picks ranges or
//         dma_ranges.
u64 translate(const device_node *bus, u64 address, property_ref device_node::*ranges,
	      bool absent_ok)
{
	for (; parent_of(bus); bus = parent_of(bus)) {
		property_ref ref = bus->*ranges;

		if (!ref && !absent_ok)
			return OF_BAD_ADDR;
		if (!ref || !get(ref).length)
			continue;
		windows all(bus, ref);
		unsigned i = 0, count = all.count();

		for (; i < count; i++) {
			window w = all[i];

			if (address < w.child || address - w.child >= w.size)
				continue;
			address = address - w.child + w.parent;
			break;
		}
		if (i == count)
			return OF_BAD_ADDR;
	}
	return address;
}

} // namespace
} // namespace dt

u64 of_translate_address(struct device_node *np, const __be32 *addr)
{
	device_node *bus = np ? dt::parent_of(np) : nullptr;

	if (!bus)
		return OF_BAD_ADDR;
	u64 address = of_read_number(addr, dt::cells_or(bus->address_cells, 2));
	return dt::translate(bus, address, &device_node::ranges, false);
}

int of_address_to_resource(struct device_node *np, int index, struct resource *r)
{
	device_node *bus = np ? dt::parent_of(np) : nullptr;

	if (!bus || index < 0)
		return -EINVAL;
	dt::spans reg(dt::get(np->reg), dt::cells_or(bus->address_cells, 2),
		      dt::cells_or(bus->size_cells, 1));
	if (static_cast<unsigned>(index) >= reg.count())
		return -EINVAL;
	dt::span entry = reg[index];
	u64 start = dt::translate(bus, entry.base, &device_node::ranges, false);
	if (start == OF_BAD_ADDR || !entry.size || start + entry.size - 1 < start)
		return -EINVAL;
	*r = {};
	r->start = start;
	r->end = start + entry.size - 1;
	r->name = of_node_full_name(np);
	r->flags = IORESOURCE_MEM;
	return 0;
}

void __iomem *of_iomap(struct device_node *np, int index)
{
	struct resource r;

	if (of_address_to_resource(np, index, &r))
		return nullptr;
	return ioremap(r.start, resource_size(&r));
}

u64 of_dma_address(struct device_node *np, phys_addr_t phys)
{
	device_node *bus = np ? dt::parent_of(np) : nullptr;

	if (!bus || !dt::parent_of(bus))
		return bus ? phys : OF_BAD_ADDR;
	const u64 above = of_dma_address(bus, phys);
	if (above == OF_BAD_ADDR || !bus->dma_ranges || !dt::get(bus->dma_ranges).length)
		return above;
	dt::windows all(bus, bus->dma_ranges);
	for (unsigned w = 0; w < all.count(); w++)
		if (above >= all[w].parent && above - all[w].parent < all[w].size)
			return above - all[w].parent + all[w].child;
	return OF_BAD_ADDR;
}

phys_addr_t of_dma_get_max_cpu_address(struct device_node *np)
{
	phys_addr_t limit = ~(phys_addr_t)0;

	if (!np)
		np = of_root;
	if (!np)
		return limit;
	for (dt::index i = dt::index_of(np); i < np->end; i++) {
		device_node *bus = &dt::nodes[i];

		if (!dt::available(bus)) {
			i = bus->end - 1;
			continue;
		}
		if (!bus->dma_ranges || !dt::parent_of(bus))
			continue;
		dt::windows all(bus, bus->dma_ranges);
		phys_addr_t last = 0;
		for (unsigned w = 0; w < all.count(); w++) {
			u64 start = dt::translate(dt::parent_of(bus), all[w].parent,
						  &device_node::dma_ranges, true);
			if (start != OF_BAD_ADDR && all[w].size)
				last = max(last, (phys_addr_t)(start + all[w].size - 1));
		}
		if (last)
			limit = min(limit, last);
	}
	return limit;
}
