// SPDX-License-Identifier: GPL-2.0-only
// Instructions that are exchanged while the kernel runs: static keys, detours, stop_machine().

#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/jump_label.h>
#include <linux/kthread.h>
#include <linux/static_detour.h>
#include <linux/stop_machine.h>

namespace
{

DEFINE_STATIC_KEY_FALSE(starts_off);
DEFINE_STATIC_KEY_TRUE(starts_on);

noinline bool off_unlikely()
{
	return static_branch_unlikely(&starts_off);
}
noinline bool off_likely()
{
	return static_branch_likely(&starts_off);
}
noinline bool on_unlikely()
{
	return static_branch_unlikely(&starts_on);
}
noinline bool on_likely()
{
	return static_branch_likely(&starts_on);
}

void expect_all(kunit *test, bool off_key, bool on_key)
{
	KUNIT_EXPECT_EQ(test, off_unlikely(), off_key);
	KUNIT_EXPECT_EQ(test, off_likely(), off_key);
	KUNIT_EXPECT_EQ(test, on_unlikely(), on_key);
	KUNIT_EXPECT_EQ(test, on_likely(), on_key);
	KUNIT_EXPECT_EQ(test, static_key_enabled(&starts_off), off_key);
	KUNIT_EXPECT_EQ(test, static_key_enabled(&starts_on), on_key);
}

void keys_start_as_their_type_says_and_follow(kunit *test)
{
	expect_all(test, false, true);
	static_branch_enable(&starts_off);
	expect_all(test, true, true);
	static_branch_disable(&starts_on);
	expect_all(test, true, false);
	static_branch_enable(&starts_on);
	static_branch_disable(&starts_off);
	expect_all(test, false, true);
}

void keys_count_their_users(kunit *test)
{
	static_branch_inc(&starts_off);
	static_branch_inc(&starts_off);
	KUNIT_EXPECT_EQ(test, static_key_count(&starts_off), 2);
	static_branch_dec(&starts_off);
	expect_all(test, true, true);
	static_branch_dec(&starts_off);
	expect_all(test, false, true);
}

// It must be an instruction that changes, not a variable that is read.
void off_costs_one_nop(kunit *test)
{
	const volatile u32 *code = reinterpret_cast<const volatile u32 *>(off_unlikely);
	unsigned int at = 0;

	while (at < 4 && code[at] != 0xd503201f)
		at++;
	KUNIT_ASSERT_LT(test, at, 4u);
	static_branch_enable(&starts_off);

	const u32 on = code[at];

	static_branch_disable(&starts_off);
	KUNIT_EXPECT_EQ(test, on >> 26, 5u); // B
	KUNIT_EXPECT_EQ(test, code[at], 0xd503201fu);
}

int doubled_and_more(int value);
__detoured int doubled(int value);
DEFINE_STATIC_DETOUR(doubled, doubled_and_more);

__detoured int doubled(int value)
{
	detour_here(doubled, doubled_and_more, value);
	return 2 * value;
}

int doubled_and_more(int value)
{
	return 2 * value + 1;
}

// Compilers may know what doubled(21) is.
int call_doubled(int value)
{
	int (*volatile function)(int) = doubled;

	return function(value);
}

int tripled_and_more(int value)
{
	return 3 * value + 1;
}

int tripled(int value);
DEFINE_STATIC_DETOUR(tripled, tripled_and_more);

__detoured int tripled(int value)
{
	detour_here(tripled, tripled_and_more, value);
	return 3 * value;
}

int call_tripled(int value)
{
	int (*volatile function)(int) = tripled;

	return function(value);
}

void a_detour_turns_a_function_to_its_twin(kunit *test)
{
	KUNIT_EXPECT_EQ(test, call_doubled(21), 42);
	static_detour_inc(doubled);
	KUNIT_EXPECT_EQ(test, call_doubled(21), 43);
	static_detour_inc(doubled);
	static_detour_dec(doubled);
	KUNIT_EXPECT_EQ(test, call_doubled(21), 43);
	static_detour_dec(doubled);
	KUNIT_EXPECT_EQ(test, call_doubled(21), 42);
}

// A set is turned at once; whatever of it has a user already stays as it is.
void detours_turn_together(kunit *test)
{
	static_detour *const both[] = {&__detour_doubled, &__detour_tripled};

	static_detour_inc(tripled);
	static_detours_inc(both, ARRAY_SIZE(both));
	KUNIT_EXPECT_EQ(test, call_doubled(21), 43);
	KUNIT_EXPECT_EQ(test, call_tripled(21), 64);
	static_detours_dec(both, ARRAY_SIZE(both));
	KUNIT_EXPECT_EQ(test, call_doubled(21), 42);
	KUNIT_EXPECT_EQ(test, call_tripled(21), 64);
	static_detour_dec(tripled);
	KUNIT_EXPECT_EQ(test, call_tripled(21), 63);
}

struct still {
	atomic_t running;
	int seen;
};

int look_around(void *data)
{
	still *const s = static_cast<still *>(data);
	const int before = atomic_read(&s->running);

	udelay(50);
	s->seen = atomic_read(&s->running) - before;
	return irqs_disabled() ? 7 : 0;
}

int count(void *data)
{
	while (!kthread_should_stop()) {
		atomic_inc(&static_cast<still *>(data)->running);
		if (call_doubled(1) >> 1 != 1)
			atomic_add(1 << 30, &static_cast<still *>(data)->running);
		cond_resched();
	}
	return 0;
}

// A thread on each CPU counts, calls what is detoured; nobody counts while the machine is stopped.
void others_stand_still_or_see_one_of_both(kunit *test)
{
	still s = {};
	task_struct *threads[NR_CPUS] = {};
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		threads[cpu] = kthread_create_on_cpu(count, &s, cpu, "count/%u");
		wake_up_process(threads[cpu]);
	}
	for (int round = 0; round < 4; round++) {
		KUNIT_EXPECT_EQ(test, stop_machine(look_around, &s, nullptr), 7);
		KUNIT_EXPECT_EQ(test, s.seen, 0);
		static_detour_inc(doubled);
		static_branch_inc(&starts_off);
		msleep(1);
		static_detour_dec(doubled);
		static_branch_dec(&starts_off);
	}
	for_each_online_cpu(cpu)
		kthread_stop(threads[cpu]);
	KUNIT_EXPECT_LT(test, atomic_read(&s.running), 1 << 30);
	KUNIT_EXPECT_GT(test, atomic_read(&s.running), 0);
}

struct kunit_case cases[] = {
	KUNIT_CASE(keys_start_as_their_type_says_and_follow),
	KUNIT_CASE(keys_count_their_users),
	KUNIT_CASE(off_costs_one_nop),
	KUNIT_CASE(a_detour_turns_a_function_to_its_twin),
	KUNIT_CASE(detours_turn_together),
	KUNIT_CASE(others_stand_still_or_see_one_of_both),
	{},
};

struct kunit_suite suite = {
	.name = "patching",
	.test_cases = cases,
};
kunit_test_suite(suite);

} // namespace
