/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What mm/ may ask of the MMU, and the typed view of one table entry that arch/arm64/mm works with.
 *
 * mm/ never sees a table: it names a virtual range, a physical start and a protection.
 */
#ifndef __ASM_PGTABLE_H
#define __ASM_PGTABLE_H

#include <linux/compiler_types.h>
#include <linux/types.h>
#include <asm/page-def.h>
#include <asm/memory.h>
#include <asm/pgtable-hwdef.h>
#include <asm/pgtable-prot.h>

struct page;

__BEGIN_DECLS

/**
 * vmap_range_noflush() - map physically contiguous memory into the kernel's address space.
 * @addr: first virtual address, page aligned, in the vmalloc, vmemmap or modules region.
 * @end: one behind the last byte, page aligned.
 * @phys: physical address of the first byte, page aligned.
 * @prot: protection; PAGE_KERNEL and its kin.
 * @max_page_shift: the largest block that may be used: PAGE_SHIFT, CONT_PTE_SHIFT, PMD_SHIFT, CONT_PMD_SHIFT or PUD_SHIFT.
 *
 * The range must be unmapped: an entry found valid is a bug of the caller (WARN, -EBUSY). Blocks are used where virtual and
 * physical address are congruent. On return the mapping is visible to this CPU's table walks (DSB ISHST; ISB); no TLB
 * invalidation is needed because invalid entries are not cached (Arm ARM D8.13).
 * Callers serialise overlapping ranges; tables are added under the page-table lock. May allocate table pages
 * (GFP_KERNEL | __GFP_ZERO; memblock before the buddy).
 * Returns 0, -ENOMEM when no table page is to be had (what was mapped so far stays: unmap the whole range), -EBUSY.
 * Linux: vmap_range_noflush() in mm/vmalloc.c.
 */
int vmap_range_noflush(unsigned long addr, unsigned long end, phys_addr_t phys, pgprot_t prot,
		       unsigned int max_page_shift);

/**
 * vmap_small_pages_range_noflush() - map single pages side by side.
 * @addr: first virtual address, page aligned, in the vmalloc region.
 * @end: one behind the last byte, page aligned.
 * @prot: protection.
 * @pages: one page per 4 KiB, wherever each of them is; none may be NULL.
 *
 * As vmap_range_noflush(), for what the page allocator gave one by one. Returns 0, -ENOMEM, -EINVAL.
 * Linux: the function of this name in mm/vmalloc.c.
 */
int vmap_small_pages_range_noflush(unsigned long addr, unsigned long end, pgprot_t prot,
				   struct page *const *pages);

/**
 * vunmap_range_noflush() - clear the entries of a virtual range.
 * @start: first address, page aligned.
 * @end: one behind the last byte, page aligned.
 *
 * Blocks must lie wholly inside the range. Holes are skipped. Table pages stay. Nothing is flushed from the TLB: the
 * caller calls flush_tlb_kernel_range() before it hands out the pages or the addresses again.
 * Linux: vunmap_range_noflush() in mm/vmalloc.c.
 */
void vunmap_range_noflush(unsigned long start, unsigned long end);

/**
 * kernel_va_to_phys() - walk the kernel's page tables.
 * @va: any virtual address.
 * @mapped: set to whether @va is mapped; may be NULL.
 *
 * Any context; no locks (the caller keeps the mapping alive). Returns the physical address of the byte, 0 if unmapped.
 * vmalloc_to_page() stands on it.
 */
phys_addr_t kernel_va_to_phys(unsigned long va, bool *mapped);

/**
 * set_memory_range_prot() - give mapped kernel pages another protection.
 * @start: first address, page aligned, inside the kernel image or vmalloc.
 * @end: one behind the last byte, page aligned.
 * @prot: the new protection.
 *
 * The range must be mapped whole: -EINVAL otherwise. Blocks and contiguous groups are split by
 * break-before-make; the TLB is flushed on return. May sleep.
 */
int set_memory_range_prot(unsigned long start, unsigned long end, pgprot_t prot);

/**
 * pgtable_explain() - tell in words how @va is translated.
 * @va: any virtual address.
 * @emit: called once per line, without a trailing newline.
 * @arg: handed to @emit.
 *
 * One line per level with the entry's value, its kind (table, block, page, invalid) and attributes. Any context, also from
 * the oops report. Returns true if @va is mapped.
 */
bool pgtable_explain(unsigned long va, void (*emit)(void *arg, const char *line), void *arg);

/** show_pte() - print the entries that lead to @addr in one line, as Linux's oopses have them. Any context: nothing of it can fault. */
void show_pte(unsigned long addr);

/** swapper_pg_dir - the kernel's top-level table (TTBR1_EL1). */
extern u64 swapper_pg_dir[PTRS_PER_PGD];

__END_DECLS

#endif
