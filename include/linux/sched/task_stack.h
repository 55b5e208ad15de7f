/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A task's stack: 16 KiB of vmalloc space with an unmapped page on either side, cleared when it is made, so that what was never
 * used is still zero.
 */
#ifndef _LINUX_SCHED_TASK_STACK_H
#define _LINUX_SCHED_TASK_STACK_H
#include <linux/sched.h>
#include <asm/memory.h>
#define STACK_END_MAGIC 0x57AC6E9D
static inline unsigned long *end_of_stack(const struct task_struct *task)
{
	return (unsigned long *)task->stack;
}
static inline void set_task_stack_end_magic(struct task_struct *task)
{
	*end_of_stack(task) = STACK_END_MAGIC;
}
#define task_stack_end_corrupted(task) (*end_of_stack(task) != STACK_END_MAGIC)
__BEGIN_DECLS
/** stack_not_used() - bytes of a task's stack that were never written. */
unsigned long stack_not_used(struct task_struct *task);
__END_DECLS
#endif
