// SPDX-License-Identifier: GPL-2.0-only
// The page allocator's soak in the kernel: a short one among the tests, a long one by hand:
//
//	slub64> soak 5000000
//
// tests/kunit/page_soak.h has what is done and checked.

#include <kunit/test.h>
#include <linux/console.h>
#include <linux/sched.h>
#include <linux/vmalloc.h>

#include "kernel/shell/names.h"
#include "kernel/shell/shell.h"
#include "tests/kunit/page_soak.h"

namespace
{

constexpr unsigned int slots = 8192;
constexpr unsigned long command_checks_every = 50000;

soak::Report run(unsigned long operations, unsigned long check_every, u64 seed)
{
	soak::Block *const table = static_cast<soak::Block *>(vmalloc(slots * sizeof(soak::Block)));

	if (!table)
		return {.operations = 0,
			.allocations = 0,
			.frees = 0,
			.failures = 0,
			.checks = 0,
			.errors = 1,
			.what = "no memory for the table",
			.at = 0};

	soak::Report report;

	{
		soak::Run run(table, slots, global_zone_page_state(NR_FREE_PAGES) / 10 * 9, seed);

		report = run.go(operations, check_every);
	}
	vfree(table);
	return report;
}

void everything_comes_back(kunit *test)
{
	const soak::Report report = run(10000, 5000, 1);

	KUNIT_EXPECT_EQ_MSG(test, report.errors, 0ul, "operation %lu: %s", report.at, report.what);
	KUNIT_EXPECT_EQ(test, report.allocations, report.frees);
	// A small machine is soon full, and then most requests are refused.
	KUNIT_EXPECT_GT(test, report.allocations, 500ul);
	KUNIT_EXPECT_EQ(test, report.checks, 3ul);
}

kunit_case cases[] = {
	KUNIT_CASE_SLOW(everything_comes_back),
	{},
};

kunit_suite suite = {.name = "page_soak", .test_cases = cases};
kunit_test_suite(suite);

int command_soak(int argc, char **argv)
{
	u64 operations = 5000000, seed = 1;

	if (argc > 3)
		return shell_usage(argv, nullptr);
	if (argc > 1 && !shell::number_argument(argv, 1, "OPERATIONS", &operations))
		return SHELL_FAILED;
	if (argc > 2 && !shell::number_argument(argv, 2, "SEED", &seed))
		return SHELL_FAILED;

	const soak::Report report = run(operations, command_checks_every, seed);

	console_printf(
		"soak: %lu operations: %lu allocations, %lu frees, %lu refused; %lu checks, %lu errors\n",
		report.operations, report.allocations, report.frees, report.failures, report.checks,
		report.errors);
	if (!report.errors)
		return SHELL_OK;
	return shell_error(argv, "operation %lu: %s (seed %llu)", report.at, report.what, seed);
}
SHELL_COMMAND(soak, "[OPERATIONS [SEED]]",
	      "random page allocations, every list and counter checked", command_soak);

} // namespace
