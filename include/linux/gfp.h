/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Allocating pages.
 *
 * The allocation functions carry the suffix _noprof and are called through macros without it, as in Linux 6.12. Orders
 * are powers of two of pages; "address" forms return the page's address in the linear map, 0 on failure.
 */
#ifndef __LINUX_GFP_H
#define __LINUX_GFP_H

#include <linux/gfp_types.h>
#include <linux/mmzone.h>
#include <linux/topology.h>
#include <linux/alloc_tag.h>

struct vm_area_struct;
struct mempolicy;
struct page_frag_cache;

/* The gfp argument of a macro that may be left out. */
#define __default_gfp(a, b, ...) b
#define default_gfp(...)         __default_gfp(, ##__VA_ARGS__, GFP_KERNEL)

/* gfp_migratetype - the mobility bits of a request as enum migratetype */
static inline int gfp_migratetype(const gfp_t gfp_flags)
{
	if (unlikely(page_group_by_mobility_disabled))
		return MIGRATE_UNMOVABLE;
	return (gfp_flags & (__GFP_RECLAIMABLE | __GFP_MOVABLE)) >> ___GFP_MOVABLE_BIT;
}

static inline bool gfpflags_allow_blocking(const gfp_t gfp_flags)
{
	return !!(gfp_flags & __GFP_DIRECT_RECLAIM);
}

/*
 * The highest zone for each combination of the four zone modifiers, two bits each:
 *
 *      none NORMAL     DMA DMA     HIGHMEM NORMAL     DMA32 DMA32     MOVABLE NORMAL     MOVABLE|HIGHMEM MOVABLE
 *
 * and MOVABLE with DMA or DMA32 stays in those. Other combinations make no sense (GFP_ZONE_BAD).
 */
#define GFP_ZONES_SHIFT              ZONES_SHIFT
#define __GFP_ZONE_ENTRY(zone, bits) ((unsigned long)(zone) << ((bits)*GFP_ZONES_SHIFT))
#define GFP_ZONE_TABLE                                                                             \
	(__GFP_ZONE_ENTRY(ZONE_NORMAL, 0) | __GFP_ZONE_ENTRY(ZONE_DMA, ___GFP_DMA) |               \
	 __GFP_ZONE_ENTRY(ZONE_NORMAL, ___GFP_HIGHMEM) |                                           \
	 __GFP_ZONE_ENTRY(ZONE_DMA32, ___GFP_DMA32) |                                              \
	 __GFP_ZONE_ENTRY(ZONE_NORMAL, ___GFP_MOVABLE) |                                           \
	 __GFP_ZONE_ENTRY(ZONE_DMA, ___GFP_MOVABLE | ___GFP_DMA) |                                 \
	 __GFP_ZONE_ENTRY(ZONE_MOVABLE, ___GFP_MOVABLE | ___GFP_HIGHMEM) |                         \
	 __GFP_ZONE_ENTRY(ZONE_DMA32, ___GFP_MOVABLE | ___GFP_DMA32))
#define GFP_ZONE_BAD                                                                               \
	(1u << (___GFP_DMA | ___GFP_HIGHMEM) | 1u << (___GFP_DMA | ___GFP_DMA32) |                 \
	 1u << (___GFP_DMA32 | ___GFP_HIGHMEM) |                                                   \
	 1u << (___GFP_DMA | ___GFP_DMA32 | ___GFP_HIGHMEM) |                                      \
	 1u << (___GFP_MOVABLE | ___GFP_HIGHMEM | ___GFP_DMA) |                                    \
	 1u << (___GFP_MOVABLE | ___GFP_DMA32 | ___GFP_DMA) |                                      \
	 1u << (___GFP_MOVABLE | ___GFP_DMA32 | ___GFP_HIGHMEM) |                                  \
	 1u << (___GFP_MOVABLE | ___GFP_DMA32 | ___GFP_DMA | ___GFP_HIGHMEM))

