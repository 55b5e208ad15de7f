// SPDX-License-Identifier: GPL-2.0-only
//
// Kernel threads and the switch between tasks: they start, stop, sleep, are preempted, end without leaving anything behind.

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/mmzone.h>
#include <linux/percpu.h>
#include <linux/vmstat.h>

namespace
{

// Waits for what other tasks do: as long as a busy host may need.
template <typename Condition>
bool soon(Condition condition)
{
	const unsigned long end = jiffies + 60 * HZ;

	while (!condition()) {
		if (time_after(jiffies, end))
			return false;
		schedule_timeout_uninterruptible(1);
	}
	return true;
}

struct counter {
	atomic_t value;
	int cpu = -1;
};

int count_until_stopped(void *data)
{
	counter *c = static_cast<counter *>(data);

	while (!kthread_should_stop()) {
		atomic_inc(&c->value);
		schedule_timeout_interruptible(1);
	}
	return 42;
}

// Never gives way by itself.
int spin_until_stopped(void *data)
{
	counter *c = static_cast<counter *>(data);

	while (!kthread_should_stop())
		atomic_inc(&c->value);
	return 0;
}

void runs_and_stops(struct kunit *test)
{
	counter c = {};
	struct task_struct *task = kthread_create(count_until_stopped, &c, "count/%d", 7);

	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
	KUNIT_EXPECT_STREQ(test, task->comm, "count/7");
	KUNIT_EXPECT_GT(test, task->pid, kthreadd_task->pid);
	KUNIT_EXPECT_PTR_EQ(test, task->real_parent, kthreadd_task);
	KUNIT_EXPECT_TRUE(test, task->flags & PF_KTHREAD);
	KUNIT_EXPECT_EQ(test, atomic_read(&c.value), 0);
	KUNIT_EXPECT_EQ(test, wake_up_process(task), 1);
	KUNIT_EXPECT_TRUE(test, soon([&] { return atomic_read(&c.value) >= 3; }));
	KUNIT_EXPECT_EQ(test, kthread_stop(task), 42);
}

void a_thread_that_never_ran_can_be_stopped(struct kunit *test)
{
	counter c = {};
	struct task_struct *task = kthread_create(count_until_stopped, &c, "idle");

	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
	KUNIT_EXPECT_EQ(test, kthread_stop(task), -EINTR);
	KUNIT_EXPECT_EQ(test, atomic_read(&c.value), 0);
}

int return_at_once(void *data)
{
	complete(static_cast<struct completion *>(data));
	return 5;
}

void a_thread_may_end_by_itself(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct task_struct *task = kthread_create(return_at_once, &done, "brief");

	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
	get_task_struct(task);
	wake_up_process(task);
	KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&done, 5 * HZ), 0ul);
	KUNIT_EXPECT_EQ(test, kthread_stop(task), 5);
	put_task_struct(task);
}

// Where there is one CPU, the test itself runs only because the tick takes the CPU from them.
void spinning_threads_do_not_stop_others(struct kunit *test)
{
	counter a = {}, b = {};
	struct task_struct *first = kthread_create(spin_until_stopped, &a, "spin/a");
	struct task_struct *second = kthread_create(spin_until_stopped, &b, "spin/b");

	KUNIT_ASSERT_FALSE(test, IS_ERR(first));
	KUNIT_ASSERT_FALSE(test, IS_ERR(second));
	kthread_bind(first, smp_processor_id());
	kthread_bind(second, task_cpu(first));
	wake_up_process(first);
	wake_up_process(second);
	KUNIT_EXPECT_TRUE(test, soon([&] {
				  return atomic_read(&a.value) > 1000 &&
					 atomic_read(&b.value) > 1000;
			  }));
	KUNIT_EXPECT_GT(test, task_sched_runtime(first), 0ull);
	kthread_stop(first);
	kthread_stop(second);
}

// Preempted in the middle of anything, a task goes on on its CPU.
int watch_cpu(void *data)
{
	counter *c = static_cast<counter *>(data);
	int moved = 0;

	while (!kthread_should_stop()) {
		const int cpu = raw_smp_processor_id();
		const u64 until = ktime_get_ns() + 3 * NSEC_PER_MSEC;

		while (ktime_get_ns() < until) {
			if (raw_smp_processor_id() != cpu)
				moved++;
		}
		atomic_inc(&c->value);
		cond_resched();
	}
	return moved;
}

