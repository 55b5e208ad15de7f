/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The structures of the page allocator: node, zones, free areas, per-CPU page lists, sections.
 *
 *     pglist_data (contig_page_data: the one node)
 *       node_zones[DMA, DMA32, NORMAL, MOVABLE]
 *         struct zone
 *           _watermark[], lowmem_reserve[]          how full it must stay
 *           per_cpu_pageset --> per_cpu_pages       lists of single pages and small blocks, one set per CPU
 *           free_area[order 0..10]                  free blocks of 2^order pages,
 *             free_list[migrate type]               kept apart by how movable their users are
 *           vm_stat[]                               counters; each CPU's differences are in per_cpu_zonestat
 *       node_zonelists[]                            the zones in the order in which they are tried
 *
 *     mem_section[root][section] --> usage          128 MiB each: is there memory, and its pageblock bits
 *
 * Field names, order and types are Linux 6.12's in the debug reference configuration (COMPACTION, CMA; no NUMA, MEMCG, THP,
 * HUGETLB, hotplug); the layout is asserted below because tools read these structures from outside. It is the same with LEAN=1,
 * where no block is ever of type CMA or ISOLATE.
 */
#ifndef _LINUX_MMZONE_H
#define _LINUX_MMZONE_H

#include <linux/types.h>
#include <linux/spinlock.h>
#include <linux/list.h>
#include <linux/wait_types.h>
#ifndef __cplusplus
#include <linux/wait.h>
#endif
#include <linux/bitops.h>
#include <linux/cache.h>
#include <linux/threads.h>
#include <linux/numa.h>
#include <linux/init.h>
#include <linux/align.h>
#include <linux/atomic.h>
#include <linux/nodemask.h>
#include <linux/pfn.h>
#include <linux/pageblock-flags.h>
#include <linux/page-flags-layout.h>
#include <linux/mm_types.h>
#include <linux/page-flags.h>
#include <asm/page.h>

#define MAX_PAGE_ORDER            10
#define NR_PAGE_ORDERS            (MAX_PAGE_ORDER + 1)
#define MAX_ORDER_NR_PAGES        (1 << MAX_PAGE_ORDER)
#define IS_MAX_ORDER_ALIGNED(pfn) IS_ALIGNED(pfn, MAX_ORDER_NR_PAGES)

/* Orders up to this one are expected to be found without much effort, and are cached per CPU. */
#define PAGE_ALLOC_COSTLY_ORDER 3

enum migratetype {
	MIGRATE_UNMOVABLE,
	MIGRATE_MOVABLE,
	MIGRATE_RECLAIMABLE,
	MIGRATE_PCPTYPES, /* the number of types on the per-CPU lists */
	MIGRATE_HIGHATOMIC = MIGRATE_PCPTYPES,
	MIGRATE_CMA,     /* lent to movable users until a device wants it: linux/cma.h */
	MIGRATE_ISOLATE, /* being taken out of use: linux/page-isolation.h */
	MIGRATE_TYPES
};

__BEGIN_DECLS
extern const char *const migratetype_names[MIGRATE_TYPES];
/* Set when the machine is too small for grouping pages by mobility (below a pageblock per list). */
extern int page_group_by_mobility_disabled;
__END_DECLS

#ifdef CONFIG_CMA
#define is_migrate_cma(migratetype) unlikely((migratetype) == MIGRATE_CMA)
#define is_migrate_cma_page(_page)  (get_pageblock_migratetype(_page) == MIGRATE_CMA)
#define is_migrate_cma_folio(folio, pfn)                                                           \
	(get_pfnblock_flags_mask(&(folio)->page, pfn, MIGRATETYPE_MASK) == MIGRATE_CMA)
#else
#define is_migrate_cma(migratetype)      false
#define is_migrate_cma_page(_page)       false
#define is_migrate_cma_folio(folio, pfn) false
#endif

static inline bool is_migrate_movable(int mt)
{
	return mt == MIGRATE_MOVABLE;
}

/* May free blocks of this type merge with blocks of another? */
static inline bool migratetype_is_mergeable(int mt)
{
	return mt < MIGRATE_PCPTYPES;
}

#define for_each_migratetype_order(order, type)                                                    \
	for (order = 0; order < NR_PAGE_ORDERS; order++)                                           \
		for (type = 0; type < MIGRATE_TYPES; type++)

