// SPDX-License-Identifier: GPL-2.0-only
// No damaged device tree does harm: it is refused with one line, or read as far as it makes sense. The last cases change good
// trees at random.
#include "tests/host/of_tree.h"

#include <linux/ioport.h>
#include <linux/of_address.h>

TEST_CASE("of: damaged headers are refused")
{
	start_log();
	std::vector<uint8_t> good = small_tree().bytes(), bad = good;
	auto set = [&](size_t offset, uint32_t value) {
		uint32_t big = cpu_to_fdt32(value);
		std::memcpy(bad.data() + offset, &big, 4);
	};

	SUBCASE("magic")
	{
		bad[0] ^= 1;
		check_refused(bad, "bad magic");
	}
	SUBCASE("version too old")
	{
		set(offsetof(struct fdt_header, version), 16);
		check_refused(bad, "version");
	}
	SUBCASE("version too new")
	{
		set(offsetof(struct fdt_header, version), 99);
		set(offsetof(struct fdt_header, last_comp_version), 99);
		check_refused(bad, "version");
	}
	SUBCASE("blocks beyond the end")
	{
		set(offsetof(struct fdt_header, off_dt_struct), 0x10000);
		check_refused(bad, "truncated");
	}
	SUBCASE("structure longer than the tree")
	{
		set(offsetof(struct fdt_header, size_dt_struct), 0x10000);
		check_refused(bad, "truncated");
	}
	SUBCASE("structure cut short")
	{
		set(offsetof(struct fdt_header, size_dt_struct),
		    fdt_size_dt_struct(good.data()) - 8);
		check_refused(bad, "invalid");
	}
	SUBCASE("strings outside")
	{
		set(offsetof(struct fdt_header, size_dt_strings), 1);
		check_refused(bad, "strings");
	}
	SUBCASE("none at all")
	{
		CHECK_FALSE(early_init_dt_scan(nullptr, tree_phys));
		CHECK(lines_with("none is there") == 1);
	}
}

TEST_CASE("of: a damaged structure is refused")
{
	start_log();
	std::vector<uint8_t> bad = small_tree().bytes();
	uint32_t start = fdt_off_dt_struct(bad.data()), size = fdt_size_dt_struct(bad.data());
	auto set = [&](size_t offset, uint32_t value) {
		uint32_t big = cpu_to_fdt32(value);
		std::memcpy(bad.data() + start + offset, &big, 4);
	};

	SUBCASE("unknown tag")
	{
		set(8, 0x77);
		check_refused(bad, "structure block is damaged");
	}
	SUBCASE("a property's value runs past the end")
	{
		set(12, 0x7ffffff0); // the first property's length
		check_refused(bad, "invalid");
	}
	SUBCASE("the end comes inside a node")
	{
		set(size - 8, FDT_END);
		check_refused(bad, "inside a node");
	}
	SUBCASE("one node too many ends")
	{
		set(8, FDT_END_NODE);
		check_refused(bad, "invalid");
	}
	SUBCASE("a property's name lies outside of the strings")
	{
		set(16, 0x1000);
		check_refused(bad, "name of a property");
	}
}

TEST_CASE("of: a tree without usable memory is refused")
{
	start_log();
	Tree t;

	t.root();
	SUBCASE("no memory node")
	{
	}
	SUBCASE("size 0")
	{
		t.memory({0, 0x40000000, 0, 0});
	}
	SUBCASE("less than a page")
	{
		t.memory({0, 0x40000000, 0, 0x800});
	}
	SUBCASE("absurd size")
	{
		t.memory({0, 0x40000000, 0x7fffffff, 0xfffff000});
	}
	SUBCASE("half a bank")
	{
		t.memory({0, 0x40000000, 0});
	}
	SUBCASE("no reg")
	{
		t.begin("memory").text("device_type", "memory").end();
	}
	t.end();
	check_refused(t.bytes(), "no usable memory");
}

TEST_CASE("of: cell counts that no one can use are refused")
{
	start_log();
	Tree t;

	t.begin("")
		.cells("#address-cells", {7})
		.cells("#size-cells", {0})
		.memory({0, 0x40000000, 0, 0x1000})
		.end();
	check_refused(t.bytes(), "no usable memory");
	CHECK(lines_with("must be 1 or 2") == 1);
}

TEST_CASE("of: padding behind the blocks is not read")
{
	start_log();
	std::vector<uint8_t> bytes = small_tree().bytes();
	uint32_t padded = cpu_to_fdt32(1 << 20);

	// QEMU's trees say 1 MiB; here there is nothing behind the blocks, and AddressSanitizer
	// watches.
	std::memcpy(bytes.data() + offsetof(struct fdt_header, totalsize), &padded, 4);
	CHECK(scan(bytes));
}

