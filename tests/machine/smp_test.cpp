// SPDX-License-Identifier: GPL-2.0-only
// Several CPUs: they come online by each way of starting them, parameters hold them back, one that does not come is one line, and
// trouble on any of them ends all of them. The KUnit suites smp_* run here on more shapes than the KUnit tier boots.
#include "tests/machine/machine.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

using namespace machine;

namespace
{

// QEMU takes turns among the CPUs of such a machine: with more of them than the host has, that is faster than a thread for each.
const std::string in_turns = "-accel tcg,thread=single";

void check_cpus(const Outcome &outcome, int cpus)
{
	const std::string number = std::to_string(cpus);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("smp: Brought up 1 node, " + number + " CPU" + (cpus > 1 ? "s" : "")));
	CHECK(outcome.has("SMP: Total of " + number + " processors activated."));
	CHECK(outcome.lines_with(": Booted secondary processor 0x").size() == size_t(cpus - 1));
	CHECK(outcome.has("CPU" + std::to_string(cpus - 1) + " "));
	CHECK_FALSE(outcome.has("CPU" + number + " "));
	CHECK_FALSE(outcome.has("WARNING"));
}

void check_suites(const Knobs &shape)
{
	Knobs knobs = shape;

	knobs["CMD"] = "test smp*; cat /proc/interrupts";
	knobs["QEMU_EXTRA"] = in_turns;
	check_cpus(boot(knobs, Seconds(180)), std::atoi(shape.at("SMP").c_str()));
}

std::string contents(const std::string &file)
{
	std::ifstream from(file, std::ios::binary);
	std::stringstream text;

	text << from.rdbuf();
	return text.str();
}

// The stand-in for a firmware with a spin table, in machine code.
std::string spin_table_firmware(const RawBoot &shape, const std::string &conduit,
				unsigned long release)
{
	const std::string object = scratch("firmware.o"), binary = scratch("firmware.bin");
	const Outcome outcome = shell(
		"aarch64-linux-gnu-gcc -c -x assembler-with-cpp -DCPUS=" +
		std::to_string(shape.cpus) + " -DTREE=" + std::to_string(shape.tree_address) +
		" -DKERNEL=" + std::to_string(shape.kernel) +
		" -DRELEASE=" + std::to_string(release) + " -DCONDUIT=" + conduit + " -o " +
		object + " tests/machine/spin_table.S && aarch64-linux-gnu-objcopy -O binary " +
		object + " " + binary);

	CAPTURE(outcome);
	REQUIRE(outcome.status == 0);
	return contents(binary);
}

// Four CPUs, no PSCI; CPU 2 and 3 wait for the same word.
Outcome boot_with_spin_table(const std::string &options, const std::string &conduit)
{
	RawBoot shape;
	const unsigned long release = shape.stub_address + 0x800;

	shape.cpus = 4;
	shape.options = options;
	shape.tree = tree_with(
		shape,
		"/ { /delete-node/ psci; cpus {"
		" cpu@1 { enable-method = \"spin-table\"; cpu-release-addr = <0 0x49000808>; };"
		" cpu@2 { enable-method = \"spin-table\"; cpu-release-addr = <0 0x49000810>; };"
		" cpu@3 { enable-method = \"spin-table\"; cpu-release-addr = <0 0x49000810>; }; };"
		" chosen { bootargs = \"semihosting cmd=\\\"test smp*; cat /proc/interrupts\\\"\"; }; };",
		"/memreserve/ 0x49000000 0x1000;");
	shape.stub = spin_table_firmware(shape, conduit, release);
	return boot_raw(shape);
}

const std::string say_the_end =
	" chosen { bootargs = \"semihosting cmd=\\\"echo the end\\\"\"; }; };";

} // namespace

TEST_CASE("smp: the CPUs come online and answer, up to 8 with GICv2 and 16 with GICv3")
{
	check_suites({{"SMP", "2"}, {"GIC", "3"}, {"EL", "2"}, {"CPU", "cortex-a72"}});
	check_suites(
		{{"SMP", "8"}, {"GIC", "2"}, {"EL", "1"}, {"CPU", "cortex-a53"}, {"MEM", "64M"}});
	check_suites({{"SMP", "16"}, {"GIC", "3"}, {"EL", "2"}, {"MEM", "8G"}});
}

TEST_CASE("smp: out of a spin table, at EL1 and EL2")
{
	check_cpus(boot_with_spin_table(",gic-version=2", "hvc"), 4);
	check_cpus(boot_with_spin_table(",gic-version=3,virtualization=on", "smc"), 4);
}

TEST_CASE("smp: maxcpus, nr_cpus and nosmp hold CPUs back")
{
	Knobs knobs = {{"SMP", "4"}, {"CMD", "cat /proc/interrupts"}};

	knobs["APPEND"] = "maxcpus=2";
	check_cpus(boot(knobs), 2);
	knobs["APPEND"] = "nosmp";
	check_cpus(boot(knobs), 1);
	knobs["APPEND"] = "nr_cpus=3";
	Outcome outcome = boot(knobs);

	check_cpus(outcome, 3);
	CHECK(outcome.has("Number of cores (4) exceeds configured maximum of 3 - clipping"));
	CHECK(outcome.has("CPUs=3, Nodes=1"));
	knobs["APPEND"] = "maxcpus=many";
	outcome = boot(knobs);
	check_cpus(outcome, 4);
	CHECK(outcome.lines_with("maxcpus").size() ==
	      2); // the command line, and what is wrong with it
}

