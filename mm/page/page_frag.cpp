// SPDX-License-Identifier: GPL-2.0-only
// Pieces of pages: small buffers cut from the end of a 32 KiB block, each with a reference to it.
//
//   va ┌────────────────────────┬────────┬──────┬───────────┐ va + size
//      │        free            │ 3rd    │ 2nd  │ 1st piece │
//      └────────────────────────┴────────┴──────┴───────────┘
//                               ▲ offset
//   page reference count = 32769 at first: of these the cache holds pagecnt_bias, each piece one. So handing out a piece is a
//   subtraction, with no atomic; page_frag_free() drops the piece's. When no room is left the cache gives up its share: if that were all, the block
//   starts anew, else the last piece's owner frees it and the cache takes another.
//
// A cache belongs to its caller, who locks it. Linux 6.12: __page_frag_alloc_align() and others in mm/page_alloc.c.
#include "mm/page/internal.h"

#include <linux/export.h>
#include <linux/gfp.h>

static constexpr unsigned int whole_share = PAGE_FRAG_CACHE_MAX_SIZE + 1;

// The large block, without effort; else a page.
static struct page *new_block(struct page_frag_cache *nc, gfp_t gfp)
{
	const gfp_t easily = (gfp & ~__GFP_DIRECT_RECLAIM) | __GFP_COMP | __GFP_NOWARN |
			     __GFP_NORETRY | __GFP_NOMEMALLOC;
	struct page *page = alloc_pages(easily, PAGE_FRAG_CACHE_MAX_ORDER);

	nc->size = page ? PAGE_FRAG_CACHE_MAX_SIZE : PAGE_SIZE;
	if (!page)
		page = alloc_pages(gfp, 0);
	nc->va = page ? page_address(page) : nullptr;
	if (!page)
		return nullptr;
	page_ref_add(page, PAGE_FRAG_CACHE_MAX_SIZE);
	nc->pfmemalloc = page_is_pfmemalloc(page);
	nc->pagecnt_bias = whole_share;
	nc->offset = nc->size;
	return page;
}

// The cache's share is given back. True: nobody else had one, the block can start anew.
static bool start_anew(struct page_frag_cache *nc)
{
	struct page *page = virt_to_page(nc->va);

	if (!page_ref_sub_and_test(page, nc->pagecnt_bias))
		return false;
	// From the reserves: it goes back there, rather than being kept.
	if (unlikely(nc->pfmemalloc)) {
		free_unref_page(page, compound_order(page));
		return false;
	}
	set_page_count(page, whole_share);
	nc->pagecnt_bias = whole_share;
	nc->offset = nc->size;
	return true;
}

void *__page_frag_alloc_align(struct page_frag_cache *nc, unsigned int fragsz, gfp_t gfp_mask,
			      unsigned int align_mask)
{
	if (unlikely(!nc->va) && !new_block(nc, gfp_mask))
		return nullptr;
	if (unlikely(nc->offset < fragsz) && !start_anew(nc) && !new_block(nc, gfp_mask))
		return nullptr;
	// More than a page, and only a page is left to cut from.
	if (unlikely(nc->offset < fragsz))
		return nullptr;

	nc->pagecnt_bias--;
	nc->offset = (nc->offset - fragsz) & align_mask;
	return (char *)nc->va + nc->offset;
}
EXPORT_SYMBOL(__page_frag_alloc_align);

void __page_frag_cache_drain(struct page *page, unsigned int count)
{
	VM_BUG_ON_PAGE(page_ref_count(page) == 0, page);
	if (page_ref_sub_and_test(page, count))
		free_unref_page(page, compound_order(page));
}
EXPORT_SYMBOL(__page_frag_cache_drain);

void page_frag_cache_drain(struct page_frag_cache *nc)
{
	if (!nc->va)
		return;
	__page_frag_cache_drain(virt_to_head_page(nc->va), nc->pagecnt_bias);
	nc->va = nullptr;
}
EXPORT_SYMBOL(page_frag_cache_drain);

void page_frag_free(void *addr)
{
	struct page *page = virt_to_head_page(addr);

	if (unlikely(put_page_testzero(page)))
		free_unref_page(page, compound_order(page));
}
EXPORT_SYMBOL(page_frag_free);
