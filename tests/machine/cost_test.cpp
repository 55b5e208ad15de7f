// SPDX-License-Identifier: GPL-2.0-only
// What a boot costs, in instructions. Under -icount shift=0 one instruction is one nanosecond of guest time, so the boot log's own
// figure is exact and the same every time: a bound on it is a test, not a measurement.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

using namespace machine;

namespace
{

unsigned long boot_cost(const std::string &memory)
{
	Outcome outcome = boot({{"MEM", memory},
				{"QEMU_EXTRA", "-icount shift=0,sleep=off"},
				{"CPU", "cortex-a72"},
				{"CMD", "echo the end"}},
			       120s);
	std::string figure = outcome.between("Boot: ", " ns");

	CAPTURE(memory);
	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(figure != "");
	return std::strtoul(figure.c_str(), nullptr, 10);
}

} // namespace

TEST_CASE(
	"cost: from reset to the prompt under 2.5 million instructions at 1 GiB, and under 0.5 million per further GiB")
{
	unsigned long one = boot_cost("1G"), two = boot_cost("2G"), four = boot_cost("4G");

	MESSAGE("1 GiB: " << one << ", 2 GiB: " << two << ", 4 GiB: " << four << " instructions");
	CHECK(one > 100000); // a figure at all
	CHECK(one < 2500000);
	CHECK(two < one + 500000);
	CHECK(four < one + 3 * 500000);
	// The same machine costs the same.
	CHECK(boot_cost("1G") == one);
}
