/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Per-CPU variables.
 *
 * DEFINE_PER_CPU() puts one variable into section .data..percpu, which is the template of every CPU's area. CPU n's copy
 * is at the variable's own address plus __per_cpu_offset[n]; this CPU's offset is in a register (__my_cpu_offset, 0 until
 * the areas exist). The same sum serves memory from alloc_percpu().
 *
 *   this_cpu_xxx(var)    safe against this CPU's interrupts         __this_cpu_xxx(var), raw_cpu_xxx(var)   not so
 *
 * The operations take scalars. Linux 6.12: include/linux/percpu-defs.h.
 */
#ifndef _LINUX_PERCPU_DEFS_H
#define _LINUX_PERCPU_DEFS_H
#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/cache.h>
#include <asm/percpu.h>

#define PER_CPU_BASE_SECTION                     ".data..percpu"
#define PER_CPU_SHARED_ALIGNED_SECTION           "..shared_aligned"
#define PER_CPU_ALIGNED_SECTION                  "..shared_aligned"
#define PER_CPU_FIRST_SECTION                    "..first"

#define __PCPU_ATTRS(sec)                        __percpu __section(PER_CPU_BASE_SECTION sec)
#define DECLARE_PER_CPU_SECTION(type, name, sec) extern __PCPU_ATTRS(sec) __typeof__(type) name
#define DEFINE_PER_CPU_SECTION(type, name, sec)  __PCPU_ATTRS(sec) __typeof__(type) name
#define DECLARE_PER_CPU(type, name)              DECLARE_PER_CPU_SECTION(type, name, "")
#define DEFINE_PER_CPU(type, name)               DEFINE_PER_CPU_SECTION(type, name, "")
#define DECLARE_PER_CPU_FIRST(type, name)        DECLARE_PER_CPU_SECTION(type, name, PER_CPU_FIRST_SECTION)
#define DEFINE_PER_CPU_FIRST(type, name)         DEFINE_PER_CPU_SECTION(type, name, PER_CPU_FIRST_SECTION)
#define DECLARE_PER_CPU_SHARED_ALIGNED(type, name)                                                 \
	DECLARE_PER_CPU_SECTION(type, name, PER_CPU_SHARED_ALIGNED_SECTION)                        \
	__aligned(L1_CACHE_BYTES)
#define DEFINE_PER_CPU_SHARED_ALIGNED(type, name)                                                  \
	DEFINE_PER_CPU_SECTION(type, name, PER_CPU_SHARED_ALIGNED_SECTION)                         \
	__aligned(L1_CACHE_BYTES)
#define DECLARE_PER_CPU_ALIGNED(type, name) DECLARE_PER_CPU_SHARED_ALIGNED(type, name)
#define DEFINE_PER_CPU_ALIGNED(type, name)  DEFINE_PER_CPU_SHARED_ALIGNED(type, name)
#define DECLARE_PER_CPU_PAGE_ALIGNED(type, name)                                                   \
	DECLARE_PER_CPU_SECTION(type, name, "..page_aligned") __aligned(4096)
#define DEFINE_PER_CPU_PAGE_ALIGNED(type, name)                                                    \
	DEFINE_PER_CPU_SECTION(type, name, "..page_aligned") __aligned(4096)
#define DECLARE_PER_CPU_READ_MOSTLY(type, name) DECLARE_PER_CPU_SECTION(type, name, "..read_mostly")
#define DEFINE_PER_CPU_READ_MOSTLY(type, name)  DEFINE_PER_CPU_SECTION(type, name, "..read_mostly")

__BEGIN_DECLS
/* Distance of each possible CPU's area from the template, bytes. Set by setup_per_cpu_areas(). */
extern unsigned long __per_cpu_offset[CONFIG_NR_CPUS];
__END_DECLS
#define per_cpu_offset(cpu)           (__per_cpu_offset[cpu])

#define __verify_pcpu_ptr(ptr)        ((void)0)
#define SHIFT_PERCPU_PTR(ptr, offset) RELOC_HIDE((ptr), (offset))
#define arch_raw_cpu_ptr(ptr)         SHIFT_PERCPU_PTR(ptr, __my_cpu_offset)
/* Address of cpu's copy, of this CPU's copy. */
#define per_cpu_ptr(ptr, cpu) SHIFT_PERCPU_PTR((ptr), per_cpu_offset((cpu)))
#define raw_cpu_ptr(ptr)      arch_raw_cpu_ptr(ptr)
#define this_cpu_ptr(ptr)     raw_cpu_ptr(ptr)
#define per_cpu(var, cpu)     (*per_cpu_ptr(&(var), cpu))
#define get_cpu_var(var)      (*this_cpu_ptr(&(var)))
#define put_cpu_var(var)      ((void)&(var))
#define get_cpu_ptr(var)      this_cpu_ptr(var)
#define put_cpu_ptr(var)      ((void)(var))

/* An add that this CPU's interrupts cannot tear: the architecture's, or the compiler's atomic one. */
#ifndef __percpu_add_return
#define __percpu_add_return(ptr, val) __atomic_add_fetch(ptr, val, __ATOMIC_RELAXED)
#endif

#define this_cpu_read(pcp) READ_ONCE(*raw_cpu_ptr(&(pcp)))
#define this_cpu_write(pcp, val)                                                                   \
	do {                                                                                       \
		__typeof__(&(pcp)) __pcp_ptr = raw_cpu_ptr(&(pcp));                                \
		WRITE_ONCE(*__pcp_ptr, (__typeof__(pcp))(val));                                    \
	} while (0)
