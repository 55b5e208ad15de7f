/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory management's common face: references to pages, compound pages and folios, from page to address and back, the
 * numbers that describe the machine's memory, and the calls that hand boot memory to the allocator.
 */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/errno.h>
#include <linux/mmdebug.h>
#include <linux/gfp.h>
#include <linux/bug.h>
#include <linux/list.h>
#include <linux/mmzone.h>
#include <linux/rbtree.h>
#include <linux/atomic.h>
#include <linux/mm_types.h>
#include <linux/pfn.h>
#include <linux/page-flags.h>
#include <linux/page_ref.h>
#include <linux/overflow.h>
#include <linux/sizes.h>
#include <asm/memory.h>
#include <asm/page.h>
#include <asm/pgtable.h>

struct sysinfo;
struct ctl_table;

#define VM_NONE                   0x00000000
#define VM_READ                   0x00000001
#define VM_WRITE                  0x00000002
#define VM_EXEC                   0x00000004
#define VM_SHARED                 0x00000008

#define PAGE_ALIGN(addr)          ALIGN(addr, PAGE_SIZE)
#define PAGE_ALIGN_DOWN(addr)     ALIGN_DOWN(addr, PAGE_SIZE)
#define PAGE_ALIGNED(addr)        IS_ALIGNED((unsigned long)(addr), PAGE_SIZE)
#define offset_in_page(p)         ((unsigned long)(p) & ~PAGE_MASK)
#define offset_in_folio(folio, p) ((unsigned long)(p) & (folio_size(folio) - 1))

/* mem_map is virtually contiguous: the page n frames further is n entries further. */
#define nth_page(page, n)        ((page) + (n))
#define folio_page_idx(folio, p) ((p) - &(folio)->page)

#define mm_zero_struct_page(pp)  ((void)__builtin_memset((pp), 0, sizeof(struct page)))

__BEGIN_DECLS

extern unsigned long max_mapnr;
extern atomic_long_t _totalram_pages;
extern unsigned long totalreserve_pages;
extern void *high_memory;
extern int min_free_kbytes;
extern int user_min_free_kbytes; /* what the administrator wrote, or -1 */
extern int watermark_scale_factor;
extern int
	watermark_boost_factor; /* most that a fallback raises the watermarks by, in 1/10000 of the high one */
extern int percpu_pagelist_high_fraction; /* 0: page lists tune themselves */

static inline void set_max_mapnr(unsigned long limit)
{
}

/* Pages that the buddy allocator was given, in all zones. */
static inline unsigned long totalram_pages(void)
{
	return (unsigned long)atomic_long_read(&_totalram_pages);
}

static inline void totalram_pages_inc(void)
{
	atomic_long_inc(&_totalram_pages);
}

static inline void totalram_pages_dec(void)
{
	atomic_long_dec(&_totalram_pages);
}

static inline void totalram_pages_add(long count)
{
	atomic_long_add(count, &_totalram_pages);
}

static inline unsigned long totalhigh_pages(void)
{
	return 0;
}

__END_DECLS

/* The order of a compound page by its head; 0 for anything else. folio_order() is the same for a folio. */
static inline unsigned int compound_order(const struct page *page)
{
	const struct folio *folio = (const struct folio *)page;

	return PageHead(page) ? folio->_flags_1 & 0xff : 0;
}

static inline unsigned int folio_order(const struct folio *folio)
{
	return compound_order(&folio->page);
}

static inline long folio_nr_pages(const struct folio *folio)
{
	return folio_test_large(folio) ? (long)folio->_folio_nr_pages : 1;
}

static inline unsigned long compound_nr(const struct page *page)
{
	const struct folio *folio = (const struct folio *)page;

	return PageHead(page) ? folio->_folio_nr_pages : 1;
}

static inline unsigned long page_size(const struct page *page)
{
	return PAGE_SIZE << compound_order(page);
}

static inline unsigned int page_shift(const struct page *page)
{
	return PAGE_SHIFT + compound_order(page);
}

