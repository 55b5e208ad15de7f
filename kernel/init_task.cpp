// SPDX-License-Identifier: GPL-2.0-only
//
// The task that boots the machine and stays as CPU 0's idle task; head of the list of tasks. Its stack is part of the image; the
// entry code loads SP_EL0 with its address. Linux 6.12: init/init_task.c.

#include <linux/sched.h>
#include <asm/sections.h>

struct task_struct init_task = {
	.thread_info = {.preempt_count = INIT_PREEMPT_COUNT},
	.stack = init_stack,
	.usage = {ATOMIC_INIT(2)},
	.flags = PF_KTHREAD,
	.on_cpu = 1,
	.prio = MAX_PRIO - 20,
	.static_prio = MAX_PRIO - 20,
	.normal_prio = MAX_PRIO - 20,
	.tasks = LIST_HEAD_INIT(init_task.tasks),
	.real_parent = &init_task,
	.parent = &init_task,
	.children = LIST_HEAD_INIT(init_task.children),
	.sibling = LIST_HEAD_INIT(init_task.sibling),
	.group_leader = &init_task,
	.thread_node = LIST_HEAD_INIT(init_task.own_signal.thread_head),
	.comm = "swapper/0",
	.signal = &init_task.own_signal,
	.own_signal = {LIST_HEAD_INIT(init_task.thread_node)},
	.pi_lock = __RAW_SPIN_LOCK_UNLOCKED(init_task.pi_lock),
};
