/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What mm/ may ask of the MMU, answered by the developer's operating system: a mapping in the vmalloc region is a
 * MAP_FIXED mapping of the memory file's pages, so two virtual addresses of one frame really show the same bytes, a
 * read-only page really refuses a write and an access beside a mapping really faults.
 *
 * The functions' promises are told in arch/arm64/include/asm/pgtable.h.
 */
#ifndef __ASM_PGTABLE_H
#define __ASM_PGTABLE_H

#include <linux/compiler_types.h>
#include <linux/types.h>
#include <asm/memory.h>
#include <asm/pgtable-types.h>

#define CONT_PTE_SHIFT 16
#define CONT_PTE_SIZE  (UL(1) << CONT_PTE_SHIFT)
#define PMD_SHIFT      21
#define PMD_SIZE       (UL(1) << PMD_SHIFT)
#define PMD_MASK       (~(PMD_SIZE - 1))
#define CONT_PMD_SHIFT 25
#define CONT_PMD_SIZE  (UL(1) << CONT_PMD_SHIFT)
#define PUD_SHIFT      30
#define PUD_SIZE       (UL(1) << PUD_SHIFT)
#define PUD_MASK       (~(PUD_SIZE - 1))

/* The bits of a pgprot_t here. */
#define HOST_PROT_VALID        1
#define HOST_PROT_WRITE        2
#define HOST_PROT_EXEC         4
#define HOST_PROT_UNCACHED     8

#define PAGE_KERNEL            __pgprot(HOST_PROT_VALID | HOST_PROT_WRITE)
#define PAGE_KERNEL_RO         __pgprot(HOST_PROT_VALID)
#define PAGE_KERNEL_ROX        __pgprot(HOST_PROT_VALID | HOST_PROT_EXEC)
#define PAGE_KERNEL_EXEC       __pgprot(HOST_PROT_VALID | HOST_PROT_WRITE | HOST_PROT_EXEC)

#define PROT_NORMAL            (HOST_PROT_VALID | HOST_PROT_WRITE)
#define PROT_NORMAL_NC         (PROT_NORMAL | HOST_PROT_UNCACHED)
#define PROT_DEVICE_nGnRE      (PROT_NORMAL | HOST_PROT_UNCACHED)
#define PROT_DEVICE_nGnRnE     (PROT_NORMAL | HOST_PROT_UNCACHED)

#define pgprot_noncached(p)    __pgprot(pgprot_val(p) | HOST_PROT_UNCACHED)
#define pgprot_writecombine(p) __pgprot(pgprot_val(p) | HOST_PROT_UNCACHED)
#define pgprot_device(p)       __pgprot(pgprot_val(p) | HOST_PROT_UNCACHED)
#define pgprot_dmacoherent(p)  __pgprot(pgprot_val(p) | HOST_PROT_UNCACHED)
#define pgprot_nx(p)           __pgprot(pgprot_val(p) & ~(u64)HOST_PROT_EXEC)

struct page;

__BEGIN_DECLS

int vmap_range_noflush(unsigned long addr, unsigned long end, phys_addr_t phys, pgprot_t prot,
		       unsigned int max_page_shift);
void vunmap_range_noflush(unsigned long start, unsigned long end);
phys_addr_t kernel_va_to_phys(unsigned long va, bool *mapped);
int vmap_small_pages_range_noflush(unsigned long addr, unsigned long end, pgprot_t prot,
				   struct page *const *pages);
int set_memory_range_prot(unsigned long start, unsigned long end, pgprot_t prot);
bool pgtable_explain(unsigned long va, void (*emit)(void *arg, const char *line), void *arg);

__END_DECLS

#endif
