// SPDX-License-Identifier: GPL-2.0-only
// Struct pages that are initialised when they are first needed.
//
// A GiB has 262,144 struct pages of 64 bytes. Nobody needs those of a free 4 MiB block before the block is handed out, so
// boot initialises only the first of the block's 1024, the one by which it is known on the free list:
//
//      block with anything reserved in it   all 1024 now; pieces that are free go to the lists by their sizes
//      free block                           head now, the others "deferred"
//      block in a hole of memory            head now (reserved), the others deferred: nothing ever uses them
//
// A bit for each block, behind the section's pageblock bits, says that the tails are still missing. It is cleared
//   - when the block leaves the free list (del_from_free_list() -> materialise_block(), zone->lock held),
//   - when somebody wants to look at a frame that is not his (page_ensure_init()),
//   - by the idle loop, one block at a time (deferred_init_one_block()), so that tools soon see all of mem_map.
//
// Nothing else looks at the tails: a free block of the largest order has no buddy to merge with, and blocks of other orders
// exist only where the struct pages do.
//
// Linux has the same idea with another granularity (CONFIG_DEFERRED_STRUCT_PAGE_INIT): there, whole ranges of memory stay
// outside of the allocator until threads have initialised them. Here all memory is available at once.
//
// What an initialised page holds is Linux 6.12's __init_single_page(): zone in flags, reference count 1 (0 when free),
// _mapcount -1, lru pointing to itself. Linux: memmap_init(), init_unavailable_range(), reserve_bootmem_region().
#include "mm/page/memmap.h"
#include "mm/page/pageblock.h"

#include <linux/bitops.h>
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/printk.h>

namespace buddy
{

static constexpr unsigned long BLOCK_PAGES = MAX_ORDER_NR_PAGES;

// ---- the bits ----

static inline unsigned long *deferred_word(struct mem_section *ms)
{
	return &ms->usage->pageblock_flags[SECTION_BLOCKFLAGS_BITS / BITS_PER_LONG];
}

static inline unsigned long deferred_bit(unsigned long pfn)
{
	return 1UL << ((pfn & ~PAGE_SECTION_MASK) >> MAX_PAGE_ORDER);
}

static inline bool is_deferred(unsigned long pfn)
{
	return READ_ONCE(*deferred_word(__pfn_to_section(pfn))) & deferred_bit(pfn);
}

// Boot, or under the lock of the block's zone; two zones may share a section, hence the atomic operation.
static inline void set_initialised(unsigned long pfn)
{
	__atomic_fetch_and(deferred_word(__pfn_to_section(pfn)), ~deferred_bit(pfn),
			   __ATOMIC_RELEASE);
}

// ---- one struct page, and runs of equal ones ----

// Written as the eight words that it is, two by two. The padding behind the reference count is cleared, too, as Linux does.
static inline void init_page(struct page *page, unsigned long flags, int refcount)
{
	unsigned long *word = (unsigned long *)page;
	unsigned long lru = (unsigned long)&page->lru;

	static_assert(sizeof(struct page) == 64 && offsetof(struct page, flags) == 0 &&
		      offsetof(struct page, lru) == 8 && offsetof(struct page, page_type) == 48 &&
		      offsetof(struct page, _refcount) == 52 &&
		      __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
	OPTIMIZER_HIDE_VAR(lru);
	word[0] = flags;
	word[1] = lru;
	word[2] = lru;
	word[3] = 0;
	word[4] = 0;
	word[5] = 0;
	word[6] = (unsigned long)refcount << 32 | ~0u;
	word[7] = 0;
}

static void init_pages(unsigned long start, unsigned long end, unsigned long flags, int refcount)
{
	for (struct page *page = pfn_to_page(start), *last = pfn_to_page(end); page != last; page++)
		init_page(page, flags, refcount);
}

// Frames from @pfn to @end are alike: memory of a zone, or a hole that is counted to that zone.
struct Run {
	unsigned long end;
	int zone;
	bool memory;
};

static int zone_of(unsigned long pfn)
{
	for (int i = 0; i < MAX_NR_ZONES; i++)
		if (zone_spans_pfn(&contig_page_data.node_zones[i], pfn))
			return i;
	return -1;
}

static int last_zone()
{
	return contig_page_data.nr_zones - 1;
}

// Holes belong to the zone above them, those behind all memory to the last.
static Run run_at(unsigned long pfn)
{
	unsigned long start, end;
	int i;

	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, NULL) {
		if (pfn >= end)
			continue;

		int zone = zone_of(max(pfn, start));

		if (pfn < start)
			return {start, zone, false};
		return {min(end, zone_end_pfn(&contig_page_data.node_zones[zone])), zone, true};
	}
	return {~0UL, last_zone(), false};
}

static inline unsigned long page_flags_of(const Run &run)
{
	return (unsigned long)run.zone << ZONES_PGSHIFT | (run.memory ? 0 : 1UL << PG_reserved);
}

// ---- blocks ----

static void init_range_by_memblock(unsigned long pfn, unsigned long end)
{
	while (pfn < end) {
		Run run = run_at(pfn);
		unsigned long stop = min(run.end, end);

		init_pages(pfn, stop, page_flags_of(run), 1);
		pfn = stop;
	}
}

// A free block is all memory of one zone, and so are its tails; anything else is asked of memblock.
static void init_tails(unsigned long start)
{
	struct page *head = pfn_to_page(start);

	if (PageBuddy(head))
		init_pages(start + 1, start + BLOCK_PAGES,
			   head->flags & ZONES_MASK << ZONES_PGSHIFT, 0);
	else
		init_range_by_memblock(start + 1, start + BLOCK_PAGES);
	set_initialised(start);
}

noinline void materialise_block(struct page *head)
{
	unsigned long pfn = page_to_pfn(head);

	if (is_deferred(pfn))
		init_tails(pfn);
}

// Boot only: the whole block that @pfn lies in.
void init_block_now(unsigned long pfn)
{
	pfn = ALIGN_DOWN(pfn, BLOCK_PAGES);
	if (is_deferred(pfn))
		init_tails(pfn);
}

// Boot only: the head of a block that is free from end to end. Its tails follow when it is used.
struct page *init_free_head(unsigned long pfn)
{
	struct page *head = pfn_to_page(pfn);