void a_preempted_task_stays_on_its_cpu(struct kunit *test)
{
	constexpr int tasks = 6;
	struct task_struct *task[tasks];
	counter c[tasks] = {};

	for (int i = 0; i < tasks; i++) {
		task[i] = kthread_run(watch_cpu, &c[i], "watch/%d", i);
		KUNIT_ASSERT_FALSE(test, IS_ERR(task[i]));
	}
	for (counter &one : c)
		KUNIT_EXPECT_TRUE(test, soon([&] { return atomic_read(&one.value) >= 5; }));
	for (struct task_struct *one : task)
		KUNIT_EXPECT_EQ(test, kthread_stop(one), 0);
}

int note_cpu(void *data)
{
	counter *c = static_cast<counter *>(data);

	while (!kthread_should_stop()) {
		if (raw_smp_processor_id() != c->cpu)
			atomic_inc(&c->value);
		schedule_timeout_interruptible(1);
	}
	return 0;
}

void a_bound_thread_runs_where_it_was_bound(struct kunit *test)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		counter c = {};
		struct task_struct *task = kthread_create_on_cpu(note_cpu, &c, cpu, "bound/%u");

		KUNIT_ASSERT_FALSE(test, IS_ERR(task));
		c.cpu = cpu;
		wake_up_process(task);
		msleep(30);
		KUNIT_EXPECT_EQ(test, atomic_read(&c.value), 0);
		KUNIT_EXPECT_EQ(test, task_cpu(task), cpu);
		kthread_stop(task);
	}
}

void the_running_task_moves_at_once(struct kunit *test)
{
	const struct cpumask before = current->cpus_mask;
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		struct cpumask one;

		cpumask_clear(&one);
		cpumask_set_cpu(cpu, &one);
		KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(current, &one), 0);
		KUNIT_EXPECT_EQ(test, raw_smp_processor_id(), (int)cpu);
		KUNIT_EXPECT_EQ(test, task_cpu(current), cpu);
	}
	KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(current, &before), 0);
}

struct busy {
	atomic_t phase;
	bool stays; // does not migrate in phase 1
	bool left_early;
};

// Never sleeps. Phase 1: runs; 2: to be moved; 3: may migrate again.
int always_runs(void *data)
{
	busy *const b = static_cast<busy *>(data);

	if (b->stays)
		migrate_disable();

	const int cpu = raw_smp_processor_id();

	atomic_set(&b->phase, 1);
	while (atomic_read(&b->phase) < 2)
		cond_resched();
	if (b->stays) {
		const unsigned long until = jiffies + 5;

		while (time_before(jiffies, until))
			cond_resched();
		b->left_early = raw_smp_processor_id() != cpu;
		atomic_set(&b->phase, 3);
		migrate_enable();
	}
	while (!kthread_should_stop())
		cond_resched();
	return 0;
}

// set_cpus_allowed_ptr() comes back when the other task, which runs all the time, has left; and not before it may.
void a_running_task_is_waited_for(struct kunit *test)
{
	const unsigned int here = cpumask_first(cpu_online_mask);
	const unsigned int there = cpumask_next(here, cpu_online_mask);

	if (num_online_cpus() < 2)
		kunit_skip(test, "needs a second CPU");
	for (int stays = 0; stays < 2; stays++) {
		busy b = {ATOMIC_INIT(0), stays == 1, false};
		task_struct *const task = kthread_create(always_runs, &b, "busy");

		KUNIT_ASSERT_FALSE(test, IS_ERR(task));
		KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(task, cpumask_of(there)), 0);
		wake_up_process(task);
		while (atomic_read(&b.phase) < 1)
			schedule_timeout_uninterruptible(1);
		KUNIT_EXPECT_EQ(test, task_cpu(task), there);
		atomic_set(&b.phase, 2);
		KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(task, cpumask_of(here)), 0);
		KUNIT_EXPECT_EQ(test, task_cpu(task), here);
		KUNIT_EXPECT_EQ(test, atomic_read(&b.phase), stays ? 3 : 2);
		KUNIT_EXPECT_FALSE(test, b.left_early);
		kthread_stop(task);
	}
}

int park_when_asked(void *data)
{
	counter *c = static_cast<counter *>(data);

	while (!kthread_should_stop()) {
		if (kthread_should_park())
			kthread_parkme();
		atomic_inc(&c->value);
		schedule_timeout_interruptible(1);
	}
	return 0;
}

