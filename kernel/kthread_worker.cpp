// SPDX-License-Identifier: GPL-2.0-only
//
// A worker of one's own: a kernel thread that runs the items given to it, one after the other. For what needs a thread with a
// priority or CPU of its own; everything else is better off in a work queue, whose threads are shared.
//
//	kthread_queue_work() ──▶ work_list ──▶ worker->task: func(work)
//	kthread_queue_delayed_work() ──▶ delayed_work_list, a timer each ──▶ work_list
//
// An item belongs to the worker that it was queued to last, runs once per queueing, and may be queued again while it runs. Flushing
// puts an item behind the one waited for (or behind all) that completes a completion.
//
// Lock: worker->lock, interrupts masked; not held while an item runs. Linux 6.12: kernel/kthread.c (kthread_worker_fn() and below).

#include <linux/completion.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/slab.h>

namespace
{

struct flush_work {
	struct kthread_work work;
	struct completion done;
};

void complete_flush(struct kthread_work *work)
{
	complete(&container_of(work, flush_work, work)->done);
}

void init_flush(flush_work *f)
{
	kthread_init_work(&f->work, complete_flush);
	init_completion(&f->done);
}

// worker->lock held, here and below.
void insert(struct kthread_worker *worker, struct kthread_work *work, struct list_head *before)
{
	list_add_tail(&work->node, before);
	work->worker = worker;
	if (!worker->current_work && worker->task)
		wake_up_process(worker->task);
}

bool may_queue(const struct kthread_work *work)
{
	return list_empty(&work->node) && !work->canceling;
}

void queue_later(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
		 unsigned long delay)
{
	if (!delay) {
		insert(worker, &dwork->work, &worker->work_list);
		return;
	}
	list_add(&dwork->work.node, &worker->delayed_work_list);
	dwork->work.worker = worker;
	mod_timer(&dwork->timer, jiffies + delay);
}

// Off its list. Value: was it on one?
bool unqueue(struct kthread_work *work)
{
	const bool was_queued = !list_empty(&work->node);

	list_del_init(&work->node);
	return was_queued;
}

// The timer's function takes the lock: it is waited for without it, and meanwhile nobody may queue the item.
void stop_timer(struct kthread_delayed_work *dwork, unsigned long *flags)
{
	struct kthread_worker *const worker = dwork->work.worker;

	dwork->work.canceling++;
	raw_spin_unlock_irqrestore(&worker->lock, *flags);
	timer_delete_sync(&dwork->timer);
	raw_spin_lock_irqsave(&worker->lock, *flags);
	dwork->work.canceling--;
}

bool cancel(struct kthread_work *work, struct kthread_delayed_work *dwork)
{
	struct kthread_worker *const worker = work->worker;
	unsigned long flags;

	if (!worker)
		return false;
	raw_spin_lock_irqsave(&worker->lock, flags);
	if (dwork)
		stop_timer(dwork, &flags);
	const bool was_queued = unqueue(work);

	if (worker->current_work == work) {
		work->canceling++;
		raw_spin_unlock_irqrestore(&worker->lock, flags);
		kthread_flush_work(work);
		raw_spin_lock_irqsave(&worker->lock, flags);
		work->canceling--;
	}
	raw_spin_unlock_irqrestore(&worker->lock, flags);
	return was_queued;
}

} // namespace

void __kthread_init_worker(struct kthread_worker *worker, const char *name,
			   struct lock_class_key *key)
{
	*worker = {};
	raw_spin_lock_init(&worker->lock);
	INIT_LIST_HEAD(&worker->work_list);
	INIT_LIST_HEAD(&worker->delayed_work_list);
}
EXPORT_SYMBOL_GPL(__kthread_init_worker);

int kthread_worker_fn(void *data)
{
	struct kthread_worker *const worker = static_cast<struct kthread_worker *>(data);

	worker->task = current;
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (kthread_should_stop())
			break;
		raw_spin_lock_irq(&worker->lock);
		struct kthread_work *const work =
			list_first_entry_or_null(&worker->work_list, struct kthread_work, node);

		if (work)
			list_del_init(&work->node);
		worker->current_work = work;
		raw_spin_unlock_irq(&worker->lock);
		if (!work) {
			schedule();
			continue;
		}
		__set_current_state(TASK_RUNNING);
		work->func(work);
		cond_resched();
	}
	__set_current_state(TASK_RUNNING);
	raw_spin_lock_irq(&worker->lock);
	worker->current_work = nullptr;
	worker->task = nullptr;
	raw_spin_unlock_irq(&worker->lock);
	return 0;
}
EXPORT_SYMBOL_GPL(kthread_worker_fn);

static struct kthread_worker *create(int cpu, unsigned int flags, const char *namefmt, va_list args)
{
	auto *const worker =
		static_cast<struct kthread_worker *>(kzalloc(sizeof(kthread_worker), GFP_KERNEL));

