/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a failed assertion leaves its test: kunit_try_catch_run() calls @try; kunit_try_catch_throw() comes straight back to
 * it. Linux runs @try in a thread and throws by ending the thread; here it is a jump, so a test also works before there are
 * threads, and in the debugger one sees the whole way from the shell to the failing line.
 */
#ifndef _KUNIT_TRY_CATCH_H
#define _KUNIT_TRY_CATCH_H

#include <linux/compiler.h>
#include <linux/types.h>

struct kunit;
struct jump_buffer;

typedef void (*kunit_try_catch_func_t)(void *);

/**
 * struct kunit_try_catch - one protected call
 * @test: the test that it belongs to
 * @return_here: where a throw goes; NULL while nothing is being tried
 * @try_result: 0, or -EFAULT after a throw
 * @try_: the call
 * @catch_: called when @try_ threw
 * @context: argument of both
 */
struct kunit_try_catch {
	struct kunit *test;
	struct jump_buffer *return_here;
	int try_result;
	kunit_try_catch_func_t try_;
	kunit_try_catch_func_t catch_;
	void *context;
};

__BEGIN_DECLS

/** kunit_try_catch_run() - call @try_(@context), and @catch_(@context) if it threw. */
void kunit_try_catch_run(struct kunit_try_catch *try_catch, void *context);

/** kunit_try_catch_throw() - leave @try_. Locks that it holds stay held. */
void kunit_try_catch_throw(struct kunit_try_catch *try_catch) __attribute__((noreturn));

/** kunit_try_catch_get_result() - 0, or -EFAULT when @try_ threw. */
static inline int kunit_try_catch_get_result(struct kunit_try_catch *try_catch)
{
	return try_catch->try_result;
}

__END_DECLS

#endif