/* gfp_zone - the highest zone that may serve a request */
static inline enum zone_type gfp_zone(gfp_t flags)
{
	unsigned int bits = flags & GFP_ZONEMASK;

	VM_BUG_ON((GFP_ZONE_BAD >> bits) & 1);
	return (enum zone_type)((GFP_ZONE_TABLE >> (bits * GFP_ZONES_SHIFT)) &
				((1 << GFP_ZONES_SHIFT) - 1));
}

static inline int gfp_zonelist(gfp_t flags)
{
	return ZONELIST_FALLBACK;
}

/* What an allocation made inside an allocation may do. */
static inline gfp_t gfp_nested_mask(gfp_t flags)
{
	return (flags & (GFP_KERNEL | GFP_ATOMIC | __GFP_NOLOCKDEP)) |
	       (__GFP_NORETRY | __GFP_NOMEMALLOC | __GFP_NOWARN);
}

static inline struct zonelist *node_zonelist(int nid, gfp_t flags)
{
	return NODE_DATA(nid)->node_zonelists + gfp_zonelist(flags);
}

static inline void arch_free_page(struct page *page, int order)
{
}

static inline void arch_alloc_page(struct page *page, int order)
{
}

static inline bool gfp_has_io_fs(gfp_t gfp)
{
	return (gfp & (__GFP_IO | __GFP_FS)) == (__GFP_IO | __GFP_FS);
}

static inline bool gfp_compaction_allowed(gfp_t gfp_mask)
{
	return false; /* no compaction yet */
}

__BEGIN_DECLS

/* Bits that requests may use now: without reclaim, IO and FS until the boot is over. */
extern gfp_t gfp_allowed_mask;

/**
 * __alloc_pages() - the heart of the page allocator: 2^order contiguous pages (Linux: __alloc_pages_noprof())
 * @gfp: how hard to try and from where; without __GFP_DIRECT_RECLAIM the call may be made from any context
 * @order: 0 … MAX_PAGE_ORDER; more gives NULL and one warning
 * @preferred_nid: 0
 * @nodemask: NULL
 *
 * Takes pcp->lock (trylock) and zone->lock. Returns the first page with a reference count of one, or NULL; with
 * __GFP_COMP and order > 0 a compound page.
 */
struct page *__alloc_pages_noprof(gfp_t gfp, unsigned int order, int preferred_nid,
				  nodemask_t *nodemask);
#define __alloc_pages(...) alloc_hooks(__alloc_pages_noprof(__VA_ARGS__))

/* __folio_alloc() - the same as a folio: __GFP_COMP is implied. */
struct folio *__folio_alloc_noprof(gfp_t gfp, unsigned int order, int preferred_nid,
				   nodemask_t *nodemask);
#define __folio_alloc(...) alloc_hooks(__folio_alloc_noprof(__VA_ARGS__))

/**
 * __alloc_pages_bulk() - many single pages in one go
 * @gfp: of the request
 * @preferred_nid: 0
 * @nodemask: NULL
 * @nr_pages: wanted
 * @page_list: pages are added here, or NULL
 * @page_array: or put into the array's NULL entries
 *
 * Returns how many pages are on the list, or how many entries of the array are filled (those filled before count);
 * at least one page is tried for even when memory is short.
 */
unsigned long alloc_pages_bulk_noprof(gfp_t gfp, int preferred_nid, nodemask_t *nodemask,
				      int nr_pages, struct list_head *page_list,
				      struct page **page_array);
#define __alloc_pages_bulk(...) alloc_hooks(alloc_pages_bulk_noprof(__VA_ARGS__))

#define alloc_pages_bulk_list(_gfp, _nr_pages, _list)                                              \
	__alloc_pages_bulk(_gfp, numa_mem_id(), NULL, _nr_pages, _list, NULL)
#define alloc_pages_bulk_array(_gfp, _nr_pages, _page_array)                                       \
	__alloc_pages_bulk(_gfp, numa_mem_id(), NULL, _nr_pages, NULL, _page_array)