	if (!worker)
		return static_cast<struct kthread_worker *>(ERR_PTR(-ENOMEM));
	kthread_init_worker(worker);

	struct task_struct *const task = __kthread_create(kthread_worker_fn, worker, namefmt, args);

	if (IS_ERR(task)) {
		kfree(worker);
		return static_cast<struct kthread_worker *>(ERR_PTR(PTR_ERR(task)));
	}
	if (cpu >= 0)
		kthread_bind(task, cpu);
	worker->flags = flags;
	worker->task = task;
	wake_up_process(task);
	return worker;
}

struct kthread_worker *kthread_create_worker(unsigned int flags, const char namefmt[], ...)
{
	va_list args;

	va_start(args, namefmt);
	struct kthread_worker *const worker = create(-1, flags, namefmt, args);
	va_end(args);
	return worker;
}
EXPORT_SYMBOL(kthread_create_worker);

struct kthread_worker *kthread_create_worker_on_cpu(int cpu, unsigned int flags,
						    const char namefmt[], ...)
{
	va_list args;

	va_start(args, namefmt);
	struct kthread_worker *const worker = create(cpu, flags, namefmt, args);
	va_end(args);
	return worker;
}
EXPORT_SYMBOL(kthread_create_worker_on_cpu);

void kthread_destroy_worker(struct kthread_worker *worker)
{
	struct task_struct *const task = worker->task;

	if (WARN_ON(!task))
		return;
	kthread_flush_worker(worker);
	kthread_stop(task);
	WARN_ON(!list_empty(&worker->delayed_work_list));
	WARN_ON(!list_empty(&worker->work_list));
	kfree(worker);
}
EXPORT_SYMBOL(kthread_destroy_worker);

bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work)
{
	raw_spinlock_irqsave_guard guard(&worker->lock);

	if (!may_queue(work))
		return false;
	insert(worker, work, &worker->work_list);
	return true;
}
EXPORT_SYMBOL_GPL(kthread_queue_work);

void kthread_delayed_work_timer_fn(struct timer_list *timer)
{
	auto *const dwork = container_of(timer, struct kthread_delayed_work, timer);
	struct kthread_worker *const worker = dwork->work.worker;

	if (WARN_ON_ONCE(!worker))
		return;
	raw_spinlock_irqsave_guard guard(&worker->lock);

	list_del_init(&dwork->work.node);
	if (!dwork->work.canceling)
		insert(worker, &dwork->work, &worker->work_list);
}
EXPORT_SYMBOL(kthread_delayed_work_timer_fn);

bool kthread_queue_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
				unsigned long delay)
{
	raw_spinlock_irqsave_guard guard(&worker->lock);

	if (!may_queue(&dwork->work))
		return false;
	queue_later(worker, dwork, delay);
	return true;
}
EXPORT_SYMBOL_GPL(kthread_queue_delayed_work);

bool kthread_mod_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
			      unsigned long delay)
{
	unsigned long flags;
	bool was_queued = false;

	raw_spin_lock_irqsave(&worker->lock, flags);
	if (dwork->work.worker) {
		stop_timer(dwork, &flags);
		if (dwork->work.canceling) {
			raw_spin_unlock_irqrestore(&worker->lock, flags);
			return false;
		}
		was_queued = unqueue(&dwork->work);
	}
	queue_later(worker, dwork, delay);
	raw_spin_unlock_irqrestore(&worker->lock, flags);
	return was_queued;
}
EXPORT_SYMBOL_GPL(kthread_mod_delayed_work);

void kthread_flush_work(struct kthread_work *work)
{
	struct kthread_worker *const worker = work->worker;
	flush_work f;
	bool waits = true;

	if (!worker)
		return;
	init_flush(&f);
	raw_spin_lock_irq(&worker->lock);
	if (!list_empty(&work->node))
		insert(worker, &f.work, work->node.next);
	else if (worker->current_work == work)
		insert(worker, &f.work, worker->work_list.next);
	else
		waits = false;
	raw_spin_unlock_irq(&worker->lock);
	if (waits)
		wait_for_completion(&f.done);
}
EXPORT_SYMBOL_GPL(kthread_flush_work);

void kthread_flush_worker(struct kthread_worker *worker)
{
	flush_work f;

	init_flush(&f);
	kthread_queue_work(worker, &f.work);
	wait_for_completion(&f.done);
}
EXPORT_SYMBOL_GPL(kthread_flush_worker);

bool kthread_cancel_work_sync(struct kthread_work *work)
{
	return cancel(work, nullptr);
}
EXPORT_SYMBOL_GPL(kthread_cancel_work_sync);

bool kthread_cancel_delayed_work_sync(struct kthread_delayed_work *dwork)
{
	return cancel(&dwork->work, dwork);
}
EXPORT_SYMBOL_GPL(kthread_cancel_delayed_work_sync);
