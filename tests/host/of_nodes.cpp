// SPDX-License-Identifier: GPL-2.0-only
// Finding nodes of the device tree, reading their properties, and what an address means behind the buses above.
#include "tests/host/of_tree.h"

#include <linux/ioport.h>
#include <linux/of_address.h>

TEST_CASE("of: a tree that QEMU has edited (nodes replaced by NOPs)")
{
	start_log();
	Tree t;

	t.root().memory({0, 0x40000000, 0, 0x1000000})
		.begin("gone")
		.text("device_type", "memory")
		.cells("reg", {0, 0x90000000, 0, 0x1000000})
		.end()
		.begin("uart@9000000")
		.text("compatible", "arm,pl011")
		.flag("gone-too")
		.text("status", "okay")
		.end()
		.end();
	std::vector<uint8_t> bytes = t.bytes();
	REQUIRE(fdt_nop_node(bytes.data(), fdt_path_offset(bytes.data(), "/gone")) == 0);
	REQUIRE(fdt_nop_property(bytes.data(), fdt_path_offset(bytes.data(), "/uart@9000000"),
				 "gone-too") == 0);
	REQUIRE(scan(bytes));
	CHECK(regions(memblock.memory) == ranges{{0x40000000, 0x1000000}});
	device_node *uart = of_find_compatible_node(nullptr, nullptr, "arm,pl011");
	REQUIRE(uart);
	CHECK_FALSE(of_property_present(uart, "gone-too"));
	const char *status = nullptr;
	CHECK(of_property_read_string(uart, "status", &status) == 0);
	CHECK(std::string(status) == "okay");
}

TEST_CASE("of: finding nodes and reading properties")
{
	start_log();
	Tree t;

	t.root().memory({0, 0x40000000, 0, 0x1000000})
		.begin("cpus")
		.cells("#address-cells", {1})
		.cells("#size-cells", {0})
		.begin("cpu-map")
		.end()
		.begin("cpu@100")
		.text("device_type", "cpu")
		.cells("reg", {0x100})
		.end()
		.begin("cpu@0")
		.text("device_type", "cpu")
		.cells("reg", {0})
		.text("enable-method", "psci")
		.end()
		.begin("cpu@101")
		.text("device_type", "cpu")
		.cells("reg", {0x101})
		.end()
		.end()
		.begin("a")
		.cells("phandle", {7})
		.raw("compatible", "x,special\0x,general", 20)
		.end()
		.begin("b")
		.text("compatible", "x,general")
		.cells("numbers", {1, 0x80000000, 3})
		.text("status", "disabled")
		.raw("names", "one\0two\0three", 14)
		.raw("unended", "abc", 3)
		.end()
		.end();
	REQUIRE(scan(t));

	device_node *a = of_find_node_by_path("/a"), *b = of_find_node_by_path("/b");
	REQUIRE(a);
	REQUIRE(b);
	CHECK(of_find_node_by_phandle(7) == a);
	CHECK(of_find_node_by_phandle(8) == nullptr);
	CHECK(of_find_node_by_path("/a/b") == nullptr);
	CHECK(of_find_compatible_node(nullptr, nullptr, "x,general") == a);
	CHECK(of_find_compatible_node(a, nullptr, "x,general") == b);
	CHECK(of_find_compatible_node(b, nullptr, "x,general") == nullptr);
	CHECK(of_device_is_compatible(a, "x,special") > of_device_is_compatible(a, "x,general"));
	CHECK_FALSE(of_device_is_compatible(b, "x,special"));
	CHECK(of_device_is_available(a));
	CHECK_FALSE(of_device_is_available(b));
	CHECK(of_get_parent(a) == of_root);
	CHECK(of_machine_is_compatible("test,machine"));

	const struct of_device_id matches[] = {{.compatible = "x,general", .data = "g"},
					       {.compatible = "x,special", .data = "s"},
					       {}};
	const struct of_device_id *match = nullptr;
	CHECK(of_find_matching_node_and_match(nullptr, matches, &match) == a);
	CHECK(match == &matches[1]);

	u32 value = 0;
	u64 wide = 0;
	const char *text = nullptr;
	CHECK(of_property_read_u32_index(b, "numbers", 1, &value) == 0);
	CHECK(value == 0x80000000);
	CHECK(of_property_read_u32_index(b, "numbers", 3, &value) == -EOVERFLOW);
	CHECK(of_property_read_u32(b, "nothing", &value) == -EINVAL);
	CHECK(of_property_read_u64(b, "numbers", &wide) == 0);
	CHECK(wide == 0x180000000ull);
	CHECK(of_property_read_string(b, "unended", &text) == -EILSEQ);
	CHECK(of_property_match_string(b, "names", "two") == 1);
	CHECK(of_property_match_string(b, "names", "thre") == -ENODATA);
	CHECK(of_property_match_string(b, "unended", "abc") == -ENODATA);
	CHECK(of_property_count_elems_of_size(b, "numbers", 4) == 3);

	// CPUs: the one that boots has MPIDR 0 on the host, and number 0 wherever it stands.
	int cpus = 0;
	device_node *node;
	for_each_of_cpu_node(node) cpus++;
	CHECK(cpus == 3);
	CHECK(of_get_cpu_hwid(of_get_cpu_node(0, nullptr), 0) == 0);
	CHECK(of_get_cpu_hwid(of_get_cpu_node(1, nullptr), 0) == 0x100);
	CHECK(of_get_cpu_hwid(of_get_cpu_node(2, nullptr), 0) == 0x101);
	CHECK(of_get_cpu_node(3, nullptr) == nullptr);
}

