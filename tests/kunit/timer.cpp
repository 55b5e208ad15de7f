// SPDX-License-Identifier: GPL-2.0-only
//
// Timers on the machine: they come, not early, in order, in softirq context. No count of ticks is exact: an emulator on a busy
// host loses some.

#include <kunit/test.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/timer.h>
#include "tests/kunit/helpers.h"

namespace
{

using helpers::wait_for;

struct note {
	timer_list timer;
	volatile int runs;
	unsigned long at; // jiffies when it ran
	bool in_softirq, irqs_off;
	int cpu;
	int *order;
	int place;
	int again;
};

void write_down(timer_list *timer)
{
	note *const n = from_timer(n, timer, timer);

	n->at = jiffies;
	n->in_softirq = in_serving_softirq() && !in_hardirq();
	n->irqs_off = irqs_disabled();
	n->cpu = smp_processor_id();
	if (n->order)
		n->place = ++*n->order;
	n->runs = n->runs + 1;
	if (n->again) {
		n->again--;
		mod_timer(timer, jiffies + 1);
	}
}

note make_note()
{
	return {};
}

void comes_not_early(struct kunit *test)
{
	note n = make_note();

	timer_setup_on_stack(&n.timer, write_down, 0);
	local_bh_disable();
	const unsigned long expires = jiffies + 3;
	const int was_pending = mod_timer(&n.timer, expires);
	const bool pending = timer_pending(&n.timer);

	local_bh_enable();
	KUNIT_EXPECT_EQ(test, was_pending, 0);
	KUNIT_EXPECT_TRUE(test, pending);
	KUNIT_ASSERT_TRUE(test, wait_for([&] { return n.runs == 1; }));
	KUNIT_EXPECT_TRUE(test, time_after_eq(n.at, expires));
	KUNIT_EXPECT_TRUE(test, n.in_softirq);
	KUNIT_EXPECT_FALSE(test, n.irqs_off);
	KUNIT_EXPECT_FALSE(test, timer_pending(&n.timer));
	destroy_timer_on_stack(&n.timer);
}

// The later started of the two expires first.
void in_order_of_expiry(struct kunit *test)
{
	note late = make_note(), early = make_note();
	int order = 0;

	late.order = early.order = &order;
	timer_setup(&late.timer, write_down, 0);
	timer_setup(&early.timer, write_down, 0);
	const unsigned long now = jiffies;
	mod_timer(&late.timer, now + 6);
	mod_timer(&early.timer, now + 3);
	KUNIT_ASSERT_TRUE(test, wait_for([&] { return late.runs && early.runs; }));
	KUNIT_EXPECT_EQ(test, early.place, 1);
	KUNIT_EXPECT_EQ(test, late.place, 2);
}

void irqsafe_runs_masked(struct kunit *test)
{
	note n = make_note();

	timer_setup(&n.timer, write_down, TIMER_IRQSAFE);
	mod_timer(&n.timer, jiffies + 1);
	KUNIT_ASSERT_TRUE(test, wait_for([&] { return n.runs == 1; }));
	KUNIT_EXPECT_TRUE(test, n.irqs_off);
}

void starts_itself_again(struct kunit *test)
{
	note n = make_note();

	n.again = 3;
	timer_setup(&n.timer, write_down, TIMER_DEFERRABLE);
	mod_timer(&n.timer, jiffies + 1);
	KUNIT_EXPECT_TRUE(test, wait_for([&] { return n.runs == 4; }));
	KUNIT_EXPECT_EQ(test, timer_delete_sync(&n.timer), 0);
}

void deleted_does_not_come(struct kunit *test)
{
	note n = make_note(), witness = make_note();

	timer_setup(&n.timer, write_down, 0);
	timer_setup(&witness.timer, write_down, 0);
	mod_timer(&n.timer, jiffies + 2);
	mod_timer(&witness.timer, jiffies + 4);
	KUNIT_EXPECT_EQ(test, timer_delete_sync(&n.timer), 1);
	KUNIT_EXPECT_EQ(test, timer_delete(&n.timer), 0);
	KUNIT_ASSERT_TRUE(test, wait_for([&] { return witness.runs == 1; }));
	KUNIT_EXPECT_EQ(test, n.runs, 0);
	KUNIT_EXPECT_EQ(test, timer_shutdown_sync(&n.timer), 0);
	KUNIT_EXPECT_EQ(test, mod_timer(&n.timer, jiffies + 1), 0);
	KUNIT_EXPECT_FALSE(test, timer_pending(&n.timer));
}

void on_each_online_cpu(struct kunit *test)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		note n = make_note();

		timer_setup(&n.timer, write_down, TIMER_PINNED);
		n.timer.expires = jiffies + 2;
		add_timer_on(&n.timer, cpu);
		KUNIT_ASSERT_TRUE(test, wait_for([&] { return n.runs == 1; }));
		timer_delete_sync(&n.timer); // it may still be on its way out there
		KUNIT_EXPECT_EQ(test, (unsigned int)n.cpu, cpu);
	}
}

struct kunit_case timer_cases[] = {
	KUNIT_CASE(comes_not_early),
	KUNIT_CASE(in_order_of_expiry),
	KUNIT_CASE(irqsafe_runs_masked),
	KUNIT_CASE(starts_itself_again),
	KUNIT_CASE(deleted_does_not_come),
	KUNIT_CASE(on_each_online_cpu),
	{},
};

struct kunit_suite timer_suite = {
	.name = "timer",
	.test_cases = timer_cases,
};
kunit_test_suite(timer_suite);

} // namespace
