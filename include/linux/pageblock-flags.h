/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Four bits for each pageblock (4 MiB: without huge pages a pageblock is as large as the largest buddy block):
 * three for the migrate type of the pages inside, one that tells compaction to skip the block. The bits are kept in
 * the section's struct mem_section_usage (linux/mmzone.h); mm/page/pageblock.cpp reads and writes them.
 */
#ifndef PAGEBLOCK_FLAGS_H
#define PAGEBLOCK_FLAGS_H

#include <linux/types.h>
#include <linux/compiler_types.h>

#define PB_migratetype_bits 3

enum pageblock_bits {
	PB_migrate,
	PB_migrate_end = PB_migrate + PB_migratetype_bits - 1,
	PB_migrate_skip,
	NR_PAGEBLOCK_BITS
};

#define pageblock_order          MAX_PAGE_ORDER
#define pageblock_nr_pages       (1UL << pageblock_order)
#define pageblock_align(pfn)     ALIGN((pfn), pageblock_nr_pages)
#define pageblock_aligned(pfn)   IS_ALIGNED((pfn), pageblock_nr_pages)
#define pageblock_start_pfn(pfn) ALIGN_DOWN((pfn), pageblock_nr_pages)
#define pageblock_end_pfn(pfn)   ALIGN((pfn) + 1, pageblock_nr_pages)

struct page;

__BEGIN_DECLS

/**
 * get_pfnblock_flags_mask - the bits of the pageblock that holds a page
 * @page: unused with SPARSEMEM (Linux's interface names it), may be NULL
 * @pfn: page frame number; its section must be present
 * @mask: bits of enum pageblock_bits that are wanted
 *
 * Context: any; a single word is read, no lock.
 */
unsigned long get_pfnblock_flags_mask(const struct page *page, unsigned long pfn,
				      unsigned long mask);

/**
 * set_pfnblock_flags_mask - replace bits of a pageblock
 * @page: a page of the block, its zone must span @pfn
 * @flags: new values of the bits in @mask
 * @pfn: page frame number
 * @mask: bits to replace; the others keep their value
 *
 * Context: any; the word is replaced by compare and exchange.
 */
void set_pfnblock_flags_mask(struct page *page, unsigned long flags, unsigned long pfn,
			     unsigned long mask);

__END_DECLS

#define get_pageblock_skip(page)                                                                   \
	get_pfnblock_flags_mask(page, page_to_pfn(page), (1 << (PB_migrate_skip)))
#define clear_pageblock_skip(page)                                                                 \
	set_pfnblock_flags_mask(page, 0, page_to_pfn(page), (1 << PB_migrate_skip))
#define set_pageblock_skip(page)                                                                   \
	set_pfnblock_flags_mask(page, (1 << PB_migrate_skip), page_to_pfn(page),                   \
				(1 << PB_migrate_skip))

#endif /* PAGEBLOCK_FLAGS_H */
