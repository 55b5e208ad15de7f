// SPDX-License-Identifier: GPL-2.0-only
// Nothing that runs before the MMU is on may need it: shown from the disassembly of the built kernel, by a script that is itself shown to
// find each kind of offender.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

using namespace machine;

namespace
{

Outcome check_assembly(const std::string &text)
{
	std::string source = write_file("early.S", text), object = scratch("early.o");
	Outcome assembled =
		shell("aarch64-linux-gnu-gcc -march=armv8.1-a -c -o " + object + " " + source);

	CAPTURE(assembled);
	REQUIRE(assembled.status == 0);
	return shell("scripts/check-early-code aarch64-linux-gnu-objdump " + object + " entry");
}

void expect_finding(const std::string &instruction, const std::string &what)
{
	// In a function that is reached by two branches, behind one that is not reached and may hold anything.
	Outcome outcome = check_assembly(
		"entry: bl first\n ret\n"
		"unreached: ldaxr x0, [x1]\n br x3\n"
		"first: ldr x0, [x1, #8]\n stp x0, x1, [sp, #-16]!\n cbz x0, second\n ret\n"
		"second: " +
		instruction + "\n ret\n");
	CAPTURE(instruction);
	CAPTURE(outcome);
	CHECK(outcome.status == (what.empty() ? 0 : 1));
	CHECK(outcome.lines().size() == 1);
	CHECK(outcome.has(what.empty() ? "nothing that needs the MMU" : "second: " + what));
}

} // namespace

TEST_CASE("early code: no exclusive, atomic or unaligned access before the MMU is on")
{
	Outcome outcome =
		shell("scripts/check-early-code aarch64-linux-gnu-objdump " + build_folder() +
		      "/vmlinux _head early_vectors secondary_entry secondary_holding_pen");

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("nothing that needs the MMU"));

	// It did look at all of it: the page tables' making and the switch itself are among what it followed.
	Outcome switching = shell(
		"aarch64-linux-gnu-objdump -d --no-show-raw-insn " + build_folder() +
		"/vmlinux | awk '/^[0-9a-f]+ </ { name = $2 } /\\tmsr\\tsctlr_el1/ { print name }'");
	CAPTURE(switching);
	CHECK(switching.has("<__enable_mmu>:"));
	CHECK(std::atoi(outcome.between("early code: ", " functions").c_str()) >= 5);
}

TEST_CASE("early code: the script finds each kind of offender")
{
	expect_finding("nop", "");
	expect_finding("ldr w0, [x1, #4]", "");
	expect_finding("str x0, [x1, x2, lsl #3]", "");
	expect_finding("ldxr x0, [x1]", "exclusive access");
	expect_finding("stlxrb w2, w0, [x1]", "exclusive access");
	expect_finding("ldaxp x0, x2, [x1]", "exclusive access");
	expect_finding("ldadd x0, x1, [x2]", "atomic access");
	expect_finding("casal w0, w1, [x2]", "atomic access");
	expect_finding("swpb w0, w1, [x2]", "atomic access");
	expect_finding("stadd w0, [x2]", "atomic access");
	expect_finding("ldur x0, [x1, #3]", "unaligned offset");
	expect_finding("str w0, [x1], #2", "unaligned offset");
	expect_finding("dc zva, x0", "DC ZVA");
	expect_finding("blr x3", "branch through a register");
	expect_finding("b elsewhere\n elsewhere: nop", "");
}
