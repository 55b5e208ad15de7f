/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory barriers. smp_*() order accesses among CPUs (inner shareable), dma_*() among CPUs and DMA masters (outer
 * shareable), mb() and its kin also against device accesses and wait for completion (DSB).
 */
#ifndef __ASM_BARRIER_H
#define __ASM_BARRIER_H

#define isb()                    asm volatile("isb" ::: "memory")
#define dmb(opt)                 asm volatile("dmb " #opt ::: "memory")
#define dsb(opt)                 asm volatile("dsb " #opt ::: "memory")
#define sev()                    asm volatile("sev" ::: "memory")
#define wfe()                    asm volatile("wfe" ::: "memory")
#define wfi()                    asm volatile("wfi" ::: "memory")

#define mb()                     dsb(sy)
#define rmb()                    dsb(ld)
#define wmb()                    dsb(st)
#define dma_mb()                 dmb(osh)
#define dma_rmb()                dmb(oshld)
#define dma_wmb()                dmb(oshst)
#define smp_mb()                 dmb(ish)
#define smp_rmb()                dmb(ishld)
#define smp_wmb()                dmb(ishst)
#define __smp_mb()               smp_mb()
#define __smp_rmb()              smp_rmb()
#define __smp_wmb()              smp_wmb()

#define smp_mb__before_atomic()  smp_mb()
#define smp_mb__after_atomic()   smp_mb()
#define smp_mb__after_spinlock() smp_mb()

/* LDAR and STLR. */
#define smp_load_acquire(p)     __atomic_load_n((p), __ATOMIC_ACQUIRE)
#define smp_store_release(p, v) __atomic_store_n((p), (v), __ATOMIC_RELEASE)

#define smp_store_mb(var, value)                                                                   \
	do {                                                                                       \
		__atomic_store_n(&(var), (value), __ATOMIC_RELAXED);                               \
		smp_mb();                                                                          \
	} while (0)

/* Control dependency plus this gives acquire ordering. */
#define smp_acquire__after_ctrl_dep() smp_rmb()

/* Spins until cond, an expression over VAL, holds for *ptr. */
#define smp_cond_load_relaxed(ptr, cond)                                                           \
	({                                                                                         \
		__typeof__(*(ptr)) VAL;                                                            \
		while (VAL = __atomic_load_n((ptr), __ATOMIC_RELAXED), !(cond))                    \
			asm volatile("yield" ::: "memory");                                        \
		VAL;                                                                               \
	})
#define smp_cond_load_acquire(ptr, cond)                                                           \
	({                                                                                         \
		__typeof__(*(ptr)) VAL;                                                            \
		while (VAL = __atomic_load_n((ptr), __ATOMIC_ACQUIRE), !(cond))                    \
			asm volatile("yield" ::: "memory");                                        \
		VAL;                                                                               \
	})

#endif
