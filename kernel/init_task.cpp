// SPDX-License-Identifier: GPL-2.0-only
//
// The task that boots the machine and stays as CPU 0's idle task. Its stack is part of the image; the entry code loads
// SP_EL0 with its address. Linux 6.12: init/init_task.c.

#include <linux/sched.h>
#include <asm/sections.h>

struct task_struct init_task = {
	.thread_info = {.preempt_count = INIT_PREEMPT_COUNT},
	.stack = init_stack,
	.usage = {ATOMIC_INIT(2)},
	.flags = PF_KTHREAD,
	.on_cpu = 1,
	.prio = 120,
	.tasks = LIST_HEAD_INIT(init_task.tasks),
	.real_parent = &init_task,
	.comm = "swapper/0",
};
