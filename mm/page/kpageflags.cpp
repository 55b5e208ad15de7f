// SPDX-License-Identifier: GPL-2.0-only
// A page's flags in the numbering that does not change with the kernel: /proc/kpageflags' in Linux.
//
// Flags of a compound page are its head's, except for what tells head from tail. A free block's tails say "buddy" too.
// Linux 6.12: stable_page_flags() in fs/proc/page.c.
#include <linux/kernel-page-flags.h>
#include <linux/mm.h>
#include <linux/page-flags.h>

namespace
{

struct Copy {
	u8 kpf;
	u8 pg;
};

constexpr Copy copies[] = {
	{KPF_LOCKED, PG_locked},
	{KPF_DIRTY, PG_dirty},
	{KPF_UPTODATE, PG_uptodate},
	{KPF_WRITEBACK, PG_writeback},
	{KPF_LRU, PG_lru},
	{KPF_REFERENCED, PG_referenced},
	{KPF_ACTIVE, PG_active},
	{KPF_RECLAIM, PG_reclaim},
	{KPF_SWAPBACKED, PG_swapbacked},
	{KPF_UNEVICTABLE, PG_unevictable},
	{KPF_MLOCKED, PG_mlocked},
	{KPF_RESERVED, PG_reserved},
	{KPF_OWNER_2, PG_owner_2},
	{KPF_PRIVATE, PG_private},
	{KPF_PRIVATE_2, PG_private_2},
	{KPF_OWNER_PRIVATE, PG_owner_priv_1},
	{KPF_ARCH, PG_arch_1},
};

constexpr u64 bit(unsigned int kpf)
{
	return 1ull << kpf;
}

} // namespace

u64 stable_page_flags(const struct page *page)
{
	if (!page)
		return bit(KPF_NOPAGE);

	const struct folio *const folio = page_folio(page);
	const unsigned long flags = folio->flags;
	u64 stable = 0;

	if (page_mapped(page))
		stable |= bit(KPF_MMAP);
	for (const Copy &copy : copies)
		if (flags & (1ul << copy.pg))
			stable |= bit(copy.kpf);
	if (page != &folio->page)
		stable |= bit(KPF_COMPOUND_TAIL);
	else if (flags & (1ul << PG_head))
		stable |= bit(KPF_COMPOUND_HEAD);
	if ((unsigned long)folio->mapping & PAGE_MAPPING_ANON)
		stable |= bit(KPF_ANON);
	if (PageBuddy(page) || (page_count(page) == 0 && is_free_buddy_page(page)))
		stable |= bit(KPF_BUDDY);
	if (PageOffline(page))
		stable |= bit(KPF_OFFLINE);
	if (PageTable(page))
		stable |= bit(KPF_PGTABLE);
	if (folio_test_slab(folio))
		stable |= bit(KPF_SLAB);
	return stable;
}
