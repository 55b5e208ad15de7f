// SPDX-License-Identifier: GPL-2.0-only
// Failures that were asked for: when they come, what they say, and that nothing fails when they are off.

#include <kunit/test.h>
#include <linux/fault-inject.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

namespace
{

// interval, probability, space, times; of ten calls of 4 bytes each, a bit for each that failed.
unsigned int failures(fault_attr *attr, const char *text)
{
	char copy[40];
	unsigned int bits = 0;

	strscpy(copy, text, sizeof(copy));
	if (!setup_fault_attr(attr, copy))
		return ~0u;
	attr->count = 0;
	attr->verbose = 0;
	for (int i = 0; i < 10; i++)
		bits |= should_fail(attr, 4) << i;
	return bits;
}

void attributes_say_when(kunit *test)
{
	DECLARE_FAULT_ATTR(attr);

	KUNIT_EXPECT_EQ(test, failures(&attr, "1,100,0,-1"), 0x3ffu);
	KUNIT_EXPECT_EQ(test, failures(&attr, "1,0,0,-1"), 0u);
	KUNIT_EXPECT_EQ(test, failures(&attr, "1,100,0,3"), 0x7u);
	KUNIT_EXPECT_EQ(test, atomic_read(&attr.times), 0);
	KUNIT_EXPECT_EQ(test, failures(&attr, "3,100,0,-1"), 0x124u);
	// 12 bytes may be taken: two calls, as the third would leave nothing.
	KUNIT_EXPECT_EQ(test, failures(&attr, "1,100,12,-1"), 0x3fcu);
	KUNIT_EXPECT_EQ(test, failures(&attr, "1,100"), ~0u);
	attr.task_filter = true;
	KUNIT_EXPECT_EQ(test, failures(&attr, "1,100,0,-1"), 0u);
	current->make_it_fail = 1;
	KUNIT_EXPECT_EQ(test, failures(&attr, "1,100,0,-1"), 0x3ffu);
	current->make_it_fail = 0;
}

noinline unsigned int failures_from_here(fault_attr *attr)
{
	const unsigned int bits = failures(attr, "1,100,0,-1");

	barrier();
	return bits;
}

void backtraces_are_filtered(kunit *test)
{
	DECLARE_FAULT_ATTR(attr);

	const unsigned long here = reinterpret_cast<unsigned long>(failures_from_here);

	attr.require_start = here;
	attr.require_end = here + 0x200;
	KUNIT_EXPECT_EQ(test, failures_from_here(&attr), 0x3ffu);
	attr.stacktrace_depth = 0;
	KUNIT_EXPECT_EQ(test, failures_from_here(&attr), 0u);
	attr.stacktrace_depth = 32;
	attr.require_start = attr.require_end = 1;
	KUNIT_EXPECT_EQ(test, failures_from_here(&attr), 0u);
	attr.require_start = 0;
	attr.require_end = ULONG_MAX;
	attr.reject_start = here;
	attr.reject_end = here + 0x200;
	KUNIT_EXPECT_EQ(test, failures_from_here(&attr), 0u);
}

void the_nth_call_of_a_task_fails(kunit *test)
{
	DECLARE_FAULT_ATTR(attr);

	current->fail_nth = 4;
	KUNIT_EXPECT_EQ(test, failures(&attr, "1,0,0,-1"), 1u << 3);
	KUNIT_EXPECT_EQ(test, current->fail_nth, 0u);
}

#define DIR "/sys/kernel/debug/fail_page_alloc/"

void put(kunit *test, const char *file, const char *text)
{
	KUNIT_EXPECT_EQ_MSG(test, fs_write(file, text, strlen(text)), 0, "%s", file);
}

// True: it was not handed out.
bool fails(gfp_t gfp, unsigned int order)
{
	struct page *const page = alloc_pages(gfp, order);

	if (page)
		__free_pages(page, order);
	return !page;
}

void pages_fail_as_asked(kunit *test)
{
	put(test, DIR "interval", "1");
	put(test, DIR "times", "-1");
	put(test, DIR "verbose", "0");
	KUNIT_EXPECT_FALSE(test, fails(GFP_NOWAIT, 1));
	put(test, DIR "probability", "100");
	KUNIT_EXPECT_TRUE(test, fails(GFP_NOWAIT, 1));
	KUNIT_EXPECT_TRUE(test, fails(GFP_ATOMIC, 5));
	KUNIT_EXPECT_FALSE(test, fails(GFP_NOWAIT, 0));
	KUNIT_EXPECT_FALSE(test, fails(GFP_KERNEL, 1));
	put(test, DIR "ignore-gfp-wait", "N");
	put(test, DIR "min-order", "3");
	KUNIT_EXPECT_FALSE(test, fails(GFP_KERNEL, 2));
	KUNIT_EXPECT_TRUE(test, fails(GFP_KERNEL, 3));
	KUNIT_EXPECT_FALSE(test, fails(GFP_KERNEL | __GFP_NOFAIL, 3));

	// Single pages, one by one and many at once: the bulk allocator asks once.
	struct page *pages[8] = {};

	put(test, DIR "min-order", "0");
	KUNIT_EXPECT_TRUE(test, fails(GFP_KERNEL, 0));
	KUNIT_EXPECT_EQ(test, alloc_pages_bulk_array(GFP_KERNEL, 8, pages), 0ul);
	put(test, DIR "times", "1");
	KUNIT_EXPECT_EQ(test, alloc_pages_bulk_array(GFP_KERNEL, 8, pages), 0ul);
	KUNIT_EXPECT_EQ(test, alloc_pages_bulk_array(GFP_KERNEL, 8, pages), 8ul);
	release_pages(pages, 8);
	put(test, DIR "times", "-1");
	put(test, DIR "task-filter", "Y");
	KUNIT_EXPECT_FALSE(test, fails(GFP_KERNEL, 0));
	put(test, "/proc/self/make-it-fail", "1");
	KUNIT_EXPECT_TRUE(test, fails(GFP_KERNEL, 0));
	put(test, "/proc/self/make-it-fail", "0");
	put(test, DIR "task-filter", "N");
	put(test, DIR "probability", "0");
	KUNIT_EXPECT_FALSE(test, fails(GFP_KERNEL, 3));
	put(test, DIR "ignore-gfp-wait", "Y");
	put(test, DIR "min-order", "1");
	put(test, DIR "times", "1");
	put(test, DIR "verbose", "2");
}

struct kunit_case cases[] = {
	KUNIT_CASE(attributes_say_when),
	KUNIT_CASE(backtraces_are_filtered),
	KUNIT_CASE(the_nth_call_of_a_task_fails),
	KUNIT_CASE_SLOW(pages_fail_as_asked),
	{},
};

struct kunit_suite suite = {.name = "fault_inject", .test_cases = cases};
kunit_test_suite(suite);

} // namespace
