// SPDX-License-Identifier: GPL-2.0-only
//
// The end of a task.
//
//	do_exit(): tells who waits for it, leaves the list, TASK_DEAD, switches away for the last time
//	      │      it still stands on its stack
//	      ▼
//	finish_task_switch() of the next task: hands it over
//	      │      no vfree() there: preemption is disabled
//	      ▼
//	kthreadd, parent of all kernel threads: frees the stack, drops the task's reference to itself
//
// Linux 6.12: do_exit(), release_task() in kernel/exit.c; the stack's way is free_thread_stack()'s.

#include <linux/completion.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/llist.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>

#include "kernel/exit.h"
#include "kernel/sched/sched.hpp"

namespace
{

constinit struct llist_head dead = {};

// Linux's line for the deepest stack so far (CONFIG_DEBUG_STACK_USAGE).
void check_stack_usage()
{
	static DEFINE_SPINLOCK(lock);
	static unsigned long lowest = THREAD_SIZE;
	const unsigned long left = stack_not_used(current);

	if (left >= READ_ONCE(lowest))
		return;
	spin_lock(&lock);
	if (left < lowest) {
		pr_debug("%s (%d) used greatest stack depth: %lu bytes left\n", current->comm,
			 current->pid, left);
		lowest = left;
	}
	spin_unlock(&lock);
}

// Its next pointer stays: somebody without the lock may stand on it.
void leave_list(task_struct *task)
{
	write_lock(&tasklist_lock);
	__list_del(task->tasks.prev, task->tasks.next);
	list_del_init(&task->sibling);
	task->exit_state = EXIT_DEAD;
	write_unlock(&tasklist_lock);
}

} // namespace

void do_exit(long code)
{
	task_struct *const task = current;

	if (unlikely(in_interrupt()))
		panic("Aiee, killing interrupt handler!");
	if (unlikely(is_idle_task(task)))
		panic("Attempted to kill the idle task!");
	if (unlikely(is_global_init(task)))
		panic("Attempted to kill init! exitcode=0x%08lx\n", code);
	if (unlikely(in_atomic())) {
		pr_info("note: %s[%d] exited with preempt_count %d\n", task->comm, task->pid,
			preempt_count());
		preempt_count_set(PREEMPT_ENABLED);
	}
	task->flags |= PF_EXITING;
	task->exit_code = static_cast<int>(code);
	check_stack_usage();
	if (task_stack_end_corrupted(task))
		panic("corrupted stack end detected inside exit of %s\n", task->comm);
	leave_list(task);
	if (task->vfork_done)
		complete(task->vfork_done);

	preempt_disable();
	set_current_state(TASK_DEAD);
	sched::switch_tasks(sched::leave::sleep);
	BUG();
}

void sched::hand_over_dead(task_struct *task)
{
	if (llist_add(&task->dead_node, &dead))
		wake_up_process(kthreadd_task);
}

// Frees what ended. Value: was there anything? kthreadd only.
bool reap_dead_tasks()
{
	struct llist_node *node = llist_del_all(&dead);
	const bool any = node;

	while (node) {
		task_struct *const task = llist_entry(node, task_struct, dead_node);

		node = node->next;
		release_task_stack(task);
		put_task_struct(task);
	}
	return any;
}
