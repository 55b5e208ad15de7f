/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Ticket spinlocks: fair, four bytes. A CPU draws the next ticket and waits until the owner's number reaches it; unlocking
 * advances owner with a store-release. Who waits sleeps in WFE: its LDAXR watches owner, and the store that unlocks ends the watch,
 * which is an event. SEVL makes the first WFE fall through.
 */
#ifndef __ASM_SPINLOCK_H
#define __ASM_SPINLOCK_H

#include <asm/atomic_ops.h>
#include <asm/spinlock_types.h>

/** arch_spin_lock() - acquire. Interrupts as the caller left them. */
static inline void arch_spin_lock(arch_spinlock_t *lock)
{
	u32 ticket, next, failed;

	asm_inline volatile(ARM64_LSE_ATOMIC_INSN("1:	ldxrh	%w[ticket], %[mem]\n"
						  "	add	%w[next], %w[ticket], #1\n"
						  "	stxrh	%w[failed], %w[next], %[mem]\n"
						  "	cbnz	%w[failed], 1b",
						  "	mov	%w[next], #1\n"
						  "	ldaddh	%w[next], %w[ticket], %[mem]")
			    : [ticket] "=&r"(ticket), [next] "=&r"(next), [failed] "=&r"(failed),
			      [mem] "+Q"(lock->next));
	if (__builtin_expect(__atomic_load_n(&lock->owner, __ATOMIC_ACQUIRE) != ticket, 0)) {
		u32 owner;

		asm volatile("	sevl\n"
			     "1:	wfe\n"
			     "	ldaxrh	%w[owner], %[at]\n"
			     "	cmp	%w[owner], %w[ticket]\n"
			     "	b.ne	1b\n"
			     : [owner] "=&r"(owner)
			     : [at] "Q"(lock->owner), [ticket] "r"(ticket)
			     : "cc", "memory");
	}
}

/** arch_spin_trylock() - acquire if free; returns 1 if so. */
static inline int arch_spin_trylock(arch_spinlock_t *lock)
{
	u32 *word = (u32 *)lock;
	u32 old = __atomic_load_n(word, __ATOMIC_RELAXED);

	if ((u16)old != (u16)(old >> 16))
		return 0;
	return arch_try_cmpxchg(acquire, word, &old, old + 0x10000);
}

/** arch_spin_unlock() - release; only the holder may. */
static inline void arch_spin_unlock(arch_spinlock_t *lock)
{
	__atomic_store_n(&lock->owner, (u16)(lock->owner + 1), __ATOMIC_RELEASE);
}

/**
 * arch_trylock_add() - take a lock that is a bit, and add to the number beside it, in one exchange.
 * @word: the lock in the lower half, 0 when it is free, and the number in the upper.
 * @delta: what is added to the word: 1 takes the lock, the number is added in the upper half.
 * @sum: the word as it is now, on success.
 *
 * Acquires on success; nothing has changed on failure. Unlocked by a store-release of 0 to the lower half.
 */
static __always_inline bool arch_trylock_add(u64 *word, u64 delta, u64 *sum)
{
	u64 value;
	u32 failed;

	asm goto("1:	ldaxr	%[value], %[word]\n"
		 "	cbnz	%w[value], %l[taken]\n"
		 "	add	%[value], %[value], %[delta]\n"
		 "	stxr	%w[failed], %[value], %[word]\n"
		 "	cbnz	%w[failed], 1b\n"
		 : [value] "=&r"(value), [failed] "=&r"(failed), [word] "+Q"(*word)
		 : [delta] "r"(delta)
		 : "memory"
		 : taken);
	*sum = value;
	return true;
taken:
	return false;
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
