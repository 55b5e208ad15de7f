// SPDX-License-Identifier: GPL-2.0-only
// Watermarks: how full a zone must stay.
//
//      free pages
//        |  ........ promo
//        |  ........ high     reclaim in the background may stop; below it, frees keep less per CPU (ZONE_BELOW_HIGH)
//        |  ........ low      first attempts of allocations stop here and wake reclaim
//        |  ........ min      ordinary allocations stop here; the rest is for those that must not wait
//        |  ........ 1/2 min  __GFP_HIGH may go down to here, and 3/8 min when it cannot block either (GFP_ATOMIC)
//        0                    ALLOC_NO_WATERMARKS
//
// The distances come from min_free_kbytes = sqrt(16 * lowmem KiB), shared out by zone size, and from watermark_scale_factor
// (0.1 % of the zone at least between marks). lowmem_reserve[] is added: what a zone keeps from requests that a higher zone
// could have served, 1/256 (DMA, DMA32) or 1/32 (Normal) of the memory above it.
//
// Linux 6.12: __zone_watermark_ok(), zone_watermark_fast(), __setup_per_zone_wmarks(), setup_per_zone_lowmem_reserve(),
// calculate_totalreserve_pages(), calculate_min_free_kbytes(), init_per_zone_wmark_min().
#include "mm/page/buddy.h"

#include <linux/init.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/printk.h>

constinit int min_free_kbytes = 1024;
constinit int user_min_free_kbytes = -1;
constinit int watermark_scale_factor = 10;
constinit unsigned long totalreserve_pages = 0;
constinit int sysctl_lowmem_reserve_ratio[MAX_NR_ZONES] = {
	256, // DMA
	256, // DMA32
	32,  // Normal
	0,   // Movable
};

namespace buddy
{

static constexpr unsigned long SWAP_CLUSTER_MAX = 32;

// Pages that are free but not for this request: the request's own block less one, the highatomic reserve, CMA blocks.
static inline long unusable_free(struct zone *z, unsigned int order, unsigned int alloc_flags)
{
	long unusable = (1L << order) - 1;

	if (!(alloc_flags & ALLOC_RESERVES))
		unusable += READ_ONCE(z->nr_free_highatomic);
	if (IS_ENABLED(CONFIG_CMA) && !(alloc_flags & ALLOC_CMA))
		unusable += zone_page_state(z, NR_FREE_CMA_PAGES);
	return unusable;
}

// Who may dig deeper.
static long lower_mark(long min, unsigned int alloc_flags)
{
	if (alloc_flags & ALLOC_MIN_RESERVE) {
		min -= min / 2;
		if (alloc_flags & ALLOC_NON_BLOCK)
			min -= min / 4;
	}
	if (alloc_flags & ALLOC_OOM)
		min -= min / 2;
	return min;
}

// No lock: a first look. Whoever then takes zone->lock looks again.
static bool has_block(struct zone *z, unsigned int order, unsigned int alloc_flags)
{
	for (unsigned int o = order; o < NR_PAGE_ORDERS; o++) {
		struct free_area *area = &z->free_area[o];

		if (!data_race(area->nr_free))
			continue;
		for (int mt = 0; mt < MIGRATE_PCPTYPES; mt++)
			if (!free_area_empty(area, mt))
				return true;
		if (IS_ENABLED(CONFIG_CMA) && (alloc_flags & ALLOC_CMA) &&
		    !free_area_empty(area, MIGRATE_CMA))
			return true;
		if ((alloc_flags & (ALLOC_HIGHATOMIC | ALLOC_OOM)) &&
		    !free_area_empty(area, MIGRATE_HIGHATOMIC))
			return true;
	}
	return false;
}

bool zone_watermark_fast(struct zone *z, unsigned int order, unsigned long mark,
			 int highest_zoneidx, unsigned int alloc_flags)
{
	long free_pages = zone_page_state(z, NR_FREE_PAGES);

	if (__zone_watermark_ok(z, order, mark, highest_zoneidx, alloc_flags, free_pages))
		return true;

	// A boost is to make reclaim work, not to make atomic requests fail.
	if (!order && (alloc_flags & ALLOC_MIN_RESERVE) && z->watermark_boost &&
	    (alloc_flags & ALLOC_WMARK_MASK) == WMARK_MIN)
		return __zone_watermark_ok(z, order, z->_watermark[WMARK_MIN], highest_zoneidx,
					   alloc_flags, free_pages);
	return false;
}

// What is not available to ordinary users, for si_mem_available().
static void calculate_totalreserve_pages()
{
	unsigned long reserve = 0;

	for (struct zone &zone : contig_page_data.node_zones) {
		long most = 0;

		for (int i = zone_idx(&zone); i < MAX_NR_ZONES; i++)
			most = max(most, zone.lowmem_reserve[i]);
		most += high_wmark_pages(&zone);
		reserve += min((unsigned long)most, zone_managed_pages(&zone));
	}
	contig_page_data.totalreserve_pages = reserve;
	totalreserve_pages = reserve;
}

static void setup_zone_wmarks(struct zone *zone, unsigned long pages_min,
			      unsigned long lowmem_pages)
{
	unsigned long managed = zone_managed_pages(zone);
	unsigned long share = lowmem_pages ? pages_min * managed / lowmem_pages : 0;
	unsigned long flags;

	spin_lock_irqsave(&zone->lock, flags);
	zone->_watermark[WMARK_MIN] = zone_idx(zone) == ZONE_MOVABLE
					      ? clamp(managed / 1024, SWAP_CLUSTER_MAX, 128UL)
					      : share;
	zone->watermark_boost = 0;

	unsigned long distance =
		max(share >> 2, managed / 10000 * watermark_scale_factor +
					managed % 10000 * watermark_scale_factor / 10000);

	zone->_watermark[WMARK_LOW] = zone->_watermark[WMARK_MIN] + distance;
	zone->_watermark[WMARK_HIGH] = zone->_watermark[WMARK_LOW] + distance;
	zone->_watermark[WMARK_PROMO] = zone->_watermark[WMARK_HIGH] + distance;
	spin_unlock_irqrestore(&zone->lock, flags);
}

static unsigned long nr_free_zone_pages(enum zone_type highest)
{
	unsigned long sum = 0;
	struct zoneref *z;
	struct zone *zone;

	for_each_zone_zonelist(zone, z, node_zonelist(0, GFP_KERNEL), highest)
	{
		unsigned long size = zone_managed_pages(zone);
		unsigned long high = high_wmark_pages(zone);

		if (size > high)
			sum += size - high;
	}
	return sum;
}

} // namespace buddy