static inline unsigned int folio_shift(const struct folio *folio)
{
	return PAGE_SHIFT + folio_order(folio);
}

static inline size_t folio_size(const struct folio *folio)
{
	return PAGE_SIZE << folio_order(folio);
}

static inline int thp_nr_pages(const struct page *page)
{
	return (int)folio_nr_pages((const struct folio *)page);
}

/* References. The …_testzero() forms drop one and tell whether it was the last. */
static inline int put_page_testzero(struct page *page)
{
	VM_BUG_ON_PAGE(page_ref_count(page) == 0, page);
	return page_ref_dec_and_test(page);
}

static inline int folio_put_testzero(struct folio *folio)
{
	return put_page_testzero(&folio->page);
}

static inline bool get_page_unless_zero(struct page *page)
{
	return page_ref_add_unless(page, 1, 0);
}

static inline struct folio *folio_get_nontail_page(struct page *page)
{
	return get_page_unless_zero(page) ? (struct folio *)page : NULL;
}

static inline void folio_get(struct folio *folio)
{
	VM_BUG_ON_FOLIO((unsigned int)folio_ref_count(folio) + 127u <= 127u, folio);
	folio_ref_inc(folio);
}

static inline void get_page(struct page *page)
{
	folio_get(page_folio(page));
}

static inline __must_check bool try_get_page(struct page *page)
{
	page = compound_head(page);
	if (WARN_ON_ONCE(page_ref_count(page) <= 0))
		return false;
	page_ref_inc(page);
	return true;
}

__BEGIN_DECLS

/* __folio_put - free a folio whose last reference is gone */
void __folio_put(struct folio *folio);

/* put_pages_list - drop a reference to each page on a list (linked by lru); the list is empty afterwards */
void put_pages_list(struct list_head *pages);

/* release_pages - drop a reference to each page of an array of @nr pages */
void release_pages(struct page **pages, int nr);

__END_DECLS

static inline void folio_put(struct folio *folio)
{
	if (folio_put_testzero(folio))
		__folio_put(folio);
}

static inline void folio_put_refs(struct folio *folio, int refs)
{
	if (folio_ref_sub_and_test(folio, refs))
		__folio_put(folio);
}

static inline void put_page(struct page *page)
{
	folio_put(page_folio(page));
}

/* How often the folio is mapped by user page tables; 0 for typed pages. */
static inline int folio_large_mapcount(const struct folio *folio)
{
	return atomic_read(&folio->_large_mapcount) + 1;
}

static inline int folio_entire_mapcount(const struct folio *folio)
{
	return atomic_read(&folio->_entire_mapcount) + 1;
}

static inline int folio_mapcount(const struct folio *folio)
{
	int mapcount;

	if (unlikely(folio_test_large(folio)))
		return folio_large_mapcount(folio);
	mapcount = atomic_read(&folio->_mapcount) + 1;
	return page_mapcount_is_type(mapcount) ? 0 : mapcount;
}

static inline bool folio_mapped(const struct folio *folio)
{
	return folio_mapcount(folio) >= 1;
}

static inline bool page_mapped(const struct page *page)
{
	return folio_mapped(page_folio(page));
}

static inline void page_mapcount_reset(struct page *page)
{
	atomic_set(&page->_mapcount, -1);
}

/* From addresses in the linear map to pages. */
static inline struct page *virt_to_head_page(const void *x)
{
	return (struct page *)_compound_head(virt_to_page(x));
}

static inline struct folio *virt_to_folio(const void *x)
{
	return (struct folio *)_compound_head(virt_to_page(x));
}

static inline unsigned long folio_pfn(const struct folio *folio)
{
	return page_to_pfn(&folio->page);
}

static inline struct folio *pfn_folio(unsigned long pfn)
{
	return (struct folio *)_compound_head(pfn_to_page(pfn));
}

static __always_inline void *lowmem_page_address(const struct page *page)
{
	return page_to_virt(page);
}

/* page_address - where the page is in the linear map: all RAM is there */
#define page_address(page) lowmem_page_address(page)
#define set_page_address(page, address)                                                            \
	do {                                                                                       \
	} while (0)
