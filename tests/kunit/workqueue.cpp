// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: what is queued runs, once, in order where order was promised, and whoever waits for it waits long enough.

#include <initializer_list>

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "kernel/workqueue/workqueue.hpp"

namespace
{

struct item {
	struct work_struct work;
	struct completion *wait_for; // sleeps until then
	unsigned int sleep;          // ms
	atomic_t runs;
	int order, cpu;
	char comm[TASK_COMM_LEN];
};

atomic_t sequence = ATOMIC_INIT(0);

void run(struct work_struct *work)
{
	item *i = container_of(work, item, work);

	i->cpu = raw_smp_processor_id();
	strscpy(i->comm, current->comm, sizeof(i->comm));
	if (i->wait_for)
		wait_for_completion(i->wait_for);
	if (i->sleep)
		msleep(i->sleep);
	i->order = atomic_inc_return(&sequence);
	atomic_inc(&i->runs);
}

void init(item *i)
{
	memset(i, 0, sizeof(*i));
	INIT_WORK(&i->work, run);
}

void an_item_runs_once_per_queueing(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(go);
	item blocker, i;

	init(&blocker);
	init(&i);
	blocker.wait_for = &go;

	struct workqueue_struct *wq = alloc_ordered_workqueue("kunit", 0);

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_EXPECT_TRUE(test, queue_work(wq, &blocker.work));
	KUNIT_EXPECT_TRUE(test, queue_work(wq, &i.work));
	KUNIT_EXPECT_FALSE(test, queue_work(wq, &i.work));
	KUNIT_EXPECT_TRUE(test, work_pending(&i.work));
	complete(&go);
	flush_work(&i.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 1);
	KUNIT_EXPECT_FALSE(test, flush_work(&i.work));
	KUNIT_EXPECT_TRUE(test, queue_work(wq, &i.work));
	destroy_workqueue(wq);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 2);
}

void an_ordered_queue_keeps_the_order(struct kunit *test)
{
	constexpr int count = 20;
	item *items = static_cast<item *>(kunit_kzalloc(test, sizeof(item) * count, GFP_KERNEL));
	struct workqueue_struct *wq = alloc_ordered_workqueue("kunit-ordered", 0);

	KUNIT_ASSERT_NOT_NULL(test, items);
	KUNIT_ASSERT_NOT_NULL(test, wq);
	for (int i = 0; i < count; i++) {
		init(&items[i]);
		items[i].sleep = i % 5 == 0 ? 10 : 0;
		queue_work(wq, &items[i].work);
	}
	flush_workqueue(wq);
	for (int i = 0; i < count; i++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&items[i].runs), 1);
		if (i)
			KUNIT_EXPECT_EQ(test, items[i].order, items[i - 1].order + 1);
	}
	destroy_workqueue(wq);
}

void a_sleeping_item_blocks_no_other(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(go);
	item blockers[4], i;

	for (item &blocker : blockers) {
		init(&blocker);
		blocker.wait_for = &go;
		schedule_work_on(0, &blocker.work);
	}
	init(&i);
	schedule_work_on(0, &i.work);
	KUNIT_EXPECT_TRUE(test, flush_work(&i.work));
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 1);
	for (item &blocker : blockers) {
		KUNIT_EXPECT_EQ(test, atomic_read(&blocker.runs), 0);
		KUNIT_EXPECT_NE(test, work_busy(&blocker.work) & WORK_BUSY_RUNNING, 0u);
	}
	complete_all(&go);
	for (item &blocker : blockers) {
		flush_work(&blocker.work);
		KUNIT_EXPECT_EQ(test, atomic_read(&blocker.runs), 1);
	}
}

void bound_items_run_on_their_cpu(struct kunit *test)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		char name[TASK_COMM_LEN];
		item i;

		init(&i);
		schedule_work_on(cpu, &i.work);
		flush_work(&i.work);
		KUNIT_EXPECT_EQ(test, i.cpu, (int)cpu);
		snprintf(name, sizeof(name), "kworker/%u:", cpu);
		KUNIT_EXPECT_EQ(test, strncmp(i.comm, name, strlen(name)), 0);
	}
}

void unbound_items_run_anywhere(struct kunit *test)
{
	item i;

	init(&i);
	KUNIT_EXPECT_TRUE(test, queue_work(system_unbound_wq, &i.work));
	flush_work(&i.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 1);
	KUNIT_EXPECT_EQ(test, strncmp(i.comm, "kworker/u", 9), 0);
}

