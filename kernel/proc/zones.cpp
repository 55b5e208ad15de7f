// SPDX-License-Identifier: GPL-2.0-only
// /proc/buddyinfo, /proc/pagetypeinfo, /proc/zoneinfo: what the page allocator has, zone by zone.
//
//	buddyinfo      free blocks per order
//	pagetypeinfo   the same per migrate type, and how many pageblocks have which type
//	zoneinfo       watermarks, sizes, counters and per-CPU lists of every zone, populated or not
//
// Each zone is printed under its lock, so that the numbers of one zone belong together.
// Linux 6.12 mm/vmstat.c: frag_show_print(), pagetypeinfo_show(), zoneinfo_show_print().

#include <linux/cpumask.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/page_owner.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/spinlock.h>
#include <linux/vmstat.h>

namespace proc
{

namespace
{

// A free list is counted up to here; longer ones are shown with '>'.
constexpr unsigned long COUNT_LIMIT = 100000;

// The one node of the machine.
pg_data_t *node()
{
	return NODE_DATA(0);
}

template <typename Print>
void each_zone(bool populated_only, Print print)
{
	for (struct zone &zone : node()->node_zones) {
		if (populated_only && !populated_zone(&zone))
			continue;

		spinlock_irqsave_guard guard(&zone.lock);

		print(&zone);
	}
}

int show_buddyinfo(struct seq_file *m, void *)
{
	each_zone(true, [m](struct zone *zone) {
		seq_printf(m, "Node %d, zone %8s ", node()->node_id, zone->name);
		for (const struct free_area &area : zone->free_area)
			seq_printf(m, "%6lu ", area.nr_free);
		seq_putc(m, '\n');
	});
	return 0;
}

void show_free_types(struct seq_file *m, struct zone *zone)
{
	for (int type = 0; type < MIGRATE_TYPES; type++) {
		seq_printf(m, "Node %4d, zone %8s, type %12s ", node()->node_id, zone->name,
			   migratetype_names[type]);
		for (const struct free_area &area : zone->free_area) {
			unsigned long count = 0;
			struct list_head *block;

			list_for_each(block, &area.free_list[type])
				if (++count >= COUNT_LIMIT)
					break;
			seq_printf(m, "%s%6lu ", count >= COUNT_LIMIT ? ">" : "", count);
		}
		seq_putc(m, '\n');
	}
}

// Types come from the pageblock bits, which exist for every block that the zone spans; blocks without memory are left out.
void show_block_types(struct seq_file *m, struct zone *zone)
{
	unsigned long count[MIGRATE_TYPES] = {};
	unsigned long end = zone_end_pfn(zone);

	for (unsigned long pfn = zone->zone_start_pfn; pfn < end; pfn += pageblock_nr_pages) {
		if (!pfn_valid(pfn))
			continue;

		int type = get_pageblock_migratetype(pfn_to_page(pfn));

		if (type < MIGRATE_TYPES)
			count[type]++;
	}

	seq_printf(m, "Node %d, zone %8s ", node()->node_id, zone->name);
	for (unsigned long n : count)
		seq_printf(m, "%12lu ", n);
	seq_putc(m, '\n');
}

// Only page owner knows what the pages of a block were allocated as. Without the zones' locks: it looks at every page.
void show_mixed_blocks(struct seq_file *m)
{
	struct zone *zone;

	drain_all_pages(nullptr);
	seq_printf(m, "\n%-23s", "Number of mixed blocks ");
	for (int type = 0; type < MIGRATE_TYPES; type++)
		seq_printf(m, "%12s ", migratetype_names[type]);
	seq_putc(m, '\n');
	for_each_populated_zone(zone)
		pagetypeinfo_showmixedcount_print(m, node(), zone);
}

int show_pagetypeinfo(struct seq_file *m, void *)
{
	seq_printf(m, "Page block order: %d\n", pageblock_order);
	seq_printf(m, "Pages per block:  %lu\n\n", pageblock_nr_pages);

	seq_printf(m, "%-43s ", "Free pages count per migrate type at order");
	for (int order = 0; order < NR_PAGE_ORDERS; order++)
		seq_printf(m, "%6d ", order);
	seq_putc(m, '\n');
	each_zone(true, [m](struct zone *zone) { show_free_types(m, zone); });

	seq_printf(m, "\n%-23s", "Number of blocks type ");
	for (int type = 0; type < MIGRATE_TYPES; type++)
		seq_printf(m, "%12s ", migratetype_names[type]);
	seq_putc(m, '\n');
	each_zone(true, [m](struct zone *zone) { show_block_types(m, zone); });
	if (page_owner_enabled())
		show_mixed_blocks(m);
	return 0;
}

bool is_first_populated(const struct zone *zone)
{
	for (struct zone &other : node()->node_zones)
		if (populated_zone(&other))
			return &other == zone;
	return false;
}

void show_node_counters(struct seq_file *m)
{
	seq_puts(m, "\n  per-node stats");
	for (int i = 0; i < NR_VM_NODE_STAT_ITEMS; i++) {
		enum node_stat_item item = static_cast<enum node_stat_item>(i);

		seq_printf(m, "\n      %-12s %lu", node_stat_name(item),
			   global_node_page_state_pages(item));
	}
}

void show_zone_sizes(struct seq_file *m, struct zone *zone)
{
	const struct {
		const char *name;
		unsigned long value;
	} sizes[] = {
		{"boost    ", zone->watermark_boost},   {"min      ", min_wmark_pages(zone)},
		{"low      ", low_wmark_pages(zone)},   {"high     ", high_wmark_pages(zone)},
		{"promo    ", promo_wmark_pages(zone)}, {"spanned  ", zone->spanned_pages},
		{"present  ", zone->present_pages},     {"managed  ", zone_managed_pages(zone)},
		{"cma      ", zone_cma_pages(zone)},
	};

	seq_printf(m, "\n  pages free     %lu", zone_page_state(zone, NR_FREE_PAGES));
	for (const auto &size : sizes)
		seq_printf(m, "\n        %s%lu", size.name, size.value);

	const char *before = "\n        protection: (";

	for (long reserve : zone->lowmem_reserve) {
		seq_printf(m, "%s%ld", before, reserve);
		before = ", ";
	}
	seq_putc(m, ')');
}

void show_pagesets(struct seq_file *m, struct zone *zone)
{
	unsigned int cpu;

	seq_puts(m, "\n  pagesets");
	for_each_online_cpu(cpu) {
		const struct per_cpu_pages *pcp = per_cpu_ptr(zone->per_cpu_pageset, cpu);

		seq_printf(m, "\n    cpu: %u", cpu);
		seq_printf(m, "\n              count: %i", pcp->count);
		seq_printf(m, "\n              high:  %i", pcp->high);
		seq_printf(m, "\n              batch: %i", pcp->batch);
		seq_printf(m, "\n  vm stats threshold: %d",
			   per_cpu_ptr(zone->per_cpu_zonestats, cpu)->stat_threshold);
	}
}

void show_zone(struct seq_file *m, struct zone *zone)
{
	seq_printf(m, "Node %d, zone %8s", node()->node_id, zone->name);
	if (is_first_populated(zone))
		show_node_counters(m);
	show_zone_sizes(m, zone);
	// A zone without memory has nothing more to tell, but its reserve is set by the others.
	if (!populated_zone(zone)) {
		seq_putc(m, '\n');
		return;
	}

	for (int i = 0; i < NR_VM_ZONE_STAT_ITEMS; i++) {
		enum zone_stat_item item = static_cast<enum zone_stat_item>(i);

		seq_printf(m, "\n      %-12s %lu", zone_stat_name(item),
			   zone_page_state(zone, item));
	}
	show_pagesets(m, zone);
	// There is no background reclaim that could have given up on the node.
	seq_printf(m, "\n  node_unreclaimable:  %u", 0);
	seq_printf(m, "\n  start_pfn:           %lu\n", zone->zone_start_pfn);
}

int show_zoneinfo(struct seq_file *m, void *)
{
	each_zone(false, [m](struct zone *zone) { show_zone(m, zone); });
	return 0;
}

int __init register_zones()
{
	proc_create_single("buddyinfo", 0444, nullptr, show_buddyinfo);
	proc_create_single("pagetypeinfo", 0400, nullptr, show_pagetypeinfo);
	proc_create_single("zoneinfo", 0444, nullptr, show_zoneinfo);
	return 0;
}
fs_initcall(register_zones);

} // namespace

} // namespace proc
