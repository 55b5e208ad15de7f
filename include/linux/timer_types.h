/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_TIMER_TYPES_H
#define _LINUX_TIMER_TYPES_H
#include <linux/lockdep_types.h>
#include <linux/types.h>

/**
 * struct timer_list - a function to call at a jiffy.
 * @entry:    in a slot of its CPU's wheel while pending; pprev is NULL otherwise.
 * @expires:  the jiffy.
 * @function: what is called; NULL once the timer is shut down.
 * @flags:    TIMER_*, the CPU, and the slot.
 */
struct timer_list {
	struct hlist_node entry;
	unsigned long expires;
	void (*function)(struct timer_list *);
	u32 flags;
};

#endif
