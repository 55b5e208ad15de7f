// SPDX-License-Identifier: GPL-2.0-only
//
// High-resolution timers on the machine: not early, in order, in the context that was asked for.

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/preempt.h>
#include <linux/smp.h>

#include <initializer_list>
#include "tests/kunit/helpers.h"

namespace
{

using helpers::wait_for;

struct note {
	struct hrtimer timer;
	volatile int runs;
	ktime_t at;
	bool in_hardirq, in_softirq, irqs_off;
	int cpu;
	int *order;
	int place;
	int again; // times
	ktime_t interval;
	u64 overruns;
};

enum hrtimer_restart write_down(struct hrtimer *timer)
{
	note *const n = container_of(timer, note, timer);

	n->at = ktime_get();
	n->in_hardirq = !!in_hardirq();
	n->in_softirq = !!in_serving_softirq();
	n->irqs_off = irqs_disabled();
	n->cpu = smp_processor_id();
	if (n->order)
		n->place = ++*n->order;
	n->runs = n->runs + 1;
	if (!n->again)
		return HRTIMER_NORESTART;
	n->again--;
	n->overruns += hrtimer_forward_now(timer, n->interval);
	return HRTIMER_RESTART;
}

note make_note()
{
	return {};
}

void comes_not_early(struct kunit *test)
{
	for (const u64 distance : {1000ul, 50000ul, 3000000ul, 12345678ul}) {
		note n = make_note();

		hrtimer_setup(&n.timer, write_down, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
		KUNIT_EXPECT_FALSE(test, hrtimer_active(&n.timer));
		const ktime_t start = ktime_get();

		hrtimer_start(&n.timer, ns_to_ktime(distance), HRTIMER_MODE_REL);
		KUNIT_ASSERT_TRUE(test, wait_for([&] { return n.runs == 1; }));
		KUNIT_EXPECT_GE(test, ktime_to_ns(ktime_sub(n.at, start)), (s64)distance);
		KUNIT_EXPECT_TRUE(test, n.in_hardirq);
		KUNIT_EXPECT_TRUE(test, n.irqs_off);
		hrtimer_cancel(&n.timer);
		KUNIT_EXPECT_FALSE(test, hrtimer_active(&n.timer));
	}
}

void in_order_over_all_clocks(struct kunit *test)
{
	note third = make_note(), first = make_note(), second = make_note();
	int order = 0;

	third.order = first.order = second.order = &order;
	hrtimer_setup(&third.timer, write_down, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	hrtimer_setup(&first.timer, write_down, CLOCK_REALTIME, HRTIMER_MODE_ABS);
	hrtimer_setup(&second.timer, write_down, CLOCK_BOOTTIME, HRTIMER_MODE_ABS);
	const ktime_t now = ktime_get();

	hrtimer_start(&third.timer, now + 40 * NSEC_PER_MSEC, HRTIMER_MODE_ABS);
	hrtimer_start(&first.timer, now + 20 * NSEC_PER_MSEC, HRTIMER_MODE_ABS);
	hrtimer_start(&second.timer, now + 30 * NSEC_PER_MSEC, HRTIMER_MODE_ABS);
	KUNIT_EXPECT_GT(test, hrtimer_get_remaining(&third.timer), (ktime_t)0);
	KUNIT_ASSERT_TRUE(test, wait_for([&] { return third.runs && first.runs && second.runs; }));
	// Late as an emulation may be: all three in one interrupt come clock by clock.
	if (first.at < now + 30 * NSEC_PER_MSEC && second.at < now + 40 * NSEC_PER_MSEC) {
		KUNIT_EXPECT_EQ(test, first.place, 1);
		KUNIT_EXPECT_EQ(test, second.place, 2);
		KUNIT_EXPECT_EQ(test, third.place, 3);
	}
}

void soft_ones_run_in_a_softirq(struct kunit *test)
{
	note n = make_note();

	hrtimer_setup(&n.timer, write_down, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
	hrtimer_start(&n.timer, NSEC_PER_MSEC, HRTIMER_MODE_REL_SOFT);
	KUNIT_ASSERT_TRUE(test, wait_for([&] { return n.runs == 1; }));
	KUNIT_EXPECT_FALSE(test, n.in_hardirq);
	KUNIT_EXPECT_TRUE(test, n.in_softirq);
	KUNIT_EXPECT_FALSE(test, n.irqs_off);
	hrtimer_cancel(&n.timer);
}

void goes_on_as_long_as_it_wants(struct kunit *test)
{
	note n = make_note();

	n.again = 9;
	n.interval = 2 * NSEC_PER_MSEC;
	hrtimer_setup(&n.timer, write_down, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	const ktime_t start = ktime_get();

	hrtimer_start(&n.timer, n.interval, HRTIMER_MODE_REL);
	KUNIT_ASSERT_TRUE(test, wait_for([&] { return n.runs == 10; }));
	KUNIT_EXPECT_GE(test, n.overruns, 9ull);
	KUNIT_EXPECT_GE(test, n.at - start, (ktime_t)(20 * NSEC_PER_MSEC));
	KUNIT_EXPECT_EQ(test, hrtimer_cancel(&n.timer), 0);
}

void forward_counts_intervals(struct kunit *test)
{
	struct hrtimer timer;

	hrtimer_setup(&timer, write_down, CLOCK_MONOTONIC, HRTIMER_MODE_ABS);
	hrtimer_set_expires(&timer, 1000);
	KUNIT_EXPECT_EQ(test, hrtimer_forward(&timer, 999, 100), 0ull);
	KUNIT_EXPECT_EQ(test, hrtimer_forward(&timer, 1000, 100), 1ull);
	KUNIT_EXPECT_EQ(test, hrtimer_get_expires_ns(&timer), 1100ll);
	KUNIT_EXPECT_EQ(test, hrtimer_forward(&timer, 1999, 100), 9ull);
	KUNIT_EXPECT_EQ(test, hrtimer_get_expires_ns(&timer), 2000ll);
	KUNIT_EXPECT_EQ(test, ktime_add_safe(KTIME_MAX, 1), (ktime_t)KTIME_MAX);
	hrtimer_set_expires_range_ns(&timer, 5, 10);
	KUNIT_EXPECT_EQ(test, hrtimer_get_softexpires(&timer), 5ll);
	KUNIT_EXPECT_EQ(test, hrtimer_get_expires(&timer), 15ll);
}

void cancelled_does_not_come(struct kunit *test)
{
	note n = make_note(), witness = make_note();

	hrtimer_setup(&n.timer, write_down, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer_setup(&witness.timer, write_down, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer_start(&n.timer, 20 * NSEC_PER_MSEC, HRTIMER_MODE_REL);
	hrtimer_start(&witness.timer, 30 * NSEC_PER_MSEC, HRTIMER_MODE_REL);
	KUNIT_EXPECT_TRUE(test, hrtimer_is_queued(&n.timer));
	KUNIT_EXPECT_EQ(test, hrtimer_try_to_cancel(&n.timer), 1);
	KUNIT_EXPECT_EQ(test, hrtimer_try_to_cancel(&n.timer), 0);
	KUNIT_ASSERT_TRUE(test, wait_for([&] { return witness.runs == 1; }));
	KUNIT_EXPECT_EQ(test, n.runs, 0);
	hrtimer_restart(&n.timer); // at the time it had, which has passed
	KUNIT_EXPECT_TRUE(test, wait_for([&] { return n.runs == 1; }));
}

void start_here(void *timer)
{
	hrtimer_start(static_cast<struct hrtimer *>(timer), NSEC_PER_MSEC, HRTIMER_MODE_REL_PINNED);
}

void runs_where_it_was_started(struct kunit *test)
{
	int cpu;

	for_each_online_cpu(cpu) {
		note n = make_note();

		hrtimer_setup(&n.timer, write_down, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED);
		KUNIT_ASSERT_EQ(test, smp_call_function_single(cpu, start_here, &n.timer, 1), 0);
		KUNIT_ASSERT_TRUE(test, wait_for([&] { return n.runs == 1; }));
		hrtimer_cancel(&n.timer); // until its function is left
		KUNIT_EXPECT_EQ(test, n.cpu, cpu);
	}
}

struct kunit_case hrtimer_cases[] = {
	KUNIT_CASE(comes_not_early),
	KUNIT_CASE(in_order_over_all_clocks),
	KUNIT_CASE(soft_ones_run_in_a_softirq),
	KUNIT_CASE(goes_on_as_long_as_it_wants),
	KUNIT_CASE(forward_counts_intervals),
	KUNIT_CASE(cancelled_does_not_come),
	KUNIT_CASE(runs_where_it_was_started),
	{},
};

struct kunit_suite hrtimer_suite = {
	.name = "hrtimer",
	.test_cases = hrtimer_cases,
};
kunit_test_suite(hrtimer_suite);

} // namespace