TEST_CASE("smp: CPUs that were held back can come later")
{
	Outcome outcome =
		boot({{"SMP", "4"}, {"APPEND", "maxcpus=2"}, {"CMD", "test waiting"}}, 180s);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("SMP: Total of 2 processors activated."));
	CHECK(outcome.has("CPU3: Booted secondary processor"));
	CHECK(outcome.has("late_cpus_get_all_that_the_others_have"));
	CHECK_FALSE(outcome.has("late_cpus_get_all_that_the_others_have # SKIP"));
}

TEST_CASE("smp: a CPU that does not come is one line")
{
	RawBoot shape;

	// Firmware that knows two CPUs, a tree that names three.
	shape.cpus = 3;
	shape.tree = tree_with(shape, "/ {" + say_the_end);
	shape.cpus = 2;
	Outcome outcome = boot_raw(shape);

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.lines_with("CPU2: ").size() == 1);
	CHECK(outcome.has("CPU2: failed to boot: -22"));
	CHECK(outcome.has("smp: Brought up 1 node, 2 CPUs"));
	CHECK(outcome.has("the end"));

	// Nobody waits at the release address; a way of starting that nobody knows; none at all.
	shape.cpus = 4;
	shape.tree = tree_with(
		shape,
		"/ { cpus {"
		" cpu@1 { enable-method = \"spin-table\"; cpu-release-addr = <0 0x49000808>; };"
		" cpu@2 { enable-method = \"trumpet\"; };"
		" cpu@3 { /delete-property/ enable-method; }; };" +
			say_the_end);
	shape.cpus = 1;
	outcome = boot_raw(shape);
	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.lines_with("CPU1").size() == 1);
	CHECK(outcome.has("CPU1: failed to come online"));
	CHECK(outcome.has("Unsupported enable-method: trumpet"));
	CHECK(outcome.has("cpu@3: missing enable-method property"));
	CHECK(outcome.has("smp: Brought up 1 node, 1 CPU\n"));
	CHECK(outcome.has("the end"));
}

TEST_CASE("smp: torture, for a few seconds")
{
	Outcome outcome = boot({{"SMP", "4"}, {"MEM", "256M"}, {"CMD", "torture 4s"}});

	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has(" 4 CPUs, "));
	CHECK(outcome.has(" rounds, 0 errors; "));
	CHECK_FALSE(outcome.has("WARNING"));
	CHECK_FALSE(outcome.has("BUG"));

	outcome = boot({{"CMD", "torture; torture never; torture 0; torture 1 2"}});
	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK(outcome.lines_with("usage: torture MINUTES").size() == 4);
}

TEST_CASE("smp: each CPU tells its registers and its call trace, or that it does nothing")
{
	Outcome outcome = boot({{"SMP", "2"}, {"CMD", "backtrace; echo == one; backtrace 7"}});

	CAPTURE(outcome);
	CHECK(outcome.status != 0);
	CHECK(outcome.has("NMI backtrace for cpu 0\n"));
	CHECK(outcome.has(" shell::command_backtrace"));
	CHECK(outcome.has("Sending NMI from CPU 0 to CPUs 1:\n"));
	CHECK(outcome.has("NMI backtrace for cpu 1 skipped: idling at cpu_startup_entry+0x"));
	CHECK(outcome.has("backtrace: 7: not the number of a CPU that is online"));

	outcome = boot({{"SMP", "2"},
			{"APPEND", "nmi_backtrace.backtrace_idle=1"},
			{"CMD", "backtrace 1; echo == end"}});
	CAPTURE(outcome);
	CHECK(outcome.status == 0);
	CHECK(outcome.has("NMI backtrace for cpu 1\n"));
	CHECK(outcome.has("CPU: 1 UID: 0 PID: 0 Comm: swapper/1"));
	CHECK(outcome.has("pc : cpu_startup_entry+0x"));
	CHECK(outcome.has(" secondary_start_kernel+0x"));
	CHECK_FALSE(outcome.has("NMI backtrace for cpu 0"));
}

TEST_CASE("smp: an oops on any CPU is reported once, names it, and stops the others")
{
	Outcome outcome = boot({{"SMP", "4"}, {"CMD", "oops null 2"}});

	CAPTURE(outcome);
	CHECK(outcome.status == 1);
	CHECK(outcome.lines_with("Unable to handle kernel NULL pointer").size() == 1);
	CHECK(outcome.has("CPU: 2 UID: 0 PID: 0 Comm: swapper/2"));
	CHECK(outcome.has(" cpu_startup_entry+"));
	CHECK(outcome.has(" secondary_start_kernel+"));
	CHECK(outcome.has("SMP: stopping secondary CPUs"));
	CHECK_FALSE(outcome.has("failed to stop"));

	outcome = boot({{"SMP", "2"}, {"CMD", "oops stack-overflow 1"}});
	CAPTURE(outcome);
	CHECK(outcome.status == 1);
	CHECK(outcome.has("Kernel panic - not syncing: kernel stack overflow"));
	CHECK(outcome.has("Comm: swapper/1"));

	outcome = boot({{"SMP", "2"}, {"CMD", "oops null 2"}});
	CHECK(outcome.has("oops: 2: not the number of a CPU that is online"));
	CHECK(outcome.status != 0);
}
