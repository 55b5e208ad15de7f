// SPDX-License-Identifier: GPL-2.0-only
//
// A timer wheel: which timers are due at a jiffy, for the price of a list insertion.
//
// Time is written in digits of six bits. A timer's level is the highest digit in which its time differs from the wheel's
// clock, and its slot is that digit of its time:
//
//	            digit 4     3     2     1     0
//	clock          0       0     5    17    60
//	timer          0       0     5    20     3     differs from digit 1 on: level 1, slot 20
//
//	level 0   ........................................................ [60..63]   one jiffy a slot
//	level 1   .................[18][19][20]….…[63]                                64 jiffies a slot
//	level 2   .....[6]…[63]                                                       4096 jiffies a slot
//	  …
//	far       everything that differs above digit 4: more than 2^30 jiffies (124 days) away, or nearly
//
// Hence: all timers of a level expire before all of the next one, the slots of a level in order of their index, and slots at or
// before the clock's own digit are empty (at level 0 its own holds what is due). The earliest is found by one count of
// trailing zeros in a word per level. When the clock enters a slot of level n > 0, the timers there move down, each at most
// once per level in its life; at level 0 they expire, at exactly their jiffy.
//
// Linux 6.12 (kernel/time/timer.c) never moves timers down: those of a higher level expire at that level's granularity, up
// to an eighth late.
//
// Lock: the owner's.
#pragma once

#include <linux/list.h>
#include <linux/timer_types.h>
#include <linux/types.h>

namespace timers
{

class wheel
{
public:
	static constexpr unsigned int levels = 5;
	static constexpr unsigned int digit_bits = 6;
	static constexpr unsigned int slots = 1u << digit_bits;
	static constexpr unsigned long none = ~0ul;

	// All empty, at jiffy @now. The memory is zero before.
	void start(unsigned long now)
	{
		clock_ = now;
	}
	unsigned long clock() const
	{
		return clock_;
	}

	// By timer->expires; what has expired already is due at once.
	void insert(timer_list *timer);
	// A timer of this wheel, or one that take_due() gave away.
	void remove(timer_list *timer);

	// The next timers, all of one jiffy not after @now, into the empty list @due; the clock moves behind them. False when
	// there are none: then the clock is behind @now.
	bool take_due(unsigned long now, hlist_head *due);
	// Bring the clock nearer to @now, so that timers are sorted by their distance from it.
	void forward(unsigned long now);

	// A lower bound of the earliest expiry, at no cost: exact within 64 jiffies' digits.
	unsigned long next_event() const;
	// The earliest expiry, none if empty. Looks at the timers of one slot.
	unsigned long next_expiry() const;

private:
	static constexpr unsigned int far_index = levels * slots;

	unsigned int index_of(unsigned long when) const;
	unsigned int first_level() const;
	void enter(unsigned long clock);
	void move_down(unsigned int index);
	void unlist(unsigned int index);

	unsigned long clock_;
	u64 occupied_[levels];
	hlist_head slot_[levels * slots];
	hlist_head far_;
};

} // namespace timers
