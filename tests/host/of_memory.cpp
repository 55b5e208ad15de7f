// SPDX-License-Identifier: GPL-2.0-only
// What boot code learns of memory from a device tree: banks, reservations, the command line.
#include "tests/host/of_tree.h"

#include "mm/cma/cma.h"
#include <linux/dma-map-ops.h>
#include <linux/memblock.h>

#include <linux/serial_core.h>

// The early console's part of a failure; the host has a console of its own.
extern "C" int setup_earlycon_from_dt(void)
{
	return -ENODEV;
}
extern "C" int setup_earlycon_probe(void)
{
	of_test::probed_consoles++;
	return 0;
}

TEST_CASE("of: memory, command line and model of a plain tree")
{
	start_log();
	Tree t;

	t.root().begin("aliases")
		.text("serial0", "/soc/uart@9000000")
		.end()
		.begin("chosen")
		.text("bootargs", "loglevel=7 mem=1G")
		.text("stdout-path", "serial0:115200n8")
		.end()
		.memory({0, 0x40000000, 0, 0x40000000})
		.begin("soc")
		.begin("uart@9000000")
		.text("compatible", "arm,pl011")
		.end()
		.end()
		.end();
	REQUIRE(scan(t));
	CHECK(std::string(boot_command_line) == "loglevel=7 mem=1G");
	CHECK(std::string(of_flat_dt_get_machine_name()) == "Test machine");
	CHECK(regions(memblock.memory) == ranges{{0x40000000, 0x40000000}});
	REQUIRE(of_stdout);
	CHECK(std::string(of_node_full_name(of_stdout)) == "uart@9000000");
	CHECK(log_text.empty());
}

TEST_CASE("of: several banks, in one node and in several")
{
	start_log();
	Tree t;

	t.root().memory({0, 0x80000000, 0, 0x10000000, 0, 0x40000000, 0, 0x10000000})
		.memory({2, 0, 1, 0}, "memory@200000000")
		.begin("memory@300000000")
		.text("device_type", "memory")
		.text("status", "disabled")
		.cells("reg", {3, 0, 1, 0})
		.end()
		.end();
	REQUIRE(scan(t));
	CHECK(regions(memblock.memory) == ranges{{0x40000000, 0x10000000},
						 {0x80000000, 0x10000000},
						 {0x200000000, 0x100000000}});
}

TEST_CASE("of: one cell for addresses and sizes")
{
	start_log();
	Tree t;

	t.begin("")
		.cells("#address-cells", {1})
		.cells("#size-cells", {1})
		.memory({0, 0x3b400000, 0x40000000, 0x1000000})
		.end();
	REQUIRE(scan(t));
	CHECK(regions(memblock.memory) == ranges{{0, 0x3b400000}, {0x40000000, 0x1000000}});
}

TEST_CASE("of: banks are cut to whole pages")
{
	start_log();
	Tree t;

	t.root().memory({0, 0x40000123, 0, 0x10000, 0, 0x50000800, 0, 0x700}).end();
	REQUIRE(scan(t));
	CHECK(regions(memblock.memory) == ranges{{0x40001000, 0xf000}});
	CHECK(lines_with("Ignoring memory block") == 1);
}

TEST_CASE("of: overlapping banks are merged, with a line")
{
	start_log();
	Tree t;

	t.root().memory({0, 0x40000000, 0, 0x10000000, 0, 0x48000000, 0, 0x10000000}).end();
	REQUIRE(scan(t));
	CHECK(regions(memblock.memory) == ranges{{0x40000000, 0x18000000}});
	CHECK(lines_with("overlaps another bank") == 1);
}

TEST_CASE("of: a bank of absurd size is left out, with a line")
{
	start_log();
	Tree t;

	t.root().memory({0, 0x40000000, 0, 0x10000000, 0, 0x80000000, 0xffffffff, 0xffffffff})
		.end();
	REQUIRE(scan(t));
	CHECK(regions(memblock.memory) == ranges{{0x40000000, 0x10000000}});
	CHECK(lines_with("not physical addresses") == 1);
}

