/* SPDX-License-Identifier: GPL-2.0-only */
/* Mapping devices and memory before vmalloc works, through seven fixmap windows of 256 KiB. */
#ifndef __ASM_EARLY_IOREMAP_H
#define __ASM_EARLY_IOREMAP_H

#include <linux/compiler_types.h>
#include <linux/types.h>

__BEGIN_DECLS

/** early_ioremap_init() - once, after early_fixmap_init(). */
void early_ioremap_init(void);

/**
 * early_ioremap() - map @size bytes of device registers at @phys (Device-nGnRE).
 * At most 256 KiB; at most seven mappings at a time. Returns NULL (with a WARN) if that is exceeded.
 */
void *early_ioremap(phys_addr_t phys, unsigned long size);

/** early_memremap() - the same for Normal memory. */
void *early_memremap(phys_addr_t phys, unsigned long size);

/** early_memremap_ro() - the same, read-only. */
void *early_memremap_ro(phys_addr_t phys, unsigned long size);

/** early_iounmap() - undo early_ioremap(); @size as given there. */
void early_iounmap(void *addr, unsigned long size);
#define early_memunmap(addr, size) early_iounmap(addr, size)

/** check_early_ioremap_leak() - WARN and return non-zero if a window is still in use; called at the end of boot. */
int check_early_ioremap_leak(void);

__END_DECLS

#endif
