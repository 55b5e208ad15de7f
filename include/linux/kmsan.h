/* SPDX-License-Identifier: GPL-2.0-only */
/* The uninitialised-memory sanitiser is not part of the kernel build; its hooks are empty. */
#ifndef _LINUX_KMSAN_H
#define _LINUX_KMSAN_H
#include <linux/types.h>
#include <linux/kmsan-checks.h>
struct page;
struct kmem_cache;
static inline void kmsan_alloc_page(struct page *page, unsigned int order, gfp_t flags)
{
}
static inline void kmsan_free_page(struct page *page, unsigned int order)
{
}
static inline bool kmsan_memblock_free_pages(struct page *page, unsigned int order)
{
	return true;
}
static inline void kmsan_vunmap_range_noflush(unsigned long start, unsigned long end)
{
}
#endif
