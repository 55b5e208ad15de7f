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

/**
 * this_cpu_try_cmpxchg128() - if this CPU's *@pcp equals *@old, store @desired there; else read it into *@old. Orders nothing.
 *
 * A thread stays its CPU, and interrupts come at defined places only (asm/irqflags.h), so no other CPU is kept out: as on x86 in
 * Linux, the instruction has no lock prefix. Others may look (READ_ONCE), so it is one store.
 */
static inline bool this_cpu_try_cmpxchg128(u128 *pcp, u128 *old, u128 desired)
{
#ifdef __SANITIZE_THREAD__
	return __atomic_compare_exchange_n(pcp, old, desired, 0, __ATOMIC_RELAXED,
					   __ATOMIC_RELAXED);
#elif defined(__x86_64__)
	u64 lo = (u64)*old, hi = (u64)(*old >> 64);
	bool done;

	asm volatile("cmpxchg16b %[mem]\n\tsetz %[done]"
		     : [mem] "+m"(*pcp), [done] "=q"(done), "+a"(lo), "+d"(hi)
		     : "b"((u64)desired), "c"((u64)(desired >> 64))
		     : "memory", "cc");
	if (!done)
		*old = (u128)hi << 64 | lo;
	return done;
#else
	return try_cmpxchg128_local(pcp, old, desired);
#endif
}

/** this_cpu_list_pop() - take the first element of this CPU's list; see arch/arm64's. */
static inline bool this_cpu_list_pop(u128 *pair, unsigned long link, void **first)
{
	u128 old = *pair;
	char *const element = (char *)(unsigned long)old;

	if (!element)
		return false;

	const u128 tid = old >> 64;
	const unsigned long next = *(unsigned long *)(element + link);

	*first = element;
	return this_cpu_try_cmpxchg128(pair, &old, tid << 64 | next);
}

enum this_cpu_push { THIS_CPU_PUSHED, THIS_CPU_OTHER, THIS_CPU_AGAIN };

/** this_cpu_list_push() - put an element in front if *@guard is @wanted; see arch/arm64's. */
static inline enum this_cpu_push this_cpu_list_push(u128 *pair, void *const *guard,
						    const void *wanted, unsigned long link,
						    void *element)
{
	u128 old = *pair;
	const u128 tid = (old >> 64) + 1;

	if (*guard != wanted || (unsigned long)old == (unsigned long)element)
		return THIS_CPU_OTHER;
	*(unsigned long *)((char *)element + link) = (unsigned long)old;
	return this_cpu_try_cmpxchg128(pair, &old, tid << 64 | (unsigned long)element)
		       ? THIS_CPU_PUSHED
		       : THIS_CPU_AGAIN;
}

/** this_cpu_coded_list_pop() - the same with hidden links: next ^ @secret ^ swab(address of the link). */
static inline bool this_cpu_coded_list_pop(u128 *pair, unsigned long link, unsigned long secret,
					   void **first)
{
	u128 old = *pair;
	char *const element = (char *)(unsigned long)old;

	if (!element)
		return false;

	const u128 tid = old >> 64;
	const unsigned long at = (unsigned long)(element + link);
	const unsigned long next = *(unsigned long *)at ^ secret ^ __builtin_bswap64(at);

	*first = element;
	return this_cpu_try_cmpxchg128(pair, &old, tid << 64 | next);
}

/** this_cpu_coded_list_push() - this_cpu_list_push() with hidden links. */
static inline enum this_cpu_push this_cpu_coded_list_push(u128 *pair, void *const *guard,
							  const void *wanted, unsigned long link,
							  unsigned long secret, void *element)
{
	u128 old = *pair;
	const u128 tid = (old >> 64) + 1;
	const unsigned long at = (unsigned long)((char *)element + link);

	if (*guard != wanted || (unsigned long)old == (unsigned long)element)
		return THIS_CPU_OTHER;
	*(unsigned long *)at = (unsigned long)old ^ secret ^ __builtin_bswap64(at);
	return this_cpu_try_cmpxchg128(pair, &old, tid << 64 | (unsigned long)element)
		       ? THIS_CPU_PUSHED
		       : THIS_CPU_AGAIN;
}

/** counted_list_push() - put a chain in front of a list that all CPUs change; see arch/arm64's. */
static inline bool counted_list_push(u128 *pair, void *head, void *tail, unsigned long link,
				     long count, void *const *guard, const void *guard_is_not,
				     void **old_first, unsigned long *old_counters)
{
	/* Two looks at what others change: the exchange tells whether they belong together. */
	const unsigned long first = __atomic_load_n((unsigned long *)pair, __ATOMIC_RELAXED);
	const unsigned long counters = __atomic_load_n((unsigned long *)pair + 1, __ATOMIC_RELAXED);
	const unsigned long now = counters - count;
	u128 old = (u128)counters << 64 | first;

	if (!(now & 0xffff) || first == (unsigned long)head ||
	    (counters >> 31 & 1 && *guard == guard_is_not))
		return false;
	*(unsigned long *)((char *)tail + link) = first;
	*old_first = (void *)first;
	*old_counters = counters;
	return try_cmpxchg128(pair, &old, (u128)now << 64 | (unsigned long)head);
}

/** counted_list_take() - take all elements of a list that all CPUs change; see arch/arm64's. */
static inline void *counted_list_take(u128 *pair)
{
	/* Two looks, as above. */
	const unsigned long first = __atomic_load_n((unsigned long *)pair, __ATOMIC_RELAXED);
	unsigned long now = __atomic_load_n((unsigned long *)pair + 1, __ATOMIC_RELAXED);
	u128 old = (u128)now << 64 | first;

	do {
		now = (unsigned long)(old >> 64);
		now = (now & ~0x8000fffful) | (now >> 16 & 0x7fff) |
		      ((unsigned long)old ? 1ul << 31 : 0);
	} while (!try_cmpxchg128(pair, &old, (u128)now << 64));
	return (void *)(unsigned long)old;
}

/** add_two_longs() - add to two neighbouring numbers at once. */
static inline void add_two_longs(u128 *pair, long first, long second)
{
	long *const numbers = (long *)pair;

	__atomic_add_fetch(&numbers[0], first, __ATOMIC_RELAXED);
	__atomic_add_fetch(&numbers[1], second, __ATOMIC_RELAXED);
}

/* __percpu_add_return(ptr, val): add to *ptr, an integer of this CPU; gives the sum. */
#define __percpu_add_return(ptr, val)                                                              \
	({                                                                                         \
		volatile __typeof__(*(ptr)) *__host_ptr = (ptr);                                   \
		__typeof__(*(ptr)) __host_sum = (__typeof__(*(ptr)))(*__host_ptr + (val));         \
		*__host_ptr = __host_sum;                                                          \
		__host_sum;                                                                        \
	})

#endif
