// SPDX-License-Identifier: GPL-2.0-only
//
// Grace periods: when has every CPU been outside of all read-side sections once?
//
// A read-side section is a stretch of code with preemption disabled: rcu_read_lock() is preempt_disable(). So a CPU that passes
// a point where preemption is enabled has left all sections it was in before, and nobody needs to keep a list of readers that
// were preempted inside one (Linux's PREEMPT_RCU does; its other RCU, "rcu_sched", is this one). Such points are
//
//	a switch of tasks                          rcu_note_context_switch()
//	the idle loop                              rcu_idle_enter()
//	a tick that came into preemptible code     rcu_sched_clock_irq()
//	ksoftirqd between two rounds               rcu_softirq_qs()
//
// The life of a grace period, its number in gp_seq (low bits 1: runs; 0: ended):
//
//	request() ─▶ start: gp_seq 4n → 4n+1; need_qs = true on every CPU that is watching
//	                │        idle CPUs are outside already
//	  CPU 0  ───────┼──●  a switch of tasks: need_qs, so clear the CPU's bit in state.cpus
//	  CPU 1  ───────┼────────●  a tick
//	  CPU 2  (idle) ┊
//	                         └─▶ last bit cleared: end: gp_seq → 4n+4; the next one starts at once if somebody needs it
//
// What an updater removed before it asked is unreachable for whoever enters a section after the start; whoever was in one at the
// start has left it at the end. The lock orders both for CPUs that report. An idle CPU does not take it: the
// starter writes need_qs, then reads watching; the CPU writes watching, then reads need_qs, with a full barrier between on both
// sides. So either the starter sees that the CPU is idle or the CPU sees that it is asked, and on its way out of idle the CPU sees
// what was removed before the start.
//
// Sixteen CPUs at most share one lock that each takes once per grace period; Linux has a tree of locks for thousands.
//
// Lock: state.lock, with interrupts masked; inside any other lock, with none taken inside.
//
// Linux 6.12: kernel/rcu/tree.c.

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include "kernel/rcu/rcu.hpp"

namespace rcu
{

// Linux starts at this number as well, so that an overflow comes soon: -300 grace periods.
constexpr unsigned long first_seq = (0ul - 300ul) << 2;

constinit gp_state state = {
	.lock = __RAW_SPIN_LOCK_UNLOCKED(state.lock),
	.gp_seq = first_seq,
	.needed = first_seq,
	.cpus = 0,
	.waiters = nullptr,
	.watcher = 0,
	.gp_start = 0,
	.jiffies_stall = 0,
};

DEFINE_PER_CPU_SHARED_ALIGNED(cpu_data, data);

namespace
{

unsigned long bit(unsigned int cpu)
{
	return 1ul << cpu;
}

void ask(unsigned int cpu)
{
	WRITE_ONCE(per_cpu_ptr(&data, cpu)->need_qs, true);
	state.cpus |= bit(cpu);
}

void excuse(unsigned int cpu)
{
	WRITE_ONCE(per_cpu_ptr(&data, cpu)->need_qs, false);
	state.cpus &= ~bit(cpu);
}

// Lock held.
void start()
{
	unsigned int cpu;

	WRITE_ONCE(state.watcher, smp_processor_id());
	state.gp_start = jiffies;
	WRITE_ONCE(state.jiffies_stall, jiffies + stall_timeout_jiffies());
	WRITE_ONCE(state.gp_seq, state.gp_seq + 1);
	for_each_possible_cpu(cpu)
		ask(cpu);
	smp_mb(); // with rcu_idle_enter() and rcu_idle_exit()
	for_each_possible_cpu(cpu)
		if (!READ_ONCE(per_cpu_ptr(&data, cpu)->watching))
			excuse(cpu);
}

// Lock held; every CPU has been outside. Waiters and callbacks are looked at by a softirq of this CPU; other CPUs see the
// new number at their next tick.
void end()
{
	smp_mb();
	smp_store_release(&state.gp_seq, (state.gp_seq | seq_state_mask) + 1);
	if (state.waiters || !this_cpu_ptr(&data)->callbacks.empty())
		__raise_softirq_irqoff(RCU_SOFTIRQ);
}

// Lock held. Starts what is needed and ends what nobody holds up.
void go_on()
{
	for (;;) {
		if (gp_in_progress()) {
			if (state.cpus)
				return;
			end();
		}
		if (reached(state.gp_seq, state.needed))
			return;
		start();
	}
}

void report(cpu_data *d)
{
	raw_spinlock_irqsave_guard guard(&state.lock);

	if (!d->need_qs)
		return;
	smp_mb(); // what this CPU did in its sections is over before the grace period is
	excuse(smp_processor_id());
	go_on();
}

} // namespace

unsigned long snapshot()
{
	const unsigned long seq = (READ_ONCE(state.gp_seq) + 2 * seq_state_mask + 1) &
				  ~seq_state_mask;

	smp_mb(); // the updater's removals come before the number that covers them
	return seq;
}

void request(unsigned long seq)
{
	if (reached(READ_ONCE(state.gp_seq), seq))
		return;
	raw_spinlock_irqsave_guard guard(&state.lock);

	if (!reached(state.needed, seq))
		state.needed = seq;
	go_on();
}

void quiescent()
{
	cpu_data *const d = this_cpu_ptr(&data);

	if (unlikely(READ_ONCE(d->need_qs)))
		report(d);
}

void wake_waiters()
{
	waiter *ended = nullptr;

	if (!READ_ONCE(state.waiters))
		return;
	{
		raw_spinlock_irqsave_guard guard(&state.lock);

		for (waiter **link = &state.waiters; *link;) {
			waiter *const w = *link;

			if (!reached(state.gp_seq, w->seq)) {
				link = &w->next;
				continue;
			}
			*link = w->next;
			w->next = ended;
			ended = w;
		}
	}
	while (ended) {
		waiter *const w = ended;

		ended = w->next; // it is gone as soon as it is woken
		w->wake(w);
	}
}

} // namespace rcu

