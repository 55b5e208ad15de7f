// SPDX-License-Identifier: GPL-2.0-only
//
// What the boot code learns from the device tree: the command line, the memory, what of it is
// spoken for.
//
//	early_init_dt_verify()                survey the tree: kaslr wants to look into it before anybody
//	early_init_dt_scan()                  the same unless that is done, then
//	    scan_chosen()                       /chosen bootargs     -> boot_command_line
//	    scan_memory()                       device_type "memory" -> memblock_add()
//	early_init_fdt_scan_reserved_mem()                           -> memblock_reserve()
//	    the tree itself, /memreserve/, initrd, /reserved-memory
//
// The firmware is not trusted: each figure is checked before memblock sees it, and what can't be is
// said in one line and left out. A tree without any usable memory is as bad as none.
//
// Linux 6.12: drivers/of/fdt.c, of_reserved_mem.c.

#define pr_fmt(fmt) "OF: fdt: " fmt

#include <linux/align.h>
#include <linux/cma.h>
#include <linux/dma-map-ops.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/memblock.h>
#include <linux/of_fdt.h>
#include <linux/serial_core.h>
#include <asm/cputype.h>
#include <asm/memory.h>
#include <asm/page.h>
#include "drivers/of/tree.h"

constinit void *initial_boot_params;
constinit struct device_node *of_root;
constinit struct device_node *of_chosen;
constinit struct device_node *of_stdout;

