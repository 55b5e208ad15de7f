// SPDX-License-Identifier: GPL-2.0-only
// Node and zones: which frames belong to which zone, and in which order zones are tried.
//
// The architecture says where zones end at most (max_zone_pfn[]); memory and its holes are asked of memblock:
//
//      spanned    first to last frame of the node that lie inside the zone's limits, holes included
//      present    spanned less holes
//      managed    present less what is reserved when the buddy allocator starts (mm/page/init.cpp)
//
// ZONE_MOVABLE, if asked for, is cut off the end of the highest zone (movable.cpp). The zonelist holds the populated zones from
// the highest to the lowest; a request skips those above gfp_zone(). Up to here the machine has one node.
//
// Linux 6.12: free_area_init(), calculate_node_totalpages(), build_zonelists(), zone_init_internals(), next_zone().
#include "mm/page/memmap.h"

#include <linux/init.h>
#include <linux/limits.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/percpu-defs.h>
#include <linux/printk.h>
#include <linux/string.h>

constinit struct pglist_data contig_page_data = {};
constinit int movable_zone = 0;
DEFINE_PER_CPU(struct per_cpu_nodestat, boot_nodestats);

#ifndef CONFIG_LOCKDEP
static_assert(sizeof(struct pglist_data) == 7360, "as in the debug reference");
#endif

unsigned long nr_free_all_pages(void);

namespace buddy
{

constinit char *const zone_names[MAX_NR_ZONES] = {const_cast<char *>("DMA"),
						  const_cast<char *>("DMA32"),
						  const_cast<char *>("Normal"),
						  const_cast<char *>("Movable")};

constinit struct PageSource page_sources[GFP_ZONEMASK + 1] = {};

// The limits of each zone, before ZONE_MOVABLE is cut off. [start, end)
static __initdata unsigned long zone_low[MAX_NR_ZONES];
static __initdata unsigned long zone_high[MAX_NR_ZONES];
static __initdata unsigned long movable_pfn;

static void __init set_zone_limits(const unsigned long *max_zone_pfn)
{
	unsigned long start = PHYS_PFN(memblock_start_of_DRAM());

	for (int i = 0; i < ZONE_MOVABLE; i++) {
		zone_low[i] = start;
		zone_high[i] = start = max(max_zone_pfn[i], start);
	}
}

static void __init print_zone_limits()
{
	unsigned long start, end;
	int i;

	pr_info("Zone ranges:\n");
	for (i = 0; i < ZONE_MOVABLE; i++) {
		if (zone_low[i] == zone_high[i])
			pr_info("  %-8s empty\n", zone_names[i]);
		else
			pr_info("  %-8s [mem %#018Lx-%#018Lx]\n", zone_names[i],
				(u64)zone_low[i] << PAGE_SHIFT,
				((u64)zone_high[i] << PAGE_SHIFT) - 1);
	}
	pr_info("Movable zone start for each node\n");
	if (movable_pfn)
		pr_info("  Node %d: %#018Lx\n", 0, (u64)movable_pfn << PAGE_SHIFT);
	pr_info("Early memory node ranges\n");
	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, NULL)
		pr_info("  node %3d: [mem %#018Lx-%#018Lx]\n", 0, (u64)start << PAGE_SHIFT,
			((u64)end << PAGE_SHIFT) - 1);
}

// The frames of zone @i in a node of [node_start, node_end). start == end: none.
struct PfnRange {
	unsigned long start, end;
};

static PfnRange __init zone_range(int i, unsigned long node_start, unsigned long node_end)
{
	PfnRange range = {clamp(node_start, zone_low[i], zone_high[i]),
			  clamp(node_end, zone_low[i], zone_high[i])};

	if (movable_pfn) {
		if (i == ZONE_MOVABLE)
			range = {movable_pfn, min(node_end, zone_high[movable_zone])};
		else if (range.start < movable_pfn && range.end > movable_pfn)
			range.end = movable_pfn;
		else if (range.start >= movable_pfn)
			range.start = range.end;
	}
	if (range.end < node_start || range.start > node_end)
		return {0, 0};
	return {max(range.start, node_start), min(range.end, node_end)};
}

static void __init size_zones(unsigned long node_start, unsigned long node_end)
{
	pg_data_t *pgdat = &contig_page_data;

	for (int i = 0; i < MAX_NR_ZONES; i++) {
		struct zone *zone = &pgdat->node_zones[i];
		PfnRange range = zone_range(i, node_start, node_end);

		zone->spanned_pages = range.end - range.start;
		zone->zone_start_pfn = zone->spanned_pages ? range.start : 0;
		zone->present_pages =
			zone->spanned_pages - absent_pages_in_range(range.start, range.end);
		pgdat->node_present_pages += zone->present_pages;
	}
	pgdat->node_spanned_pages = node_end - node_start;
}

static void __init init_lruvec(struct lruvec *lruvec)
{
	spin_lock_init(&lruvec->lru_lock);
	for (struct list_head &list : lruvec->lists)
		INIT_LIST_HEAD(&list);
	// Unevictable pages are counted, never listed: a poisoned list would show a mistake.
	list_del(&lruvec->lists[LRU_UNEVICTABLE]);
}

static void __init init_node(pg_data_t *pgdat)
{
	init_waitqueue_head(&pgdat->kcompactd_wait);
	init_waitqueue_head(&pgdat->kswapd_wait);
	init_waitqueue_head(&pgdat->pfmemalloc_wait);
	for (wait_queue_head_t &queue : pgdat->reclaim_wait)
		init_waitqueue_head(&queue);
	init_lruvec(&pgdat->__lruvec);
	pgdat->per_cpu_nodestats = &boot_nodestats;
}