struct late_completion {
	struct timer_list timer;
	struct completion *what;
};

void complete_late(struct timer_list *timer)
{
	complete(container_of(timer, late_completion, timer)->what);
}

void cancelling_takes_it_out_or_waits(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(go);
	struct workqueue_struct *wq = alloc_ordered_workqueue("kunit-cancel", 0);
	item first, second;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	init(&first);
	init(&second);
	first.wait_for = &go;
	queue_work(wq, &first.work);
	queue_work(wq, &second.work);
	KUNIT_EXPECT_TRUE(test, cancel_work_sync(&second.work));
	KUNIT_EXPECT_FALSE(test, work_pending(&second.work));
	KUNIT_EXPECT_FALSE(test, cancel_work(&second.work));
	complete(&go);
	flush_workqueue(wq);
	KUNIT_EXPECT_EQ(test, atomic_read(&second.runs), 0);

	late_completion late;

	init(&first);
	reinit_completion(&go);
	first.wait_for = late.what = &go;
	queue_work(wq, &first.work);
	while (!(work_busy(&first.work) & WORK_BUSY_RUNNING))
		schedule_timeout_uninterruptible(1);
	timer_setup_on_stack(&late.timer, complete_late, 0);
	mod_timer(&late.timer, jiffies + 3);
	KUNIT_EXPECT_FALSE(test, cancel_work_sync(&first.work));
	timer_delete_sync(&late.timer);
	destroy_timer_on_stack(&late.timer);
	KUNIT_EXPECT_EQ(test, atomic_read(&first.runs), 1);
	destroy_workqueue(wq);
}

struct delayed_item {
	struct delayed_work work;
	atomic_t runs;
	unsigned long at;
};

void run_delayed(struct work_struct *work)
{
	delayed_item *i = container_of(to_delayed_work(work), delayed_item, work);

	i->at = jiffies;
	atomic_inc(&i->runs);
}

void delayed_items_run_later(struct kunit *test)
{
	delayed_item i = {};
	const unsigned long before = jiffies;

	INIT_DELAYED_WORK_ONSTACK(&i.work, run_delayed);
	local_bh_disable(); // no timer comes in between, however long that takes
	KUNIT_EXPECT_TRUE(test, schedule_delayed_work(&i.work, 4));
	KUNIT_EXPECT_FALSE(test, schedule_delayed_work(&i.work, 1));
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 0);
	local_bh_enable();
	msleep(100);
	flush_work(&i.work.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 1);
	KUNIT_EXPECT_GE(test, i.at - before, 4ul);

	schedule_delayed_work(&i.work, 100 * HZ);
	KUNIT_EXPECT_TRUE(test, mod_delayed_work(system_wq, &i.work, 0));
	flush_delayed_work(&i.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 2);
	schedule_delayed_work(&i.work, 100 * HZ);
	KUNIT_EXPECT_TRUE(test, flush_delayed_work(&i.work));
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 3);
	schedule_delayed_work(&i.work, 100 * HZ);
	KUNIT_EXPECT_TRUE(test, cancel_delayed_work_sync(&i.work));
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 3);
	destroy_delayed_work_on_stack(&i.work);
}

struct repeater {
	struct work_struct work;
	struct workqueue_struct *wq;
	int left;
};

void repeat(struct work_struct *work)
{
	repeater *r = container_of(work, repeater, work);

	if (--r->left)
		queue_work(r->wq, work);
}

void draining_waits_for_what_is_queued_meanwhile(struct kunit *test)
{
	repeater r = {};

	r.wq = alloc_workqueue("kunit-drain", 0, 0);
	KUNIT_ASSERT_NOT_NULL(test, r.wq);
	r.left = 50;
	INIT_WORK_ONSTACK(&r.work, repeat);
	queue_work(r.wq, &r.work);
	drain_workqueue(r.wq);
	KUNIT_EXPECT_EQ(test, r.left, 0);
	destroy_workqueue(r.wq);
}

long which_cpu(void *)
{
	return raw_smp_processor_id();
}

void a_call_on_each_cpu(struct kunit *test)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		KUNIT_EXPECT_EQ(test, work_on_cpu(cpu, which_cpu, nullptr), (long)cpu);
}

