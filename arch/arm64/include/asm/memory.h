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
#define THREAD_SHIFT      14
#define THREAD_SIZE_ORDER (THREAD_SHIFT - PAGE_SHIFT)
#define THREAD_SIZE       (UL(1) << THREAD_SHIFT)
#define THREAD_ALIGN      (2 * THREAD_SIZE)
/* Linux: 4 KiB. Here the report is printed on it, and printk() has its line on the stack (2.3 KiB). */
#define OVERFLOW_STACK_SIZE UL(SZ_8K)
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

#define PHYS_OFFSET ((phys_addr_t)memstart_addr)

/* Is @addr inside the linear map's window (mapped or not)? */
#define __is_lm_address(addr) (((u64)(addr)-PAGE_OFFSET) < (PAGE_END - PAGE_OFFSET))
/* Is @addr in the half of the address space that is the kernel's? One bit tells. */
#define in_kernel_half(addr) ((long)(addr) < 0)
#define __lm_to_phys(addr)   (((phys_addr_t)(addr)-PAGE_OFFSET) + PHYS_OFFSET)
#define __kimg_to_phys(addr) ((phys_addr_t)(addr)-kimage_voffset)
#define __phys_to_virt(x)    ((unsigned long)((x)-PHYS_OFFSET) | PAGE_OFFSET)
#define __phys_to_kimg(x)    ((unsigned long)((x) + kimage_voffset))

/* Physical address of a linear or image address; the result for any other address is meaningless. */
static inline phys_addr_t __virt_to_phys(unsigned long x)
{
	return __is_lm_address(x) ? __lm_to_phys(x) : __kimg_to_phys(x);
}

#define __pa_symbol(x) __kimg_to_phys((unsigned long)(x))
#define lm_alias(x)    __va(__pa_symbol(x))

/* The address of a global object or array that begins a page (__aligned(PAGE_SIZE)): by one instruction, others take two. */
#define page_aligned_address(symbol)                                                               \
	({                                                                                         \
		__typeof__(&(symbol)[0]) __address;                                                \
		asm("adrp %0, %1" : "=r"(__address) : "S"(&(symbol)[0]));                          \
		__address;                                                                         \
	})

/* An address to jump to at a function's end: computed in the register that such a jump takes, not moved there. */
#define tail_call_address(address)                                                                 \
	({                                                                                         \
		register unsigned long __address asm("x16") = (address);                           \
		asm("" : "+r"(__address));                                                         \
		__address;                                                                         \
	})

#include <asm-generic/memory_model.h>

#endif /* __ASSEMBLY__ */
#endif
