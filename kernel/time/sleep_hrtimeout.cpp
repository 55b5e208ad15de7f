// SPDX-License-Identifier: GPL-2.0-only
//
// Sleeping to the nanosecond: a high-resolution timer that wakes the sleeper, as schedule_timeout() has one of jiffies.
// Linux 6.12: kernel/time/hrtimer.c (schedule_hrtimeout_range_clock, hrtimer_wakeup), timer.c (usleep_range_state).

#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>

namespace
{

enum hrtimer_restart wake(struct hrtimer *timer)
{
	hrtimer_sleeper *const sl = container_of(timer, struct hrtimer_sleeper, timer);
	task_struct *const task = sl->task;

	sl->task = nullptr;
	if (task)
		wake_up_process(task);
	return HRTIMER_NORESTART;
}

} // namespace

void hrtimer_init_sleeper(struct hrtimer_sleeper *sl, clockid_t clock_id, enum hrtimer_mode mode)
{
	hrtimer_setup(&sl->timer, wake, clock_id, mode);
	sl->task = current;
}

void hrtimer_sleeper_start_expires(struct hrtimer_sleeper *sl, enum hrtimer_mode mode)
{
	hrtimer_start_expires(&sl->timer, mode);
}

int schedule_hrtimeout_range_clock(ktime_t *expires, u64 delta, const enum hrtimer_mode mode,
				   clockid_t clock_id)
{
	hrtimer_sleeper sl;

	if (!expires) {
		schedule();
		return -EINTR;
	}
	if (!*expires) {
		__set_current_state(TASK_RUNNING);
		return 0;
	}
	hrtimer_init_sleeper(&sl, clock_id, mode);
	hrtimer_set_expires_range_ns(&sl.timer, *expires, delta);
	hrtimer_sleeper_start_expires(&sl, mode);
	if (READ_ONCE(sl.task))
		schedule();
	hrtimer_cancel(&sl.timer);
	__set_current_state(TASK_RUNNING);
	return READ_ONCE(sl.task) ? -EINTR : 0;
}

int schedule_hrtimeout_range(ktime_t *expires, u64 delta, const enum hrtimer_mode mode)
{
	return schedule_hrtimeout_range_clock(expires, delta, mode, CLOCK_MONOTONIC);
}

int schedule_hrtimeout(ktime_t *expires, const enum hrtimer_mode mode)
{
	return schedule_hrtimeout_range(expires, 0, mode);
}

void usleep_range_state(unsigned long min, unsigned long max, unsigned int state)
{
	ktime_t end = ktime_add_us(ktime_get(), min);

	// Before there are tasks, and with interrupts masked, nobody would wake us.
	if (system_state < SYSTEM_SCHEDULING || !preemptible()) {
		__delay_ns(static_cast<u64>(min) * NSEC_PER_USEC);
		return;
	}
	do
		__set_current_state(state);
	while (schedule_hrtimeout_range(&end, (max - min) * NSEC_PER_USEC, HRTIMER_MODE_ABS));
}