// ---- what keeps a queue going, and within its limits ----

// Keeps kthreadd, which makes workers, from doing so.
struct busy_kthreadd {
	struct kthreadd_call call = {};
	struct completion go, held, over;

	busy_kthreadd()
	{
		init_completion(&go);
		init_completion(&held);
		init_completion(&over);
		call.func = [](struct kthreadd_call *call) {
			busy_kthreadd *self = container_of(call, busy_kthreadd, call);

			complete(&self->held);
			wait_for_completion(&self->go);
			complete(&self->over);
		};
		call_in_kthreadd(&call);
		wait_for_completion(&held);
	}
	// It uses what is in here until then.
	void let_go()
	{
		complete(&go);
		wait_for_completion(&over);
	}
};

struct rescued_item {
	struct work_struct work;
	struct completion done;
	bool by_rescuer;
	int cpu;
	char comm[TASK_COMM_LEN];
};

void run_rescued(struct work_struct *work)
{
	rescued_item *i = container_of(work, rescued_item, work);

	i->by_rescuer = current_is_workqueue_rescuer();
	i->cpu = raw_smp_processor_id();
	strscpy(i->comm, current->comm, sizeof(i->comm));
	complete(&i->done);
}

// All workers of the CPU sleep, and no other can be made: items that free memory run all the same.
void a_rescuer_helps_when_no_worker_can_be_made(struct kunit *test)
{
	constexpr int many = 40;
	struct workqueue_struct *wq = alloc_workqueue("kunit-rescue", WQ_MEM_RECLAIM, 0);
	item *sleepers = static_cast<item *>(kunit_kzalloc(test, sizeof(item) * many, GFP_KERNEL));
	DECLARE_COMPLETION_ONSTACK(go);
	const int cpu = cpumask_last(cpu_online_mask);
	worker_pool *pool = &per_cpu(workqueue::cpu_worker_pools, cpu)[workqueue::normal];
	rescued_item i = {};

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_ASSERT_NOT_NULL(test, sleepers);
	init_completion(&i.done);
	INIT_WORK_ONSTACK(&i.work, run_rescued);

	busy_kthreadd nobody_makes_workers;

	for (int n = 0; n < many; n++) {
		init(&sleepers[n]);
		sleepers[n].wait_for = &go;
		schedule_work_on(cpu, &sleepers[n].work);
	}
	while (READ_ONCE(pool->nr_idle))
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_TRUE(test, queue_work_on(cpu, wq, &i.work));
	wait_for_completion(&i.done);
	KUNIT_EXPECT_TRUE(test, i.by_rescuer);
	KUNIT_EXPECT_EQ(test, i.cpu, cpu);
	KUNIT_EXPECT_STREQ(test, i.comm, "kworker/R-kunit");
	nobody_makes_workers.let_go();
	complete_all(&go);
	for (int n = 0; n < many; n++)
		flush_work(&sleepers[n].work);
	destroy_workqueue(wq);
}

template <typename Condition>
bool in_the_end(Condition holds)
{
	for (int tries = 0; tries < 3000; tries++) {
		if (holds())
			return true;
		schedule_timeout_uninterruptible(2);
	}
	return false;
}

void idle_workers_do_not_stay(struct kunit *test)
{
	constexpr int many = 12;
	const int cpu = cpumask_last(cpu_online_mask);
	worker_pool *pool = &per_cpu(workqueue::cpu_worker_pools, cpu)[workqueue::normal];
	item *sleepers = static_cast<item *>(kunit_kzalloc(test, sizeof(item) * many, GFP_KERNEL));
	DECLARE_COMPLETION_ONSTACK(go);
	const unsigned long usual = workqueue::idle_worker_timeout;

	KUNIT_ASSERT_NOT_NULL(test, sleepers);
	workqueue::idle_worker_timeout = 2;
	for (int n = 0; n < many; n++) {
		init(&sleepers[n]);
		sleepers[n].wait_for = &go;
		schedule_work_on(cpu, &sleepers[n].work);
	}
	KUNIT_EXPECT_TRUE(test, in_the_end([=] { return READ_ONCE(pool->nr_workers) >= many; }));
	complete_all(&go);
	for (int n = 0; n < many; n++)
		flush_work(&sleepers[n].work);
	// The timer wakes no CPU: something else has to happen there.
	KUNIT_EXPECT_TRUE(test, in_the_end([=] {
				  item i;

				  init(&i);
				  mod_timer(&pool->idle_timer, jiffies);
				  schedule_work_on(cpu, &i.work);
				  flush_work(&i.work);
				  return READ_ONCE(pool->nr_workers) <= 3;
			  }));
	KUNIT_EXPECT_GE(test, pool->nr_workers, 2);
	workqueue::idle_worker_timeout = usual;
}