static inline unsigned long alloc_pages_bulk_array_node_noprof(gfp_t gfp, int nid,
							       unsigned long nr_pages,
							       struct page **page_array)
{
	return alloc_pages_bulk_noprof(gfp, nid, NULL, nr_pages, NULL, page_array);
}
#define alloc_pages_bulk_array_node(...)                                                           \
	alloc_hooks(alloc_pages_bulk_array_node_noprof(__VA_ARGS__))
#define alloc_pages_bulk_array_mempolicy(_gfp, _nr_pages, _page_array)                             \
	alloc_pages_bulk_array(_gfp, _nr_pages, _page_array)

static inline struct page *__alloc_pages_node_noprof(int nid, gfp_t gfp_mask, unsigned int order)
{
	return __alloc_pages_noprof(gfp_mask, order, nid, NULL);
}
#define __alloc_pages_node(...) alloc_hooks(__alloc_pages_node_noprof(__VA_ARGS__))

static inline struct page *alloc_pages_node_noprof(int nid, gfp_t gfp_mask, unsigned int order)
{
	return __alloc_pages_noprof(gfp_mask, order, 0, NULL);
}
#define alloc_pages_node(...) alloc_hooks(alloc_pages_node_noprof(__VA_ARGS__))

/* alloc_pages(gfp, order), alloc_page(gfp), folio_alloc(gfp, order): see __alloc_pages(). */
static inline struct page *alloc_pages_noprof(gfp_t gfp_mask, unsigned int order)
{
	return __alloc_pages_noprof(gfp_mask, order, 0, NULL);
}
#define alloc_pages(...)     alloc_hooks(alloc_pages_noprof(__VA_ARGS__))
#define alloc_page(gfp_mask) alloc_pages(gfp_mask, 0)

static inline struct folio *__folio_alloc_node_noprof(gfp_t gfp, unsigned int order, int nid)
{
	return __folio_alloc_noprof(gfp, order, nid, NULL);
}
#define __folio_alloc_node(...) alloc_hooks(__folio_alloc_node_noprof(__VA_ARGS__))

static inline struct folio *folio_alloc_noprof(gfp_t gfp, unsigned int order)
{
	return __folio_alloc_noprof(gfp, order, 0, NULL);
}
#define folio_alloc(...) alloc_hooks(folio_alloc_noprof(__VA_ARGS__))

/* __get_free_pages(gfp, order) - the linear-map address instead of the page; not with __GFP_HIGHMEM. 0 on failure. */
unsigned long get_free_pages_noprof(gfp_t gfp_mask, unsigned int order);
#define __get_free_pages(...)            alloc_hooks(get_free_pages_noprof(__VA_ARGS__))
#define __get_free_page(gfp_mask)        __get_free_pages((gfp_mask), 0)
#define __get_dma_pages(gfp_mask, order) __get_free_pages((gfp_mask) | GFP_DMA, (order))

/* get_zeroed_page(gfp) - one zeroed page. 0 on failure. */
unsigned long get_zeroed_page_noprof(gfp_t gfp_mask);
#define get_zeroed_page(...) alloc_hooks(get_zeroed_page_noprof(__VA_ARGS__))

/**
 * alloc_pages_exact() - contiguous pages for @size bytes, not rounded up to a power of two
 * @size: bytes, at most what MAX_PAGE_ORDER holds
 * @gfp_mask: without __GFP_COMP and __GFP_HIGHMEM (they are dropped with a warning)
 *
 * The pages beyond @size are given back at once. NULL on failure; freed with free_pages_exact() of the same size.
 */
void *alloc_pages_exact_noprof(size_t size, gfp_t gfp_mask) __attribute__((alloc_size(1)));
#define alloc_pages_exact(...) alloc_hooks(alloc_pages_exact_noprof(__VA_ARGS__))
void *alloc_pages_exact_nid_noprof(int nid, size_t size, gfp_t gfp_mask)
	__attribute__((alloc_size(2)));
#define alloc_pages_exact_nid(...) alloc_hooks(alloc_pages_exact_nid_noprof(__VA_ARGS__))
void free_pages_exact(void *virt, size_t size);

