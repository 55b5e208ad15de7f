/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory barriers. smp_*() order accesses among CPUs (inner shareable), dma_*() among CPUs and DMA masters (outer
 * shareable), mb() and its kin also against device accesses and wait for completion (DSB).
 */
#ifndef __ASM_BARRIER_H
#define __ASM_BARRIER_H

#include <linux/types.h>

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

/*
 * Waiting for another CPU's store without burning power: LDXR sets this CPU's monitor on the variable, the store clears it, and that is
 * an event for WFE (Arm ARM D1.6). SEVL and the first WFE drop an event that was there before. If the value differs already by the
 * time of the LDXR nothing is waited for.
 */
#define __ARM64_CMPWAIT(bits, reg, sfx)                                                            \
	static inline void __cmpwait_##bits(const volatile void *ptr, unsigned long val)           \
	{                                                                                          \
		unsigned long seen;                                                                \
                                                                                                   \
		asm volatile("	sevl\n"                                                             \
			     "	wfe\n"                                                              \
			     "	ldxr" sfx "	%" reg "[seen], [%[ptr]]\n"                        \
			     "	eor	%" reg "[seen], %" reg "[seen], %" reg "[val]\n"           \
			     "	cbnz	%" reg "[seen], 1f\n"                                      \
			     "	wfe\n"                                                              \
			     "1:"                                                                  \
			     : [seen] "=&r"(seen)                                                  \
			     : [ptr] "r"(ptr), [val] "r"(val)                                      \
			     : "memory");                                                          \
	}
__ARM64_CMPWAIT(8, "w", "b")
__ARM64_CMPWAIT(16, "w", "h")
__ARM64_CMPWAIT(32, "w", "")
__ARM64_CMPWAIT(64, "x", "")
#undef __ARM64_CMPWAIT

/* __cmpwait_relaxed() - return when *@ptr, 1, 2, 4 or 8 bytes, may differ from @val. */
#define __cmpwait_relaxed(ptr, val)                                                                \
	(sizeof(*(ptr)) == 1   ? __cmpwait_8((ptr), (u8)(unsigned long)(val))                      \
	 : sizeof(*(ptr)) == 2 ? __cmpwait_16((ptr), (u16)(unsigned long)(val))                    \
	 : sizeof(*(ptr)) == 4 ? __cmpwait_32((ptr), (u32)(unsigned long)(val))                    \
			       : __cmpwait_64((ptr), (unsigned long)(val)))

/* Waits until cond, an expression over VAL, holds for *ptr. */
#define smp_cond_load_relaxed(ptr, cond)                                                           \
	({                                                                                         \
		__typeof__(*(ptr)) VAL;                                                            \
		while (VAL = __atomic_load_n((ptr), __ATOMIC_RELAXED), !(cond))                    \
			__cmpwait_relaxed((ptr), VAL);                                             \
		VAL;                                                                               \
	})
#define smp_cond_load_acquire(ptr, cond)                                                           \
	({                                                                                         \
		__typeof__(*(ptr)) VAL;                                                            \
		while (VAL = __atomic_load_n((ptr), __ATOMIC_ACQUIRE), !(cond))                    \
			__cmpwait_relaxed((ptr), VAL);                                             \
		VAL;                                                                               \
	})

#endif
