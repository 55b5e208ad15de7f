/* SPDX-License-Identifier: GPL-2.0-only */
/* The running task: SP_EL0 holds its address while the kernel runs. asm/current.h gives it the name `current`. */
#ifndef __ASM_GET_CURRENT_H
#define __ASM_GET_CURRENT_H

struct task_struct;

/* Neither volatile nor clobbering: for a thread the value never changes. */
static inline struct task_struct *get_current(void)
{
	unsigned long task;

	asm("mrs %0, sp_el0" : "=r"(task));
	return (struct task_struct *)task;
}

static inline void set_current(struct task_struct *task)
{
	asm volatile("msr sp_el0, %0" : : "r"(task) : "memory");
}

#endif
