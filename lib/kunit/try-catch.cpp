// SPDX-License-Identifier: GPL-2.0-only
// Leaving a test in the middle: see include/kunit/try-catch.h.

#include <kunit/try-catch.h>

#include <linux/bug.h>
#include <linux/errno.h>
#include <asm/setjmp.h>

void kunit_try_catch_run(struct kunit_try_catch *try_catch, void *context)
{
	struct jump_buffer here;

	try_catch->context = context;
	try_catch->try_result = 0;
	try_catch->return_here = &here;
	if (arch_setjmp(&here) == 0)
		try_catch->try_(context);
	try_catch->return_here = nullptr;
	if (try_catch->try_result)
		try_catch->catch_(context);
}

void kunit_try_catch_throw(struct kunit_try_catch *try_catch)
{
	BUG_ON(!try_catch->return_here);
	try_catch->try_result = -EFAULT;
	arch_longjmp(try_catch->return_here, 1);
}
