/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lifetime of tasks. A task holds one reference to itself until kthreadd has reaped it, and some time (a grace period of RCU)
 * beyond; who needs the structure for longer takes one. kernel/fork.cpp, exit.cpp.
 */
#ifndef _LINUX_SCHED_TASK_H
#define _LINUX_SCHED_TASK_H
#include <linux/compiler.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
__BEGIN_DECLS
/* Guards the list of tasks; readers may use RCU instead. Taken with interrupts enabled, never in one. */
extern rwlock_t tasklist_lock;
void __put_task_struct(struct task_struct *task);
/** do_exit() - the calling task ends. */
void do_exit(long code) __attribute__((noreturn));
/* The caches of kernel/fork.cpp; boot. */
void fork_init(void);
/**
 * create_task() - a new task that will call @fn(@arg) and end with its value
 * It sleeps (TASK_UNINTERRUPTIBLE) until it is woken for the first time. ERR_PTR(-ENOMEM) without memory. May sleep.
 */
struct task_struct *create_task(int (*fn)(void *), void *arg, struct task_struct *parent);
/** find_task_by_vpid() - under rcu_read_lock() or tasklist_lock. NULL if there is none. */
struct task_struct *find_task_by_vpid(pid_t pid);
/* The number that the youngest task got, whether it lives or not. */
pid_t last_pid_given(void);
/* What ret_from_fork begins with. */
void schedule_tail(struct task_struct *prev);
__END_DECLS
static inline struct task_struct *get_task_struct(struct task_struct *task)
{
	refcount_inc(&task->usage);
	return task;
}
static inline void put_task_struct(struct task_struct *task)
{
	if (refcount_dec_and_test(&task->usage))
		__put_task_struct(task);
}
#endif