#define MIGRATETYPE_MASK ((1UL << PB_migratetype_bits) - 1)
#define get_pageblock_migratetype(page)                                                            \
	get_pfnblock_flags_mask(page, page_to_pfn(page), MIGRATETYPE_MASK)
#define folio_migratetype(folio)                                                                   \
	get_pfnblock_flags_mask(&folio->page, folio_pfn(folio), MIGRATETYPE_MASK)

struct free_area {
	struct list_head free_list[MIGRATE_TYPES];
	unsigned long nr_free; /* blocks on all lists together */
};

struct pglist_data;

#define NR_VM_NUMA_EVENT_ITEMS 0

enum zone_stat_item {
	NR_FREE_PAGES,
	NR_ZONE_LRU_BASE,
	NR_ZONE_INACTIVE_ANON = NR_ZONE_LRU_BASE,
	NR_ZONE_ACTIVE_ANON,
	NR_ZONE_INACTIVE_FILE,
	NR_ZONE_ACTIVE_FILE,
	NR_ZONE_UNEVICTABLE,
	NR_ZONE_WRITE_PENDING,
	NR_MLOCK,
	NR_BOUNCE,
	NR_FREE_CMA_PAGES,
	NR_VM_ZONE_STAT_ITEMS
};

enum node_stat_item {
	NR_LRU_BASE,
	NR_INACTIVE_ANON = NR_LRU_BASE,
	NR_ACTIVE_ANON,
	NR_INACTIVE_FILE,
	NR_ACTIVE_FILE,
	NR_UNEVICTABLE,
	NR_SLAB_RECLAIMABLE_B,
	NR_SLAB_UNRECLAIMABLE_B,
	NR_ISOLATED_ANON,
	NR_ISOLATED_FILE,
	WORKINGSET_NODES,
	WORKINGSET_REFAULT_BASE,
	WORKINGSET_REFAULT_ANON = WORKINGSET_REFAULT_BASE,
	WORKINGSET_REFAULT_FILE,
	WORKINGSET_ACTIVATE_BASE,
	WORKINGSET_ACTIVATE_ANON = WORKINGSET_ACTIVATE_BASE,
	WORKINGSET_ACTIVATE_FILE,
	WORKINGSET_RESTORE_BASE,
	WORKINGSET_RESTORE_ANON = WORKINGSET_RESTORE_BASE,
	WORKINGSET_RESTORE_FILE,
	WORKINGSET_NODERECLAIM,
	NR_ANON_MAPPED,
	NR_FILE_MAPPED,
	NR_FILE_PAGES,
	NR_FILE_DIRTY,
	NR_WRITEBACK,
	NR_WRITEBACK_TEMP,
	NR_SHMEM,
	NR_SHMEM_THPS,
	NR_SHMEM_PMDMAPPED,
	NR_FILE_THPS,
	NR_FILE_PMDMAPPED,
	NR_ANON_THPS,
	NR_VMSCAN_WRITE,
	NR_VMSCAN_IMMEDIATE,
	NR_DIRTIED,
	NR_WRITTEN,
	NR_THROTTLED_WRITTEN,
	NR_KERNEL_MISC_RECLAIMABLE,
	NR_FOLL_PIN_ACQUIRED,
	NR_FOLL_PIN_RELEASED,
	NR_KERNEL_STACK_KB,
	NR_PAGETABLE,
	NR_SECONDARY_PAGETABLE,
	PGDEMOTE_KSWAPD,
	PGDEMOTE_DIRECT,
	PGDEMOTE_KHUGEPAGED,
	NR_VM_NODE_STAT_ITEMS
};

static __always_inline bool vmstat_item_print_in_thp(enum node_stat_item item)
{
	return false;
}

/* Callers give changes of these items in bytes; they are stored in pages all the same. */
static __always_inline bool vmstat_item_in_bytes(int idx)
{
	return idx == NR_SLAB_RECLAIMABLE_B || idx == NR_SLAB_UNRECLAIMABLE_B;
}

#define LRU_BASE   0
#define LRU_ACTIVE 1
#define LRU_FILE   2

enum lru_list {
	LRU_INACTIVE_ANON = LRU_BASE,
	LRU_ACTIVE_ANON = LRU_BASE + LRU_ACTIVE,
	LRU_INACTIVE_FILE = LRU_BASE + LRU_FILE,
	LRU_ACTIVE_FILE = LRU_BASE + LRU_FILE + LRU_ACTIVE,
	LRU_UNEVICTABLE,
	NR_LRU_LISTS
};