using namespace buddy;

bool __zone_watermark_ok(struct zone *z, unsigned int order, unsigned long mark,
			 int highest_zoneidx, unsigned int alloc_flags, long free_pages)
{
	long min = mark;

	free_pages -= unusable_free(z, order, alloc_flags);
	if (unlikely(alloc_flags & ALLOC_RESERVES))
		min = lower_mark(min, alloc_flags);
	if (free_pages <= min + z->lowmem_reserve[highest_zoneidx])
		return false;
	return !order || has_block(z, order, alloc_flags);
}

bool zone_watermark_ok(struct zone *z, unsigned int order, unsigned long mark, int highest_zoneidx,
		       unsigned int alloc_flags)
{
	return __zone_watermark_ok(z, order, mark, highest_zoneidx, alloc_flags,
				   zone_page_state(z, NR_FREE_PAGES));
}

bool zone_watermark_ok_safe(struct zone *z, unsigned int order, unsigned long mark,
			    int highest_zoneidx)
{
	long free_pages = zone_page_state(z, NR_FREE_PAGES);

	if (z->percpu_drift_mark && free_pages < (long)z->percpu_drift_mark)
		free_pages = zone_page_state_snapshot(z, NR_FREE_PAGES);
	return __zone_watermark_ok(z, order, mark, highest_zoneidx, 0, free_pages);
}

unsigned long nr_free_buffer_pages(void)
{
	return nr_free_zone_pages(gfp_zone(GFP_USER));
}

// Pages beyond the high watermark in all zones: the size that decides about grouping by mobility.
unsigned long nr_free_all_pages(void)
{
	return nr_free_zone_pages(gfp_zone(GFP_HIGHUSER_MOVABLE));
}

// ZONE_MOVABLE takes no part in the sharing: what kernel allocations may dig into does not help there.
void setup_per_zone_wmarks(void)
{
	unsigned long pages_min = min_free_kbytes >> (PAGE_SHIFT - 10);
	unsigned long lowmem_pages = 0;
	struct zone *zone;

	for_each_zone(zone)
		if (zone_idx(zone) != ZONE_MOVABLE)
			lowmem_pages += zone_managed_pages(zone);
	for_each_zone(zone)
		setup_zone_wmarks(zone, pages_min, lowmem_pages);
	calculate_totalreserve_pages();
	for_each_zone(zone)
		zone_pcp_update(zone);
}

void setup_per_zone_lowmem_reserve(void)
{
	for (int i = 0; i < MAX_NR_ZONES - 1; i++) {
		struct zone *zone = &contig_page_data.node_zones[i];
		unsigned long above = 0;

		for (int j = i + 1; j < MAX_NR_ZONES; j++) {
			above += zone_managed_pages(&contig_page_data.node_zones[j]);
			zone->lowmem_reserve[j] = sysctl_lowmem_reserve_ratio[i] &&
								  zone_managed_pages(zone)
							  ? above / sysctl_lowmem_reserve_ratio[i]
							  : 0;
		}
	}
	if (IS_ENABLED(CONFIG_CMA))
		note_page_sources(); // may hold what was before
	calculate_totalreserve_pages();
}

// 128 KiB to 256 MiB; 4 MiB for 1 GiB.
void calculate_min_free_kbytes(void)
{
	unsigned long lowmem_kbytes = nr_free_buffer_pages() * (PAGE_SIZE >> 10);
	int wanted = int_sqrt(lowmem_kbytes * 16);

	if (wanted > user_min_free_kbytes)
		min_free_kbytes = clamp(wanted, 128, 262144);
	else
		pr_warn("min_free_kbytes is not updated to %d because user defined value %d is preferred\n",
			wanted, user_min_free_kbytes);
}

static int __init init_per_zone_wmark_min(void)
{
	calculate_min_free_kbytes();
	setup_per_zone_wmarks();
	refresh_zone_stat_thresholds();
	setup_per_zone_lowmem_reserve();
	return 0;
}
postcore_initcall(init_per_zone_wmark_min);