namespace dt
{
namespace
{

constinit phys_addr_t tree_phys; // where the tree itself lies

// Whole range inside the physical address space? Also refuses a sum that overflows.
bool is_physical(const span &range)
{
	u64 end = 1ull << cpu_physical_address_bits();

	return range.base < end && range.size <= end - range.base;
}

// Linux 6.12: early_init_dt_scan_chosen().
void scan_chosen()
{
	if (!of_chosen)
		return;
	value args = get(of_chosen, "bootargs");
	if (!args.length)
		return;
	if (!args.string())
		pr_warn("/chosen bootargs does not end in a NUL\n");
	if (args.length > COMMAND_LINE_SIZE)
		pr_warn("command line cut at %d of %u characters\n", COMMAND_LINE_SIZE - 1,
			args.length - 1);
	u32 length = min_t(u32, args.length, COMMAND_LINE_SIZE - 1);
	memcpy(boot_command_line, args.data, length);
	boot_command_line[length] = '\0';
}

// Whole pages of one bank to memblock. Linux 6.12: early_init_dt_add_memory_arch().
bool add_bank(const device_node *node, span bank)
{
	if (!is_physical(bank)) {
		pr_warn("%s: ignoring 0x%llx bytes at 0x%llx: not physical addresses\n",
			full_name(node), bank.size, bank.base);
		return false;
	}
	u64 start = ALIGN(bank.base, PAGE_SIZE), end = (bank.base + bank.size) & PAGE_MASK;
	if (start >= end) {
		pr_warn("Ignoring memory block 0x%llx - 0x%llx\n", bank.base,
			bank.base + bank.size);
		return false;
	}
	if (memblock_overlaps_region(&memblock.memory, start, end - start))
		pr_warn("%s: memory 0x%llx - 0x%llx overlaps another bank\n", full_name(node),
			start, end);
	if (memblock_add(start, end - start)) {
		pr_warn("%s: no room to note memory at 0x%llx\n", full_name(node), start);
		return false;
	}
	return true;
}

// Every bank of every memory node. Returns whether there was any. Linux 6.12:
// early_init_dt_scan_memory().
bool scan_memory()
{
	bool found = false;

	for (device_node &node : children(of_root)) {
		const char *type = get(node.device_type).string();
		if (!type || strcmp(type, "memory") || !available(&node))
			continue;
		value reg = get(&node, "linux,usable-memory");
		if (!reg)
			reg = get(node.reg);
		spans banks(reg, cells_or(of_root->address_cells, 2),
			    cells_or(of_root->size_cells, 1));
		if (!banks.valid()) {
			pr_warn("%s: root's #address-cells and #size-cells must be 1 or 2\n",
				full_name(&node));
			continue;
		}
		if (banks.leftover())
			pr_warn("%s: the last %u bytes of reg are no whole bank\n",
				full_name(&node), banks.leftover());
		for (unsigned i = 0; i < banks.count(); i++)
			if (banks[i].size)
				found |= add_bank(&node, banks[i]);
	}
	return found;
}

// Reserve one range; @nomap also keeps it out of the linear map. Linux 6.12:
// early_init_dt_reserve_memory().
void reserve(const char *who, const span &range, bool nomap = false)
{
	if (!range.size)
		return;
	if (!is_physical(range)) {
		pr_warn("%s: ignoring 0x%llx bytes at 0x%llx: not physical addresses\n", who,
			range.size, range.base);
		return;
	}
	if (!nomap) {
		memblock_reserve(range.base, range.size);
		return;
	}
	// What is reserved already holds something of ours: the kernel, this tree.
	if (memblock_overlaps_region(&memblock.memory, range.base, range.size) &&
	    memblock_is_region_reserved(range.base, range.size)) {
		pr_err("Reserved memory: failed to reserve memory for node '%s' at 0x%llx\n", who,
		       range.base);
		return;
	}
	memblock_mark_nomap(range.base, range.size);
}

// /memreserve/ entries: the tree's own list, before its structure.
void reserve_memreserve()
{
	int count = fdt_num_mem_rsv(blob);

	if (count < 0)
		pr_warn("the memory reservation block is damaged: ignored\n");
	for (int i = 0; i < count; i++) {
		uint64_t base, size;

		if (!fdt_get_mem_rsv(blob, i, &base, &size))
			reserve("/memreserve/", {base, size});
	}
}

// /reserved-memory, if its cells are the root's and its addresses physical: what Linux asks for, too.
device_node *reserved_memory_node()
{
	device_node *parent = of_find_node_by_path("/reserved-memory");

	if (parent && (!parent->ranges ||
		       cells_or(parent->address_cells, 2) != cells_or(of_root->address_cells, 2) ||
		       cells_or(parent->size_cells, 1) != cells_or(of_root->size_cells, 1))) {
		pr_err("Reserved memory: unsupported node format, ignoring\n");
		return nullptr;
	}
	return parent;
}

spans address_ranges(value of)
{
	return {of, cells_or(of_root->address_cells, 2), cells_or(of_root->size_cells, 1)};
}

// A region at a given place. Linux 6.12: __reserved_mem_reserve_reg().
void reserve_at_reg(const device_node &node)
{
	spans ranges = address_ranges(get(node.reg));

	if (!ranges.valid() || ranges.leftover()) {
		pr_err("Reserved memory: invalid reg property in '%s', skipping node.\n",
		       full_name(&node));
		return;
	}
	for (unsigned i = 0; i < ranges.count(); i++)
		reserve(full_name(&node), ranges[i], bool(get(&node, "no-map")));
}

// The one number that a property holds, in as many cells as addresses or sizes have.
bool single_number(const device_node &node, const char *name, u32 cells, u64 *number)
{
	value of = get(&node, name);

	if (of.length != cells * sizeof(fdt32_t)) {
		pr_err("Reserved memory: invalid %s property in '%s', skipping node.\n", name,
		       full_name(&node));
		return false;
	}
	*number = of.number(0, cells);
	return true;
}

// The highest free place in the first of the node's alloc-ranges that has one; without such ranges, in all memory.
phys_addr_t find_room(const device_node &node, u64 size, u64 align)
{
	value anywhere = get(&node, "alloc-ranges");

	if (!anywhere)
		return memblock_phys_alloc_range(size, align, 0, MEMBLOCK_ALLOC_ACCESSIBLE);

	spans ranges = address_ranges(anywhere);

	for (unsigned i = 0; i < ranges.count(); i++) {
		const span &range = ranges[i];
		phys_addr_t base = is_physical(range)
					   ? memblock_phys_alloc_range(size, align, range.base,
								       range.base + range.size)
					   : 0;

		if (base)
			return base;
	}
	return 0;
}

// Memory for large buffers of devices, lent to others meanwhile.
bool is_for_cma(const device_node &node)
{
	return of_device_is_compatible(&node, "shared-dma-pool") && get(&node, "reusable") &&
	       !get(&node, "no-map");
}

// A region that is reserved becomes an area of CMA; if it can't, or there is no CMA, it is given back. Linux 6.12: rmem_cma_setup(),
// rmem_dma_setup(), fdt_init_reserved_mem_node().
void hand_to_cma(const device_node &node, span of)
{
	const char *const name = full_name(&node);

	if (dma_contiguous_setup_rmem(name, of.base, of.size,
				      bool(get(&node, "linux,cma-default")))) {
		printk(KERN_INFO "OF: reserved mem: node %s compatible matching fail\n", name);
		memblock_phys_free(of.base, of.size);
		return;
	}

	const phys_addr_t last = of.base + of.size - 1;

	printk(KERN_INFO "OF: reserved mem: initialized node %s, compatible id %s\n", name,
	       "shared-dma-pool");
	printk(KERN_INFO "OF: reserved mem: %pa..%pa (%lu KiB) map reusable %s\n", &of.base, &last,
	       (unsigned long)(of.size >> 10), name);
}

// The regions at a given place, when those of a given size have theirs. Linux 6.12: fdt_scan_reserved_mem_reg_nodes().
void hand_reg_to_cma(const device_node &node)
{
	spans ranges = address_ranges(get(node.reg));

	if (ranges.valid() && !ranges.leftover() && ranges.count() &&
	    memblock_is_region_reserved(ranges[0].base, ranges[0].size))
		hand_to_cma(node, ranges[0]);
}

// A region of a given size, anywhere. Linux 6.12: __reserved_mem_alloc_size().
void reserve_by_size(const device_node &node)
{
	u64 size, align = PAGE_SIZE;

	if (!single_number(node, "size", cells_or(of_root->size_cells, 1), &size))
		return;
	if (get(&node, "alignment") &&
	    !single_number(node, "alignment", cells_or(of_root->address_cells, 2), &align))
		return;
	if (!size || !align || (align & (align - 1))) {
		pr_err("Reserved memory: size 0x%llx, alignment 0x%llx in '%s' make no sense, skipping node.\n",
		       size, align, full_name(&node));
		return;
	}

	if (IS_ENABLED(CONFIG_CMA) && is_for_cma(node))
		align = max(align, u64{CMA_MIN_ALIGNMENT_BYTES});

	phys_addr_t base = find_room(node, size, align);

	if (!base)
		pr_err("Reserved memory: failed to allocate memory for node '%s': size %llu MiB\n",
		       full_name(&node), size >> 20);
	else if (get(&node, "no-map"))
		memblock_mark_nomap(base, size);
	else if (is_for_cma(node))
		hand_to_cma(node, {base, size});
}

// First the regions that have a place, then those that take what is left; then those with a place that CMA may lend.
void reserve_reserved_memory()
{
	device_node *parent = reserved_memory_node();

	if (!parent)
		return;
	for (device_node &node : children(parent))
		if (node.reg && available(&node))
			reserve_at_reg(node);
	for (device_node &node : children(parent))
		if (!node.reg && available(&node) && get(&node, "size"))
			reserve_by_size(node);
	for (device_node &node : children(parent))
		if (node.reg && available(&node) && is_for_cma(node))
			hand_reg_to_cma(node);
}

// The initial ramdisk that a boot loader put somewhere: not used, but not to be overwritten behind
// its back either. Linux 6.12: early_init_dt_check_for_initrd().
void reserve_initrd()
{
	if (!of_chosen)
		return;
	value start = get(of_chosen, "linux,initrd-start"),
	      end = get(of_chosen, "linux,initrd-end");

	if (!start.cells() || !end.cells())
		return;
	u64 first = start.number(0, start.cells()), last = end.number(0, end.cells());
	if (last <= first) {
		pr_warn("linux,initrd-end 0x%llx is not behind linux,initrd-start 0x%llx\n", last,
			first);
		return;
	}
	reserve("initrd", {first, last - first});
}

// "path:options" or "alias:options" of stdout-path, to a node. Linux 6.12: of_alias_scan().
void find_stdout()
{
	if (!of_chosen)
		return;
	value path = get(of_chosen, "stdout-path");
	if (!path)
		path = get(of_chosen, "linux,stdout-path");
	if (path.string())
		of_stdout = of_find_node_by_path(path.string());
}

} // namespace
} // namespace dt