TEST_CASE("of: addresses through the buses above")
{
	start_log();
	Tree t;

	t.root().memory({0, 0x40000000, 0, 0x1000000})
		.begin("soc")
		.cells("#address-cells", {1})
		.cells("#size-cells", {1})
		.cells("ranges",
		       {0x7e000000, 0x0, 0xfe000000, 0x01800000, 0x40000000, 0x4, 0, 0x1000})
		.cells("dma-ranges", {0xc0000000, 0, 0, 0x40000000})
		.begin("serial@7e201000")
		.cells("reg", {0x7e201000, 0x200, 0x40000010, 0x10, 0x10, 0x10})
		.end()
		.begin("inner")
		.cells("#address-cells", {1})
		.cells("#size-cells", {1})
		.flag("ranges")
		.begin("device")
		.cells("reg", {0x7e000000, 4})
		.end()
		.end()
		.begin("closed")
		.cells("#address-cells", {1})
		.cells("#size-cells", {1})
		.begin("device")
		.cells("reg", {0, 4})
		.end()
		.end()
		.end()
		.begin("pcie")
		.cells("#address-cells", {3})
		.cells("#size-cells", {2})
		.cells("dma-ranges", {0x02000000, 0, 0, 0, 0, 0, 0xc0000000})
		.end()
		.end();
	REQUIRE(scan(t));

	struct resource r;
	device_node *serial = of_find_node_by_path("/soc/serial@7e201000");
	REQUIRE(of_address_to_resource(serial, 0, &r) == 0);
	CHECK(r.start == 0xfe201000);
	CHECK(r.end == 0xfe2011ff);
	CHECK(std::string(r.name) == "serial@7e201000");
	REQUIRE(of_address_to_resource(serial, 1, &r) == 0);
	CHECK(r.start == 0x400000010ull);
	CHECK(of_address_to_resource(serial, 2, &r) == -EINVAL); // in no window
	CHECK(of_address_to_resource(serial, 3, &r) == -EINVAL); // no such entry
	REQUIRE(of_address_to_resource(of_find_node_by_path("/soc/inner/device"), 0, &r) == 0);
	CHECK(r.start == 0xfe000000);
	CHECK(of_address_to_resource(of_find_node_by_path("/soc/closed/device"), 0, &r) == -EINVAL);

	// Two buses reach 1 GiB and 3 GiB: DMA memory ends at the smaller.
	CHECK(of_dma_get_max_cpu_address(nullptr) == 0x3fffffff);
	CHECK(of_dma_get_max_cpu_address(of_find_node_by_path("/pcie")) == 0xbfffffff);
	CHECK(of_dma_get_max_cpu_address(serial) == ~(phys_addr_t)0);
	// What a device on the bus must send out to reach memory: dma-ranges backwards.
	CHECK(of_dma_address(serial, 0x1000) == 0xc0001000);
	CHECK(of_dma_address(serial, 0x40000000) == OF_BAD_ADDR);
	CHECK(of_dma_address(of_find_node_by_path("/pcie"), 0x1000) == 0x1000);
	CHECK(of_dma_address(nullptr, 0x1000) == OF_BAD_ADDR);
}

TEST_CASE("of: more nodes than the table holds")
{
	start_log();
	Tree t;

	t.root().memory({0, 0x40000000, 0, 0x1000000});
	for (int i = 0; i < 700; i++)
		t.begin("n").end();
	t.end();
	REQUIRE(scan(t));
	CHECK(lines_with("nodes; the last ones are ignored") == 1);
}
