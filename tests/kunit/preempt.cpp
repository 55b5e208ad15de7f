// SPDX-License-Identifier: GPL-2.0-only
//
// preempt_count: who counts, by how much, and that everyone gives back what it took.

#include <kunit/test.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/local_lock.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

namespace
{

void a_task_may_be_preempted(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
	KUNIT_EXPECT_FALSE(test, in_atomic());
	KUNIT_EXPECT_TRUE(test, preemptible());
	KUNIT_EXPECT_EQ(test, current_thread_info()->cpu, (u32)smp_processor_id());
}

void disabling_nests(struct kunit *test)
{
	preempt_disable();
	preempt_disable();
	KUNIT_EXPECT_EQ(test, preempt_count(), 2);
	preempt_enable();
	KUNIT_EXPECT_TRUE(test, in_atomic());
	KUNIT_EXPECT_FALSE(test, preemptible());
	preempt_enable();
	KUNIT_EXPECT_FALSE(test, in_atomic());
}

void masked_interrupts_are_no_count(struct kunit *test)
{
	local_irq_disable();
	KUNIT_EXPECT_FALSE(test, in_atomic());
	KUNIT_EXPECT_FALSE(test, preemptible());
	local_irq_enable();
}

void spinlocks_count(struct kunit *test)
{
	static DEFINE_SPINLOCK(lock);
	unsigned long flags;

	spin_lock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 1);
	KUNIT_EXPECT_FALSE(test, spin_trylock(&lock));
	KUNIT_EXPECT_EQ(test, preempt_count(), 1);
	spin_unlock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);

	spin_lock_irqsave(&lock, flags);
	KUNIT_EXPECT_EQ(test, preempt_count(), 1);
	spin_unlock_irqrestore(&lock, flags);
	spin_lock_irq(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 1);
	spin_unlock_irq(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
	KUNIT_EXPECT_TRUE(test, spin_trylock(&lock));
	KUNIT_EXPECT_EQ(test, preempt_count(), 1);
	spin_unlock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
}

void rwlocks_count(struct kunit *test)
{
	static DEFINE_RWLOCK(lock);

	read_lock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 1);
	read_unlock(&lock);
	write_lock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 1);
	write_unlock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
}

void local_locks_count(struct kunit *test)
{
	static local_lock_t lock = INIT_LOCAL_LOCK(lock);

	local_lock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 1);
	local_unlock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
}

// Other than with preempt_disable() the task may sleep, and comes back to where it was, whatever its mask says meanwhile.
void a_task_that_may_not_migrate_may_sleep(struct kunit *test)
{
	const struct cpumask before = current->cpus_mask;

	migrate_disable();
	migrate_disable();

	const unsigned int here = raw_smp_processor_id();

	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
	KUNIT_EXPECT_TRUE(test, preemptible());
	if (num_online_cpus() > 1) {
		struct cpumask others;

		cpumask_copy(&others, cpu_online_mask);
		cpumask_clear_cpu(here, &others);
		do_set_cpus_allowed(current, &others);
	}
	for (int i = 0; i < 3; i++) {
		schedule_timeout_uninterruptible(1);
		yield();
		KUNIT_EXPECT_EQ(test, raw_smp_processor_id(), here);
	}
	migrate_enable();
	KUNIT_EXPECT_EQ(test, raw_smp_processor_id(), here);
	migrate_enable();
	if (num_online_cpus() > 1)
		KUNIT_EXPECT_NE(test, raw_smp_processor_id(), here);
	KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(current, &before), 0);
}

// The task's word is a union: both halves at zero mean that a reschedule is due.
void need_resched_is_the_upper_half(struct kunit *test)
{
	struct thread_info *ti = current_thread_info();

	preempt_disable();
	KUNIT_EXPECT_FALSE(test, test_preempt_need_resched());
	set_preempt_need_resched();
	KUNIT_EXPECT_EQ(test, ti->preempt_count, (u64)1);
	clear_preempt_need_resched();
	KUNIT_EXPECT_EQ(test, ti->preempt_count, (u64)1 | PREEMPT_NEED_RESCHED);
	preempt_enable();
}

// The trap that preempt_enable() takes when a reschedule is due comes back, and leaves nothing due.
void a_due_reschedule_is_done(struct kunit *test)
{
	preempt_disable();
	set_preempt_need_resched();
	preempt_enable();
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
	KUNIT_EXPECT_FALSE(test, test_preempt_need_resched());
}

struct kunit_case cases[] = {
	KUNIT_CASE(a_task_may_be_preempted),
	KUNIT_CASE(disabling_nests),
	KUNIT_CASE(masked_interrupts_are_no_count),
	KUNIT_CASE(spinlocks_count),
	KUNIT_CASE(rwlocks_count),
	KUNIT_CASE(local_locks_count),
	KUNIT_CASE(a_task_that_may_not_migrate_may_sleep),
	KUNIT_CASE(need_resched_is_the_upper_half),
	KUNIT_CASE(a_due_reschedule_is_done),
	{},
};

struct kunit_suite suite = {
	.name = "preempt",
	.test_cases = cases,
};
kunit_test_suite(suite);

} // namespace
