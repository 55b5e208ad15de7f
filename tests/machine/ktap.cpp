// SPDX-License-Identifier: GPL-2.0-only
// See ktap.h.
#include "tests/machine/ktap.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <optional>
#include <sstream>

namespace ktap
{

namespace
{

// "[    0.123456] text" -> "text"
std::string without_timestamp(const std::string &line)
{
	size_t at = 0;

	if (line.empty() || line[at++] != '[')
		return line;
	while (at < line.size() && line[at] == ' ')
		at++;
	size_t digits = at;
	while (at < line.size() && (std::isdigit((unsigned char)line[at]) || line[at] == '.'))
		at++;
	if (at == digits || line.compare(at, 2, "] ") != 0)
		return line;
	return line.substr(at + 2);
}

struct Line {
	unsigned int depth; // in steps of four columns
	std::string text;
};

bool starts(const std::string &text, const std::string &with)
{
	return text.rfind(with, 0) == 0;
}

struct ResultLine {
	bool ok;
	unsigned int number;
	std::string name;
	std::optional<std::string> skip;
};

std::optional<ResultLine> result_line(const std::string &text)
{
	ResultLine result;
	size_t at = starts(text, "ok ") ? 3 : starts(text, "not ok ") ? 7 : 0;

	if (!at)
		return {};
	result.ok = at == 3;
	size_t end = text.find_first_not_of("0123456789", at);
	if (end == at || end == std::string::npos || text[end] != ' ')
		return {};
	result.number = (unsigned int)std::stoul(text.substr(at, end - at));
	result.name = text.substr(end + 1);

	const std::string directive = " # SKIP";
	size_t skip = result.name.find(directive);
	if (skip != std::string::npos) {
		result.skip = result.name.substr(skip + directive.size());
		result.name.resize(skip);
	}
	return result;
}

std::optional<unsigned int> plan_line(const std::string &text)
{
	if (!starts(text, "1..") || text.size() == 3 ||
	    text.find_first_not_of("0123456789", 3) != std::string::npos)
		return {};
	return (unsigned int)std::stoul(text.substr(3));
}

struct Counts {
	unsigned int pass = 0, fail = 0, skip = 0;

	void add(State state)
	{
		++(state == State::ok ? pass : state == State::not_ok ? fail : skip);
	}
	void add(const Counts &other)
	{
		pass += other.pass;
		fail += other.fail;
		skip += other.skip;
	}
	bool operator==(const Counts &) const = default;
};

// "# name: pass:1 fail:2 skip:3 total:6"
struct SummaryLine {
	std::string name;
	Counts counts;
	unsigned int total;
};

std::optional<SummaryLine> summary_line(const std::string &text)
{
	SummaryLine summary;
	size_t colon = text.rfind(": pass:");

	if (!starts(text, "# ") || colon == std::string::npos)
		return {};
	summary.name = text.substr(2, colon - 2);
	if (std::sscanf(text.c_str() + colon, ": pass:%u fail:%u skip:%u total:%u",
			&summary.counts.pass, &summary.counts.fail, &summary.counts.skip,
			&summary.total) != 4)
		return {};
	return summary;
}

const std::string head = "KTAP version 1";
const std::string subtest = "# Subtest: ";

class Parser
{
public:
	explicit Parser(const std::string &text)
	{
		std::istringstream from(text);

		for (std::string line; std::getline(from, line);) {
			line = without_timestamp(line);
			size_t columns = line.find_first_not_of(' ');
			if (columns == std::string::npos || columns % 4)
				continue;
			std::string rest = line.substr(columns);
			if (rest == head || starts(rest, subtest) || result_line(rest) ||
			    plan_line(rest) || summary_line(rest))
				lines_.push_back({(unsigned int)columns / 4, rest});
		}
	}

	Report parse()
	{
		while (at_ < lines_.size() && !(lines_[at_].depth == 0 && lines_[at_].text == head))
			at_++;
		if (at_ == lines_.size())
			fault("no line \"" + head + "\" at the left margin");
		else
			read_level(0, "");
		for (; at_ < lines_.size(); at_++)
			fault("behind the end of the report: " + lines_[at_].text);
		return std::move(report_);
	}

private:
	// What is known of one level when all of it has been read.
	struct Level {
		std::string name; // of its "# Subtest:" line
		Counts direct;    // its own result lines
		Counts innermost; // results of tests without a level of their own
	};

