// SPDX-License-Identifier: GPL-2.0-only
// Is the struct page in the state in which a free page must be? Looked at when a page is handed out or comes back, if page
// checks are on (init_on_alloc=1, init_on_free=1 or a debug build): a page that is not is reported and never used again.
//
// Linux 6.12: page_expected_state(), page_bad_reason(), bad_page(), check_new_pages(), free_page_is_bad().
#include "mm/page/internal.h"

#include <linux/jiffies.h>
#include <linux/printk.h>
#include <linux/sched.h>

#include <asm/current.h>

extern "C" void dump_stack(void);

namespace buddy
{

static bool in_expected_state(const struct page *page, unsigned long unwanted_flags)
{
	return atomic_read(&page->_mapcount) == -1 &&
	       !((unsigned long)page->mapping | (unsigned long)page_ref_count(page) |
		 (page->flags & unwanted_flags));
}

// The last of several reasons, as in Linux.
static const char *bad_reason(const struct page *page, unsigned long unwanted_flags)
{
	if (page->flags & unwanted_flags)
		return unwanted_flags == PAGE_FLAGS_CHECK_AT_PREP
			       ? "PAGE_FLAGS_CHECK_AT_PREP flag(s) set"
			       : "PAGE_FLAGS_CHECK_AT_FREE flag(s) set";
	if (page_ref_count(page))
		return "nonzero _refcount";
	if (page->mapping)
		return "non-NULL mapping";
	if (atomic_read(&page->_mapcount) != -1)
		return "nonzero mapcount";
	return nullptr;
}

// At most 60 reports a minute. @suppressed reports of the last minute are mentioned with the next.
static bool may_report()
{
	static constinit unsigned long resume = 0, shown = 0, suppressed = 0;

	if (shown == 60) {
		if (time_before(jiffies, resume)) {
			suppressed++;
			return false;
		}
		if (suppressed) {
			pr_alert("BUG: Bad page state: %lu messages suppressed\n", suppressed);
			suppressed = 0;
		}
		shown = 0;
	}
	if (shown++ == 0)
		resume = jiffies + 60 * HZ;
	return true;
}

noinline __cold void bad_page(struct page *page, const char *reason)
{
	if (may_report()) {
		pr_alert("BUG: Bad page state in process %s  pfn:%05lx\n", current->comm,
			 page_to_pfn(page));
		dump_page(page, reason);
		dump_stack();
	}
	// Everything else stays as it is for the reader; a page that claims to be free would be merged.
	if (PageBuddy(page))
		__ClearPageBuddy(page);
}

bool free_page_is_bad(struct page *page)
{
	if (likely(in_expected_state(page, PAGE_FLAGS_CHECK_AT_FREE)))
		return false;
	bad_page(page, bad_reason(page, PAGE_FLAGS_CHECK_AT_FREE));
	return true;
}

// True: at least one page is bad; the block is left alone for good.
bool check_new_pages(struct page *page, unsigned int order)
{
	for (unsigned int i = 0; i < 1u << order; i++) {
		if (likely(in_expected_state(page + i, PAGE_FLAGS_CHECK_AT_PREP)))
			continue;
		bad_page(page + i, bad_reason(page + i, PAGE_FLAGS_CHECK_AT_PREP));
		return true;
	}
	return false;
}

} // namespace buddy
