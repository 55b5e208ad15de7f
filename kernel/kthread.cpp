// SPDX-License-Identifier: GPL-2.0-only
//
// Kernel threads: a function on a task of its own, that can be asked to stop.
//
//	creator                         the thread
//	kthread_create()  ────────▶     (sleeps; nothing has run yet)
//	wake_up_process() ────────▶     kthread(): threadfn(data) … kthread_should_stop()?
//	kthread_stop()    ──SHOULD_STOP, wake──▶   returns a value ──▶ do_exit(): exited
//	      ◀──────────────────── the value ─────────────────────────────┘
//
// kthreadd (pid 2) is the parent of them all: it frees what has ended. Linux has it create them too, so that they inherit nothing
// from whoever asked; here there is nothing to inherit, and the creator does it itself. Only those that are wanted where
// nobody may sleep (a worker for a workqueue) are left to it.
//
// Linux 6.12: kernel/kthread.c.

#include <linux/bitops.h>
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/llist.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/sprintf.h>

#include "kernel/exit.h"

struct kthread {
	unsigned long flags;
	unsigned int cpu;
	long result;
	int (*threadfn)(void *);
	void *data;
	struct completion parked, exited;
};

enum { KTHREAD_IS_PER_CPU, KTHREAD_SHOULD_STOP, KTHREAD_SHOULD_PARK };

extern "C" {
struct task_struct *kthreadd_task;
}

namespace
{

constinit struct llist_head calls = {};

kthread *to_kthread(task_struct *task)
{
	return static_cast<kthread *>(task->worker_private);
}

bool flag(int bit)
{
	return test_bit(bit, &to_kthread(current)->flags);
}

// The first function of every kernel thread.
int run_kthread(void *arg)
{
	kthread *const self = static_cast<kthread *>(arg);
	long result = -EINTR;

	if (!test_bit(KTHREAD_SHOULD_STOP, &self->flags)) {
		kthread_parkme();
		result = self->threadfn(self->data);
	}
	kthread_exit(result);
}

kthread *make_kthread(int (*threadfn)(void *), void *data)
{
	auto *const self = static_cast<kthread *>(kzalloc(sizeof(kthread), GFP_KERNEL));

	if (!self)
		return nullptr;
	self->threadfn = threadfn;
	self->data = data;
	init_completion(&self->parked);
	init_completion(&self->exited);
	return self;
}

bool make_calls()
{
	struct llist_node *node = llist_reverse_order(llist_del_all(&calls));
	const bool any = node;

	while (node) {
		auto *const call = llist_entry(node, struct kthreadd_call, node);

		node = node->next;
		call->func(call);
	}
	return any;
}

} // namespace

task_struct *__kthread_create(int (*threadfn)(void *), void *data, const char *namefmt,
			      va_list args)
{
	kthread *const self = make_kthread(threadfn, data);

	if (!self)
		return static_cast<task_struct *>(ERR_PTR(-ENOMEM));
	task_struct *const task = create_task(run_kthread, self, kthreadd_task);

	if (IS_ERR(task)) {
		kfree(self);
		return task;
	}
	task->worker_private = self;
	task->vfork_done = &self->exited;
	vsnprintf(task->comm, sizeof(task->comm), namefmt, args);
	return task;
}

task_struct *kthread_create_on_node(int (*threadfn)(void *), void *data, int, const char namefmt[],
				    ...)
{
	va_list args;

	va_start(args, namefmt);
	task_struct *const task = __kthread_create(threadfn, data, namefmt, args);
	va_end(args);
	return task;
}
EXPORT_SYMBOL(kthread_create_on_node);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
task_struct *kthread_create_on_cpu(int (*threadfn)(void *), void *data, unsigned int cpu,
				   const char *namefmt)
{
	task_struct *const task =
		kthread_create_on_node(threadfn, data, NUMA_NO_NODE, namefmt, cpu);

	if (!IS_ERR(task)) {
		kthread_bind(task, cpu);
		to_kthread(task)->cpu = cpu;
	}
	return task;
}
EXPORT_SYMBOL(kthread_create_on_cpu);
#pragma GCC diagnostic pop

void kthread_bind_mask(task_struct *task, const struct cpumask *mask)
{
	if (WARN_ON(task->on_rq))
		return;
	do_set_cpus_allowed(task, mask);
	task->flags |= PF_NO_SETAFFINITY;
}

