// SPDX-License-Identifier: GPL-2.0-only
// Per-CPU page lists.
//
// Each CPU keeps, for each zone, lists of blocks of order 0 … 3, one for each order and migrate type. Most allocations take
// the head of such a list and most frees put a page there: last in, first out, no shared lock.
//
//      alloc   list empty?  -> a batch from the buddy lists, in one hold of zone->lock (rmqueue_bulk)
//      free    count >= high? -> a batch back, from the tail (free_pcppages_bulk)
//
// How large the batches are and how many pages stay follows what the CPU does:
//   - batch: 63 pages for zones above 256 MiB or so, less for smaller ones; doubled (alloc_factor) with each refill in a row
//   - high: between high_min (the zone's low watermark divided among CPUs) and high_max (an eighth of the zone); it grows when
//     the lists run over or empty, shrinks when the zone is short of memory (ZONE_BELOW_HIGH) and when decay_pcp_high() runs
//   - free_count: how much was freed since the last allocation; that much is given back in one go
//
// pcp->lock is only ever tried on the fast paths, with interrupts enabled: whoever loses uses the buddy lists. What stays the
// same from one free to the next is kept as one number, pcp->limit (pcp.h). Until
// setup_per_cpu_pageset() all zones share one boot set per CPU with high 0 and batch 1, which keeps nothing.
//
// The free side is in free.cpp. Linux 6.12: rmqueue_pcplist(), nr_pcp_alloc(), zone_batchsize(),
// zone_highsize(), drain_pages_zone(), decay_pcp_high(), setup_zone_pageset().
#include "mm/page/pcp.h"
#include "mm/page/pageblock.h"

#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/percpu.h>
#include <linux/sizes.h>
#include <linux/smp.h>
#include <linux/string.h>

int percpu_pagelist_high_fraction;

namespace buddy
{

struct per_cpu_pages __percpu *zone_pagesets[MAX_NR_ZONES];

void pcp_forget_limits(struct zone *zone)
{
	unsigned int cpu;

	smp_mb();
	for_each_possible_cpu(cpu)
		WRITE_ONCE(per_cpu_ptr(zone->per_cpu_pageset, cpu)->limit, 0);
}

// While lists tune themselves a CPU has at most one part in so many of a zone.
static constexpr int HIGH_FRACTION_TUNED = 8;

// How many pages a refill takes.
static int refill_count(struct per_cpu_pages *pcp, struct zone *zone, unsigned int order)
{
	int base = READ_ONCE(pcp->batch);
	int high_min = READ_ONCE(pcp->high_min);
	int high_max = READ_ONCE(pcp->high_max);
	int high = pcp->high = clamp(pcp->high, high_min, high_max);
	int batch;

	if (unlikely(high < base)) // the boot set keeps nothing
		return 1;

	batch = order ? base : base << pcp->alloc_factor;

	// A larger list would have made this refill unnecessary.
	if (high_min != high_max && !test_bit(ZONE_BELOW_HIGH, &zone->flags))
		high = pcp->high = min(high + batch, high_max);

	if (!order) {
		int most = max(high - pcp->count - base, base);

		if (batch <= most && pcp->alloc_factor < PCP_BATCH_SCALE_MAX)
			pcp->alloc_factor++;
		batch = min(batch, most);
	}
	// For blocks: at least two, unless single pages are all that is wanted.
	return batch > 1 ? max(batch >> order, 2) : batch;
}

noinline bool refill(struct zone *zone, unsigned int order, int migratetype,
		     unsigned int alloc_flags, struct per_cpu_pages *pcp, struct list_head *list)
{
	int taken = rmqueue_bulk(zone, order, refill_count(pcp, zone, order), list, migratetype,
				 alloc_flags);

	pcp_update_limit(zone, pcp);
	pcp->count += taken << order;
	return taken > 0;
}

struct page *take_from_pcplist(struct zone *zone, unsigned int order, int migratetype,
			       unsigned int alloc_flags, struct per_cpu_pages *pcp,
			       struct list_head *list)
{
	struct page *page;

