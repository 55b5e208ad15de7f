// SPDX-License-Identifier: GPL-2.0-only
// The idle task of each CPU: what a secondary CPU runs on from its first instruction in C++, and for ever when there is nothing
// else to do. The boot CPU's is init_task.
//
// Its stack is a vmalloc area, so that an unmapped page lies below it, and aligned to twice its size, as the entry code wants.
// Its loop is in sched/idle.cpp. Linux 6.12: kernel/smpboot.c.

#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/percpu.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/sprintf.h>
#include <linux/vmalloc.h>
#include <asm/memory.h>

namespace
{

constinit struct task_struct *idle_threads[NR_CPUS] = {&init_task};

void *alloc_stack()
{
	return __vmalloc_node_range(THREAD_SIZE, THREAD_ALIGN, VMALLOC_START, VMALLOC_END,
				    GFP_KERNEL | __GFP_ZERO, PAGE_KERNEL, 0, NUMA_NO_NODE,
				    __builtin_return_address(0));
}

struct task_struct *fork_idle(unsigned int cpu)
{
	task_struct *const task =
		static_cast<task_struct *>(kzalloc(sizeof(task_struct), GFP_KERNEL));

	if (!task)
		return nullptr;
	task->stack = alloc_stack();
	if (!task->stack) {
		kfree(task);
		return nullptr;
	}
	refcount_set(&task->usage, 1);
	INIT_LIST_HEAD(&task->tasks);
	task->real_parent = &init_task;
	task->parent = task->group_leader = task;
	raw_spin_lock_init(&task->pi_lock);
	snprintf(task->comm, sizeof(task->comm), "swapper/%u", cpu);
	init_idle(task, cpu);
	return task;
}

} // namespace

struct task_struct *idle_thread_get(unsigned int cpu)
{
	if (!idle_threads[cpu])
		idle_threads[cpu] = fork_idle(cpu);
	return idle_threads[cpu];
}
