/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Mutexes. owner holds the task that has it, and flags in its low bits; kernel/locking/mutex.cpp. A task that wants what it has
 * already is reported. Layout: Linux 6.12 (32 bytes).
 */
#ifndef __LINUX_MUTEX_H
#define __LINUX_MUTEX_H
#include <asm/current.h>
#include <linux/list.h>
#include <linux/spinlock_types.h>
#include <linux/lockdep.h>
#include <linux/atomic.h>
#include <linux/cleanup.h>
struct optimistic_spin_queue {
	atomic_t tail;
};
struct mutex {
	atomic_long_t owner;
	raw_spinlock_t wait_lock;
	struct optimistic_spin_queue osq;
	struct list_head wait_list;
#ifdef CONFIG_LOCKDEP
	struct lockdep_map dep_map;
#endif
};
#define __MUTEX_INITIALIZER(lockname)                                                              \
	{                                                                                          \
		.owner = ATOMIC_LONG_INIT(0),                                                      \
		.wait_lock = __RAW_SPIN_LOCK_UNLOCKED(lockname.wait_lock),                         \
		.osq = {ATOMIC_INIT(0)},                                                           \
		.wait_list = LIST_HEAD_INIT(lockname.wait_list)                                    \
			__LOCKDEP_MAP_OF(lockname, LD_WAIT_SLEEP)                                  \
	}
#define DEFINE_MUTEX(mutexname) struct mutex mutexname = __MUTEX_INITIALIZER(mutexname)
__BEGIN_DECLS
void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key);
/* Task context. */
void mutex_lock(struct mutex *lock);
int __must_check mutex_lock_interruptible(struct mutex *lock);
int __must_check mutex_lock_killable(struct mutex *lock);
/* 1 when it was free and is ours now. */
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
/* Takes the lock only when the count drops to 0 (value 1, lock held). */
int atomic_dec_and_mutex_lock(atomic_t *cnt, struct mutex *lock);
__END_DECLS
#ifdef CONFIG_LOCKDEP
#define mutex_init(mutex)                                                                          \
	do {                                                                                       \
		static struct lock_class_key __key;                                                \
		__mutex_init(mutex, #mutex, &__key);                                               \
	} while (0)
__BEGIN_DECLS
void mutex_lock_nested(struct mutex *lock, unsigned int subclass);
void _mutex_lock_nest_lock(struct mutex *lock, struct lockdep_map *nest_lock);
__END_DECLS
#define mutex_lock_nest_lock(lock, nest_lock) _mutex_lock_nest_lock(lock, &(nest_lock)->dep_map)
#define mutex_lock_interruptible_nested(lock, subclass)                                            \
	({                                                                                         \
		mutex_lock_nested(lock, subclass);                                                 \
		0;                                                                                 \
	})
#else
#define mutex_lock_nest_lock(lock, nest_lock)           ((void)(nest_lock), mutex_lock(lock))
#define mutex_lock_interruptible_nested(lock, subclass) mutex_lock_interruptible(lock)
#define mutex_init(mutex)                               __mutex_init(mutex, #mutex, NULL)
#define mutex_lock_nested(lock, subclass)               mutex_lock(lock)
#endif
#define mutex_init_with_key(mutex, key)            __mutex_init(mutex, #mutex, key)
#define mutex_lock_killable_nested(lock, subclass) mutex_lock_interruptible_nested(lock, subclass)
#define mutex_lock_io_nested(lock, subclass)       mutex_lock_nested(lock, subclass)
#define mutex_destroy(lock)                        ((void)(lock))
#define mutex_lock_io(lock)                        mutex_lock(lock)
static inline bool mutex_is_locked(struct mutex *lock)
{
	return (atomic_long_read(&lock->owner) & ~7L) != 0;
}
#ifndef __cplusplus
DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD_COND(mutex, _try, mutex_trylock(_T))
DEFINE_GUARD_COND(mutex, _intr, mutex_lock_interruptible(_T) == 0)
#endif
#endif
