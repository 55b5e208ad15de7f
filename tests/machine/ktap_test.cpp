// SPDX-License-Identifier: GPL-2.0-only
// The KTAP reader itself: it accepts what KUnit prints and notices each kind of damage.
#include "tests/machine/ktap.h"

#include <doctest/doctest.h>

#include <string>

namespace
{

const std::string good = "[    0.000000] some log line\n"
			 "[    0.010000] KTAP version 1\n"
			 "[    0.010000] 1..2\n"
			 "[    0.010000]     KTAP version 1\n"
			 "[    0.010000]     # Subtest: slub\n"
			 "[    0.010000]     # module: slub_test\n"
			 "[    0.010000]     1..3\n"
			 "[    0.010000]     ok 1 first\n"
			 "[    0.010000] a warning of the kernel in between\n"
			 "[    0.010000]     not ok 2 second\n"
			 "[    0.010000]     ok 3 third # SKIP needs two CPUs\n"
			 "[    0.010000] # slub: pass:1 fail:1 skip:1 total:3\n"
			 "[    0.010000] # Totals: pass:1 fail:1 skip:1 total:3\n"
			 "[    0.010000] not ok 1 slub\n"
			 "[    0.010000]     KTAP version 1\n"
			 "[    0.010000]     # Subtest: lib\n"
			 "[    0.010000]     1..1\n"
			 "[    0.010000]         KTAP version 1\n"
			 "[    0.010000]         # Subtest: digits\n"
			 "[    0.010000]         ok 1 base 10\n"
			 "[    0.010000]         ok 2 base 16\n"
			 "[    0.010000]     # digits: pass:2 fail:0 skip:0 total:2\n"
			 "[    0.010000]     ok 1 digits\n"
			 "[    0.010000] # Totals: pass:2 fail:0 skip:0 total:2\n"
			 "[    0.010000] ok 2 lib\n"
			 "[    0.020000] reboot: Power down\n";

std::string with(const std::string &what, const std::string &instead)
{
	std::string text = good;

	text.replace(text.find(what), what.size(), instead);
	return text;
}

std::string first_fault(const std::string &text)
{
	ktap::Report report = ktap::parse(text);

	return report.faults.empty() ? "" : report.faults[0];
}

} // namespace

TEST_CASE("ktap: a report as KUnit prints it")
{
	ktap::Report report = ktap::parse(good);

	CHECK(report.faults.empty());
	CHECK(report.suites == 2);
	REQUIRE(report.results.size() == 5);
	CHECK(report.results[0].name == "slub.first");
	CHECK(report.results[1].state == ktap::State::not_ok);
	CHECK(report.results[2].note == " needs two CPUs");
	CHECK(report.results[4].name == "lib.digits.base 16");
	CHECK(report.count(ktap::State::ok) == 3);
	CHECK(report.count(ktap::State::not_ok) == 1);
	CHECK(report.count(ktap::State::skipped) == 1);
}

TEST_CASE("ktap: each kind of damage is noticed")
{
	CHECK(first_fault("nothing here\n") == "no line \"KTAP version 1\" at the left margin");
	CHECK(first_fault(with("1..2\n", "1..3\n")) == "the report: 3 planned, 2 reported");
	CHECK(first_fault(with("    1..3\n", "    nothing\n")) == "slub: no plan");
	CHECK(first_fault(with("    ok 1 first\n", "    first\n")).find("out of sequence") !=
	      std::string::npos);
	CHECK(first_fault(with("not ok 1 slub", "ok 1 slub")) ==
	      "slub: says ok, which its subtests do not");
	CHECK(first_fault(with("not ok 1 slub", "not ok 1 slab")) ==
	      "slab: the subtest before it is called slub");
	CHECK(first_fault(with("# Totals: pass:2", "# Totals: pass:3")) ==
	      "lib: its summary line is wrong");
	CHECK(first_fault(with("[    0.010000] not ok 1 slub\n", "")) == "slub: has no result");
	// The machine died in the middle: what is left is no whole report.
	CHECK(first_fault(good.substr(0, good.find("    ok 3"))) != "");
}
