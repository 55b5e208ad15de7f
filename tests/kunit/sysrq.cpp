// SPDX-License-Identifier: GPL-2.0-only
//
// What a letter in /proc/sysrq-trigger tells: work queues that are busy and idle, tasks, and letters of one's own.

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>
#include <linux/sysrq.h>
#include <linux/workqueue.h>

#include "tests/kunit/helpers.h"

namespace
{

struct completion inside, leave;

void wait_inside(struct work_struct *)
{
	complete(&inside);
	wait_for_completion(&leave);
}

int flush(void *work)
{
	flush_work(static_cast<struct work_struct *>(work));
	return 0;
}

// One runs and is queued once more, which takes both places; two wait for one; a task waits for the first.
void busy_workqueues(struct kunit *test)
{
	struct workqueue_struct *const wq = alloc_workqueue("kunit-show", 0, 2);
	static struct work_struct first, others[2];
	helpers::new_log log;

	KUNIT_ASSERT_NOT_NULL(test, wq);
	init_completion(&inside);
	init_completion(&leave);
	INIT_WORK(&first, wait_inside);
	queue_work_on(0, wq, &first);
	wait_for_completion(&inside);
	queue_work_on(0, wq, &first);
	for (struct work_struct &work : others) {
		INIT_WORK(&work, wait_inside);
		queue_work_on(0, wq, &work);
	}
	struct task_struct *const waiter = kthread_run(flush, &first, "waiter");

	KUNIT_ASSERT_FALSE(test, IS_ERR(waiter));
	get_task_struct(waiter);
	helpers::wait_for([&] { return READ_ONCE(waiter->__state) == TASK_UNINTERRUPTIBLE; });
	show_all_workqueues();
	complete_all(&leave);
	kthread_stop_put(waiter);

	KUNIT_EXPECT_TRUE(test, log.has("Showing busy workqueues and worker pools:"));
	KUNIT_EXPECT_TRUE(test, log.has("workqueue kunit-show: flags=0x0"));
	KUNIT_EXPECT_TRUE(test,
			  log.has("  pwq 2: cpus=0 node=0 flags=0x[02] nice=0 active=2 refcnt=5"));
	KUNIT_EXPECT_TRUE(test, log.has("    in-flight: [0-9]*:*wait_inside* BAR([0-9]*)"));
	KUNIT_EXPECT_TRUE(test, log.has("    pending: *wait_inside*"));
	KUNIT_EXPECT_TRUE(test, log.has("    inactive: 2\\**wait_inside*"));
	KUNIT_EXPECT_TRUE(
		test, log.has("pool 2: cpus=0 node=0 flags=0x[02] nice=0 hung=[0-9]*s workers=*"));

	helpers::new_log later;

	drain_workqueue(wq);
	show_one_workqueue(wq);
	KUNIT_EXPECT_FALSE(test, later.has("workqueue kunit-show*"));
	destroy_workqueue(wq);
}

void busy_bottom_half(struct work_struct *)
{
	show_all_workqueues();
}

void bottom_halves(struct kunit *test)
{
	static struct work_struct work;
	helpers::new_log log;

	INIT_WORK(&work, busy_bottom_half);
	queue_work_on(0, system_bh_highpri_wq, &work);
	flush_work(&work);
	KUNIT_EXPECT_TRUE(test, log.has("workqueue events_bh_highpri: flags=0x11"));
	KUNIT_EXPECT_TRUE(test,
			  log.has("  pwq 1: cpus=0 node=0 flags=0x1 bh-hi active=1 refcnt=*"));
	KUNIT_EXPECT_TRUE(test, log.has("    in-flight: bh-hi:*busy_bottom_half*"));
	KUNIT_EXPECT_TRUE(test, log.has("pool 1: cpus=0 node=0 flags=0x1 bh-hi hung=0s workers=1"));
}

void write_to_trigger(const char *letters)
{
	fs_write("/proc/sysrq-trigger", letters, strlen(letters));
}

void tasks(struct kunit *test)
{
	helpers::new_log log;

	write_to_trigger("t\n");
	KUNIT_EXPECT_TRUE(test, log.has("sysrq: Show State"));
	// Asleep, as a rule; a test before may just have had a thread made.
	KUNIT_EXPECT_TRUE(test, log.has("task:kthreadd        state:* stack:*pid:2     tgid:2     "
					"ppid:0      flags:0x*"));
	KUNIT_EXPECT_TRUE(test, log.has("Showing busy workqueues and worker pools:"));

	helpers::new_log later;

	write_to_trigger("w\n");
	KUNIT_EXPECT_TRUE(test, later.has("sysrq: Show Blocked State"));
	KUNIT_EXPECT_FALSE(test, later.has("task:kthreadd *"));
}

void others(struct kunit *test)
{
	const int level = console_loglevel;
	helpers::new_log log;

	write_to_trigger("h\n");
	KUNIT_EXPECT_TRUE(test, log.has("sysrq: HELP : loglevel(0-9) reboot(b) crash(c) "
					"*show-task-states(t) show-blocked-tasks(w) "));
	write_to_trigger("_5m");
	KUNIT_EXPECT_TRUE(test, log.has("sysrq: Loglevel set to 5"));
	KUNIT_EXPECT_EQ(test, console_loglevel, 5);
	console_loglevel = level;
	KUNIT_EXPECT_TRUE(test, log.has("sysrq: Show Memory"));
	KUNIT_EXPECT_TRUE(test, log.has("Mem-Info:"));
}

u8 pressed;

void press(u8 key)
{
	pressed = key;
}

constexpr sysrq_key_op own_op = {press, "own(X)", "Own Action", SYSRQ_ENABLE_DUMP};

void letters_of_ones_own(struct kunit *test)
{
	helpers::new_log log;

	pressed = 0;
	KUNIT_EXPECT_EQ(test, register_sysrq_key('X', &own_op), 0);
	KUNIT_EXPECT_EQ(test, register_sysrq_key('X', &own_op), -1);
	KUNIT_EXPECT_EQ(test, register_sysrq_key('-', &own_op), -1);
	write_to_trigger("?");
	KUNIT_EXPECT_TRUE(test, log.has("sysrq: HELP : *own(X) "));
	write_to_trigger("X");
	KUNIT_EXPECT_EQ(test, pressed, 'X');
	KUNIT_EXPECT_TRUE(test, log.has("sysrq: Own Action"));

	pressed = 0;
	fs_write("/proc/sys/kernel/sysrq", "128\n", 4); // reboot only
	handle_sysrq('X');
	KUNIT_EXPECT_EQ(test, pressed, 0);
	KUNIT_EXPECT_TRUE(test, log.has("sysrq: This sysrq operation is disabled."));
	write_to_trigger("X"); // who may write there may do everything
	KUNIT_EXPECT_EQ(test, pressed, 'X');
	fs_write("/proc/sys/kernel/sysrq", "1\n", 2);
	pressed = 0;
	handle_sysrq('X');
	KUNIT_EXPECT_EQ(test, pressed, 'X');
	KUNIT_EXPECT_EQ(test, sysrq_mask(), 1);

	KUNIT_EXPECT_EQ(test, unregister_sysrq_key('X', &own_op), 0);
	KUNIT_EXPECT_EQ(test, unregister_sysrq_key('X', &own_op), -1);
}

struct kunit_case cases[] = {
	KUNIT_CASE(busy_workqueues), KUNIT_CASE(bottom_halves),       KUNIT_CASE(tasks),
	KUNIT_CASE(others),          KUNIT_CASE(letters_of_ones_own), {},
};

struct kunit_suite suite = {
	.name = "sysrq",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
