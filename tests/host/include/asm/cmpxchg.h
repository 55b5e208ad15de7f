/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Exchange of 16 bytes. An arm64 host has the machine's own instructions; x86_64 has one for it, written out here because
 * the compiler would call a library. So the kernel's lockless paths meet real concurrency.
 */
#ifdef __aarch64__
#include "../../../../arch/arm64/include/asm/cmpxchg.h"
#else
#ifndef __ASM_CMPXCHG_H
#define __ASM_CMPXCHG_H

#include <linux/types.h>

#define system_has_cmpxchg128() 1

/**
 * try_cmpxchg128() - if *@ptr equals *@old, store @desired there; else read *@ptr into *@old. Fully ordered.
 * @ptr: 16-byte aligned.
 * Returns whether the store happened.
 */
static inline bool try_cmpxchg128(u128 *ptr, u128 *old, u128 desired)
{
#ifdef __SANITIZE_THREAD__
	/* It does not see what assembly does. */
	return __atomic_compare_exchange_n(ptr, old, desired, 0, __ATOMIC_SEQ_CST,
					   __ATOMIC_RELAXED);
#else
	u64 lo = (u64)*old, hi = (u64)(*old >> 64);
	bool done;

	asm volatile("lock cmpxchg16b %[mem]"
		     : [mem] "+m"(*ptr), "=@ccz"(done), "+a"(lo), "+d"(hi)
		     : "b"((u64)desired), "c"((u64)(desired >> 64))
		     : "memory");
	if (!done)
		*old = (u128)hi << 64 | lo;
	return done;
#endif
}

/** try_cmpxchg128_local() - the same; ordering towards other CPUs is not promised. */
static inline bool try_cmpxchg128_local(u128 *ptr, u128 *old, u128 desired)
{
	return try_cmpxchg128(ptr, old, desired);
}

#endif
#endif
