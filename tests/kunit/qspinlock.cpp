// SPDX-License-Identifier: GPL-2.0-only
//
// Spinlocks that several CPUs want: the order in which they get one, who waits where, and many at once with interrupts that wait
// for another lock. (The locks of the first two cases are unknown to the lock-order checker: it would rightly object.) tests/model/qspinlock.pml searches all interleavings of three CPUs; here the real exclusives run.

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/hrtimer.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

namespace
{

u32 tail_of(unsigned int cpu, unsigned int level)
{
	return (cpu + 1) << _Q_TAIL_CPU_OFFSET | level << _Q_TAIL_IDX_OFFSET;
}

// The caller holds @lock; returns when the tail says so.
void until_last(arch_spinlock_t *lock, u32 tail)
{
	while ((u32)(atomic_read(&lock->val) & _Q_TAIL_MASK) != tail)
		cpu_relax();
}

void until_pending(arch_spinlock_t *lock)
{
	while (!READ_ONCE(lock->pending))
		cpu_relax();
}

struct order {
	arch_spinlock_t *lock;
	unsigned int came[NR_CPUS];
	unsigned int number;
};

int note_when(void *data)
{
	order *o = static_cast<order *>(data);

	preempt_disable();
	arch_spin_lock(o->lock);
	o->came[o->number++] = raw_smp_processor_id();
	arch_spin_unlock(o->lock);
	preempt_enable();
	return 0;
}

// Up to @count other CPUs, and for each a thread that is bound to it.
struct others {
	struct task_struct *thread[NR_CPUS];
	unsigned int cpu[NR_CPUS];
	unsigned int count = 0;

