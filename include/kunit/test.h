/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * KUnit: tests that run in the kernel. A suite is a table of cases; kunit_test_suite() puts it where the runner finds it;
 * the runner prints KTAP, which Linux's kunit.py and tests/kunit read.
 *
 *   static void adds(struct kunit *test) { KUNIT_EXPECT_EQ(test, 1 + 1, 2); }
 *   static struct kunit_case cases[] = { KUNIT_CASE(adds), {} };
 *   static struct kunit_suite suite = { .name = "sums", .test_cases = cases };
 *   kunit_test_suite(suite);
 *
 * EXPECT marks the test as failed and goes on, ASSERT also ends it. Names, fields and texts are Linux 6.12's (include/kunit,
 * lib/kunit); the macros are built differently: see assert.h.
 */
#ifndef _KUNIT_TEST_H
#define _KUNIT_TEST_H

#include <kunit/assert.h>
#include <kunit/try-catch.h>

#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/jump_label.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/types.h>

/* True while tests run. */
DECLARE_STATIC_KEY_FALSE(kunit_running);

struct kunit;
struct string_stream;

#define KUNIT_PARAM_DESC_SIZE     128
#define KUNIT_STATUS_COMMENT_SIZE 256

#define KUNIT_INDENT_LEN          4
#define KUNIT_SUBTEST_INDENT      "    "
#define KUNIT_SUBSUBTEST_INDENT   "        "

enum kunit_status {
	KUNIT_SUCCESS,
	KUNIT_FAILURE,
	KUNIT_SKIPPED,
};

/** enum kunit_speed - how long a case takes; slow ones are named so in the output. */
enum kunit_speed {
	KUNIT_SPEED_UNSET,
	KUNIT_SPEED_VERY_SLOW,
	KUNIT_SPEED_SLOW,
	KUNIT_SPEED_NORMAL,
	KUNIT_SPEED_MAX = KUNIT_SPEED_NORMAL,
};

struct kunit_attributes {
	enum kunit_speed speed;
};

/**
 * struct kunit_case - one test
 * @run_case: the function
 * @name: its name in the output
 * @generate_params: NULL, or gives the parameter after @prev (the first for NULL, NULL at the end) and describes it in
 *	@desc (KUNIT_PARAM_DESC_SIZE bytes); the case runs once for each
 * @attr: attributes
 * @status: result; private
 * @module_name: the file it comes from
 * @log: unused here; Linux keeps the text for debugfs
 */
struct kunit_case {
	void (*run_case)(struct kunit *test);
	const char *name;
	const void *(*generate_params)(const void *prev, char *desc);
	struct kunit_attributes attr;
	enum kunit_status status;
	const char *module_name;
	struct string_stream *log;
};

#define KUNIT_CASE(test_name)                                                                      \
	{                                                                                          \
		.run_case = test_name, .name = #test_name, .module_name = KBUILD_MODNAME           \
	}
#define KUNIT_CASE_ATTR(test_name, attributes)                                                     \
	{                                                                                          \
		.run_case = test_name, .name = #test_name, .attr = attributes,                     \
		.module_name = KBUILD_MODNAME                                                      \
	}
#define KUNIT_CASE_SLOW(test_name)                                                                 \
	{                                                                                          \
		.run_case = test_name, .name = #test_name, .attr = {.speed = KUNIT_SPEED_SLOW},    \
		.module_name = KBUILD_MODNAME                                                      \
	}
#define KUNIT_CASE_PARAM(test_name, gen_params)                                                    \
	{                                                                                          \
		.run_case = test_name, .name = #test_name, .generate_params = gen_params,          \
		.module_name = KBUILD_MODNAME                                                      \
	}
#define KUNIT_CASE_PARAM_ATTR(test_name, gen_params, attributes)                                   \
	{                                                                                          \
		.run_case = test_name, .name = #test_name, .generate_params = gen_params,          \
		.attr = attributes, .module_name = KBUILD_MODNAME                                  \
	}

/**
 * struct kunit_suite - a table of cases
 * @name: its name in the output
 * @suite_init: called before the first case; an error fails the suite
 * @suite_exit: called after the last
 * @init: called before each case; an error fails the case
 * @exit: called after each case
 * @test_cases: ended by an empty one
 * @attr: attributes
 */