enum vmscan_throttle_state {
	VMSCAN_THROTTLE_WRITEBACK,
	VMSCAN_THROTTLE_ISOLATED,
	VMSCAN_THROTTLE_NOPROGRESS,
	VMSCAN_THROTTLE_CONGESTED,
	NR_VMSCAN_THROTTLE
};

#define for_each_lru(lru)           for (lru = 0; lru < NR_LRU_LISTS; lru++)
#define for_each_evictable_lru(lru) for (lru = 0; lru <= LRU_ACTIVE_FILE; lru++)

#define WORKINGSET_ANON             0
#define WORKINGSET_FILE             1
#define ANON_AND_FILE               2

/* The lists of pages in the order of their last use: filled by the page cache, which slub64 does not have yet. */
struct lruvec {
	struct list_head lists[NR_LRU_LISTS];
	spinlock_t lru_lock;
	unsigned long anon_cost;
	unsigned long file_cost;
	atomic_long_t nonresident_age;
	unsigned long refaults[ANON_AND_FILE];
	unsigned long flags;
};

typedef unsigned isolate_mode_t;

enum zone_watermarks { WMARK_MIN, WMARK_LOW, WMARK_HIGH, WMARK_PROMO, NR_WMARK };

/* One list for each migrate type and each order up to PAGE_ALLOC_COSTLY_ORDER; no extra lists without huge pages. */
#define NR_PCP_THP            0
#define NR_LOWORDER_PCP_LISTS (MIGRATE_PCPTYPES * (PAGE_ALLOC_COSTLY_ORDER + 1))
#define NR_PCP_LISTS          (NR_LOWORDER_PCP_LISTS + NR_PCP_THP)

/* pcp->flags: the previous free was of a high order; keep a batch when high orders are freed in a row. */
#define PCPF_PREV_FREE_HIGH_ORDER BIT(0)
#define PCPF_FREE_HIGH_BATCH      BIT(1)

struct per_cpu_pages {
	spinlock_t
		lock; /* guards all that follows; taken by trylock, below zone->lock: mm/page/pcp.h */
	int count;    /* pages on all lists */
	int high;     /* more than this are given back */
	int high_min;
	int high_max;
	int batch; /* pages per exchange with the buddy lists */
	u8 flags;
	u8 alloc_factor; /* batch is doubled this often while only allocating */
	short free_count; /* pages freed since the last allocation, at most batch << CONFIG_PCP_BATCH_SCALE_MAX */
	struct list_head lists[NR_PCP_LISTS]; /* [order * MIGRATE_PCPTYPES + migrate type] */

	/* Ours, where Linux has padding (mm/page/pcp.h). */
	int limit; /* while count stays below, the free of a single page has nothing to decide */
} ____cacheline_aligned_in_smp;

struct per_cpu_zonestat {
	s8 vm_stat_diff[NR_VM_ZONE_STAT_ITEMS];
	s8 stat_threshold;
};

struct per_cpu_nodestat {
	s8 stat_threshold;
	s8 vm_node_stat_diff[NR_VM_NODE_STAT_ITEMS];
};

enum zone_type {
	ZONE_DMA,   /* what the device with the narrowest reach can address */
	ZONE_DMA32, /* the rest of the first 4 GiB */
	ZONE_NORMAL,
	ZONE_MOVABLE, /* only movable allocations: kernelcore=, movablecore= */
	__MAX_NR_ZONES
};

#define ASYNC_AND_SYNC 2

struct zone {
	/* Read mostly. */
	unsigned long _watermark[NR_WMARK]; /* pages; read through *_wmark_pages() */
	unsigned long watermark_boost;

	unsigned long nr_reserved_highatomic;
	unsigned long nr_free_highatomic;

	/* Pages to keep free here from allocations that could have been served by the zone of that index. */
	long lowmem_reserve[MAX_NR_ZONES];

	struct pglist_data *zone_pgdat;
	struct per_cpu_pages __percpu *per_cpu_pageset;
	struct per_cpu_zonestat __percpu *per_cpu_zonestats;
	int pageset_high_min;
	int pageset_high_max;
	int pageset_batch;

	unsigned long zone_start_pfn;

	atomic_long_t
		managed_pages; /* present less reserved: what the buddy allocator was ever given */
	unsigned long spanned_pages; /* first to last pfn, holes included */
	unsigned long present_pages; /* spanned less holes */
	unsigned long cma_pages;     /* of managed_pages: in blocks of type CMA */

	const char *name;

