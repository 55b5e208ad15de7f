// SPDX-License-Identifier: GPL-2.0-only
// What the files of kernel/sched/ share: the run queue of a CPU.
#ifndef KERNEL_SCHED_SCHED_HPP
#define KERNEL_SCHED_SCHED_HPP

#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

#include "kernel/sched/queue.hpp"

// Each CPU's. __lock guards all of it, and is held, with interrupts masked, over a switch: the next task lets go of it. Two
// run queues' locks are never waited for at the same time. Order: task->pi_lock, then this.
struct rq {
	raw_spinlock_t __lock;
	unsigned int nr_running; // the running task, if it isn't idle, and those that wait
	struct task_struct *curr, *idle;
	u64 nr_switches;
	u64 clock;               // ns, when the running task was last accounted
	long nr_uninterruptible; // slept here minus woken here: the sum over CPUs is a number of tasks
	int cpu;
	struct task_struct
		*moving; // leaves for the CPU of moving_to as soon as its registers are saved
	int moving_to;
	sched::ready_queue queue;
};

extern "C" {
DECLARE_PER_CPU_SHARED_ALIGNED(struct rq, runqueues);
}

#define cpu_rq(cpu) (&per_cpu(runqueues, (cpu)))
#define this_rq()   this_cpu_ptr(&runqueues)
#define task_rq(p)  cpu_rq(task_cpu(p))

namespace sched
{

// How a task comes to give up its CPU.
enum class leave {
	sleep,    // schedule(): its state says whether it wants to be woken
	give_way, // cond_resched(), yield(): it goes on as soon as it can, on whichever CPU
	preempted // an interrupt returned into it: it goes on on this CPU
};

void switch_tasks(leave how);

// The running task's time up to now. rq->__lock held, here and below.
void update_current(struct rq *rq);
// Has the running task be replaced as soon as it may be.
void resched_curr(struct rq *rq);
// @task, of this CPU and TASK_RUNNING, waits in @rq; the running task is replaced if it comes after it.
void activate(struct rq *rq, task_struct *task);

// Where a task that wakes, or gives way, should run: see placement.cpp. No locks.
int choose_cpu(task_struct *task);
int better_cpu(struct rq *rq, task_struct *task);
// A task that waits on another CPU and may come here, now of this CPU; or nullptr. rq->__lock held, which belongs to this CPU.
task_struct *pull_task(struct rq *rq);

inline void set_task_cpu(task_struct *task, int cpu)
{
	WRITE_ONCE(task->thread_info.cpu, cpu);
}

inline bool allowed_on(const task_struct *task, int cpu)
{
	if (unlikely(task->migration_disabled))
		return cpu == static_cast<int>(task_cpu(task));
	return cpumask_test_cpu(cpu, task->cpus_ptr);
}

// kernel/sched/placement.cpp: the running task has just been preempted; may it stay here?
void remind_to_leave();

// kernel/exit.cpp: the last step of a task that ended, taken on its CPU by the next one.
void hand_over_dead(task_struct *task);

// The run queue that @task is of, locked. Interrupts masked, task->pi_lock held.
class locked_rq
{
public:
	explicit locked_rq(task_struct *task)
	{
		for (;;) {
			rq_ = task_rq(task);
			raw_spin_lock(&rq_->__lock);
			if (rq_ == task_rq(task))
				return;
			raw_spin_unlock(&rq_->__lock);
		}
	}
	~locked_rq()
	{
		raw_spin_unlock(&rq_->__lock);
	}
	locked_rq(const locked_rq &) = delete;
	locked_rq &operator=(const locked_rq &) = delete;
	struct rq *operator->() const
	{
		return rq_;
	}
	operator struct rq *() const
	{
		return rq_;
	}

private:
	struct rq *rq_;
};

} // namespace sched

#endif
