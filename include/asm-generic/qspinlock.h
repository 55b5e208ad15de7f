/* SPDX-License-Identifier: GPL-2.0-only */
/* Queued spinlocks: what is plain loads and stores on every machine. Part of asm/spinlock.h, which has lock and trylock. */
#ifndef __ASM_GENERIC_QSPINLOCK_H
#define __ASM_GENERIC_QSPINLOCK_H

#include <asm-generic/qspinlock_types.h>

__BEGIN_DECLS
/**
 * queued_spin_lock_slowpath() - acquire a lock that was not free.
 * @val: the lock as it was seen.
 *
 * Preemption or interrupts disabled, or both. Interrupts may come, and may wait for locks themselves.
 */
void queued_spin_lock_slowpath(struct qspinlock *lock, u32 val);
__END_DECLS

/** arch_spin_unlock() - release; only the holder may. */
static __always_inline void arch_spin_unlock(arch_spinlock_t *lock)
{
	__atomic_store_n(&lock->locked, 0, __ATOMIC_RELEASE);
}

/** arch_spin_is_locked() - is it held, or about to be by who waits? */
static inline int arch_spin_is_locked(arch_spinlock_t *lock)
{
	return __atomic_load_n(&lock->val.counter, __ATOMIC_RELAXED) != 0;
}

/** arch_spin_is_contended() - does somebody wait for it? */
static inline int arch_spin_is_contended(arch_spinlock_t *lock)
{
	return (__atomic_load_n(&lock->val.counter, __ATOMIC_RELAXED) & ~_Q_LOCKED_MASK) != 0;
}

#endif