	unsigned long nr_isolate_pageblock; /* blocks of type ISOLATE; guarded by lock */

	int initialized;

	CACHELINE_PADDING(_pad1_);

	/* Written by the page allocator. */
	struct free_area free_area[NR_PAGE_ORDERS]; /* guarded by lock */
	unsigned long flags;                        /* enum zone_flags */
	spinlock_t lock; /* guards free_area, the free counts and page_type/private of free pages */

	CACHELINE_PADDING(_pad2_);

	/* Below this many free pages the per-CPU differences are added up before a watermark is trusted. */
	unsigned long percpu_drift_mark;

	unsigned long compact_cached_free_pfn;
	unsigned long compact_cached_migrate_pfn[ASYNC_AND_SYNC];
	unsigned long compact_init_migrate_pfn;
	unsigned long compact_init_free_pfn;
	unsigned int compact_considered;
	unsigned int compact_defer_shift;
	int compact_order_failed;
	bool compact_blockskip_flush;

	bool contiguous; /* no hole and no foreign page between first and last pfn */

	CACHELINE_PADDING(_pad3_);
	atomic_long_t vm_stat[NR_VM_ZONE_STAT_ITEMS];
	atomic_long_t vm_numa_event[NR_VM_NUMA_EVENT_ITEMS];
} ____cacheline_internodealigned_in_smp;

enum pgdat_flags { PGDAT_DIRTY, PGDAT_WRITEBACK, PGDAT_RECLAIM_LOCKED };

enum zone_flags {
	ZONE_BOOSTED_WATERMARK,
	ZONE_RECLAIM_ACTIVE,
	ZONE_BELOW_HIGH,

	/* Ours: the fast paths need not ask as long as no flag is set. */
	ZONE_HAS_ISOLATE, /* nr_isolate_pageblock */
};

/* wmark_pages - a watermark of the zone in pages, including a temporary boost */
static inline unsigned long wmark_pages(const struct zone *z, enum zone_watermarks w)
{
	return z->_watermark[w] + z->watermark_boost;
}

static inline unsigned long min_wmark_pages(const struct zone *z)
{
	return wmark_pages(z, WMARK_MIN);
}

static inline unsigned long low_wmark_pages(const struct zone *z)
{
	return wmark_pages(z, WMARK_LOW);
}

static inline unsigned long high_wmark_pages(const struct zone *z)
{
	return wmark_pages(z, WMARK_HIGH);
}

static inline unsigned long promo_wmark_pages(const struct zone *z)
{
	return wmark_pages(z, WMARK_PROMO);
}

static inline unsigned long zone_managed_pages(struct zone *zone)
{
	return (unsigned long)atomic_long_read(&zone->managed_pages);
}

static inline unsigned long zone_cma_pages(struct zone *zone)
{
	return zone->cma_pages;
}

static inline unsigned long zone_end_pfn(const struct zone *zone)
{
	return zone->zone_start_pfn + zone->spanned_pages;
}

static inline bool zone_spans_pfn(const struct zone *zone, unsigned long pfn)
{
	return zone->zone_start_pfn <= pfn && pfn < zone_end_pfn(zone);
}

static inline bool zone_is_initialized(struct zone *zone)
{
	return zone->initialized;
}

static inline bool zone_is_empty(struct zone *zone)
{
	return zone->spanned_pages == 0;
}

static inline bool zone_intersects(struct zone *zone, unsigned long start_pfn,
				   unsigned long nr_pages)
{
	return !zone_is_empty(zone) && start_pfn < zone_end_pfn(zone) &&
	       start_pfn + nr_pages > zone->zone_start_pfn;
}

/* Where page->flags holds the zone (linux/page-flags-layout.h). */
#define SECTIONS_PGOFF ((sizeof(unsigned long) * 8) - SECTIONS_WIDTH)
#define NODES_PGOFF    (SECTIONS_PGOFF - NODES_WIDTH)
#define ZONES_PGOFF    (NODES_PGOFF - ZONES_WIDTH)
#define ZONES_PGSHIFT  ZONES_PGOFF
#define ZONES_MASK     ((1UL << ZONES_WIDTH) - 1)
#define ZONEID_PGSHIFT ZONES_PGSHIFT
#define ZONEID_MASK    ZONES_MASK
#define NODES_MASK     0UL

static inline enum zone_type page_zonenum(const struct page *page)
{
	return (enum zone_type)((page->flags >> ZONES_PGSHIFT) & ZONES_MASK);
}

