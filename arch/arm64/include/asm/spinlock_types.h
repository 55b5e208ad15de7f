/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_SPINLOCK_TYPES_H
#define __ASM_SPINLOCK_TYPES_H

#include <linux/types.h>

/* A ticket lock: the holder is the one whose ticket equals owner. 4 bytes, as Linux's queued spinlock. */
typedef struct {
	u16 owner;
	u16 next;
} __attribute__((aligned(4))) arch_spinlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED                                                                  \
	{                                                                                          \
		0, 0                                                                               \
	}

#endif
