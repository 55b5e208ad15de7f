// SPDX-License-Identifier: GPL-2.0-only
// The KUnit tier: boots the kernel's own tests (CMD='test') on several machines, by each way of booting, and counts what they report. It
// is the same Image, byte for byte, on all of them. A machine that can't be had here is counted as one skipped test, by its name.
//
// The report has to be whole and right (ktap.h), and the exit status of the unattended run has to agree with it. Each case counts once
// per machine; a fault of the report or of the run counts as one failed test. And Linux's kunit.py has to read one of the reports as we do.
#include "tests/machine/ktap.h"
#include "tests/machine/machine.h"

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <future>
#include <optional>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

namespace
{

struct Shape {
	const char *name;
	machine::Knobs knobs;
};

// Small and large, each interrupt controller, each exception level, with and without LSE atomics, one and several CPUs in the tree; and
// with every object of SLUB under debugging.
const std::vector<Shape> shapes = {
	{"1G, gic 3, EL1, max", {{"MEM", "1G"}, {"CPU", "max"}}},
	{"128M, gic 2, EL1, cortex-a53, 4 CPUs",
	 {{"MEM", "128M"}, {"GIC", "2"}, {"CPU", "cortex-a53"}, {"SMP", "4"}}},
	{"4G, gic 3, EL2, cortex-a72, QEMU's tree, kaslr, 2 CPUs",
	 {{"MEM", "4G"},
	  {"EL", "2"},
	  {"CPU", "cortex-a72"},
	  {"DTB", "qemu"},
	  {"SMP", "2"},
	  {"APPEND", "kaslr"}}},
	{"256M, slab_debug=FZPU, rodata=full, 2 CPUs",
	 {{"MEM", "256M"}, {"SMP", "2"}, {"APPEND", "slab_debug=FZPU rodata=full"}}},
	{"U-Boot by fw_cfg, 512M, gic 2, EL2, cortex-a53",
	 {{"BOOT", "uboot"}, {"MEM", "512M"}, {"GIC", "2"}, {"EL", "2"}, {"CPU", "cortex-a53"}}},
	{"U-Boot from disk, extlinux.conf, 1G",
	 {{"BOOT", "uboot-disk"}, {"LOADER", "extlinux"}, {"CPU", "cortex-a72"}}},
	{"raspi4b", {{"BOARD", "raspi4b"}}},
	{"raspi4b, card through U-Boot, boot.scr",
	 {{"BOARD", "raspi4b"}, {"BOOT", "uboot-disk"}, {"LOADER", "script"}}},
	{"raspi4b, firmware's stand-in, two banks", {{"BOARD", "raspi4b"}, {"BOOT", "firmware"}}},
};

constexpr const char *limit = "400"; // seconds, with other boots beside it

struct Tally {
	unsigned int passed = 0, failed = 0, skipped = 0;
};

Tally judge(const Shape &shape, const machine::Outcome &outcome, bool verbose)
{
	ktap::Report report = ktap::parse(outcome.text);
	std::vector<std::string> faults = report.faults;
	bool failures = report.count(ktap::State::not_ok) > 0;
	Tally tally;

	if (outcome.timed_out)
		faults.push_back("the run timed out");
	else if ((outcome.status != 0) != failures)
		faults.push_back("the run's exit status is " + std::to_string(outcome.status));
	if (!failures && faults.empty() && report.results.empty())
		faults.push_back("no test at all");

	for (const ktap::Result &result : report.results) {
		if (result.state == ktap::State::not_ok)
			std::printf("not ok - %s [%s]\n", result.name.c_str(), shape.name);
		else if (result.state == ktap::State::skipped)
			std::printf("skipped - %s [%s]:%s\n", result.name.c_str(), shape.name,
				    result.note.c_str());
		else if (verbose)
			std::printf("ok - %s [%s]\n", result.name.c_str(), shape.name);
	}
	for (const std::string &fault : faults)
		std::printf("not ok - the report [%s]: %s\n", shape.name, fault.c_str());
	if (failures || !faults.empty())
		std::printf("--- the run [%s], status %d\n%s---\n", shape.name, outcome.status,
			    outcome.text.c_str());

	tally.passed = report.count(ktap::State::ok);
	tally.skipped = report.count(ktap::State::skipped);
	tally.failed = report.count(ktap::State::not_ok) + (unsigned int)faults.size();
	return tally;
}

// Has Linux's own reader count the report of a run (tests/kunit-parse).
Tally ask_kunit_py(const machine::Outcome &outcome)
{
	const ktap::Report report = ktap::parse(outcome.text);
	const char *const build = std::getenv("O");
	const std::string file = std::string(build ? build : "build") + "/kunit-report.txt";
	Tally tally;

	std::ofstream(file) << outcome.text;

	const std::string command = "tests/kunit-parse " + file + " " +
				    std::to_string(report.count(ktap::State::ok)) + " " +
				    std::to_string(report.count(ktap::State::skipped)) + " 2>&1";
	std::string said;
	FILE *const pipe = popen(command.c_str(), "r");

	for (int c; pipe && (c = std::fgetc(pipe)) != EOF;)
		said += (char)c;

	const int status = pipe ? pclose(pipe) : -1;
	const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;

	if (code == 77) {
		std::printf("skipped - kunit.py reads the report: %s", said.c_str());
		tally.skipped = 1;
	} else if (code != 0) {
		std::printf("not ok - kunit.py reads the report: %s\n", said.c_str());
		tally.failed = 1;
	} else {
		tally.passed = 1;
	}
	return tally;
}

// A shape's run; no outcome when this machine can't run it, and why.
struct Run {
	std::optional<machine::Outcome> outcome;
	std::string reason;
};

Run boot(const Shape &shape)
{
	machine::Knobs knobs = shape.knobs;

	const machine::Outcome check = machine::run({"scripts/qemu", "--check", machine::image()},
						    machine::Seconds(600), knobs);
	if (check.status)
		return {{}, check.lines().empty() ? "" : check.lines().back()};
	knobs["CMD"] = "test";
	knobs["TIMEOUT"] = limit;
	return {machine::boot(knobs, machine::Seconds(std::atoi(limit) + 60)), ""};
}

void add(Tally &total, const Tally &tally)
{
	total.passed += tally.passed;
	total.failed += tally.failed;
	total.skipped += tally.skipped;
}

} // namespace

int main(int argc, char **argv)
{
	bool verbose = argc > 1 && !std::strcmp(argv[1], "-v");
	Tally total;

	if (argc > 1 + verbose) {
		std::fprintf(stderr, "usage: %s [-v]\n", argv[0]);
		return 2;
	}
	// As many at once as there are cores, in the table's order.
	std::counting_semaphore<> room(std::max(2u, std::thread::hardware_concurrency()));
	std::vector<std::future<Run>> runs;
	for (const Shape &shape : shapes) {
		runs.push_back(std::async(std::launch::async, [&shape, &room] {
			room.acquire();
			Run run = boot(shape);
			room.release();
			return run;
		}));
	}
	for (size_t i = 0; i < shapes.size(); i++) {
		const Run run = runs[i].get();

		if (!run.outcome) {
			std::printf("skipped - every suite [%s]: %s\n", shapes[i].name,
				    run.reason.c_str());
			total.skipped++;
			continue;
		}
		const Tally tally = judge(shapes[i], *run.outcome, verbose);

		add(total, tally);
		if (i == 0 && !tally.failed)
			add(total, ask_kunit_py(*run.outcome));
	}
	std::printf("%u passed, %u failed, %u skipped\n", total.passed, total.failed,
		    total.skipped);
	return total.failed ? 1 : 0;
}
