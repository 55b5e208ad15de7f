/* SPDX-License-Identifier: GPL-2.0-only */
/* SP_EL0 of a simulated CPU is a thread-local pointer; the harness sets it to &init_task. */
#ifndef __ASM_GET_CURRENT_H
#define __ASM_GET_CURRENT_H

struct task_struct;

#ifdef __cplusplus
extern "C" {
#endif

extern __thread struct task_struct *host_current;

#ifdef __cplusplus
}
#endif

static inline struct task_struct *get_current(void)
{
	return host_current;
}

static inline void set_current(struct task_struct *task)
{
	host_current = task;
}

#endif
