// SPDX-License-Identifier: GPL-2.0-only
// The scheduler of the simulated machine: each simulated CPU is a thread with one task of its own, which nothing preempts and
// which never sleeps. schedule() gives the host's CPU away and comes back, as after a wake-up that came for nothing; whoever sleeps in
// the kernel has to expect that, and looks at his condition again.
//
// This side includes the kernel's headers and nothing of the C library.
#include <linux/cpumask.h>
#include <linux/guard.hpp>
#include <linux/hrtimer.h>
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

// Work waits until a simulated CPU, whichever, gives way.
static struct list_head host_works = LIST_HEAD_INIT(host_works);
static unsigned int host_works_running;
static DEFINE_RAW_SPINLOCK(host_works_lock); // guards both
struct workqueue_struct *system_wq;

bool queue_work_on(int, struct workqueue_struct *, struct work_struct *work)
{
	if (test_and_set_bit(WORK_STRUCT_PENDING_BIT, (unsigned long *)&work->data))
		return false;
	raw_spinlock_irqsave_guard guard(&host_works_lock);

	list_add_tail(&work->entry, &host_works);
	return true;
}

void print_worker_info(const char *, struct task_struct *)
{
}

static struct work_struct *host_next_work(void)
{
	raw_spinlock_irqsave_guard guard(&host_works_lock);

	if (list_empty(&host_works))
		return nullptr;
	struct work_struct *work = list_first_entry(&host_works, struct work_struct, entry);

	list_del_init(&work->entry);
	host_works_running++;
	return work;
}

static void host_run_works(void)
{
	while (!in_atomic()) {
		struct work_struct *const work = host_next_work();

		if (!work)
			return;
		clear_bit(WORK_STRUCT_PENDING_BIT, (unsigned long *)&work->data);
		work->func(work);

		raw_spinlock_irqsave_guard guard(&host_works_lock);
		host_works_running--;
	}
}

static bool host_works_are_done(void)
{
	raw_spinlock_irqsave_guard guard(&host_works_lock);

	return list_empty(&host_works) && !host_works_running;
}

bool flush_work(struct work_struct *)
{
	for (host_run_works(); !host_works_are_done(); host_run_works())
		host_relax();
	return true;
}

// No interrupt ticks here, so each switch of tasks does what a tick does for RCU (it is a quiescent state, callbacks are looked at), and
// runs the high-resolution timers that are due. Meanwhile the task is off its CPU: who spins for a mutex as long as its owner runs is to
// stop then, for the owner may wait for the spinner's CPU (rcu_barrier()).
void schedule(void)
{
	unsigned long flags;

	WRITE_ONCE(current->on_cpu, 0);
	local_irq_save(flags);
	rcu_sched_clock_irq(1);
	if ((long long)host_nanoseconds() >= host_next_event)
		hrtimer_interrupt(nullptr);
	local_irq_restore(flags);
	if (preemptible())
		do_softirq();
	host_run_works();
	host_relax();
	WRITE_ONCE(current->on_cpu, 1);
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
	host_relax();
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