void only_so_many_run_at_a_time(struct kunit *test)
{
	constexpr int many = 6;
	struct workqueue_struct *wq = alloc_workqueue("kunit-limit", WQ_UNBOUND, 2);
	DECLARE_COMPLETION_ONSTACK(go);
	item i[many];
	auto running = [&] {
		int n = 0;

		for (item &one : i)
			n += (work_busy(&one.work) & WORK_BUSY_RUNNING) != 0;
		return n;
	};

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_EXPECT_FALSE(test, workqueue_congested(WORK_CPU_UNBOUND, wq));
	for (item &one : i) {
		init(&one);
		one.wait_for = &go;
		queue_work(wq, &one.work);
	}
	KUNIT_EXPECT_TRUE(test, in_the_end([&] { return running() == 2; }));
	KUNIT_EXPECT_TRUE(test, workqueue_congested(WORK_CPU_UNBOUND, wq));
	msleep(20);
	KUNIT_EXPECT_EQ(test, running(), 2);
	workqueue_set_max_active(wq, 5);
	KUNIT_EXPECT_TRUE(test, in_the_end([&] { return running() == 5; }));
	complete_all(&go);
	destroy_workqueue(wq);
	for (item &one : i)
		KUNIT_EXPECT_EQ(test, atomic_read(&one.runs), 1);
}

void spin_until_told(struct work_struct *work)
{
	item *i = container_of(work, item, work);

	while (!completion_done(i->wait_for))
		cpu_relax();
	atomic_inc(&i->runs);
}

// An item that computes for long holds up the next one of its CPU, unless its queue says so.
void cpu_intensive_items_block_no_other(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("kunit-compute", WQ_CPU_INTENSIVE, 0);
	DECLARE_COMPLETION_ONSTACK(go);
	item spinner, i;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	init(&spinner);
	init(&i);
	INIT_WORK(&spinner.work, spin_until_told);
	spinner.wait_for = &go;
	queue_work_on(0, wq, &spinner.work);
	schedule_work_on(0, &i.work);
	flush_work(&i.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&spinner.runs), 0);
	complete(&go);
	flush_work(&spinner.work);
	destroy_workqueue(wq);
}

struct noted_item {
	struct work_struct work;
	int cpu, nice;
	bool softirq;
	struct work_struct *current_one;
	char name[40];
};

void note(struct work_struct *work)
{
	noted_item *i = container_of(work, noted_item, work);

	i->cpu = raw_smp_processor_id();
	i->nice = task_nice(current);
	i->softirq = in_serving_softirq();
	i->current_one = current_work();
	wq_worker_comm(i->name, sizeof(i->name), current);
}

void attributes_choose_cpus_and_priority(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("kunit-attrs", WQ_UNBOUND, 0);
	struct workqueue_attrs *attrs = alloc_workqueue_attrs();
	const int cpu = cpumask_last(cpu_online_mask);
	noted_item i = {};

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_ASSERT_NOT_NULL(test, attrs);
	INIT_WORK_ONSTACK(&i.work, note);
	attrs->nice = -5;
	cpumask_copy(attrs->cpumask, cpumask_of(cpu));
	KUNIT_EXPECT_EQ(test, apply_workqueue_attrs(wq, attrs), 0);
	queue_work(wq, &i.work);
	flush_work(&i.work);
	KUNIT_EXPECT_EQ(test, i.cpu, cpu);
	KUNIT_EXPECT_EQ(test, i.nice, -5);
	KUNIT_EXPECT_PTR_EQ(test, i.current_one, &i.work);
	KUNIT_EXPECT_NOT_NULL(test, strstr(i.name, "+kunit-attrs"));
	free_workqueue_attrs(attrs);
	destroy_workqueue(wq);
}

