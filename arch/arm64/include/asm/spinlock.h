/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Queued spinlocks: a free lock is a word of zeros, and whoever turns it into 1 has it: five instructions. Unlocking is one
 * store-release of a byte. Who finds the word not zero leaves for kernel/locking/qspinlock.cpp through __queued_spin_lock_slow
 * (arch/arm64/lib/qspinlock.S), which keeps every register but x16 and x17: so a function that takes a lock needs no stack frame
 * for the case that it has to wait. An exclusive store that failed goes there, too.
 */
#ifndef __ASM_SPINLOCK_H
#define __ASM_SPINLOCK_H

#include <asm-generic/qspinlock.h>
#include <asm/atomic_ops.h>
#include <asm/spinlock_types.h>

/** arch_spin_lock() - acquire. Interrupts as the caller left them. */
static __always_inline void arch_spin_lock(arch_spinlock_t *lock)
{
	u32 seen;

	asm_inline volatile(ARM64_LSE_ATOMIC_INSN("	ldaxr	%w[seen], [%[lock]]\n"
						  "	cbnz	%w[seen], 2f\n"
						  "	stxr	%w[seen], %w[locked], [%[lock]]",
						  "	mov	%w[seen], wzr\n"
						  "	casa	%w[seen], %w[locked], [%[lock]]\n"
						  "	nop") "	cbnz	%w[seen], 2f\n"
							      "1:\n"
							      "	.subsection 1\n"
							      "2:	mov	x16, %[lock]\n"
							      "	adr	x17, 1b\n"
							      "	b	__queued_spin_lock_slow\n"
							      "	.previous\n"
			    : [seen] "=&r"(seen)
			    : [lock] "r"(lock), [locked] "r"(_Q_LOCKED_VAL)
			    : "x16", "x17", "memory");
}

/** arch_spin_trylock() - acquire if free; returns 1 if so. */
static __always_inline int arch_spin_trylock(arch_spinlock_t *lock)
{
	u32 seen;

	/* Both ways look first: who fails does not claim the cache line. */
	asm volatile goto(
		"1:\n" /* clang-format off */
			  ARM64_LSE_ATOMIC_INSN("	ldaxr	%w[seen], [%[lock]]",
						"	ldr	%w[seen], [%[lock]]")
			  "	cbnz	%w[seen], %l[taken]\n"
			  ARM64_LSE_ATOMIC_INSN("	stxr	%w[seen], %w[locked], [%[lock]]",
						"	casa	%w[seen], %w[locked], [%[lock]]")
			  "	cbnz	%w[seen], 1b\n" /* clang-format on */
		: [seen] "=&r"(seen)
		: [lock] "r"(lock), [locked] "r"(_Q_LOCKED_VAL)
		: "memory"
		: taken);
	return 1;
taken:
	return 0;
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

#endif