struct kunit_suite {
	const char name[256];
	int (*suite_init)(struct kunit_suite *suite);
	void (*suite_exit)(struct kunit_suite *suite);
	int (*init)(struct kunit *test);
	void (*exit)(struct kunit *test);
	struct kunit_case *test_cases;
	struct kunit_attributes attr;
	/* private: */
	char status_comment[KUNIT_STATUS_COMMENT_SIZE];
	struct string_stream *log;
	int suite_init_err;
	bool is_init;
};

/**
 * struct kunit - a running test
 * @priv: the test's own
 * @name: of the case
 * @log: unused
 * @try_catch: where a failed assertion goes
 * @param_value: parameter of this run
 * @param_index: its number, from 0
 * @lock: guards @resources
 * @status: result so far
 * @resources: what kunit_cleanup() gives back, the newest first
 * @status_comment: why it was skipped
 */
struct kunit {
	void *priv;
	const char *name;
	struct string_stream *log;
	struct kunit_try_catch try_catch;
	const void *param_value;
	int param_index;
	spinlock_t lock;
	enum kunit_status status;
	struct list_head resources;
	char status_comment[KUNIT_STATUS_COMMENT_SIZE];
};

#define __kunit_test_suites(unique_array, ...)                                                     \
	static struct kunit_suite *unique_array[] __aligned(sizeof(struct kunit_suite *))          \
		__used __section(".kunit_test_suites") = {__VA_ARGS__}

/** kunit_test_suites() - register suites with the runner. */
#define kunit_test_suites(...)               __kunit_test_suites(__UNIQUE_ID(kunit_suites), __VA_ARGS__)
#define kunit_test_suite(suite)              kunit_test_suites(&suite)
#define kunit_test_init_section_suites(...)  kunit_test_suites(__VA_ARGS__)
#define kunit_test_init_section_suite(suite) kunit_test_suites(&suite)

#define kunit_suite_for_each_test_case(suite, test_case)                                           \
	for (test_case = (suite)->test_cases; test_case->run_case; test_case++)

__BEGIN_DECLS

/**
 * kunit_run_all() - run the suites whose name matches.
 * @glob: "suite" or "suite.case", each with * and ?; NULL runs everything.
 *
 * Prints KTAP through printk. From the shell only. Returns the number of failed suites, or -ENOENT when nothing matches.
 */
int kunit_run_all(const char *glob);

/** kunit_run_tests() - run one suite, print its KTAP. Returns 0 (its result: kunit_suite_has_succeeded()). */
int kunit_run_tests(struct kunit_suite *suite);

size_t kunit_suite_num_test_cases(struct kunit_suite *suite);
unsigned int kunit_test_case_num(struct kunit_suite *suite, struct kunit_case *test_case);

/** kunit_suite_has_succeeded() - KUNIT_SKIPPED if every case was. */
enum kunit_status kunit_suite_has_succeeded(struct kunit_suite *suite);

void kunit_init_test(struct kunit *test, const char *name, struct string_stream *log);

/** kunit_cleanup() - give back the test's resources, the newest first. */
void kunit_cleanup(struct kunit *test);

/** kunit_kmalloc_array() - memory that is freed when the test ends; NULL if there is none. */
void *kunit_kmalloc_array(struct kunit *test, size_t n, size_t size, gfp_t gfp);
/** kunit_kfree() - free it earlier. */
void kunit_kfree(struct kunit *test, const void *ptr);

void __kunit_abort(struct kunit *test) __attribute__((noreturn));

static inline void *kunit_kmalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	return kunit_kmalloc_array(test, 1, size, gfp);
}

static inline void *kunit_kzalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	return kunit_kmalloc(test, size, gfp | __GFP_ZERO);
}

static inline void *kunit_kcalloc(struct kunit *test, size_t n, size_t size, gfp_t gfp)
{
	return kunit_kmalloc_array(test, n, size, gfp | __GFP_ZERO);
}

