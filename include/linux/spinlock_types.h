/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_SPINLOCK_TYPES_H
#define __LINUX_SPINLOCK_TYPES_H
#include <linux/compiler_types.h>
#include <asm/spinlock_types.h>
#include <linux/spinlock_types_raw.h>
typedef struct spinlock {
	union {
		struct raw_spinlock rlock;
#ifdef CONFIG_LOCKDEP
		struct {
			char __before_dep_map[__builtin_offsetof(struct raw_spinlock, dep_map)];
			struct lockdep_map dep_map;
		};
#endif
	};
} spinlock_t;
#define ___SPIN_LOCK_INITIALIZER(name)                                                             \
	{                                                                                          \
		{                                                                                  \
			.rlock = __RAW_SPIN_LOCK_UNLOCKED(name)                                    \
		}                                                                                  \
	}
#define __SPIN_LOCK_UNLOCKED(name) ___SPIN_LOCK_INITIALIZER(name)
#define DEFINE_SPINLOCK(x)         spinlock_t x = __SPIN_LOCK_UNLOCKED(x)
#include <linux/rwlock_types.h>
#endif
