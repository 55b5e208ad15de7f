// What the kernel says when it dies: readable, complete, once, and with a status.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <regex>
#include <string>

using namespace machine;

namespace
{

Outcome dying(const std::string &command)
{
	return boot({{"CMD", command}, {"MEM", "128M"}}, 30s);
}

bool matches(const Outcome &outcome, const std::string &pattern)
{
	return std::regex_search(outcome.text, std::regex(pattern));
}

void check_oops(const Outcome &outcome)
{
	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK_FALSE(outcome.timed_out);
	CHECK(outcome.has("ESR = 0x"));
	CHECK(matches(outcome, "EC = 0x[0-9a-f]{2}: [A-Z]")); // the class in words
	CHECK(matches(outcome, "pc : [\\w:]+\\+0x[0-9a-f]+/0x[0-9a-f]+"));
	CHECK(matches(outcome, "lr : [\\w:]+\\+0x[0-9a-f]+/0x[0-9a-f]+"));
	CHECK(matches(outcome, "sp : [0-9a-f]{16}"));
	CHECK(matches(outcome, "x29: [0-9a-f]{16} x28: [0-9a-f]{16}"));
	CHECK(matches(outcome, "x2 : [0-9a-f]{16} x1 : [0-9a-f]{16} x0 : [0-9a-f]{16}"));
	CHECK(outcome.has("Call trace:"));
	// The way from the task's beginning to the command, by name.
	CHECK(matches(outcome, "Call trace:[^]* shell_main\\+0x[0-9a-f]+/0x[0-9a-f]+\n"));
	CHECK(matches(outcome, "Call trace:[^]* ret_from_fork\\+0x[0-9a-f]+/0x[0-9a-f]+\n"));
}

} // namespace

TEST_CASE("reports: a panic")
{
	Outcome outcome = dying("panic");

	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK_FALSE(outcome.timed_out);
	CHECK(outcome.lines_with("] Kernel panic - not syncing: ").size() == 1);
	CHECK(outcome.lines_with("---[ end Kernel panic - not syncing: ").size() == 1);
	CHECK(outcome.has("Call trace:"));
}

TEST_CASE("reports: reading an address that is not mapped")
{
	Outcome outcome = dying("oops null");

	check_oops(outcome);
	CHECK(outcome.has("Unable to handle kernel"));
	CHECK(outcome.has("DABT (current EL)"));
	CHECK(outcome.has("FSC = 0x"));
	CHECK(outcome.has("pgd=")); // the walk
}

TEST_CASE("reports: writing to the kernel's text")
{
	Outcome outcome = dying("oops write-text");

	check_oops(outcome);
	CHECK(outcome.has("write to read-only memory"));
	CHECK(outcome.has("level 3 permission fault"));
}

TEST_CASE("reports: executing data")
{
	Outcome outcome = dying("oops exec-data");

	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK(outcome.has("IABT (current EL)"));
	CHECK(outcome.has("execute from non-executable memory"));
}

TEST_CASE("reports: an undefined instruction")
{
	Outcome outcome = dying("oops undef");

	check_oops(outcome);
}

TEST_CASE("reports: BUG()")
{
	Outcome outcome = dying("oops bug");

	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK(matches(outcome, "kernel BUG at [a-z_/]+\\.cpp:[0-9]+!"));
	CHECK(outcome.has("Call trace:"));
}

TEST_CASE("reports: a stack that overflows")
{
	Outcome outcome = dying("oops stack-overflow");

	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK_FALSE(outcome.timed_out);
	CHECK(outcome.has("Insufficient stack space to handle exception!"));
	CHECK(matches(outcome, "Task stack: +\\[0x[0-9a-f]+\\.\\.0x[0-9a-f]+\\]"));
	CHECK(matches(outcome, "PID: 1 Comm: init "));
	CHECK(outcome.has("kernel stack overflow"));
	CHECK(outcome.has("Call trace:"));
}

TEST_CASE("reports: WARN() goes on")
{
	Outcome outcome = dying("oops warn; echo the end");

	CAPTURE(outcome);
	CHECK(outcome.has("------------[ cut here ]------------"));
	CHECK(matches(outcome, "WARNING: CPU: 0 PID: \\d+ at [a-z_/]+\\.cpp:[0-9]+ [\\w:]+\\+0x"));
	// As on arm64 Linux: what is wrong, then where.
	CHECK(matches(outcome, "requested at the shell\\s+\\[[ .0-9]+\\] WARNING: CPU"));
	CHECK(outcome.has("---[ end trace "));
	CHECK(outcome.has("the end"));
}

TEST_CASE("reports: sleeping with a spinlock held")
{
	Outcome outcome = dying("oops sleep; echo the end");

	CAPTURE(outcome);
	CHECK(matches(outcome, "BUG: sleeping function called from invalid context at "
			       "[a-z_/]+\\.cpp:[0-9]+\n"));
	CHECK(matches(outcome,
		      "in_atomic\\(\\): 1, irqs_disabled\\(\\): 0, non_block: 0, pid: \\d+, "
		      "name: [\\w/]+\n"));
	CHECK(matches(outcome, "preempt_count: 1, expected: 0\n"));
	CHECK(outcome.has("Call trace:"));
	CHECK(outcome.has("the end"));
}

TEST_CASE("reports: a grace period that does not end")
{
	Outcome outcome = boot({{"CMD", "oops rcu-stall; echo the end"},
				{"MEM", "128M"},
				{"APPEND", "rcupdate.rcu_cpu_stall_timeout=3"}},
			       30s);

	CAPTURE(outcome);
	CHECK(outcome.has("rcu: INFO: rcu_sched self-detected stall on CPU"));
	CHECK(matches(outcome,
		      "rcu: \t0-\\.\\.\\.\\?: \\([0-9]+ ticks this GP\\) idle=[0-9a-f]{4}/1/0x0 "
		      "softirq=[0-9]+/[0-9]+ fqs=0"));
	CHECK(matches(outcome, "rcu: \t\\(t=3[0-9]{2} jiffies g=-?[0-9]+ q=[0-9]+ ncpus=1\\)"));
	CHECK(matches(outcome, "Call trace:[^]* [\\w:]*oops_rcu_stall\\S*\\+0x"));
	CHECK(outcome.lines_with("self-detected stall").size() == 1);
	CHECK(outcome.has("the end"));
}
