/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Fixed virtual addresses, known at compile time, for what must be mapped before there is an allocator: slot N is one page
 * at FIXADDR_TOP - (N << PAGE_SHIFT). Their page tables are part of the image.
 */
#ifndef __ASM_FIXMAP_H
#define __ASM_FIXMAP_H

#include <linux/compiler_types.h>
#include <linux/types.h>
#include <asm/pgtable-prot.h>

#define MAX_FDT_SIZE     SZ_2M
#define MIN_FDT_ALIGN    8

#define FIX_BTMAP_SIZE   SZ_256K
#define NR_FIX_BTMAPS    (FIX_BTMAP_SIZE / PAGE_SIZE + 1) /* one more for an unaligned start */
#define FIX_BTMAPS_SLOTS 7
#define TOTAL_FIX_BTMAPS (NR_FIX_BTMAPS * FIX_BTMAPS_SLOTS)

enum fixed_addresses {
	FIX_HOLE, /* catches accesses just below FIXADDR_TOP */

	/* The device tree: 2 MiB and what an unaligned start adds. FIX_FDT is 2 MiB aligned. */
	FIX_FDT_END,
	FIX_FDT = FIX_FDT_END + (MAX_FDT_SIZE + SZ_2M) / PAGE_SIZE - 1,

	FIX_EARLYCON_MEM_BASE,
	FIX_TEXT_POKE0, /* a writable window on read-only text */
	__end_of_permanent_fixed_addresses,

	/* early_ioremap()'s windows, boot time only. */
	FIX_BTMAP_END = __end_of_permanent_fixed_addresses,
	FIX_BTMAP_BEGIN = FIX_BTMAP_END + TOTAL_FIX_BTMAPS - 1,

	/* Windows on page tables that the linear map does not reach yet. */
	FIX_PTE,
	FIX_PMD,
	FIX_PUD,
	FIX_PGD,

	__end_of_fixed_addresses
};

#define FIXADDR_SIZE      ((unsigned long)__end_of_permanent_fixed_addresses << PAGE_SHIFT)
#define FIXADDR_START     (FIXADDR_TOP - FIXADDR_SIZE)
#define FIXADDR_TOT_SIZE  ((unsigned long)__end_of_fixed_addresses << PAGE_SHIFT)
#define FIXADDR_TOT_START (FIXADDR_TOP - FIXADDR_TOT_SIZE)

#define __fix_to_virt(x)  (FIXADDR_TOP - ((unsigned long)(x) << PAGE_SHIFT))
#define __virt_to_fix(x)  ((FIXADDR_TOP - ((x)&PAGE_MASK)) >> PAGE_SHIFT)
#define fix_to_virt(x)    __fix_to_virt(x)

__BEGIN_DECLS

/** early_fixmap_init() - hang the fixmap's tables into swapper_pg_dir. Once, first thing in setup_arch(). */
void early_fixmap_init(void);

/**
 * __set_fixmap() - map slot @idx to the page at @phys, or clear it when @prot is FIXMAP_PAGE_CLEAR.
 * Clearing flushes the TLB; setting a slot that is mapped does so too (break-before-make).
 */
void __set_fixmap(enum fixed_addresses idx, phys_addr_t phys, pgprot_t prot);

/**
 * fixmap_remap_fdt() - map the device tree at its fixed address.
 * @dt_phys: its physical address, 8-byte aligned.
 * @size: set to its size in bytes; may be NULL.
 * @prot: PAGE_KERNEL or PAGE_KERNEL_RO.
 *
 * Returns the virtual address, NULL if there is no tree (magic) or it is larger than 2 MiB.
 */
void *fixmap_remap_fdt(phys_addr_t dt_phys, int *size, pgprot_t prot);

__END_DECLS

#define set_fixmap(idx, phys)    __set_fixmap(idx, phys, FIXMAP_PAGE_NORMAL)
#define set_fixmap_io(idx, phys) __set_fixmap(idx, phys, FIXMAP_PAGE_IO)
#define clear_fixmap(idx)        __set_fixmap(idx, 0, FIXMAP_PAGE_CLEAR)
#define set_fixmap_offset(idx, phys)                                                               \
	(set_fixmap(idx, (phys)&PAGE_MASK), fix_to_virt(idx) + ((phys) & ~PAGE_MASK))
#define set_fixmap_offset_io(idx, phys)                                                            \
	(set_fixmap_io(idx, (phys)&PAGE_MASK), fix_to_virt(idx) + ((phys) & ~PAGE_MASK))

#endif
