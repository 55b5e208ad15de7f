// SPDX-License-Identifier: GPL-2.0-only
//
// The wheel's few steps; wheel.hpp has the theory.

#include <linux/jiffies.h>
#include <linux/timer.h>

#include "kernel/time/wheel.hpp"

namespace timers
{

namespace
{

unsigned int digit(unsigned long time, unsigned int level)
{
	return (time >> (level * wheel::digit_bits)) & (wheel::slots - 1);
}

// The jiffies below a slot's start that a slot of @level covers, as a mask.
unsigned long span_mask(unsigned int level)
{
	return (1ul << (level * wheel::digit_bits)) - 1;
}

unsigned int stored_index(const timer_list *timer)
{
	return timer->flags >> TIMER_ARRAYSHIFT;
}

void store_index(timer_list *timer, unsigned int index)
{
	timer->flags = (timer->flags & ~TIMER_ARRAYMASK) | (index << TIMER_ARRAYSHIFT);
}

} // namespace

unsigned int wheel::index_of(unsigned long when) const
{
	const unsigned long differs = when ^ clock_;
	const unsigned int level = differs ? (63 - __builtin_clzl(differs)) / digit_bits : 0;

	return level < levels ? level * slots + digit(when, level) : far_index;
}

void wheel::insert(timer_list *timer)
{
	const unsigned int index =
		index_of(time_before(timer->expires, clock_) ? clock_ : timer->expires);

	store_index(timer, index);
	if (index == far_index) {
		hlist_add_head(&timer->entry, &far_);
		return;
	}
	hlist_add_head(&timer->entry, &slot_[index]);
	occupied_[index / slots] |= 1ull << (index % slots);
}

// The slot's bit follows its list.
void wheel::unlist(unsigned int index)
{
	if (index != far_index && hlist_empty(&slot_[index]))
		occupied_[index / slots] &= ~(1ull << (index % slots));
}

void wheel::remove(timer_list *timer)
{
	__hlist_del(&timer->entry);
	unlist(stored_index(timer));
}

unsigned int wheel::first_level() const
{
	unsigned int level = 0;

	while (level < levels && !occupied_[level])
		level++;
	return level;
}

unsigned long wheel::next_event() const
{
	const unsigned int level = first_level();

	if (level == levels)
		return hlist_empty(&far_) ? none : (clock_ | span_mask(levels)) + 1;

	const unsigned long slot = __builtin_ctzll(occupied_[level]);

	return (clock_ & ~span_mask(level + 1)) | (slot << (level * digit_bits));
}

unsigned long wheel::next_expiry() const
{
	const unsigned int level = first_level();
	unsigned long earliest = none;
	timer_list *timer;

	if (level == 0)
		return next_event();
	const hlist_head *const list =
		level == levels ? &far_ : &slot_[level * slots + __builtin_ctzll(occupied_[level])];
	hlist_for_each_entry(timer, list, entry)
		if (earliest == none || time_before(timer->expires, earliest))
			earliest = timer->expires;
	return earliest;
}

void wheel::move_down(unsigned int index)
{
	hlist_head *const from = index == far_index ? &far_ : &slot_[index];
	hlist_head list = {};
	timer_list *timer;
	struct hlist_node *next;

	hlist_move_list(from, &list);
	unlist(index);
	hlist_for_each_entry_safe(timer, next, &list, entry) insert(timer);
}

// The clock arrives at @clock; nothing was due, and no occupied slot began, before.
void wheel::enter(unsigned long clock)
{
	clock_ = clock;
	if (clock & span_mask(1))
		return;
	if (!(clock & span_mask(levels)))
		move_down(far_index);
	for (unsigned int level = levels - 1; level > 0; level--)
		if (!(clock & span_mask(level)))
			move_down(level * slots + digit(clock, level));
}

bool wheel::take_due(unsigned long now, hlist_head *due)
{
	while (time_after_eq(now, clock_)) {
		const unsigned int index = digit(clock_, 0);

		if (occupied_[0] & (1ull << index)) {
			hlist_move_list(&slot_[index], due);
			unlist(index);
			enter(clock_ + 1);
			return true;
		}
		const unsigned long next = next_event();

		enter(next == none || time_after(next, now) ? now + 1 : next);
	}
	return false;
}

void wheel::forward(unsigned long now)
{
	const unsigned long next = next_event();

	if (time_after(now, clock_) && (next == none || time_after_eq(next, now)))
		enter(now);
}

} // namespace timers
