/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_SPINLOCK_TYPES_RAW_H
#define __LINUX_SPINLOCK_TYPES_RAW_H
#include <asm/spinlock_types.h>
#include <linux/lockdep_types.h>
typedef struct raw_spinlock {
	arch_spinlock_t raw_lock;
#ifdef CONFIG_DEBUG_SPINLOCK
	unsigned int magic, owner_cpu; /* kernel/locking/spinlock_debug.cpp */
	void *owner;
#endif
#ifdef CONFIG_LOCKDEP
	struct lockdep_map dep_map;
#endif
} raw_spinlock_t;
#ifdef CONFIG_DEBUG_SPINLOCK
#define SPINLOCK_MAGIC      0xdead4ead
#define SPINLOCK_OWNER_INIT ((void *)-1L) /* nobody; so is NULL, as -1 is no constant for C++ */
/* Behind .raw_lock in a lock's initialiser. */
#define __LOCK_DEBUG_INIT(_magic) , .magic = (_magic), .owner_cpu = -1U, .owner = NULL
#else
#define __LOCK_DEBUG_INIT(_magic)
#endif
#define __RAW_SPIN_LOCK_UNLOCKED(name)                                                             \
	{                                                                                          \
		.raw_lock = __ARCH_SPIN_LOCK_UNLOCKED __LOCK_DEBUG_INIT(SPINLOCK_MAGIC)            \
			__LOCKDEP_MAP_OF(name, LD_WAIT_SPIN)                                       \
	}
#define DEFINE_RAW_SPINLOCK(x) raw_spinlock_t x = __RAW_SPIN_LOCK_UNLOCKED(x)
#endif
