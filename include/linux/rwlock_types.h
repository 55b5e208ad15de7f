/* SPDX-License-Identifier: GPL-2.0-only */
/* What a rwlock_t is; linux/rwlock.h has the functions. Linux 6.12: rwlock_types.h, asm-generic/qrwlock_types.h. */
#ifndef __LINUX_RWLOCK_TYPES_H
#define __LINUX_RWLOCK_TYPES_H
#include <linux/lockdep_types.h>
#include <linux/spinlock_types_raw.h>
#include <linux/types.h>
#include <asm/spinlock_types.h>

/* 8 bytes. wlocked is the lowest byte of cnts: who unlocks for writing clears it and nothing else. */
typedef struct qrwlock {
	union {
		atomic_t cnts;
		struct {
			u8 wlocked;
			u8 __lstate[3];
		};
	};
	arch_spinlock_t wait_lock;
} arch_rwlock_t;
#define __ARCH_RW_LOCK_UNLOCKED                                                                    \
	{                                                                                          \
		{ATOMIC_INIT(0)}, __ARCH_SPIN_LOCK_UNLOCKED                                        \
	}

typedef struct {
	arch_rwlock_t raw_lock;
#ifdef CONFIG_DEBUG_SPINLOCK
	unsigned int magic, owner_cpu; /* of the writer */
	void *owner;
#endif
#ifdef CONFIG_LOCKDEP
	struct lockdep_map dep_map;
#endif
} rwlock_t;
#define RWLOCK_MAGIC 0xdeaf1eed
#define __RW_LOCK_UNLOCKED(name)                                                                   \
	{                                                                                          \
		.raw_lock = __ARCH_RW_LOCK_UNLOCKED __LOCK_DEBUG_INIT(RWLOCK_MAGIC)                \
			__LOCKDEP_MAP_OF(name, LD_WAIT_SPIN)                                       \
	}
#define DEFINE_RWLOCK(x) rwlock_t x = __RW_LOCK_UNLOCKED(x)
#endif
