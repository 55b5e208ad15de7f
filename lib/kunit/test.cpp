// SPDX-License-Identifier: GPL-2.0-only
// Running suites and printing KTAP. The text is Linux's (lib/kunit/test.c, executor.c), level by level:
//
//   KTAP version 1
//   1..N                                      suites
//       KTAP version 1
//       # Subtest: suite
//       1..N                                  cases
//           KTAP version 1
//           # Subtest: case
//           ok 1 parameter                    only for cases with parameters
//       ok 1 case
//   # suite: pass:1 fail:0 skip:0 total:1     only with more than one case
//   # Totals: …                               likewise
//   ok 1 suite

#include <kunit/test-bug.h>
#include <kunit/test.h>

#include <linux/errno.h>
#include <linux/glob.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sprintf.h>
#include <linux/timekeeping.h>

DEFINE_STATIC_KEY_FALSE(kunit_running);

// Set by the linker script around section .kunit_test_suites.
extern "C" struct kunit_suite *__kunit_suites_start[];
extern "C" struct kunit_suite *__kunit_suites_end[];

namespace
{

struct result_counts {
	unsigned long passed, skipped, failed, total;

	void add(enum kunit_status status)
	{
		++(status == KUNIT_SUCCESS ? passed : status == KUNIT_SKIPPED ? skipped : failed);
		++total;
	}

	void add(const result_counts &other)
	{
		passed += other.passed;
		skipped += other.skipped;
		failed += other.failed;
		total += other.total;
	}

	void print(const char *indent, const char *name) const
	{
		if (total > 1)
			pr_info("%s# %s: pass:%lu fail:%lu skip:%lu total:%lu\n", indent, name,
				passed, failed, skipped, total);
	}
};

// What happens to one case, in the two protected calls.
struct case_run {
	struct kunit *test;
	struct kunit_suite *suite;
	struct kunit_case *test_case;
};

constexpr u64 slow_ns =
	2 * 1000000000ull; // Linux: twice the second that a test may take unless marked slow

void warn_if_slow(const case_run &run, u64 ns)
{
	const enum kunit_speed speed = run.test_case->attr.speed;

	if (ns >= slow_ns && speed != KUNIT_SPEED_SLOW && speed != KUNIT_SPEED_VERY_SLOW)
		kunit_warn(run.test, "Test should be marked slow (runtime: %llu.%09llus)",
			   ns / 1000000000, ns % 1000000000);
}

void run_case(void *context)
{
	const case_run &run = *static_cast<case_run *>(context);

	if (run.suite->init) {
		const int err = run.suite->init(run.test);

		if (err) {
			kunit_err(run.test, "failed to initialize: %d\n", err);
			kunit_set_failure(run.test);
			return;
		}
	}
	const ktime_t start = ktime_get();

	run.test_case->run_case(run.test);
	warn_if_slow(run, ktime_get() - start);
}

void clean_up(void *context)
{
	const case_run &run = *static_cast<case_run *>(context);

	if (run.suite->exit)
		run.suite->exit(run.test);
	kunit_cleanup(run.test);
}

// A test that threw has printed why, or has skipped itself.
void case_threw(void *)
{
}

void clean_up_threw(void *context)
{
	const case_run &run = *static_cast<case_run *>(context);

	kunit_set_failure(run.test);
	kunit_err(run.test, "test aborted during cleanup. continuing without cleaning up\n");
}

void protected_call(case_run &run, kunit_try_catch_func_t call, kunit_try_catch_func_t threw)
{
	struct kunit_try_catch *try_catch = &run.test->try_catch;

	try_catch->test = run.test;
	try_catch->try_ = call;
	try_catch->catch_ = threw;
	kunit_try_catch_run(try_catch, &run);
}

void run_once(struct kunit_suite *suite, struct kunit_case *test_case, struct kunit *test)
{
	case_run run = {test, suite, test_case};

	current->kunit_test = test;
	protected_call(run, run_case, case_threw);
	protected_call(run, clean_up, clean_up_threw);
	current->kunit_test = nullptr;

	if (test->status == KUNIT_FAILURE)
		test_case->status = KUNIT_FAILURE;
	else if (test_case->status != KUNIT_FAILURE && test->status == KUNIT_SUCCESS)
		test_case->status = KUNIT_SUCCESS;
}

void print_result(const char *indent, enum kunit_status status, size_t number, const char *name,
		  const char *comment)
{
	const bool skipped = status == KUNIT_SKIPPED;

	pr_info("%s%s %zu %s%s%s\n", indent, kunit_status_to_ok_not_ok(status), number, name,
		skipped ? " # SKIP " : "", skipped ? comment : "");
}

void run_with_parameters(struct kunit_suite *suite, struct kunit_case *test_case,
			 struct kunit *test, result_counts &counts)
{
	char description[KUNIT_PARAM_DESC_SIZE] = "";

