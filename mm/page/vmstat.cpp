// SPDX-License-Identifier: GPL-2.0-only
// Counters of zones and of the node, and event counts.
//
//      change  ->  this CPU's byte in per_cpu_zonestat  --(past the threshold)-->  zone->vm_stat[]  and  vm_zone_stat[]
//
// inc/dec of one page overshoot when they fold: half a threshold more goes to the zone and the byte starts on the other side
// of zero, so that a run of increments folds half as often. Slab counters come in bytes and are kept in pages.
// The thresholds grow with CPUs and memory (2 * fls(cpus) * (1 + fls(zone size / 128 MiB)), at most 125).
//
// Linux 6.12: mm/vmstat.c.
#include "mm/page/vmstat.h"

#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/smp.h>
#include <linux/string.h>

DEFINE_PER_CPU(struct vm_event_state, vm_event_states);

constinit atomic_long_t vm_zone_stat[NR_VM_ZONE_STAT_ITEMS] = {};
constinit atomic_long_t vm_node_stat[NR_VM_NODE_STAT_ITEMS] = {};
constinit atomic_long_t nr_memmap_pages = {};
constinit atomic_long_t nr_memmap_boot_pages = {};

namespace buddy
{

// Interrupts off around the short update: the plain forms of the counters may be used from anywhere.
struct IrqsOff {
	unsigned long flags;

	IrqsOff()
	{
		local_irq_save(flags);
	}
	~IrqsOff()
	{
		local_irq_restore(flags);
	}
};

static inline void mod_node_stat(struct pglist_data *pgdat, enum node_stat_item item, long delta)
{
	struct per_cpu_nodestat *mine = this_cpu_ptr(pgdat->per_cpu_nodestats);

	if (vmstat_item_in_bytes(item))
		delta >>= PAGE_SHIFT;

	long sum = mine->vm_node_stat_diff[item] + delta;
	long threshold = mine->stat_threshold;

	if (sum > threshold || sum < -threshold) {
		node_page_state_add(sum, pgdat, item);
		sum = 0;
	}
	mine->vm_node_stat_diff[item] = (s8)sum;
}

// One page up or down (@step), with overshoot. Returns what is to be added to the totals.
static inline long step_diff(s8 &diff, s8 stat_threshold, int step)
{
	long sum = diff + step;
	long overshoot = 0;

	if (sum * step > stat_threshold) {
		overshoot = stat_threshold >> 1;
		diff = (s8)(-step * overshoot);
		return sum + step * overshoot;
	}
	diff = (s8)sum;
	return 0;
}

static inline void step_zone_stat(struct zone *zone, enum zone_stat_item item, int step)
{
	struct per_cpu_zonestat *mine = this_cpu_ptr(zone->per_cpu_zonestats);
	long fold = step_diff(mine->vm_stat_diff[item], mine->stat_threshold, step);

	if (fold)
		zone_page_state_add(fold, zone, item);
}

static inline void step_node_stat(struct pglist_data *pgdat, enum node_stat_item item, int step)
{
	struct per_cpu_nodestat *mine = this_cpu_ptr(pgdat->per_cpu_nodestats);
	long fold = step_diff(mine->vm_node_stat_diff[item], mine->stat_threshold, step);

	if (fold)
		node_page_state_add(fold, pgdat, item);
}

} // namespace buddy

using namespace buddy;

void __mod_zone_page_state(struct zone *zone, enum zone_stat_item item, long delta)
{
	mod_zone_stat(zone, item, delta);
}

void __inc_zone_page_state(struct page *page, enum zone_stat_item item)
{
	step_zone_stat(page_zone(page), item, 1);
}

void __dec_zone_page_state(struct page *page, enum zone_stat_item item)
{
	step_zone_stat(page_zone(page), item, -1);
}

void __mod_node_page_state(struct pglist_data *pgdat, enum node_stat_item item, long delta)
{
	mod_node_stat(pgdat, item, delta);
}

