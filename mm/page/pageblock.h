/* SPDX-License-Identifier: GPL-2.0-only */
// Reading a pageblock's migrate type, inline for the paths that free pages. See pageblock.cpp.
//
// The type lies in the section's bits, where Linux's tools look for it: ten loads and shifts away from the page. So it is
// also noted in the last, unused word of the block's first struct page, where one AND and one load find it:
//
//      vmemmap, 64 KiB a block:   [ page 0 ............ | types ] [ page 1 ] … [ page 1023 ]
//                                   ▲ address & ~0xffff
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

// From the bits.
static inline int get_pfnblock_migratetype(unsigned long pfn)
{
	PageblockBits bits = pageblock_bits(pfn);

	return (READ_ONCE(*bits.word) >> bits.shift) & MIGRATETYPE_MASK;
}

// The note: which of a CPU's lists takes the block's pages (types without a list: the movable ones'), and the type itself.
struct BlockNote {
	u32 pcp_type;
	u32 migratetype;
};

static inline BlockNote *note_of_block(const struct page *page)
{
	constexpr unsigned long BLOCK_BYTES = pageblock_nr_pages * sizeof(struct page);

	static_assert(VMEMMAP_START % BLOCK_BYTES ==
		      0); // and a block starts at a multiple of its size
	static_assert(offsetof(struct page, _refcount) + sizeof(atomic_t) + sizeof(BlockNote) <=
		      sizeof(struct page));
	return reinterpret_cast<BlockNote *>(
		(reinterpret_cast<unsigned long>(page) & ~(BLOCK_BYTES - 1)) +
		offsetof(struct page, _refcount) + sizeof(atomic_t));
}

static __always_inline unsigned int pcp_type_of(const struct page *page)
{
	return READ_ONCE(note_of_block(page)->pcp_type);
}

static __always_inline int migratetype_of(const struct page *page)
{
	return READ_ONCE(note_of_block(page)->migratetype);
}

void set_pageblock_migratetype(struct page *page, int migratetype);

} // namespace buddy
