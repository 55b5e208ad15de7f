// SPDX-License-Identifier: GPL-2.0-only
//
// Sleeping for a while: a timer that wakes the sleeper. Linux 6.12: kernel/time/timer.c.

#include <linux/delay.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timer.h>

namespace
{

struct process_timer {
	struct timer_list timer;
	task_struct *task;
};

void wake_task(struct timer_list *timer)
{
	wake_up_process(container_of(timer, struct process_timer, timer)->task);
}

signed long sleep_in(unsigned int state, signed long timeout)
{
	__set_current_state(state);
	return schedule_timeout(timeout);
}

} // namespace

signed long schedule_timeout(signed long timeout)
{
	if (timeout == MAX_SCHEDULE_TIMEOUT) {
		schedule();
		return timeout;
	}
	if (timeout < 0) {
		pr_err("%s: wrong timeout value %lx\n", __func__, timeout);
		dump_stack();
		__set_current_state(TASK_RUNNING);
		return 0;
	}
	const unsigned long end = jiffies + timeout;
	process_timer wakeup;

	wakeup.task = current;
	timer_setup_on_stack(&wakeup.timer, wake_task, 0);
	mod_timer(&wakeup.timer, end);
	schedule();
	timer_delete_sync(&wakeup.timer);
	destroy_timer_on_stack(&wakeup.timer);

	const signed long left = end - jiffies;

	return left < 0 ? 0 : left;
}
EXPORT_SYMBOL(schedule_timeout);

signed long schedule_timeout_interruptible(signed long timeout)
{
	return sleep_in(TASK_INTERRUPTIBLE, timeout);
}

signed long schedule_timeout_killable(signed long timeout)
{
	return sleep_in(TASK_KILLABLE, timeout);
}

signed long schedule_timeout_uninterruptible(signed long timeout)
{
	return sleep_in(TASK_UNINTERRUPTIBLE, timeout);
}

signed long schedule_timeout_idle(signed long timeout)
{
	return sleep_in(TASK_IDLE, timeout);
}