	do {
		if (list_empty(list) && !refill(zone, order, migratetype, alloc_flags, pcp, list))
			return nullptr;
		page = list_first_entry(list, struct page, pcp_list);
		list_del(&page->pcp_list);
		pcp->count -= 1 << order;
	} while (unlikely(check_pages_enabled) && check_new_pages(page, order));
	return page;
}

struct page *rmqueue_pcplist(struct zone *zone, unsigned int order, int migratetype,
			     unsigned int alloc_flags, struct per_cpu_pages *pcp)
{
	pcp->free_count >>= 1;

	struct page *page = take_from_pcplist(zone, order, migratetype, alloc_flags, pcp,
					      &pcp->lists[order_to_pindex(migratetype, order)]);
	pcp_unlock(pcp);
	if (page)
		__count_zid_vm_events(PGALLOC, page_zonenum(page), 1L << order);
	return page;
}

} // namespace buddy

using namespace buddy;

// Let lists that grew shrink by an eighth each time this runs (from the periodic counter update), and give the excess
// back in batches.
bool decay_pcp_high(struct zone *zone, struct per_cpu_pages *pcp)
{
	int high_min = READ_ONCE(pcp->high_min);
	int batch = READ_ONCE(pcp->batch);
	bool todo = false;

	if (pcp->high > high_min) {
		pcp->high = max(max(pcp->count - (batch << PCP_BATCH_SCALE_MAX),
				    pcp->high - (pcp->high >> 3)),
				high_min);
		WRITE_ONCE(pcp->limit, 0);
		todo = pcp->high > high_min;
	}
	for (int excess = pcp->count - pcp->high; excess > 0; excess -= batch) {
		todo = true;
		// In a softirq: the task below may hold it.
		if (!pcp_try(pcp))
			break;
		free_pcppages_bulk(zone, min(excess, batch), pcp, 0);
		pcp_unlock(pcp);
	}
	return todo;
}

void drain_zone_pages(struct zone *zone, struct per_cpu_pages *pcp)
{
	int count = min(pcp->count, READ_ONCE(pcp->batch));

	if (count > 0) {
		pcp_lock(pcp);
		free_pcppages_bulk(zone, count, pcp, 0);
		pcp_unlock(pcp);
	}
}

static void drain_pages_zone(unsigned int cpu, struct zone *zone)
{
	struct per_cpu_pages *pcp = per_cpu_ptr(zone->per_cpu_pageset, cpu);
	int left;

	do {
		pcp_lock(pcp);
		pcp->limit = 0; // whoever changes the numbers by hand drains first
		left = pcp->count;
		if (left) {
			int now = min(left, pcp->batch << PCP_BATCH_SCALE_MAX);

			free_pcppages_bulk(zone, now, pcp, 0);
			left -= now;
		}
		pcp_unlock(pcp);
	} while (left > 0);
}

static void drain_pages(unsigned int cpu, struct zone *zone)
{
	if (zone) {
		drain_pages_zone(cpu, zone);
		return;
	}
	for_each_populated_zone(zone)
		drain_pages_zone(cpu, zone);
}

void drain_local_pages(struct zone *zone)
{
	preempt_disable();
	drain_pages(smp_processor_id(), zone);
	preempt_enable();
}

void drain_all_pages(struct zone *zone)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		drain_pages(cpu, zone);
}

// ---- the sets themselves ----

DEFINE_PER_CPU(struct per_cpu_pages, boot_pageset);
DEFINE_PER_CPU(struct per_cpu_zonestat, boot_zonestats);

