/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The address map of the simulated machine.
 *
 * The regions of arm64 in the same order, moved to where a process with 47-bit (x86_64) or 48-bit (arm64) user addresses
 * may map them and where AddressSanitizer has its high application memory:
 *
 *   300000000000  PAGE_OFFSET     linear map: physical memory, 1 TiB
 *   310000000000  PAGE_END        modules, unused
 *   318000000000  KIMAGE_VADDR    one GiB where the kernel image's pages would be; the code itself is the test program's
 *   320000000000  VMALLOC_START   vmalloc, vmap, ioremap, 512 GiB
 *   328000000000  VMALLOC_END
 *   340000000000  VMEMMAP_START   struct page array, 16 GiB
 *
 * memstart_addr and the bias of vmemmap are as on arm64. A symbol of the test program has no physical address.
 */
#ifndef __ASM_MEMORY_H
#define __ASM_MEMORY_H

#include <linux/const.h>
#include <linux/compiler_types.h>
#include <linux/types.h>
#include <asm/page-def.h>

#define STRUCT_PAGE_SIZE    64
#define PAGE_OFFSET         UL(0x300000000000)
#define PAGE_END            UL(0x310000000000)
#define MODULES_VADDR       PAGE_END
#define MODULES_END         UL(0x318000000000)
#define KIMAGE_VADDR        MODULES_END
#define VMALLOC_START       UL(0x320000000000)
#define VMALLOC_END         UL(0x328000000000)
#define VMEMMAP_START       UL(0x340000000000)
#define VMEMMAP_SIZE        (((PAGE_END - PAGE_OFFSET) >> PAGE_SHIFT) * STRUCT_PAGE_SIZE)
#define VMEMMAP_END         (VMEMMAP_START + VMEMMAP_SIZE)

#define KERNEL_START        _text
#define KERNEL_END          _end

#define THREAD_SHIFT        14
#define THREAD_SIZE_ORDER   (THREAD_SHIFT - PAGE_SHIFT)
#define THREAD_SIZE         (UL(1) << THREAD_SHIFT)
#define THREAD_ALIGN        (2 * THREAD_SIZE)
#define OVERFLOW_STACK_SIZE UL(4096)
#define IRQ_STACK_SIZE      THREAD_SIZE

#define SECTION_SIZE_BITS   27
#define MAX_PHYSMEM_BITS    48
#define IOREMAP_MAX_ORDER   30

__BEGIN_DECLS

/** memstart_addr - physical address that PAGE_OFFSET maps; a multiple of 1 GiB, set by host::map_memory(). */
extern s64 memstart_addr;

__END_DECLS

#define PHYS_OFFSET           ((phys_addr_t)memstart_addr)
#define PHYS_PFN_OFFSET       (PHYS_OFFSET >> PAGE_SHIFT)
#define ARCH_PFN_OFFSET       ((unsigned long)PHYS_PFN_OFFSET)
#define PHYSMEM_END           __pa(PAGE_END - 1)
#define MIN_MEMBLOCK_ADDR     0
#define MAX_MEMBLOCK_ADDR     U64_MAX

#define __is_lm_address(addr) (((u64)(addr)-PAGE_OFFSET) < (PAGE_END - PAGE_OFFSET))
#define __lm_to_phys(addr)    (((phys_addr_t)(addr)-PAGE_OFFSET) + PHYS_OFFSET)
#define __phys_to_virt(x)     ((unsigned long)((x)-PHYS_OFFSET) + PAGE_OFFSET)

static inline phys_addr_t __virt_to_phys(unsigned long x)
{
	return __lm_to_phys(x);
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
#define __pa_symbol(x)       __pa(x)
#define __va(x)              ((void *)__phys_to_virt((phys_addr_t)(x)))
#define lm_alias(x)          ((void *)(x))
#define pfn_to_kaddr(pfn)    __va((phys_addr_t)(pfn) << PAGE_SHIFT)

#define __phys_to_pfn(paddr) ((unsigned long)((paddr) >> PAGE_SHIFT))
#define __pfn_to_phys(pfn)   ((phys_addr_t)(pfn) << PAGE_SHIFT)
#define virt_to_pfn(x)       __phys_to_pfn(__virt_to_phys((unsigned long)(x)))

#define vmemmap              ((struct page *)VMEMMAP_START - (memstart_addr >> PAGE_SHIFT))
#define __pfn_to_page(pfn)   (vmemmap + (pfn))
#define __page_to_pfn(page)  ((unsigned long)((page)-vmemmap))
#define pfn_to_page          __pfn_to_page
#define page_to_pfn          __page_to_pfn
#define page_to_phys(page)   __pfn_to_phys(page_to_pfn(page))
#define phys_to_page(phys)   pfn_to_page(__phys_to_pfn(phys))

static inline struct page *virt_to_page(const volatile void *x)
{
	u64 index = ((u64)x - PAGE_OFFSET) >> PAGE_SHIFT;

	return (struct page *)(VMEMMAP_START + index * STRUCT_PAGE_SIZE);
}
static inline void *page_to_virt(const struct page *page)
{
	u64 index = ((u64)page - VMEMMAP_START) / STRUCT_PAGE_SIZE;

	return (void *)(PAGE_OFFSET + (index << PAGE_SHIFT));
}
#define page_to_virt(page) page_to_virt(page)
#ifndef __cplusplus
#define virt_to_page(x) virt_to_page((const volatile void *)(unsigned long)(x))
#else
static inline struct page *virt_to_page(unsigned long x)
{
	return virt_to_page((const volatile void *)x);
}
#endif

#define virt_addr_valid(addr)                                                                      \
	(__is_lm_address((unsigned long)(addr)) && pfn_valid(virt_to_pfn((unsigned long)(addr))))

#define untagged_addr(addr)        (addr)
#define arch_kasan_reset_tag(addr) (addr)

#endif