TEST_CASE("of: a command line that is too long is cut")
{
	start_log();
	Tree t;

	t.root().begin("chosen")
		.text("bootargs", std::string(5000, 'x'))
		.end()
		.memory({0, 0x40000000, 0, 0x10000000})
		.end();
	REQUIRE(scan(t));
	CHECK(std::string(boot_command_line) == std::string(COMMAND_LINE_SIZE - 1, 'x'));
	CHECK(lines_with("command line cut") == 1);
}

TEST_CASE("of: everything that the tree reserves")
{
	start_log();
	Tree t;

	t.memreserve(0x40000000, 0x1000).memreserve(0x41000000, 0x2000);
	t.root().begin("chosen")
		.cells("linux,initrd-start", {0, 0x44000000})
		.cells("linux,initrd-end", {0x44005000})
		.end()
		.memory({0, 0x40000000, 0, 0x10000000})
		.begin("reserved-memory")
		.cells("#address-cells", {2})
		.cells("#size-cells", {2})
		.flag("ranges")
		.begin("buffer@42000000")
		.cells("reg", {0, 0x42000000, 0, 0x4000})
		.end()
		.begin("secure@43000000")
		.cells("reg", {0, 0x43000000, 0, 0x100000})
		.flag("no-map")
		.end()
		.begin("pool")
		.cells("size", {0, 0x1000})
		.cells("alignment", {0, 0x100000})
		.cells("alloc-ranges", {0, 0x46000000, 0, 0x800, 0, 0x46000000, 0, 0x280000})
		.end()
		.begin("hidden-pool")
		.cells("size", {0, 0x2000})
		.cells("alloc-ranges", {0, 0x46000000, 0, 0x280000})
		.flag("no-map")
		.end()
		.begin("off@4a000000")
		.text("status", "disabled")
		.cells("reg", {0, 0x4a000000, 0, 0x1000})
		.end()
		.end()
		.end();
	std::vector<uint8_t> bytes = t.bytes();
	REQUIRE(scan(bytes));
	early_init_fdt_scan_reserved_mem();
	CHECK(regions(memblock.reserved) == ranges{{0x40000000, 0x1000},
						   {0x41000000, 0x2000},
						   {0x42000000, 0x4000},
						   {0x44000000, 0x5000},
						   {0x46200000, 0x1000}, // pool: aligned, highest
						   {0x4627e000, 0x2000}, // hidden-pool
						   {tree_phys, bytes.size()}});
	CHECK_FALSE(memblock_is_map_memory(0x4627e000));
	CHECK_FALSE(memblock_is_map_memory(0x43000000));
	CHECK_FALSE(memblock_is_map_memory(0x430fffff));
	CHECK(memblock_is_map_memory(0x43100000));
	CHECK(log_text.empty());
}