void parking_stops_it_for_a_while(struct kunit *test)
{
	counter c = {};
	struct task_struct *task = kthread_run(park_when_asked, &c, "park");

	KUNIT_ASSERT_FALSE(test, IS_ERR(task));
	KUNIT_EXPECT_TRUE(test, soon([&] { return atomic_read(&c.value) > 0; }));
	KUNIT_EXPECT_EQ(test, kthread_park(task), 0);

	const int parked_at = atomic_read(&c.value);

	msleep(50);
	KUNIT_EXPECT_EQ(test, atomic_read(&c.value), parked_at);
	kthread_unpark(task);
	KUNIT_EXPECT_TRUE(test, soon([&] { return atomic_read(&c.value) > parked_at; }));
	kthread_stop(task);
}

void a_timeout_takes_its_time(struct kunit *test)
{
	const unsigned long before = jiffies;

	KUNIT_EXPECT_EQ(test, schedule_timeout_uninterruptible(5), 0l);
	KUNIT_EXPECT_GE(test, jiffies - before, 5ul);
}

// Threads that came and went leave neither stacks nor list entries behind.
void ended_threads_leave_nothing(struct kunit *test)
{
	auto tasks = [] {
		struct task_struct *p;
		int n = 0;

		read_lock(&tasklist_lock);
		for_each_process(p) n++;
		read_unlock(&tasklist_lock);
		return n;
	};
	// With what the CPUs have not added to the sum yet.
	auto stacks = [] {
		long sum = atomic_long_read(&NODE_DATA(0)->vm_stat[NR_KERNEL_STACK_KB]);
		unsigned int cpu;

		for_each_possible_cpu(cpu)
			sum += per_cpu_ptr(NODE_DATA(0)->per_cpu_nodestats, cpu)
				       ->vm_node_stat_diff[NR_KERNEL_STACK_KB];
		return sum;
	};

	KUNIT_EXPECT_TRUE(test, soon([&] { return stacks() == tasks() * 16l; }));

	const int before = tasks();

	for (int i = 0; i < 50; i++) {
		counter c = {};
		struct task_struct *task = kthread_run(count_until_stopped, &c, "come-and-go");

		KUNIT_ASSERT_FALSE(test, IS_ERR(task));
		kthread_stop(task);
	}
	KUNIT_EXPECT_EQ(test, tasks(), before);
	KUNIT_EXPECT_TRUE(test, soon([&] { return stacks() == before * 16l; }));
}

int use_stack(void *data)
{
	volatile char deep[6000];

	memset(const_cast<char *>(deep), 0xa5, sizeof(deep));
	complete(static_cast<struct completion *>(data));
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return deep[17] == 0;
}

void the_watermark_tells_how_deep_a_stack_was(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct task_struct *task = kthread_create(use_stack, &done, "deep");

	KUNIT_ASSERT_FALSE(test, IS_ERR(task));

	const unsigned long before = stack_not_used(task);

	KUNIT_EXPECT_GT(test, before, THREAD_SIZE - 512ul);
	wake_up_process(task);
	wait_for_completion(&done);
	KUNIT_EXPECT_LT(test, stack_not_used(task), before - 6000);
	KUNIT_EXPECT_GT(test, stack_not_used(task), THREAD_SIZE - 8500ul);
	KUNIT_EXPECT_FALSE(test, task_stack_end_corrupted(task));
	kthread_stop(task);
}

struct kunit_case cases[] = {
	KUNIT_CASE(runs_and_stops),
	KUNIT_CASE(a_thread_that_never_ran_can_be_stopped),
	KUNIT_CASE(a_thread_may_end_by_itself),
	KUNIT_CASE(spinning_threads_do_not_stop_others),
	KUNIT_CASE(a_preempted_task_stays_on_its_cpu),
	KUNIT_CASE(a_bound_thread_runs_where_it_was_bound),
	KUNIT_CASE(the_running_task_moves_at_once),
	KUNIT_CASE(a_running_task_is_waited_for),
	KUNIT_CASE(parking_stops_it_for_a_while),
	KUNIT_CASE(a_timeout_takes_its_time),
	KUNIT_CASE(ended_threads_leave_nothing),
	KUNIT_CASE(the_watermark_tells_how_deep_a_stack_was),
	{},
};

struct kunit_suite suite = {
	.name = "kthread",
	.test_cases = cases,
};
kunit_test_suite(suite);

} // namespace
