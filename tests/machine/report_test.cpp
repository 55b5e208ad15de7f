// SPDX-License-Identifier: GPL-2.0-only
// What the kernel says when it dies: readable, complete, once, and with a status.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <regex>
#include <string>
#include <vector>

using namespace machine;

namespace
{

// An oops ends the machine.
Outcome dying(const std::string &command)
{
	return boot({{"CMD", command}, {"MEM", "128M"}, {"APPEND", "oops=panic"}}, 30s);
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
	CHECK(outcome.has("Kernel Offset: disabled\n"));
	CHECK_FALSE(outcome.has("KASLR"));
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
	CHECK(outcome.has("user address but active_mm is swapper")); // the walk
	CHECK(outcome.has("Kernel panic - not syncing: Oops: Fatal exception"));
}

// What each kind of fault says: its first line, and others that must be among the next ones.
struct Fault {
	const char *kind, *first;
	std::vector<const char *> others;
	bool walk = true; // with the syndrome of an abort, and the walk
};

const std::vector<Fault> faults = {
	{"null",
	 "Unable to handle kernel NULL pointer dereference at virtual address 0000000000000008",
	 {"level 0 translation fault", "EC = 0x25: DABT \\(current EL\\), IL = 32 bits", "WnR = 0,",
	  "\\[0000000000000008\\] user address but active_mm is swapper"}},
	{"near-null",
	 "Unable to handle kernel NULL pointer dereference at virtual address 00000000000007f0",
	 {}},
	{"user",
	 "Unable to handle kernel paging request at virtual address 0000004000001000",
	 {"\\[0000004000001000\\] user address but active_mm is swapper"}},
	{"non-canonical",
	 "Unable to handle kernel paging request at virtual address 6b6b6b6b6b6b6b6b",
	 {"\\[6b6b6b6b6b6b6b6b\\] address between user and kernel address ranges"}},
	{"guard",
	 "Unable to handle kernel paging request at virtual address ffff8[0-9a-f]{11}",
	 {"level 3 translation fault", "swapper pgtable: 4k pages, 48-bit VAs, pgdp=[0-9a-f]{16}\n",
	  "\\[ffff8[0-9a-f]{11}\\] pgd=[0-9a-f]{16}, p4d=[0-9a-f]{16}, pud=[0-9a-f]{16}, "
	  "pmd=[0-9a-f]{16}, pte=0{16}\n",
	  "Memory at ffff8[0-9a-f]{11}: 2-page vmalloc region starting at 0xffff8[0-9a-f]+ "
	  "allocated at shell::oops_guard\\+0x"}},
	{"external",
	 "FSC = 0x10: synchronous external abort",
	 {"Internal error: synchronous external abort: [0-9a-f]{16} \\[#\\d+\\] SMP\n",
	  "Tainted: G +M "}},
	{"poison",
	 "Unable to handle kernel paging request at virtual address dead000000000[12][0-9a-f]{2}",
	 {}},
	{"write-ro",
	 "Unable to handle kernel write to read-only memory at virtual address ffff8[0-9a-f]{11}",
	 {"level 3 permission fault", "WnR = 1,"}},
	{"write-text",
	 "Unable to handle kernel write to read-only memory at virtual address ffff8[0-9a-f]{11}",
	 {"level 3 permission fault", "pte=00[0-9a-f]{14}\n"}},
	{"write-alias",
	 "Unable to handle kernel write to read-only memory at virtual address ffff0[0-9a-f]{11}",
	 {"level 3 permission fault", "WnR = 1,"}},
	{"exec-alias",
	 "Unable to handle kernel execute from non-executable memory at virtual address ffff0",
	 {"EC = 0x21: IABT \\(current EL\\)", "level 3 permission fault"}},
	{"exec-data",
	 "Unable to handle kernel execute from non-executable memory at virtual address ffff8",
	 {"EC = 0x21: IABT \\(current EL\\)"}},
	{"exec-null",
	 "Unable to handle kernel NULL pointer dereference at virtual address 0000000000000000",
	 {"EC = 0x21: IABT", "Code: (\\?{8} ){4}\\(\\?{8}\\)"}},
	{"pc", "Internal error: SP/PC alignment exception: [0-9a-f]{16}", {}, false},
	{"brk", "Internal error: aarch64 BRK: 00000000f2000123", {}, false},
	{"undef",
	 "Internal error: Oops - Undefined instruction: [0-9a-f]{16}",
	 {"Code: [0-9a-f]{8} .*\\(00000000\\)"},
	 false},
	{"unaligned",
	 "Unable to handle kernel paging request at virtual address ffff8[0-9a-f]{11}",
	 {"FSC = 0x21: alignment fault"}},
	{"bug",
	 "kernel BUG at kernel/shell/commands_oops\\.cpp:[0-9]+!\n",
	 {"Internal error: Oops - BUG: 00000000f2000800 \\[#"},
	 false},
	{"object",
	 "Unable to handle kernel write to read-only memory at virtual address ffff0[0-9a-f]{11}",
	 {"Memory at ffff0[0-9a-f]{11}: slab oops_object start ffff0[0-9a-f]{11} "
	  "(data offset \\d+ )?pointer offset 8 size 100 allocated at shell::oops_object\\+0x"}},
};

// Only the task dies that did it, as in Linux: so all of them in one boot. The run does not end with status 0 for all that.
TEST_CASE("reports: every kind of fault, each with its words, walk, registers, backtrace and code")
{
	std::string commands = "cat /proc/sys/kernel/panic_on_oops; ";

	for (const Fault &fault : faults)
		commands += std::string("echo == ") + fault.kind + "; oops " + fault.kind + "; ";
	Outcome outcome = boot({{"CMD", commands + "echo == end; ps"},
				{"MEM", "128M"},
				{"SMP", "2"},
				{"APPEND", "slab_debug=U,oops_object"}},
			       60s);
	CHECK_FALSE(outcome.timed_out);
	CHECK(outcome.status != 0);
	// The shell goes on, and none of the threads is left.
	CHECK(outcome.has("\n== end\n"));
	CHECK_FALSE(outcome.has(" oops\n"));

	for (size_t i = 0; i < faults.size(); i++) {
		const Fault &fault = faults[i];
		const std::string next = i + 1 < faults.size() ? faults[i + 1].kind : "end";
		Outcome report = outcome;

		report.text = outcome.between(std::string("\n== ") + fault.kind + "\n",
					      "\n== " + next + "\n");
		CAPTURE(report);
		CHECK(matches(report, fault.first));
		for (const char *other : fault.others) {
			CAPTURE(other);
			CHECK(matches(report, other));
		}
		if (fault.walk) {
			CHECK(report.has("Mem abort info:"));
			CHECK(report.has("ESR = 0x"));
			CHECK(matches(report, "EC = 0x[0-9a-f]{2}: [A-Z]"));
			CHECK(matches(report, "user address|address between|swapper pgtable"));
		}
		CHECK(matches(report,
			      "Internal error: [^\n]*\\[#" + std::to_string(i + 1) + "\\] SMP"));
		CHECK(matches(report, "CPU: \\d UID: 0 PID: \\d+ Comm: oops "));
		CHECK(matches(report,
			      "pstate: [0-9a-f]{8} \\([nzcvNZCV]{4} [dD][aA][iI][fF] [-+]PAN "
			      "[-+]UAO [-+]TCO [-+]DIT [-+]SSBS BTYPE=..\\)"));
		CHECK(matches(report, "pc : \\S"));
		CHECK(matches(report, "x2 : [0-9a-f]{16} x1 : [0-9a-f]{16} x0 : [0-9a-f]{16}"));
		CHECK(matches(report,
			      "Call trace:[^]* shell::hurt_in_thread\\+0x[0-9a-f]+/0x[0-9a-f]+\n"));
		CHECK(matches(report, "Code: .*\\([0-9a-f?]{8}\\)"));
		CHECK(report.lines_with("---[ end trace 0000000000000000 ]---").size() == 1);
	}
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
	// The registers as they were: the trap has changed none.
	CHECK(matches(outcome, "pc : shell::oops_warn\\+0x"));
	CHECK(matches(outcome, "x2 : [0-9a-f]{16} x1 : [0-9a-f]{16} x0 : [0-9a-f]{16}"));
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
			       400s);