TEST_CASE(
	"of: memory that the tree lends becomes areas of CMA, by size and at a place; others and crooked ones don't")
{
	start_log();
	Tree t;

	t.root().memory({0, 0x40000000, 0, 0x10000000})
		.begin("reserved-memory")
		.cells("#address-cells", {2})
		.cells("#size-cells", {2})
		.flag("ranges")
		.begin("linux,cma")
		.text("compatible", "shared-dma-pool")
		.cells("size", {0, 0x4000000})
		.flag("reusable")
		.flag("linux,cma-default")
		.end()
		.begin("camera@42000000")
		.text("compatible", "shared-dma-pool")
		.cells("reg", {0, 0x42000000, 0, 0x400000})
		.flag("reusable")
		.end()
		.begin("crooked@43001000")
		.text("compatible", "shared-dma-pool")
		.cells("reg", {0, 0x43001000, 0, 0x400000})
		.flag("reusable")
		.end()
		.begin("coherent@44000000")
		.text("compatible", "shared-dma-pool")
		.cells("reg", {0, 0x44000000, 0, 0x4000})
		.end()
		.end()
		.end();
	std::vector<uint8_t> bytes = t.bytes();
	REQUIRE(scan(bytes));
	early_init_fdt_scan_reserved_mem();
	REQUIRE(cma_area_count == 2);
	CHECK(std::string(cma_areas[0].name) == "linux,cma");
	CHECK(dma_contiguous_default_area == &cma_areas[0]);
	CHECK(cma_areas[0].base_pfn % CMA_MIN_ALIGNMENT_PAGES == 0);
	CHECK(cma_areas[0].count == 0x4000);
	CHECK(cma_areas[1].base_pfn == 0x42000);
	CHECK(memblock_is_region_reserved(cma_get_base(&cma_areas[0]), 0x4000000));
	CHECK(memblock_is_region_reserved(0x42000000, 0x400000));
	CHECK_FALSE(memblock_is_region_reserved(0x43001000, 0x400000));
	CHECK(memblock_is_region_reserved(0x44000000, 0x4000));
	CHECK(totalcma_pages == 0x4400);
	CHECK(lines_with(
		      "Reserved memory: created CMA memory pool at 0x0000000042000000, size 4 MiB") ==
	      1);
	CHECK(lines_with(
		      "OF: reserved mem: initialized node linux,cma, compatible id shared-dma-pool") ==
	      1);
	CHECK(lines_with("Reserved memory: incorrect alignment of CMA region") == 1);
	CHECK(lines_with("OF: reserved mem: node crooked@43001000 compatible matching fail") == 1);
}

TEST_CASE("of: reservations that make no sense are left out, each with a line")
{
	start_log();
	Tree t;

	t.memreserve(0xfffffffffffff000, 0x2000);
	t.root().begin("chosen")
		.cells("linux,initrd-start", {0x45000000})
		.cells("linux,initrd-end", {0x44000000})
		.end()
		.memory({0, 0x40000000, 0, 0x10000000})
		.begin("reserved-memory")
		.cells("#address-cells", {2})
		.cells("#size-cells", {2})
		.flag("ranges")
		.begin("half@42000000")
		.cells("reg", {0, 0x42000000, 0})
		.end()
		.begin("short")
		.cells("size", {0x1000})
		.end()
		.begin("crooked")
		.cells("size", {0, 0x1000})
		.cells("alignment", {0, 0x3000})
		.end()
		.begin("huge")
		.cells("size", {1, 0})
		.end()
		.end()
		.end();
	REQUIRE(scan(t));
	early_init_fdt_scan_reserved_mem();
	CHECK(regions(memblock.reserved).size() == 1); // the tree itself
	CHECK(lines_with("/memreserve/: ignoring") == 1);
	CHECK(lines_with("linux,initrd-end") == 1);
	CHECK(lines_with("invalid reg property in 'half@42000000'") == 1);
	CHECK(lines_with("invalid size property in 'short'") == 1);
	CHECK(lines_with("in 'crooked' make no sense") == 1);
	CHECK(lines_with("failed to allocate memory for node 'huge'") == 1);
}

// What the firmware of a Raspberry Pi 4 with 8 GiB writes into /memory.
void check_8_gib(uint32_t size_cells, cells_list reg)
{
	start_log();
	Tree t;

	t.begin("")
		.cells("#address-cells", {2})
		.cells("#size-cells", {size_cells})
		.begin("memory@0")
		.text("device_type", "memory")
		.cells("reg", reg)
		.end()
		.end();
	REQUIRE(scan(t));
	CHECK(regions(memblock.memory) ==
	      ranges{{0, 0x3b400000}, {0x40000000, 0xbc000000}, {0x100000000, 0x100000000}});
	CHECK(log_text.empty());
}

TEST_CASE("of: three banks with sizes of one cell, the last in two pieces")
{
	check_8_gib(1, {0, 0, 0x3b400000, 0, 0x40000000, 0xbc000000, 1, 0, 0x80000000, 1,
			0x80000000, 0x80000000});
}

TEST_CASE("of: three banks with sizes of two cells")
{
	check_8_gib(2, {0, 0, 0, 0x3b400000, 0, 0x40000000, 0, 0xbc000000, 1, 0, 1, 0});
}
