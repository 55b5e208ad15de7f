/* SPDX-License-Identifier: GPL-2.0-only */
/* Priorities: 0…99 real time, 100…139 nice -20…19; less is more. Linux 6.12: include/linux/sched/prio.h. */
#ifndef _LINUX_SCHED_PRIO_H
#define _LINUX_SCHED_PRIO_H
#define MAX_NICE           19
#define MIN_NICE           -20
#define NICE_WIDTH         (MAX_NICE - MIN_NICE + 1)
#define MAX_RT_PRIO        100
#define MAX_PRIO           (MAX_RT_PRIO + NICE_WIDTH)
#define DEFAULT_PRIO       (MAX_RT_PRIO + NICE_WIDTH / 2)
#define NICE_TO_PRIO(nice) ((nice) + DEFAULT_PRIO)
#define PRIO_TO_NICE(prio) ((prio)-DEFAULT_PRIO)
#endif
