/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Ticket spinlocks: fair, four bytes. A CPU draws the next ticket and waits until the owner's number reaches it; unlocking
 * advances owner with a store-release. Waiting is by YIELD on a load-acquire: simple, and right for the few CPUs here.
 */
#ifndef __ASM_SPINLOCK_H
#define __ASM_SPINLOCK_H

#include <asm/spinlock_types.h>

/** arch_spin_lock() - acquire. Interrupts as the caller left them. */
static inline void arch_spin_lock(arch_spinlock_t *lock)
{
	u16 ticket = __atomic_fetch_add(&lock->next, 1, __ATOMIC_RELAXED);

	while (__builtin_expect(__atomic_load_n(&lock->owner, __ATOMIC_ACQUIRE) != ticket, 0))
		asm volatile("yield" ::: "memory");
}

/** arch_spin_trylock() - acquire if free; returns 1 if so. */
static inline int arch_spin_trylock(arch_spinlock_t *lock)
{
	u32 *word = (u32 *)lock;
	u32 old = __atomic_load_n(word, __ATOMIC_RELAXED);

	if ((u16)old != (u16)(old >> 16))
		return 0;
	return __atomic_compare_exchange_n(word, &old, old + 0x10000, 0, __ATOMIC_ACQUIRE,
					   __ATOMIC_RELAXED);
}

/** arch_spin_unlock() - release; only the holder may. */
static inline void arch_spin_unlock(arch_spinlock_t *lock)
{
	__atomic_store_n(&lock->owner, (u16)(lock->owner + 1), __ATOMIC_RELEASE);
}

static inline int arch_spin_is_locked(arch_spinlock_t *lock)
{
	u32 word = __atomic_load_n((u32 *)lock, __ATOMIC_RELAXED);

	return (u16)word != (u16)(word >> 16);
}

/** arch_spin_is_contended() - does somebody wait for it? */
static inline int arch_spin_is_contended(arch_spinlock_t *lock)
{
	u32 word = __atomic_load_n((u32 *)lock, __ATOMIC_RELAXED);

	return (u16)((u16)(word >> 16) - (u16)word) > 1;
}

#endif