void __inc_node_page_state(struct page *page, enum node_stat_item item)
{
	step_node_stat(page_pgdat(page), item, 1);
}

void __dec_node_page_state(struct page *page, enum node_stat_item item)
{
	step_node_stat(page_pgdat(page), item, -1);
}

void mod_zone_page_state(struct zone *zone, enum zone_stat_item item, long delta)
{
	IrqsOff guard;

	mod_zone_stat(zone, item, delta);
}

void inc_zone_page_state(struct page *page, enum zone_stat_item item)
{
	IrqsOff guard;

	step_zone_stat(page_zone(page), item, 1);
}

void dec_zone_page_state(struct page *page, enum zone_stat_item item)
{
	IrqsOff guard;

	step_zone_stat(page_zone(page), item, -1);
}

void mod_node_page_state(struct pglist_data *pgdat, enum node_stat_item item, long delta)
{
	IrqsOff guard;

	mod_node_stat(pgdat, item, delta);
}

void inc_node_page_state(struct page *page, enum node_stat_item item)
{
	inc_node_state(page_pgdat(page), item);
}

void dec_node_page_state(struct page *page, enum node_stat_item item)
{
	IrqsOff guard;

	step_node_stat(page_pgdat(page), item, -1);
}

void inc_node_state(struct pglist_data *pgdat, enum node_stat_item item)
{
	IrqsOff guard;

	step_node_stat(pgdat, item, 1);
}

unsigned long zone_page_state_snapshot(struct zone *zone, enum zone_stat_item item)
{
	long sum = atomic_long_read(&zone->vm_stat[item]);
	unsigned int cpu;

	for_each_online_cpu(cpu)
		sum += per_cpu_ptr(zone->per_cpu_zonestats, cpu)->vm_stat_diff[item];
	return sum < 0 ? 0 : sum;
}

void all_vm_events(unsigned long *ret)
{
	unsigned int cpu;

	for (int i = 0; i < NR_VM_EVENT_ITEMS; i++) {
		ret[i] = 0;
		for_each_online_cpu(cpu)
			ret[i] += per_cpu(vm_event_states, cpu).event[i];
	}
}

void vm_events_fold_cpu(int cpu)
{
	struct vm_event_state *theirs = &per_cpu(vm_event_states, cpu);

	for (int i = 0; i < NR_VM_EVENT_ITEMS; i++) {
		count_vm_events((enum vm_event_item)i, theirs->event[i]);
		theirs->event[i] = 0;
	}
}

void drain_zonestat(struct zone *zone, struct per_cpu_zonestat *pzstats)
{
	for (int i = 0; i < NR_VM_ZONE_STAT_ITEMS; i++) {
		long diff = pzstats->vm_stat_diff[i];

		if (!diff)
			continue;
		pzstats->vm_stat_diff[i] = 0;
		zone_page_state_add(diff, zone, (enum zone_stat_item)i);
	}
}

void cpu_vm_stats_fold(int cpu)
{
	struct zone *zone;
	struct per_cpu_nodestat *node = per_cpu_ptr(contig_page_data.per_cpu_nodestats, cpu);

	for_each_populated_zone(zone)
		drain_zonestat(zone, per_cpu_ptr(zone->per_cpu_zonestats, cpu));
	for (int i = 0; i < NR_VM_NODE_STAT_ITEMS; i++) {
		long diff = node->vm_node_stat_diff[i];

		node->vm_node_stat_diff[i] = 0;
		if (diff)
			node_page_state_add(diff, &contig_page_data, (enum node_stat_item)i);
	}
}

static bool holds_any(int cpu)
{
	struct per_cpu_nodestat *node = per_cpu_ptr(contig_page_data.per_cpu_nodestats, cpu);
	struct zone *zone;

	for_each_populated_zone(zone) {
		s8 *diff = per_cpu_ptr(zone->per_cpu_zonestats, cpu)->vm_stat_diff;

		if (memchr_inv(diff, 0, NR_VM_ZONE_STAT_ITEMS))
			return true;
	}
	return memchr_inv(node->vm_node_stat_diff, 0, NR_VM_NODE_STAT_ITEMS);
}

