/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_HRTIMER_DEFS_H
#define _LINUX_HRTIMER_DEFS_H
/* A CPU's queues of high-resolution timers: one for each clock, twice, as functions run in the interrupt or in a softirq. */
#include <linux/cache.h>
#include <linux/ktime.h>
#include <linux/spinlock_types.h>
#include <linux/time.h>
#include <linux/timerqueue.h>

#define HIGH_RES_NSEC       1
#define KTIME_HIGH_RES      (HIGH_RES_NSEC)
#define MONOTONIC_RES_NSEC  HIGH_RES_NSEC
#define KTIME_MONOTONIC_RES KTIME_HIGH_RES

struct hrtimer;
struct hrtimer_cpu_base;

enum hrtimer_base_type {
	HRTIMER_BASE_MONOTONIC,
	HRTIMER_BASE_REALTIME,
	HRTIMER_BASE_BOOTTIME,
	HRTIMER_BASE_TAI,
	HRTIMER_BASE_MONOTONIC_SOFT,
	HRTIMER_BASE_REALTIME_SOFT,
	HRTIMER_BASE_BOOTTIME_SOFT,
	HRTIMER_BASE_TAI_SOFT,
	HRTIMER_MAX_CLOCK_BASES,
};

/**
 * struct hrtimer_clock_base - the timers of one clock on one CPU.
 * @running: the timer whose function runs now.
 * @active:  those that wait.
 */
struct hrtimer_clock_base {
	struct hrtimer_cpu_base *cpu_base;
	unsigned int index;
	clockid_t clockid;
	struct hrtimer *running;
	struct timerqueue_head active;
	ktime_t (*get_time)(void);
	ktime_t offset;
};

/**
 * struct hrtimer_cpu_base - all of a CPU's.
 * @lock:	       guards everything here and the timers queued here; interrupts masked.
 * @active_bases:      a bit for each clock base with timers.
 * @in_hrtirq:	       the interrupt is at work, and sets the device when it is through.
 * @softirq_activated: the softirq will look at the soft bases: they need no interrupt until then.
 * @nr_events:	       interrupts so far.
 * @nr_retries:	       how often more was due when one was through with what it had found.
 * @nr_hangs:	       how often there was no end to that: then the rest had to wait, so that others could go on.
 * @max_hang_time:     the longest that one of those took, ns.
 * @expires_next:      what the device is set to, or, after a hang, should be.
 */
struct hrtimer_cpu_base {
	raw_spinlock_t lock;
	unsigned int cpu;
	unsigned int active_bases;
	unsigned int in_hrtirq : 1, softirq_activated : 1;
	unsigned int nr_events;
	unsigned short nr_retries;
	unsigned short nr_hangs;
	unsigned int max_hang_time;
	ktime_t expires_next;
	struct hrtimer_clock_base clock_base[HRTIMER_MAX_CLOCK_BASES];
} ____cacheline_aligned;

#endif
