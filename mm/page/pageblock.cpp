// SPDX-License-Identifier: GPL-2.0-only
// Pageblocks: what kind of pages 4 MiB of memory are meant for.
//
// Each pageblock has a migrate type. Freed pages go to the free list of their block's type, so that pages which cannot
// move gather in few blocks and the others can be emptied when large pieces are wanted. The type is four bits (three
// and compaction's skip bit) in the section's mem_section_usage:
//
//      pfn  ->  mem_section[root][section]->usage->pageblock_flags[word]   32 blocks of a section in two words
//
// Types change under zone->lock; the bits are read without it, so a freeing CPU may see the type of a moment ago and put
// a page on its per-CPU list accordingly; the type is read again when the page goes to the buddy lists.
// The word is replaced by compare and exchange, because compaction changes its bit without the lock. A copy of the type is
// noted in the block's first struct page for those who free pages (pageblock.h).
//
// Linux 6.12: get_pfnblock_flags_mask(), set_pfnblock_flags_mask(), set_pageblock_migratetype().
#include "mm/page/pageblock.h"

#include <asm/cmpxchg.h>
#include <linux/export.h>

static_assert(NR_PAGEBLOCK_BITS == 4 && MIGRATE_TYPES <= (1 << PB_migratetype_bits));

constinit int page_group_by_mobility_disabled = 0;

constinit const char *const migratetype_names[MIGRATE_TYPES] = {
	"Unmovable", "Movable", "Reclaimable", "HighAtomic", "CMA", "Isolate"};

unsigned long get_pfnblock_flags_mask(const struct page *page, unsigned long pfn,
				      unsigned long mask)
{
	buddy::PageblockBits bits = buddy::pageblock_bits(pfn);

	return (READ_ONCE(*bits.word) >> bits.shift) & mask;
}

void set_pfnblock_flags_mask(struct page *page, unsigned long flags, unsigned long pfn,
			     unsigned long mask)
{
	buddy::PageblockBits bits = buddy::pageblock_bits(pfn);
	unsigned long old = READ_ONCE(*bits.word);
	unsigned long wanted;

	VM_BUG_ON_PAGE(!zone_spans_pfn(page_zone(page), pfn), page);
	do {
		wanted = (old & ~(mask << bits.shift)) | (flags << bits.shift);
	} while (!__atomic_compare_exchange_n(bits.word, &old, wanted, false, __ATOMIC_SEQ_CST,
					      __ATOMIC_RELAXED));
}

namespace buddy
{

// On machines too small for grouping everything that could be grouped is unmovable.
void set_pageblock_migratetype(struct page *page, int migratetype)
{
	if (unlikely(page_group_by_mobility_disabled && migratetype < MIGRATE_PCPTYPES))
		migratetype = MIGRATE_UNMOVABLE;
	set_pfnblock_flags_mask(page, migratetype, page_to_pfn(page), MIGRATETYPE_MASK);

	BlockNote *note = note_of_block(page);

	WRITE_ONCE(note->pcp_type, migratetype < MIGRATE_PCPTYPES ? migratetype : MIGRATE_MOVABLE);
	WRITE_ONCE(note->migratetype, migratetype);
}

} // namespace buddy
