/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From one name of memory to another: physical address, linear address, page frame number, struct page.
 *
 *   physical ◄── __virt_to_phys(), __phys_to_virt() ──► linear address
 *      │ >> PAGE_SHIFT                                      │
 *      ▼                                                    ▼
 *     pfn   ◄────────────── vmemmap[pfn] ─────────────► struct page
 *
 * Every asm/memory.h includes this at its end. It has defined, before: PAGE_OFFSET, PAGE_END, VMEMMAP_START,
 * STRUCT_PAGE_SIZE, memstart_addr, __virt_to_phys(unsigned long), __phys_to_virt(phys_addr_t), __pa_symbol() and lm_alias().
 * Linux 6.12: asm-generic/memory_model.h (sparse with vmemmap), arch/arm64/include/asm/memory.h.
 */
#ifndef __ASM_GENERIC_MEMORY_MODEL_H
#define __ASM_GENERIC_MEMORY_MODEL_H

#include <linux/compiler_types.h>
#include <linux/types.h>
#include <asm/page-def.h>

#define PHYS_PFN_OFFSET   (PHYS_OFFSET >> PAGE_SHIFT)
#define ARCH_PFN_OFFSET   ((unsigned long)PHYS_PFN_OFFSET)
#define PHYSMEM_END       __pa(PAGE_END - 1)
#define MIN_MEMBLOCK_ADDR 0
#define MAX_MEMBLOCK_ADDR U64_MAX

static inline phys_addr_t virt_to_phys(const volatile void *x)
{
	return __virt_to_phys((unsigned long)x);
}

static inline void *phys_to_virt(phys_addr_t x)
{
	return (void *)__phys_to_virt(x);
}
#define virt_to_phys         virt_to_phys
#define phys_to_virt         phys_to_virt

#define __pa(x)              __virt_to_phys((unsigned long)(x))
#define __va(x)              ((void *)__phys_to_virt((phys_addr_t)(x)))
#define pfn_to_kaddr(pfn)    __va((phys_addr_t)(pfn) << PAGE_SHIFT)
#define sym_to_pfn(x)        __phys_to_pfn(__pa_symbol(x))

#define __phys_to_pfn(paddr) ((unsigned long)((paddr) >> PAGE_SHIFT))
#define __pfn_to_phys(pfn)   ((phys_addr_t)(pfn) << PAGE_SHIFT)
#define virt_to_pfn(x)       __phys_to_pfn(__virt_to_phys((unsigned long)(x)))

/*
 * mem_map. vmemmap is biased so that the page frame number indexes it; VMEMMAP_START holds the page of PAGE_OFFSET.
 * The users must have seen struct page whole (linux/mm_types.h).
 */
#define vmemmap             ((struct page *)VMEMMAP_START - (memstart_addr >> PAGE_SHIFT))
#define __pfn_to_page(pfn)  (vmemmap + (pfn))
#define __page_to_pfn(page) ((unsigned long)((page)-vmemmap))
#define pfn_to_page         __pfn_to_page
#define page_to_pfn         __page_to_pfn
#define page_to_phys(page)  __pfn_to_phys(page_to_pfn(page))
#define phys_to_page(phys)  pfn_to_page(__phys_to_pfn(phys))

/*
 * Linear addresses only: no test, one shift and one add. The shift keeps the sign, so that PAGE_OFFSET's share of the index is a
 * constant and goes into the base.
 */
static inline struct page *virt_to_page(const volatile void *x)
{
	const s64 base = (s64)VMEMMAP_START - ((s64)PAGE_OFFSET >> PAGE_SHIFT) * STRUCT_PAGE_SIZE;

	return (struct page *)(base + ((s64)x >> PAGE_SHIFT) * STRUCT_PAGE_SIZE);
}
/*
 * A struct page's distance from VMEMMAP_START, taken PAGE_SIZE / STRUCT_PAGE_SIZE times, is the page's from PAGE_OFFSET. Modulo 2^64
 * the starts can be multiplied apart from the addresses: they go into one constant.
 */
static inline void *page_to_virt(const struct page *page)
{
	const u64 scale = PAGE_SIZE / STRUCT_PAGE_SIZE;
	const u64 base = PAGE_OFFSET - VMEMMAP_START * scale;

	return (void *)(base + (u64)page * scale);
}
#define page_to_virt(page) page_to_virt(page)
#ifndef __cplusplus
/* C callers pass integers too, as Linux's macro allows. */
#define virt_to_page(x) virt_to_page((const volatile void *)(unsigned long)(x))
#else
static inline struct page *virt_to_page(unsigned long x)
{
	return virt_to_page((const volatile void *)x);
}
#endif

/* Is @addr a linear address of RAM that has a struct page? pfn_valid() is linux/mmzone.h's. */
#define virt_addr_valid(addr)                                                                      \
	(__is_lm_address((unsigned long)(addr)) && pfn_valid(virt_to_pfn((unsigned long)(addr))))

#define untagged_addr(addr)        (addr)
#define arch_kasan_reset_tag(addr) (addr)

#endif