void __init rcu_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		rcu::cpu_data *const d = per_cpu_ptr(&rcu::data, cpu);

		raw_spin_lock_init(&d->lock);
		d->ticks_gp = rcu::first_seq;
	}
	this_cpu_ptr(&rcu::data)->watching = true;
	rcu::start_kvfree_batches();
	open_softirq(RCU_SOFTIRQ, [] {
		rcu::wake_waiters();
		if (rcu::process_callbacks())
			raise_softirq(RCU_SOFTIRQ);
	});
}

void rcutree_report_cpu_starting(unsigned int cpu)
{
	rcu_idle_exit();
}

void rcu_note_context_switch(bool preempt)
{
	rcu::quiescent();
}

void rcu_softirq_qs(void)
{
	rcu::quiescent();
}

void rcu_idle_enter(void)
{
	rcu::cpu_data *const d = this_cpu_ptr(&rcu::data);

	d->eqs_count++;
	smp_store_release(&d->watching, false);
	smp_mb(); // with start(): it sees the one or this CPU the other
	rcu::quiescent();
}

void rcu_idle_exit(void)
{
	rcu::cpu_data *const d = this_cpu_ptr(&rcu::data);

	d->eqs_count++;
	WRITE_ONCE(d->watching, true);
	smp_mb(); // sections that begin from here on see what was removed before a start that took this CPU for idle
}

bool rcu_is_watching(void)
{
	return this_cpu_ptr(&rcu::data)->watching;
}

bool rcu_needs_cpu(void)
{
	return !this_cpu_ptr(&rcu::data)->callbacks.empty() ||
	       (rcu::gp_in_progress() && READ_ONCE(rcu::state.watcher) == smp_processor_id());
}

void rcu_sched_clock_irq(int user)
{
	rcu::cpu_data *const d = this_cpu_ptr(&rcu::data);

	// The tick's own interrupt is counted apart: what is left tells of the code that it came into.
	if (user || !(preempt_count() & (PREEMPT_MASK | SOFTIRQ_MASK))) {
		rcu::quiescent();
	} else if (READ_ONCE(d->need_qs)) {
		// Code that lets go of locks all the time is seldom found without one: a tick that was pending comes in
		// just as interrupts are let in, the count not down yet. Its next preempt_enable() goes through schedule().
		set_tsk_need_resched(current);
		set_preempt_need_resched();
	}
	rcu::check_stall(d);
	if (!d->callbacks.empty())
		__raise_softirq_irqoff(RCU_SOFTIRQ);
}
