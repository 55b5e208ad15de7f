// The device tree as boot code meets it (drivers/of): what is learnt from a good one, and that no
// bad one does harm.
//
// Trees are written here with libfdt's own calls, then handed to early_init_dt_scan() in a heap
// block of exactly the tree's size, so that AddressSanitizer sees any step beyond it. The last
// cases change good trees at random.
#include "tests/host/test.h"

#include <linux/console.h>
#include <linux/ioport.h>
#include <linux/libfdt.h>
#include <linux/memblock.h>
#include <linux/of.h>
#include <linux/of_address.h>
#include <linux/of_fdt.h>
#include <linux/serial_core.h>

// The early console's part of a failure; the host has a console of its own.
static int probed_consoles;

extern "C" int setup_earlycon_from_dt(void)
{
	return -ENODEV;
}
extern "C" int setup_earlycon_probe(void)
{
	probed_consoles++;
	return 0;
}

namespace
{

// What printk() wrote since start_log().
std::string log_text;

void write_log(struct console *, const char *text, unsigned int count)
{
	log_text.append(text, count);
}

struct console log_console = {.name = "of", .write = write_log, .flags = CON_ENABLED};

// Subcases share a process: each starts with a clean log.
void start_log()
{
	if (!(log_console.flags & CON_ENABLED) || !console_drivers)
		register_console(&log_console);
	log_text.clear();
	probed_consoles = 0;
}

using cells_list = std::initializer_list<uint32_t>;

// A tree under construction, and its bytes when it is done.
class Tree
{
public:
	Tree() : words(4096)
	{
		fdt_create(fdt(), static_cast<int>(words.size() * 8));
	}
	Tree &memreserve(uint64_t base, uint64_t size)
	{
		fdt_add_reservemap_entry(fdt(), base, size);
		return *this;
	}
	Tree &begin(const char *name)
	{
		if (!depth++)
			fdt_finish_reservemap(fdt());
		fdt_begin_node(fdt(), name);
		return *this;
	}
	Tree &end()
	{
		fdt_end_node(fdt());
		if (!--depth)
			fdt_finish(fdt());
		return *this;
	}
	Tree &cells(const char *name, cells_list values)
	{
		std::vector<uint32_t> big;

		for (uint32_t value : values)
			big.push_back(cpu_to_fdt32(value));
		return raw(name, big.data(), big.size() * 4);
	}
	Tree &text(const char *name, const std::string &value)
	{
		return raw(name, value.c_str(), value.size() + 1);
	}
	Tree &flag(const char *name)
	{
		return raw(name, nullptr, 0);
	}
	Tree &raw(const char *name, const void *data, size_t size)
	{
		fdt_property(fdt(), name, data, static_cast<int>(size));
		return *this;
	}
	// The root with two cells each for addresses and sizes, up to its properties.
	Tree &root()
	{
		return begin("")
			.text("compatible", "test,machine")
			.text("model", "Test machine")
			.cells("#address-cells", {2})
			.cells("#size-cells", {2});
	}
	Tree &memory(cells_list reg, const char *name = "memory@40000000")
	{
		return begin(name).text("device_type", "memory").cells("reg", reg).end();
	}
	std::vector<uint8_t> bytes()
	{
		auto *first = reinterpret_cast<uint8_t *>(fdt());

		return {first, first + fdt_totalsize(fdt())};
	}

private:
	void *fdt()
	{
		return words.data();
	}
	std::vector<uint64_t> words; // a tree is 8-byte aligned
	int depth = 0;
};

// A tree in memory of exactly its size. Never freed: the kernel keeps it.
void *placed(const std::vector<uint8_t> &bytes)
{
	void *copy = std::aligned_alloc(8, (bytes.size() + 7) / 8 * 8);

	std::memcpy(copy, bytes.data(), bytes.size());
	return copy;
}

constexpr phys_addr_t tree_phys = 0x48000000;

bool scan(const std::vector<uint8_t> &bytes)
{
	return early_init_dt_scan(placed(bytes), tree_phys);
}
bool scan(Tree &tree)
{
	return scan(tree.bytes());
}

using ranges = std::vector<std::pair<uint64_t, uint64_t>>; // base, size

ranges regions(const memblock_type &type)
{
	ranges found;

	for (unsigned long i = 0; i < type.cnt; i++)
		if (type.regions[i].size)
			found.emplace_back(type.regions[i].base, type.regions[i].size);
	return found;
}

// How many lines of the log say @what.
int lines_with(const std::string &what)
{
	std::istringstream log(log_text);
	int count = 0;

	for (std::string line; std::getline(log, line);)
		count += line.find(what) != std::string::npos;
	return count;
}

// What every caller of a bad tree sees: no, one line with the reason, and an attempt to find a
// console for it.
void check_refused(const std::vector<uint8_t> &bytes, const std::string &reason)
{
	CHECK_FALSE(scan(bytes));
	CHECK(probed_consoles == 1);
	CHECK_MESSAGE(lines_with("invalid device tree at physical address 0x48000000: ") == 1,
		      log_text);
	CHECK_MESSAGE(lines_with(reason) == 1, log_text);
}

Tree small_tree()
{
	Tree t;

	t.root().memory({0, 0x40000000, 0, 0x08000000}).end();
	return t;
}

} // namespace

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

TEST_CASE("of: memory lent to CMA is not kept from anybody where there is no CMA")
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
		.end()
		.begin("coherent@42000000")
		.text("compatible", "shared-dma-pool")
		.cells("reg", {0, 0x42000000, 0, 0x4000})
		.end()
		.end()
		.end();
	std::vector<uint8_t> bytes = t.bytes();
	REQUIRE(scan(bytes));
	early_init_fdt_scan_reserved_mem();
	CHECK(regions(memblock.reserved) ==
	      ranges{{0x42000000, 0x4000}, {tree_phys, bytes.size()}});
	CHECK(lines_with("OF: reserved mem: node linux,cma compatible matching fail") == 1);
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
