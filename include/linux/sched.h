/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tasks. So far there is one, init_task ("swapper/0"), and no scheduler: the fields are those that the memory manager,
 * printk and KUnit use, by Linux's names.
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/refcount_types.h>
#include <linux/smp.h>
#include <linux/thread_info.h>
#include <asm/current.h>
#include <asm/processor.h>

#define TASK_RUNNING         0x00000000
#define TASK_INTERRUPTIBLE   0x00000001
#define TASK_UNINTERRUPTIBLE 0x00000002
#define TASK_DEAD            0x00000080
#define TASK_WAKEKILL        0x00000100
#define TASK_NOLOAD          0x00000400
#define TASK_KILLABLE        (TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
#define TASK_IDLE            (TASK_UNINTERRUPTIBLE | TASK_NOLOAD)
#define TASK_NORMAL          (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define TASK_COMM_LEN        16
#define MAX_SCHEDULE_TIMEOUT (~0UL >> 1)

/* task_struct.flags */
#define PF_VCPU           0x00000001
#define PF_IDLE           0x00000002
#define PF_EXITING        0x00000004
#define PF_WQ_WORKER      0x00000020
#define PF_MEMALLOC       0x00000800
#define PF_KSWAPD         0x00020000
#define PF_MEMALLOC_NOFS  0x00040000
#define PF_MEMALLOC_NOIO  0x00080000
#define PF_LOCAL_THROTTLE 0x00100000
#define PF_KTHREAD        0x00200000
#define PF_RANDOMIZE      0x00400000
#define PF_MEMALLOC_PIN   0x10000000

struct kunit;
struct mm_struct;
struct reclaim_state;

struct task_struct {
	struct thread_info thread_info;
	unsigned int __state;
	void *stack;
	refcount_t usage;
	unsigned int flags;
	int on_cpu;
	int prio;
	struct list_head tasks;
	struct mm_struct *mm;
	struct mm_struct *active_mm;
	pid_t pid;
	pid_t tgid;
	struct task_struct *real_parent;
	char comm[TASK_COMM_LEN];
	struct reclaim_state *reclaim_state;
	struct kunit *kunit_test;
};
__BEGIN_DECLS
extern struct task_struct init_task;
/*
 * schedule() - let others run
 * Nobody else can: with one task this is a quiescent state and returns at once, so a caller that waits for an event
 * in a loop spins. Task context.
 */
void schedule(void);
signed long schedule_timeout(signed long timeout);
/* Makes a sleeping task runnable; value: was it asleep? */
int wake_up_process(struct task_struct *task);
void yield(void);
__END_DECLS
/* On the CPU that smp_send_reschedule() was called for, in its interrupt: the return from it does the work. */
static inline void scheduler_ipi(void)
{
}
#define get_current_state()        READ_ONCE(current->__state)
#define __set_current_state(state) WRITE_ONCE(current->__state, (state))
#define set_current_state(state)   smp_store_mb(current->__state, (state))
#define cond_resched()             ({ 0; })
#define cond_resched_lock(lock)                                                                    \
	({                                                                                         \
		(void)(lock);                                                                      \
		0;                                                                                 \
	})
#define need_resched() false
static inline pid_t task_pid_nr(struct task_struct *task)
{
	return task->pid;
}
static inline int signal_pending(struct task_struct *task)
{
	return 0;
}
static inline int fatal_signal_pending(struct task_struct *task)
{
	return 0;
}
static inline void *task_stack_page(const struct task_struct *task)
{
	return task->stack;
}
static inline unsigned int task_cpu(const struct task_struct *task)
{
	return task->thread_info.cpu;
}
/*
 * set_cpus_allowed_ptr() - keep a task on the CPUs of @new_mask
 * Without a scheduler the one task stays where it is: nothing to do. Task context. Return: 0.
 */
static inline int set_cpus_allowed_ptr(struct task_struct *task, const struct cpumask *new_mask)
{
	return 0;
}
static inline int is_global_init(struct task_struct *task)
{
	return task->tgid == 1;
}
#endif
