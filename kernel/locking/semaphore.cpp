// SPDX-License-Identifier: GPL-2.0-only
//
// Counting semaphores: a number of permits, and a queue. up() gives its permit to the first that waits instead of counting it, so
// that nobody overtakes. Linux 6.12: kernel/locking/semaphore.c.

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/semaphore.h>

namespace
{

struct waiter {
	struct list_head list;
	task_struct *task;
	bool given;
};

int take(struct semaphore *sem, long timeout)
{
	waiter self = {LIST_HEAD_INIT(self.list), current, false};

	might_sleep();
	raw_spin_lock_irq(&sem->lock);
	if (sem->count) {
		sem->count--;
		raw_spin_unlock_irq(&sem->lock);
		return 0;
	}
	list_add_tail(&self.list, &sem->wait_list);
	while (!self.given && timeout) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		raw_spin_unlock_irq(&sem->lock);
		timeout = schedule_timeout(timeout);
		raw_spin_lock_irq(&sem->lock);
	}
	__set_current_state(TASK_RUNNING);
	if (!self.given)
		list_del(&self.list);
	raw_spin_unlock_irq(&sem->lock);
	return self.given ? 0 : -ETIME;
}

} // namespace

void down(struct semaphore *sem)
{
	take(sem, MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(down);

int down_interruptible(struct semaphore *sem)
{
	return take(sem, MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(down_interruptible);

int down_killable(struct semaphore *sem)
{
	return take(sem, MAX_SCHEDULE_TIMEOUT);
}
EXPORT_SYMBOL(down_killable);

int down_timeout(struct semaphore *sem, long jiffies)
{
	return take(sem, jiffies);
}
EXPORT_SYMBOL(down_timeout);

int down_trylock(struct semaphore *sem)
{
	raw_spinlock_irqsave_guard guard(&sem->lock);

	if (!sem->count)
		return 1;
	sem->count--;
	return 0;
}
EXPORT_SYMBOL(down_trylock);

void up(struct semaphore *sem)
{
	raw_spinlock_irqsave_guard guard(&sem->lock);
	waiter *const first = list_first_entry_or_null(&sem->wait_list, waiter, list);

	if (!first) {
		sem->count++;
		return;
	}
	list_del(&first->list);
	first->given = true;
	wake_up_process(first->task);
}
EXPORT_SYMBOL(up);
