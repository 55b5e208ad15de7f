/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_CPUMASK_TYPES_H
#define __LINUX_CPUMASK_TYPES_H
#include <linux/bits.h>
#include <linux/threads.h>
#include <linux/types.h>
typedef struct cpumask {
	unsigned long bits[BITS_TO_LONGS(NR_CPUS)];
} cpumask_t;
#endif
