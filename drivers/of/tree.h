// SPDX-License-Identifier: GPL-2.0-only
//
// The node table: the device tree as one walk left it.
//
// The flattened tree is a stream of tags. Looking anything up in it means reading it from the
// start, so it is read once, checked on the way, and each node becomes an entry in a table in the
// order of the stream (a parent before its children, children before the next sibling). An entry
// holds where its node begins, its parent, the entry behind its subtree, and where the properties
// are that most readers ask for. Everything else is read in place.
//
//	stream   / { cpus { cpu@0 { } cpu@1 { } } memory { } }
//	entry    0   1      2         3           4
//	end      5   4      3         4           5
//
// The children of 1 are 2, then what ends 2: 3, whose end is 4, the end of 1.
//
// After the walk the stream is known to be sound, so properties of a node can be stepped over
// without further checks. Nothing writes to the table or the tree after boot; no locks.
//
// Linux unflattens the tree into allocated nodes and properties instead (6.12: drivers/of/fdt.c,
// unflatten_dt_nodes()).
#pragma once

#include <linux/types.h>
#include <linux/of.h>
#include <linux/libfdt.h>

namespace dt
{

using index = u16;
constexpr index none = 0xffff;

// Nodes of the table. QEMU's virt has some 60, a Raspberry Pi 4 some 250.
constexpr unsigned max_nodes = 512;

// Distance of a property's header (struct fdt_property) from the start of the tree; 0: the node
// doesn't have it.
using property_ref = u32;

// A property's value as it lies in the tree.
struct value {
	const u8 *data = nullptr;
	u32 length = 0;

	explicit operator bool() const
	{
		return data;
	}
	unsigned cells() const
	{
		return length / sizeof(fdt32_t);
	}
	// Cell @i in the CPU's byte order; the caller has checked cells().
	u32 cell(unsigned i) const
	{
		return fdt32_to_cpu(reinterpret_cast<const fdt32_t *>(data)[i]);
	}
	// @count cells from @i on as one number. More than two keep the last two.
	u64 number(unsigned i, unsigned count) const
	{
		return of_read_number(reinterpret_cast<const __be32 *>(data) + i, count);
	}
	// The value as a string; nullptr when no NUL ends it.
	const char *string() const;
};

} // namespace dt

struct device_node {
	u32 offset; // of the node's tag from the start of the tree
	dt::index parent;
	dt::index end; // entry behind the last one of this subtree
	dt::property_ref address_cells, size_cells, compatible, device_type, status, reg, ranges;
	dt::property_ref dma_ranges, interrupts, interrupt_parent, phandle;
};

namespace dt
{

// The tree and its table. blob is nullptr until a survey succeeded.
extern const u8 *blob;
extern device_node nodes[max_nodes];
extern index node_count;

// Check @tree and fill the table. Returns nullptr, or what is wrong with it in words (static text).
const char *survey(const void *tree);

inline index index_of(const device_node *node)
{
	return static_cast<index>(node - nodes);
}
inline device_node *parent_of(const device_node *node)
{
	return node->parent == none ? nullptr : &nodes[node->parent];
}

// The children of a node, for range-for.
class children
{
public:
	explicit children(const device_node *of) : first(index_of(of) + 1), last(of->end)
	{
	}
	struct iterator {
		index at;
		device_node &operator*() const
		{
			return nodes[at];
		}
		iterator &operator++()
		{
			at = nodes[at].end;
			return *this;
		}
		bool operator!=(const iterator &other) const
		{
			return at < other.at;
		}
	};
	iterator begin() const
	{
		return {first};
	}
	iterator end() const
	{
		return {last};
	}

private:
	index first, last;
};

// The value of a property that the table has a reference to.
value get(property_ref ref);
// The value of any property of @node by name: a scan over its properties.
value get(const device_node *node, const char *name);
// "name@address" of @node; "" for the root.
const char *full_name(const device_node *node);

// A cell count: the property's first cell, @otherwise when it is absent.
u32 cells_or(property_ref ref, u32 otherwise);

// An address in @reg-like cells and a size, one after another.
struct span {
	u64 base, size;
};

// Walks a reg-like value in (address, size) pairs of @address_cells and @size_cells, one or two
// each.
class spans
{
public:
	spans(value of, u32 address_cells, u32 size_cells);
	// Whether the cell counts are of use: 1 or 2 each.
	bool valid() const
	{
		return stride != 0;
	}
	// Number of whole pairs, and of bytes behind the last one.
	unsigned count() const
	{
		return stride ? cells.cells() / stride : 0;
	}
	unsigned leftover() const
	{
		return stride ? cells.length - count() * stride * sizeof(fdt32_t) : cells.length;
	}
	span operator[](unsigned i) const
	{
		return {cells.number(i * stride, address),
			cells.number(i * stride + address, stride - address)};
	}

private:
	value cells;
	u32 address, stride;
};

// Whether status is absent, "okay" or "ok".
bool available(const device_node *node);

} // namespace dt
