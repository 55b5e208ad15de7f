/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The machine's ticket lock, waiting by cpu_relax(), which gives the time slice away: the host may have fewer cores than
 * the test has CPUs.
 */
#ifndef __ASM_SPINLOCK_H
#define __ASM_SPINLOCK_H

#include <asm/processor.h>
#include <asm/spinlock_types.h>

static inline void arch_spin_lock(arch_spinlock_t *lock)
{
	u16 ticket = __atomic_fetch_add(&lock->next, 1, __ATOMIC_RELAXED);

	while (__atomic_load_n(&lock->owner, __ATOMIC_ACQUIRE) != ticket)
		cpu_relax();
}

static inline int arch_spin_trylock(arch_spinlock_t *lock)
{
	u16 owner = __atomic_load_n(&lock->owner, __ATOMIC_RELAXED);
	u16 free_ticket = owner;

	return __atomic_compare_exchange_n(&lock->next, &free_ticket, (u16)(owner + 1), 0,
					   __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

static inline void arch_spin_unlock(arch_spinlock_t *lock)
{
	__atomic_store_n(&lock->owner, (u16)(lock->owner + 1), __ATOMIC_RELEASE);
}

/** arch_trylock_add() - take a lock that is a bit and add to the number beside it; see arch/arm64's. */
static inline bool arch_trylock_add(u64 *word, u64 delta, u64 *sum)
{
	u64 old = __atomic_load_n(word, __ATOMIC_RELAXED);

	do {
		if ((u32)old)
			return false;
		*sum = old + delta;
	} while (!__atomic_compare_exchange_n(word, &old, *sum, 0, __ATOMIC_ACQUIRE,
					      __ATOMIC_RELAXED));
	return true;
}

static inline int arch_spin_is_locked(arch_spinlock_t *lock)
{
	return __atomic_load_n(&lock->owner, __ATOMIC_RELAXED) !=
	       __atomic_load_n(&lock->next, __ATOMIC_RELAXED);
}

static inline int arch_spin_is_contended(arch_spinlock_t *lock)
{
	return (u16)(__atomic_load_n(&lock->next, __ATOMIC_RELAXED) -
		     __atomic_load_n(&lock->owner, __ATOMIC_RELAXED)) > 1;
}

#endif
