/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SCHED_DEBUG_H
#define _LINUX_SCHED_DEBUG_H
#include <linux/sched.h>
__BEGIN_DECLS
/* The call trace of task (NULL: the caller). */
void show_stack(struct task_struct *task, unsigned long *sp, const char *loglvl);
__END_DECLS
#endif