	CAPTURE(outcome);
	CHECK(outcome.has("rcu: INFO: rcu_sched self-detected stall on CPU"));
	CHECK(matches(outcome,
		      "rcu: \t0-\\.\\.\\.\\?: \\([0-9]+ ticks this GP\\) idle=[0-9a-f]{4}/1/0x0 "
		      "softirq=[0-9]+/[0-9]+ fqs=0"));
	CHECK(matches(outcome, "rcu: \t\\(t=[0-9]+ jiffies g=-?[0-9]+ q=[0-9]+ ncpus=1\\)"));
	// What the tick has interrupted, with its registers.
	CHECK(matches(outcome, "ncpus=1\\)[^]*pstate: [^]*pc : [^]*x2 : [0-9a-f]{16} x1 : "));
	CHECK(matches(outcome, "Call trace:[^]* [\\w:]*oops_rcu_stall\\S*\\+0x"));
	CHECK(outcome.lines_with("self-detected stall").size() == 1);
	CHECK(outcome.has("the end"));
}

TEST_CASE("reports: CPUs that are stuck")
{
	Outcome outcome =
		boot({{"CMD", "oops soft-lockup; oops hard-lockup; oops workqueue-lockup; "
			      "oops workqueue-busy; echo the end"},
		      {"MEM", "128M"},
		      {"SMP", "2"},
		      {"APPEND", "watchdog_thresh=1 workqueue.watchdog_thresh=1 "
				 "softlockup_all_cpu_backtrace=1"}},
		     400s);

	CAPTURE(outcome);
	CHECK(matches(outcome, "watchdog: BUG: soft lockup - CPU#[01] stuck for [0-9]+s! "
			       "\\[[\\w/]+:[0-9]+\\]"));
	CHECK(matches(outcome, "Call trace:[^]* [\\w:]*oops_soft_lockup\\S*\\+0x"));
	CHECK(matches(outcome,
		      "soft lockup - CPU#([01])[^]*Sending NMI from CPU \\1 to CPUs [01]:\n"
		      "[^]*NMI backtrace for cpu [01] skipped: idling at [^]*hard LOCKUP"));
	CHECK(matches(outcome, "watchdog: Watchdog detected hard LOCKUP on cpu [01]\n"));
	CHECK(matches(outcome, "Sending NMI from CPU [01] to CPUs [01]:"));
	CHECK(matches(outcome, "Comm: stuck/[01] "));
	CHECK(matches(outcome, "Call trace:[^]* [\\w:]*hard_lockup\\S*\\+0x"));
	CHECK(matches(outcome, "BUG: workqueue lockup - pool cpus=0 node=0 flags=0x[02] nice=0 "
			       "stuck for [0-9]+s!"));
	CHECK(matches(outcome,
		      "Showing busy workqueues and worker pools:\n[^]*workqueue events: "
		      "flags=0x0\n[^]*  pwq 2: cpus=0 node=0 flags=0x[02] nice=0 active=2 "
		      "refcnt=3\n[^]*    in-flight: [0-9]+:\\S*hog\\S*\n[^]*    pending: "
		      "\\S*do_nothing\\S* BAR\\(1\\)\n[^]*pool 2: cpus=0 node=0 flags=0x[02] "
		      "nice=0 hung=[0-9]+s workers=[0-9]+"));
	CHECK(matches(outcome,
		      "Showing backtraces of running workers in stalled CPU-bound worker "
		      "pools:\n[^]*pool 2:\n[^]*task:kworker/0:\\S* +state:R  running task "
		      "[^]*Workqueue: events \\S*hog[^]* \\S*hog\\S*\\+0x"));
	CHECK(matches(outcome, "destroy_workqueue: busy has the following busy pwq\n[^]*  pwq 2: "
			       "cpus=0 node=0 flags=0x[02] nice=0 active=1 refcnt=1\n[^]*workqueue "
			       "busy: flags=0x8000\n"));
	CHECK(outcome.has("the end"));
}

