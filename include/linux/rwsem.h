/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reader-writer semaphores: many readers or one writer, who may sleep. Fair: first come, first served, readers that wait in a row
 * together; who reads already must not come again. kernel/locking/rwsem.cpp. Layout: Linux 6.12 (40 bytes).
 */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H
#include <linux/atomic.h>
#include <linux/cleanup.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
struct rw_semaphore {
	atomic_long_t
		count; /* bit 0: a writer has it, bit 1: somebody waits, from bit 8: readers */
	atomic_long_t owner; /* the writer, or the last reader | 1; for debuggers */
	struct optimistic_spin_queue osq;
	raw_spinlock_t wait_lock;
	struct list_head wait_list;
#ifdef CONFIG_LOCKDEP
	struct lockdep_map dep_map;
#endif
};
#define RWSEM_WRITER_LOCKED (1UL << 0)
#define RWSEM_FLAG_WAITERS  (1UL << 1)
#define RWSEM_READER_SHIFT  8
#define RWSEM_READER_BIAS   (1UL << RWSEM_READER_SHIFT)
#define __RWSEM_INITIALIZER(name)                                                                  \
	{                                                                                          \
		.count = ATOMIC_LONG_INIT(0), .owner = ATOMIC_LONG_INIT(0),                        \
		.osq = {ATOMIC_INIT(0)}, .wait_lock = __RAW_SPIN_LOCK_UNLOCKED(name.wait_lock),    \
		.wait_list = LIST_HEAD_INIT((name).wait_list)                                      \
			__LOCKDEP_MAP_OF(name, LD_WAIT_SLEEP)                                      \
	}
#define DECLARE_RWSEM(name) struct rw_semaphore name = __RWSEM_INITIALIZER(name)
__BEGIN_DECLS
void __init_rwsem(struct rw_semaphore *sem, const char *name, struct lock_class_key *key);
/* May sleep. The _killable and _interruptible forms give 0: nothing interrupts. */
void down_read(struct rw_semaphore *sem);
int __must_check down_read_interruptible(struct rw_semaphore *sem);
int __must_check down_read_killable(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
int __must_check down_write_killable(struct rw_semaphore *sem);
/* 1: taken. Not behind the back of those who wait. */
int down_read_trylock(struct rw_semaphore *sem);
int down_write_trylock(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
/* From writer to reader, without letting another writer in between. */
void downgrade_write(struct rw_semaphore *sem);
__END_DECLS
#ifdef CONFIG_LOCKDEP
#define init_rwsem(sem)                                                                            \
	do {                                                                                       \
		static struct lock_class_key __key;                                                \
		__init_rwsem(sem, #sem, &__key);                                                   \
	} while (0)
__BEGIN_DECLS
void down_read_nested(struct rw_semaphore *sem, int subclass);
void down_write_nested(struct rw_semaphore *sem, int subclass);
void _down_write_nest_lock(struct rw_semaphore *sem, struct lockdep_map *nest_lock);
/* One task takes it, another lets go of it. */
void down_read_non_owner(struct rw_semaphore *sem);
void up_read_non_owner(struct rw_semaphore *sem);
__END_DECLS
#define down_read_killable_nested(sem, subclass)                                                   \
	({                                                                                         \
		down_read_nested(sem, subclass);                                                   \
		0;                                                                                 \
	})
#define down_write_killable_nested(sem, subclass)                                                  \
	({                                                                                         \
		down_write_nested(sem, subclass);                                                  \
		0;                                                                                 \
	})
#define down_write_nest_lock(sem, nest_lock) _down_write_nest_lock(sem, &(nest_lock)->dep_map)
#else
#define init_rwsem(sem)                           __init_rwsem(sem, #sem, NULL)
#define down_read_nested(sem, subclass)           down_read(sem)
#define down_read_killable_nested(sem, subclass)  down_read_killable(sem)
#define down_write_nested(sem, subclass)          down_write(sem)
#define down_write_killable_nested(sem, subclass) down_write_killable(sem)
#define down_write_nest_lock(sem, nest_lock)      down_write(sem)
#define down_read_non_owner(sem)                  down_read(sem)
#define up_read_non_owner(sem)                    up_read(sem)
#endif
static inline int rwsem_is_locked(struct rw_semaphore *sem)
{
	return (atomic_long_read(&sem->count) & ~(long)RWSEM_FLAG_WAITERS) != 0;
}
static inline int rwsem_is_contended(struct rw_semaphore *sem)
{
	return !list_empty(&sem->wait_list);
}
static inline void rwsem_assert_held_nolockdep(const struct rw_semaphore *sem)
{
	WARN_ON(!rwsem_is_locked((struct rw_semaphore *)sem));
}
static inline void rwsem_assert_held_write_nolockdep(const struct rw_semaphore *sem)
{
	WARN_ON(!(atomic_long_read(&sem->count) & (long)RWSEM_WRITER_LOCKED));
}
#ifdef CONFIG_LOCKDEP
#define rwsem_assert_held(sem)       lockdep_assert_held(sem)
#define rwsem_assert_held_write(sem) lockdep_assert_held_write(sem)
#else
#define rwsem_assert_held(sem)       rwsem_assert_held_nolockdep(sem)
#define rwsem_assert_held_write(sem) rwsem_assert_held_write_nolockdep(sem)
#endif
#ifndef __cplusplus
DEFINE_GUARD(rwsem_read, struct rw_semaphore *, down_read(_T), up_read(_T))
DEFINE_GUARD_COND(rwsem_read, _try, down_read_trylock(_T))
DEFINE_GUARD_COND(rwsem_read, _intr, down_read_interruptible(_T) == 0)
DEFINE_GUARD(rwsem_write, struct rw_semaphore *, down_write(_T), up_write(_T))
DEFINE_GUARD_COND(rwsem_write, _try, down_write_trylock(_T))
#endif
#endif