namespace dt
{
namespace
{

constinit bool verified; // ahead of early_init_dt_scan(), which need not do it once more

// What is wrong with the tree, if anything.
const char *verify(void *tree, phys_addr_t phys)
{
	const char *wrong = survey(tree);

	initial_boot_params = nullptr;
	of_root = of_chosen = of_stdout = nullptr;
	if (!wrong) {
		initial_boot_params = tree;
		tree_phys = phys;
		of_root = &nodes[0];
		of_chosen = of_find_node_by_path("/chosen");
	}
	return wrong;
}

} // namespace
} // namespace dt

bool early_init_dt_verify(void *tree, phys_addr_t tree_phys)
{
	return dt::verified = !dt::verify(tree, tree_phys);
}

bool early_init_dt_scan(void *tree, phys_addr_t tree_phys)
{
	const bool known = IS_ENABLED(CONFIG_RANDOMIZE_BASE) && dt::verified;
	const char *wrong = known ? nullptr : dt::verify(tree, tree_phys);

	dt::verified = false;
	if (!wrong) {
		dt::scan_chosen();
		dt::find_stdout();
		if (!dt::scan_memory())
			wrong = "it describes no usable memory";
	}
	if (!wrong)
		return true;
	if (!of_root || setup_earlycon_from_dt())
		setup_earlycon_probe();
	printk(KERN_EMERG "Error: invalid device tree at physical address 0x%llx: %s\n",
	       (u64)tree_phys, wrong);
	return false;
}

void early_init_fdt_scan_reserved_mem(void)
{
	if (!initial_boot_params)
		return;
	dt::reserve("device tree", {dt::tree_phys, fdt_totalsize(dt::blob)});
	dt::reserve_memreserve();
	dt::reserve_initrd();
	dt::reserve_reserved_memory();
}

const char *of_flat_dt_get_machine_name(void)
{
	const char *name = of_root ? dt::get(of_root, "model").string() : nullptr;

	if (!name && of_root)
		name = dt::get(of_root->compatible).string();
	return name ? name : "<unknown>";
}
