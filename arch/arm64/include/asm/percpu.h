/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Per-CPU data: TPIDR_EL1 holds this CPU's offset, the distance from a per-CPU variable's link address to its copy here.
 * Zero until setup_per_cpu_areas(): the link-time copy then serves the boot CPU.
 *
 * Read-modify-write of the own CPU's data uses LDXR/STXR without barriers: an exception return clears the exclusive monitor
 * (Arm ARM B2.9), so an interrupt between the two makes the store fail and the sequence repeat.
 */
#ifndef __ASM_PERCPU_H
#define __ASM_PERCPU_H

#include <linux/types.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>
#include <asm/stack_pointer.h>

/** set_my_cpu_offset() - tell this CPU where its per-CPU area is. */
static inline void set_my_cpu_offset(unsigned long off)
{
	asm volatile("msr tpidr_el1, %0" : : "r"(off) : "memory");
}

/*
 * Not volatile, so that reads merge; the operand on the stack makes barrier() separate them (another CPU may run this thread
 * behind it).
 */
static inline unsigned long __kern_my_cpu_offset(void)
{
	unsigned long off;

	asm("mrs %0, tpidr_el1" : "=r"(off) : "Q"(*(const unsigned long *)current_stack_pointer));
	return off;
}
#define __my_cpu_offset __kern_my_cpu_offset()

/**
 * this_cpu_try_cmpxchg128() - compare-and-exchange 16 bytes of this CPU's data.
 * @this_cpu_pcp: this CPU's address (this_cpu_ptr()), 16-byte aligned.
 * @old: expected value; on failure what was found.
 * @desired: the new value.
 *
 * Safe against interrupts of this CPU. Returns whether the store happened.
 */
static inline bool this_cpu_try_cmpxchg128(u128 *this_cpu_pcp, u128 *old, u128 desired)
{
	return try_cmpxchg128_local(this_cpu_pcp, old, desired);
}

#define __ARM64_THIS_CPU_ADD(bits, type, reg, sfx)                                                 \
	static inline type __percpu_add_return_##bits(type *ptr, type val)                         \
	{                                                                                          \
		type result;                                                                       \
		u32 failed;                                                                        \
                                                                                                   \
		asm volatile("1:	ldxr" sfx "	%" reg "[res], %[mem]\n"                   \
			     "	add	%" reg "[res], %" reg "[res], %" reg "[val]\n"             \
			     "	stxr" sfx "	%w[failed], %" reg "[res], %[mem]\n"               \
			     "	cbnz	%w[failed], 1b"                                                \
			     : [res] "=&r"(result), [failed] "=&r"(failed), [mem] "+Q"(*ptr)       \
			     : [val] "r"(val));                                                    \
		return result;                                                                     \
	}
__ARM64_THIS_CPU_ADD(8, u8, "w", "b")
__ARM64_THIS_CPU_ADD(16, u16, "w", "h")
__ARM64_THIS_CPU_ADD(32, u32, "w", "")
__ARM64_THIS_CPU_ADD(64, u64, "x", "")
#undef __ARM64_THIS_CPU_ADD

/* __percpu_add_return(ptr, val): interrupt-safe add to *ptr, an integer of this CPU; gives the sum. */
#define __percpu_add_return(ptr, val)                                                              \
	((__typeof__(*(ptr)))(sizeof(*(ptr)) == 1 ? __percpu_add_return_8((u8 *)(ptr), (u8)(val))  \
			      : sizeof(*(ptr)) == 2                                                \
				      ? __percpu_add_return_16((u16 *)(ptr), (u16)(val))           \
			      : sizeof(*(ptr)) == 4                                                \
				      ? __percpu_add_return_32((u32 *)(ptr), (u32)(val))           \
				      : __percpu_add_return_64((u64 *)(ptr), (u64)(val))))

#endif
