/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reader-writer spinlocks: many readers or one writer, none of whom may sleep. Fair, except to readers in interrupts:
 * kernel/locking/qrwlock.cpp has the theory. Part of linux/spinlock.h.
 *
 * A task that holds the lock for reading must not read_lock() it again: a writer may wait in between. An interrupt may take for
 * reading what the task that it interrupted reads; who takes it for writing masks those interrupts. Linux 6.12: rwlock.h.
 */
#ifndef __LINUX_RWLOCK_H
#define __LINUX_RWLOCK_H
#include <linux/spinlock.h>

#define _QW_WAITING 0x100
#define _QW_LOCKED  0x0ff
#define _QW_WMASK   0x1ff
#define _QR_SHIFT   9
#define _QR_BIAS    (1U << _QR_SHIFT)

#ifdef CONFIG_LOCKDEP
#define rwlock_init(lock)                                                                          \
	do {                                                                                       \
		static const struct lock_class_key __key = {};                                     \
		*(lock) = (rwlock_t)__RW_LOCK_UNLOCKED(lock);                                      \
		lockdep_init_map_wait(&(lock)->dep_map, #lock, &__key, 0, LD_WAIT_SPIN);           \
	} while (0)
#else
#define rwlock_init(lock)                                                                          \
	do {                                                                                       \
		*(lock) = (rwlock_t)__RW_LOCK_UNLOCKED(lock);                                      \
	} while (0)
#endif

__BEGIN_DECLS
/* When the lock was not to be had at once. Preemption disabled. */
void queued_read_lock_slowpath(struct qrwlock *lock);
void queued_write_lock_slowpath(struct qrwlock *lock);
#ifdef CONFIG_DEBUG_SPINLOCK
/* As those of linux/spinlock.h; of readers nothing is known but the lock. */
void debug_read_lock(rwlock_t *lock);
void debug_write_lock_before(rwlock_t *lock);
void debug_write_lock_after(rwlock_t *lock);
void debug_write_unlock(rwlock_t *lock);
#else
#define debug_read_lock(lock)         ((void)(lock))
#define debug_write_lock_before(lock) ((void)(lock))
#define debug_write_lock_after(lock)  ((void)(lock))
#define debug_write_unlock(lock)      ((void)(lock))
#endif
__END_DECLS

static inline void read_lock(rwlock_t *lock)
{
	preempt_disable();
	rwlock_acquire_read(&lock->dep_map, 0, 0, 0);
	debug_read_lock(lock);
	if (unlikely(atomic_add_return_acquire(_QR_BIAS, &lock->raw_lock.cnts) & _QW_WMASK))
		queued_read_lock_slowpath(&lock->raw_lock);
}
/* 1: taken. Not while a writer waits. */
static inline int read_trylock(rwlock_t *lock)
{
	int cnts = atomic_read(&lock->raw_lock.cnts);

	preempt_disable();
	while (!(cnts & _QW_WMASK)) {
		if (atomic_try_cmpxchg_acquire(&lock->raw_lock.cnts, &cnts,
					       (int)((u32)cnts + _QR_BIAS))) {
			rwlock_acquire_read(&lock->dep_map, 0, 1, 0);
			return 1;
		}
	}
	preempt_enable();
	return 0;
}
static inline void __read_unlock(rwlock_t *lock)
{
	rwlock_release(&lock->dep_map, 0);
	debug_read_lock(lock);
	(void)atomic_sub_return_release(_QR_BIAS, &lock->raw_lock.cnts);
}
static inline void read_unlock(rwlock_t *lock)
{
	__read_unlock(lock);
	preempt_enable();
}
static inline void __write_lock_nested(rwlock_t *lock, int subclass)
{
	int nobody = 0;

	preempt_disable();
	rwlock_acquire(&lock->dep_map, subclass, 0, 0);
	debug_write_lock_before(lock);
	if (unlikely(!atomic_try_cmpxchg_acquire(&lock->raw_lock.cnts, &nobody, _QW_LOCKED)))
		queued_write_lock_slowpath(&lock->raw_lock);
	debug_write_lock_after(lock);
}
static inline void write_lock(rwlock_t *lock)
{
	__write_lock_nested(lock, 0);
}
static inline int write_trylock(rwlock_t *lock)
{
	int nobody = 0;

	preempt_disable();
	if (!atomic_read(&lock->raw_lock.cnts) &&
	    atomic_try_cmpxchg_acquire(&lock->raw_lock.cnts, &nobody, _QW_LOCKED)) {
		debug_write_lock_after(lock);
		rwlock_acquire(&lock->dep_map, 0, 1, 0);
		return 1;
	}
	preempt_enable();
	return 0;
}
static inline void __write_unlock(rwlock_t *lock)
{
	rwlock_release(&lock->dep_map, 0);
	debug_write_unlock(lock);
	smp_store_release(&lock->raw_lock.wlocked, 0);
}
static inline void write_unlock(rwlock_t *lock)
{
	__write_unlock(lock);
	preempt_enable();
}
static inline bool rwlock_is_locked(rwlock_t *lock)
{
	return atomic_read(&lock->raw_lock.cnts) != 0;
}
#define rwlock_is_contended(lock)    arch_spin_is_locked(&(lock)->raw_lock.wait_lock)
#define read_can_lock(lock)          (!(atomic_read(&(lock)->raw_lock.cnts) & _QW_WMASK))
#define write_can_lock(lock)         (!rwlock_is_locked(lock))
#define write_lock_nested(lock, sub) __write_lock_nested(lock, sub)

/* Interrupts masked, or bottom halves disabled, while it is held. Interrupts come back before preemption, as in linux/spinlock.h. */
#define read_lock_irqsave(lock, flags)                                                             \
	do {                                                                                       \
		local_irq_save(flags);                                                             \
		read_lock(lock);                                                                   \
	} while (0)
#define write_lock_irqsave(lock, flags)                                                            \
	do {                                                                                       \
		local_irq_save(flags);                                                             \
		write_lock(lock);                                                                  \
	} while (0)
static inline void read_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
{
	__read_unlock(lock);
	local_irq_restore(flags);
	preempt_enable();
}
static inline void write_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
{
	__write_unlock(lock);
	local_irq_restore(flags);
	preempt_enable();
}
static inline void read_lock_irq(rwlock_t *lock)
{
	local_irq_disable();
	read_lock(lock);
}
static inline void write_lock_irq(rwlock_t *lock)
{
	local_irq_disable();
	write_lock(lock);
}
static inline void read_unlock_irq(rwlock_t *lock)
{
	__read_unlock(lock);
	local_irq_enable();
	preempt_enable();
}
static inline void write_unlock_irq(rwlock_t *lock)
{
	__write_unlock(lock);
	local_irq_enable();
	preempt_enable();
}
static inline void read_lock_bh(rwlock_t *lock)
{
	local_bh_disable();
	read_lock(lock);
}
static inline void write_lock_bh(rwlock_t *lock)
{
	local_bh_disable();
	write_lock(lock);
}
static inline void read_unlock_bh(rwlock_t *lock)
{
	read_unlock(lock);
	local_bh_enable();
}
static inline void write_unlock_bh(rwlock_t *lock)
{
	write_unlock(lock);
	local_bh_enable();
}
#define write_trylock_irqsave(lock, flags)                                                         \
	({                                                                                         \
		local_irq_save(flags);                                                             \
		write_trylock(lock) ? 1 : ({                                                       \
			local_irq_restore(flags);                                                  \
			0;                                                                         \
		});                                                                                \
	})

#ifndef __cplusplus
DEFINE_LOCK_GUARD_1(read_lock, rwlock_t, read_lock(_T->lock), read_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(read_lock_irq, rwlock_t, read_lock_irq(_T->lock), read_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(read_lock_irqsave, rwlock_t, read_lock_irqsave(_T->lock, _T->flags),
		    read_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
DEFINE_LOCK_GUARD_1(write_lock, rwlock_t, write_lock(_T->lock), write_unlock(_T->lock))
DEFINE_LOCK_GUARD_1(write_lock_irq, rwlock_t, write_lock_irq(_T->lock), write_unlock_irq(_T->lock))
DEFINE_LOCK_GUARD_1(write_lock_irqsave, rwlock_t, write_lock_irqsave(_T->lock, _T->flags),
		    write_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
#endif
#endif
