// SPDX-License-Identifier: GPL-2.0-only
// The shell, unattended: each command once as it is meant and once with a wrong argument, and an exit status that tells the truth.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <regex>
#include <string>
#include <vector>

using namespace machine;

namespace
{

// Boots with "quiet", so that what is printed is the commands' output.
Outcome command(const std::string &commands, Seconds limit = 60s)
{
	return boot({{"CMD", commands}, {"APPEND", "quiet"}, {"MEM", "256M"}}, limit);
}

void expect_good(const std::string &commands, const std::vector<std::string> &parts)
{
	Outcome outcome = command(commands + "; echo the end");

	CAPTURE(commands);
	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("the end"));
	for (const std::string &part : parts) {
		CAPTURE(part);
		CHECK(outcome.has(part));
	}
}

// Status non-zero, and exactly one line that names the command.
void expect_bad(const std::string &line)
{
	Outcome outcome = command(line);
	std::string name = line.substr(0, line.find(' '));

	CAPTURE(line);
	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK_FALSE(outcome.timed_out);
	CHECK(outcome.lines_with(name + ":").size() == 1);
	CHECK(outcome.lines().size() <= 2);
}

} // namespace

TEST_CASE("shell: help lists every command")
{
	Outcome outcome = command("help");

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	for (const std::string name :
	     {"help",        "free",       "ls",   "cat",   "dmesg",   "kmalloc", "kfree",
	      "alloc_pages", "free_pages", "page", "slab",  "pgtable", "test",    "reboot",
	      "poweroff",    "panic",      "echo", "clear", "uname",   "history"}) {
		CAPTURE(name);
		CHECK(outcome.lines_with(name).size() >= 1);
	}
}

TEST_CASE("shell: memory at a glance")
{
	expect_good("free", {"total", "used", "free", "Mem:"});
	expect_good("uname -r", {"6.12.0-slub64\n"});
	expect_good("echo one 'two three'", {"one two three"});
	expect_good("dmesg", {"Linux version 6.12.0-slub64", "Zone ranges:"});
	expect_good("ls /proc", {"buddyinfo", "slabinfo", "zoneinfo", "meminfo", "vmallocinfo",
				 "iomem", "cmdline", "version", "interrupts"});
	expect_good("clear", {});
	expect_good("history", {});
}

TEST_CASE("shell: files that are written, and those that are not")
{
	expect_good("ls /; ls /sys/kernel; echo 8192 > /proc/sys/vm/min_free_kbytes; "
		    "cat /proc/sys/vm/min_free_kbytes /proc/zoneinfo /sys/kernel/address_bits",
		    {"proc/", "sys/", "debug/", "8192\n", "        min      2048\n", "64\n"});
	expect_bad("echo many > /proc/sys/vm/min_free_kbytes");
	expect_bad("echo 1 > /proc/meminfo");
	expect_bad("readlink /proc/meminfo");
}

TEST_CASE("shell: /sys/kernel/slab, all at once and one by one")
{
	expect_good(
		"ls -l /sys/kernel/slab; grep -r . /sys/kernel/slab; "
		"echo 7 > /sys/kernel/slab/kmalloc-64/min_partial; cat /sys/kernel/slab/:0000064/min_partial",
		{":0000064/slab_size:64\n", "kmalloc-64 -> :0000064\n",
		 "kmem_cache/object_size:192\n", "\n7\n"});
	expect_bad("ls /sys/kernel/slab/no-cache");
	expect_bad("echo 1 > /sys/kernel/slab/kmalloc-64/validate");
}

TEST_CASE("shell: page owner, from the kernel parameter to the backtrace")
{
	Outcome outcome = boot(
		{{"CMD",
		  "page 0x40500; cat /sys/kernel/debug/page_owner; cat /proc/pagetypeinfo; echo the end"},
		 {"APPEND", "quiet page_owner=on"},
		 {"MEM", "128M"}},
		60s);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	for (const std::string part :
	     {"Page allocated via order 0, mask 0x", "Flags 0x", " register_early_stack+0x",
	      " __primary_switched+0x", "Number of mixed blocks ", "the end"}) {
		CAPTURE(part);
		CHECK(outcome.has(part));
	}
}

TEST_CASE("shell: all files below a directory, line by line")
{
	expect_good("grep MemTotal /proc/meminfo; grep -r 64 /sys/kernel; ls -l /sys/kernel",
		    {"MemTotal: ", "/sys/kernel/address_bits:64\n", "\ndebug/"});
	expect_bad("grep MemTotal");
	expect_bad("grep -r . /nowhere");
}

