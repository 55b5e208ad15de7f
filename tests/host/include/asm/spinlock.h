/* SPDX-License-Identifier: GPL-2.0-only */
/* Queued spinlocks, as on the machine: who waits does so in kernel/locking/qspinlock.cpp. */
#ifndef __ASM_SPINLOCK_H
#define __ASM_SPINLOCK_H

#include <asm-generic/qspinlock.h>
#include <asm/processor.h>
#include <asm/spinlock_types.h>

static inline int arch_spin_trylock(arch_spinlock_t *lock)
{
	int unlocked = 0;

	return __atomic_load_n(&lock->val.counter, __ATOMIC_RELAXED) == 0 &&
	       __atomic_compare_exchange_n(&lock->val.counter, &unlocked, _Q_LOCKED_VAL, 0,
					   __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

static inline void arch_spin_lock(arch_spinlock_t *lock)
{
	int seen = 0;

	if (!__atomic_compare_exchange_n(&lock->val.counter, &seen, _Q_LOCKED_VAL, 0,
					 __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		queued_spin_lock_slowpath(lock, seen);
}

/** arch_trylock_add() - take a lock that is a bit and add to the number beside it; see arch/arm64's. */
static inline bool arch_trylock_add(u64 *word, u64 delta, u64 *sum)
{
#ifdef __SANITIZE_THREAD__
	/* It takes the number for unguarded if it is read before the lock is had: first the one, then the other. */
	u32 unlocked = 0;

	if (!__atomic_compare_exchange_n((u32 *)word, &unlocked, (u32)delta, 0, __ATOMIC_ACQUIRE,
					 __ATOMIC_RELAXED))
		return false;
	((u32 *)word)[1] += (u32)(delta >> 32);
	*sum = (u64)((u32 *)word)[1] << 32 | (u32)delta;
	return true;
#endif
	u64 old = __atomic_load_n(word, __ATOMIC_RELAXED);

	do {
		if ((u32)old)
			return false;
		*sum = old + delta;
	} while (!__atomic_compare_exchange_n(word, &old, *sum, 0, __ATOMIC_ACQUIRE,
					      __ATOMIC_RELAXED));
	return true;
}

#endif
