// SPDX-License-Identifier: GPL-2.0-only
//
// Waiting for grace periods, and for callbacks.
//
//	synchronize_rcu()    until a grace period has ended that began after the call
//	get_state … poll     the same in two steps: remember the number, ask later
//	rcu_barrier()        until every callback that was queued before the call has run
//
// The caller sleeps, so it is in no read-side section, and says so first: with the other CPUs idle, or with one CPU in the
// machine, the grace period is over at that moment.
//
// rcu_barrier() puts a callback of its own behind the last one of each CPU that has any, and waits until they all have run. An idle
// CPU's callbacks are adopted meanwhile: it need not be woken for them.
//
// Mostly there are none. To see that, each CPU is looked at without its lock. A callback that was queued before the call is always in
// sight of such a look, since where it goes next is written before it is gone from where it was, and looked at after:
//
//	call_rcu()       length 0 → 1                     whoever ordered that before rcu_barrier() ordered it before the look
//	a batch is run   running = true ─▶ length 1 → 0   the look: length, then running (release, acquire)
//	it has run       … func(head) ─▶ running = false  a look that sees this also sees what the function did
//	adoption         adoptions odd ─▶ length 1 → 0 there ─▶ length 0 → 1 here ─▶ adoptions even
//
// Adoption goes from any CPU to any other, so a look may have passed the new place before and come to the old one after; but then the
// number of adoptions is another than before the look, or odd. A CPU that was seen with nothing may get callbacks behind the look's
// back: they are not older than the call. Where anything was seen, or may have been missed, the locks are taken.
//
// Linux 6.12: kernel/rcu/tree.c (synchronize_rcu, rcu_barrier), tree_exp.h.

#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include <asm/processor.h>

#include "kernel/rcu/rcu.hpp"

namespace rcu
{

namespace
{

// Before there are tasks to run instead, and where sleeping would be a mistake anyway, waiting is watching.
bool may_sleep()
{
	return system_state >= SYSTEM_SCHEDULING && preemptible();
}

struct sleeper {
	waiter node;
	struct completion done;
};

void wake(waiter *node)
{
	complete(&container_of(node, sleeper, node)->done);
}

void sleep_until_reached(unsigned long seq)
{
	sleeper s = {};

	init_completion(&s.done);
	s.node.seq = seq;
	s.node.wake = wake;
	{
		raw_spinlock_irqsave_guard guard(&state.lock);

		if (reached(state.gp_seq, seq))
			return;
		s.node.next = state.waiters;
		state.waiters = &s.node;
	}
	wait_for_completion(&s.done);
}

void wait_until_reached(unsigned long seq)
{
	request(seq);
	quiescent();
	if (may_sleep())
		sleep_until_reached(seq);
	while (!reached(current_seq(), seq)) {
		quiescent();
		cpu_relax();
	}
}

// On another CPU, by an inter-processor interrupt: a tick ahead of time.
void look_at_this_cpu(void *)
{
	if (!(preempt_count() & (PREEMPT_MASK | SOFTIRQ_MASK)))
		quiescent();
}

// rcu_barrier() in progress: callbacks that have not run, and one for the call itself.
DEFINE_MUTEX(barrier_mutex);
constinit atomic_t barrier_count = ATOMIC_INIT(0);

// Of idle CPUs' callbacks, counted at the beginning and at the end. Under barrier_mutex.
constinit unsigned int adoptions = 0;

void count_adoption()
{
	smp_store_release(&adoptions, adoptions + 1);
}

// Fully ordered: whoever sees the count go may use the head again, so what was done to it comes before.
void barrier_callback(rcu_head *)
{
	(void)atomic_dec_return(&barrier_count);
}

// Behind everything that waits or runs on @cpu.
void entrain_barrier(unsigned int cpu)
{
	cpu_data *const d = per_cpu_ptr(&data, cpu);
	raw_spinlock_irqsave_guard guard(&d->lock);

	if (d->callbacks.empty() && !smp_load_acquire(&d->running))
		return;
	atomic_inc(&barrier_count);
	d->barrier.func = barrier_callback;
	d->callbacks.entrain(&d->barrier);
}

// The callbacks of CPUs that are idle come to this one.
void adopt_from_idle_cpus()
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		cpu_data *const from = per_cpu_ptr(&data, cpu);
		callback_list list = {};

		if (from->callbacks.empty() || READ_ONCE(from->watching))
			continue;
		count_adoption();
		{
			raw_spinlock_irqsave_guard guard(&from->lock);

			// An interrupt may have woken it: what it runs now comes before what is left in its list.
			if (!smp_load_acquire(&from->running)) {
				from->callbacks.advance(current_seq());
				list.adopt(&from->callbacks);
			}
		}
		unsigned long flags;

		local_irq_save(flags);
		cpu_data *const here = this_cpu_ptr(&data);

		raw_spin_lock(&here->lock);
		here->callbacks.adopt(&list);
		raw_spin_unlock(&here->lock);
		local_irq_restore(flags);
		count_adoption();
	}
}

} // namespace

__cold void wait_for_callbacks()
{
	unsigned int cpu;

	mutex_lock(&barrier_mutex);
	atomic_set(&barrier_count, 0);
	for_each_possible_cpu(cpu)
		entrain_barrier(cpu);
	while (atomic_read_acquire(&barrier_count)) {
		adopt_from_idle_cpus();
		quiescent();
		drain_callbacks();
		if (!atomic_read_acquire(&barrier_count))
			break;
		// Other CPUs look at theirs when they become idle, or at their next tick.
		if (may_sleep())
			usleep_range(50, 500);
	}
	smp_mb(); // what the callbacks did comes before what follows
	mutex_unlock(&barrier_mutex);
}

bool nothing_is_queued()
{
	const unsigned int before = smp_load_acquire(&adoptions);
	unsigned long left = possible_cpus();

	do {
		const cpu_data *const d = per_cpu_ptr(&data, __ffs(left));

		if (!d->callbacks.seen_empty() || smp_load_acquire(&d->running))
			return false;
	} while (left &= left - 1);
	// None has begun since, nor was one in progress, which an odd number tells.
	return READ_ONCE(adoptions) == (before & ~1u);
}

} // namespace rcu

void synchronize_rcu(void)
{
	might_sleep();
	rcu::wait_until_reached(rcu::snapshot());
}

void synchronize_rcu_expedited(void)
{
	const unsigned long seq = rcu::snapshot();

	rcu::request(seq);
	if (num_online_cpus() > 1 && !irqs_disabled()) {
		preempt_disable();
		smp_call_function_many(cpu_online_mask, rcu::look_at_this_cpu, nullptr, false);
		preempt_enable();
	}
	rcu::wait_until_reached(seq);
}

unsigned long get_state_synchronize_rcu(void)
{
	return rcu::snapshot();
}

unsigned long start_poll_synchronize_rcu(void)
{
	const unsigned long seq = rcu::snapshot();

	rcu::request(seq);
	return seq;
}

bool poll_state_synchronize_rcu(unsigned long oldstate)
{
	if (oldstate != RCU_GET_STATE_COMPLETED && !rcu::reached(rcu::current_seq(), oldstate))
		return false;
	smp_mb();
	return true;
}

void cond_synchronize_rcu(unsigned long oldstate)
{
	if (!poll_state_synchronize_rcu(oldstate))
		synchronize_rcu();
}

void rcu_barrier(void)
{
	might_sleep();
	smp_mb(); // what the caller did before comes before the look
	if (unlikely(!rcu::nothing_is_queued()))
		rcu::wait_for_callbacks();
}
