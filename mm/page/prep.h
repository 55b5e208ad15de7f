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

// Is there nothing to undo when the page is freed? No flag is set, the mapping holds no mark: the usual case of a page that
// the kernel used.
static inline bool is_plain(const struct page *page)
{
	return !has_extra_work() && !((page->flags & PAGE_FLAGS_CHECK_AT_PREP) |
				      ((unsigned long)page->mapping & PAGE_MAPPING_FLAGS));
}

} // namespace buddy