static inline enum zone_type folio_zonenum(const struct folio *folio)
{
	return page_zonenum(&folio->page);
}

static inline bool is_zone_device_page(const struct page *page)
{
	return false;
}

static inline bool is_zone_movable_page(const struct page *page)
{
	return page_zonenum(page) == ZONE_MOVABLE;
}

static inline bool folio_is_zone_movable(const struct folio *folio)
{
	return folio_zonenum(folio) == ZONE_MOVABLE;
}

/* The first scan looks at 1/2^12 of the pages. */
#define DEF_PRIORITY           12

#define MAX_ZONES_PER_ZONELIST (MAX_NUMNODES * MAX_NR_ZONES)

enum { ZONELIST_FALLBACK, MAX_ZONELISTS };

/* An entry of a zonelist: the zone, and its index kept beside it to spare a cache line. zone NULL ends the list. */
struct zoneref {
	struct zone *zone;
	int zone_idx;
};

struct zonelist {
	struct zoneref _zonerefs[MAX_ZONES_PER_ZONELIST + 1];
};

typedef struct pglist_data {
	struct zone node_zones[MAX_NR_ZONES];
	struct zonelist node_zonelists[MAX_ZONELISTS];

	int nr_zones; /* index of the last populated zone plus one */
	unsigned long node_start_pfn;
	unsigned long node_present_pages;
	unsigned long node_spanned_pages;
	int node_id;
	wait_queue_head_t kswapd_wait;
	wait_queue_head_t pfmemalloc_wait;
	wait_queue_head_t reclaim_wait[NR_VMSCAN_THROTTLE];
	atomic_t nr_writeback_throttled;
	unsigned long nr_reclaim_start;
	struct task_struct *kswapd;
	int kswapd_order;
	enum zone_type kswapd_highest_zoneidx;
	int kswapd_failures;

	int kcompactd_max_order;
	enum zone_type kcompactd_highest_zoneidx;
	wait_queue_head_t kcompactd_wait;
	struct task_struct *kcompactd;
	bool proactive_compact_trigger;

	unsigned long totalreserve_pages;

	CACHELINE_PADDING(_pad1_);

	struct lruvec __lruvec;
	unsigned long flags; /* enum pgdat_flags */

	CACHELINE_PADDING(_pad2_);

	struct per_cpu_nodestat __percpu *per_cpu_nodestats;
	atomic_long_t vm_stat[NR_VM_NODE_STAT_ITEMS];
} pg_data_t;

static_assert(sizeof(struct free_area) == 104, "");
/* With the lock-order checker locks are larger, as in Linux. */
#ifndef CONFIG_LOCKDEP
static_assert(sizeof(struct per_cpu_pages) == 256, "");
static_assert(offsetof(struct per_cpu_pages, batch) == 20, "");
static_assert(offsetof(struct per_cpu_pages, flags) == 24, "");
static_assert(offsetof(struct per_cpu_pages, free_count) == 26, "");
static_assert(offsetof(struct per_cpu_pages, lists) == 32, "");
static_assert(sizeof(struct zone) == 1600, "");
static_assert(offsetof(struct zone, watermark_boost) == 32, "");
static_assert(offsetof(struct zone, lowmem_reserve) == 56, "");
static_assert(offsetof(struct zone, zone_pgdat) == 88, "");
static_assert(offsetof(struct zone, pageset_high_min) == 112, "");
static_assert(offsetof(struct zone, zone_start_pfn) == 128, "");
static_assert(offsetof(struct zone, managed_pages) == 136, "");
static_assert(offsetof(struct zone, cma_pages) == 160, "");
static_assert(offsetof(struct zone, name) == 168, "");
static_assert(offsetof(struct zone, free_area) == 192, "");
static_assert(offsetof(struct zone, flags) == 1336, "");
static_assert(offsetof(struct zone, lock) == 1344, "");
static_assert(offsetof(struct zone, percpu_drift_mark) == 1408, "");
static_assert(offsetof(struct zone, contiguous) == 1469, "");
static_assert(offsetof(struct zone, vm_stat) == 1472, "");
#endif

#define node_present_pages(nid) (NODE_DATA(nid)->node_present_pages)
#define node_spanned_pages(nid) (NODE_DATA(nid)->node_spanned_pages)
#define node_start_pfn(nid)     (NODE_DATA(nid)->node_start_pfn)
#define node_end_pfn(nid)       pgdat_end_pfn(NODE_DATA(nid))

