/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Permissions of mapped kernel memory: arch/arm64/mm/pageattr.cpp. All of these may sleep, and take addresses that begin a page.
 */
#ifndef _ASM_ARM64_SET_MEMORY_H
#define _ASM_ARM64_SET_MEMORY_H

#include <linux/compiler_types.h>
#include <linux/types.h>

struct page;

__BEGIN_DECLS

/**
 * rodata_enabled, rodata_full - what the parameter rodata= says.
 *
 *   off    nothing of the image is read-only: a debugger may write breakpoints into it     false, false
 *   on     constants are read-only, code and its linear alias too (default)                true,  false
 *   full   set_memory_ro() and _rw() change the linear alias of a vmalloc page as well     true,  true
 */
extern bool rodata_enabled, rodata_full;

/**
 * set_memory_ro(), _rw(), _x(), _nx() - make pages read-only, writable, executable, not executable.
 * @addr: the first page's address, in an area of vmalloc() (VM_ALLOC), with all of the others.
 * @numpages: how many pages; 0 changes nothing.
 *
 * Lazily unmapped aliases of the pages are flushed first, the TLB at the end. Returns 0, -EINVAL when the pages are not those of one
 * area, -ENOMEM when a block of vmalloc_huge() cannot be split. Linux: arch/arm64/mm/pageattr.c.
 */
int set_memory_ro(unsigned long addr, int numpages);
int set_memory_rw(unsigned long addr, int numpages);
int set_memory_x(unsigned long addr, int numpages);
int set_memory_nx(unsigned long addr, int numpages);

/** set_memory_valid() - let pages at any mapped address be there, or not: then an access faults. Otherwise as the above. */
int set_memory_valid(unsigned long addr, int numpages, int enable);

/** can_set_direct_map() - may pages of the linear map be changed one by one? With rodata=full. */
bool can_set_direct_map(void);
#define can_set_direct_map can_set_direct_map

/**
 * set_direct_map_invalid_noflush() - take one page out of the linear map.
 * set_direct_map_default_noflush() - put it back, writable.
 * Blocks are split. Without can_set_direct_map() nothing is done. The TLB is not flushed: the caller does that for many pages at once.
 * Returns 0 or -ENOMEM.
 */
int set_direct_map_invalid_noflush(struct page *page);
int set_direct_map_default_noflush(struct page *page);

/** kernel_page_present() - can the page be reached through the linear map? Any context. */
bool kernel_page_present(struct page *page);

__END_DECLS

#endif