namespace
{

// A tree with a bit of everything, as a base for random changes.
std::vector<uint8_t> rich_tree()
{
	Tree t;

	t.memreserve(0x40000000, 0x1000);
	t.root().cells("interrupt-parent", {1})
		.begin("aliases")
		.text("serial0", "/soc/serial@7e201000")
		.end()
		.begin("chosen")
		.text("bootargs", "console=ttyAMA0")
		.text("stdout-path", "serial0:115200")
		.cells("linux,initrd-start", {0x44000000})
		.cells("linux,initrd-end", {0x44001000})
		.end()
		.memory({0, 0x40000000, 0, 0x1000000, 0, 0x80000000, 0, 0x1000000})
		.begin("reserved-memory")
		.cells("#address-cells", {2})
		.cells("#size-cells", {2})
		.flag("ranges")
		.begin("a@41000000")
		.cells("reg", {0, 0x40800000, 0, 0x1000})
		.flag("no-map")
		.end()
		.end()
		.begin("cpus")
		.cells("#address-cells", {1})
		.cells("#size-cells", {0})
		.begin("cpu@0")
		.text("device_type", "cpu")
		.cells("reg", {0})
		.end()
		.end()
		.begin("intc@8000000")
		.cells("phandle", {1})
		.text("compatible", "arm,gic-v3")
		.flag("interrupt-controller")
		.cells("#interrupt-cells", {3})
		.cells("reg", {0, 0x8000000, 0, 0x10000})
		.end()
		.begin("soc")
		.cells("#address-cells", {1})
		.cells("#size-cells", {1})
		.cells("ranges", {0x7e000000, 0, 0xfe000000, 0x1800000})
		.cells("dma-ranges", {0xc0000000, 0, 0, 0x40000000})
		.begin("serial@7e201000")
		.text("compatible", "arm,pl011")
		.cells("reg", {0x7e201000, 0x200})
		.cells("interrupts", {0, 1, 4})
		.text("status", "okay")
		.end()
		.end()
		.end();
	return t.bytes();
}

// Everything that drivers ask of a tree.
void read_all()
{
	device_node *node = nullptr;
	struct resource r;
	u32 value;
	const char *text;

	early_init_fdt_scan_reserved_mem();
	of_flat_dt_get_machine_name();
	of_dma_get_max_cpu_address(nullptr);
	of_find_node_by_path("serial0");
	of_find_compatible_node(nullptr, nullptr, "no,such");
	of_find_node_by_type(nullptr, "cpu");
	for (int cpu = 0; cpu < 3; cpu++)
		of_get_cpu_node(cpu, nullptr);
	std::vector<device_node *> todo = {of_root};
	while (!todo.empty()) {
		node = todo.back();
		todo.pop_back();
		of_address_to_resource(node, 0, &r);
		of_address_to_resource(node, 1, &r);
		of_property_read_u32(node, "phandle", &value);
		of_property_read_string(node, "status", &text);
		of_property_match_string(node, "compatible", "no,such");
		of_get_property(node, "nothing", nullptr);
		of_device_is_available(node);
		for (device_node *child = nullptr; (child = of_get_next_child(node, child));)
			todo.push_back(child);
	}
}

// Scan in a block of exactly the size that the header tells, as arch/arm64 maps it (2 MiB at most).
void try_tree(const std::vector<uint8_t> &bytes, uint64_t &accepted)
{
	uint32_t size = fdt_totalsize(bytes.data());

	if (size < sizeof(struct fdt_header) || size > 2 << 20)
		return;
	void *copy = std::aligned_alloc(8, (size + 7) / 8 * 8);
	std::memset(copy, 0, size);
	std::memcpy(copy, bytes.data(), std::min<size_t>(size, bytes.size()));
	memblock_remove(0, 1ull << 48);
	memblock_phys_free(0, 1ull << 48);
	if (early_init_dt_scan(copy, tree_phys)) {
		accepted++;
		read_all();
	}
	std::free(copy);
}

} // namespace

TEST_CASE("of: no change of single bits or words does harm")
{
	std::vector<uint8_t> good = rich_tree();
	uint64_t accepted = 0;

	for (size_t i = 0; i < good.size(); i++) {
		for (uint8_t change : {0x01, 0x80, 0xff}) {
			std::vector<uint8_t> bad = good;

			bad[i] ^= change;
			try_tree(bad, accepted);
		}
	}
	CHECK(accepted > 100); // most changes hit values, which stay readable
}

TEST_CASE("of: no random change of several words does harm")
{
	std::vector<uint8_t> good = rich_tree();
	std::mt19937 random(64);
	const uint32_t tempting[] = {0,          1,          2,          3,          4,     9,
				     0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffc, 0x1000};
	uint64_t accepted = 0;

	for (int round = 0; round < 5000; round++) {
		std::vector<uint8_t> bad = good;

		for (unsigned n = 1 + random() % 4; n; n--) {
			size_t at = random() % (bad.size() / 4) * 4;
			uint32_t value = random() % 3 ? tempting[random() % std::size(tempting)]
						      : random();

			value = cpu_to_fdt32(value);
			// The magic stays, else there is nothing to see.
			if (at)
				std::memcpy(bad.data() + at, &value, 4);
		}
		if (random() % 8 == 0) // cut off
			bad.resize(sizeof(struct fdt_header) +
				   random() % (bad.size() - sizeof(struct fdt_header)));
		try_tree(bad, accepted);
	}
	CHECK(accepted > 100);
}