	pr_info(KUNIT_SUBSUBTEST_INDENT "KTAP version 1\n");
	pr_info(KUNIT_SUBSUBTEST_INDENT "# Subtest: %s\n", test_case->name);
	test->param_value = test_case->generate_params(nullptr, description);
	while (test->param_value) {
		run_once(suite, test_case, test);
		if (!description[0])
			snprintf(description, sizeof(description), "param-%d", test->param_index);
		print_result(KUNIT_SUBSUBTEST_INDENT, test->status, test->param_index + 1,
			     description, test->status_comment);
		counts.add(test->status);

		description[0] = '\0';
		test->param_value = test_case->generate_params(test->param_value, description);
		test->param_index++;
		test->status = KUNIT_SUCCESS;
		test->status_comment[0] = '\0';
		test->priv = nullptr;
	}
}

// Filters work case by case: "suite" takes all of its cases, "suite.case" one.
bool selected(const char *glob, const char *suite, const char *test_case)
{
	char name[320];

	if (!glob || glob_match(glob, suite))
		return true;
	snprintf(name, sizeof(name), "%s.%s", suite, test_case);
	return glob_match(glob, name);
}

size_t selected_cases(const char *glob, struct kunit_suite *suite)
{
	struct kunit_case *test_case;
	size_t count = 0;

	kunit_suite_for_each_test_case(suite, test_case)
		count += selected(glob, suite->name, test_case->name);
	return count;
}

result_counts run_one_case(struct kunit_suite *suite, struct kunit_case *test_case, size_t number)
{
	struct kunit test = {};
	result_counts counts = {};

	kunit_init_test(&test, test_case->name, test_case->log);
	test_case->status = KUNIT_SKIPPED;
	if (test_case->generate_params) {
		run_with_parameters(suite, test_case, &test, counts);
	} else {
		run_once(suite, test_case, &test);
		counts.add(test.status);
	}
	if (test_case->attr.speed == KUNIT_SPEED_SLOW ||
	    test_case->attr.speed == KUNIT_SPEED_VERY_SLOW)
		pr_info(KUNIT_SUBTEST_INDENT "# %s.speed: %s\n", test_case->name,
			test_case->attr.speed == KUNIT_SPEED_SLOW ? "slow" : "very_slow");
	counts.print(KUNIT_SUBTEST_INDENT, test_case->name);
	print_result(KUNIT_SUBTEST_INDENT, test_case->status, number, test_case->name,
		     test.status_comment);
	return counts;
}

void run_suite(struct kunit_suite *suite, const char *glob, size_t number)
{
	result_counts cases = {};
	result_counts parameters = {};
	struct kunit_case *test_case;
	size_t case_number = 1;

	suite->status_comment[0] = '\0';
	suite->suite_init_err = suite->suite_init ? suite->suite_init(suite) : 0;
	if (suite->suite_init_err) {
		kunit_err(suite, KUNIT_SUBTEST_INDENT "# failed to initialize (%d)\n",
			  suite->suite_init_err);
		print_result("", KUNIT_FAILURE, number, suite->name, "");
		return;
	}

	pr_info(KUNIT_SUBTEST_INDENT "KTAP version 1\n");
	pr_info(KUNIT_SUBTEST_INDENT "# Subtest: %s\n", suite->name);
	pr_info(KUNIT_SUBTEST_INDENT "1..%zu\n", selected_cases(glob, suite));
	kunit_suite_for_each_test_case(suite, test_case) {
		test_case->status = KUNIT_SKIPPED;
		if (!selected(glob, suite->name, test_case->name))
			continue;
		parameters.add(run_one_case(suite, test_case, case_number++));
		cases.add(test_case->status);
	}
	if (suite->suite_exit)
		suite->suite_exit(suite);

	cases.print("", suite->name);
	parameters.print("", "Totals");
	print_result("", kunit_suite_has_succeeded(suite), number, suite->name,
		     suite->status_comment);
}

} // namespace

struct kunit *kunit_get_current_test(void)
{
	return current->kunit_test;
}

void __kunit_abort(struct kunit *test)
{
	kunit_try_catch_throw(&test->try_catch);
}

void kunit_init_test(struct kunit *test, const char *name, struct string_stream *log)
{
	spin_lock_init(&test->lock);
	INIT_LIST_HEAD(&test->resources);
	test->name = name;
	test->log = log;
	test->status = KUNIT_SUCCESS;
	test->status_comment[0] = '\0';
}

size_t kunit_suite_num_test_cases(struct kunit_suite *suite)
{
	return selected_cases(nullptr, suite);
}

unsigned int kunit_test_case_num(struct kunit_suite *suite, struct kunit_case *test_case)
{
	struct kunit_case *each;
	unsigned int number = 1;

	kunit_suite_for_each_test_case(suite, each) {
		if (each == test_case)
			return number;
		number++;
	}
	return 0;
}

enum kunit_status kunit_suite_has_succeeded(struct kunit_suite *suite)
{
	enum kunit_status status = KUNIT_SKIPPED;
	struct kunit_case *test_case;

	if (suite->suite_init_err)
		return KUNIT_FAILURE;
	kunit_suite_for_each_test_case(suite, test_case) {
		if (test_case->status == KUNIT_FAILURE)
			return KUNIT_FAILURE;
		if (test_case->status == KUNIT_SUCCESS)
			status = KUNIT_SUCCESS;
	}
	return status;
}

int kunit_run_tests(struct kunit_suite *suite)
{
	add_taint(TAINT_TEST, LOCKDEP_STILL_OK);
	static_branch_enable(&kunit_running);
	run_suite(suite, nullptr, 1);
	static_branch_disable(&kunit_running);
	return 0;
}

int kunit_run_all(const char *glob)
{
	size_t suites = 0;
	size_t number = 1;
	int failed = 0;

	for (struct kunit_suite **suite = __kunit_suites_start; suite < __kunit_suites_end; suite++)
		suites += selected_cases(glob, *suite) != 0;
	if (!suites)
		return -ENOENT;

	pr_info("KTAP version 1\n");
	pr_info("1..%zu\n", suites);
	add_taint(TAINT_TEST, LOCKDEP_STILL_OK);
	static_branch_enable(&kunit_running);
	for (struct kunit_suite **suite = __kunit_suites_start; suite < __kunit_suites_end;
	     suite++) {
		if (!selected_cases(glob, *suite))
			continue;
		run_suite(*suite, glob, number++);
		failed += kunit_suite_has_succeeded(*suite) == KUNIT_FAILURE;
	}
	static_branch_disable(&kunit_running);
	return failed;
}
