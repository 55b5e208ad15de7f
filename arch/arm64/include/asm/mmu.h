/* SPDX-License-Identifier: GPL-2.0-only */
/* The boot steps of arch/arm64/mm, in the order in which setup_arch() and start_kernel() take them. */
#ifndef __ASM_MMU_H
#define __ASM_MMU_H

#include <linux/compiler_types.h>
#include <linux/types.h>

__BEGIN_DECLS

/**
 * arm64_memblock_init() - choose memstart_addr, apply mem=, reserve the image and what the device tree reserves.
 * After the device tree's banks are in memblock and early parameters are parsed.
 */
void arm64_memblock_init(void);

/** paging_init() - build the linear map from memblock. */
void paging_init(void);

/** bootmem_init() - mem_map and zones: sparse_init(), zone limits, free_area_init(). */
void bootmem_init(void);

/**
 * vmemmap_populate() - back a range of the struct page array with memory from memblock.
 * @start: virtual address of the first struct page, page aligned.
 * @end: one behind the last.
 * The memory is not zeroed. Returns 0 or -ENOMEM. Boot only.
 */
int vmemmap_populate(unsigned long start, unsigned long end);

/**
 * mark_readonly() - make __ro_after_init data read-only, and look whether anything is writable and executable; when the initcalls are
 * through. Neither with rodata=off.
 */
void mark_readonly(void);

/** free_initmem() - give the memory of __init code and data to the buddy and unmap it from the image. */
void free_initmem(void);

/** print_kernel_layout() - the table of memory regions in the boot log. */
void print_kernel_layout(void);

__END_DECLS

#endif
