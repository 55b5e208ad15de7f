/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SCHED_DEBUG_H
#define _LINUX_SCHED_DEBUG_H
#include <linux/sched.h>
__BEGIN_DECLS
/* The call trace of task (NULL: the caller). */
void show_stack(struct task_struct *task, unsigned long *sp, const char *loglvl);
struct pt_regs;
/* The registers at an exception and the call trace from there. Any context. */
void show_regs(struct pt_regs *regs);
/** sched_show_task() - its name, state, ids, what it works on if it is a worker, and its call trace, to the log. Any context. */
void sched_show_task(struct task_struct *task);
/** show_state_filter() - the same for all tasks whose state has one of the bits (0: all). With TASK_UNINTERRUPTIBLE those that are blocked. */
void show_state_filter(unsigned int state_filter);
static inline void show_state(void)
{
	show_state_filter(0);
}
/* What @cpu is doing: in an interrupt what that has found, on another CPU by asking it (linux/nmi.h). */
void dump_cpu_task(int cpu);
__END_DECLS
#endif
