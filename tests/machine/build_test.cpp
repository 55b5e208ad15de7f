// SPDX-License-Identifier: GPL-2.0-only
// The build: readers' own files, other compilers, knobs without sense, and kernels that must not be built.
//
// Builds go to folders of their own under build/machine, so that nothing here touches the image that the other tests boot.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>
#include <regex>

#include <string>
#include <vector>

using namespace machine;

namespace
{

const std::string o_extra = "O=" + build_folder() + "/machine/extra";

Outcome run_with(const std::string &sources, const std::string &commands)
{
	return make({"run", o_extra, "EXTRA_SRCS=" + sources, "CMD=" + commands, "MEM=128M"}, 300s);
}

void expect_refused(const std::string &source, const std::string &line)
{
	Outcome outcome = make({o_extra, "EXTRA_SRCS=" + source}, 300s);

	CAPTURE(source);
	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK(outcome.lines_with(line).size() >= 1);
}

// make says its own line behind the one that counts.
void expect_one_line(const std::vector<std::string> &arguments, const std::string &part)
{
	Outcome outcome = make(arguments, 120s);
	std::string command;
	for (const std::string &argument : arguments)
		command += argument + " ";

	CAPTURE(command);
	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK_FALSE(outcome.timed_out);
	REQUIRE(outcome.lines().size() >= 1);
	CHECK(outcome.lines()[0].find(part) != std::string::npos);
	CHECK(outcome.lines().size() <= 2);
}

} // namespace

TEST_CASE("build: readers' own files")
{
	std::string c_file = write_file(
		"mine.c",
		"#include <linux/module.h>\n#include <linux/slab.h>\n"
		"static int __init mine_init(void)\n{\n"
		"	void *p = kmalloc(100, GFP_KERNEL);\n"
		"	pr_info(\"mine: %zu bytes\\n\", ksize(p));\n	kfree(p);\n	return 0;\n}\n"
		"static void __exit mine_exit(void)\n{\n}\n"
		"module_init(mine_init);\nmodule_exit(mine_exit);\n"
		"MODULE_LICENSE(\"GPL\");\nMODULE_DESCRIPTION(\"mine\");\n");
	std::string cpp_file = write_file(
		"ours.cpp", "#include <linux/init.h>\n#include <linux/printk.h>\n#include <span>\n"
			    "namespace\n{\nconstinit int numbers[] = { 1, 2, 3 };\n"
			    "int __init ours_init()\n{\n	int sum = 0;\n"
			    "	for (int n : std::span(numbers))\n		sum += n;\n"
			    "	pr_info(\"ours: %d\\n\", sum);\n	return 0;\n}\n}\n"
			    "late_initcall(ours_init);\n");
	std::string suite = write_file(
		"suite.c",
		"#include <kunit/test.h>\n"
		"static void adds(struct kunit *test)\n{\n	KUNIT_EXPECT_EQ(test, 1 + 1, 2);\n}\n"
		"static struct kunit_case cases[] = { KUNIT_CASE(adds), {} };\n"
		"static struct kunit_suite mine = { .name = \"readers_own\", .test_cases = cases };\n"
		"kunit_test_suite(mine);\n");

	// A file of each language and a suite of tests, together.
	Outcome outcome = run_with(c_file + " " + cpp_file + " " + suite, "test readers_own");
	{
		CAPTURE(outcome);
		CHECK(outcome.status == 0);
		CHECK(outcome.has("mine: 128 bytes"));
		CHECK(outcome.has("ours: 6"));
		CHECK(outcome.has("    ok 1 adds"));
		CHECK(outcome.has("ok 1 readers_own"));
	}

	// Linux's own, unchanged.
	outcome = shell(
		"tar -xOJf /usr/src/linux-source-6.12.tar.xz linux-source-6.12/lib/test_free_pages.c > " +
			scratch("test_free_pages.c"),
		120s);
	REQUIRE(outcome.status == 0);
	outcome = run_with(scratch("test_free_pages.c"), "cat /proc/buddyinfo");
	{
		CAPTURE(outcome);
		CHECK(outcome.status == 0);
		CHECK(outcome.has("Testing with GFP_KERNEL"));
		CHECK(outcome.has("Testing with GFP_KERNEL | __GFP_COMP"));
		CHECK(outcome.has("Test completed"));
		CHECK(outcome.has("Node 0, zone"));
	}

	// Kernels that must not be.
	expect_refused(
		write_file(
			"constructor.cpp",
			"extern \"C\" int unknown_at_build_time(void);\n"
			"struct Thing {\n	volatile int value;\n	Thing();\n};\nThing::Thing() : value(1) {}\n"
			"Thing global_thing;\n"
			"extern \"C\" int *address_of_it() { return (int *)&global_thing.value; }\n"),
		"constructors");
	expect_refused(
		write_file(
			"guard.cpp",
			"struct Thing {\n	volatile int value;\n	Thing();\n};\nThing::Thing() : value(1) {}\n"
			"#include <linux/init.h>\n"
			"static int guarded()\n{\n	static Thing thing;\n	return thing.value;\n}\n"
			"late_initcall(guarded);\n"),
		"guard");
	expect_refused(
		write_file(
			"floating.c",
			"#include <linux/init.h>\nvolatile double x = 1.5;\n"
			"static int half(void)\n{\n	x = x / 2;\n	return 0;\n}\nlate_initcall(half);\n"),
		"float");
	expect_refused(
		write_file(
			"registers.S.c",
			"#include <linux/init.h>\nstatic int simd(void)\n{\n"
			"	asm volatile(\".arch_extension simd\\n movi v0.2d, #0\");\n	return 0;\n}\n"
			"late_initcall(simd);\n"),
		"FP");
	expect_refused(
		write_file(
			"unresolved.c",
			"#include <linux/init.h>\nint nobody_has_this(void);\n"
			"static int call(void)\n{\n	return nobody_has_this();\n}\nlate_initcall(call);\n"),
		"nobody_has_this");
	expect_refused(
		write_file(
			"library.c",
			"#include <linux/init.h>\n#include <linux/types.h>\nvolatile s128 a = 7, b = 3;\n"
			"static int divide(void)\n{\n	a = a / b;\n	return 0;\n}\nlate_initcall(divide);\n"),
		"__divti3");
}

