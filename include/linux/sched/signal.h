/* SPDX-License-Identifier: GPL-2.0-only */
/* Walking the tasks. Under rcu_read_lock() or tasklist_lock. */
#ifndef _LINUX_SCHED_SIGNAL_H
#define _LINUX_SCHED_SIGNAL_H
#include <linux/sched.h>
#include <linux/sched/task.h>
#define next_task(p) list_entry(READ_ONCE((p)->tasks.next), struct task_struct, tasks)
/* All but the idle tasks. */
#define for_each_process(p) for (p = &init_task; (p = next_task(p)) != &init_task;)
/* A process has one thread here. */
#define for_each_process_thread(p, t) for_each_process(p) for (t = p; t; t = NULL)
static inline bool thread_group_leader(struct task_struct *p)
{
	return p->group_leader == p;
}
#endif