void kthread_bind(task_struct *task, unsigned int cpu)
{
	struct cpumask mask;

	cpumask_clear(&mask);
	cpumask_set_cpu(cpu, &mask);
	kthread_bind_mask(task, &mask);
}
EXPORT_SYMBOL(kthread_bind);

int kthread_stop(task_struct *task)
{
	kthread *const self = to_kthread(task);

	get_task_struct(task);
	set_bit(KTHREAD_SHOULD_STOP, &self->flags);
	kthread_unpark(task);
	wake_up_process(task);
	wait_for_completion(&self->exited);

	const int result = static_cast<int>(self->result);

	put_task_struct(task);
	return result;
}
EXPORT_SYMBOL(kthread_stop);

int kthread_stop_put(task_struct *task)
{
	const int result = kthread_stop(task);

	put_task_struct(task);
	return result;
}

bool kthread_should_stop()
{
	return flag(KTHREAD_SHOULD_STOP);
}
EXPORT_SYMBOL(kthread_should_stop);

bool kthread_should_park()
{
	return flag(KTHREAD_SHOULD_PARK);
}
EXPORT_SYMBOL_GPL(kthread_should_park);

bool kthread_should_stop_or_park()
{
	return kthread_should_stop() || kthread_should_park();
}

// Nothing is ever frozen.
bool kthread_freezable_should_stop(bool *was_frozen)
{
	if (was_frozen)
		*was_frozen = false;
	return kthread_should_stop();
}

void kthread_parkme()
{
	kthread *const self = to_kthread(current);

	for (;;) {
		set_current_state(TASK_PARKED);
		if (!test_bit(KTHREAD_SHOULD_PARK, &self->flags))
			break;
		complete(&self->parked);
		schedule();
	}
	__set_current_state(TASK_RUNNING);
}
EXPORT_SYMBOL_GPL(kthread_parkme);

int kthread_park(task_struct *task)
{
	kthread *const self = to_kthread(task);

	if (WARN_ON(task->flags & PF_EXITING))
		return -ENOSYS;
	if (WARN_ON_ONCE(test_bit(KTHREAD_SHOULD_PARK, &self->flags)))
		return -EBUSY;
	set_bit(KTHREAD_SHOULD_PARK, &self->flags);
	if (task != current) {
		wake_up_process(task);
		wait_for_completion(&self->parked);
	}
	return 0;
}
EXPORT_SYMBOL_GPL(kthread_park);

void kthread_unpark(task_struct *task)
{
	kthread *const self = to_kthread(task);

	if (!test_and_clear_bit(KTHREAD_SHOULD_PARK, &self->flags))
		return;
	reinit_completion(&self->parked);
	wake_up_state(task, TASK_PARKED);
}
EXPORT_SYMBOL_GPL(kthread_unpark);

void kthread_exit(long result)
{
	to_kthread(current)->result = result;
	do_exit(0);
}
EXPORT_SYMBOL(kthread_exit);

void kthread_complete_and_exit(struct completion *comp, long code)
{
	if (comp)
		complete(comp);
	kthread_exit(code);
}
EXPORT_SYMBOL(kthread_complete_and_exit);

void *kthread_data(task_struct *task)
{
	return to_kthread(task)->data;
}
EXPORT_SYMBOL_GPL(kthread_data);

void *kthread_func(task_struct *task)
{
	return to_kthread(task) ? reinterpret_cast<void *>(to_kthread(task)->threadfn) : nullptr;
}
EXPORT_SYMBOL_GPL(kthread_func);

void kthread_set_per_cpu(task_struct *task, int cpu)
{
	kthread *const self = to_kthread(task);

	if (cpu < 0) {
		clear_bit(KTHREAD_IS_PER_CPU, &self->flags);
		return;
	}
	self->cpu = cpu;
	set_bit(KTHREAD_IS_PER_CPU, &self->flags);
}

void free_kthread_struct(task_struct *task)
{
	kfree(task->worker_private);
}

void call_in_kthreadd(struct kthreadd_call *call)
{
	if (llist_add(&call->node, &calls) && kthreadd_task)
		wake_up_process(kthreadd_task);
}

int kthreadd(void *)
{
	set_task_comm(current, "kthreadd");
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		const bool called = make_calls(), reaped = reap_dead_tasks();

		if (!called && !reaped)
			schedule();
	}
}
