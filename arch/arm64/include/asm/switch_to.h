/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_SWITCH_TO_H
#define __ASM_SWITCH_TO_H

#include <asm/processor.h>
#include <linux/compiler_types.h>

struct task_struct;

__BEGIN_DECLS

/**
 * cpu_switch_to() - go on as another task.
 * @prev, @next: the tasks; @from, @to: where their registers are kept.
 *
 * Interrupts masked. Returns, on @next's stack, the task that ran on this CPU before.
 */
struct task_struct *cpu_switch_to(struct task_struct *prev, struct task_struct *next,
				  struct cpu_context *from, const struct cpu_context *to);
/* The first steps of a new task: x19 = function, x20 = its argument. */
void ret_from_fork(void);

/** arch_prepare_thread() - the registers that a new task begins with: fn(arg) on its own stack. */
void arch_prepare_thread(struct task_struct *task, int (*fn)(void *), void *arg);

__END_DECLS

#endif
