// SPDX-License-Identifier: GPL-2.0-only
// The scheduler of the simulated machine: each simulated CPU is a thread with one task of its own, which nothing preempts and
// which never sleeps. schedule() gives the host's CPU away and comes back, as after a wake-up that came for nothing; whoever sleeps in
// the kernel has to expect that, and looks at his condition again.
//
// This side includes the kernel's headers and nothing of the C library.
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/workqueue.h>

#include "tests/host/support/contract.h"

extern "C" {

static task_struct host_tasks[NR_CPUS];

void host_become_task(unsigned int cpu)
{
	task_struct *const task = cpu ? &host_tasks[cpu] : &init_task;

	task->thread_info.cpu = cpu;
	task->prio = task->static_prio = task->normal_prio = DEFAULT_PRIO;
	set_current(task);
}

// Work waits until the simulated CPU gives way.
static struct list_head host_works = LIST_HEAD_INIT(host_works);
struct workqueue_struct *system_wq;

bool queue_work_on(int, struct workqueue_struct *, struct work_struct *work)
{
	if (test_and_set_bit(WORK_STRUCT_PENDING_BIT, (unsigned long *)&work->data))
		return false;
	list_add_tail(&work->entry, &host_works);
	return true;
}

void print_worker_info(const char *, struct task_struct *)
{
}

static void host_run_works(void)
{
	while (!in_atomic() && !list_empty(&host_works)) {
		struct work_struct *work = list_first_entry(&host_works, struct work_struct, entry);

		list_del_init(&work->entry);
		clear_bit(WORK_STRUCT_PENDING_BIT, (unsigned long *)&work->data);
		work->func(work);
	}
}

bool flush_work(struct work_struct *)
{
	host_run_works();
	return true;
}

// A switch of tasks is a quiescent state for RCU; and softirqs, which no interrupt runs here, run now.
void schedule(void)
{
	rcu_note_context_switch(false);
	if (preemptible())
		do_softirq();
	host_run_works();
	host_yield();
	__set_current_state(TASK_RUNNING);
}

void io_schedule(void)
{
	schedule();
}

int idle_cpu(int)
{
	return 0;
}

void yield(void)
{
	host_yield();
}

int __cond_resched(void)
{
	return 0;
}

signed long schedule_timeout(signed long timeout)
{
	schedule();
	return timeout > 0 && timeout != MAX_SCHEDULE_TIMEOUT ? timeout - 1 : timeout;
}

signed long schedule_timeout_uninterruptible(signed long timeout)
{
	return schedule_timeout(timeout);
}

long io_schedule_timeout(long timeout)
{
	return schedule_timeout(timeout);
}

int default_wake_up(struct task_struct *task, unsigned int state, int)
{
	const bool slept = READ_ONCE(task->__state) & state;

	if (slept)
		WRITE_ONCE(task->__state, TASK_RUNNING);
	return slept;
}

int wake_up_process(struct task_struct *task)
{
	return default_wake_up(task, TASK_NORMAL, 0);
}

int wake_up_state(struct task_struct *task, unsigned int state)
{
	return default_wake_up(task, state, 0);
}

void sched_tick(void)
{
}

void __put_task_struct(struct task_struct *)
{
}

} // extern "C"
