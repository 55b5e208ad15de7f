/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_SPINLOCK_TYPES_H
#define __LINUX_SPINLOCK_TYPES_H
#include <linux/compiler_types.h>
#include <asm/spinlock_types.h>
#include <linux/spinlock_types_raw.h>
typedef struct spinlock {
	union {
		struct raw_spinlock rlock;
	};
} spinlock_t;
#define ___SPIN_LOCK_INITIALIZER(name)                                                             \
	{                                                                                          \
		{                                                                                  \
			{                                                                          \
				__ARCH_SPIN_LOCK_UNLOCKED                                          \
			}                                                                          \
		}                                                                                  \
	}
#define __SPIN_LOCK_UNLOCKED(name) ___SPIN_LOCK_INITIALIZER(name)
#define DEFINE_SPINLOCK(x)         spinlock_t x = __SPIN_LOCK_UNLOCKED(x)
/* Readers and writers: a count of readers, -1 for a writer; writers that wait do not hold readers off. */
typedef struct {
	int cnts;
} rwlock_t;
#define __RW_LOCK_UNLOCKED(name)                                                                   \
	{                                                                                          \
		0                                                                                  \
	}
#define DEFINE_RWLOCK(x) rwlock_t x = __RW_LOCK_UNLOCKED(x)
#endif
