/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tasks and the scheduler's interface. Field names are Linux's where tools look; kernel/sched/ has the theory.
 *
 * A task sleeps in three steps: it says what it will be (set_current_state), looks once more whether it has to, and calls
 * schedule(). Whoever makes the condition true wakes it. A wake-up between the first step and the last makes the task
 * TASK_RUNNING again, so that schedule() comes back: none is lost. Linux 6.12: include/linux/sched.h.
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/cpumask_types.h>
#include <linux/list.h>
#include <linux/llist.h>
#include <linux/lockdep_types.h>
#include <linux/refcount_types.h>
#include <linux/sched/prio.h>
#include <linux/smp.h>
#include <linux/spinlock_types.h>
#include <linux/thread_info.h>
#include <asm/current.h>
#include <asm/processor.h>

/* task_struct.__state. 0: it runs, or waits for a CPU. */
#define TASK_RUNNING         0x00000000
#define TASK_INTERRUPTIBLE   0x00000001
#define TASK_UNINTERRUPTIBLE 0x00000002
#define __TASK_STOPPED       0x00000004
#define __TASK_TRACED        0x00000008
#define EXIT_DEAD            0x00000010
#define EXIT_ZOMBIE          0x00000020
#define EXIT_TRACE           (EXIT_ZOMBIE | EXIT_DEAD)
#define TASK_PARKED          0x00000040
#define TASK_DEAD            0x00000080
#define TASK_WAKEKILL        0x00000100
#define TASK_WAKING          0x00000200
#define TASK_NOLOAD          0x00000400
#define TASK_NEW             0x00000800
#define TASK_KILLABLE        (TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
#define TASK_IDLE            (TASK_UNINTERRUPTIBLE | TASK_NOLOAD)
#define TASK_NORMAL          (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define TASK_ANY             0x0000ffff
#define TASK_COMM_LEN        16
#define MAX_SCHEDULE_TIMEOUT LONG_MAX

/* task_struct.policy */
#define SCHED_NORMAL 0
#define SCHED_FIFO   1
#define SCHED_RR     2

/* task_struct.flags */
#define PF_VCPU           0x00000001
#define PF_IDLE           0x00000002
#define PF_EXITING        0x00000004
#define PF_WQ_WORKER      0x00000020
#define PF_MEMALLOC       0x00000800
#define PF_NOFREEZE       0x00008000
#define PF_KSWAPD         0x00020000
#define PF_MEMALLOC_NOFS  0x00040000
#define PF_MEMALLOC_NOIO  0x00080000
#define PF_LOCAL_THROTTLE 0x00100000
#define PF_KTHREAD        0x00200000
#define PF_RANDOMIZE      0x00400000
#define PF_NO_SETAFFINITY 0x04000000
#define PF_MEMALLOC_PIN   0x10000000

struct completion;
struct kunit;
struct mm_struct;
struct reclaim_state;
struct vm_struct;

struct sched_entity {
	struct list_head run_node; /* in the run queue, while the task waits for a CPU */
	u64 exec_start;            /* when it last began to run, or was looked at; ns */
	u64 sum_exec_runtime;      /* ns */
	s64 slice_left;            /* ns */
	bool preempted;            /* waits where an interrupt left it: stays on this CPU */
};

/* What the threads of a process share: here a process has one. Debuggers' scripts walk thread_head. */
struct signal_struct {
	struct list_head thread_head;
};

