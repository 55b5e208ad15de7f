/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * TLB invalidation (Arm ARM D8.13). The order is always: entry written; DSB ISHST so that table walkers of every CPU see
 * it; TLBI; DSB ISH until it has completed; ISB for this CPU's instruction stream.
 */
#ifndef __ASM_TLBFLUSH_H
#define __ASM_TLBFLUSH_H

#include <linux/types.h>
#include <asm/barrier.h>
#include <asm/page-def.h>

/* More pages than this are cheaper as one flush of everything (Linux: MAX_DVM_OPS = PTRS_PER_PTE). */
#define MAX_TLBI_OPS 512

/** flush_tlb_all() - forget every EL1 translation on every CPU of the inner shareable domain. */
static inline void flush_tlb_all(void)
{
	dsb(ishst);
	asm volatile("tlbi vmalle1is" ::: "memory");
	dsb(ish);
	isb();
}

/** local_flush_tlb_all() - forget every EL1 translation on this CPU. */
static inline void local_flush_tlb_all(void)
{
	dsb(nshst);
	asm volatile("tlbi vmalle1" ::: "memory");
	dsb(nsh);
	isb();
}

/* The operand of a TLBI by address is VA[55:12]; the ASID's bits are ignored by those for all of them. */
#define __tlbi_operand(addr) (((unsigned long)(addr) << 8) >> 20)

/**
 * flush_tlb_kernel_range() - forget the translations of a range of kernel addresses, on every CPU.
 * @start: first byte.
 * @end: one behind the last.
 *
 * The last level only: of tables on the way that were cached, nothing is forgotten, so that walks of the neighbours stay short.
 */
static inline void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	start &= PAGE_MASK;
	if (end - start > MAX_TLBI_OPS * PAGE_SIZE) {
		flush_tlb_all();
		return;
	}
	dsb(ishst);
	for (unsigned long addr = start; addr < end; addr += PAGE_SIZE)
		asm volatile("tlbi vaale1is, %0" : : "r"(__tlbi_operand(addr)) : "memory");
	dsb(ish);
	isb();
}

/** __flush_tlb_kernel_pgtable() - forget how to walk to @addr, whose table entry (not page entry) was cleared. */
static inline void __flush_tlb_kernel_pgtable(unsigned long addr)
{
	dsb(ishst);
	asm volatile("tlbi vaae1is, %0" : : "r"(__tlbi_operand(addr)) : "memory");
	dsb(ish);
	isb();
}

#endif
