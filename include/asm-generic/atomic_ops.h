/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The operations that linux/atomic.h and linux/bitops.h are made of, by the compiler's builtins: for the host tests.
 * arch/arm64/include/asm/atomic_ops.h describes them.
 */
#ifndef __ASM_GENERIC_ATOMIC_OPS_H
#define __ASM_GENERIC_ATOMIC_OPS_H

#include <asm/barrier.h>

#define __arch_order_relaxed           __ATOMIC_RELAXED
#define __arch_order_acquire           __ATOMIC_ACQUIRE
#define __arch_order_release           __ATOMIC_RELEASE
#define __arch_order_full              __ATOMIC_SEQ_CST

#define __arch_builtin_add(p, v, o)    __atomic_fetch_add(p, v, o)
#define __arch_builtin_or(p, v, o)     __atomic_fetch_or(p, v, o)
#define __arch_builtin_xor(p, v, o)    __atomic_fetch_xor(p, v, o)
#define __arch_builtin_andnot(p, v, o) __atomic_fetch_and(p, ~(v), o)

#define arch_fetch_op(op, mode, p, v)  __arch_builtin_##op(p, v, __arch_order_##mode)
#define arch_op(op, p, v)              ((void)__arch_builtin_##op(p, v, __ATOMIC_RELAXED))
#define __arch_step_inc                1
#define __arch_step_dec                -1
#define arch_step(name, p)             ((void)__atomic_fetch_add(p, __arch_step_##name, __ATOMIC_RELAXED))
#define arch_step_return(name, p)      __atomic_add_fetch(p, __arch_step_##name, __ATOMIC_SEQ_CST)
#define arch_xchg(mode, p, v)          __atomic_exchange_n(p, (__typeof__(*(p)))(v), __arch_order_##mode)
#define arch_try_cmpxchg(mode, p, oldp, v)                                                         \
	__atomic_compare_exchange_n(p, oldp, (__typeof__(*(p)))(v), 0, __arch_order_##mode,        \
				    __ATOMIC_RELAXED)

static inline bool arch_drop_last(int *count)
{
	int one = 1;

	return __atomic_compare_exchange_n(count, &one, 0, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

#endif