// The CPU is about to sleep: what it holds would be missing in the totals for as long.
void quiet_vmstat(void)
{
	IrqsOff guard;

	if (system_state == SYSTEM_RUNNING && holds_any(smp_processor_id()))
		cpu_vm_stats_fold(smp_processor_id());
}

static void refresh_this_cpu(void *)
{
	IrqsOff guard;

	cpu_vm_stats_fold(smp_processor_id());
}

void vmstat_refresh(void)
{
	on_each_cpu(refresh_this_cpu, nullptr, 1);
}

int calculate_pressure_threshold(struct zone *zone)
{
	int distance = low_wmark_pages(zone) - min_wmark_pages(zone);

	return min(125, max(1, distance / (int)num_online_cpus()));
}

int calculate_normal_threshold(struct zone *zone)
{
	int units = zone_managed_pages(zone) >> (27 - PAGE_SHIFT);

	return min(125, 2 * fls(num_online_cpus()) * (1 + fls(units)));
}

// Where all CPUs' differences together could hide that the min watermark is passed, the drift mark says from when on they
// must be added up.
void refresh_zone_stat_thresholds(void)
{
	struct zone *zone;
	unsigned int cpu;
	int largest = 0;

	for_each_populated_zone(zone) {
		int threshold = calculate_normal_threshold(zone);
		unsigned long drift = num_online_cpus() * threshold;

		largest = max(largest, threshold);
		for_each_online_cpu(cpu)
			per_cpu_ptr(zone->per_cpu_zonestats, cpu)->stat_threshold = threshold;
		if (drift > low_wmark_pages(zone) - min_wmark_pages(zone))
			zone->percpu_drift_mark = high_wmark_pages(zone) + drift;
	}
	for_each_online_cpu(cpu)
		per_cpu_ptr(contig_page_data.per_cpu_nodestats, cpu)->stat_threshold = largest;
}

void memmap_boot_pages_add(long delta)
{
	atomic_long_add(delta, &nr_memmap_boot_pages);
}

void memmap_pages_add(long delta)
{
	atomic_long_add(delta, &nr_memmap_pages);
}

namespace buddy
{

// How the zone's free memory is spread over orders, seen from @order.
struct ContigInfo {
	unsigned long free_pages;
	unsigned long blocks;
	unsigned long suitable; // blocks of @order that could be cut from larger ones

	ContigInfo(struct zone *zone, unsigned int order) : free_pages(0), blocks(0), suitable(0)
	{
		for (unsigned int i = 0; i < NR_PAGE_ORDERS; i++) {
			unsigned long nr = READ_ONCE(zone->free_area[i].nr_free);

			blocks += nr;
			free_pages += nr << i;
			if (i >= order)
				suitable += nr << (i - order);
		}
	}
};

} // namespace buddy

// Would a failure of @order be due to lack of memory (towards 0) or to fragmentation (towards 1000)?
int fragmentation_index(struct zone *zone, unsigned int order)
{
	ContigInfo info(zone, order);
	unsigned long requested = 1UL << order;

	if (order > MAX_PAGE_ORDER || !info.blocks)
		return 0;
	if (info.suitable)
		return -1000;
	return 1000 - (1000 + info.free_pages * 1000 / requested) / info.blocks;
}

// The part of the free memory, in thousandths, that is of no use to allocations of @order.
int unusable_free_index(struct zone *zone, unsigned int order)
{
	ContigInfo info(zone, order);

	if (!info.free_pages)
		return 1000;
	return (info.free_pages - (info.suitable << order)) * 1000 / info.free_pages;
}

// Percentage of the free memory that is of no use to allocations of @order.
unsigned int extfrag_for_order(struct zone *zone, unsigned int order)
{
	ContigInfo info(zone, order);

	if (!info.free_pages)
		return 0;
	return (info.free_pages - (info.suitable << order)) * 100 / info.free_pages;
}

