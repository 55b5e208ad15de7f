/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SCHED_RT_H
#define _LINUX_SCHED_RT_H
#include <linux/sched.h>
static inline bool rt_prio(int prio)
{
	return prio < MAX_RT_PRIO;
}
static inline bool rt_task(struct task_struct *task)
{
	return rt_prio(task->prio);
}
#endif