#define page_address_init()                                                                        \
	do {                                                                                       \
	} while (0)

static inline void *folio_address(const struct folio *folio)
{
	return lowmem_page_address(&folio->page);
}

static inline struct folio *folio_next(struct folio *folio)
{
	return (struct folio *)nth_page(&folio->page, folio_nr_pages(folio));
}

/* The page's zone and node: in the top bits of its flags. */
static inline struct zone *page_zone(const struct page *page)
{
	return &contig_page_data.node_zones[page_zonenum(page)];
}

static inline pg_data_t *page_pgdat(const struct page *page)
{
	return &contig_page_data;
}

static inline struct zone *folio_zone(const struct folio *folio)
{
	return page_zone(&folio->page);
}

static inline pg_data_t *folio_pgdat(const struct folio *folio)
{
	return &contig_page_data;
}

static inline int page_zone_id(struct page *page)
{
	return page_zonenum(page);
}

static inline int page_to_nid(const struct page *page)
{
	return 0;
}

static inline int folio_nid(const struct folio *folio)
{
	return 0;
}

static inline void set_page_zone(struct page *page, enum zone_type zone)
{
	page->flags &= ~(ZONES_MASK << ZONES_PGSHIFT);
	page->flags |= ((unsigned long)zone & ZONES_MASK) << ZONES_PGSHIFT;
}

static inline void set_page_links(struct page *page, enum zone_type zone, unsigned long node,
				  unsigned long pfn)
{
	set_page_zone(page, zone);
}

static inline int early_pfn_to_nid(unsigned long pfn)
{
	return 0;
}

/* A page taken from the emergency reserves, marked in a word that its user sets anyway. */
static inline bool page_is_pfmemalloc(const struct page *page)
{
	return (unsigned long)page->lru.next & BIT(1);
}

static inline bool folio_is_pfmemalloc(const struct folio *folio)
{
	return page_is_pfmemalloc(&folio->page);
}

static inline void set_page_pfmemalloc(struct page *page)
{
	page->lru.next = (struct list_head *)BIT(1);
}

static inline void clear_page_pfmemalloc(struct page *page)
{
	page->lru.next = NULL;
}

/* Zeroing and checking options (init_on_alloc=, init_on_free=): plain flags that are set during boot. */
#ifdef __cplusplus
extern "C" {
#endif
extern bool init_on_alloc_enabled;
extern bool init_on_free_enabled;
extern bool check_pages_enabled;
#ifdef __cplusplus
}
#endif

static inline bool want_init_on_alloc(gfp_t flags)
{
	return unlikely(init_on_alloc_enabled) || (flags & __GFP_ZERO);
}

static inline bool want_init_on_free(void)
{
	return unlikely(init_on_free_enabled);
}

static inline bool debug_pagealloc_enabled(void)
{
	return false;
}

static inline bool debug_pagealloc_enabled_static(void)
{
	return false;
}

static inline bool page_poisoning_enabled_static(void)
{
	return false;
}

/* get_order - the order of the smallest block that holds @size bytes */
static __always_inline __attribute__((const)) int get_order(unsigned long size)
{
	return 64 - PAGE_SHIFT - __builtin_clzl((size - 1) | (PAGE_SIZE - 1));
}

__BEGIN_DECLS

/**
 * split_page - make single pages out of a non-compound block
 * @page: first page, with one reference
 * @order: as allocated
 *
 * Every page gets a reference of its own and is freed on its own.
 */
void split_page(struct page *page, unsigned int order);

/**
 * free_area_init - set up node, zones, pageblocks and the struct pages that must exist at once
 * @max_zone_pfn: for each zone the pfn at which it ends (0: zone does not exist)
 *
 * Once, from bootmem_init(), after sparse_init(). Prints the zone ranges and the memory of the node as Linux does.
 * Struct pages of free max-order blocks are initialised later: see mm/page/deferred.cpp.
 */
void free_area_init(unsigned long *max_zone_pfn);

