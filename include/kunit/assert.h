/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a failed expectation says. The macros of test.h evaluate each operand once, compare, and on failure alone hand
 * over what is needed to print it; so a passing expectation costs a compare and a branch.
 */
#ifndef _KUNIT_ASSERT_H
#define _KUNIT_ASSERT_H

#include <linux/compiler.h>
#include <linux/types.h>

struct kunit;

/** enum kunit_assert_type - does the test go on after a failure? */
enum kunit_assert_type {
	KUNIT_ASSERTION,   /* no */
	KUNIT_EXPECTATION, /* yes */
};

/** struct kunit_loc - a place in the source */
struct kunit_loc {
	int line;
	const char *file;
};

#ifdef __cplusplus
#define KUNIT_CURRENT_LOC                                                                          \
	kunit_loc                                                                                  \
	{                                                                                          \
		__LINE__, __FILE__                                                                 \
	}
#else
#define KUNIT_CURRENT_LOC ((struct kunit_loc){__LINE__, __FILE__})
#endif

/** enum kunit_operands - how the operands of a failed comparison are shown */
enum kunit_operands {
	KUNIT_NO_OPERANDS, /* KUNIT_FAIL */
	KUNIT_UNARY,       /* KUNIT_EXPECT_TRUE, _FALSE: @right is what was expected */
	KUNIT_NOT_ERR,     /* KUNIT_EXPECT_NOT_ERR_OR_NULL */
	KUNIT_INTEGERS,
	KUNIT_POINTERS,
	KUNIT_STRINGS,
	KUNIT_MEMORY,
};

/**
 * struct kunit_expectation - what can be said of an expectation before it is looked at
 * @where: its place
 * @type: does the test go on?
 * @operands: how to show the operands
 * @left_text: the left operand as it was written
 * @operation: the comparison that is to hold
 * @right_text: the right operand as it was written
 */
struct kunit_expectation {
	struct kunit_loc where;
	enum kunit_assert_type type;
	enum kunit_operands operands;
	const char *left_text;
	const char *operation;
	const char *right_text;
};

__BEGIN_DECLS

/**
 * __kunit_fail() - print a failure in KUnit's words and mark the test as failed; leave the test if it was an assertion.
 * @left: value of the left operand: an integer, or a pointer.
 * @right: likewise.
 * @size: bytes compared, for KUNIT_MEMORY.
 * @fmt: a message to be added, or NULL.
 */
void __printf(6, 7) __cold
	__kunit_fail(struct kunit *test, const struct kunit_expectation *expectation,
		     long long left, long long right, size_t size, const char *fmt, ...);

__END_DECLS

#endif
