// SPDX-License-Identifier: GPL-2.0-only
//
// Calls on other CPUs (kernel/smp.cpp): who runs what, on which CPU, in which context, and who waits for whom.
//
// With one CPU online most of it is skipped.

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/percpu.h>
#include <linux/smp.h>

namespace
{

DEFINE_PER_CPU(int, calls);

struct seen {
	int cpu;
	bool in_hardirq, irqs_disabled;
};

void look(void *info)
{
	auto *s = static_cast<seen *>(info);

	s->cpu = smp_processor_id();
	s->in_hardirq = in_hardirq();
	s->irqs_disabled = irqs_disabled();
}

void count(void *)
{
	__this_cpu_inc(calls);
}

void clear_counts()
{
	int cpu;

	for_each_possible_cpu(cpu)
		per_cpu(calls, cpu) = 0;
}

int sum_of_counts()
{
	int cpu, sum = 0;

	for_each_possible_cpu(cpu)
		sum += per_cpu(calls, cpu);
	return sum;
}

int another_cpu()
{
	int cpu;

	for_each_online_cpu(cpu)
		if (cpu != smp_processor_id())
			return cpu;
	return -1;
}

#define need_two_cpus(test)                                                                        \
	if (num_online_cpus() < 2)                                                                 \
	kunit_skip(test, "one CPU online")

// Every possible CPU has come: none of the machines that this runs on holds one back.
void all_online(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, num_online_cpus(), num_present_cpus());
	KUNIT_EXPECT_TRUE(test, cpumask_equal(cpu_online_mask, cpu_present_mask));
}

void single_runs_there(struct kunit *test)
{
	int cpu;

	for_each_online_cpu(cpu) {
		seen s = {-1, false, false};

		KUNIT_EXPECT_EQ(test, smp_call_function_single(cpu, look, &s, 1), 0);
		KUNIT_EXPECT_EQ(test, s.cpu, cpu);
		KUNIT_EXPECT_TRUE(test, s.irqs_disabled);
		// On the own CPU it is a plain call.
		KUNIT_EXPECT_EQ(test, s.in_hardirq, cpu != smp_processor_id());
	}
}

void single_of_nobody(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, smp_call_function_single(nr_cpu_ids, count, nullptr, 1), -ENXIO);
	KUNIT_EXPECT_EQ(test, smp_call_function_single(-1, count, nullptr, 1), -ENXIO);
}

// Without waiting: in the order of the calls, and all of them.
void single_without_wait(struct kunit *test)
{
	need_two_cpus(test);
	const int cpu = another_cpu();

	clear_counts();
	for (int i = 0; i < 1000; i++)
		KUNIT_ASSERT_EQ(test, smp_call_function_single(cpu, count, nullptr, 0), 0);
	KUNIT_ASSERT_EQ(test, smp_call_function_single(cpu, count, nullptr, 1), 0);
	KUNIT_EXPECT_EQ(test, per_cpu(calls, cpu), 1001);
	KUNIT_EXPECT_EQ(test, sum_of_counts(), 1001);
}

atomic_t gate;

void wait_at_gate(void *)
{
	while (!atomic_read_acquire(&gate))
		cpu_relax();
	__this_cpu_inc(calls);
}

void async_is_busy_until_taken(struct kunit *test)
{
	need_two_cpus(test);
	const int cpu = another_cpu();
	static call_single_data_t first, second;

	INIT_CSD(&first, wait_at_gate, nullptr);
	INIT_CSD(&second, count, nullptr);
	clear_counts();
	atomic_set(&gate, 0);
	KUNIT_ASSERT_EQ(test, smp_call_function_single_async(cpu, &first), 0);
	// It stands at the gate with interrupts masked, or is about to: the second one is not taken.
	KUNIT_ASSERT_EQ(test, smp_call_function_single_async(cpu, &second), 0);
	KUNIT_EXPECT_EQ(test, smp_call_function_single_async(cpu, &second), -EBUSY);
	KUNIT_EXPECT_EQ(test, per_cpu(calls, cpu), 0);
	atomic_set_release(&gate, 1);
	smp_call_function_single(cpu, count, nullptr, 1);
	KUNIT_EXPECT_EQ(test, per_cpu(calls, cpu), 3);
}

void each_cpu_once(struct kunit *test)
{
	int cpu;

	clear_counts();
	on_each_cpu(count, nullptr, 1);
	for_each_possible_cpu(cpu)
		KUNIT_EXPECT_EQ(test, per_cpu(calls, cpu), (int)cpu_online(cpu));

	clear_counts();
	smp_call_function(count, nullptr, 1);
	for_each_possible_cpu(cpu)
		KUNIT_EXPECT_EQ(test, per_cpu(calls, cpu),
				(int)(cpu_online(cpu) && cpu != smp_processor_id()));
}