unsigned long absent_pages_in_range(unsigned long start_pfn, unsigned long end_pfn);
void get_pfn_range_for_nid(unsigned int nid, unsigned long *start_pfn, unsigned long *end_pfn);

/* adjust_managed_page_count - @count more pages (may be negative) of @page's zone belong to the buddy allocator */
void adjust_managed_page_count(struct page *page, long count);

/* free_reserved_page - hand a page that was reserved at boot to the buddy allocator */
void free_reserved_page(struct page *page);
#define free_highmem_page(page) free_reserved_page(page)

/**
 * free_reserved_area - free_reserved_page() for all whole pages between two addresses of the linear map
 * @poison: fill byte, or negative
 * @s: if not NULL, "Freeing @s memory: …K" is printed
 *
 * Returns the number of pages.
 */
unsigned long free_reserved_area(void *start, void *end, int poison, const char *s);

/* Linux's name for marking [start, end) reserved, used by memblock_free_all(). */
void reserve_bootmem_region(phys_addr_t start, phys_addr_t end, int nid);

/*
 * mm_core_init - from memblock to kmalloc() and vmalloc(), see mm/mm_init.cpp
 *
 * Once, on the boot CPU, after setup_per_cpu_areas() and when the command line is parsed; interrupts masked.
 */
void mm_core_init(void);

/* mem_init_print_info - the "Memory: …K/…K available" line */
void mem_init_print_info(void);

/* si_meminfo - totals for /proc/meminfo and `free`, in pages (Linux: mm/show_mem.c) */
void si_meminfo(struct sysinfo *val);
void si_meminfo_node(struct sysinfo *val, int nid);
long si_mem_available(void);
/*
 * warn_alloc - report a failed allocation: task, @fmt's text, flags, backtrace, state of the memory; at most once in ten
 * seconds and not with __GFP_NOWARN (Linux: mm/page_alloc.c)
 */
void warn_alloc(gfp_t gfp_mask, nodemask_t *nodemask, const char *fmt, ...) __printf(3, 4);
/* show_mem - the memory report of the OOM killer and of allocation failures */
void __show_mem(unsigned int flags, nodemask_t *nodemask, int max_zone_idx);
static inline void show_mem(void)
{
	__show_mem(0, NULL, MAX_NR_ZONES - 1);
}
unsigned long nr_free_buffer_pages(void);

/* setup_per_zone_wmarks, calculate_min_free_kbytes - watermarks from min_free_kbytes (mm/page/watermarks.cpp) */
void setup_per_zone_wmarks(void);
/* setup_per_zone_lowmem_reserve - what zones keep from others, out of sysctl_lowmem_reserve_ratio */
void setup_per_zone_lowmem_reserve(void);
/* zone_pcp_update_all - sizes of all CPUs' page lists, out of percpu_pagelist_high_fraction and the watermarks */
void zone_pcp_update_all(void);
void calculate_min_free_kbytes(void);

/**
 * deferred_init_one_block - initialise the struct pages of one block that boot left for later
 *
 * For the idle loop: takes a zone lock for the time of one block of 4 MiB. False when nothing is left to do.
 */
bool deferred_init_one_block(void);

/**
 * page_ensure_init - make sure that the struct page of @pfn and of its block are initialised
 *
 * For everyone who looks at frames that were not allocated to him (shell, /proc, dump_page(), compaction).
 * Context: any; takes the zone lock when there is something to do.
 */
void page_ensure_init(unsigned long pfn);

bool is_vmalloc_addr(const void *x);
int is_vmalloc_or_module_addr(const void *x);
struct page *vmalloc_to_page(const void *addr);
unsigned long vmalloc_to_pfn(const void *addr);

__END_DECLS

static inline unsigned long get_num_physpages(void)
{
	return contig_page_data.node_present_pages;
}

static inline void mark_page_reserved(struct page *page)
{
	SetPageReserved(page);
	adjust_managed_page_count(page, -1);
}

#include <linux/vmstat.h>

#endif /* _LINUX_MM_H */
