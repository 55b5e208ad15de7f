/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_IO_H
#define _LINUX_IO_H
/*
 * Device memory: mapping (ioremap(), mm/vmalloc/ioremap.cpp) and access (readl() and its kin,
 * asm/io.h). Linux 6.12: include/linux/io.h, include/asm-generic/io.h.
 */
#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/io.h>
#include <asm/pgtable-types.h>

__BEGIN_DECLS

/**
 * ioremap() - map [@phys_addr, @phys_addr + @size) bytes as Device-nGnRE memory. Process context,
 * after vmalloc_init(). The range need not be aligned; the offset in its page is kept. Returns NULL
 * when the range is empty, wraps or ends beyond what tables can hold (48 bits), is RAM (with a WARN), or no address space is left.
 * A range of 2 MiB and more is mapped with 2 MiB blocks, however its start is aligned.
 */
void __iomem *ioremap(phys_addr_t phys_addr, size_t size);
/** ioremap_wc() - the same as Normal non-cacheable memory, where writes may gather. */
void __iomem *ioremap_wc(phys_addr_t phys_addr, size_t size);
/** ioremap_np() - the same as Device-nGnRnE memory: a write is answered by the device itself ("non-posted"). */
void __iomem *ioremap_np(phys_addr_t phys_addr, size_t size);
/** ioremap_cache() - the same as Normal cacheable memory; of RAM, its address in the linear map. */
void __iomem *ioremap_cache(phys_addr_t phys_addr, size_t size);
/** __ioremap_prot() - the same with protection @prot. */
void __iomem *__ioremap_prot(phys_addr_t phys_addr, size_t size, pgprot_t prot);
/** iounmap() - undo any of them. NULL is allowed. */
void iounmap(volatile void __iomem *addr);

/* Attributes that will do for memremap(); tried in this order. */
enum {
	MEMREMAP_WB = 1 << 0,  /* cacheable */
	MEMREMAP_WT = 1 << 1,  /* written through; as a device on arm64 */
	MEMREMAP_WC = 1 << 2,  /* writes may gather */
	MEMREMAP_ENC = 1 << 3, /* (encrypted memory: not on this machine) */
	MEMREMAP_DEC = 1 << 4,
};

/**
 * memremap() - map memory without side effects; mm/vmalloc/memremap.cpp
 * @offset: physical address
 * @size: bytes
 * @flags: MEMREMAP_WB, _WT, _WC: one or more that will do
 *
 * Process context. Return: the address, for RAM that in the linear map; NULL for no flags, for a range that is RAM in part or
 * RAM asked for otherwise than as WB (both with a WARN), and where ioremap() would give NULL.
 */
void *memremap(resource_size_t offset, size_t size, unsigned long flags);
/** memunmap() - undo memremap(). NULL and addresses of the linear map are allowed. */
void memunmap(void *addr);

__END_DECLS

#endif /* _LINUX_IO_H */