#define ZONE_NAMES(event) event "_dma", event "_dma32", event "_normal", event "_movable"

constinit const char *const vmstat_text[] = {
	// enum zone_stat_item
	"nr_free_pages", "nr_zone_inactive_anon", "nr_zone_active_anon", "nr_zone_inactive_file",
	"nr_zone_active_file", "nr_zone_unevictable", "nr_zone_write_pending", "nr_mlock",
	"nr_bounce", "nr_free_cma",
	// enum node_stat_item
	"nr_inactive_anon", "nr_active_anon", "nr_inactive_file", "nr_active_file",
	"nr_unevictable", "nr_slab_reclaimable", "nr_slab_unreclaimable", "nr_isolated_anon",
	"nr_isolated_file", "workingset_nodes", "workingset_refault_anon",
	"workingset_refault_file", "workingset_activate_anon", "workingset_activate_file",
	"workingset_restore_anon", "workingset_restore_file", "workingset_nodereclaim",
	"nr_anon_pages", "nr_mapped", "nr_file_pages", "nr_dirty", "nr_writeback",
	"nr_writeback_temp", "nr_shmem", "nr_shmem_hugepages", "nr_shmem_pmdmapped",
	"nr_file_hugepages", "nr_file_pmdmapped", "nr_anon_transparent_hugepages",
	"nr_vmscan_write", "nr_vmscan_immediate_reclaim", "nr_dirtied", "nr_written",
	"nr_throttled_written", "nr_kernel_misc_reclaimable", "nr_foll_pin_acquired",
	"nr_foll_pin_released", "nr_kernel_stack", "nr_page_table_pages", "nr_sec_page_table_pages",
	"pgdemote_kswapd", "pgdemote_direct", "pgdemote_khugepaged",
	// enum vm_stat_item
	"nr_dirty_threshold", "nr_dirty_background_threshold", "nr_memmap_pages",
	"nr_memmap_boot_pages",
	// enum vm_event_item
	"pgpgin", "pgpgout", "pswpin", "pswpout", ZONE_NAMES("pgalloc"), ZONE_NAMES("allocstall"),
	ZONE_NAMES("pgskip"), "pgfree", "pgactivate", "pgdeactivate", "pglazyfree", "pgfault",
	"pgmajfault", "pglazyfreed", "pgrefill", "pgreuse", "pgsteal_kswapd", "pgsteal_direct",
	"pgsteal_khugepaged", "pgscan_kswapd", "pgscan_direct", "pgscan_khugepaged",
	"pgscan_direct_throttle", "pgscan_anon", "pgscan_file", "pgsteal_anon", "pgsteal_file",
	"pginodesteal", "slabs_scanned", "kswapd_inodesteal", "kswapd_low_wmark_hit_quickly",
	"kswapd_high_wmark_hit_quickly", "pageoutrun", "pgrotated", "drop_pagecache", "drop_slab",
	"oom_kill", "pgmigrate_success", "pgmigrate_fail", "thp_migration_success",
	"thp_migration_fail", "thp_migration_split", "compact_migrate_scanned",
	"compact_free_scanned", "compact_isolated", "compact_stall", "compact_fail",
	"compact_success", "compact_daemon_wake", "compact_daemon_migrate_scanned",
	"compact_daemon_free_scanned",
#ifdef CONFIG_CMA
	"cma_alloc_success", "cma_alloc_fail",
#endif
	"unevictable_pgs_culled", "unevictable_pgs_scanned", "unevictable_pgs_rescued",
	"unevictable_pgs_mlocked", "unevictable_pgs_munlocked", "unevictable_pgs_cleared",
	"unevictable_pgs_stranded"};

static_assert(sizeof(vmstat_text) / sizeof(vmstat_text[0]) ==
	      (int)NR_VM_ZONE_STAT_ITEMS + (int)NR_VM_NODE_STAT_ITEMS + (int)NR_VM_STAT_ITEMS +
		      (int)NR_VM_EVENT_ITEMS);