static inline unsigned long pgdat_end_pfn(pg_data_t *pgdat)
{
	return pgdat->node_start_pfn + pgdat->node_spanned_pages;
}

enum meminit_context { MEMINIT_EARLY, MEMINIT_HOTPLUG };

__BEGIN_DECLS

extern struct pglist_data contig_page_data;
/* A zone keeps one part in so many of the memory above it; 0: nothing. */
extern int sysctl_lowmem_reserve_ratio[MAX_NR_ZONES];

static inline struct pglist_data *NODE_DATA(int nid)
{
	return &contig_page_data;
}

/**
 * sparse_init - note which sections hold memory and map their part of mem_map
 *
 * Reads memblock; for each run of present sections calls the architecture's vmemmap_populate() with the addresses
 * of the struct pages. Once, after the linear map exists and before free_area_init(). (Linux: mm/sparse.c)
 */
void sparse_init(void);

/**
 * build_all_zonelists - fill node_zonelists and make allocation possible
 * @pgdat: NULL (hotplugged nodes do not exist here)
 *
 * Once, after setup_per_cpu_areas(); prints "Built 1 zonelists, …".
 */
void build_all_zonelists(pg_data_t *pgdat);

/**
 * wakeup_kswapd - ask for background reclaim of a zone
 *
 * Called by allocations that find a zone below its low watermark. Background reclaim does not exist yet, so there
 * is nobody to wake: the function records the wanted order and zone in the node, as Linux does before waking.
 */
void wakeup_kswapd(struct zone *zone, gfp_t gfp_mask, int order, enum zone_type highest_zoneidx);

/**
 * zone_watermark_ok - would the zone keep enough after an allocation?
 * @z: the zone
 * @order: of the request
 * @mark: pages that must remain free
 * @highest_zoneidx: the highest zone that may serve the request (selects lowmem_reserve)
 * @alloc_flags: ALLOC_* of mm/page/internal.h
 *
 * zone_watermark_ok_safe() adds up the per-CPU differences when the count is low enough for them to matter.
 * Context: any, no lock; the answer may be out of date when it arrives.
 */
bool zone_watermark_ok(struct zone *z, unsigned int order, unsigned long mark, int highest_zoneidx,
		       unsigned int alloc_flags);
bool zone_watermark_ok_safe(struct zone *z, unsigned int order, unsigned long mark,
			    int highest_zoneidx);
bool __zone_watermark_ok(struct zone *z, unsigned int order, unsigned long mark,
			 int highest_zoneidx, unsigned int alloc_flags, long free_pages);

/* has_managed_dma - has ZONE_DMA any page that the allocator may hand out? */
bool has_managed_dma(void);

struct pglist_data *first_online_pgdat(void);
struct pglist_data *next_online_pgdat(struct pglist_data *pgdat);
struct zone *next_zone(struct zone *zone);
struct zoneref *__next_zones_zonelist(struct zoneref *z, enum zone_type highest_zoneidx,
				      nodemask_t *nodes);

extern int movable_zone;

__END_DECLS

#define zone_idx(zone) ((zone) - (zone)->zone_pgdat->node_zones)

static inline bool zone_is_zone_device(struct zone *zone)
{
	return false;
}

/* managed_zone - may anything be allocated from it? populated_zone - is there memory in it? */
static inline bool managed_zone(struct zone *zone)
{
	return zone_managed_pages(zone);
}

static inline bool populated_zone(struct zone *zone)
{
	return zone->present_pages;
}

static inline int zone_to_nid(struct zone *zone)
{
	return 0;
}

static inline int is_highmem_idx(enum zone_type idx)
{
	return 0;
}

static inline int is_highmem(struct zone *zone)
{
	return 0;
}

static inline int local_memory_node(int node_id)
{
	return node_id;
}

#define for_each_online_pgdat(pgdat)                                                               \
	for (pgdat = first_online_pgdat(); pgdat; pgdat = next_online_pgdat(pgdat))

#define for_each_zone(zone)                                                                        \
	for (zone = (first_online_pgdat())->node_zones; zone; zone = next_zone(zone))

#define for_each_populated_zone(zone)                                                              \
	for_each_zone(zone)                                                                        \
		if (!populated_zone(zone)) {                                                       \
		} else

static inline struct zone *zonelist_zone(struct zoneref *zoneref)
{
	return zoneref->zone;
}

static inline int zonelist_zone_idx(struct zoneref *zoneref)
{
	return zoneref->zone_idx;
}

