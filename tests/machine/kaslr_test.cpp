// SPDX-License-Identifier: GPL-2.0-only
// A kernel that runs where nobody knows: whole, with names, and with each seed elsewhere.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <regex>
#include <string>

using namespace machine;

namespace
{

// A device tree for @shape (which has a GICv2) with this /chosen/kaslr-seed, or with none, in a file.
std::string tree_with_seed(const RawBoot &shape, const std::string &cells)
{
	const std::string seed = cells.empty() ? "/delete-property/ kaslr-seed;"
					       : "kaslr-seed = <" + cells + ">;";

	return write_file("kaslr" + cells + ".dtb",
			  tree_with(shape, "/ { chosen { " + seed + " }; };"));
}

// The digits of "Kernel Offset: 0x… from".
std::string offset_of(const Outcome &outcome)
{
	return outcome.between("Kernel Offset: 0x", " from 0xffff800080000000\n");
}

std::string linear_map_of(const Outcome &outcome)
{
	return outcome.between("linear : ", " - ");
}

} // namespace

// The first seed moves RAM so far that its struct pages are reached through the last entry of the top-level table; the second one by
// no more than 1 GiB, and the image as far as may be.
TEST_CASE("kaslr: image and RAM lie elsewhere with each seed, and all else is as ever")
{
	RawBoot shape;
	const std::string what =
		"dmesg | grep -e KASLR -e linear; test kaslr; test arch_mapping; test smp_memory; test "
		"vmalloc_areas; cat /sys/kernel/debug/kernel_page_tables | grep -e start -e area; pgtable "
		"0xffff000000000000; echo == end; oops bug";

	shape.cpus = 2;
	Outcome first = boot({{"APPEND", "kaslr oops=panic"},
			      {"CPU", "cortex-a72"},
			      {"SMP", "2"},
			      {"MEM", "512M"},
			      {"GIC", "2"},
			      {"DTB", tree_with_seed(shape, "0x12345678 0x9abcdef0")},
			      {"CMD", what}});
	shape.options = ",virtualization=on";
	Outcome second = boot({{"APPEND", "kaslr oops=panic"},
			       {"CPU", "cortex-a53"},
			       {"SMP", "2"},
			       {"EL", "2"},
			       {"MEM", "512M"},
			       {"GIC", "2"},
			       {"DTB", tree_with_seed(shape, "0xffffffff 0xffff0001")},
			       {"CMD", what}});

	for (const Outcome *outcome : {&first, &second}) {
		CAPTURE(*outcome);
		CHECK(outcome->has("KASLR enabled"));
		CHECK(outcome->has("Checked W+X mappings: passed, no W+X pages found"));
		CHECK(outcome->has("\n== end\n"));
		CHECK_FALSE(outcome->has("not ok"));
		CHECK(std::regex_search(
			outcome->text,
			std::regex("Call trace:\n[^]* shell::command_oops\\+0x[0-9a-f]+/0x")));
		CHECK(outcome->has("---[ vmalloc() area ]---"));
		// RAM does not begin where it would otherwise.
		CHECK(outcome->has("invalid: nothing is mapped here"));
		CHECK(outcome->has("PHYS_OFFSET: 0x"));
	}
	CHECK(offset_of(first) == "23faaa400000");
	CHECK(linear_map_of(first) == "0xffff618900000000");
	CHECK(offset_of(second) == "5e7f6f800000");
	CHECK(linear_map_of(second) == "0xffff000040000000");
}

TEST_CASE("kaslr: without a number nobody knows, or switched off, it says so")
{
	Outcome lack = boot({{"APPEND", "kaslr"},
			     {"CPU", "cortex-a72"},
			     {"GIC", "2"},
			     {"DTB", tree_with_seed({}, "")},
			     {"CMD", "panic"}});
	CAPTURE(lack);
	CHECK(lack.has("KASLR disabled due to lack of seed"));
	CHECK(lack.has("Kernel Offset: disabled"));

	// The word in quotes is not meant.
	Outcome off = boot({{"APPEND", "kaslr nokaslr"}, {"CMD", "echo nokaslr; panic"}});
	CAPTURE(off);
	CHECK(off.has("KASLR disabled on command line"));
	CHECK(off.has("Kernel Offset: disabled"));
}

// RNDR.
TEST_CASE("kaslr: a CPU that makes random numbers needs no seed")
{
	Outcome outcome = boot({{"APPEND", "kaslr"},
				{"CPU", "max"},
				{"GIC", "2"},
				{"DTB", tree_with_seed({}, "")},
				{"CMD", "panic"}});

	CAPTURE(outcome);
	CHECK(outcome.has("KASLR enabled"));
	CHECK(offset_of(outcome).size() == 12);
}
