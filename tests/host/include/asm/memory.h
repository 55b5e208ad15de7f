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
 * The thread sanitiser leaves less room for a program: there the regions lie closer together, from 552000000000 on.
 *
 * memstart_addr and the bias of vmemmap are as on arm64. A symbol of the test program has no physical address.
 */
#ifndef __ASM_MEMORY_H
#define __ASM_MEMORY_H

#include <linux/const.h>
#include <linux/compiler_types.h>
#include <linux/types.h>
#include <asm/page-def.h>

#define STRUCT_PAGE_SIZE 64
#ifdef __SANITIZE_THREAD__
#define PAGE_OFFSET   UL(0x552000000000)
#define PAGE_END      UL(0x556000000000)
#define MODULES_END   UL(0x558000000000)
#define VMALLOC_START UL(0x559000000000)
#define VMALLOC_END   UL(0x55d000000000)
#define VMEMMAP_START UL(0x560000000000)
#else
#define PAGE_OFFSET   UL(0x300000000000)
#define PAGE_END      UL(0x310000000000)
#define MODULES_END   UL(0x318000000000)
#define VMALLOC_START UL(0x320000000000)
#define VMALLOC_END   UL(0x328000000000)
#define VMEMMAP_START UL(0x340000000000)
#endif
#define MODULES_VADDR       PAGE_END
#define KIMAGE_VADDR        MODULES_END
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

#define __is_lm_address(addr) (((u64)(addr)-PAGE_OFFSET) < (PAGE_END - PAGE_OFFSET))
#define in_kernel_half(addr)  ((u64)(addr) >= PAGE_SIZE)
#define __lm_to_phys(addr)    (((phys_addr_t)(addr)-PAGE_OFFSET) + PHYS_OFFSET)
#define __phys_to_virt(x)     ((unsigned long)((x)-PHYS_OFFSET) + PAGE_OFFSET)

static inline phys_addr_t __virt_to_phys(unsigned long x)
{
	return __lm_to_phys(x);
}

#define __pa_symbol(x)               __pa(x)
#define lm_alias(x)                  ((void *)(x))
#define page_aligned_address(symbol) (&(symbol)[0])
#define tail_call_address(address)   (address)

#include <asm-generic/memory_model.h>

#endif
