// SPDX-License-Identifier: GPL-2.0-only
//
// Simple wait queues.
//
//	head ──▶ [first that came] ──▶ [second] ──▶ …        a wake-up takes the first out and wakes it
//
// Waking one is bounded work, so it may be done with interrupts masked. Waking all is not: it lets go of the lock, and lets
// interrupts in, between one task and the next.
//
// Lock: the head's, with interrupts masked. Linux 6.12: kernel/sched/swait.c.

#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/swait.h>

void swake_up_locked(struct swait_queue_head *q, int)
{
	struct swait_queue *const first =
		list_first_entry_or_null(&q->task_list, struct swait_queue, task_list);

	if (!first)
		return;
	wake_up_process(first->task);
	list_del_init(&first->task_list);
}
EXPORT_SYMBOL(swake_up_locked);

void swake_up_one(struct swait_queue_head *q)
{
	raw_spinlock_irqsave_guard guard(&q->lock);

	swake_up_locked(q, 0);
}
EXPORT_SYMBOL(swake_up_one);

// Those that wait now, not those that come meanwhile.
void swake_up_all(struct swait_queue_head *q)
{
	LIST_HEAD(woken);

	raw_spin_lock_irq(&q->lock);
	list_splice_init(&q->task_list, &woken);
	while (!list_empty(&woken)) {
		struct swait_queue *const first =
			list_first_entry(&woken, struct swait_queue, task_list);

		wake_up_state(first->task, TASK_NORMAL);
		list_del_init(&first->task_list);
		if (list_empty(&woken))
			break;
		raw_spin_unlock_irq(&q->lock);
		raw_spin_lock_irq(&q->lock);
	}
	raw_spin_unlock_irq(&q->lock);
}
EXPORT_SYMBOL(swake_up_all);

void prepare_to_swait_exclusive(struct swait_queue_head *q, struct swait_queue *wait, int state)
{
	raw_spinlock_irqsave_guard guard(&q->lock);

	wait->task = current;
	if (list_empty(&wait->task_list))
		list_add_tail(&wait->task_list, &q->task_list);
	set_current_state(state);
}
EXPORT_SYMBOL(prepare_to_swait_exclusive);

long prepare_to_swait_event(struct swait_queue_head *q, struct swait_queue *wait, int state)
{
	prepare_to_swait_exclusive(q, wait, state);
	return 0;
}
EXPORT_SYMBOL(prepare_to_swait_event);

void finish_swait(struct swait_queue_head *q, struct swait_queue *wait)
{
	__set_current_state(TASK_RUNNING);
	// Out already, and the waker through with it.
	if (list_empty_careful(&wait->task_list))
		return;
	raw_spinlock_irqsave_guard guard(&q->lock);

	list_del_init(&wait->task_list);
}
EXPORT_SYMBOL(finish_swait);