	void fault(const std::string &what)
	{
		report_.faults.push_back(what);
	}

	bool more(unsigned int depth) const
	{
		return at_ < lines_.size() && lines_[at_].depth >= depth;
	}

	// Reads from the "KTAP version 1" of this depth to before the next line that is further out.
	Level read_level(unsigned int depth, const std::string &path)
	{
		Level level;
		std::optional<unsigned int> plan;
		std::optional<Level> inner;

		for (at_++; more(depth);) {
			const Line line = lines_[at_];
			std::string here = path.empty() ? level.name : path + "." + level.name;

			if (line.depth > depth) {
				if (line.text != head || line.depth != depth + 1) {
					fault("in " + here +
					      ": a line further in than its surroundings: " +
					      line.text);
					at_++;
					continue;
				}
				if (inner)
					fault(inner->name + ": has no result");
				inner = read_level(depth + 1, here);
				continue;
			}
			at_++;
			if (line.text == head) {
				fault("in " + here + ": a second " + head);
			} else if (starts(line.text, subtest)) {
				level.name = line.text.substr(subtest.size());
			} else if (auto count = plan_line(line.text)) {
				if (plan)
					fault("in " + here + ": a second plan");
				plan = count;
			} else if (auto summary = summary_line(line.text)) {
				check_summary(*summary, here, inner);
			} else {
				take_result(*result_line(line.text), here, level, inner);
				inner.reset();
			}
		}
		close_level(depth, path, level, plan, inner);
		return level;
	}

	void take_result(const ResultLine &line, const std::string &here, Level &level,
			 const std::optional<Level> &inner)
	{
		State state = !line.ok ? State::not_ok : line.skip ? State::skipped : State::ok;
		std::string name = here.empty() ? line.name : here + "." + line.name;

		level.direct.add(state);
		if (line.number != level.direct.pass + level.direct.fail + level.direct.skip)
			fault(name + ": its number is " + std::to_string(line.number) +
			      ", out of sequence");
		if (!inner) {
			level.innermost.add(state);
			report_.results.push_back({name, state, line.skip.value_or("")});
			return;
		}
		level.innermost.add(inner->innermost);
		if (inner->name != line.name)
			fault(name + ": the subtest before it is called " + inner->name);
		if (line.ok == (inner->direct.fail > 0))
			fault(name + ": says " + (line.ok ? "ok" : "not ok") +
			      ", which its subtests do not");
	}

	// It stands between a subtest and its result line, as far out as the latter.
	void check_summary(const SummaryLine &summary, const std::string &here,
			   const std::optional<Level> &inner)
	{
		if (!inner) {
			fault("in " + here +
			      ": a summary without a subtest before it: " + summary.name);
			return;
		}
		const Counts &truth = summary.name == "Totals" ? inner->innermost : inner->direct;

		if (summary.name != "Totals" && summary.name != inner->name)
			fault(inner->name + ": its summary line calls it " + summary.name);
		if (!(summary.counts == truth) ||
		    summary.total != truth.pass + truth.fail + truth.skip)
			fault(inner->name + ": its summary line is wrong");
	}

	void close_level(unsigned int depth, const std::string &path, const Level &level,
			 std::optional<unsigned int> plan, const std::optional<Level> &inner)
	{
		std::string here = level.name.empty() ? "the report"
				   : path.empty()     ? level.name
						      : path + "." + level.name;
		unsigned int seen = level.direct.pass + level.direct.fail + level.direct.skip;

		// KUnit does not know how many parameters a case will have: only the outer two levels have a plan.
		if (depth < 2 && !plan)
			fault(here + ": no plan");
		if (plan && *plan != seen)
			fault(here + ": " + std::to_string(*plan) + " planned, " +
			      std::to_string(seen) + " reported");
		if (inner)
			fault(inner->name + ": has no result");
		if (depth == 1)
			report_.suites++;
	}

	std::vector<Line> lines_;
	size_t at_ = 0;
	Report report_;
};

} // namespace

unsigned int Report::count(State state) const
{
	return (unsigned int)std::count_if(results.begin(), results.end(),
					   [state](const Result &result) {
						   return result.state == state;
					   });
}

Report parse(const std::string &text)
{
	return Parser(text).parse();
}

} // namespace ktap
