// SPDX-License-Identifier: GPL-2.0-only
// It boots: on every interrupt controller, exception level, CPU and memory size that is promised, with the tree of this project and with the
// one that QEMU makes, and each time all memory is found and an allocation works.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

using namespace machine;

namespace
{

unsigned long mebibytes(const std::string &memory)
{
	unsigned long number = std::strtoul(memory.c_str(), nullptr, 10);

	return memory.back() == 'G' ? number * 1024 : number;
}

// "MemTotal:        1012345 kB" -> 1012345
unsigned long meminfo(const Outcome &outcome, const std::string &field)
{
	auto lines = outcome.lines_with(field + ":");

	return lines.empty() ? 0 : std::strtoul(lines[0].c_str() + field.size() + 1, nullptr, 10);
}

void check_boot(const Knobs &knobs)
{
	Knobs with_commands = knobs;
	with_commands["CMD"] =
		"cat /proc/meminfo; kmalloc 100; alloc_pages 3; cat /proc/interrupts; echo the end";
	Outcome outcome = boot(with_commands);
	std::string what;
	for (const auto &[name, value] : knobs)
		what += name + "=" + value + " ";

	CAPTURE(what);
	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("the end"));
	CHECK_FALSE(outcome.has("BUG"));
	CHECK_FALSE(outcome.has("WARNING"));

	unsigned long total = meminfo(outcome, "MemTotal"),
		      have = mebibytes(knobs.count("MEM") ? knobs.at("MEM") : "1G") * 1024;
	CHECK(total < have);
	// struct pages (1/64) and some MiB for the image and what boot reserved
	CHECK(total > have - have / 64 - 6 * 1024);
}

} // namespace

TEST_CASE("boot: gic 2 and 3 at EL1 and EL2, own tree and QEMU's")
{
	for (const char *tree : {"own", "qemu"})
		for (const char *gic : {"2", "3"})
			for (const char *level : {"1", "2"})
				check_boot({{"DTB", tree}, {"GIC", gic}, {"EL", level}});
}

TEST_CASE("boot: cortex-a53, cortex-a72, max")
{
	for (const char *cpu : {"cortex-a53", "cortex-a72", "max"})
		for (const char *gic : {"2", "3"})
			check_boot({{"CPU", cpu}, {"GIC", gic}});
}

TEST_CASE("boot: 64 MiB to 4 GiB")
{
	for (const char *memory : {"64M", "128M", "256M", "512M", "1G", "2G", "4G"})
		for (const char *tree : {"own", "qemu"})
			check_boot({{"MEM", memory}, {"DTB", tree}});
}

TEST_CASE("boot: several CPUs in the tree")
{
	for (const char *cpus : {"2", "4", "8"})
		check_boot({{"SMP", cpus}, {"GIC", "2"}});
	check_boot({{"SMP", "16"}, {"GIC", "3"}});
	check_boot({{"SMP", "4"}, {"GIC", "3"}, {"DTB", "qemu"}});
}

TEST_CASE("boot: the image runs wherever it is loaded, at 2 MiB steps")
{
	for (unsigned long address : {0x40200000ul, 0x40400000ul, 0x43e00000ul, 0x50000000ul}) {
		RawBoot shape;
		shape.kernel = address;
		shape.tree = tree_with(
			shape,
			"/ { chosen { bootargs = \"cmd=\\\"echo the end; cat /proc/iomem\\\" semihosting\"; }; };");
		Outcome outcome = boot_raw(shape);

		CAPTURE(address);
		CAPTURE(outcome);
		CHECK(outcome.status == 0);
		CHECK(outcome.has("the end"));
		CHECK(outcome.has("Kernel code"));
	}
}

TEST_CASE("boot: entered at EL2 with the tree anywhere")
{
	for (unsigned long address : {0x48000000ul, 0x5fe00008ul, 0x4a1ffff8ul}) {
		RawBoot shape;
		shape.options = ",virtualization=on";
		shape.tree_address = address;
		shape.tree = tree_with(
			shape,
			"/ { chosen { bootargs = \"cmd=\\\"echo the end\\\" semihosting\"; }; };");
		Outcome outcome = boot_raw(shape);

		CAPTURE(address);
		CAPTURE(outcome);
		CHECK(outcome.status == 0);
		CHECK(outcome.has("the end"));
	}
}

TEST_CASE("boot: the log looks like Linux's")
{
	Outcome outcome = boot({{"CMD", "echo the end"}, {"MEM", "1G"}});

	CAPTURE(outcome);
	for (const std::string part :
	     {"Linux version 6.12.0-slub64", "Machine model: ", "Zone ranges:\n",
	      "  DMA      [mem 0x", "  DMA32    empty", "  Normal   empty",
	      "Movable zone start for each node", "Early memory node ranges",
	      "  node   0: [mem 0x0000000040000000-0x000000007fffffff]",
	      "Initmem setup node 0 [mem 0x0000000040000000-0x000000007fffffff]",
	      "Built 1 zonelists, mobility grouping on.  Total pages: 262144",
	      "Kernel command line: ", "Memory: ",
	      "SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=1, Nodes=1",
	      "Freeing unused kernel memory: "}) {
		CAPTURE(part);
		CHECK(outcome.has(part));
	}
	// Every line of the log has its time stamp.
	CHECK(outcome.lines_with("Zone ranges")[0].rfind("[    0.", 0) == 0);
}