TEST_CASE("build: with clang and lld, and it boots")
{
	Outcome outcome = make({"run", "LLVM=1", "O=" + build_folder() + "/machine/llvm",
				"CMD=free; test", "MEM=128M", "TIMEOUT=400"},
			       600s);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("Mem:"));
	CHECK(outcome.has("KTAP version 1"));
}

// Without /sys, debugging and their like; what is left works, and tests of the rest say that they are skipped.
TEST_CASE("build: with LEAN=1, and its tests pass")
{
	Outcome outcome = make({"run", "LEAN=1", "O=" + build_folder() + "/machine/lean", "SMP=2",
				"CMD=free; test", "MEM=256M"},
			       600s);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("Mem:"));
	CHECK(outcome.has("# SKIP no debugged caches"));
	CHECK_FALSE(outcome.has("not ok"));
	const std::string symbols =
		shell("aarch64-linux-gnu-nm " + build_folder() + "/machine/lean/vmlinux").text;
	CHECK(symbols.find(" kmem_cache_alloc_noprof\n") != std::string::npos);
	for (const char *gone : {"sysfs_create_file", "debugfs_create_file", "stack_depot_save",
				 "page_owner_inited", "validate_slab_cache", "errname"}) {
		CAPTURE(gone);
		CHECK(symbols.find(std::string(" ") + gone + "\n") == std::string::npos);
	}
}

TEST_CASE("build: with DEBUG=1, which checks the order of locks, and finds none wrong but ours")
{
	Outcome outcome = make(
		{"run", "DEBUG=1", "O=" + build_folder() + "/machine/debug", "SMP=4", "TIMEOUT=400",
		 "CMD=test; echo tests are over; cat /proc/lockdep; oops lock-order"},
		500s);

	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	const std::string tests = outcome.text.substr(0, outcome.text.find("tests are over"));

	CHECK(tests.find("locking dependency") == std::string::npos);
	CHECK(tests.find("lock state") == std::string::npos);
	CHECK(tests.find("not ok") == std::string::npos);
	CHECK(outcome.has("# lockdep: pass:"));
	CHECK_FALSE(outcome.has("# lockdep: pass:0"));
	CHECK(outcome.has("all lock classes:"));
	CHECK(std::regex_search(
		outcome.text,
		std::regex("[0-9a-f]{16} FD: *[0-9]+ BD: *[0-9]+ [+][.][+][.]: slab_mutex\n"
			   "( -> \\[[0-9a-f]{16}\\] .*\n)* -> .* &n->list_lock\n")));
	CHECK(outcome.has("WARNING: possible circular locking dependency detected"));
	CHECK(outcome.has("but task is already holding lock:"));
	CHECK(outcome.has("the existing dependency chain (in reverse order) is:"));
	CHECK(outcome.has("-> #1 (other){+.+.}-{2:2}:"));
	CHECK(outcome.has("-> #0 (one){+.+.}-{2:2}:"));
	CHECK(outcome.has(" *** DEADLOCK ***"));
	CHECK(outcome.has("1 lock held by"));
}

