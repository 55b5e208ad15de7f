// SPDX-License-Identifier: GPL-2.0-only
//
// Work queues: what is queued runs, once, in order where order was promised, and whoever waits for it waits long enough.

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

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
	{},
};

struct kunit_suite suite = {
	.name = "workqueue",
	.test_cases = cases,
};
kunit_test_suite(suite);

} // namespace
