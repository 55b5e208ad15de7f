// SPDX-License-Identifier: GPL-2.0-only
//
// RCU for one CPU: a list of callbacks and the points where they run.
//
//	call_rcu() ──▶ [ head ─▶ … ─▶ tail ] ──rcu_quiescent_state()──▶ func(head), in order of queueing
//
// A grace period ends when every CPU has been outside of read-side sections once. With one CPU that does not preempt,
// the CPU is outside whenever it calls rcu_quiescent_state(), so the whole list is ripe at that moment. It runs from
// the idle loop, and from functions that wait for grace periods. Linux 6.12: kernel/rcu/tiny.c.
//
// Lock: interrupts off while the list changes.

#include <linux/irqflags.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

namespace
{

struct callback_list {
	rcu_head *head;
	rcu_head **tail;
};

constinit callback_list waiting = {nullptr, &waiting.head};

// Grace periods that have ended.
unsigned long gp_seq;

// kvfree_call_rcu() marks its heads by a function that is in fact the offset of the head in the object.
bool is_kvfree_offset(rcu_callback_t func)
{
	return __is_kvfree_rcu_offset(reinterpret_cast<unsigned long>(func));
}

void run(rcu_head *head)
{
	const rcu_callback_t func = head->func;

	if (is_kvfree_offset(func))
		kvfree(reinterpret_cast<char *>(head) - reinterpret_cast<unsigned long>(func));
	else
		func(head);
}

rcu_head *take_first()
{
	unsigned long flags;

	local_irq_save(flags);
	rcu_head *const head = waiting.head;

	if (head) {
		waiting.head = head->next;
		if (!waiting.head)
			waiting.tail = &waiting.head;
	}
	local_irq_restore(flags);
	return head;
}

} // namespace

void call_rcu(rcu_head *head, rcu_callback_t func)
{
	unsigned long flags;

	head->func = func;
	head->next = nullptr;
	local_irq_save(flags);
	*waiting.tail = head;
	waiting.tail = &head->next;
	local_irq_restore(flags);
}

bool rcu_callbacks_pending()
{
	return READ_ONCE(waiting.head) != nullptr;
}

void rcu_quiescent_state()
{
	// One by one: a callback may wait for the others (rcu_barrier() in kmem_cache_destroy()). What callbacks queue is
	// left for the next time.
	rcu_head **const end = READ_ONCE(waiting.tail);

	WRITE_ONCE(gp_seq, gp_seq + 1);

	while (rcu_head *const head = take_first()) {
		const bool last = &head->next == end;

		run(head);
		if (last)
			break;
	}
}

void synchronize_rcu()
{
	rcu_quiescent_state();
}

void rcu_barrier()
{
	rcu_quiescent_state();
}

unsigned long get_state_synchronize_rcu()
{
	return READ_ONCE(gp_seq);
}

bool poll_state_synchronize_rcu(unsigned long oldstate)
{
	return READ_ONCE(gp_seq) != oldstate;
}

void kvfree_call_rcu(rcu_head *head, void *ptr)
{
	if (!head) {
		synchronize_rcu();
		kvfree(ptr);
		return;
	}
	const unsigned long offset = reinterpret_cast<char *>(head) - static_cast<char *>(ptr);

	call_rcu(head, reinterpret_cast<rcu_callback_t>(offset));
}
