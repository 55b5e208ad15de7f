/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_NODEMASK_TYPES_H
#define __LINUX_NODEMASK_TYPES_H
#include <linux/bitops.h>
#include <linux/numa.h>
typedef struct {
	unsigned long bits[BITS_TO_LONGS(MAX_NUMNODES)];
} nodemask_t;
#endif
