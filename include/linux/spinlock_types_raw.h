/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_SPINLOCK_TYPES_RAW_H
#define __LINUX_SPINLOCK_TYPES_RAW_H
#include <asm/spinlock_types.h>
typedef struct raw_spinlock {
	arch_spinlock_t raw_lock;
} raw_spinlock_t;
#define __RAW_SPIN_LOCK_UNLOCKED(name)                                                             \
	{                                                                                          \
		__ARCH_SPIN_LOCK_UNLOCKED                                                          \
	}
#define DEFINE_RAW_SPINLOCK(x) raw_spinlock_t x = __RAW_SPIN_LOCK_UNLOCKED(x)
#endif
