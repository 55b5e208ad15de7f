/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_SPINLOCK_TYPES_RAW_H
#define __LINUX_SPINLOCK_TYPES_RAW_H
#include <asm/spinlock_types.h>
#include <linux/lockdep_types.h>
typedef struct raw_spinlock {
	arch_spinlock_t raw_lock;
#ifdef CONFIG_LOCKDEP
	struct lockdep_map dep_map;
#endif
} raw_spinlock_t;
#define __RAW_SPIN_LOCK_UNLOCKED(name)                                                             \
	{                                                                                          \
		.raw_lock = __ARCH_SPIN_LOCK_UNLOCKED __LOCKDEP_MAP_OF(name, LD_WAIT_SPIN)         \
	}
#define DEFINE_RAW_SPINLOCK(x) raw_spinlock_t x = __RAW_SPIN_LOCK_UNLOCKED(x)
#endif
