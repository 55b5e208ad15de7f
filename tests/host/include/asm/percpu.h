/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A CPU of the simulated machine is a thread of the test program: what TPIDR_EL1 holds on arm64 is a thread-local variable
 * here. Zero until setup_per_cpu_areas(): the link-time copy of per-CPU data then serves the boot CPU, as on arm64.
 */
#ifndef __ASM_PERCPU_H
#define __ASM_PERCPU_H

#include <linux/compiler_types.h>
#include <linux/types.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>

__BEGIN_DECLS

extern __thread unsigned long host_cpu_offset;

__END_DECLS

#define __my_cpu_offset host_cpu_offset

static inline void set_my_cpu_offset(unsigned long off)
{
	host_cpu_offset = off;
}

/** this_cpu_try_cmpxchg128() - try_cmpxchg128() on this CPU's address @this_cpu_pcp; orders nothing towards others. */
static inline bool this_cpu_try_cmpxchg128(u128 *this_cpu_pcp, u128 *old, u128 desired)
{
	return try_cmpxchg128_local(this_cpu_pcp, old, desired);
}

/* __percpu_add_return(ptr, val): add to *ptr, an integer of this CPU; gives the sum. */
#define __percpu_add_return(ptr, val)                                                              \
	__atomic_add_fetch((ptr), (__typeof__(*(ptr)))(val), __ATOMIC_RELAXED)

#endif
