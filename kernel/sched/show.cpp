// SPDX-License-Identifier: GPL-2.0-only
//
// What the tasks are at, told to the log.
//
//	task:kworker/0:1     state:I stack:14320 pid:12    tgid:12    ppid:2      flags:0x00000000
//	Workqueue: events slow_one
//	Call trace: …
//
// stack: bytes that it never used. flags: its thread_info's. Tasks are found under RCU, so the list may change meanwhile; what a running
// task's trace shows is what it did when it last left its CPU, if anything.
//
// Linux 6.12: sched_show_task(), show_state_filter() in kernel/sched/core.c.

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/nmi.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/workqueue.h>

void sched_show_task(struct task_struct *task)
{
	rcu_read_lock();
	pr_info("task:%-15.15s state:%c", task->comm, task_state_to_char(task));
	if (task_is_running(task))
		pr_cont("  running task    ");
	pr_cont(" stack:%-5lu pid:%-5d tgid:%-5d ppid:%-6d flags:0x%08lx\n", stack_not_used(task),
		task->pid, task->tgid, task->real_parent->pid,
		(unsigned long)READ_ONCE(task->thread_info.flags));
	print_worker_info(KERN_INFO, task);
	show_stack(task, nullptr, KERN_INFO);
	rcu_read_unlock();
}
EXPORT_SYMBOL_GPL(sched_show_task);

static bool matches(const struct task_struct *task, unsigned int filter)
{
	const unsigned int state = READ_ONCE(task->__state);

	if (!filter)
		return true;
	// Who waits without being a burden is not blocked.
	return state & filter && !(filter == TASK_UNINTERRUPTIBLE && state & TASK_NOLOAD);
}

void show_state_filter(unsigned int state_filter)
{
	struct task_struct *task;

	rcu_read_lock();
	for_each_process(task)
	{
		touch_nmi_watchdog();
		if (matches(task, state_filter))
			sched_show_task(task);
	}
	rcu_read_unlock();
	if (!state_filter)
		debug_show_all_locks();
}