	set_page_count(head, 0);
	return head;
}

static void set_type_movable(unsigned long pfn)
{
	unsigned long start, end;
	int i;

	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, NULL)
		if (start <= pfn && pfn < end)
			set_pageblock_migratetype(pfn_to_page(pfn), MIGRATE_MOVABLE);
}

// How many frames up to @end have a struct page, but no memory.
static void report_hole(unsigned long pfn, unsigned long end, int zone)
{
	unsigned long count = 0;

	for (; pfn < end; pfn = min(ALIGN(pfn + 1, BLOCK_PAGES), end))
		if (pfn_valid(ALIGN_DOWN(pfn, BLOCK_PAGES)))
			count += min(ALIGN(pfn + 1, BLOCK_PAGES), end) - pfn;
	if (count)
		pr_info("On node %d, zone %s: %ld pages in unavailable ranges\n", 0,
			zone_names[zone], count);
}

static void report_holes()
{
	unsigned long start, end, hole = 0;
	int i;

	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, NULL) {
		if (hole < start)
			report_hole(hole, start, zone_of(start));
		hole = end;
	}
	report_hole(hole, ALIGN(hole, PAGES_PER_SECTION), last_zone());
}

// Every block of every section: the head, the type, and the mark that the rest is missing.
void __init memmap_init()
{
	unsigned long nr;

	for (nr = next_present_section_nr(-1UL); nr != -1UL; nr = next_present_section_nr(nr)) {
		unsigned long pfn = section_nr_to_pfn(nr);

		*deferred_word(__nr_to_section(nr)) =
			(1UL << (PAGES_PER_SECTION / BLOCK_PAGES)) - 1;
		for (unsigned long end = pfn + PAGES_PER_SECTION; pfn < end; pfn += BLOCK_PAGES) {
			init_range_by_memblock(pfn, pfn + 1);
			set_type_movable(pfn);
		}
	}
	report_holes();
}

// ---- later ----

// The block may be taken from the free list at the same time, hence the lock.
static void init_tails_locked(unsigned long start)
{
	struct zone *zone = page_zone(pfn_to_page(start));
	unsigned long flags;

	spin_lock_irqsave(&zone->lock, flags);
	if (is_deferred(start))
		init_tails(start);
	spin_unlock_irqrestore(&zone->lock, flags);
}

} // namespace buddy

using namespace buddy;

void page_ensure_init(unsigned long pfn)
{
	if (!pfn_valid(pfn))
		return;
	pfn = ALIGN_DOWN(pfn, BLOCK_PAGES);
	if (is_deferred(pfn))
		init_tails_locked(pfn);
}

bool deferred_init_one_block(void)
{
	static constinit unsigned long section = 0; // all before it are done

	for (; section <= __highest_present_section_nr; section++) {
		if (!present_section_nr(section))
			continue;

		unsigned long left = READ_ONCE(*deferred_word(__nr_to_section(section)));

		if (!left)
			continue;
		init_tails_locked(section_nr_to_pfn(section) +
				  ((unsigned long)__builtin_ctzl(left) << MAX_PAGE_ORDER));
		return true;
	}
	return false;
}
