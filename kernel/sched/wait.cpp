// SPDX-License-Identifier: GPL-2.0-only
//
// Wait queues.
//
//	head ──▶ [ordinary] ──▶ [ordinary] ──▶ [exclusive] ──▶ [exclusive]
//
// Ordinary waiters stand in front, exclusive ones behind, so one walk wakes all of the first kind and as many of the second as
// asked for. An entry's function does the waking; the usual one also takes the entry out of the queue, so that the next wake_up() goes
// to the next.
//
// Lock: the head's, with interrupts masked. Linux 6.12: kernel/sched/wait.c.

#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/wait.h>

namespace
{

int walk(struct wait_queue_head *wq_head, unsigned int mode, int nr, int wake_flags, void *key)
{
	struct wait_queue_entry *entry, *next;
	int woken = 0;

	list_for_each_entry_safe(entry, next, &wq_head->head, entry) {
		const unsigned int flags = entry->flags;
		const int result = entry->func(entry, mode, wake_flags, key);

		if (result < 0)
			break;
		if (result && flags & WQ_FLAG_EXCLUSIVE && ++woken == nr)
			break;
	}
	return woken;
}

void put_in(struct wait_queue_head *wq_head, struct wait_queue_entry *entry)
{
	if (entry->flags & WQ_FLAG_EXCLUSIVE)
		list_add_tail(&entry->entry, &wq_head->head);
	else
		list_add(&entry->entry, &wq_head->head);
}

// Value: was the queue empty?
bool prepare(struct wait_queue_head *wq_head, struct wait_queue_entry *entry, int state)
{
	spinlock_irqsave_guard guard(&wq_head->lock);
	const bool first = list_empty(&entry->entry) && list_empty(&wq_head->head);

	if (list_empty(&entry->entry))
		put_in(wq_head, entry);
	set_current_state(state);
	return first;
}

} // namespace

int default_wake_function(struct wait_queue_entry *entry, unsigned mode, int flags, void *)
{
	return default_wake_up(static_cast<task_struct *>(entry->private_), mode, flags);
}
EXPORT_SYMBOL(default_wake_function);

int autoremove_wake_function(struct wait_queue_entry *entry, unsigned mode, int flags, void *key)
{
	const int woken = default_wake_function(entry, mode, flags, key);

	if (woken)
		list_del_init_careful(&entry->entry);
	return woken;
}
EXPORT_SYMBOL(autoremove_wake_function);

// For waiters that cannot set their state before the look at the condition: the flag remembers the wake-up.
int woken_wake_function(struct wait_queue_entry *entry, unsigned mode, int flags, void *key)
{
	smp_mb();
	entry->flags |= WQ_FLAG_WOKEN;
	return default_wake_function(entry, mode, flags, key);
}
EXPORT_SYMBOL(woken_wake_function);

long wait_woken(struct wait_queue_entry *entry, unsigned mode, long timeout)
{
	set_current_state(mode);
	if (!(READ_ONCE(entry->flags) & WQ_FLAG_WOKEN))
		timeout = schedule_timeout(timeout);
	__set_current_state(TASK_RUNNING);
	smp_store_mb(entry->flags, entry->flags & ~WQ_FLAG_WOKEN);
	return timeout;
}
EXPORT_SYMBOL(wait_woken);

void init_wait_entry(struct wait_queue_entry *entry, int flags)
{
	entry->flags = flags;
	entry->private_ = current;
	entry->func = autoremove_wake_function;
	INIT_LIST_HEAD(&entry->entry);
}
EXPORT_SYMBOL(init_wait_entry);

void add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *entry)
{
	spinlock_irqsave_guard guard(&wq_head->lock);

	entry->flags &= ~WQ_FLAG_EXCLUSIVE;
	put_in(wq_head, entry);
}
EXPORT_SYMBOL(add_wait_queue);

void add_wait_queue_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *entry)
{
	spinlock_irqsave_guard guard(&wq_head->lock);

	entry->flags |= WQ_FLAG_EXCLUSIVE;
	put_in(wq_head, entry);
}
EXPORT_SYMBOL(add_wait_queue_exclusive);

void remove_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *entry)
{
	spinlock_irqsave_guard guard(&wq_head->lock);

	list_del(&entry->entry);
}
EXPORT_SYMBOL(remove_wait_queue);

void prepare_to_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *entry, int state)
{
	entry->flags &= ~WQ_FLAG_EXCLUSIVE;
	prepare(wq_head, entry, state);
}
EXPORT_SYMBOL(prepare_to_wait);

bool prepare_to_wait_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *entry,
			       int state)
{
	entry->flags |= WQ_FLAG_EXCLUSIVE;
	return prepare(wq_head, entry, state);
}
EXPORT_SYMBOL(prepare_to_wait_exclusive);

long prepare_to_wait_event(struct wait_queue_head *wq_head, struct wait_queue_entry *entry,
			   int state)
{
	prepare(wq_head, entry, state);
	return 0;
}
EXPORT_SYMBOL(prepare_to_wait_event);

void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *entry)
{
	__set_current_state(TASK_RUNNING);
	// Out already, and the waker through with it.
	if (list_empty_careful(&entry->entry))
		return;
	spinlock_irqsave_guard guard(&wq_head->lock);

	list_del_init(&entry->entry);
}
EXPORT_SYMBOL(finish_wait);

int __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key)
{
	spinlock_irqsave_guard guard(&wq_head->lock);

	return walk(wq_head, mode, nr, 0, key);
}
EXPORT_SYMBOL(__wake_up);

void __wake_up_locked(struct wait_queue_head *wq_head, unsigned int mode, int nr)
{
	walk(wq_head, mode, nr, 0, nullptr);
}
EXPORT_SYMBOL_GPL(__wake_up_locked);

void __wake_up_sync(struct wait_queue_head *wq_head, unsigned int mode)
{
	__wake_up(wq_head, mode, 1, nullptr);
}
EXPORT_SYMBOL_GPL(__wake_up_sync);
