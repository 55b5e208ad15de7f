/* SPDX-License-Identifier: GPL-2.0-only */
/* Barriers by the compiler's builtins: at least as strong as the kernel asks for on every host. */
#ifndef __ASM_BARRIER_H
#define __ASM_BARRIER_H

#include <linux/compiler_types.h>

__BEGIN_DECLS
/* Gives the time slice away; first lets an interrupt in, if they are on. */
void host_relax(void);
__END_DECLS

#define __host_barrier()              __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define isb()                         __host_barrier()
#define dmb(opt)                      __host_barrier()
#define dsb(opt)                      __host_barrier()
#define mb()                          __host_barrier()
#define rmb()                         __host_barrier()
#define wmb()                         __host_barrier()
#define dma_mb()                      __host_barrier()
#define dma_rmb()                     __host_barrier()
#define dma_wmb()                     __host_barrier()
#define smp_mb()                      __host_barrier()
#define smp_rmb()                     __host_barrier()
#define smp_wmb()                     __host_barrier()
#define __smp_mb()                    __host_barrier()
#define __smp_rmb()                   __host_barrier()
#define __smp_wmb()                   __host_barrier()
#define smp_mb__before_atomic()       __host_barrier()
#define smp_mb__after_atomic()        __host_barrier()
#define smp_mb__after_spinlock()      __host_barrier()
#define smp_acquire__after_ctrl_dep() __host_barrier()

#define smp_load_acquire(p)           __atomic_load_n((p), __ATOMIC_ACQUIRE)
#define smp_store_release(p, v)       __atomic_store_n((p), (v), __ATOMIC_RELEASE)
#define smp_store_mb(var, value)      __atomic_store_n(&(var), (value), __ATOMIC_SEQ_CST)

/* Waits until cond, an expression over VAL, holds for *ptr; the host may have fewer cores than the test has CPUs. */
#define __host_cond_load(ptr, cond, order)                                                         \
	({                                                                                         \
		__typeof__(*(ptr)) VAL;                                                            \
		while (VAL = __atomic_load_n((ptr), order), !(cond))                               \
			host_relax();                                                              \
		VAL;                                                                               \
	})
#define smp_cond_load_relaxed(ptr, cond) __host_cond_load(ptr, cond, __ATOMIC_RELAXED)
#define smp_cond_load_acquire(ptr, cond) __host_cond_load(ptr, cond, __ATOMIC_ACQUIRE)

#endif