/**
 * __free_pages - drop a reference to pages of alloc_pages()
 * @page: the first page
 * @order: as allocated
 *
 * The pages are free when nobody else holds a reference to the first one. If somebody does and the block is not
 * compound, all but the first page are freed now and the first when that reference goes (speculative references).
 * Context: any but NMI.
 */
void __free_pages(struct page *page, unsigned int order);
/* free_pages - the same by address; 0 is allowed */
void free_pages(unsigned long addr, unsigned int order);
#define __free_page(page) __free_pages((page), 0)
#define free_page(addr)   free_pages((addr), 0)

/* drain_*: give the per-CPU lists back to the buddy lists: of one zone or (NULL) of all. */
void drain_zone_pages(struct zone *zone, struct per_cpu_pages *pcp);
void drain_all_pages(struct zone *zone);
void drain_local_pages(struct zone *zone);
/* decay_pcp_high - let a list set that grew shrink again; true when there was something to do. */
bool decay_pcp_high(struct zone *zone, struct per_cpu_pages *pcp);

/* setup_per_cpu_pageset - allocate the CPUs' page lists, which until then share one set each */
void setup_per_cpu_pageset(void);

/*
 * page_frag_alloc - a piece of @fragsz bytes of a block that the cache holds; NULL without memory, or when it is larger than the block
 * _align(): at a multiple of @align, a power of two. The caller locks the cache. Freed by page_frag_free(), in any context.
 * mm/page/page_frag.cpp.
 */
void *__page_frag_alloc_align(struct page_frag_cache *nc, unsigned int fragsz, gfp_t gfp_mask,
			      unsigned int align_mask);
static inline void *page_frag_alloc_align(struct page_frag_cache *nc, unsigned int fragsz,
					  gfp_t gfp_mask, unsigned int align)
{
	return __page_frag_alloc_align(nc, fragsz, gfp_mask, -align);
}
static inline void *page_frag_alloc(struct page_frag_cache *nc, unsigned int fragsz, gfp_t gfp_mask)
{
	return __page_frag_alloc_align(nc, fragsz, gfp_mask, ~0u);
}
void page_frag_free(void *addr);
/* page_frag_cache_drain - the cache gives up its block; pieces that are out stay valid */
void page_frag_cache_drain(struct page_frag_cache *nc);
void __page_frag_cache_drain(struct page *page, unsigned int count);

/* gfp_pfmemalloc_allowed - may the request use memory below all watermarks? */
bool gfp_pfmemalloc_allowed(gfp_t gfp_mask);

#ifdef CONFIG_CONTIG_ALLOC
/*
 * alloc_contig_range - the pages from pfn @start up to, not including, @end: a reference each, or one compound page with __GFP_COMP
 * @migratetype: what their pageblocks are: MIGRATE_MOVABLE (also for other types with nothing in use), MIGRATE_CMA
 * @gfp_mask: how to wait, __GFP_ZERO, __GFP_COMP, __GFP_NOWARN; where pages come from is given
 *
 * May sleep. All in one zone. 0; -EBUSY: one is in use (none is moved away here); -EINVAL. mm/page/contig.cpp.
 */
int alloc_contig_range_noprof(unsigned long start, unsigned long end, unsigned int migratetype,
			      gfp_t gfp_mask);
/* alloc_contig_pages - so many pages in a row, aligned to their number if that is a power of two; NULL: nowhere. May sleep. */
struct page *alloc_contig_pages_noprof(unsigned long nr_pages, gfp_t gfp_mask, int nid,
				       nodemask_t *nodemask);
#define alloc_contig_range(...) alloc_contig_range_noprof(__VA_ARGS__)
#define alloc_contig_pages(...) alloc_contig_pages_noprof(__VA_ARGS__)
/* free_contig_range - give back @nr_pages single pages from @pfn on, or the folio there that has so many */
void free_contig_range(unsigned long pfn, unsigned long nr_pages);
#endif

__END_DECLS

#endif /* __LINUX_GFP_H */
