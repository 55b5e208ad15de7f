// SPDX-License-Identifier: GPL-2.0-only
//
// All the memory that there is, taken and given back: for tests of what is kept from whom.
#pragma once

#include "tests/host/test.h"

#include <linux/gfp.h>

namespace host
{

// Everything that such requests can have, in blocks of @order.
inline std::vector<struct page *> take_all(gfp_t gfp, unsigned int order)
{
	std::vector<struct page *> all;

	while (struct page *page = alloc_pages(gfp, order))
		all.push_back(page);
	return all;
}

// Back with them. What fits stays on the CPU's lists.
inline void give(std::vector<struct page *> &pages, unsigned int order)
{
	for (struct page *page : pages)
		__free_pages(page, order);
	pages.clear();
}

} // namespace host
