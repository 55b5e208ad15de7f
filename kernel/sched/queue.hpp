// SPDX-License-Identifier: GPL-2.0-only
// Who runs next: the tasks that wait for a CPU, in order.
//
//	realtime   prio 0…99     by priority, equals in turn        runs before all others
//	fair       prio 100…139  one list, in turn                  ── first ──▶ [A] [B] [C] ◀── last ──
//
// Every task has a slice of CPU time; a more urgent one has a longer one. Who has used it up gets a new one and goes to the
// end; who slept, or was preempted, with some of it left goes to the front. So a task that mostly sleeps runs as soon as
// it is woken, one that computes gets its share, and a task of low priority gets little but never nothing. That is all: this
// kernel exists for its memory manager, whose threads are few and alike; what they need is that none is starved and that
// each step of a switch can be followed in a debugger. Linux 6.12 orders by virtual deadlines instead (kernel/sched/fair.c).
//
// No locks in here: the run queue's is held.
#ifndef KERNEL_SCHED_QUEUE_HPP
#define KERNEL_SCHED_QUEUE_HPP

#include <linux/list.h>
#include <linux/sched.h>
#include <linux/sched/rt.h>

namespace sched
{

// ns. Nice 0: 40 ms; nice 19: 2 ms; nice -20: 80 ms. In practice a multiple of the tick, at least one.
constexpr s64 slice_of(int prio)
{
	const int nice_rank = prio < MAX_RT_PRIO ? NICE_WIDTH / 2 : MAX_PRIO - prio;

	return nice_rank * 2'000'000LL;
}

class ready_queue
{
public:
	void init()
	{
		INIT_LIST_HEAD(&realtime_);
		INIT_LIST_HEAD(&fair_);
		count_ = 0;
	}

	bool empty() const
	{
		return !count_;
	}
	unsigned int count() const
	{
		return count_;
	}

	void add(task_struct *task)
	{
		const bool first = task->se.slice_left > 0;

		if (!first)
			task->se.slice_left = slice_of(task->prio);
		if (rt_task(task))
			add_realtime(task, first);
		else if (first)
			list_add(&task->se.run_node, &fair_);
		else
			list_add_tail(&task->se.run_node, &fair_);
		count_++;
	}

	void remove(task_struct *task)
	{
		list_del_init(&task->se.run_node);
		count_--;
	}

	// The next one to run, removed; nullptr if nobody waits.
	task_struct *take_first()
	{
		struct list_head *list = !list_empty(&realtime_) ? &realtime_ : &fair_;

		if (list_empty(list))
			return nullptr;
		task_struct *task = list_first_entry(list, struct task_struct, se.run_node);

		remove(task);
		return task;
	}

	// Would @task go on, if it had to queue now?
	bool goes_before_all(const task_struct *task) const
	{
		if (!list_empty(&realtime_)) {
			const task_struct *first =
				list_first_entry(&realtime_, struct task_struct, se.run_node);

			return task->prio < first->prio ||
			       (task->prio == first->prio && task->se.slice_left > 0);
		}
		return list_empty(&fair_) || task->prio < MAX_RT_PRIO || task->se.slice_left > 0;
	}

	// The first for which wanted(task) holds; stays in the queue.
	template <typename Wanted>
	task_struct *find(Wanted wanted)
	{
		task_struct *const found = find_in(&realtime_, wanted);

		return found ? found : find_in(&fair_, wanted);
	}

private:
	template <typename Wanted>
	static task_struct *find_in(struct list_head *list, Wanted wanted)
	{
		task_struct *task;

		list_for_each_entry(task, list, se.run_node) {
			if (wanted(task))
				return task;
		}
		return nullptr;
	}

	void add_realtime(task_struct *task, bool first)
	{
		task_struct *other;

		list_for_each_entry(other, &realtime_, se.run_node) {
			if (task->prio < other->prio || (first && task->prio == other->prio))
				break;
		}
		list_add_tail(&task->se.run_node, &other->se.run_node);
	}

	struct list_head realtime_, fair_;
	unsigned int count_;
};

} // namespace sched

#endif