bool is_odd(int cpu, void *)
{
	return cpu & 1;
}

void mask_and_condition(struct kunit *test)
{
	struct cpumask mask;
	int cpu;

	clear_counts();
	on_each_cpu_cond(is_odd, count, nullptr, true);
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_EQ(test, per_cpu(calls, cpu), cpu & 1);

	// Only those online of a mask that names all.
	clear_counts();
	cpumask_clear(&mask);
	for (cpu = 0; cpu < NR_CPUS; cpu++)
		cpumask_set_cpu(cpu, &mask);
	on_each_cpu_mask(&mask, count, nullptr, true);
	KUNIT_EXPECT_EQ(test, sum_of_counts(), (int)num_online_cpus());

	clear_counts();
	cpumask_clear(&mask);
	on_each_cpu_mask(&mask, count, nullptr, true);
	KUNIT_EXPECT_EQ(test, sum_of_counts(), 0);

	clear_counts();
	KUNIT_EXPECT_EQ(test, smp_call_function_any(&mask, count, nullptr, 1), -ENXIO);
	KUNIT_EXPECT_EQ(test, smp_call_function_any(cpu_online_mask, count, nullptr, 1), 0);
	KUNIT_EXPECT_EQ(test, per_cpu(calls, smp_processor_id()), 1);
}

// What was written before a call is seen by it, and what it wrote is seen by who waited.
unsigned long message[64], this_round;

void answer(void *info)
{
	unsigned long *const wrong = static_cast<unsigned long *>(info);

	for (unsigned long &word : message)
		*wrong += word++ != this_round;
}

void calls_order_memory(struct kunit *test)
{
	need_two_cpus(test);
	const int cpu = another_cpu();
	unsigned long wrong = 0;

	for (unsigned long round = 0; round < 2000; round++) {
		this_round = round;
		for (unsigned long &word : message)
			word = round;
		smp_call_function_single(cpu, answer, &wrong, 1);
		for (unsigned long word : message)
			wrong += word != round + 1;
	}
	KUNIT_EXPECT_EQ(test, wrong, 0ul);
}

// A lock that all CPUs fight for: nothing is lost, nobody is left out.
DEFINE_RAW_SPINLOCK(fought_for);
unsigned long guarded[2];
atomic_t arrived;

// Each handing over costs an emulator with fewer CPUs than we have a time slice.
unsigned long rounds()
{
	return 2000 / (num_online_cpus() * num_online_cpus());
}

void fight(void *info)
{
	atomic_inc(&arrived);
	while (atomic_read(&arrived) < (int)num_online_cpus())
		cpu_relax();
	for (unsigned long i = 0; i < rounds(); i++) {
		raw_spin_lock(&fought_for);
		guarded[0]++;
		barrier();
		guarded[1]++;
		raw_spin_unlock(&fought_for);
	}
}

void spinlock_excludes(struct kunit *test)
{
	guarded[0] = guarded[1] = 0;
	atomic_set(&arrived, 0);
	on_each_cpu(fight, nullptr, 1);
	KUNIT_EXPECT_EQ(test, guarded[0], rounds() * num_online_cpus());
	KUNIT_EXPECT_EQ(test, guarded[1], rounds() * num_online_cpus());
	KUNIT_EXPECT_FALSE(test, raw_spin_is_locked(&fought_for));
}

void others_tick(struct kunit *test)
{
	const unsigned long start = jiffies;

	// The boot CPU moves jiffies, whoever else ticks.
	msleep(30);
	KUNIT_EXPECT_GE(test, jiffies - start, 1ul);
	kick_all_cpus_sync();
}

struct kunit_case cases[] = {
	KUNIT_CASE(all_online),
	KUNIT_CASE(single_runs_there),
	KUNIT_CASE(single_of_nobody),
	KUNIT_CASE(single_without_wait),
	KUNIT_CASE(async_is_busy_until_taken),
	KUNIT_CASE(each_cpu_once),
	KUNIT_CASE(mask_and_condition),
	KUNIT_CASE(calls_order_memory),
	KUNIT_CASE(spinlock_excludes),
	KUNIT_CASE(others_tick),
	{},
};

struct kunit_suite suite = {.name = "smp_call", .test_cases = cases};

} // namespace

kunit_test_suite(suite);
