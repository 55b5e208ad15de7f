// SPDX-License-Identifier: GPL-2.0-only
//
// Completions: a count of what has happened, and a queue of those who wait for it.
//
//	done   0 nothing yet · n may go on · UINT_MAX everybody, for ever
//
// A waiter leaves the queue itself, under the lock, when it finds done > 0. complete() wakes the first and takes it out of the
// queue, so that the next complete() wakes the next one. Linux 6.12: kernel/sched/completion.c.

#include <linux/completion.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sched.h>

#include <linux/guard.hpp>

namespace
{

constexpr unsigned int everybody = UINT_MAX;

// One of those that may go on has done so.
void take_one(struct completion *x)
{
	if (x->done != everybody)
		x->done--;
}

void wake_first(struct completion *x)
{
	struct list_head *const list = &x->wait.task_list;

	if (list_empty(list))
		return;
	struct swait_queue *const first = list_first_entry(list, struct swait_queue, task_list);
	task_struct *const task = first->task;

	// Out of the queue first: a waiter that finds itself out may be gone at once.
	list_del_init(&first->task_list);
	wake_up_process(task);
}

// Jiffies left, 0 when time is up before it has happened.
long wait(struct completion *x, long timeout, unsigned int state)
{
	struct swait_queue self = {current, LIST_HEAD_INIT(self.task_list)};

	might_sleep();
	raw_spin_lock_irq(&x->wait.lock);
	while (!x->done && timeout) {
		if (list_empty(&self.task_list))
			list_add_tail(&self.task_list, &x->wait.task_list);
		set_current_state(state);
		raw_spin_unlock_irq(&x->wait.lock);
		timeout = schedule_timeout(timeout);
		raw_spin_lock_irq(&x->wait.lock);
	}
	__set_current_state(TASK_RUNNING);
	list_del_init(&self.task_list);

	const bool happened = x->done;

	if (happened)
		take_one(x);
	raw_spin_unlock_irq(&x->wait.lock);
	return !happened ? 0 : timeout ? timeout : 1;
}

} // namespace

void complete(struct completion *x)
{
	raw_spinlock_irqsave_guard guard(&x->wait.lock);

	if (x->done != everybody)
		x->done++;
	wake_first(x);
}
EXPORT_SYMBOL(complete);

void complete_on_current_cpu(struct completion *x)
{
	complete(x);
}

void complete_all(struct completion *x)
{
	raw_spinlock_irqsave_guard guard(&x->wait.lock);

	x->done = everybody;
	while (!list_empty(&x->wait.task_list))
		wake_first(x);
}
EXPORT_SYMBOL(complete_all);

void wait_for_completion(struct completion *x)
{
	wait(x, MAX_SCHEDULE_TIMEOUT, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(wait_for_completion);

void wait_for_completion_io(struct completion *x)
{
	wait_for_completion(x);
}

int wait_for_completion_state(struct completion *x, unsigned int state)
{
	wait(x, MAX_SCHEDULE_TIMEOUT, state);
	return 0;
}

int wait_for_completion_interruptible(struct completion *x)
{
	return wait_for_completion_state(x, TASK_INTERRUPTIBLE);
}
EXPORT_SYMBOL(wait_for_completion_interruptible);

int wait_for_completion_killable(struct completion *x)
{
	return wait_for_completion_state(x, TASK_KILLABLE);
}
EXPORT_SYMBOL(wait_for_completion_killable);

unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout)
{
	return wait(x, timeout, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL(wait_for_completion_timeout);

unsigned long wait_for_completion_io_timeout(struct completion *x, unsigned long timeout)
{
	return wait_for_completion_timeout(x, timeout);
}

long wait_for_completion_interruptible_timeout(struct completion *x, unsigned long timeout)
{
	return wait(x, timeout, TASK_INTERRUPTIBLE);
}
EXPORT_SYMBOL(wait_for_completion_interruptible_timeout);

long wait_for_completion_killable_timeout(struct completion *x, unsigned long timeout)
{
	return wait(x, timeout, TASK_KILLABLE);
}

bool try_wait_for_completion(struct completion *x)
{
	raw_spinlock_irqsave_guard guard(&x->wait.lock);

	if (!x->done)
		return false;
	take_one(x);
	return true;
}
EXPORT_SYMBOL(try_wait_for_completion);

bool completion_done(struct completion *x)
{
	// Whoever has completed it may still hold the lock: only when it is free may the caller free x.
	raw_spinlock_irqsave_guard guard(&x->wait.lock);

	return x->done;
}
EXPORT_SYMBOL(completion_done);
