// SPDX-License-Identifier: GPL-2.0-only
//
// A CPU's callbacks, sorted by the grace period that they wait for.
//
//	call_rcu() ─▶ fresh ──assign(seq)──▶ next ──▶ wait ──advance(seq)──▶ done ─▶ func(head)
//	              no number yet          seq_[next]  seq_[wait]          ready
//
// Four queues, oldest callbacks to the right; whatever happens, they come out in the order of call_rcu(). A fresh callback gets the
// number of the first grace period that begins after now. Two numbers can be open at a time (one grace period may run that began
// too early for the youngest callbacks), hence wait and next. advance() hands on all whose number has been reached.
//
// Invariants: next is empty unless wait holds something; seq_[wait] comes before seq_[next].
//
// Linux 6.12: kernel/rcu/rcu_segcblist.c, where the four are segments of one list.
//
// Lock: the owner's.
#pragma once

#include <linux/compiler.h>
#include <asm/barrier.h>
#include <linux/types.h>

namespace rcu
{

// First in, first out. Zeroed memory is an empty queue.
struct callback_queue {
	rcu_head *first;
	rcu_head *last;
	long count;

	bool empty() const
	{
		return !first;
	}
	void push(rcu_head *head);
	rcu_head *pop();
	// All of @other, behind; @other is empty then.
	void take(callback_queue *other);
};

// Has a grace period numbered @seq, or a later one, ended when the state's number is @now?
inline bool reached(unsigned long now, unsigned long seq)
{
	return static_cast<long>(now - seq) >= 0;
}

class callback_list
{
public:
	void push(rcu_head *head);
	// Behind the last callback, in its segment, so that it needs no grace period of its own.
	void entrain(rcu_head *head);
	// Fresh callbacks wait for grace period @seq from now on. False if there are none.
	bool assign(unsigned long seq);
	// The grace period state's number is @now: who has waited long enough is done.
	void advance(unsigned long now);
	// Up to @most that are done, for the caller to run. What was written before is visible to whoever sees the list without them.
	callback_queue extract_done(long most);
	// Everything of @other: what is done there is done here, the rest waits anew. Visible like extract_done().
	void adopt(callback_list *other);

	bool empty() const
	{
		return !READ_ONCE(length_);
	}
	// The same without the lock, ordered before what the caller reads next.
	bool seen_empty() const
	{
		return !smp_load_acquire(&length_);
	}
	long length() const
	{
		return READ_ONCE(length_);
	}
	bool has_done() const
	{
		return !queue_[done].empty();
	}
	bool has_fresh() const
	{
		return !queue_[fresh].empty();
	}
	bool contains(const rcu_head *head) const;

private:
	enum segment { done, wait, next, fresh, segments };

	callback_queue queue_[segments];
	unsigned long seq_[segments]; // of wait and next
	long length_;
};

} // namespace rcu
