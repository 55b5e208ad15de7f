// SPDX-License-Identifier: GPL-2.0-only
// The device tree is believed where it is sound and refused in one clear line where it is not.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <string>

using namespace machine;

namespace
{

std::string bootargs(const std::string &commands)
{
	return "/ { chosen { bootargs = \"cmd=\\\"" + commands + "\\\" semihosting\"; }; };\n";
}

// Three banks with holes between them; the last two hundred MiB of what QEMU has are in none of them.
const std::string three_banks =
	"/ { memory@40000000 { reg = <0x0 0x40000000 0x0 0x0c000000>, <0x0 0x50000000 0x0 0x02000000>,\n"
	"	<0x0 0x54100000 0x0 0x00f00000>; }; };\n";

void expect_one_line(const Outcome &outcome, const std::string &line)
{
	CAPTURE(outcome);
	// One line for the reader, behind the few that say which kernel this is; nothing like an oops.
	CHECK(outcome.lines_with(line).size() == 1);
	CHECK_FALSE(outcome.has("Call trace"));
	CHECK_FALSE(outcome.timed_out);
	CHECK(outcome.status != 0);
}

} // namespace

TEST_CASE("device tree: several banks with holes")
{
	RawBoot shape;
	shape.tree = tree_with(
		shape,
		three_banks + bootargs("cat /proc/iomem; cat /proc/zoneinfo; test; echo the end"));
	Outcome outcome = boot_raw(shape, 120s);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("the end"));
	CHECK(outcome.has("  node   0: [mem 0x0000000040000000-0x000000004bffffff]"));
	CHECK(outcome.has("  node   0: [mem 0x0000000050000000-0x0000000051ffffff]"));
	CHECK(outcome.has("  node   0: [mem 0x0000000054100000-0x0000000054ffffff]"));
	CHECK(outcome.has("40000000-4bffffff : System RAM"));
	CHECK(outcome.has("50000000-51ffffff : System RAM"));
	CHECK(outcome.has("54100000-54ffffff : System RAM"));
	// 0x15000 frames from the first to the last, of which 0xc000 + 0x2000 + 0xf00 exist
	CHECK(outcome.has("        spanned  86016"));
	CHECK(outcome.has("        present  61184"));
}

TEST_CASE("device tree: memory in nodes of its own, one of them beyond 4 GiB")
{
	RawBoot shape;
	shape.memory = "6G";
	shape.tree = tree_with(
		shape,
		"/ { memory@40000000 { reg = <0x0 0x40000000 0x0 0x10000000>; };\n"
		"memory@140000000 { device_type = \"memory\"; reg = <0x1 0x40000000 0x0 0x10000000>; }; };\n" +
			bootargs("cat /proc/iomem; echo the end"));
	Outcome outcome = boot_raw(shape);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("40000000-4fffffff : System RAM"));
	CHECK(outcome.has("140000000-14fffffff : System RAM"));
	CHECK(outcome.has("  Normal   [mem 0x0000000100000000-0x000000014fffffff]"));
}

TEST_CASE("device tree: /reserved-memory and /memreserve/ are never handed out")
{
	RawBoot shape;
	shape.tree = tree_with(
		shape,
		"/ { reserved-memory { #address-cells = <2>; #size-cells = <2>; ranges;\n"
		"	fixed@44000000 { reg = <0x0 0x44000000 0x0 0x200000>; };\n"
		"	gone@46000000 { reg = <0x0 0x46000000 0x0 0x100000>; no-map; };\n"
		"}; };\n" +
			bootargs(
				"page 0x44000; page 0x4b000; cat /proc/iomem; pgtable 0xffff000006000000; "
				"pgtable 0xffff000004000000; echo the end"),
		"/memreserve/ 0x4b000000 0x40000;");
	Outcome outcome = boot_raw(shape);

	CAPTURE(outcome);
	CHECK(outcome.has("the end"));
	auto reserved = outcome.lines_with("reserved");
	CHECK(outcome.has("44000000-441fffff : reserved"));
	CHECK(outcome.has("46000000-460fffff : reserved"));
	CHECK(outcome.has("4b000000-4b03ffff : reserved"));
	CHECK(reserved.size() >= 5); // and both pages say so
}

TEST_CASE("device tree: none at all is one clear line")
{
	expect_one_line(boot_raw(RawBoot{}, 15s), "device tree");
}

TEST_CASE("device tree: a damaged one is one clear line")
{
	RawBoot shape;
	std::string sound = tree_with(shape, bootargs("echo the end"));

	SUBCASE("its magic number is wrong")
	{
		shape.tree = sound;
		shape.tree[0] = 'x';
	}
	SUBCASE("its size is nonsense")
	{
		shape.tree = sound;
		shape.tree[4] = '\x7f';
	}
	SUBCASE("its structure block is cut off")
	{
		shape.tree = sound;
		for (size_t at = 0x60; at < shape.tree.size(); at++)
			shape.tree[at] = '\xff';
	}
	SUBCASE("it is not aligned")
	{
		shape.tree = sound;
		shape.tree_address += 4;
	}
	SUBCASE("it tells of no memory")
	{
		shape.tree = tree_with(shape, "/ { /delete-node/ memory@40000000; };\n");
	}
	expect_one_line(boot_raw(shape, 15s), "device tree");
}
