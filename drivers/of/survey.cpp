// SPDX-License-Identifier: GPL-2.0-only
//
// The one walk over the device tree.
//
// libfdt checks the header and steps from tag to tag, refusing whatever would leave the structure
// block; here the steps become the node table (tree.h), and what only a whole walk can see is
// checked: that nodes nest, that one root holds everything, that a property's name lies in the
// strings block. A tree that passes can be read without further checks.
//
// Only the blocks that the header names are read. Behind them a tree may be padded (QEMU pads to 1
// MiB): that part is never touched.
//
// Linux 6.12: early_init_dt_verify(), of_scan_flat_dt(), unflatten_device_tree() in
// drivers/of/fdt.c, in one pass.

#include <linux/kernel.h>
#include <linux/string.h>
#include "drivers/of/tree.h"

namespace dt
{

constinit const u8 *blob;
constinit device_node nodes[max_nodes] = {};
constinit index node_count;

namespace
{

struct known_property {
	const char *name;
	u32 size; // of the name with its NUL
	property_ref device_node::*field;
};

#define KNOWN(name, field)                                                                         \
	{                                                                                          \
		name, sizeof(name), &device_node::field                                            \
	}
constexpr known_property known_properties[] = {
	KNOWN("compatible", compatible),  KNOWN("reg", reg),
	KNOWN("interrupts", interrupts),  KNOWN("phandle", phandle),
	KNOWN("status", status),          KNOWN("device_type", device_type),
	KNOWN("ranges", ranges),          KNOWN("#address-cells", address_cells),
	KNOWN("#size-cells", size_cells), KNOWN("interrupt-parent", interrupt_parent),
	KNOWN("dma-ranges", dma_ranges),  KNOWN("linux,phandle", phandle),
};
#undef KNOWN

// libfdt's errors in words; it has names only ("FDT_ERR_BADMAGIC").
struct error_text {
	int error;
	const char *text;
};
constexpr error_text error_texts[] = {
	{-FDT_ERR_BADMAGIC, "no device tree there (bad magic)"},
	{-FDT_ERR_BADVERSION, "its version is not supported"},
	{-FDT_ERR_TRUNCATED, "it is truncated"},
	{-FDT_ERR_BADSTRUCTURE, "its structure block is damaged"},
	{-FDT_ERR_BADLAYOUT, "its blocks are out of order"},
	{-FDT_ERR_BADSTATE, "it is not finished"},
	{-FDT_ERR_ALIGNMENT, "it is not 8-byte aligned"},
};

const char *words(int error)
{
	for (const error_text &entry : error_texts)
		if (entry.error == error)
			return entry.text;
	return "it is damaged";
}

class walk
{
public:
	explicit walk(const void *tree)
		: fdt(tree), strings(static_cast<const char *>(tree) + fdt_off_dt_strings(tree)),
		  strings_size(fdt_size_dt_strings(tree)), struct_offset(fdt_off_dt_struct(tree))
	{
	}
	const char *run();

private:
	const char *begin_node(int offset);
	const char *end_node();
	const char *property(int offset);

