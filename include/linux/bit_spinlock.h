/* SPDX-License-Identifier: GPL-2.0-only */
/* A lock of one bit in a word that has others: not fair, for short and rare holds. Linux 6.12: include/linux/bit_spinlock.h. */
#ifndef __LINUX_BIT_SPINLOCK_H
#define __LINUX_BIT_SPINLOCK_H
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/preempt.h>
#include <asm/processor.h>
static inline void bit_spin_lock(int bitnum, unsigned long *addr)
{
	preempt_disable();
	while (unlikely(test_and_set_bit(bitnum, addr))) {
		preempt_enable();
		do {
			cpu_relax();
		} while (test_bit(bitnum, addr));
		preempt_disable();
	}
}
static inline int bit_spin_trylock(int bitnum, unsigned long *addr)
{
	preempt_disable();
	if (unlikely(test_and_set_bit(bitnum, addr))) {
		preempt_enable();
		return 0;
	}
	return 1;
}
static inline void bit_spin_unlock(int bitnum, unsigned long *addr)
{
	clear_bit_unlock(bitnum, addr);
	preempt_enable();
}
#define __bit_spin_unlock(bitnum, addr) bit_spin_unlock(bitnum, addr)
static inline int bit_spin_is_locked(int bitnum, unsigned long *addr)
{
	return test_bit(bitnum, addr);
}
#endif
