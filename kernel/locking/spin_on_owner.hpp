// SPDX-License-Identifier: GPL-2.0-only
//
// Spinning instead of sleeping, as long as the owner of a mutex or rwsem runs: it will let go sooner than two switches take.
//
//	owner's on_cpu   1   it runs, on another CPU: look again
//	                 0   it sleeps, or was preempted: so does who waits
//	need_resched()       somebody else wants this CPU: sleep
//
// One spins at a time (osq), the others sleep: with more they would only pull the lock's cache line to and fro. Preemption is
// disabled meanwhile, so that the owner's task_struct stays (RCU). Linux 6.12: mutex_optimistic_spin(), rwsem_optimistic_spin();
// there those who spin queue up (osq_lock.c).
#ifndef KERNEL_LOCKING_SPIN_ON_OWNER_HPP
#define KERNEL_LOCKING_SPIN_ON_OWNER_HPP

#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/sched.h>

namespace locking
{

// take(): gets the lock if it is to be had. owner(): who holds it, nullptr if that changes just now. hopeless(): others come first.
// Value: taken.
template <typename Take, typename Owner, typename Hopeless>
bool spin_while_owner_runs(struct optimistic_spin_queue *osq, Take take, Owner owner,
			   Hopeless hopeless)
{
	preempt_guard owner_stays;
	bool taken = false;

	if (need_resched() || atomic_cmpxchg_acquire(&osq->tail, 0, 1))
		return false;
	while (!(taken = take()) && !need_resched() && !hopeless()) {
		const task_struct *const holder = owner();

		if (holder && !READ_ONCE(holder->on_cpu))
			break;
		cpu_relax();
	}
	atomic_set_release(&osq->tail, 0);
	return taken;
}

} // namespace locking

#endif
