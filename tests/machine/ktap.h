// SPDX-License-Identifier: GPL-2.0-only
// Reading KTAP, the text in which KUnit reports, and reading it strictly.
//
//   KTAP version 1
//   1..2                          plan of this level
//       KTAP version 1            a suite: the same, four columns further in
//       # Subtest: slub
//       1..2
//       ok 1 first
//       ok 2 second # SKIP why
//   ok 1 slub
//   ...
//
// The kernel's own log lines may stand in between: they are not of these forms. What is of these forms has to be right: the plan kept, the
// numbers in sequence, the result of a suite in agreement with its cases', the totals true. Each fault is told in one line.
#pragma once

#include <string>
#include <vector>

namespace ktap
{

enum class State { ok, not_ok, skipped };

struct Result {
	std::string name; // "suite.case", with a third part for a parameter
	State state;
	std::string note; // of a skipped one: why
};

struct Report {
	std::vector<Result> results; // of the innermost tests only
	std::vector<std::string> faults;
	unsigned int suites = 0;

	unsigned int count(State state) const;
};

// @text may hold other things before and after; timestamps at the head of a line are taken off.
Report parse(const std::string &text);

} // namespace ktap