static void __init init_zone(pg_data_t *pgdat, int i)
{
	struct zone *zone = &pgdat->node_zones[i];
	int order, type;

	atomic_long_set(&zone->managed_pages, zone->present_pages);
	zone->name = zone_names[i];
	zone->zone_pgdat = pgdat;
	spin_lock_init(&zone->lock);
	zone_pcp_init(zone);
	if (!zone->spanned_pages)
		return;
	pgdat->nr_zones = i + 1;
	for_each_migratetype_order(order, type)
		INIT_LIST_HEAD(&zone->free_area[order].free_list[type]);
	zone->initialized = 1;
}

// The populated zones from the highest down, ended by an entry without zone.
static void __init build_zonelist(pg_data_t *pgdat)
{
	struct zoneref *ref = pgdat->node_zonelists[ZONELIST_FALLBACK]._zonerefs;

	for (int i = MAX_NR_ZONES - 1; i >= 0; i--) {
		struct zone *zone = &pgdat->node_zones[i];

		if (populated_zone(zone))
			*ref++ = {zone, i};
	}
	*ref = {nullptr, 0};
	note_page_sources();
}

#ifndef CONFIG_MEMORY_ISOLATION
// Never asked; in its place in isolation.cpp otherwise.
bool free_isolated(struct zone *zone, struct per_cpu_pages *pcp, unsigned int pindex)
{
	return false;
}
#endif

// What a request needs in the preferred zone beyond its high watermark to be sure that it may take the fast path. CMA blocks are taken for
// used: few zones have them. Movable requests, which may have to go there first, are never sure.
static const long *reserve_of(gfp_t zonemods, struct zone *zone, enum zone_type highest)
{
#ifdef CONFIG_CMA
	static constinit long beside_cma[GFP_ZONEMASK + 1] = {};

	if (zone_cma_pages(zone)) {
		beside_cma[zonemods] = zonemods & __GFP_MOVABLE
					       ? LONG_MAX / 2
					       : zone->lowmem_reserve[highest] + zone->cma_pages;
		return &beside_cma[zonemods];
	}
#endif
	return &zone->lowmem_reserve[highest];
}

void note_page_sources()
{
	struct zonelist *zonelist = &contig_page_data.node_zonelists[ZONELIST_FALLBACK];

	for (gfp_t zonemods = 0; zonemods <= GFP_ZONEMASK; zonemods++) {
		if (GFP_ZONE_BAD >> zonemods & 1) // contradictory modifiers
			continue;

		enum zone_type highest = gfp_zone(zonemods);
		struct zone *zone = zonelist_zone(first_zones_zonelist(zonelist, highest, NULL));

		if (zone)
			page_sources[zonemods] = {
				zone, reserve_of(zonemods, zone, highest), zone->per_cpu_pageset,
				&vm_event_states.event[PGALLOC_NORMAL - (int)ZONE_NORMAL +
						       zone_idx(zone)]};
	}
}

} // namespace buddy

using namespace buddy;

void __init get_pfn_range_for_nid(unsigned int nid, unsigned long *start_pfn,
				  unsigned long *end_pfn)
{
	unsigned long start, end;
	int i;

	*start_pfn = *end_pfn = 0;
	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, NULL) {
		if (!*end_pfn)
			*start_pfn = start;
		*end_pfn = end; // regions are sorted
	}
}

unsigned long __init absent_pages_in_range(unsigned long start_pfn, unsigned long end_pfn)
{
	unsigned long absent = end_pfn - start_pfn;
	unsigned long start, end;
	int i;

	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, NULL)
		absent -= clamp(end, start_pfn, end_pfn) - clamp(start, start_pfn, end_pfn);
	return absent;
}

void __init free_area_init(unsigned long *max_zone_pfn)
{
	pg_data_t *pgdat = &contig_page_data;
	unsigned long start, end;

	set_zone_limits(max_zone_pfn);
	for (int i = 0; i < ZONE_MOVABLE; i++)
		if (zone_high[i] > zone_low[i])
			movable_zone = i;
	movable_pfn = find_zone_movable_pfn(zone_low, zone_high);
	print_zone_limits();

	get_pfn_range_for_nid(0, &start, &end);
	pgdat->node_start_pfn = start;
	pr_info("Initmem setup node %d [mem %#018Lx-%#018Lx]\n", 0, (u64)start << PAGE_SHIFT,
		end ? ((u64)end << PAGE_SHIFT) - 1 : 0);
	size_zones(start, end);
	init_node(pgdat);
	for (int i = 0; i < MAX_NR_ZONES; i++)
		init_zone(pgdat, i);
	memmap_init();
}

void __init build_all_zonelists(pg_data_t *pgdat)
{
	build_zonelist(&contig_page_data);
	boot_pageset_init();

	unsigned long pages = nr_free_all_pages();

	page_group_by_mobility_disabled = pages < pageblock_nr_pages * MIGRATE_TYPES;
	pr_info("Built %u zonelists, mobility grouping %s.  Total pages: %ld\n", 1,
		page_group_by_mobility_disabled ? "off" : "on", pages);
}

struct pglist_data *first_online_pgdat(void)
{
	return &contig_page_data;
}

struct pglist_data *next_online_pgdat(struct pglist_data *pgdat)
{
	return nullptr;
}

struct zone *next_zone(struct zone *zone)
{
	return zone < &contig_page_data.node_zones[MAX_NR_ZONES - 1] ? zone + 1 : nullptr;
}

struct zoneref *__next_zones_zonelist(struct zoneref *z, enum zone_type highest_zoneidx,
				      nodemask_t *nodes)
{
	while (zonelist_zone_idx(z) > (int)highest_zoneidx)
		z++;
	return z;
}

bool has_managed_dma(void)
{
	return managed_zone(&contig_page_data.node_zones[ZONE_DMA]);
}