struct task_struct {
	struct thread_info thread_info;
	unsigned int __state;
	void *stack;
	refcount_t usage;
	unsigned int flags;
	int on_cpu; /* its registers are in a CPU */
	int on_rq;  /* runs, or is in a run queue */
	int prio, static_prio, normal_prio;
	unsigned int rt_priority;
	struct sched_entity se;
	unsigned int policy;
	int nr_cpus_allowed;
	const cpumask_t *cpus_ptr;
	cpumask_t cpus_mask;
	unsigned short migration_disabled; /* depth of migrate_disable() */
	bool sched_contributes_to_load;    /* sleeps in a state that counts */
	struct list_head tasks;
	struct mm_struct *mm;
	struct mm_struct *active_mm;
	int exit_state, exit_code;
	pid_t pid;
	pid_t tgid;
	struct task_struct *real_parent, *parent;
	struct list_head children, sibling;
	struct task_struct *group_leader;
	struct list_head thread_node;
	struct completion *vfork_done; /* told when it ends */
	void *worker_private;          /* kthread's */
	unsigned long nvcsw, nivcsw;   /* how often it gave the CPU away, and lost it */
	u64 start_time;                /* ns since boot */
	char comm[TASK_COMM_LEN];
	struct signal_struct *signal;
	struct signal_struct own_signal;
	raw_spinlock_t pi_lock; /* one wake-up at a time */
	struct reclaim_state *reclaim_state;
	struct vm_struct *stack_vm_area;
	unsigned int in_page_owner : 1; /* allocations are page_owner's own */
	struct kunit *kunit_test;
#ifdef CONFIG_FAULT_INJECTION
	int make_it_fail;      /* linux/fault-inject.h: task-filter lets this one's calls fail */
	unsigned int fail_nth; /* its so-manieth call from now on fails; 0: none */
#endif
#ifdef CONFIG_LOCKDEP
	/* What it holds, the oldest first; kernel/locking/lockdep.cpp. */
	unsigned int lockdep_depth;
	unsigned int lockdep_recursion;
	struct held_lock held_locks[MAX_LOCK_DEPTH];
#endif
	struct llist_node dead_node; /* waits for kthreadd to give back its stack */
	struct rcu_head rcu;
	struct thread_struct thread;
};

__BEGIN_DECLS

extern struct task_struct init_task;

/**
 * schedule() - sleep, if the state says so; let others run otherwise
 * Task context, not atomic. A task whose state is not TASK_RUNNING comes back when it is woken, in TASK_RUNNING.
 */
void schedule(void);
/** schedule_preempt_disabled() - the same with preemption disabled, before and after. */
void schedule_preempt_disabled(void);
/** yield() - wait until all others of the same priority have had their turn. */
void yield(void);
/** __cond_resched() - give way if somebody should run now. Value: 1 if so. Task context. */
int __cond_resched(void);

/**
 * schedule_timeout() - sleep for @timeout jiffies at most, in the state that was set before
 * Value: jiffies left, 0 when time is up; MAX_SCHEDULE_TIMEOUT waits without an end.
 */
signed long schedule_timeout(signed long timeout);
signed long schedule_timeout_interruptible(signed long timeout);
signed long schedule_timeout_killable(signed long timeout);
signed long schedule_timeout_uninterruptible(signed long timeout);
signed long schedule_timeout_idle(signed long timeout);
/* schedule(), as io waits do it. */
void io_schedule(void);
long io_schedule_timeout(long timeout);

/**
 * wake_up_process() - make a sleeping task runnable, on an idle CPU it may use if there is one
 * Value: 1 if it slept. Any context. wake_up_state(): only if it sleeps in one of these states.
 */
int wake_up_process(struct task_struct *task);
int wake_up_state(struct task_struct *task, unsigned int state);
int default_wake_up(struct task_struct *task, unsigned int state, int wake_flags);

/**
 * set_cpus_allowed_ptr() - where a task may run
 * Value: 0; -EINVAL when none of @new_mask is online; -EBUSY (and a warning) when current may not migrate and is not in it.
 * Whoever runs where it may no longer be has left when this returns: it does that where it calls schedule() or cond_resched(), or
 * migrate_enable(), and is waited for. Task context, may sleep.
 */
int set_cpus_allowed_ptr(struct task_struct *task, const struct cpumask *new_mask);
void do_set_cpus_allowed(struct task_struct *task, const struct cpumask *new_mask);

void set_user_nice(struct task_struct *task, long nice);
void sched_set_fifo(struct task_struct *task);
void sched_set_fifo_low(struct task_struct *task);
void sched_set_normal(struct task_struct *task, int nice);
/* Does this CPU run its idle task? */
int idle_cpu(int cpu);
/* The idle task of a CPU, made ready; boot. */
void init_idle(struct task_struct *idle, int cpu);
/* Run queues; the calling thread becomes CPU 0's idle task. Boot, interrupts masked. */
void sched_init(void);
/* From the tick: time is accounted, the slice looked at. Interrupt context. */
void sched_tick(void);
/* On the CPU that smp_send_reschedule() was called for, in its interrupt: the return from it does the work. */
void scheduler_ipi(void);
/* How much a task has run, ns, up to now. */
unsigned long long task_sched_runtime(struct task_struct *task);
unsigned int nr_running(void);
unsigned long long nr_context_switches(void);
unsigned long nr_uninterruptible(void);
/* How long a CPU had nothing to do, ns. */
unsigned long long idle_time_ns(int cpu);
/* Asleep or waiting: the program counter it will return to. */
unsigned long __get_wchan(struct task_struct *task);
void __set_task_comm(struct task_struct *task, const char *name, bool exec);

