// SPDX-License-Identifier: GPL-2.0-only
//
// New tasks.
//
//	struct task_struct     cache "task_struct"
//	stack                  16 KiB of vmalloc space, aligned to 32 KiB, unmapped pages around it, cleared
//
//	    32 KiB boundary ┌─────────────────────┬─────────────────┐
//	                    │ stack, 16 KiB       │ not mapped      │     bit 14 of SP is clear in the stack and set below
//	                    └─────────────────────┴─────────────────┘     its base: how the exception entry knows an overflow
//	                     ▲ STACK_END_MAGIC    ▲ SP begins here
//
// A new task sleeps until it is woken for the first time. There is no user space, so nothing is copied from a parent: a task is
// a function to call and a stack to do it on.
//
// The list of tasks begins with init_task (which for_each_process() leaves out) and is in the order of creation. It is guarded
// by tasklist_lock; readers may use RCU instead, as a task is freed a grace period after it left the list.
//
// Linux 6.12: dup_task_struct(), copy_process(), alloc_pid() in kernel/fork.c, pid.c.

#include <asm/memory.h>
#include <asm/switch_to.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched/clock.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>

#include "kernel/exit.h"

extern "C" {
DEFINE_RWLOCK(tasklist_lock);
}

namespace
{

constexpr pid_t pid_max = 32768, reserved_pids = 300;

kmem_cache *task_struct_cachep;

// tasklist_lock held for writing, here and below.
constinit pid_t last_pid = 0;
constinit bool pids_wrapped = false;

void *alloc_stack()
{
	return __vmalloc_node_range(THREAD_SIZE, THREAD_ALIGN, VMALLOC_START, VMALLOC_END,
				    GFP_KERNEL | __GFP_ZERO, PAGE_KERNEL, 0, NUMA_NO_NODE,
				    __builtin_return_address(0));
}

void account_stack(task_struct *task, int sign)
{
	mod_node_page_state(page_pgdat(vmalloc_to_page(task->stack)), NR_KERNEL_STACK_KB,
			    sign * (THREAD_SIZE / 1024));
}

task_struct *find_task(pid_t pid)
{
	task_struct *task;

	for_each_process(task)
	{
		if (task->pid == pid)
			return task;
	}
	return nullptr;
}

// The next number that no task has. As long as they have not wrapped around that is the next number.
pid_t alloc_pid()
{
	do {
		if (++last_pid >= pid_max) {
			last_pid = reserved_pids;
			pids_wrapped = true;
		}
	} while (pids_wrapped && find_task(last_pid));
	return last_pid;
}

// Readers that walk the list without its lock find the new task whole.
void publish(task_struct *task)
{
	struct list_head *const head = &init_task.tasks, *const last = head->prev;

	task->tasks.next = head;
	task->tasks.prev = last;
	smp_store_release(&last->next, &task->tasks);
	head->prev = &task->tasks;
}

void init_scheduling(task_struct *task)
{
	// Not to be woken before somebody means to start it.
	task->__state = TASK_UNINTERRUPTIBLE;
	task->prio = task->static_prio = task->normal_prio = DEFAULT_PRIO;
	task->thread_info.preempt_count = FORK_PREEMPT_COUNT;
	task->thread_info.cpu = raw_smp_processor_id();
	cpumask_copy(&task->cpus_mask, cpu_possible_mask);
	task->cpus_ptr = &task->cpus_mask;
	task->nr_cpus_allowed = cpumask_weight(cpu_possible_mask);
	INIT_LIST_HEAD(&task->se.run_node);
	raw_spin_lock_init(&task->pi_lock);
}

void init_family(task_struct *task, task_struct *parent)
{
	INIT_LIST_HEAD(&task->children);
	task->real_parent = task->parent = parent;
	task->group_leader = task;
	task->signal = &task->own_signal;
	INIT_LIST_HEAD(&task->signal->thread_head);
	list_add_tail(&task->thread_node, &task->signal->thread_head);
}

void free_task(rcu_head *head)
{
	task_struct *const task = container_of(head, task_struct, rcu);

	free_kthread_struct(task);
	kmem_cache_free(task_struct_cachep, task);
}

} // namespace

task_struct *create_task(int (*fn)(void *), void *arg, task_struct *parent)
{
	auto *const task =
		static_cast<task_struct *>(kmem_cache_zalloc(task_struct_cachep, GFP_KERNEL));

	if (!task)
		return static_cast<task_struct *>(ERR_PTR(-ENOMEM));
	task->stack = alloc_stack();
	if (!task->stack) {
		kmem_cache_free(task_struct_cachep, task);
		return static_cast<task_struct *>(ERR_PTR(-ENOMEM));
	}
	task->stack_vm_area = find_vm_area(task->stack);
	account_stack(task, 1);
	set_task_stack_end_magic(task);
	refcount_set(&task->usage, 1);
	task->flags = PF_KTHREAD;
	task->start_time = sched_clock();
	init_scheduling(task);
	init_family(task, parent);
	arch_prepare_thread(task, fn, arg);

	write_lock(&tasklist_lock);
	task->pid = task->tgid = alloc_pid();
	list_add_tail(&task->sibling, &parent->children);
	publish(task);
	write_unlock(&tasklist_lock);
	return task;
}

// Of a task that is in the list no more; its references may outlive that.
void release_task_stack(task_struct *task)
{
	account_stack(task, -1);
	vfree(task->stack);
	task->stack = nullptr;
	task->stack_vm_area = nullptr;
}

void __put_task_struct(task_struct *task)
{
	call_rcu(&task->rcu, free_task);
}
EXPORT_SYMBOL_GPL(__put_task_struct);

pid_t last_pid_given()
{
	return READ_ONCE(last_pid);
}

task_struct *find_task_by_vpid(pid_t pid)
{
	return find_task(pid);
}

unsigned long stack_not_used(task_struct *task)
{
	// The first word is STACK_END_MAGIC.
	const unsigned long *const low = end_of_stack(task) + 1;
	const unsigned long *const high =
		reinterpret_cast<unsigned long *>(static_cast<char *>(task->stack) + THREAD_SIZE);
	const unsigned long *word = low;

	while (word < high && !READ_ONCE(*word))
		word++;
	return (word - low) * sizeof(*word);
}

void __set_task_comm(task_struct *task, const char *name, bool)
{
	strscpy(task->comm, name, sizeof(task->comm));
}

void __init fork_init()
{
	task_struct_cachep = kmem_cache_create("task_struct", sizeof(task_struct), L1_CACHE_BYTES,
					       SLAB_PANIC | SLAB_ACCOUNT, nullptr);
	set_task_stack_end_magic(&init_task);
}