TEST_CASE(
	"build: the first of aarch64-none-elf- and aarch64-linux-gnu- that is found, or what CROSS_COMPILE says")
{
	auto compiler = [](const std::string &setting) {
		return shell("env " + setting + " make -n V=1 O=" + scratch("none") + " " +
			     scratch("none") + "/lib/string.o | grep -o '[^ ]*g++ ' | sort -u");
	};
	CHECK(compiler("").text == "aarch64-linux-gnu-g++ \n");
	CHECK(compiler("CROSS_COMPILE=other-").text == "other-g++ \n");

	shell("mkdir -p " + scratch("bin") +
	      " && for t in gcc g++ ld nm objcopy objdump readelf; do ln -sf $(command -v aarch64-linux-gnu-$t) " +
	      scratch("bin") + "/aarch64-none-elf-$t; done");
	CHECK(compiler("PATH=$PWD/" + scratch("bin") + ":$PATH").text == "aarch64-none-elf-g++ \n");
}

TEST_CASE("build: the sources are as make format leaves them")
{
	Outcome outcome = make({"check-format"}, 300s);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
}

TEST_CASE("build: what is made")
{
	CHECK(shell("head -c 60 " + image() + " | tail -c 4").text == "ARMd");
	CHECK(shell("grep -c ' start_kernel$' " + build_folder() + "/System.map").text == "1\n");
	CHECK(shell("aarch64-linux-gnu-readelf -S " + build_folder() +
		    "/vmlinux | grep -c debug_info")
		      .text == "1\n");
	// Nothing to do the second time.
	CHECK(shell("make -q O=" + build_folder()).status == 0);
}

TEST_CASE("knobs: what makes no sense is one clear line")
{
	expect_one_line({"V=7"}, "V=7");
	expect_one_line({"LLVM=yes"}, "LLVM=yes");
	expect_one_line({"DEBUG=2"}, "DEBUG=2");
	expect_one_line({"LEAN=y"}, "LEAN=y");
	expect_one_line({"O=a b"}, "O=a b");
	expect_one_line({"EXTRA_SRCS=no_such_file.c"}, "no_such_file.c");
	expect_one_line({"EXTRA_SRCS=README.md"}, "README.md");
	expect_one_line({"CROSS_COMPILE=no-such-", "O=" + scratch("none")}, "no-such-");

	const std::string o = "O=" + build_folder();
	for (const std::string knob :
	     {"MEM=nonsense", "MEM=1M", "SMP=0", "SMP=x", "SMP=99", "GIC=4", "EL=3", "CPU=pentium",
	      "DTB=no_such_file", "BOOT=floppy", "TIMEOUT=soon"})
		expect_one_line({"run", o, "CMD=echo x", knob}, knob);
	expect_one_line({"run", o, "CMD=echo x", "GIC=2", "SMP=9"}, "SMP=9");
}

TEST_CASE("knobs: TIMEOUT ends a machine that does not end by itself")
{
	// -S: QEMU never lets it begin.
	Outcome outcome =
		make({"run", "O=" + build_folder(), "CMD=free", "TIMEOUT=2", "QEMU_EXTRA=-S"}, 30s);

	CAPTURE(outcome);
	CHECK_FALSE(outcome.timed_out);
	CHECK(outcome.status != 0);
}

TEST_CASE("kernel parameters: one that does not parse is one clear line")
{
	for (const std::string parameter : {"loglevel=loud", "mem=much", "kernelcore=some"}) {
		Outcome outcome =
			boot({{"APPEND", parameter}, {"CMD", "echo the end"}, {"MEM", "128M"}});
		std::string name = parameter.substr(0, parameter.find('='));

		CAPTURE(parameter);
		CAPTURE(outcome);
		size_t complaints = 0;
		for (const std::string &line : outcome.lines_with("'" + name + "'"))
			complaints += line.find("command line:") == std::string::npos;
		CHECK(complaints == 1);
		CHECK(outcome.has("the end"));
	}
}

TEST_CASE("kernel parameters: kernelcore= and movablecore= divide the memory")
{
	Outcome outcome =
		boot({{"APPEND", "kernelcore=256M"}, {"CMD", "cat /proc/zoneinfo"}, {"MEM", "1G"}});
	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("Node 0, zone  Movable"));
	CHECK(outcome.has("  Node 0: 0x0000000050000000"));

	outcome = boot(
		{{"APPEND", "movablecore=256M"}, {"CMD", "cat /proc/zoneinfo"}, {"MEM", "1G"}});
	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("  Node 0: 0x0000000070000000"));
}