TEST_CASE("shell: the files of /proc")
{
	expect_good("cat /proc/buddyinfo", {"Node 0, zone      DMA "});
	expect_good("cat /proc/zoneinfo", {"Node 0, zone      DMA", "        spanned  65536",
					   "        present  65536", "  pagesets"});
	expect_good("cat /proc/slabinfo",
		    {"slabinfo - version: 2.1",
		     "# name            <active_objs> <num_objs> <objsize>", "kmalloc-64 ",
		     "kmem_cache_node ", ": tunables    0    0    0 : slabdata "});
	expect_good("cat /proc/meminfo", {"MemTotal:", "MemFree:", "Slab:", "VmallocTotal:"});
	expect_good("cat /proc/iomem",
		    {"40000000-4fffffff : System RAM", " : Kernel code", " : Kernel data"});
	expect_good("cat /proc/cmdline", {"quiet"});
	expect_good("cat /proc/version", {"Linux version 6.12.0-slub64 "});
	expect_good("cat /proc/interrupts", {"CPU0", "arch_timer"});
	expect_good("cat /proc/vmallocinfo /proc/vmstat /proc/uptime", {"nr_free_pages "});
}

TEST_CASE("shell: allocating by hand and looking at what came")
{
	Outcome outcome = command("kmalloc 100; kmalloc 5000; alloc_pages 2");
	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.lines_with("ffff0000").size() >= 3);

	// Fixed machine, fixed order: the second boot allocates the same address, which can now be named.
	size_t at = outcome.text.find("ffff0000");
	REQUIRE(at != std::string::npos);
	std::string object = "0x" + outcome.text.substr(at, 16);
	expect_good("kmalloc 100; slab " + object, {"kmalloc-128"});
	expect_good("kmalloc 100; page " + object, {"slab"});
	expect_good("kmalloc 100; kfree " + object, {});
	expect_good("kmalloc 100; pgtable " + object,
		    {"pgd=", "pud=", "read-write, not executable"});
	expect_bad("kfree 0x1");
}

TEST_CASE("shell: a page table walk of the kernel's text")
{
	expect_good("pgtable 0xffff800080010000", {"pte=", "normal memory, read-only, executable"});
	// The image lies at 0x40200000: its text at the same distance as in the virtual address.
	expect_good("pgtable 0xffff800080010123",
		    {"ffff800080010123 is physical address 0x40210123", "     62..61 APTable  0  ",
		     "     53     PXN      0  the kernel may execute it\n",
		     "      4..2  AttrIndx 0  normal memory, MAIR_EL1 has ff for it\n"});
}

TEST_CASE("shell: wrong arguments are one line and a status")
{
	for (const std::string line : {"cat",
				       "cat /proc/nothing",
				       "ls /nowhere",
				       "kmalloc",
				       "kmalloc x",
				       "kmalloc -1",
				       "kmalloc 1 2 3",
				       "kfree",
				       "kfree nonsense",
				       "alloc_pages",
				       "alloc_pages 11",
				       "alloc_pages x",
				       "free_pages",
				       "free_pages 0x1 0",
				       "free_pages x 0",
				       "page",
				       "page x",
				       "page 1 2",
				       "slab",
				       "slab 0",
				       "slab x",
				       "pgtable",
				       "pgtable x",
				       "test no_such_suite",
				       "help nonsense"})
		expect_bad(line);
}

TEST_CASE("shell: unknown commands are one line and a status")
{
	Outcome outcome = command("nonsense");

	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK(outcome.lines_with("nonsense").size() == 1);
	CHECK(outcome.lines().size() == 1);
}

TEST_CASE("shell: a sequence goes on behind a failure and remembers it")
{
	Outcome outcome = command("echo first; nonsense; echo last");

	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK(outcome.has("first\n"));
	CHECK(outcome.has("last\n"));
	CHECK(command("echo 'a; nonsense'").status == 0);
	CHECK(command("echo 'not closed").status != 0);
}

TEST_CASE("shell: a run in which the kernel complained is no success, unless a test wanted it to")
{
	CHECK(command("oops warn").status != 0);
	CHECK(command("test slub-kmalloc.wrong_use").status == 0);
	CHECK(command("oops warn; test slub-kmalloc.wrong_use").status != 0);
}

