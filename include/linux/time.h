/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/time64.h>

/* Clocks: all show the time since boot as long as nobody knows the time of day. */
#define CLOCK_REALTIME      0
#define CLOCK_MONOTONIC     1
#define CLOCK_MONOTONIC_RAW 4
#define CLOCK_BOOTTIME      7
#define CLOCK_TAI           11
typedef int clockid_t;

__BEGIN_DECLS

/**
 * time_init() - boot step: the clock source, the event timer and the tick that the tree names.
 * After init_IRQ().
 */
void time_init(void);

__END_DECLS

#endif /* _LINUX_TIME_H */
