// SPDX-License-Identifier: GPL-2.0-only
//
// Other ways to wait, and to have something done: bits, variables, simple queues, workers of one's own, the next interrupt.

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/swait.h>
#include <linux/wait_bit.h>

namespace
{

constexpr int threads = 4;

struct bit_wait {
	unsigned long word = 0, other = 0;
	atomic_t var = ATOMIC_INIT(0), passed = ATOMIC_INIT(0), ready = ATOMIC_INIT(0);
	long inside = 0, wrong = 0;
	struct swait_queue_head queue;
	struct completion ended;
};

void start(struct kunit *test, bit_wait *b, int (*body)(void *))
{
	init_completion(&b->ended);
	for (int i = 0; i < threads; i++)
		KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(body, b, "waits/%d", i)));
	while (atomic_read(&b->ready) < threads)
		schedule_timeout_uninterruptible(1);
}

void wait_for_all(bit_wait *b)
{
	for (int i = 0; i < threads; i++)
		wait_for_completion(&b->ended);
}

int pass(bit_wait *b)
{
	atomic_inc(&b->passed);
	complete(&b->ended);
	return 0;
}

void a_bit_can_be_waited_for(struct kunit *test)
{
	bit_wait b;

	set_bit(5, &b.word);
	set_bit(6, &b.word);
	start(test, &b, [](void *data) {
		bit_wait *b = static_cast<bit_wait *>(data);

		atomic_inc(&b->ready);
		wait_on_bit(&b->word, 5, TASK_UNINTERRUPTIBLE);
		return pass(b);
	});
	clear_and_wake_up_bit(6, &b.word);
	wake_up_bit(&b.word, 5); // for nothing
	KUNIT_EXPECT_EQ(test, atomic_read(&b.passed), 0);
	clear_and_wake_up_bit(5, &b.word);
	wait_for_all(&b);
	KUNIT_EXPECT_EQ(test, atomic_read(&b.passed), threads);
	KUNIT_EXPECT_EQ(test, wait_on_bit(&b.word, 5, TASK_UNINTERRUPTIBLE), 0);
	set_bit(5, &b.word);
	KUNIT_EXPECT_EQ(test, wait_on_bit_timeout(&b.word, 5, TASK_UNINTERRUPTIBLE, 2), -EAGAIN);
}

void a_bit_is_a_lock_that_sleeps(struct kunit *test)
{
	bit_wait b;

	start(test, &b, [](void *data) {
		bit_wait *b = static_cast<bit_wait *>(data);

		atomic_inc(&b->ready);
		for (int i = 0; i < 40; i++) {
			wait_on_bit_lock(&b->word, 0, TASK_UNINTERRUPTIBLE);
			b->wrong += b->inside++ != 0;
			if (i % 20 == 0)
				schedule_timeout_uninterruptible(1);
			b->inside--;
			clear_and_wake_up_bit(0, &b->word);
		}
		return pass(b);
	});
	wait_for_all(&b);
	KUNIT_EXPECT_EQ(test, b.wrong, 0l);
	KUNIT_EXPECT_EQ(test, b.word, 0ul);
}

void a_variable_can_be_waited_for(struct kunit *test)
{
	bit_wait b;

	start(test, &b, [](void *data) {
		bit_wait *b = static_cast<bit_wait *>(data);

		atomic_inc(&b->ready);
		wait_var_event(&b->var, atomic_read(&b->var) == 2);
		return pass(b);
	});
	for (int value = 1; value <= 2; value++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&b.passed), 0);
		atomic_set(&b.var, value);
		smp_mb();
		wake_up_var(&b.var);
	}
	wait_for_all(&b);
	KUNIT_EXPECT_EQ(test, atomic_read(&b.passed), threads);
	KUNIT_EXPECT_EQ(test, wait_var_event_timeout(&b.var, false, 2), 0l);
}