void bottom_halves_run_in_softirqs(struct kunit *test)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		for (struct workqueue_struct *wq : {system_bh_wq, system_bh_highpri_wq}) {
			noted_item i = {};

			INIT_WORK_ONSTACK(&i.work, note);
			KUNIT_EXPECT_TRUE(test, queue_work_on(cpu, wq, &i.work));
			flush_work(&i.work);
			KUNIT_EXPECT_TRUE(test, i.softirq);
			KUNIT_EXPECT_EQ(test, i.cpu, (int)cpu);
			KUNIT_EXPECT_PTR_EQ(test, i.current_one, &i.work);
		}
}

void disabled_items_are_refused(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(go);
	delayed_item later = {};
	item i;

	init(&i);
	i.wait_for = &go;
	queue_work(system_wq, &i.work);
	while (!(work_busy(&i.work) & WORK_BUSY_RUNNING))
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_FALSE(test, disable_work(&i.work));
	KUNIT_EXPECT_FALSE(test, queue_work(system_wq, &i.work));
	complete(&go);
	KUNIT_EXPECT_FALSE(test, disable_work_sync(&i.work));
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 1);
	KUNIT_EXPECT_FALSE(test, enable_work(&i.work));
	KUNIT_EXPECT_FALSE(test, queue_work(system_wq, &i.work));
	i.wait_for = nullptr;
	KUNIT_EXPECT_TRUE(test, enable_and_queue_work(system_wq, &i.work));
	flush_work(&i.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&i.runs), 2);

	INIT_DELAYED_WORK_ONSTACK(&later.work, run_delayed);
	schedule_delayed_work(&later.work, 100 * HZ);
	KUNIT_EXPECT_TRUE(test, disable_delayed_work_sync(&later.work));
	KUNIT_EXPECT_FALSE(test, schedule_delayed_work(&later.work, 0));
	KUNIT_EXPECT_TRUE(test, enable_delayed_work(&later.work));
	KUNIT_EXPECT_TRUE(test, schedule_delayed_work(&later.work, 0));
	flush_delayed_work(&later.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&later.runs), 1);
	destroy_delayed_work_on_stack(&later.work);
}

void task_context_is_found_or_made(struct kunit *test)
{
	struct execute_work work;
	static atomic_t calls = ATOMIC_INIT(0);
	auto count = [](struct work_struct *) {
		might_sleep();
		atomic_inc(&calls);
	};

	atomic_set(&calls, 0);
	KUNIT_EXPECT_EQ(test, execute_in_process_context(count, &work), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&calls), 1);
	local_bh_disable();
	KUNIT_EXPECT_EQ(test, execute_in_process_context(count, &work), 1);
	local_bh_enable();
	flush_work(&work.work);
	KUNIT_EXPECT_EQ(test, atomic_read(&calls), 2);
	KUNIT_EXPECT_EQ(test, work_on_cpu_safe(NR_CPUS - 1, which_cpu, nullptr),
			num_online_cpus() == NR_CPUS ? NR_CPUS - 1l : (long)-ENODEV);
}

struct kunit_case cases[] = {
	KUNIT_CASE(an_item_runs_once_per_queueing),
	KUNIT_CASE(an_ordered_queue_keeps_the_order),
	KUNIT_CASE(a_sleeping_item_blocks_no_other),
	KUNIT_CASE(bound_items_run_on_their_cpu),
	KUNIT_CASE(unbound_items_run_anywhere),
	KUNIT_CASE(cancelling_takes_it_out_or_waits),
	KUNIT_CASE(delayed_items_run_later),
	KUNIT_CASE(draining_waits_for_what_is_queued_meanwhile),
	KUNIT_CASE(a_call_on_each_cpu),
	KUNIT_CASE(a_rescuer_helps_when_no_worker_can_be_made),
	KUNIT_CASE(idle_workers_do_not_stay),
	KUNIT_CASE(only_so_many_run_at_a_time),
	KUNIT_CASE(cpu_intensive_items_block_no_other),
	KUNIT_CASE(attributes_choose_cpus_and_priority),
	KUNIT_CASE(bottom_halves_run_in_softirqs),
	KUNIT_CASE(disabled_items_are_refused),
	KUNIT_CASE(task_context_is_found_or_made),
	{},
};

struct kunit_suite suite = {
	.name = "workqueue",
	.test_cases = cases,
};
kunit_test_suite(suite);

} // namespace
