// SPDX-License-Identifier: GPL-2.0-only
// Runs every test case in a process of its own.
//
// The kernel's state is global, and a test case wants a kernel that has not booted. So the parent only asks doctest for the list of
// cases; for the n-th it forks a child that lets doctest run exactly that one, with its output in a pipe. The output of a case
// that passed is dropped. As many children at once as the host has cores; one that hangs is killed, by its pid, after
// CASE_SECONDS.
//
// The host tests and the machine tests are linked with it.
//
//   tests [-v] [-l] [NAME-PATTERN...]      patterns as doctest's --test-case
//
// A case that this machine can't run says why, flushes its output and ends its process with status 77: it is counted as skipped, by name.
// The last line is "N passed, N failed", ", N skipped" behind it if there were any; the exit status follows it.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <poll.h>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

extern "C" const char *__asan_default_options()
{
	// Kernel memory is no malloc memory: nothing can leak in the sanitiser's sense.
	return "detect_leaks=0:abort_on_error=0:exitcode=5:detect_stack_use_after_return=0:allow_user_segv_handler=0";
}

extern "C" const char *__ubsan_default_options()
{
	return "print_stacktrace=1:halt_on_error=1:exitcode=6";
}

namespace
{

using Clock = std::chrono::steady_clock;

constexpr int skipped_status = 77;
// CASE_SECONDS=… in the environment is for long runs of single cases.
std::chrono::seconds time_limit()
{
	const char *const wanted = std::getenv("CASE_SECONDS");

	return std::chrono::seconds(wanted ? std::atoi(wanted) : CASE_SECONDS);
}

std::vector<std::string> case_names;

// doctest hands the cases that passed the filters to a reporter's report_query(), in the order in which it runs them.
struct Lister : doctest::IReporter {
	Lister(const doctest::ContextOptions &)
	{
	}
	void report_query(const doctest::QueryData &query) override
	{
		for (unsigned int i = 0; i < query.num_data; i++)
			case_names.push_back(query.data[i]->m_name);
	}
	void test_run_start() override
	{
	}
	void test_run_end(const doctest::TestRunStats &) override
	{
	}
	void test_case_start(const doctest::TestCaseData &) override
	{
	}
	void test_case_reenter(const doctest::TestCaseData &) override
	{
	}
	void test_case_end(const doctest::CurrentTestCaseStats &) override
	{
	}
	void test_case_exception(const doctest::TestCaseException &) override
	{
	}
	void subcase_start(const doctest::SubcaseSignature &) override
	{
	}
	void subcase_end() override
	{
	}
	void log_assert(const doctest::AssertData &) override
	{
	}
	void log_message(const doctest::MessageData &) override
	{
	}
	void test_case_skipped(const doctest::TestCaseData &) override
	{
	}
};
REGISTER_REPORTER("lister", 0, Lister);

struct Arguments {
	bool verbose = false;
	bool list = false;
	std::vector<std::string> patterns;
};

void configure(doctest::Context &context, const Arguments &arguments)
{
	context.setOption("order-by", "file");
	context.setOption("no-colors", true);
	context.setOption("no-intro", true);
	context.setOption("no-version", true);
	for (const std::string &pattern : arguments.patterns)
		context.addFilter("test-case", pattern.c_str());
}

int run_one(const Arguments &arguments, size_t index)
{
	doctest::Context context;

	configure(context, arguments);
	context.setOption("first", (int)index + 1);
	context.setOption("last", (int)index + 1);
	return context.run();
}

struct Child {
	pid_t pid;
	int output;
	size_t index;
	Clock::time_point started;
	std::string text;
	bool timed_out = false;
};

Child start(const Arguments &arguments, size_t index)
{
	int ends[2];

	std::fflush(nullptr);
	if (pipe(ends)) {
		std::perror("pipe");
		std::exit(2);
	}
	pid_t pid = fork();
	if (pid == 0) {
		close(ends[0]);
		dup2(ends[1], 1);
		dup2(ends[1], 2);
		int status = run_one(arguments, index);
		std::fflush(nullptr);
		_exit(status);
	}
	close(ends[1]);
	return {pid, ends[0], index, Clock::now(), {}};
}

// True while the child's output is open.
bool drain(Child &child)
{
	char buffer[65536];
	ssize_t got = read(child.output, buffer, sizeof(buffer));

	if (got > 0) {
		child.text.append(buffer, (size_t)got);
		return true;
	}
	return got < 0 && errno == EINTR;
}

std::string verdict(const Child &child, int status)
{
	if (child.timed_out)
		return "timed out";
	if (WIFSIGNALED(status))
		return std::string("killed by ") + strsignal(WTERMSIG(status));
	if (WEXITSTATUS(status))
		return "failed, status " + std::to_string(WEXITSTATUS(status));
	return "";
}

struct Count {
	unsigned int passed = 0, failed = 0, skipped = 0;
};

void finish(Child &child, bool verbose, Count &count)
{
	int status = 0;

	close(child.output);
	waitpid(child.pid, &status, 0);

	std::string problem = verdict(child, status);
	auto spent = std::chrono::duration<double>(Clock::now() - child.started).count();
	const char *name = case_names[child.index].c_str();

	if (!child.timed_out && WIFEXITED(status) && WEXITSTATUS(status) == skipped_status) {
		std::printf("skipped - %s: %s", name, child.text.c_str());
		count.skipped++;
	} else if (!problem.empty()) {
		std::printf("not ok - %s (%s)\n%s\n", name, problem.c_str(), child.text.c_str());
		count.failed++;
	} else {
		if (verbose)
			std::printf("ok - %s (%.2f s)\n", name, spent);
		count.passed++;
	}
}

Count run_all(const Arguments &arguments)
{
	unsigned int room = std::max(1u, std::thread::hardware_concurrency());
	std::vector<Child> running;
	size_t next = 0;
	Count count;

	while (next < case_names.size() || !running.empty()) {
		while (running.size() < room && next < case_names.size())
			running.push_back(start(arguments, next++));

		std::vector<pollfd> wanted;
		for (const Child &child : running)
			wanted.push_back({child.output, POLLIN, 0});
		poll(wanted.data(), wanted.size(), 1000);

		for (size_t i = running.size(); i-- > 0;) {
			Child &child = running[i];

			if (Clock::now() - child.started > time_limit() && !child.timed_out) {
				child.timed_out = true;
				kill(child.pid, SIGKILL);
			}
			if (wanted[i].revents && !drain(child)) {
				finish(child, arguments.verbose, count);
				running.erase(running.begin() + (long)i);
			}
		}
	}
	return count;
}

} // namespace

int main(int argc, char **argv)
{
	Arguments arguments;

	for (int i = 1; i < argc; i++) {
		if (!std::strcmp(argv[i], "-v")) {
			arguments.verbose = true;
		} else if (!std::strcmp(argv[i], "-l")) {
			arguments.list = true;
		} else if (argv[i][0] == '-') {
			std::printf("usage: %s [-v] [-l] [NAME-PATTERN...]\n", argv[0]);
			return 2;
		} else {
			arguments.patterns.push_back(argv[i]);
		}
	}

	doctest::Context context;
	configure(context, arguments);
	const char *const query[] = {argv[0], "--list-test-cases", "--reporters=lister"};
	context.applyCommandLine(3, query);
	context.run();

	if (arguments.list) {
		for (const std::string &name : case_names)
			std::puts(name.c_str());
		return 0;
	}
	if (case_names.empty()) {
		std::fprintf(stderr, "no test has such a name\n");
		return 2;
	}

	const Count count = run_all(arguments);
	std::printf("%u passed, %u failed", count.passed, count.failed);
	if (count.skipped)
		std::printf(", %u skipped", count.skipped);
	std::puts("");
	return count.failed ? 1 : 0;
}
