/* SPDX-License-Identifier: GPL-2.0-only */
// Reading a pageblock's migrate type, inline for the paths that free pages. See pageblock.cpp.
#pragma once

#include <linux/mm.h>

namespace buddy
{

// The word of pageblock bits that holds @pfn's block, and where in it the block's four bits start.
struct PageblockBits {
	unsigned long *word;
	unsigned int shift;
};

static inline PageblockBits pageblock_bits(unsigned long pfn)
{
	unsigned long nr = pfn_to_section_nr(pfn);
	struct mem_section *ms = &mem_section[SECTION_NR_TO_ROOT(nr)][nr & SECTION_ROOT_MASK];
	unsigned long bit =
		((pfn & (PAGES_PER_SECTION - 1)) >> pageblock_order) * NR_PAGEBLOCK_BITS;

	return {&ms->usage->pageblock_flags[bit / BITS_PER_LONG],
		(unsigned int)(bit % BITS_PER_LONG)};
}

static __always_inline int get_pfnblock_migratetype(unsigned long pfn)
{
	PageblockBits bits = pageblock_bits(pfn);

	return (READ_ONCE(*bits.word) >> bits.shift) & MIGRATETYPE_MASK;
}

void set_pageblock_migratetype(struct page *page, int migratetype);

} // namespace buddy
