/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For code under test: which test is running, and how to fail it. Linux 6.12: include/kunit/test-bug.h.
 */
#ifndef _KUNIT_TEST_BUG_H
#define _KUNIT_TEST_BUG_H

#include <linux/compiler.h>

struct kunit;

__BEGIN_DECLS

/** kunit_get_current_test() - the running test, or NULL. Any context. */
struct kunit *kunit_get_current_test(void);

/** __kunit_fail_current_test() - fail the running test, if there is one, with a message. */
void __printf(3, 4) __kunit_fail_current_test(const char *file, int line, const char *fmt, ...);

__END_DECLS

#define kunit_fail_current_test(fmt, ...)                                                          \
	__kunit_fail_current_test(__FILE__, __LINE__, fmt, ##__VA_ARGS__)

#endif
