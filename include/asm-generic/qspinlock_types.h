/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a queued spinlock is: four bytes.
 *
 *	31 ……………… 18  17 … 16  15 …… 8   7 …… 0
 *	[ CPU + 1    │ level  │ pending │ locked ]
 *	  the last in the queue
 *
 * kernel/locking/qspinlock.cpp has the theory. Linux 6.12: include/asm-generic/qspinlock_types.h, for less than 16384 CPUs.
 */
#ifndef __ASM_GENERIC_QSPINLOCK_TYPES_H
#define __ASM_GENERIC_QSPINLOCK_TYPES_H

#include <linux/types.h>

typedef struct qspinlock {
	union {
		atomic_t val;
		/* Who unlocks clears the first byte and nothing else; who is pending turns the first half into "locked". */
		struct {
			u8 locked;
			u8 pending;
		};
		struct {
			u16 locked_pending;
			u16 tail;
		};
	};
} arch_spinlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED                                                                  \
	{                                                                                          \
		{                                                                                  \
			ATOMIC_INIT(0)                                                             \
		}                                                                                  \
	}

#define _Q_LOCKED_OFFSET   0
#define _Q_LOCKED_MASK     0x000000ffU
#define _Q_LOCKED_VAL      0x00000001U
#define _Q_PENDING_OFFSET  8
#define _Q_PENDING_MASK    0x0000ff00U
#define _Q_PENDING_VAL     0x00000100U
#define _Q_TAIL_IDX_OFFSET 16
#define _Q_TAIL_IDX_MASK   0x00030000U
#define _Q_TAIL_CPU_OFFSET 18
#define _Q_TAIL_CPU_MASK   0xfffc0000U
#define _Q_TAIL_OFFSET     _Q_TAIL_IDX_OFFSET
#define _Q_TAIL_MASK       (_Q_TAIL_IDX_MASK | _Q_TAIL_CPU_MASK)

#endif
