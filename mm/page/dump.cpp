// SPDX-License-Identifier: GPL-2.0-only
// dump_page(): a struct page in Linux's words.
//
// The page may be changing while it is looked at, and a tail page's head may be anything, so everything is said from a copy
// of the page and of its head; a tail that lies outside of what its head claims to be long is described alone.
//
// Linux 6.12: mm/debug.c.
#include "mm/page/internal.h"

#include <linux/export.h>
#include <linux/page_owner.h>
#include <linux/printk.h>
#include <linux/string.h>

namespace buddy
{

static const char *page_type_name(unsigned int page_type)
{
	switch (page_type >> 24) {
	case PGTY_buddy:
		return "buddy";
	case PGTY_offline:
		return "offline";
	case PGTY_table:
		return "table";
	case PGTY_guard:
		return "guard";
	case PGTY_hugetlb:
		return "hugetlb";
	case PGTY_slab:
		return "slab";
	case PGTY_unaccepted:
		return "unaccepted";
	default:
		return "unknown";
	}
}

// The head and the first tail page: all that a folio says of itself.
struct FolioCopy {
	struct page pages[2];

	struct folio *folio()
	{
		return (struct folio *)pages;
	}
};

static void describe(struct folio *folio, struct page *page, unsigned long pfn, unsigned long index)
{
	int mapcount = atomic_read(&page->_mapcount) + 1;

	if (page_mapcount_is_type(mapcount))
		mapcount = 0;
	pr_warn("page: refcount:%d mapcount:%d mapping:%p index:%#lx pfn:%#lx\n",
		folio_ref_count(folio), mapcount, folio->mapping, folio->index + index, pfn);
	if (folio_test_large(folio))
		pr_warn("head: order:%u mapcount:%d entire_mapcount:%d nr_pages_mapped:%d pincount:%d\n",
			folio_order(folio), folio_mapcount(folio), folio_entire_mapcount(folio),
			atomic_read(&folio->_nr_pages_mapped), atomic_read(&folio->_pincount));
	pr_warn("%sflags: %pGp\n", folio_test_anon(folio) ? "anon " : "", &folio->flags);
	if (page_has_type(&folio->page))
		pr_warn("page_type: %x(%s)\n", folio->page.page_type >> 24,
			page_type_name(folio->page.page_type));

	print_hex_dump(KERN_WARNING, "raw: ", DUMP_PREFIX_NONE, 32, sizeof(unsigned long), page,
		       sizeof(struct page), false);
	if (folio_test_large(folio))
		print_hex_dump(KERN_WARNING, "head: ", DUMP_PREFIX_NONE, 32, sizeof(unsigned long),
			       folio, 2 * sizeof(struct page), false);
}

static void describe_page(const struct page *page)
{
	unsigned long pfn = page_to_pfn(page);
	struct page copy = *page;
	FolioCopy head;

	if (!(copy.compound_head & 1) && !PageHead(&copy)) {
		describe((struct folio *)&copy, &copy, pfn, 0);
		return;
	}

	const struct page *first = (const struct page *)_compound_head(&copy);

	if (!(copy.compound_head & 1))
		first = page;

	unsigned long index = page - first;

	memcpy(head.pages, first, sizeof(head.pages));
	if (index < MAX_ORDER_NR_PAGES && index < (unsigned long)folio_nr_pages(head.folio())) {
		describe(head.folio(), &copy, pfn, index);
		return;
	}
	pr_warn("page does not match folio\n");
	copy.compound_head &= ~1UL;
	describe((struct folio *)&copy, &copy, pfn, 0);
}

} // namespace buddy

void dump_page(const struct page *page, const char *reason)
{
	if (PagePoisoned(page))
		pr_warn("page:%p is uninitialized and poisoned", page);
	else
		buddy::describe_page(page);
	if (reason)
		pr_warn("page dumped because: %s\n", reason);
	dump_page_owner(page);
}
