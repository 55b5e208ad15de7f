/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's address space and the translation between its addresses.
 *
 * Linux 6.12 arm64 with 4 KiB pages and 48-bit virtual addresses:
 *
 *   ffff000000000000  PAGE_OFFSET    linear map of all RAM (128 TiB)
 *   ffff800000000000  PAGE_END       modules (2 GiB, unused here)
 *   ffff800080000000  KIMAGE_VADDR   the kernel image, then vmalloc
 *   fffffdffbf800000  VMALLOC_END
 *   fffffdffc0000000  VMEMMAP_START  struct page array (2 TiB)
 *   ffffffffc0000000  VMEMMAP_END
 *   ffffffffc0800000  PCI_IO_START
 *   ffffffffff800000  FIXADDR_TOP    fixmap below this address
 *
 * Two translations exist. A linear address differs from the physical one by PAGE_OFFSET - PHYS_OFFSET; an address inside
 * the image differs by kimage_voffset. __pa() tells them apart, __pa_symbol() is for symbols only.
 *
 * Constants are usable from assembly.
 */
#ifndef __ASM_MEMORY_H
#define __ASM_MEMORY_H

#include <linux/const.h>
#include <linux/sizes.h>
#include <asm/page-def.h>

#define VA_BITS          48
#define VA_BITS_MIN      48
#define vabits_actual    VA_BITS
#define _PAGE_OFFSET(va) (-(UL(1) << (va)))
#define _PAGE_END(va)    (-(UL(1) << ((va)-1)))

#define STRUCT_PAGE_SIZE 64
#define PAGE_OFFSET      _PAGE_OFFSET(VA_BITS)
#define PAGE_END         _PAGE_END(VA_BITS_MIN)
#define MODULES_VADDR    PAGE_END
#define MODULES_VSIZE    UL(SZ_2G)
#define MODULES_END      (MODULES_VADDR + MODULES_VSIZE)
#define KIMAGE_VADDR     MODULES_END
#define VMALLOC_START    MODULES_END
#define VMEMMAP_END      (-UL(SZ_1G))
#define VMEMMAP_SIZE     (((PAGE_END - PAGE_OFFSET) >> PAGE_SHIFT) * STRUCT_PAGE_SIZE)
#define VMEMMAP_START    (VMEMMAP_END - VMEMMAP_SIZE)
#define VMALLOC_END      (VMEMMAP_START - UL(SZ_8M))
#define PCI_IO_SIZE      UL(SZ_16M)
#define PCI_IO_START     (VMEMMAP_END + UL(SZ_8M))
#define PCI_IO_END       (PCI_IO_START + PCI_IO_SIZE)
#define FIXADDR_TOP      (-UL(SZ_8M))

#define KERNEL_START     _text
#define KERNEL_END       _end

/* Kernel stacks: 16 KiB, aligned to twice their size so that one bit of SP tells an overflow (entry.S). */
#define THREAD_SHIFT        14
#define THREAD_SIZE_ORDER   (THREAD_SHIFT - PAGE_SHIFT)
#define THREAD_SIZE         (UL(1) << THREAD_SHIFT)
#define THREAD_ALIGN        (2 * THREAD_SIZE)
#define OVERFLOW_STACK_SIZE UL(SZ_4K)
#define IRQ_STACK_SIZE      THREAD_SIZE

/* Sparse memory: sections of 128 MiB. */
#define SECTION_SIZE_BITS    27
#define MAX_PHYSMEM_BITS     48
#define CONFIG_ARM64_PA_BITS 48

/* Memory types: indices into MAIR_EL1, as Linux has them. */
#define MT_NORMAL         0
#define MT_NORMAL_TAGGED  1
#define MT_NORMAL_NC      2
#define MT_DEVICE_nGnRnE  3
#define MT_DEVICE_nGnRE   4

#define IOREMAP_MAX_ORDER 30

/* The linear map starts at a multiple of 1 GiB, so that its blocks are congruent to physical ones. */
#define ARM64_MEMSTART_SHIFT 30
#define ARM64_MEMSTART_ALIGN (UL(1) << ARM64_MEMSTART_SHIFT)

#ifndef __ASSEMBLY__

#include <linux/compiler_types.h>
#include <linux/types.h>

__BEGIN_DECLS

/** memstart_addr - physical address that PAGE_OFFSET maps; a multiple of 1 GiB, set by arm64_memblock_init(). */
extern s64 memstart_addr;
/** kimage_voffset - virtual minus physical address of the kernel image; set before the first C++ with the MMU on. */
extern u64 kimage_voffset;

__END_DECLS

#define PHYS_OFFSET       ((phys_addr_t)memstart_addr)
#define PHYS_PFN_OFFSET   (PHYS_OFFSET >> PAGE_SHIFT)
#define ARCH_PFN_OFFSET   ((unsigned long)PHYS_PFN_OFFSET)
#define PHYSMEM_END       __pa(PAGE_END - 1)
#define MIN_MEMBLOCK_ADDR 0
#define MAX_MEMBLOCK_ADDR U64_MAX

/* Is @addr inside the linear map's window (mapped or not)? */
#define __is_lm_address(addr) (((u64)(addr)-PAGE_OFFSET) < (PAGE_END - PAGE_OFFSET))
#define __lm_to_phys(addr)    (((phys_addr_t)(addr)-PAGE_OFFSET) + PHYS_OFFSET)
#define __kimg_to_phys(addr)  ((phys_addr_t)(addr)-kimage_voffset)
#define __phys_to_virt(x)     ((unsigned long)((x)-PHYS_OFFSET) | PAGE_OFFSET)
#define __phys_to_kimg(x)     ((unsigned long)((x) + kimage_voffset))

/* Physical address of a linear or image address; the result for any other address is meaningless. */
static inline phys_addr_t __virt_to_phys(unsigned long x)
{
	return __is_lm_address(x) ? __lm_to_phys(x) : __kimg_to_phys(x);
}

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
#define __pa_symbol(x)       __kimg_to_phys((unsigned long)(x))
#define __va(x)              ((void *)__phys_to_virt((phys_addr_t)(x)))
#define lm_alias(x)          __va(__pa_symbol(x))
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
static inline void *page_to_virt(const struct page *page)
{
	u64 index = ((u64)page - VMEMMAP_START) / STRUCT_PAGE_SIZE;

	return (void *)(PAGE_OFFSET + (index << PAGE_SHIFT));
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

#endif /* __ASSEMBLY__ */
#endif
