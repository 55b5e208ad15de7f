/* SPDX-License-Identifier: GPL-2.0-only */
// What a page looks like when it is handed out, or comes back: the part that every allocation does. See prep.cpp.
#pragma once

#include "mm/page/internal.h"

namespace buddy
{

struct page *finish_special(struct page *page, unsigned int order, gfp_t gfp);

// One reference, no private data, not from the reserves; zeroed and made compound when asked for.
// Returns @page.
static inline struct page *finish_new_page(struct page *page, unsigned int order, gfp_t gfp)
{
	page->private_ = 0;
	set_page_count(page, 1);
	clear_page_pfmemalloc(page);
	if (unlikely(gfp & (__GFP_ZERO | __GFP_COMP)))
		return finish_special(page, order, gfp);
	return page;
}

// Is there nothing to undo when the page is freed? No flag is set, the mapping holds no mark: the usual case of a page that
// the kernel used.
static inline bool is_plain(const struct page *page)
{
	return !((page->flags & PAGE_FLAGS_CHECK_AT_PREP) |
		 ((unsigned long)page->mapping & PAGE_MAPPING_FLAGS) | page_extra_work);
}

} // namespace buddy