void simple_queues_wake_one_by_one(struct kunit *test)
{
	bit_wait b;

	init_swait_queue_head(&b.queue);
	start(test, &b, [](void *data) {
		bit_wait *b = static_cast<bit_wait *>(data);

		atomic_inc(&b->ready);
		swait_event_exclusive(b->queue, atomic_dec_if_positive(&b->var) >= 0);
		return pass(b);
	});
	for (int i = 1; i < threads; i++) {
		atomic_inc(&b.var);
		swake_up_one(&b.queue);
		wait_for_completion(&b.ended);
		KUNIT_EXPECT_EQ(test, atomic_read(&b.passed), i);
	}
	atomic_inc(&b.var);
	swake_up_all(&b.queue);
	wait_for_completion(&b.ended);
	KUNIT_EXPECT_FALSE(test, swait_active(&b.queue));
	KUNIT_EXPECT_EQ(test, swait_event_timeout_exclusive(b.queue, false, 2), 0l);
}

// ---- workers of one's own ----

struct own_item {
	struct kthread_work work;
	struct kthread_delayed_work later;
	struct completion *wait_for;
	struct task_struct *ran_in;
	int cpu;
	atomic_t runs;
};

void run(own_item *i)
{
	if (i->wait_for)
		wait_for_completion(i->wait_for);
	i->ran_in = current;
	i->cpu = raw_smp_processor_id();
	atomic_inc(&i->runs);
}

void run_item(struct kthread_work *work)
{
	run(container_of(work, own_item, work));
}

void run_later(struct kthread_work *work)
{
	run(container_of(work, own_item, later.work));
}

void a_worker_runs_its_items(struct kunit *test)
{
	struct kthread_worker *worker = kthread_create_worker_on_cpu(0, 0, "own/%d", 7);
	DECLARE_COMPLETION_ONSTACK(go);
	own_item i = {}, second = {};

	KUNIT_ASSERT_FALSE(test, IS_ERR(worker));
	KUNIT_EXPECT_STREQ(test, worker->task->comm, "own/7");
	i.wait_for = &go;
	kthread_init_work(&i.work, run_item);
	kthread_init_work(&second.work, run_item);
	KUNIT_EXPECT_TRUE(test, kthread_queue_work(worker, &i.work));
	KUNIT_EXPECT_TRUE(test, kthread_queue_work(worker, &second.work));
	KUNIT_EXPECT_FALSE(test, kthread_queue_work(worker, &second.work));
	KUNIT_EXPECT_TRUE(test, kthread_cancel_work_sync(&second.work));
	KUNIT_EXPECT_FALSE(test, kthread_cancel_work_sync(&second.work));
	KUNIT_EXPECT_TRUE(test, kthread_queue_work(worker, &second.work));
	complete(&go);
	kthread_flush_work(&second.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&second.runs), 1);
	KUNIT_EXPECT_PTR_EQ(test, second.ran_in, worker->task);
	KUNIT_EXPECT_EQ(test, second.cpu, 0);
	KUNIT_EXPECT_FALSE(test, kthread_cancel_work_sync(&i.work));
	kthread_queue_work(worker, &second.work);
	kthread_flush_worker(worker);
	KUNIT_EXPECT_EQ(test, atomic_read(&second.runs), 2);
	kthread_destroy_worker(worker);
}

void a_worker_runs_items_later(struct kunit *test)
{
	struct kthread_worker *worker = kthread_create_worker(0, "own");
	own_item i = {};

	KUNIT_ASSERT_FALSE(test, IS_ERR(worker));
	kthread_init_delayed_work(&i.later, run_later);
	KUNIT_EXPECT_TRUE(test, kthread_queue_delayed_work(worker, &i.later, 1000 * HZ));
	KUNIT_EXPECT_FALSE(test, kthread_queue_delayed_work(worker, &i.later, 1));
	KUNIT_EXPECT_TRUE(test, kthread_mod_delayed_work(worker, &i.later, 1));
	while (!atomic_read(&i.runs))
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_FALSE(test, kthread_mod_delayed_work(worker, &i.later, 1000 * HZ));
	KUNIT_EXPECT_TRUE(test, kthread_cancel_delayed_work_sync(&i.later));
	KUNIT_EXPECT_FALSE(test, kthread_cancel_delayed_work_sync(&i.later));
	KUNIT_EXPECT_TRUE(test, kthread_queue_delayed_work(worker, &i.later, 0));
	kthread_flush_work(&i.later.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 2);
	kthread_destroy_worker(worker);
}