TEST_CASE("reports: a kernel that goes wrong too often")
{
	Outcome oopses = boot(
		{{"CMD", "cat /proc/sys/kernel/oops_limit; echo 2 > /proc/sys/kernel/oops_limit; "
			 "oops null; cat /sys/kernel/oops_count; oops null; echo the end"},
		 {"MEM", "64M"}});

	CAPTURE(oopses);
	CHECK(matches(oopses,
		      "\n10000\n[^]*Unable to handle kernel NULL pointer[^]*\n1\n[^]*"
		      "Kernel panic - not syncing: Oopsed too often \\(kernel.oops_limit is 2\\)"));
	CHECK_FALSE(oopses.has("\nthe end\n"));

	Outcome warnings =
		boot({{"CMD", "oops warn; cat /sys/kernel/warn_count; "
			      "echo 2 > /proc/sys/kernel/warn_limit; oops warn; echo the end"},
		      {"MEM", "64M"}});

	CAPTURE(warnings);
	CHECK(matches(warnings,
		      "WARNING: [^]*\n1\n[^]*Kernel panic - not syncing: kernel: system warned too "
		      "often \\(kernel.warn_limit is 2\\)"));
	CHECK_FALSE(warnings.has("\nthe end\n"));
}

TEST_CASE("reports: a grace period that another CPU holds up")
{
	Outcome outcome = boot({{"CMD", "oops rcu-stall-elsewhere; echo the end"},
				{"MEM", "128M"},
				{"SMP", "2"},
				{"APPEND", "rcupdate.rcu_cpu_stall_timeout=3"}},
			       400s);

	CAPTURE(outcome);
	CHECK(outcome.has("rcu: INFO: rcu_sched detected stalls on CPUs/tasks:"));
	CHECK(matches(outcome, "rcu: \t1-\\.\\.\\.\\?: \\([0-9]+ (GPs behind|ticks this GP)\\) "
			       "idle=[0-9a-f]{4}/1/0x0 softirq=[0-9]+/[0-9]+ fqs=0"));
	CHECK(matches(
		outcome,
		"rcu: \t\\(detected by 0, t=[0-9]+ jiffies, g=-?[0-9]+, q=[0-9]+ ncpus=2\\)"));
	CHECK(outcome.has("Sending NMI from CPU 0 to CPUs 1:"));
	CHECK(outcome.has("NMI backtrace for cpu 1"));
	CHECK(matches(outcome, "Comm: stalls/1 "));
	CHECK(matches(outcome, "Call trace:[^]* [\\w:]*stall_without_interrupts\\S*\\+0x"));
	CHECK(!outcome.has("self-detected"));
	CHECK(outcome.has("the end"));
}