#define this_cpu_add(pcp, val) ((void)__percpu_add_return(raw_cpu_ptr(&(pcp)), val))
#define this_cpu_sub(pcp, val) this_cpu_add(pcp, -(__typeof__(pcp))(val))
#define this_cpu_inc(pcp)      this_cpu_add(pcp, 1)
#define this_cpu_dec(pcp)      this_cpu_sub(pcp, 1)
#define this_cpu_and(pcp, val)                                                                     \
	((void)__atomic_fetch_and(raw_cpu_ptr(&(pcp)), val, __ATOMIC_RELAXED))
#define this_cpu_or(pcp, val)         ((void)__atomic_fetch_or(raw_cpu_ptr(&(pcp)), val, __ATOMIC_RELAXED))
#define this_cpu_add_return(pcp, val) __percpu_add_return(raw_cpu_ptr(&(pcp)), val)
#define this_cpu_sub_return(pcp, val) this_cpu_add_return(pcp, -(__typeof__(pcp))(val))
#define this_cpu_inc_return(pcp)      this_cpu_add_return(pcp, 1)
#define this_cpu_dec_return(pcp)      this_cpu_add_return(pcp, -1)
#define this_cpu_xchg(pcp, val)                                                                    \
	__atomic_exchange_n(raw_cpu_ptr(&(pcp)), (__typeof__(pcp))(val), __ATOMIC_RELAXED)
#define this_cpu_cmpxchg(pcp, old, desired)                                                        \
	({                                                                                         \
		__typeof__(pcp) __pcp_old = (old);                                                 \
		__atomic_compare_exchange_n(raw_cpu_ptr(&(pcp)), &__pcp_old,                       \
					    (__typeof__(pcp))(desired), 0, __ATOMIC_RELAXED,       \
					    __ATOMIC_RELAXED);                                     \
		__pcp_old;                                                                         \
	})
#define this_cpu_try_cmpxchg(pcp, oldp, desired)                                                   \
	__atomic_compare_exchange_n(raw_cpu_ptr(&(pcp)), (oldp), (__typeof__(pcp))(desired), 0,    \
				    __ATOMIC_RELAXED, __ATOMIC_RELAXED)

/* Callers keep interrupts off, or no interrupt touches the variable. */
#define raw_cpu_read(pcp) (*raw_cpu_ptr(&(pcp)))
#define raw_cpu_write(pcp, val)                                                                    \
	do {                                                                                       \
		*raw_cpu_ptr(&(pcp)) = (val);                                                      \
	} while (0)
#define raw_cpu_add(pcp, val)                                                                      \
	do {                                                                                       \
		*raw_cpu_ptr(&(pcp)) += (val);                                                     \
	} while (0)
#define raw_cpu_sub(pcp, val) raw_cpu_add(pcp, -(val))
#define raw_cpu_inc(pcp)      raw_cpu_add(pcp, 1)
#define raw_cpu_dec(pcp)      raw_cpu_sub(pcp, 1)
#define raw_cpu_and(pcp, val)                                                                      \
	do {                                                                                       \
		*raw_cpu_ptr(&(pcp)) &= (val);                                                     \
	} while (0)
#define raw_cpu_or(pcp, val)                                                                       \
	do {                                                                                       \
		*raw_cpu_ptr(&(pcp)) |= (val);                                                     \
	} while (0)
#define raw_cpu_add_return(pcp, val)                                                               \
	({                                                                                         \
		__typeof__(&(pcp)) __pcp_ptr = raw_cpu_ptr(&(pcp));                                \
		*__pcp_ptr += (val);                                                               \
		*__pcp_ptr;                                                                        \
	})
#define raw_cpu_xchg(pcp, val)                                                                     \
	({                                                                                         \
		__typeof__(&(pcp)) __pcp_ptr = raw_cpu_ptr(&(pcp));                                \
		__typeof__(pcp) __pcp_was = *__pcp_ptr;                                            \
		*__pcp_ptr = (val);                                                                \
		__pcp_was;                                                                         \
	})
#define __this_cpu_read(pcp)            raw_cpu_read(pcp)
#define __this_cpu_write(pcp, val)      raw_cpu_write(pcp, val)
#define __this_cpu_add(pcp, val)        raw_cpu_add(pcp, val)
#define __this_cpu_sub(pcp, val)        raw_cpu_sub(pcp, val)
#define __this_cpu_inc(pcp)             raw_cpu_inc(pcp)
#define __this_cpu_dec(pcp)             raw_cpu_dec(pcp)
#define __this_cpu_and(pcp, val)        raw_cpu_and(pcp, val)
#define __this_cpu_or(pcp, val)         raw_cpu_or(pcp, val)
#define __this_cpu_add_return(pcp, val) raw_cpu_add_return(pcp, val)
#define __this_cpu_sub_return(pcp, val) raw_cpu_add_return(pcp, -(__typeof__(pcp))(val))
#define __this_cpu_inc_return(pcp)      raw_cpu_add_return(pcp, 1)
#define __this_cpu_dec_return(pcp)      raw_cpu_add_return(pcp, -1)
#define __this_cpu_xchg(pcp, val)       raw_cpu_xchg(pcp, val)
#endif
