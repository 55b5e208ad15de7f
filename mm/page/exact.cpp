// SPDX-License-Identifier: GPL-2.0-only
// Allocations by address, and allocations of a number of pages that is no power of two: a block is allocated, made into
// single pages, and what was not asked for is given back at once (to the tail of the free lists, where its buddies will
// follow when the rest is freed).
//
// Linux 6.12: get_free_pages_noprof(), get_zeroed_page_noprof(), alloc_pages_exact_noprof(), free_pages_exact(), split_page().
#include "mm/page/internal.h"

#include <linux/export.h>
#include <linux/page_owner.h>

using namespace buddy;

unsigned long get_free_pages_noprof(gfp_t gfp_mask, unsigned int order)
{
	struct page *page = alloc_pages_noprof(gfp_mask & ~__GFP_HIGHMEM, order);

	return page ? (unsigned long)page_address(page) : 0;
}

unsigned long get_zeroed_page_noprof(gfp_t gfp_mask)
{
	return get_free_pages_noprof(gfp_mask | __GFP_ZERO, 0);
}

void split_page(struct page *page, unsigned int order)
{
	VM_BUG_ON_PAGE(PageCompound(page), page);
	VM_BUG_ON_PAGE(!page_count(page), page);
	for (unsigned int i = 1; i < 1u << order; i++)
		set_page_count(page + i, 1);
	split_page_owner(page, order, 0);
}

void *alloc_pages_exact_noprof(size_t size, gfp_t gfp_mask)
{
	unsigned int order = get_order(size);
	unsigned long wanted = PFN_UP(size);

	if (WARN_ON_ONCE(gfp_mask & (__GFP_COMP | __GFP_HIGHMEM)))
		gfp_mask &= ~(__GFP_COMP | __GFP_HIGHMEM);

	struct page *page = alloc_pages_noprof(gfp_mask, order);

	if (!page)
		return nullptr;
	split_page_owner(page, order, 0);
	for (unsigned long i = 1; i < wanted; i++)
		set_page_count(page + i, 1);
	for (unsigned long i = wanted; i < 1UL << order; i++)
		free_pages_ok(page + i, 0, Placement::to_tail);
	return page_address(page);
}

void *alloc_pages_exact_nid_noprof(int nid, size_t size, gfp_t gfp_mask)
{
	return alloc_pages_exact_noprof(size, gfp_mask);
}

void free_pages_exact(void *virt, size_t size)
{
	unsigned long addr = (unsigned long)virt;

	for (unsigned long end = addr + PAGE_ALIGN(size); addr < end; addr += PAGE_SIZE)
		free_page(addr);
}
