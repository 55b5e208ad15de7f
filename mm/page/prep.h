/* SPDX-License-Identifier: GPL-2.0-only */
// What a page looks like when it is handed out, or comes back: the part that every allocation does. See prep.cpp.
#pragma once

#include "mm/page/internal.h"

#include <linux/poison.h>

namespace buddy
{

struct page *finish_special(struct page *page, unsigned int order, gfp_t gfp);

// One reference, no private data, not from the reserves; zeroed and made compound when asked for.
// Returns @page.
static inline struct page *finish_new_page(struct page *page, unsigned int order, gfp_t gfp)
{
	page->private_ = 0;
	WRITE_ONCE(page->_refcount.counter, 1);
	clear_page_pfmemalloc(page);
	if (unlikely(gfp & (__GFP_ZERO | __GFP_COMP)))
		return finish_special(page, order, gfp);
	return page;
}

// The same for one that was just taken off a list: as list_del() leaves it.
static inline struct page *finish_unlinked_page(struct page *page, unsigned int order, gfp_t gfp)
{
	page->lru.prev = (struct list_head *)LIST_POISON2;
	return finish_new_page(page, order, gfp);
}

// A tail of a compound block is a plain page again: what it held for the folio (PAGE_FLAGS_SECOND) goes with its flags.
static inline void release_tail(struct page *tail)
{
	static_assert(!(PAGE_FLAGS_SECOND & ~PAGE_FLAGS_CHECK_AT_PREP));
	tail->mapping = nullptr;
	clear_compound_head(tail);
	tail->flags &= ~PAGE_FLAGS_CHECK_AT_PREP;
}

// @order is not 0.
static inline void release_tails(struct page *page, unsigned int order)
{
	struct page *tail = page + 1, *end = page + (1u << order);

	do
		release_tail(tail);
	while (++tail != end);
}

// What there is to undo when the page is freed: flags and marks in the mapping. 0: nothing, the usual case of a page that the
// kernel used. Everything, when frees are to be looked at.
static inline unsigned long to_undo(const struct page *page)
{
	if (has_extra_work())
		return ~0UL;
	return (page->flags & PAGE_FLAGS_CHECK_AT_PREP) |
	       ((unsigned long)page->mapping & PAGE_MAPPING_FLAGS);
}

static inline bool is_plain(const struct page *page)
{
	return !to_undo(page);
}

} // namespace buddy
