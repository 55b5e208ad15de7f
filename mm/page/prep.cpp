// SPDX-License-Identifier: GPL-2.0-only
// What a page looks like when it is handed out, and what is undone when it comes back.
//
//      handed out   reference count 1, private 0, lru.next NULL (a bit there marks pages from the reserves)
//                   + __GFP_ZERO, init_on_alloc=1: the contents are cleared
//                   + __GFP_COMP with order > 0: head and tails are linked (prep_compound_page)
//      comes back   reference count 0, no flags, no mapping, private 0
//
// Only the first page of a block is touched, whatever its order, unless the block is compound, must be cleared or page
// checks are on. (Linux also clears the flags of all other pages of a non-compound block when it is freed. Nobody but the
// owner sets flags there, and pages of a block that is split up are given back one by one.)
//
// Linux 6.12: prep_new_page(), post_alloc_hook(), prep_compound_page(), free_pages_prepare(), free_tail_page_prepare().
#include "mm/page/prep.h"
#include "mm/page/pageblock.h"

#include <linux/page_owner.h>
#include <linux/poison.h>
#include <trace/events/kmem.h>

constinit bool init_on_alloc_enabled = false;
constinit bool init_on_free_enabled = false;
constinit bool check_pages_enabled = false;

namespace buddy
{

DEFINE_STATIC_KEY_FALSE(page_extra_work);

void clear_pages(struct page *page, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		clear_page(page_address(page + i));
}

static __always_inline struct page *make_compound(struct page *page, unsigned int order)
{
	struct folio *folio = (struct folio *)page;
	unsigned long nr_pages = 1ul << order;

	OPTIMIZER_HIDE_VAR(nr_pages); // shifted once

	struct page *tail = page + 1, *end = page + nr_pages;

	__SetPageHead(page);
	do {
		tail->mapping = TAIL_MAPPING;
		tail->private_ = 0;
		set_compound_head(tail, page);
	} while (++tail != end);

	static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
	*(u8 *)&folio->_flags_1 = order; // the lowest byte of it
	folio->_folio_nr_pages = nr_pages;
	folio->_large_mapcount.counter = -1;
	folio->_entire_mapcount.counter = -1;
	folio->_nr_pages_mapped.counter = 0;
	folio->_pincount.counter = 0;
	if (order > 1)
		INIT_LIST_HEAD(&folio->_deferred_list);
	return page;
}

static noinline struct page *finish_zeroed(struct page *page, unsigned int order, gfp_t gfp)
{
	if (!want_init_on_free())
		clear_pages(page, 1u << order);
	return order && (gfp & __GFP_COMP) ? make_compound(page, order) : page;
}

// For __GFP_ZERO and __GFP_COMP.
struct page *finish_special(struct page *page, unsigned int order, gfp_t gfp)
{
	OPTIMIZER_HIDE_VAR(page); // both stay in the registers that they came in
	OPTIMIZER_HIDE_VAR(order);
	if (gfp & __GFP_ZERO)
		return finish_zeroed(page, order, gfp);
	return order ? make_compound(page, order) : page;
}

void prep_new_page(struct page *page, unsigned int order, gfp_t gfp, unsigned int alloc_flags)
{
	if (page_poisoning_on())
		unpoison_pages(page, 1u << order);
	finish_unlinked_page(page, order, want_init_on_alloc(gfp) ? gfp | __GFP_ZERO : gfp);
	set_page_owner(page, order, gfp);
	if (unlikely(alloc_flags & ALLOC_NO_WATERMARKS))
		set_page_pfmemalloc(page);
}

// What free_tail_page_prepare() looks at: the first tails hold the folio's counters where others have TAIL_MAPPING.
static const char *tail_problem(struct page *head, unsigned int index)
{
	const struct folio *folio = (const struct folio *)head;
	struct page *tail = head + index;

	if (index == 1) {
		if (folio_entire_mapcount(folio))
			return "nonzero entire_mapcount";
		if (folio_large_mapcount(folio))
			return "nonzero large_mapcount";
		if (atomic_read(&folio->_nr_pages_mapped))
			return "nonzero nr_pages_mapped";
		if (atomic_read(&folio->_pincount))
			return "nonzero pincount";
	} else if (index == 2) {
		if (!list_empty(&folio->_deferred_list))
			return "on deferred list";
	} else if (tail->mapping != TAIL_MAPPING) {
		return "corrupted mapping in tail page";
	}
	if (!PageTail(tail))
		return "PageTail not set";
	if (compound_head(tail) != head)
		return "compound_head not consistent";
	return nullptr;
}

// release_tails() with all checks, and for blocks that are not compound, too.
static noinline int release_checked(struct page *page, unsigned int order, bool compound)
{
	int bad = 0;

	if (compound && order)
		page[1].flags &= ~PAGE_FLAGS_SECOND;
	for (unsigned int i = 1; i < 1u << order; i++) {
		const char *problem = compound ? tail_problem(page, i) : nullptr;

		if (problem) {
			bad_page(page + i, problem);
			bad++;
		}
		if (compound) {
			page[i].mapping = nullptr;
			clear_compound_head(page + i);
		}
		if (free_page_is_bad(page + i))
			bad++;
		else
			page[i].flags &= ~PAGE_FLAGS_CHECK_AT_PREP;
	}
	return bad;
}

static noinline void forget_mlock(struct folio *folio)
{
	long pages = folio_nr_pages(folio);

	__folio_clear_mlocked(folio);
	mod_zone_page_state(folio_zone(folio), NR_MLOCK, -pages);
	count_vm_events((enum vm_event_item)UNEVICTABLE_PGCLEARED, pages);
}

static __always_inline bool prepare_to_free(struct page *page, unsigned int order)
{
	bool compound = PageHead(page);
	int bad = 0;

	VM_BUG_ON_PAGE(PageTail(page), page);
	VM_BUG_ON_PAGE(compound && compound_order(page) != order, page);

	if (unlikely(folio_test_mlocked((struct folio *)page)))
		forget_mlock((struct folio *)page);
	if (unlikely(check_pages_enabled))
		bad = release_checked(page, order, compound);
	else if (compound && order)
		release_tails(page, order);
	if (PageMappingFlags(page))
		page->mapping = nullptr;
	if (unlikely(check_pages_enabled) && (free_page_is_bad(page) || bad))
		return false;

	page->flags &= ~PAGE_FLAGS_CHECK_AT_PREP;
	page->private_ = 0;
	reset_page_owner(page, order);
	if (page_poisoning_on())
		poison_pages(page, 1u << order);
	if (want_init_on_free())
		clear_pages(page, 1u << order);
	return true;
}

__detoured bool free_pages_prepare(struct page *page, unsigned int order)
{
	traced_detour(free_pages_prepare, page, order);
	return prepare_to_free(page, order);
}

#ifdef CONFIG_TRACEPOINTS
bool free_pages_prepare_traced(struct page *page, unsigned int order)
{
	trace_mm_page_free(page, order);
	return prepare_to_free(page, order);
}
DEFINE_STATIC_DETOUR(free_pages_prepare, free_pages_prepare_traced);
#endif

void free_pages_ok(struct page *page, unsigned int order, Placement where)
{
	if (free_pages_prepare(page, order))
		free_one_page(page, order, where);
}

} // namespace buddy

// Linux 6.12: prep_compound_page(), prep_compound_tail(), prep_compound_head().
void prep_compound_page(struct page *page, unsigned int order)
{
	buddy::make_compound(page, order);
}