	const void *fdt;
	const char *strings;
	u32 strings_size;
	u32 struct_offset;
	index current = none;
	unsigned unlisted = 0; // depth inside nodes that found no room in the table
	bool root_closed = false;
	bool overflow = false;
};

const char *walk::begin_node(int offset)
{
	if (root_closed)
		return "it has more than one root node";
	if (unlisted || node_count == max_nodes) {
		unlisted++;
		overflow = true;
		return nullptr;
	}
	nodes[node_count] = {.offset = struct_offset + offset, .parent = current};
	current = node_count++;
	return nullptr;
}

const char *walk::end_node()
{
	if (unlisted) {
		unlisted--;
		return nullptr;
	}
	if (current == none)
		return "a node ends that never began";
	nodes[current].end = node_count;
	current = nodes[current].parent;
	root_closed = current == none;
	return nullptr;
}

// fdt_next_tag() has seen that the header and the whole value lie inside the structure block.
const char *walk::property(int offset)
{
	property_ref ref = struct_offset + offset;
	auto *header =
		reinterpret_cast<const struct fdt_property *>(static_cast<const u8 *>(fdt) + ref);
	u32 name = fdt32_to_cpu(header->nameoff);

	if (current == none)
		return "a property stands outside of every node";
	if (name >= strings_size)
		return "the name of a property lies outside of its strings";
	if (unlisted)
		return nullptr;
	for (const known_property &known : known_properties) {
		if (strings[name] != known.name[0] || known.size > strings_size - name ||
		    memcmp(strings + name, known.name, known.size))
			continue;
		nodes[current].*known.field = ref;
		break;
	}
	return nullptr;
}

const char *walk::run()
{
	const char *wrong = nullptr;

	for (int offset = 0, next; !wrong; offset = next) {
		switch (fdt_next_tag(fdt, offset, &next)) {
		case FDT_BEGIN_NODE:
			wrong = begin_node(offset);
			break;
		case FDT_END_NODE:
			wrong = end_node();
			break;
		case FDT_PROP:
			wrong = property(offset);
			break;
		case FDT_NOP:
			break;
		default: // FDT_END, or an error with next negative
			if (next < 0)
				return words(next);
			if (!root_closed)
				return "its structure ends inside a node";
			if (overflow)
				pr_warn("OF: more than %u nodes; the last ones are ignored\n",
					max_nodes);
			return nullptr;
		}
	}
	return wrong;
}

} // namespace

const char *survey(const void *tree)
{
	blob = nullptr;
	node_count = 0;
	if (!tree)
		return "none is there, or it is not 8-byte aligned, or larger than 2 MiB";
	if (int error = fdt_check_header(tree))
		return words(error);
	// Version 16 and older don't tell the structure block's size, which the walk must stay in.
	if (fdt_version(tree) < 17)
		return words(-FDT_ERR_BADVERSION);
	// Names are read up to their NUL: the last byte of the block must be one.
	u32 strings_end = fdt_off_dt_strings(tree) + fdt_size_dt_strings(tree);
	if (fdt_size_dt_strings(tree) && static_cast<const char *>(tree)[strings_end - 1])
		return "its strings block is damaged";

	const char *wrong = walk(tree).run();
	if (!wrong)
		blob = static_cast<const u8 *>(tree);
	return wrong;
}

// --- reading a surveyed tree ---------------------------------------------------------------------

const char *value::string() const
{
	return length && !data[length - 1] ? reinterpret_cast<const char *>(data) : nullptr;
}

value get(property_ref ref)
{
	if (!ref)
		return {};
	auto *header = reinterpret_cast<const struct fdt_property *>(blob + ref);
	return {reinterpret_cast<const u8 *>(header->data), fdt32_to_cpu(header->len)};
}

const char *full_name(const device_node *node)
{
	return reinterpret_cast<const char *>(blob + node->offset + FDT_TAGSIZE);
}

value get(const device_node *node, const char *name)
{
	const char *strings = reinterpret_cast<const char *>(blob) + fdt_off_dt_strings(blob);
	auto aligned = [](size_t bytes) {
		return (bytes + FDT_TAGSIZE - 1) & ~(FDT_TAGSIZE - 1);
	};
	u32 at = node->offset + FDT_TAGSIZE + aligned(strlen(full_name(node)) + 1);

	for (;;) {
		auto *header = reinterpret_cast<const struct fdt_property *>(blob + at);
		u32 tag = fdt32_to_cpu(header->tag);

		if (tag == FDT_NOP) {
			at += FDT_TAGSIZE;
			continue;
		}
		if (tag != FDT_PROP)
			return {};
		if (!strcmp(strings + fdt32_to_cpu(header->nameoff), name))
			return get(at);
		at += sizeof(*header) + aligned(fdt32_to_cpu(header->len));
	}
}

u32 cells_or(property_ref ref, u32 otherwise)
{
	value cells = get(ref);

	return cells.cells() ? cells.cell(0) : otherwise;
}

spans::spans(value of, u32 address_cells, u32 size_cells)
	: cells(of), address(address_cells),
	  stride(address_cells - 1 < 2 && size_cells - 1 < 2 ? address_cells + size_cells : 0)
{
}

bool available(const device_node *node)
{
	if (!node->status)
		return true;
	const char *status = get(node->status).string();
	return status && (!strcmp(status, "okay") || !strcmp(status, "ok"));
}

} // namespace dt
