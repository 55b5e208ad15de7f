/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Taking pageblocks out of use: free pages of an isolated block (MIGRATE_ISOLATE) are not handed out and not counted as free, pages that
 * are freed there stay there. Who isolates waits for the pages in use, or gives up. mm/page/isolation.cpp, whose head is the theory.
 * Linux 6.12: include/linux/page-isolation.h.
 */
#ifndef __LINUX_PAGEISOLATION_H
#define __LINUX_PAGEISOLATION_H

#include <linux/mmzone.h>
#include <linux/types.h>

#ifdef CONFIG_MEMORY_ISOLATION
static inline bool has_isolate_pageblock(struct zone *zone)
{
	return zone->nr_isolate_pageblock;
}
static inline bool is_migrate_isolate_page(struct page *page)
{
	return get_pageblock_migratetype(page) == MIGRATE_ISOLATE;
}
static inline bool is_migrate_isolate(int migratetype)
{
	return migratetype == MIGRATE_ISOLATE;
}
#else
static inline bool has_isolate_pageblock(struct zone *zone)
{
	return false;
}
static inline bool is_migrate_isolate_page(struct page *page)
{
	return false;
}
static inline bool is_migrate_isolate(int migratetype)
{
	return false;
}
#endif

#define MEMORY_OFFLINE 0x1 /* pages without a user but with a type (offline) count as free */
#define REPORT_FAILURE 0x2 /* dump_page() the page that is in the way */

__BEGIN_DECLS

/**
 * start_isolate_page_range() - isolate the pageblocks that hold pfns @start_pfn up to, not including, @end_pfn
 * @migratetype: MIGRATE_MOVABLE or MIGRATE_CMA: what the blocks become again if one of them can't be isolated
 * @flags: of the two above
 * @gfp_flags: for moving pages away, which nobody does here
 *
 * All in one zone. Task context. Returns 0; -EBUSY: a block holds a page that is reserved or in use and can't be moved, or somebody isolates
 * it already; nothing is isolated then. A freed page may still lie on a CPU's list: drain_all_pages() afterwards.
 */
int start_isolate_page_range(unsigned long start_pfn, unsigned long end_pfn, int migratetype,
			     int flags, gfp_t gfp_flags);
/** undo_isolate_page_range() - the isolated blocks among these become @migratetype, their free pages can be had again */
void undo_isolate_page_range(unsigned long start_pfn, unsigned long end_pfn, int migratetype);
/** test_pages_isolated() - 0: the blocks are isolated and all these pages are free; else -EBUSY. @isol_flags: MEMORY_OFFLINE or 0 */
int test_pages_isolated(unsigned long start_pfn, unsigned long end_pfn, int isol_flags);
/** move_freepages_block_isolate() - a block's free pages to the lists of @migratetype. zone->lock held. False: not wholly in the zone */
bool move_freepages_block_isolate(struct zone *zone, struct page *page, int migratetype);

__END_DECLS

#endif
