// SPDX-License-Identifier: GPL-2.0-only
//
// call_rcu(): functions that run after a grace period.
//
// Each CPU has a list of its own (callback_list.hpp) and looks at it in the RCU softirq: at a tick while there are any, when a
// grace period has ended here, and when it becomes idle. One look gives numbers to fresh callbacks, asks for the grace
// period that they need, and runs a batch of those that are done: ten, or a 128th of what waits if that is more, so that the list
// never grows without end while a batch stays short. The softirq's own limits and ksoftirqd bound the whole.
//
// Lock: cpu_data.lock, with interrupts masked; state.lock may be taken inside. Not held while callbacks run.
//
// Linux 6.12: kernel/rcu/tree.c (__call_rcu_common, rcu_core, rcu_do_batch).

#include <linux/bug.h>
#include <linux/interrupt.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "kernel/rcu/rcu.hpp"

namespace rcu
{

namespace
{

constexpr long batch = 10;        // rcutree.blimit
constexpr unsigned int share = 7; // rcutree.rcu_divisor: at least a 128th

// kvfree_call_rcu() marks its heads by a function that is in fact the offset of the head in the object.
bool is_kvfree_offset(rcu_callback_t func)
{
	return __is_kvfree_rcu_offset(reinterpret_cast<unsigned long>(func));
}

void run(rcu_head *head)
{
	const rcu_callback_t func = head->func;

	if (is_kvfree_offset(func)) {
		free_by_offset(head);
		return;
	}
	// Not queued any more, whoever looks.
	WRITE_ONCE(head->func, nullptr);
	func(head);
}

// Callbacks that were queued twice are kept from damage: the second request is dropped, the head leaked.
void leak_callback(rcu_head *)
{
}

bool waits_anywhere(const rcu_head *head)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		cpu_data *const d = per_cpu_ptr(&data, cpu);
		raw_spinlock_guard guard(&d->lock);

		if (d->callbacks.contains(head))
			return true;
	}
	return false;
}

// Interrupts masked. Two CPUs that queue it at the same moment are not caught.
bool queued_already(rcu_head *head, rcu_callback_t func)
{
	static constinit unsigned int reports = 0;

	// A head that waits has its function; one that ran has none. So hardly any is looked for.
	if (!IS_ENABLED(CONFIG_DEBUG_KERNEL) || READ_ONCE(head->func) != func ||
	    !waits_anywhere(head))
		return false;
	if (reports++ < 3)
		pr_err("%s(): Double-freed CB %p->%pS()!!!\n", "call_rcu", head,
		       reinterpret_cast<void *>(head->func));
	WRITE_ONCE(head->func, leak_callback);
	return true;
}

// Lock held.
void sort_by_grace_period(cpu_data *d)
{
	d->callbacks.advance(current_seq());
	if (d->callbacks.has_fresh()) {
		const unsigned long seq = snapshot();

		d->callbacks.assign(seq);
		request(seq);
		// With every other CPU idle, or this one alone and outside, it may have ended at once.
		d->callbacks.advance(current_seq());
	}
}

} // namespace

void enqueue(rcu_head *head, rcu_callback_t func)
{
	unsigned long flags;

	local_irq_save(flags);
	if (likely(!queued_already(head, func))) {
		cpu_data *const d = this_cpu_ptr(&data);
		raw_spinlock_guard guard(&d->lock);

		head->func = func;
		d->callbacks.push(head);
	}
	local_irq_restore(flags);
}

bool process_callbacks()
{
	cpu_data *const d = this_cpu_ptr(&data);
	callback_queue ready = {};
	unsigned long flags;

	if (d->callbacks.empty())
		return false;
	raw_spin_lock_irqsave(&d->lock, flags);
	sort_by_grace_period(d);
	// Before the list is shorter: rcu_barrier() looks without the lock, and in the other order.
	WRITE_ONCE(d->running, true);
	ready = d->callbacks.extract_done(max(batch, d->callbacks.length() >> share));
	const bool more = d->callbacks.has_done();
	raw_spin_unlock_irqrestore(&d->lock, flags);

	while (rcu_head *const head = ready.pop())
		run(head);
	smp_store_release(&d->running, false);
	return more;
}

void drain_callbacks()
{
	cpu_data *const d = this_cpu_ptr(&data);
	long before;
	bool more;

	do {
		before = d->callbacks.length();
		// As a softirq would, but without waiting for one: before there are interrupts, too.
		__local_bh_disable_ip(_RET_IP_, SOFTIRQ_DISABLE_OFFSET);
		process_callbacks();
		quiescent();
		wake_waiters();
		more = process_callbacks();
		_local_bh_enable();
	} while (more || d->callbacks.length() < before);
}

long total_callbacks()
{
	unsigned int cpu;
	long sum = 0;

	for_each_possible_cpu(cpu)
		sum += per_cpu_ptr(&data, cpu)->callbacks.length();
	return sum;
}

} // namespace rcu

void call_rcu(rcu_head *head, rcu_callback_t func)
{
	rcu::enqueue(head, func);
}

bool rcu_callbacks_pending(void)
{
	return rcu::total_callbacks() != 0;
}

void rcu_quiescent_state(void)
{
	rcu::quiescent();
	if (rcu_needs_cpu())
		rcu::drain_callbacks();
}