static inline int zonelist_node_idx(struct zoneref *zoneref)
{
	return 0;
}

/* The first entry at or after @z whose index is not above @highest_zoneidx. */
static __always_inline struct zoneref *
next_zones_zonelist(struct zoneref *z, enum zone_type highest_zoneidx, nodemask_t *nodes)
{
	if (likely(!nodes && zonelist_zone_idx(z) <= (int)highest_zoneidx))
		return z;
	return __next_zones_zonelist(z, highest_zoneidx, nodes);
}

static inline struct zoneref *
first_zones_zonelist(struct zonelist *zonelist, enum zone_type highest_zoneidx, nodemask_t *nodes)
{
	return next_zones_zonelist(zonelist->_zonerefs, highest_zoneidx, nodes);
}

#define for_next_zone_zonelist_nodemask(zone, z, highidx, nodemask)                                \
	for (zone = zonelist_zone(z); zone;                                                        \
	     z = next_zones_zonelist(++z, (enum zone_type)(highidx), nodemask),                    \
	    zone = zonelist_zone(z))

#define for_each_zone_zonelist_nodemask(zone, z, zlist, highidx, nodemask)                         \
	for (z = first_zones_zonelist(zlist, (enum zone_type)(highidx), nodemask),                 \
	    zone = zonelist_zone(z);                                                               \
	     zone; z = next_zones_zonelist(++z, (enum zone_type)(highidx), nodemask),              \
	    zone = zonelist_zone(z))

#define for_each_zone_zonelist(zone, z, zlist, highidx)                                            \
	for_each_zone_zonelist_nodemask(zone, z, zlist, highidx, NULL)

/*
 * Sections: physical memory in pieces of 128 MiB. mem_section[] has two levels, so that an address space of 2^48 bytes
 * costs one page of pointers for each root that is used (Linux: SPARSEMEM_EXTREME).
 */
#define PA_SECTION_SHIFT           (SECTION_SIZE_BITS)
#define PFN_SECTION_SHIFT          (SECTION_SIZE_BITS - PAGE_SHIFT)
#define NR_MEM_SECTIONS            (1UL << SECTIONS_SHIFT)
#define PAGES_PER_SECTION          (1UL << PFN_SECTION_SHIFT)
#define PAGE_SECTION_MASK          (~(PAGES_PER_SECTION - 1))
#define SECTION_BLOCKFLAGS_BITS    ((1UL << (PFN_SECTION_SHIFT - pageblock_order)) * NR_PAGEBLOCK_BITS)

#define SECTION_ALIGN_UP(pfn)      (((pfn) + PAGES_PER_SECTION - 1) & PAGE_SECTION_MASK)
#define SECTION_ALIGN_DOWN(pfn)    ((pfn)&PAGE_SECTION_MASK)

#define SUBSECTION_SHIFT           21
#define SUBSECTION_SIZE            (1UL << SUBSECTION_SHIFT)
#define PFN_SUBSECTION_SHIFT       (SUBSECTION_SHIFT - PAGE_SHIFT)
#define PAGES_PER_SUBSECTION       (1UL << PFN_SUBSECTION_SHIFT)
#define PAGE_SUBSECTION_MASK       (~(PAGES_PER_SUBSECTION - 1))
#define SUBSECTION_ALIGN_UP(pfn)   ALIGN((pfn), PAGES_PER_SUBSECTION)
#define SUBSECTION_ALIGN_DOWN(pfn) ((pfn)&PAGE_SUBSECTION_MASK)
#define SUBSECTIONS_PER_SECTION    (1UL << (SECTION_SIZE_BITS - SUBSECTION_SHIFT))

struct mem_section_usage {
	struct rcu_head rcu;
	unsigned long subsection_map[1];  /* 64 subsections of 2 MiB */
	unsigned long pageblock_flags[0]; /* SECTION_BLOCKFLAGS_BITS */
};

struct mem_section {
	unsigned long
		section_mem_map; /* vmemmap as seen from pfn 0, and SECTION_* in the low bits */
	struct mem_section_usage *usage;
	struct page_ext *page_ext; /* pfn 0's entry; NULL when nobody needs page_ext */
	unsigned long pad;         /* a power of two in all */
};