TEST_CASE("shell: wrong frees are refused and hurt nobody")
{
	Outcome outcome = command("kmalloc 100; alloc_pages 3");
	CAPTURE(outcome);
	const std::vector<std::string> lines = outcome.lines_with("ffff0000");
	REQUIRE(lines.size() == 2);
	const std::string object = "0x" + lines[0].substr(0, 16),
			  block = "0x" + lines[1].substr(0, 16);
	const auto refused = [&](const std::string &commands, const std::string &reason) {
		Outcome run =
			command("kmalloc 100; alloc_pages 3; " + commands + "; test slub-kmalloc");

		CAPTURE(run);
		CHECK(run.status == 1);
		CHECK(run.has(reason));
		CHECK(run.has("the kernel complained") == false);
	};

	refused("kfree " + object + "; kfree " + object, "that is free already");
	refused("kfree " + object.substr(0, 17) + "8", "inside the object of cache kmalloc-128");
	refused("kfree " + block + "; kfree " + block, "free, per-CPU list");
	refused("free_pages " + block + " 2", "allocated with order 3");
	refused("free_pages " + block + " 3; free_pages " + block + " 3", "free, per-CPU list");
	refused("free_pages " + object.substr(0, 15) + "000 0", "slab of cache kmalloc-128");
	refused("free_pages 0xffff000000200000 0", "kernel image");
	refused("kfree 0xffff800080000000", "not an address of RAM in the linear map");
}

TEST_CASE("shell: ends of a session")
{
	CHECK(command("poweroff").status == 0);
	CHECK(command("poweroff; nonsense").status == 0);
	CHECK(command("reboot", 20s).status == 0);
	CHECK(command("panic").status != 0);
}

TEST_CASE("shell: the tasks and where they sleep")
{
	Outcome outcome = boot({{"CMD", "top; ps; stack 2; cat /proc/loadavg; cat /proc/cpuinfo; "
					"cat /proc/timer_list"},
				{"SMP", "2"},
				{"CPU", "cortex-a72"}},
			       120s);
	auto matches = [&](const char *pattern) {
		return std::regex_search(outcome.text, std::regex(pattern));
	};

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(matches("PID  PPID S CPU PRI  NI       TIME  STACK UNUSED COMMAND"));
	CHECK(matches("\n    1     0 R +[01]  20   0 +[0-9:.]+  16384 +1[0-9]{4} init\r?\n"));
	CHECK(matches("\n    2     0 S +[01]  20   0 +[0-9:.]+  16384 +1[0-9]{4} kthreadd\r?\n"));
	CHECK(matches("\\[<0>\\] kthreadd\\+0x[0-9a-f]+/0x[0-9a-f]+\r?\n"
		      "\\[<0>\\] ret_from_fork\\+0x"));
	CHECK(matches("[0-9]+ tasks, [0-9]+ running; 2 CPUs, [0-9.]+ % idle"));
	CHECK(matches(
		"\n[0-9]+\\.[0-9]{2} [0-9]+\\.[0-9]{2} [0-9]+\\.[0-9]{2} [0-9]+/[0-9]+ [0-9]+\r?\n"));
	// As Linux 6.12 (tests/conformance/linux/debug.config) prints it on this machine.
	CHECK(matches("\nprocessor\t: 1\r?\nBogoMIPS\t: 125.00\r?\n"
		      "Features\t: fp asimd aes pmull sha1 sha2 crc32 cpuid\r?\n"
		      "CPU implementer\t: 0x41\r?\nCPU architecture: 8\r?\nCPU variant\t: 0x0\r?\n"
		      "CPU part\t: 0xd08\r?\nCPU revision\t: 3\r?\n\r?\n"));
	CHECK(matches("\nTimer List Version: v0.10\r?\nHRTIMER_MAX_CLOCK_BASES: 8\r?\n"
		      "now at [0-9]+ nsecs\r?\n\r?\ncpu: 0\r?\n clock 0:\r?\n"
		      "  .base:       [0-9a-f]{16}\r?\n  .index:      0\r?\n"
		      "  .resolution: 1 nsecs\r?\n  .get_time:   ktime_get\r?\n"
		      "  .offset:     0 nsecs\r?\nactive timers:\r?\n"));
	CHECK(matches(" #[0-9]: <[0-9a-f]{16}>, tick[^,]*, S:01\r?\n"
		      " # expires at ([0-9]+)-\\1 nsecs \\[in (-?[0-9]+) to \\2 nsecs\\]\r?\n"));
	CHECK(matches("\nTick Device: mode:     1\r?\nPer CPU device: 1\r?\n"
		      "Clock Event Device: arch_sys_timer\r?\n"));
}