// ---- the next interrupt ----

struct irq_item {
	struct irq_work work;
	atomic_t runs;
	int cpu, again;
	bool in_irq;
};

void run_in_irq(struct irq_work *work)
{
	irq_item *i = container_of(work, irq_item, work);

	i->in_irq = in_hardirq() && irqs_disabled();
	i->cpu = raw_smp_processor_id();
	atomic_inc(&i->runs);
	if (i->again-- > 0)
		irq_work_queue(work);
}

void irq_work_runs_in_the_next_interrupt(struct kunit *test)
{
	irq_item i = {};
	unsigned long flags;
	unsigned int cpu;

	init_irq_work(&i.work, run_in_irq);
	local_irq_save(flags);

	const int here = raw_smp_processor_id();

	KUNIT_EXPECT_TRUE(test, irq_work_queue(&i.work));
	KUNIT_EXPECT_FALSE(test, irq_work_queue(&i.work));
	KUNIT_EXPECT_TRUE(test, irq_work_is_pending(&i.work));
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 0);
	local_irq_restore(flags);
	irq_work_sync(&i.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 1);
	KUNIT_EXPECT_EQ(test, i.cpu, here);
	KUNIT_EXPECT_TRUE(test, i.in_irq);
	KUNIT_EXPECT_FALSE(test, irq_work_is_busy(&i.work));

	for_each_online_cpu(cpu) {
		i.again = 2;
		KUNIT_EXPECT_TRUE(test, irq_work_queue_on(&i.work, cpu));
		irq_work_sync(&i.work);
		KUNIT_EXPECT_EQ(test, i.again, -1);
		KUNIT_EXPECT_EQ(test, i.cpu, (int)cpu);
	}
}

// ---- CPUs that come when the kernel runs: maxcpus= keeps some for later ----

atomic_t late_calls = ATOMIC_INIT(0);

void late_cpus_get_all_that_the_others_have(struct kunit *test)
{
	unsigned int cpu;
	int came = 0;

	for_each_present_cpu(cpu) {
		if (cpu_online(cpu))
			continue;
		KUNIT_ASSERT_EQ(test, add_cpu(cpu), 0);
		KUNIT_ASSERT_TRUE(test, cpu_online(cpu));
		KUNIT_EXPECT_NOT_NULL(test, per_cpu(ksoftirqd, cpu));
		KUNIT_EXPECT_EQ(test,
				smp_call_on_cpu(
					cpu,
					[](void *) {
						might_sleep();
						atomic_inc(&late_calls);
						return raw_smp_processor_id();
					},
					nullptr, false),
				(int)cpu);
		came++;
	}
	if (!came)
		kunit_skip(test, "all present CPUs are online");
	KUNIT_EXPECT_EQ(test, atomic_read(&late_calls), came);
	KUNIT_EXPECT_EQ(test, add_cpu(0), 0);
	KUNIT_EXPECT_EQ(test, add_cpu(NR_CPUS), -ENODEV);
	KUNIT_EXPECT_EQ(test,
			smp_call_on_cpu(
				NR_CPUS, [](void *) { return 0; }, nullptr, false),
			-ENXIO);
	synchronize_rcu();
}

struct kunit_case cases[] = {
	KUNIT_CASE(a_bit_can_be_waited_for),
	KUNIT_CASE(a_bit_is_a_lock_that_sleeps),
	KUNIT_CASE(a_variable_can_be_waited_for),
	KUNIT_CASE(simple_queues_wake_one_by_one),
	KUNIT_CASE(a_worker_runs_its_items),
	KUNIT_CASE(a_worker_runs_items_later),
	KUNIT_CASE(irq_work_runs_in_the_next_interrupt),
	KUNIT_CASE(late_cpus_get_all_that_the_others_have),
	{},
};

struct kunit_suite suite = {
	.name = "waiting",
	.test_cases = cases,
};
kunit_test_suite(suite);

} // namespace