	void make(struct kunit *test, int (*body)(void *), void *data, unsigned int most)
	{
		const unsigned int here = raw_smp_processor_id();
		unsigned int other;

		for_each_online_cpu(other) {
			if (other == here || count == most)
				continue;
			thread[count] = kthread_create_on_cpu(body, data, other, "spin/%u");
			KUNIT_ASSERT_FALSE(test, IS_ERR(thread[count]));
			get_task_struct(thread[count]);
			cpu[count++] = other;
		}
	}
	void end()
	{
		for (unsigned int i = 0; i < count; i++)
			kthread_stop_put(thread[i]);
	}
};

// The first who waits is pending, the second is the queue's only one, and so on; they come in in this order.
void who_came_first_goes_first(struct kunit *test)
{
	static arch_spinlock_t lock = __ARCH_SPIN_LOCK_UNLOCKED;
	static order o;
	others waiting;

	if (num_online_cpus() < 3)
		kunit_skip(test, "needs three CPUs");
	o = {&lock, {}, 0};
	migrate_disable();
	waiting.make(test, note_when, &o, NR_CPUS);
	preempt_disable();
	arch_spin_lock(&lock);
	for (unsigned int i = 0; i < waiting.count; i++) {
		wake_up_process(waiting.thread[i]);
		if (i == 0)
			until_pending(&lock);
		else
			until_last(&lock, tail_of(waiting.cpu[i], 0));
	}
	KUNIT_EXPECT_TRUE(test, arch_spin_is_contended(&lock));
	KUNIT_EXPECT_EQ(test, o.number, 0u);
	arch_spin_unlock(&lock);
	preempt_enable();
	migrate_enable();
	waiting.end();
	KUNIT_EXPECT_EQ(test, o.number, waiting.count);
	for (unsigned int i = 0; i < waiting.count; i++)
		KUNIT_EXPECT_EQ(test, o.came[i], waiting.cpu[i]);
	KUNIT_EXPECT_EQ(test, atomic_read(&lock.val), 0);
}

// A CPU waits, with interrupts enabled, in one lock's queue when an interrupt comes, which has to wait in another's: it has a node of its own for that.
void an_interrupt_waits_on_its_own(struct kunit *test)
{
	static arch_spinlock_t of_tasks = __ARCH_SPIN_LOCK_UNLOCKED;
	static arch_spinlock_t of_interrupts = __ARCH_SPIN_LOCK_UNLOCKED;
	static order in_tasks, in_interrupts;
	others waiting;

	if (num_online_cpus() < 3)
		kunit_skip(test, "needs three CPUs");
	in_tasks = {&of_tasks, {}, 0};
	in_interrupts = {&of_interrupts, {}, 0};
	migrate_disable();
	waiting.make(test, note_when, &in_tasks, 2);
	preempt_disable();
	arch_spin_lock(&of_tasks);
	arch_spin_lock(&of_interrupts);
	wake_up_process(waiting.thread[0]);
	until_pending(&of_tasks);
	wake_up_process(waiting.thread[1]);
	until_last(&of_tasks, tail_of(waiting.cpu[1], 0));

	// The first is pending for both, with no node for either; the second has two.
	const auto note = [](void *data) {
		note_when(data);
	};

	smp_call_function_single(waiting.cpu[0], note, &in_interrupts, false);
	until_pending(&of_interrupts);
	smp_call_function_single(waiting.cpu[1], note, &in_interrupts, false);
	until_last(&of_interrupts, tail_of(waiting.cpu[1], 1));
	arch_spin_unlock(&of_interrupts);
	while (arch_spin_is_locked(&of_interrupts))
		cpu_relax();
	KUNIT_EXPECT_EQ(test, in_interrupts.number, 2u);
	KUNIT_EXPECT_EQ(test, in_interrupts.came[1], waiting.cpu[1]);
	KUNIT_EXPECT_EQ(test, in_tasks.number, 0u);
	arch_spin_unlock(&of_tasks);
	preempt_enable();
	migrate_enable();
	waiting.end();
	KUNIT_EXPECT_EQ(test, in_tasks.number, 2u);
	KUNIT_EXPECT_EQ(test, in_tasks.came[1], waiting.cpu[1]);
}

// All CPUs at once. Counts are plain: an addition is lost as soon as two are inside.
constexpr unsigned int ROUNDS = 400;
DEFINE_RAW_SPINLOCK(stress_lock);
DEFINE_RAW_SPINLOCK(stress_irq_lock);
unsigned long stress_sum, stress_irq_sum;
atomic_t stress_interrupts;
DEFINE_PER_CPU(struct hrtimer, stress_timer);
DECLARE_COMPLETION(stress_ended);

void add_one(unsigned long *sum)
{
	const unsigned long before = READ_ONCE(*sum);

	for (int i = 0; i < 5; i++)
		barrier();
	WRITE_ONCE(*sum, before + 1);
}

enum hrtimer_restart stress_interrupt(struct hrtimer *timer)
{
	raw_spin_lock(&stress_irq_lock);
	add_one(&stress_irq_sum);
	raw_spin_unlock(&stress_irq_lock);
	atomic_inc(&stress_interrupts);
	hrtimer_forward_now(timer, ns_to_ktime(2 * NSEC_PER_MSEC));
	return HRTIMER_RESTART;
}

int stress(void *)
{
	struct hrtimer *timer = this_cpu_ptr(&stress_timer);
	unsigned long flags;

	hrtimer_init(timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED_HARD);
	timer->function = stress_interrupt;
	hrtimer_start(timer, ns_to_ktime(NSEC_PER_MSEC), HRTIMER_MODE_REL_PINNED_HARD);
	for (unsigned int i = 0; i < ROUNDS; i++) {
		raw_spin_lock(&stress_lock); // interrupts may come while it waits
		add_one(&stress_sum);
		raw_spin_unlock(&stress_lock);
		raw_spin_lock_irqsave(&stress_irq_lock, flags);
		add_one(&stress_irq_sum);
		raw_spin_unlock_irqrestore(&stress_irq_lock, flags);
		while (!raw_spin_trylock(&stress_lock))
			cpu_relax();
		add_one(&stress_sum);
		raw_spin_unlock(&stress_lock);
		if (i % 64 == 0)
			cond_resched();
	}
	hrtimer_cancel(timer);
	complete(&stress_ended);
	return 0;
}

void many_at_once(struct kunit *test)
{
	others busy;

	if (num_online_cpus() < 2)
		kunit_skip(test, "needs a second CPU");
	stress_sum = stress_irq_sum = 0;
	atomic_set(&stress_interrupts, 0);
	migrate_disable();
	busy.make(test, stress, nullptr, NR_CPUS);
	for (unsigned int i = 0; i < busy.count; i++)
		wake_up_process(busy.thread[i]);
	stress(nullptr);
	migrate_enable();
	for (unsigned int i = 0; i <= busy.count; i++)
		wait_for_completion(&stress_ended);
	busy.end();

	const unsigned long cpus = busy.count + 1;

	KUNIT_EXPECT_EQ(test, stress_sum, cpus * ROUNDS * 2);
	KUNIT_EXPECT_EQ(test, stress_irq_sum,
			cpus * ROUNDS + (unsigned long)atomic_read(&stress_interrupts));
	KUNIT_EXPECT_FALSE(test, raw_spin_is_locked(&stress_lock));
	KUNIT_EXPECT_FALSE(test, raw_spin_is_locked(&stress_irq_lock));
}

struct kunit_case cases[] = {
	KUNIT_CASE(who_came_first_goes_first),
	KUNIT_CASE(an_interrupt_waits_on_its_own),
	KUNIT_CASE(many_at_once),
	{},
};

struct kunit_suite suite = {
	.name = "qspinlock",
	.test_cases = cases,
};
kunit_test_suites(&suite);

} // namespace
