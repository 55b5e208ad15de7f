/* SPDX-License-Identifier: GPL-2.0-only */
/* Lifetime of tasks: the only one lives for ever. */
#ifndef _LINUX_SCHED_TASK_H
#define _LINUX_SCHED_TASK_H
#include <linux/refcount.h>
#include <linux/sched.h>
static inline struct task_struct *get_task_struct(struct task_struct *task)
{
	refcount_inc(&task->usage);
	return task;
}
static inline void put_task_struct(struct task_struct *task)
{
	refcount_dec(&task->usage);
}
#endif