namespace buddy
{

// A zone's sets: known by the zone, and by its number.
static void set_pageset(struct zone *zone, struct per_cpu_pages __percpu *sets)
{
	zone->per_cpu_pageset = sets;
	zone_pagesets[zone_idx(zone)] = sets;
	note_page_sources();
}

static void pageset_init(struct per_cpu_pages *pcp, struct per_cpu_zonestat *stats)
{
	memset(pcp, 0, sizeof(*pcp));
	memset(stats, 0, sizeof(*stats));
	spin_lock_init(&pcp->lock);
	for (struct list_head &list : pcp->lists)
		INIT_LIST_HEAD(&list);
	pcp->batch = 1; // and high_min = high_max = 0: keep nothing
}

void boot_pageset_init()
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		pageset_init(&per_cpu(boot_pageset, cpu), &per_cpu(boot_zonestats, cpu));
}

void zone_pcp_init(struct zone *zone)
{
	set_pageset(zone, &boot_pageset);
	zone->per_cpu_zonestats = &boot_zonestats;
	zone->pageset_high_min = 0;
	zone->pageset_high_max = 0;
	zone->pageset_batch = 1;
}

// A quarter of 0.1 % of the zone, at most of 1 MiB, made one less than a power of two.
static int zone_batchsize(struct zone *zone)
{
	int batch = min(zone_managed_pages(zone) >> 10, SZ_1M / PAGE_SIZE) / 4;

	if (batch < 1)
		batch = 1;
	return rounddown_pow_of_two((unsigned long)(batch + batch / 2)) - 1;
}

// @pages divided among the online CPUs, but room for four batches at least.
static int zone_highsize(unsigned long pages, int batch)
{
	return max((int)(pages / num_online_cpus()), batch << 2);
}

void zone_pcp_update(struct zone *zone)
{
	int batch = max(1, zone_batchsize(zone));
	int fraction = percpu_pagelist_high_fraction;
	// A fraction that the administrator has set leaves nothing to tune.
	int high_max = zone_highsize(
		zone_managed_pages(zone) / (fraction ? fraction : HIGH_FRACTION_TUNED), batch);
	int high_min = fraction ? high_max : zone_highsize(low_wmark_pages(zone), batch);
	unsigned int cpu;

	if (zone->pageset_high_min == high_min && zone->pageset_high_max == high_max &&
	    zone->pageset_batch == batch)
		return;
	zone->pageset_high_min = high_min;
	zone->pageset_high_max = high_max;
	zone->pageset_batch = batch;
	for_each_possible_cpu(cpu) {
		struct per_cpu_pages *pcp = per_cpu_ptr(zone->per_cpu_pageset, cpu);

		WRITE_ONCE(pcp->batch, batch);
		WRITE_ONCE(pcp->high_min, high_min);
		WRITE_ONCE(pcp->high_max, high_max);
	}
	pcp_forget_limits(zone);
}

static void setup_zone_pageset(struct zone *zone)
{
	struct per_cpu_zonestat __percpu *stats = alloc_percpu(struct per_cpu_zonestat);
	struct per_cpu_pages __percpu *sets = alloc_percpu(struct per_cpu_pages);
	unsigned int cpu;

	BUG_ON(!stats || !sets);
	for_each_possible_cpu(cpu)
		pageset_init(per_cpu_ptr(sets, cpu), per_cpu_ptr(stats, cpu));
	zone->per_cpu_zonestats = stats;
	set_pageset(zone, sets);
	zone_pcp_update(zone);
}

} // namespace buddy

void zone_pcp_update_all(void)
{
	struct zone *zone;

	for_each_populated_zone(zone)
		zone_pcp_update(zone);
}

// The zones that have no memory keep the boot set.
void __init setup_per_cpu_pageset(void)
{
	struct zone *zone;

	for_each_populated_zone(zone)
		setup_zone_pageset(zone);
	contig_page_data.per_cpu_nodestats = alloc_percpu(struct per_cpu_nodestat);
	BUG_ON(!contig_page_data.per_cpu_nodestats);
}
