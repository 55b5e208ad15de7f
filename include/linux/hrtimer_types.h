/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_HRTIMER_TYPES_H
#define _LINUX_HRTIMER_TYPES_H
#include <linux/types.h>
#include <linux/timerqueue_types.h>

struct hrtimer_clock_base;

/* What a timer's function answers: HRTIMER_RESTART queues it again, at the time that it has set by hrtimer_forward(). */
enum hrtimer_restart {
	HRTIMER_NORESTART,
	HRTIMER_RESTART,
};

/**
 * struct hrtimer - a function to call at a nanosecond.
 * @node:	  in its base's queue, by the latest time at which it should run.
 * @_softexpires: the earliest.
 * @base:	  the clock, on the CPU where it is or was last queued.
 * @state:	  HRTIMER_STATE_*.
 */
struct hrtimer {
	struct timerqueue_node node;
	ktime_t _softexpires;
	enum hrtimer_restart (*function)(struct hrtimer *);
	struct hrtimer_clock_base *base;
	u8 state;
	u8 is_rel;
	u8 is_soft;
	u8 is_hard;
};

#endif