__END_DECLS

#define get_current_state()        READ_ONCE(current->__state)
#define __set_current_state(state) WRITE_ONCE(current->__state, (state))
#define set_current_state(state)   smp_store_mb(current->__state, (state))
#define task_is_running(task)      (READ_ONCE((task)->__state) == TASK_RUNNING)
#define set_task_comm(task, name)  __set_task_comm(task, name, false)
static inline char *__get_task_comm(char *buf, size_t size, struct task_struct *task)
{
	size_t i;

	for (i = 0; i + 1 < size && i < TASK_COMM_LEN && task->comm[i]; i++)
		buf[i] = task->comm[i];
	buf[i] = 0;
	return buf;
}
#define get_task_comm(buf, task) __get_task_comm(buf, sizeof(buf), task)

static __always_inline bool need_resched(void)
{
	return unlikely(tif_need_resched());
}
/* 1 if the CPU was given away. Also tells might_sleep()'s news. */
static inline int cond_resched(void)
{
	return should_resched(0) ? __cond_resched() : 0;
}
#define cond_resched_lock(lock)                                                                    \
	({                                                                                         \
		int __gave_way = 0;                                                                \
                                                                                                   \
		if (spin_is_contended(lock) || need_resched()) {                                   \
			spin_unlock(lock);                                                         \
			if (!cond_resched())                                                       \
				cpu_relax();                                                       \
			__gave_way = 1;                                                            \
			spin_lock(lock);                                                           \
		}                                                                                  \
		__gave_way;                                                                        \
	})

static inline pid_t task_pid_nr(struct task_struct *task)
{
	return task->pid;
}
static inline int task_nice(const struct task_struct *task)
{
	return PRIO_TO_NICE(task->static_prio);
}
/* There are no signals: nothing interrupts an interruptible sleep but a wake-up. */
static inline int signal_pending(struct task_struct *task)
{
	return 0;
}
static inline int fatal_signal_pending(struct task_struct *task)
{
	return 0;
}
static inline int signal_pending_state(unsigned int state, struct task_struct *task)
{
	return 0;
}
static inline void *task_stack_page(const struct task_struct *task)
{
	return task->stack;
}
static inline unsigned int task_cpu(const struct task_struct *task)
{
	return READ_ONCE(task->thread_info.cpu);
}
static inline bool is_idle_task(const struct task_struct *task)
{
	return task->flags & PF_IDLE;
}
static inline int is_global_init(struct task_struct *task)
{
	return task->tgid == 1;
}
static inline struct thread_info *task_thread_info(struct task_struct *task)
{
	return &task->thread_info;
}
static inline bool test_tsk_need_resched(struct task_struct *task)
{
	return READ_ONCE(task->thread_info.flags) & _TIF_NEED_RESCHED;
}
static inline void set_tsk_need_resched(struct task_struct *task)
{
	__atomic_fetch_or(&task->thread_info.flags, _TIF_NEED_RESCHED, __ATOMIC_RELAXED);
}
static inline void clear_tsk_need_resched(struct task_struct *task)
{
	__atomic_fetch_and(&task->thread_info.flags, ~_TIF_NEED_RESCHED, __ATOMIC_RELAXED);
}
/* 'R', 'S', 'D' … as ps and /proc show it. */
static inline char task_state_to_char(const struct task_struct *task)
{
	unsigned int state = READ_ONCE(task->__state);

	if (state & TASK_DEAD || task->exit_state)
		return 'X';
	if ((state & TASK_IDLE) == TASK_IDLE)
		return 'I';
	return state & TASK_PARKED            ? 'P'
	       : state & TASK_UNINTERRUPTIBLE ? 'D'
	       : state & TASK_INTERRUPTIBLE   ? 'S'
					      : 'R';
}
#endif
