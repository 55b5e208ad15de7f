// SPDX-License-Identifier: GPL-2.0-only
//
// Queues of callbacks; callback_list.hpp has the theory.

#include <initializer_list>

#include "kernel/rcu/callback_list.hpp"

namespace rcu
{

void callback_queue::push(rcu_head *head)
{
	head->next = nullptr;
	if (first)
		last->next = head;
	else
		first = head;
	last = head;
	count++;
}

rcu_head *callback_queue::pop()
{
	rcu_head *const head = first;

	if (head) {
		first = head->next;
		count--;
	}
	return head;
}

void callback_queue::take(callback_queue *other)
{
	if (other->empty())
		return;
	if (first)
		last->next = other->first;
	else
		first = other->first;
	last = other->last;
	count += other->count;
	*other = {};
}

void callback_list::push(rcu_head *head)
{
	queue_[fresh].push(head);
	WRITE_ONCE(length_, length_ + 1);
}

void callback_list::entrain(rcu_head *head)
{
	int segment = fresh;

	while (segment > done && queue_[segment].empty())
		segment--;
	queue_[segment].push(head);
	WRITE_ONCE(length_, length_ + 1);
}

bool callback_list::assign(unsigned long seq)
{
	if (queue_[fresh].empty())
		return false;

	// Into wait only if that is free or for the same grace period; next may get a later number than it had.
	const segment to =
		queue_[wait].empty() || (queue_[next].empty() && seq_[wait] == seq) ? wait : next;

	queue_[to].take(&queue_[fresh]);
	seq_[to] = seq;
	return true;
}

void callback_list::advance(unsigned long now)
{
	for (const segment s : {wait, next})
		if (!queue_[s].empty() && reached(now, seq_[s]))
			queue_[done].take(&queue_[s]);
	if (queue_[wait].empty()) {
		queue_[wait].take(&queue_[next]);
		seq_[wait] = seq_[next];
	}
}

callback_queue callback_list::extract_done(long most)
{
	callback_queue batch = {};

	if (queue_[done].count <= most)
		batch.take(&queue_[done]);
	while (batch.count < most && !queue_[done].empty())
		batch.push(queue_[done].pop());
	smp_store_release(&length_, length_ - batch.count);
	return batch;
}

void callback_list::adopt(callback_list *other)
{
	const long count = other->length_;

	queue_[done].take(&other->queue_[done]);
	for (const segment s : {wait, next, fresh})
		queue_[fresh].take(&other->queue_[s]);
	smp_store_release(&other->length_, 0l);
	WRITE_ONCE(length_, length_ + count);
}

bool callback_list::contains(const rcu_head *head) const
{
	for (const callback_queue &queue : queue_)
		for (const rcu_head *h = queue.first; h; h = h->next)
			if (h == head)
				return true;
	return false;
}

} // namespace rcu
