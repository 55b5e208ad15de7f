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
#include <asm/lse.h>
#include <asm/stack_pointer.h>

/** set_my_cpu_offset() - tell this CPU where its per-CPU area is. */
static inline void set_my_cpu_offset(unsigned long off)
{
	asm volatile("msr tpidr_el1, %0" : : "r"(off) : "memory");
}

/*
 * Volatile, so that no value is kept across a point where another CPU may go on with this thread. (Linux lets reads merge by
 * an operand on the stack; that operand gives every leaf function on an allocation path a frame, three instructions for one.)
 */
static inline unsigned long __kern_my_cpu_offset(void)
{
	unsigned long off;

	asm volatile("mrs %0, tpidr_el1" : "=r"(off));
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

/*
 * Lists of this CPU: a pair (first element, transaction number) in 16 aligned bytes; elements are linked by a pointer in them.
 *
 * LDXP … STXP brackets the change. An interrupt between the two makes the store fail, as above, so that what was read in between
 * need not be compared again: this is what makes it cheaper than this_cpu_try_cmpxchg128(). The architecture promises no
 * progress when memory is accessed between the two, so there is no loop here: a caller who is told `false` falls back to
 * masking interrupts.
 *
 * The number tells whoever compares pairs: no pair comes back. An element that was taken is first again only after it was put in
 * front, so it is enough that this_cpu_list_push() counts; and whoever changes the list in any other way.
 *
 * What is only needed between the two lies in registers that no argument comes in: none has to make room.
 */

/**
 * this_cpu_list_pop() - take the first element.
 * @pair: this CPU's address.
 * @link: offset of the link in an element, bytes.
 * @first: the element, on success.
 *
 * False when the list is empty or an interrupt came; nothing has changed then. The link may be read from an element that an
 * interrupt has just taken: it must be readable, its value is not used.
 */
static __always_inline bool this_cpu_list_pop(u128 *pair, unsigned int link, void **first)
{
	void *element;

	asm goto("	ldxp	%[element], x16, %[pair]\n"
		 "	cbz	%[element], %l[none]\n"
		 "	ldr	x17, [%[element], %w[link], uxtw]\n"
		 "	stxp	w15, x17, x16, %[pair]\n"
		 "	cbnz	w15, %l[none]\n"
		 : [element] "=&r"(element), [pair] "+Q"(*pair)
		 : [link] "r"(link)
		 : "memory", "x15", "x16", "x17"
		 : none);
	*first = element;
	return true;
none:
	return false;
}

/**
 * this_cpu_coded_list_pop() - this_cpu_list_pop() of a list whose links are hidden: next ^ @secret ^ swab(address of the link).
 */
static __always_inline bool this_cpu_coded_list_pop(u128 *pair, unsigned long link,
						    unsigned long secret, void **first)
{
	unsigned long tid, next, at;
	void *element;
	u32 failed;

	asm goto("	ldxp	%[element], %[tid], %[pair]\n"
		 "	cbz	%[element], %l[none]\n"
		 "	add	%[at], %[element], %[link]\n"
		 "	ldr	%[next], [%[at]]\n"
		 "	rev	%[at], %[at]\n"
		 "	eor	%[next], %[next], %[secret]\n"
		 "	eor	%[next], %[next], %[at]\n"
		 "	stxp	%w[failed], %[next], %[tid], %[pair]\n"
		 "	cbnz	%w[failed], %l[none]\n"
		 : [element] "=&r"(element), [tid] "=&r"(tid), [next] "=&r"(next), [at] "=&r"(at),
		   [failed] "=&r"(failed), [pair] "+Q"(*pair)
		 : [link] "r"(link), [secret] "r"(secret)
		 : "memory"
		 : none);
	*first = element;
	return true;
none:
	return false;
}

/* What this_cpu_list_push() did. */
enum this_cpu_push {
	THIS_CPU_PUSHED,
	THIS_CPU_OTHER, /* the word beside the list differs, or the element is first already */
	THIS_CPU_AGAIN, /* an interrupt came */
};

/**
 * this_cpu_list_push() - put an element in front, if a word beside the list is what it should be.
 * @pair: this CPU's address.
 * @guard: the word, data of this CPU.
 * @wanted: its wanted value.
 * @link: offset of the link in an element, bytes.
 * @element: the element; its link may be written even if it is not pushed.
 */
static __always_inline enum this_cpu_push this_cpu_list_push(u128 *pair, void *const *guard,
							     const void *wanted, unsigned long link,
							     void *element)
{
	asm goto("	ldxp	x15, x16, %[pair]\n"
		 "	ldr	x17, %[guard]\n"
		 "	cmp	x17, %[wanted]\n"
		 "	ccmp	x15, %[element], #4, eq\n"
		 "	b.eq	%l[other]\n"
		 "	str	x15, [%[element], %[link]]\n"
		 "	add	x16, x16, #1\n"
		 "	stxp	w17, %[element], x16, %[pair]\n"
		 "	cbnz	w17, %l[again]\n"
		 : [pair] "+Q"(*pair)
		 :
		 [guard] "m"(*guard), [wanted] "r"(wanted), [link] "r"(link), [element] "r"(element)
		 : "cc", "memory", "x15", "x16", "x17"
		 : other, again);
	return THIS_CPU_PUSHED;
other:
	return THIS_CPU_OTHER;
again:
	return THIS_CPU_AGAIN;
}

/** this_cpu_coded_list_push() - this_cpu_list_push() to a list whose links are hidden as above. */
static __always_inline enum this_cpu_push
this_cpu_coded_list_push(u128 *pair, void *const *guard, const void *wanted, unsigned long link,
			 unsigned long secret, void *element)
{
	unsigned long tid, first, seen, at;

	asm goto("	ldxp	%[first], %[tid], %[pair]\n"
		 "	ldr	%[seen], %[guard]\n"
		 "	cmp	%[seen], %[wanted]\n"
		 "	ccmp	%[first], %[element], #4, eq\n"
		 "	b.eq	%l[other]\n"
		 "	add	%[at], %[element], %[link]\n"
		 "	rev	%[seen], %[at]\n"
		 "	eor	%[first], %[first], %[secret]\n"
		 "	eor	%[first], %[first], %[seen]\n"
		 "	str	%[first], [%[at]]\n"
		 "	add	%[tid], %[tid], #1\n"
		 "	stxp	%w[seen], %[element], %[tid], %[pair]\n"
		 "	cbnz	%w[seen], %l[again]\n"
		 : [first] "=&r"(first), [tid] "=&r"(tid), [seen] "=&r"(seen), [at] "=&r"(at),
		   [pair] "+Q"(*pair)
		 : [guard] "m"(*guard), [wanted] "r"(wanted), [link] "r"(link),
		   [secret] "r"(secret), [element] "r"(element)
		 : "cc", "memory"
		 : other, again);
	return THIS_CPU_PUSHED;
other:
	return THIS_CPU_OTHER;
again:
	return THIS_CPU_AGAIN;
}

/**
 * counted_list_push() - put a chain of elements in front of a list that all CPUs change.
 * @pair: (first element, counters), 16 bytes, aligned.
 * @head, @tail: the chain.
 * @link: offset of the link in an element, bytes.
 * @count: elements in the chain. The lowest 16 bits of the counters fall by it.
 * @guard: what @guard_is_not must not be if bit 31 of the counters is set.
 * @old_first, @old_counters: what the pair was.
 *
 * True if it was done, with release semantics. False, and nothing has changed but the link of @tail: the 16 bits would be 0 then,
 * @head is the first element already, @guard forbids it, or another CPU or an interrupt came in between: there is no loop here, as
 * above.
 */
static __always_inline bool counted_list_push(u128 *pair, void *head, void *tail,
					      unsigned long link, long count, void *const *guard,
					      const void *guard_is_not, void **old_first,
					      unsigned long *old_counters)
{
	unsigned long first, counters, now;
	u32 scratch;

	asm goto("	ldxp	%[first], %[counters], %[pair]\n"
		 "	sub	%[now], %[counters], %[count]\n"
		 "	tst	%[now], #0xffff\n"
		 "	ccmp	%[first], %[head], #4, ne\n"
		 "	b.eq	%l[other]\n"
		 "	tbz	%[counters], #31, 1f\n"
		 "	ldr	%x[scratch], %[guard]\n"
		 "	cmp	%x[scratch], %[guard_is_not]\n"
		 "	b.eq	%l[other]\n"
		 "1:	str	%[first], [%[tail], %[link]]\n"
		 "	stlxp	%w[scratch], %[head], %[now], %[pair]\n"
		 "	cbnz	%w[scratch], %l[other]\n"
		 : [first] "=&r"(first), [counters] "=&r"(counters), [now] "=&r"(now),
		   [scratch] "=&r"(scratch), [pair] "+Q"(*pair)
		 : [head] "r"(head), [tail] "r"(tail), [link] "r"(link), [count] "rI"(count),
		   [guard] "m"(*guard), [guard_is_not] "r"(guard_is_not)
		 : "cc", "memory"
		 : other);
	*old_first = (void *)first;
	*old_counters = counters;
	return true;
other:
	return false;
}

/**
 * counted_list_take() - take all elements of a list that all CPUs change.
 * @pair: as above. In the counters bits 0 to 15 become what bits 16 to 30 say, and bit 31 whether there was an element.
 *
 * Return: the first element, or NULL. Acquire and release semantics.
 */
static __always_inline void *counted_list_take(u128 *pair)
{
	unsigned long counters, scratch;
	void *first;

	asm volatile("1:	ldaxp	%[first], %[counters], %[pair]\n"
		     "	ubfx	%[scratch], %[counters], #16, #15\n"
		     "	bfi	%[counters], %[scratch], #0, #16\n"
		     "	cmp	%[first], #0\n"
		     "	cset	%[scratch], ne\n"
		     "	bfi	%[counters], %[scratch], #31, #1\n"
		     "	stlxp	%w[scratch], xzr, %[counters], %[pair]\n"
		     "	cbnz	%w[scratch], 1b\n"
		     : [first] "=&r"(first), [counters] "=&r"(counters), [scratch] "=&r"(scratch),
		       [pair] "+Q"(*pair)
		     :
		     : "cc", "memory");
	return first;
}

/** add_two_longs() - add to two neighbouring numbers at once; 16-byte aligned. No ordering. */
static __always_inline void add_two_longs(u128 *pair, long first, long second)
{
	unsigned long a, b;
	u32 failed;

	asm volatile("1:	ldxp	%[a], %[b], %[pair]\n"
		     "	add	%[a], %[a], %[first]\n"
		     "	add	%[b], %[b], %[second]\n"
		     "	stxp	%w[failed], %[a], %[b], %[pair]\n"
		     "	cbnz	%w[failed], 1b\n"
		     : [a] "=&r"(a), [b] "=&r"(b), [failed] "=&r"(failed), [pair] "+Q"(*pair)
		     : [first] "rI"(first), [second] "r"(second));
}

#define __ARM64_THIS_CPU_ADD(bits, type, reg, sfx)                                                 \
	static inline type __percpu_add_return_##bits(type *ptr, type val)                         \
	{                                                                                          \
		type result;                                                                       \
		u32 failed;                                                                        \
                                                                                                   \
		asm_inline volatile(                                                               \
			ARM64_LSE_ATOMIC_INSN(                                                     \
				"1:	ldxr" sfx "	%" reg "[res], %[mem]\n"                   \
				"	add	%" reg "[res], %" reg "[res], %" reg "[val]\n"     \
				"	stxr" sfx "	%w[failed], %" reg "[res], %[mem]\n"       \
				"	cbnz	%w[failed], 1b",                                   \
				"	ldadd" sfx "	%" reg "[val], %" reg "[res], %[mem]\n"    \
				"	add	%" reg "[res], %" reg "[res], %" reg "[val]")      \
			: [res] "=&r"(result), [failed] "=&r"(failed), [mem] "+Q"(*ptr)            \
			: [val] "r"(val));                                                         \
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