#define SECTIONS_PER_ROOT       (PAGE_SIZE / sizeof(struct mem_section))
#define SECTION_NR_TO_ROOT(sec) ((sec) / SECTIONS_PER_ROOT)
#define NR_SECTION_ROOTS        ((NR_MEM_SECTIONS + SECTIONS_PER_ROOT - 1) / SECTIONS_PER_ROOT)
#define SECTION_ROOT_MASK       (SECTIONS_PER_ROOT - 1)

enum {
	SECTION_MARKED_PRESENT_BIT,
	SECTION_HAS_MEM_MAP_BIT,
	SECTION_IS_ONLINE_BIT,
	SECTION_IS_EARLY_BIT,
	SECTION_MAP_LAST_BIT
};

#define SECTION_MARKED_PRESENT BIT(SECTION_MARKED_PRESENT_BIT)
#define SECTION_HAS_MEM_MAP    BIT(SECTION_HAS_MEM_MAP_BIT)
#define SECTION_IS_ONLINE      BIT(SECTION_IS_ONLINE_BIT)
#define SECTION_IS_EARLY       BIT(SECTION_IS_EARLY_BIT)
#define SECTION_MAP_MASK       (~(BIT(SECTION_MAP_LAST_BIT) - 1))

__BEGIN_DECLS
extern struct mem_section **mem_section;
extern unsigned long __highest_present_section_nr;
__END_DECLS

static inline unsigned long pfn_to_section_nr(unsigned long pfn)
{
	return pfn >> PFN_SECTION_SHIFT;
}

static inline unsigned long section_nr_to_pfn(unsigned long sec)
{
	return sec << PFN_SECTION_SHIFT;
}

static inline struct mem_section *__nr_to_section(unsigned long nr)
{
	unsigned long root = SECTION_NR_TO_ROOT(nr);

	if (unlikely(root >= NR_SECTION_ROOTS) || !mem_section || !mem_section[root])
		return NULL;
	return &mem_section[root][nr & SECTION_ROOT_MASK];
}

static inline struct mem_section *__pfn_to_section(unsigned long pfn)
{
	return __nr_to_section(pfn_to_section_nr(pfn));
}

static inline unsigned long *section_to_usemap(struct mem_section *ms)
{
	return ms->usage->pageblock_flags;
}

static inline struct page *__section_mem_map_addr(struct mem_section *section)
{
	return (struct page *)(section->section_mem_map & SECTION_MAP_MASK);
}

static inline int present_section(struct mem_section *section)
{
	return section && (section->section_mem_map & SECTION_MARKED_PRESENT);
}

static inline int present_section_nr(unsigned long nr)
{
	return present_section(__nr_to_section(nr));
}

static inline int valid_section(struct mem_section *section)
{
	return section && (section->section_mem_map & SECTION_HAS_MEM_MAP);
}

static inline int valid_section_nr(unsigned long nr)
{
	return valid_section(__nr_to_section(nr));
}

static inline int early_section(struct mem_section *section)
{
	return section && (section->section_mem_map & SECTION_IS_EARLY);
}

static inline int online_section(struct mem_section *section)
{
	return section && (section->section_mem_map & SECTION_IS_ONLINE);
}

static inline int online_section_nr(unsigned long nr)
{
	return online_section(__nr_to_section(nr));
}

static inline int subsection_map_index(unsigned long pfn)
{
	return (pfn & ~(PAGE_SECTION_MASK)) / PAGES_PER_SUBSECTION;
}

/**
 * pfn_valid - has the page frame a struct page?
 * @pfn: any number
 *
 * True for every frame of a section that holds some memory, also for those that are holes: their struct pages
 * are reserved. Context: any.
 */
static inline int pfn_valid(unsigned long pfn)
{
	if (PHYS_PFN(PFN_PHYS(pfn)) != pfn)
		return 0;
	return pfn_to_section_nr(pfn) < NR_MEM_SECTIONS && valid_section(__pfn_to_section(pfn));
}

static inline int pfn_in_present_section(unsigned long pfn)
{
	return pfn_to_section_nr(pfn) < NR_MEM_SECTIONS && present_section(__pfn_to_section(pfn));
}

static inline unsigned long next_present_section_nr(unsigned long section_nr)
{
	while (++section_nr <= __highest_present_section_nr)
		if (present_section_nr(section_nr))
			return section_nr;
	return -1UL;
}

#define for_each_present_section_nr(start, nr)                                                     \
	for (nr = next_present_section_nr(start - 1); nr != -1UL; nr = next_present_section_nr(nr))

#define pfn_to_nid(pfn) (0)

#endif /* _LINUX_MMZONE_H */
