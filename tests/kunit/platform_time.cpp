// SPDX-License-Identifier: GPL-2.0-only
//
// Time (kernel/time, arm_arch_timer): it goes forward, the tick comes, waiting waits. Nothing here
// counts ticks exactly: an emulator on a busy host loses some.

#include <kunit/test.h>
#include <linux/clocksource.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/rcupdate.h>
#include <linux/smp.h>

namespace
{

void never_goes_back(struct kunit *test)
{
	u64 last = ktime_get_ns(), first = last;

	for (int i = 0; i < 10000; i++) {
		u64 now = ktime_get_ns();

		if (now < last)
			KUNIT_FAIL(test, "%llu ns after %llu ns", now, last);
		last = now;
	}
	KUNIT_EXPECT_GT(test, last, first);
	KUNIT_EXPECT_GE(test, (u64)sched_clock(), last);
}

void busy_waits(struct kunit *test)
{
	ktime_t start = ktime_get();

	udelay(50);
	KUNIT_EXPECT_GE(test, ktime_us_delta(ktime_get(), start), 50);
	start = ktime_get();
	mdelay(2);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 2);
}

void the_tick_comes(struct kunit *test)
{
	u64 before = get_jiffies_64();
	unsigned long deadline = jiffies + msecs_to_jiffies(5000);

	KUNIT_ASSERT_FALSE(test, irqs_disabled());
	while (get_jiffies_64() < before + 3 && time_before(jiffies, deadline))
		msleep(10);
	KUNIT_EXPECT_GE(test, get_jiffies_64(), before + 3);
}

void sleeps_long_enough(struct kunit *test)
{
	ktime_t start = ktime_get();

	msleep(25);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 25);
}

// With interrupts masked there is no tick, but time goes on, and jiffies catch up afterwards. (Another CPU's tick would move them.)
void jiffies_catch_up(struct kunit *test)
{
	const struct cpumask allowed = current->cpus_mask;
	unsigned long flags;

	// CPU 0 counts them.
	KUNIT_ASSERT_EQ(test, set_cpus_allowed_ptr(current, cpumask_of(0)), 0);

	u64 before = get_jiffies_64();

	local_irq_save(flags);
	mdelay(55);
	if (num_online_cpus() == 1)
		KUNIT_EXPECT_EQ(test, get_jiffies_64(), before);
	local_irq_restore(flags);
	msleep(10);
	KUNIT_EXPECT_GE(test, get_jiffies_64(), before + 5);
	set_cpus_allowed_ptr(current, &allowed);
}

void conversions(struct kunit *test)
{
	u32 mult, shift;

	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(0), 0ul);
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(1), 1ul); // rounded up
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(10), 1ul);
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(1000), (unsigned long)HZ);
	KUNIT_EXPECT_EQ(test, msecs_to_jiffies(-1), MAX_JIFFY_OFFSET);
	KUNIT_EXPECT_EQ(test, usecs_to_jiffies(10001), 2ul);
	KUNIT_EXPECT_EQ(test, jiffies_to_msecs(HZ), 1000u);
	KUNIT_EXPECT_TRUE(test, time_after(5ul, ~0ul - 5)); // across the overflow
	KUNIT_EXPECT_EQ(test, ktime_set(2, 500), 2000000500ll);
	KUNIT_EXPECT_EQ(test, ns_to_timespec64(-1).tv_sec, -1ll);
	KUNIT_EXPECT_EQ(test, ns_to_timespec64(-1).tv_nsec, 999999999l);

	// 62.5 MHz: 16 ns a cycle, exactly.
	clocks_calc_mult_shift(&mult, &shift, 62500000, NSEC_PER_SEC, 600);
	KUNIT_EXPECT_EQ(test, clocksource_cyc2ns(62500000, mult, shift), (s64)NSEC_PER_SEC);
	// 54 MHz: as near as 32 bits of factor allow, better than one in 10^7.
	clocks_calc_mult_shift(&mult, &shift, 54000000, NSEC_PER_SEC, 600);
	KUNIT_EXPECT_LE(test, NSEC_PER_SEC - clocksource_cyc2ns(54000000, mult, shift), 100l);
	KUNIT_EXPECT_GE(test, NSEC_PER_SEC - clocksource_cyc2ns(54000000, mult, shift), -100l);
}

// How far jiffies are behind the clock, ns, but for a constant: the least of many looks, since a busy host may hold up the tick or
// this CPU between two readings.
s64 least_lag()
{
	s64 least = S64_MAX;

	for (int i = 0; i < 5; i++) {
		schedule_timeout_uninterruptible(1);
		const s64 now = ktime_get_ns();

		least = min(least, now - static_cast<s64>((get_jiffies_64() - INITIAL_JIFFIES) *
							  TICK_NSEC));
	}
	return least;
}

// However they are moved: a jiffy is 10 ms of the clock, over any time and after any pause.
void jiffies_keep_up_with_the_clock(struct kunit *test)
{
	const s64 before = least_lag();

	msleep(120);
	const s64 lag = least_lag() - before;

	KUNIT_EXPECT_GT(test, lag, -static_cast<s64>(TICK_NSEC));
	KUNIT_EXPECT_LT(test, lag, static_cast<s64>(TICK_NSEC));
}

// While this task sleeps nobody has anything to do: half a second holds 50 ticks, and no CPU takes half of them.
void idle_cpus_take_no_ticks(struct kunit *test)
{
	unsigned int before[NR_CPUS] = {};
	int cpu;

	kvfree_rcu_barrier(); // callbacks would keep the tick
	msleep(30);
	for_each_online_cpu(cpu)
		before[cpu] = READ_ONCE(per_cpu_ptr(&hrtimer_bases, cpu)->nr_events);
	msleep(500);
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_LE(
			test, READ_ONCE(per_cpu_ptr(&hrtimer_bases, cpu)->nr_events) - before[cpu],
			25u);
}

struct kunit_case time_cases[] = {
	KUNIT_CASE(never_goes_back),
	KUNIT_CASE(busy_waits),
	KUNIT_CASE(the_tick_comes),
	KUNIT_CASE(sleeps_long_enough),
	KUNIT_CASE(jiffies_catch_up),
	KUNIT_CASE(idle_cpus_take_no_ticks),
	KUNIT_CASE(jiffies_keep_up_with_the_clock),
	KUNIT_CASE(conversions),
	{},
};

struct kunit_suite time_suite = {
	.name = "platform_time",
	.test_cases = time_cases,
};
kunit_test_suite(time_suite);

} // namespace
