// SPDX-License-Identifier: GPL-2.0-only
// Giving pages back: references first, then the page.
//
// Whoever drops the last reference frees. __free_pages() knows the order from its caller; put_page() and folio_put() know it
// from the compound page. Somebody else (a pfn walker) may hold a reference to the first page for a moment: then
// __free_pages() frees all but that page of a block that is not compound, and the other's put_page() frees the first.
//
// Linux 6.12: __free_pages(), free_pages(), __folio_put(), put_pages_list(), release_pages(), page_frag_*().
#include "mm/page/pcp.h"

#include <linux/export.h>
#include <linux/list.h>

using namespace buddy;

static noinline void free_all_but_first(struct page *page, unsigned int order)
{
	while (order-- > 0)
		free_unref_page(page + (1u << order), order);
}

void __free_pages(struct page *page, unsigned int order)
{
	bool head = PageHead(page); // before the reference is gone

	if (likely(put_page_testzero(page)))
		free_unref_page(page, order);
	else if (!head)
		free_all_but_first(page, order);
}

void free_pages(unsigned long addr, unsigned int order)
{
	if (!addr)
		return;
	VM_BUG_ON(!virt_addr_valid((void *)addr));
	__free_pages(virt_to_page((void *)addr), order);
}

void __folio_put(struct folio *folio)
{
	free_unref_page(&folio->page, folio_order(folio));
}

void put_pages_list(struct list_head *pages)
{
	struct list_head *pos, *next;

	list_for_each_safe(pos, next, pages)
		put_page(list_entry(pos, struct page, lru));
	INIT_LIST_HEAD(pages);
}

void release_pages(struct page **pages, int nr)
{
	for (int i = 0; i < nr; i++)
		put_page(pages[i]);
}

void free_contig_range(unsigned long pfn, unsigned long nr_pages)
{
	unsigned long still_used = 0;

	for (; nr_pages--; pfn++) {
		still_used += page_count(pfn_to_page(pfn)) != 1;
		__free_page(pfn_to_page(pfn));
	}
	WARN(still_used != 0, "%lu pages are still in use!\n", still_used);
}