static inline char *kunit_kstrdup(struct kunit *test, const char *str, gfp_t gfp)
{
	const size_t bytes = str ? strlen(str) + 1 : 0;
	char *copy = str ? (char *)kunit_kmalloc(test, bytes, gfp) : NULL;

	return copy ? (char *)memcpy(copy, str, bytes) : NULL;
}

static inline void kunit_set_failure(struct kunit *test)
{
	WRITE_ONCE(test->status, KUNIT_FAILURE);
}

static inline const char *kunit_status_to_ok_not_ok(enum kunit_status status)
{
	return status == KUNIT_FAILURE ? "not ok" : "ok";
}

__END_DECLS

/* The log of a test is the kernel's log. */
#define kunit_log(lvl, test_or_suite, fmt, ...) printk(lvl fmt, ##__VA_ARGS__)
#define kunit_printk(lvl, test, fmt, ...)                                                          \
	kunit_log(lvl, test, KUNIT_SUBTEST_INDENT "# %s: " fmt, (test)->name, ##__VA_ARGS__)
#define kunit_info(test, fmt, ...) kunit_printk(KERN_INFO, test, fmt, ##__VA_ARGS__)
#define kunit_warn(test, fmt, ...) kunit_printk(KERN_WARNING, test, fmt, ##__VA_ARGS__)
#define kunit_err(test, fmt, ...)  kunit_printk(KERN_ERR, test, fmt, ##__VA_ARGS__)

/** kunit_mark_skipped() - the result is "skipped", for the reason given. */
#define kunit_mark_skipped(test_or_suite, fmt, ...)                                                \
	do {                                                                                       \
		WRITE_ONCE((test_or_suite)->status, KUNIT_SKIPPED);                                \
		scnprintf((test_or_suite)->status_comment, KUNIT_STATUS_COMMENT_SIZE, fmt,         \
			  ##__VA_ARGS__);                                                          \
	} while (0)

/** kunit_skip() - the same, and leave the test. */
#define kunit_skip(test_or_suite, fmt, ...)                                                        \
	do {                                                                                       \
		kunit_mark_skipped((test_or_suite), fmt, ##__VA_ARGS__);                           \
		kunit_try_catch_throw(&((test_or_suite)->try_catch));                              \
	} while (0)

#define KUNIT_SUCCEED(test) ((void)(test))

/* What is known of an expectation lies in .rodata; a failure adds the values. */
#define _KUNIT_FAILED(test, type, operands, ltext, op, rtext, l, r, size, fmt, ...)                \
	do {                                                                                       \
		static const struct kunit_expectation __expectation = {                            \
			{__LINE__, __FILE__}, type, operands, ltext, op, rtext};                   \
		__kunit_fail(test, &__expectation, l, r, size, fmt, ##__VA_ARGS__);                \
	} while (0)

#define _KUNIT_UNARY(test, type, condition, wanted, fmt, ...)                                      \
	do {                                                                                       \
		if (unlikely((!!(condition)) != wanted))                                           \
			_KUNIT_FAILED(test, type, KUNIT_UNARY, #condition, "is", #wanted, 0, 0, 0, \
				      fmt, ##__VA_ARGS__);                                         \
	} while (0)

#define _KUNIT_BINARY(test, type, left, op, right, fmt, ...)                                       \
	do {                                                                                       \
		const __typeof__(left) __left = (left);                                            \
		const __typeof__(right) __right = (right);                                         \
		if (unlikely(!(__left op __right)))                                                \
			_KUNIT_FAILED(test, type, KUNIT_INTEGERS, #left, #op, #right,              \
				      (long long)__left, (long long)__right, 0, fmt,               \
				      ##__VA_ARGS__);                                              \
	} while (0)

#define _KUNIT_POINTER(test, type, left, op, right, fmt, ...)                                      \
	do {                                                                                       \
		const volatile void *__left = (const volatile void *)(left);                       \
		const volatile void *__right = (const volatile void *)(right);                     \
		if (unlikely(!(__left op __right)))                                                \
			_KUNIT_FAILED(test, type, KUNIT_POINTERS, #left, #op, #right,              \
				      (long long)__left, (long long)__right, 0, fmt,               \
				      ##__VA_ARGS__);                                              \
	} while (0)

#define _KUNIT_STRING(test, type, left, op, right, fmt, ...)                                       \
	do {                                                                                       \
		const char *__left = (left);                                                       \
		const char *__right = (right);                                                     \
		if (unlikely(!__left || !__right || !(strcmp(__left, __right) op 0)))              \
			_KUNIT_FAILED(test, type, KUNIT_STRINGS, #left, #op, #right,               \
				      (long long)__left, (long long)__right, 0, fmt,               \
				      ##__VA_ARGS__);                                              \
	} while (0)

#define _KUNIT_MEMORY(test, type, left, op, right, size, fmt, ...)                                 \
	do {                                                                                       \
		const void *__left = (left);                                                       \
		const void *__right = (right);                                                     \
		const size_t __size = (size);                                                      \
		if (unlikely(!__left || !__right || !(memcmp(__left, __right, __size) op 0)))      \
			_KUNIT_FAILED(test, type, KUNIT_MEMORY, #left, #op, #right,                \
				      (long long)__left, (long long)__right, __size, fmt,          \
				      ##__VA_ARGS__);                                              \
	} while (0)

#define _KUNIT_NOT_ERR(test, type, ptr, fmt, ...)                                                  \
	do {                                                                                       \
		const void *__ptr = (ptr);                                                         \
		if (unlikely(IS_ERR_OR_NULL(__ptr)))                                               \
			_KUNIT_FAILED(test, type, KUNIT_NOT_ERR, #ptr, "", "", (long long)__ptr,   \
				      0, 0, fmt, ##__VA_ARGS__);                                   \
	} while (0)

#define _KUNIT_FAIL(test, type, fmt, ...)                                                          \
	do {                                                                                       \
		_KUNIT_FAILED(test, type, KUNIT_NO_OPERANDS, "", "", "", 0, 0, 0, fmt,             \
			      ##__VA_ARGS__);                                                      \
	} while (0)

#define KUNIT_FAIL(test, fmt, ...)           _KUNIT_FAIL(test, KUNIT_EXPECTATION, fmt, ##__VA_ARGS__)
#define KUNIT_FAIL_AND_ABORT(test, fmt, ...) _KUNIT_FAIL(test, KUNIT_ASSERTION, fmt, ##__VA_ARGS__)

#define KUNIT_EXPECT_TRUE(test, c)           KUNIT_EXPECT_TRUE_MSG(test, c, NULL)
#define KUNIT_EXPECT_TRUE_MSG(test, c, fmt, ...)                                                   \
	_KUNIT_UNARY(test, KUNIT_EXPECTATION, c, true, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_FALSE(test, c) KUNIT_EXPECT_FALSE_MSG(test, c, NULL)
#define KUNIT_EXPECT_FALSE_MSG(test, c, fmt, ...)                                                  \
	_KUNIT_UNARY(test, KUNIT_EXPECTATION, c, false, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_TRUE(test, c) KUNIT_ASSERT_TRUE_MSG(test, c, NULL)
#define KUNIT_ASSERT_TRUE_MSG(test, c, fmt, ...)                                                   \
	_KUNIT_UNARY(test, KUNIT_ASSERTION, c, true, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_FALSE(test, c) KUNIT_ASSERT_FALSE_MSG(test, c, NULL)
#define KUNIT_ASSERT_FALSE_MSG(test, c, fmt, ...)                                                  \
	_KUNIT_UNARY(test, KUNIT_ASSERTION, c, false, fmt, ##__VA_ARGS__)

#define KUNIT_EXPECT_EQ(test, l, r) KUNIT_EXPECT_EQ_MSG(test, l, r, NULL)
#define KUNIT_EXPECT_EQ_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_EXPECTATION, l, ==, r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NE(test, l, r) KUNIT_EXPECT_NE_MSG(test, l, r, NULL)
#define KUNIT_EXPECT_NE_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_EXPECTATION, l, !=, r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_LT(test, l, r) KUNIT_EXPECT_LT_MSG(test, l, r, NULL)
#define KUNIT_EXPECT_LT_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_EXPECTATION, l, <, r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_LE(test, l, r) KUNIT_EXPECT_LE_MSG(test, l, r, NULL)
#define KUNIT_EXPECT_LE_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_EXPECTATION, l, <=, r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_GT(test, l, r) KUNIT_EXPECT_GT_MSG(test, l, r, NULL)
#define KUNIT_EXPECT_GT_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_EXPECTATION, l, >, r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_GE(test, l, r) KUNIT_EXPECT_GE_MSG(test, l, r, NULL)
#define KUNIT_EXPECT_GE_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_EXPECTATION, l, >=, r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_EQ(test, l, r) KUNIT_ASSERT_EQ_MSG(test, l, r, NULL)
#define KUNIT_ASSERT_EQ_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_ASSERTION, l, ==, r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NE(test, l, r) KUNIT_ASSERT_NE_MSG(test, l, r, NULL)
#define KUNIT_ASSERT_NE_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_ASSERTION, l, !=, r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_LT(test, l, r) KUNIT_ASSERT_LT_MSG(test, l, r, NULL)
#define KUNIT_ASSERT_LT_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_ASSERTION, l, <, r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_LE(test, l, r) KUNIT_ASSERT_LE_MSG(test, l, r, NULL)
#define KUNIT_ASSERT_LE_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_ASSERTION, l, <=, r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_GT(test, l, r) KUNIT_ASSERT_GT_MSG(test, l, r, NULL)
#define KUNIT_ASSERT_GT_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_ASSERTION, l, >, r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_GE(test, l, r) KUNIT_ASSERT_GE_MSG(test, l, r, NULL)
#define KUNIT_ASSERT_GE_MSG(test, l, r, fmt, ...)                                                  \
	_KUNIT_BINARY(test, KUNIT_ASSERTION, l, >=, r, fmt, ##__VA_ARGS__)

#define KUNIT_EXPECT_PTR_EQ(test, l, r) KUNIT_EXPECT_PTR_EQ_MSG(test, l, r, NULL)
#define KUNIT_EXPECT_PTR_EQ_MSG(test, l, r, fmt, ...)                                              \
	_KUNIT_POINTER(test, KUNIT_EXPECTATION, l, ==, r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_PTR_NE(test, l, r) KUNIT_EXPECT_PTR_NE_MSG(test, l, r, NULL)
#define KUNIT_EXPECT_PTR_NE_MSG(test, l, r, fmt, ...)                                              \
	_KUNIT_POINTER(test, KUNIT_EXPECTATION, l, !=, r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_PTR_EQ(test, l, r) KUNIT_ASSERT_PTR_EQ_MSG(test, l, r, NULL)
#define KUNIT_ASSERT_PTR_EQ_MSG(test, l, r, fmt, ...)                                              \
	_KUNIT_POINTER(test, KUNIT_ASSERTION, l, ==, r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_PTR_NE(test, l, r) KUNIT_ASSERT_PTR_NE_MSG(test, l, r, NULL)
#define KUNIT_ASSERT_PTR_NE_MSG(test, l, r, fmt, ...)                                              \
	_KUNIT_POINTER(test, KUNIT_ASSERTION, l, !=, r, fmt, ##__VA_ARGS__)

#define KUNIT_EXPECT_NULL(test, ptr) KUNIT_EXPECT_NULL_MSG(test, ptr, NULL)
#define KUNIT_EXPECT_NULL_MSG(test, ptr, fmt, ...)                                                 \
	_KUNIT_POINTER(test, KUNIT_EXPECTATION, ptr, ==, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NOT_NULL(test, ptr) KUNIT_EXPECT_NOT_NULL_MSG(test, ptr, NULL)
#define KUNIT_EXPECT_NOT_NULL_MSG(test, ptr, fmt, ...)                                             \
	_KUNIT_POINTER(test, KUNIT_EXPECTATION, ptr, !=, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NULL(test, ptr) KUNIT_ASSERT_NULL_MSG(test, ptr, NULL)
#define KUNIT_ASSERT_NULL_MSG(test, ptr, fmt, ...)                                                 \
	_KUNIT_POINTER(test, KUNIT_ASSERTION, ptr, ==, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NOT_NULL(test, ptr) KUNIT_ASSERT_NOT_NULL_MSG(test, ptr, NULL)
#define KUNIT_ASSERT_NOT_NULL_MSG(test, ptr, fmt, ...)                                             \
	_KUNIT_POINTER(test, KUNIT_ASSERTION, ptr, !=, NULL, fmt, ##__VA_ARGS__)

#define KUNIT_EXPECT_STREQ(test, l, r) KUNIT_EXPECT_STREQ_MSG(test, l, r, NULL)
#define KUNIT_EXPECT_STREQ_MSG(test, l, r, fmt, ...)                                               \
	_KUNIT_STRING(test, KUNIT_EXPECTATION, l, ==, r, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_STRNEQ(test, l, r) KUNIT_EXPECT_STRNEQ_MSG(test, l, r, NULL)
#define KUNIT_EXPECT_STRNEQ_MSG(test, l, r, fmt, ...)                                              \
	_KUNIT_STRING(test, KUNIT_EXPECTATION, l, !=, r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_STREQ(test, l, r) KUNIT_ASSERT_STREQ_MSG(test, l, r, NULL)
#define KUNIT_ASSERT_STREQ_MSG(test, l, r, fmt, ...)                                               \
	_KUNIT_STRING(test, KUNIT_ASSERTION, l, ==, r, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_STRNEQ(test, l, r) KUNIT_ASSERT_STRNEQ_MSG(test, l, r, NULL)
#define KUNIT_ASSERT_STRNEQ_MSG(test, l, r, fmt, ...)                                              \
	_KUNIT_STRING(test, KUNIT_ASSERTION, l, !=, r, fmt, ##__VA_ARGS__)

#define KUNIT_EXPECT_MEMEQ(test, l, r, size) KUNIT_EXPECT_MEMEQ_MSG(test, l, r, size, NULL)
#define KUNIT_EXPECT_MEMEQ_MSG(test, l, r, size, fmt, ...)                                         \
	_KUNIT_MEMORY(test, KUNIT_EXPECTATION, l, ==, r, size, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_MEMNEQ(test, l, r, size) KUNIT_EXPECT_MEMNEQ_MSG(test, l, r, size, NULL)
#define KUNIT_EXPECT_MEMNEQ_MSG(test, l, r, size, fmt, ...)                                        \
	_KUNIT_MEMORY(test, KUNIT_EXPECTATION, l, !=, r, size, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_MEMEQ(test, l, r, size) KUNIT_ASSERT_MEMEQ_MSG(test, l, r, size, NULL)
#define KUNIT_ASSERT_MEMEQ_MSG(test, l, r, size, fmt, ...)                                         \
	_KUNIT_MEMORY(test, KUNIT_ASSERTION, l, ==, r, size, fmt, ##__VA_ARGS__)

#define KUNIT_EXPECT_NOT_ERR_OR_NULL(test, ptr) KUNIT_EXPECT_NOT_ERR_OR_NULL_MSG(test, ptr, NULL)
#define KUNIT_EXPECT_NOT_ERR_OR_NULL_MSG(test, ptr, fmt, ...)                                      \
	_KUNIT_NOT_ERR(test, KUNIT_EXPECTATION, ptr, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ptr) KUNIT_ASSERT_NOT_ERR_OR_NULL_MSG(test, ptr, NULL)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL_MSG(test, ptr, fmt, ...)                                      \
	_KUNIT_NOT_ERR(test, KUNIT_ASSERTION, ptr, fmt, ##__VA_ARGS__)

/** KUNIT_ARRAY_PARAM() - define @name_gen_params, which goes through an array; @get_desc(element, text) describes one. */
#define KUNIT_ARRAY_PARAM(name, array, get_desc)                                                   \
	static const void *name##_gen_params(const void *prev, char *desc)                         \
	{                                                                                          \
		const __typeof__((array)[0]) *__next =                                             \
			prev ? (const __typeof__((array)[0]) *)prev + 1 : &(array)[0];             \
		void (*__describe)(const __typeof__((array)[0]) *, char *) = get_desc;             \
		if (__next - &(array)[0] >= (long)ARRAY_SIZE(array))                               \
			return NULL;                                                               \
		if (__describe)                                                                    \
			__describe(__next, desc);                                                  \
		return __next;                                                                     \
	}

#include <kunit/resource.h>

#endif
