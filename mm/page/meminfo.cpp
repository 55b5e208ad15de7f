// SPDX-License-Identifier: GPL-2.0-only
// The memory of the machine in numbers: for /proc/meminfo and `free`, and as the report that goes with a failed allocation.
//
// Linux 6.12: mm/show_mem.c.
#include "mm/page/buddy.h"

#include <linux/cma.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/minmax.h>
#include <linux/percpu-defs.h>
#include <linux/printk.h>
#include <linux/sysinfo.h>

constinit atomic_long_t _totalram_pages = {};

constinit unsigned long totalcma_pages = 0;

namespace buddy
{

static inline unsigned long K(unsigned long pages)
{
	return pages << (PAGE_SHIFT - 10);
}

static unsigned long free_pcp_pages(struct zone *zone)
{
	unsigned long count = 0;
	unsigned int cpu;

	for_each_online_cpu(cpu)
		count += per_cpu_ptr(zone->per_cpu_pageset, cpu)->count;
	return count;
}

static void show_totals(int max_zone_idx)
{
	unsigned long free_pcp = 0;
	struct zone *zone;

	for_each_populated_zone(zone)
		if (zone_idx(zone) <= max_zone_idx)
			free_pcp += free_pcp_pages(zone);
	printk("active_anon:%lu inactive_anon:%lu isolated_anon:%lu\n"
	       " active_file:%lu inactive_file:%lu isolated_file:%lu\n"
	       " unevictable:%lu dirty:%lu writeback:%lu\n"
	       " slab_reclaimable:%lu slab_unreclaimable:%lu\n"
	       " mapped:%lu shmem:%lu pagetables:%lu\n"
	       " sec_pagetables:%lu bounce:%lu\n"
	       " kernel_misc_reclaimable:%lu\n"
	       " free:%lu free_pcp:%lu free_cma:%lu\n",
	       global_node_page_state(NR_ACTIVE_ANON), global_node_page_state(NR_INACTIVE_ANON),
	       global_node_page_state(NR_ISOLATED_ANON), global_node_page_state(NR_ACTIVE_FILE),
	       global_node_page_state(NR_INACTIVE_FILE), global_node_page_state(NR_ISOLATED_FILE),
	       global_node_page_state(NR_UNEVICTABLE), global_node_page_state(NR_FILE_DIRTY),
	       global_node_page_state(NR_WRITEBACK),
	       global_node_page_state_pages(NR_SLAB_RECLAIMABLE_B),
	       global_node_page_state_pages(NR_SLAB_UNRECLAIMABLE_B),
	       global_node_page_state(NR_FILE_MAPPED), global_node_page_state(NR_SHMEM),
	       global_node_page_state(NR_PAGETABLE), global_node_page_state(NR_SECONDARY_PAGETABLE),
	       global_zone_page_state(NR_BOUNCE),
	       global_node_page_state(NR_KERNEL_MISC_RECLAIMABLE),
	       global_zone_page_state(NR_FREE_PAGES), free_pcp,
	       global_zone_page_state(NR_FREE_CMA_PAGES));
}

static void show_node_line()
{
	printk("Node %d active_anon:%lukB inactive_anon:%lukB active_file:%lukB inactive_file:%lukB"
	       " unevictable:%lukB isolated(anon):%lukB isolated(file):%lukB mapped:%lukB"
	       " dirty:%lukB writeback:%lukB shmem:%lukB writeback_tmp:%lukB kernel_stack:%lukB"
	       " pagetables:%lukB sec_pagetables:%lukB all_unreclaimable? %s\n",
	       0, K(global_node_page_state(NR_ACTIVE_ANON)),
	       K(global_node_page_state(NR_INACTIVE_ANON)),
	       K(global_node_page_state(NR_ACTIVE_FILE)),
	       K(global_node_page_state(NR_INACTIVE_FILE)),
	       K(global_node_page_state(NR_UNEVICTABLE)),
	       K(global_node_page_state(NR_ISOLATED_ANON)),
	       K(global_node_page_state(NR_ISOLATED_FILE)),
	       K(global_node_page_state(NR_FILE_MAPPED)), K(global_node_page_state(NR_FILE_DIRTY)),
	       K(global_node_page_state(NR_WRITEBACK)), K(global_node_page_state(NR_SHMEM)),
	       K(global_node_page_state(NR_WRITEBACK_TEMP)),
	       global_node_page_state(NR_KERNEL_STACK_KB), K(global_node_page_state(NR_PAGETABLE)),
	       K(global_node_page_state(NR_SECONDARY_PAGETABLE)), "no");
}

static void show_zone(struct zone *zone)
{
	printk("%s free:%lukB boost:%lukB min:%lukB low:%lukB high:%lukB reserved_highatomic:%luKB"
	       " active_anon:%lukB inactive_anon:%lukB active_file:%lukB inactive_file:%lukB"
	       " unevictable:%lukB writepending:%lukB present:%lukB managed:%lukB mlocked:%lukB"
	       " bounce:%lukB free_pcp:%lukB local_pcp:%ukB free_cma:%lukB\n",
	       zone->name, K(zone_page_state(zone, NR_FREE_PAGES)), K(zone->watermark_boost),
	       K(min_wmark_pages(zone)), K(low_wmark_pages(zone)), K(high_wmark_pages(zone)),
	       K(zone->nr_reserved_highatomic), K(zone_page_state(zone, NR_ZONE_ACTIVE_ANON)),
	       K(zone_page_state(zone, NR_ZONE_INACTIVE_ANON)),
	       K(zone_page_state(zone, NR_ZONE_ACTIVE_FILE)),
	       K(zone_page_state(zone, NR_ZONE_INACTIVE_FILE)),
	       K(zone_page_state(zone, NR_ZONE_UNEVICTABLE)),
	       K(zone_page_state(zone, NR_ZONE_WRITE_PENDING)), K(zone->present_pages),
	       K(zone_managed_pages(zone)), K(zone_page_state(zone, NR_MLOCK)),
	       K(zone_page_state(zone, NR_BOUNCE)), K(free_pcp_pages(zone)),
	       (unsigned int)K(this_cpu_ptr(zone->per_cpu_pageset)->count),
	       K(zone_page_state(zone, NR_FREE_CMA_PAGES)));
	printk("lowmem_reserve[]:");
	for (long reserve : zone->lowmem_reserve)
		printk(KERN_CONT " %ld", reserve);
	printk(KERN_CONT "\n");
}

// Which types have blocks on the lists of one order: (UMEHCI).
static void show_migration_types(unsigned int types)
{
	static constexpr char LETTERS[MIGRATE_TYPES] = {'U', 'M', 'E', 'H', 'C', 'I'};
	char text[MIGRATE_TYPES + 1];
	char *p = text;

	for (int i = 0; i < MIGRATE_TYPES; i++)
		if (types & 1u << i)
			*p++ = LETTERS[i];
	*p = '\0';
	printk(KERN_CONT "(%s) ", text);
}

static void show_free_lists(struct zone *zone)
{
	unsigned long nr[NR_PAGE_ORDERS], flags, total = 0;
	unsigned int types[NR_PAGE_ORDERS] = {};

	spin_lock_irqsave(&zone->lock, flags);
	for (int order = 0; order < NR_PAGE_ORDERS; order++) {
		nr[order] = zone->free_area[order].nr_free;
		total += nr[order] << order;
		for (int type = 0; type < MIGRATE_TYPES; type++)
			if (!free_area_empty(&zone->free_area[order], type))
				types[order] |= 1u << type;
	}
	spin_unlock_irqrestore(&zone->lock, flags);

	printk("%s: ", zone->name);
	for (int order = 0; order < NR_PAGE_ORDERS; order++) {
		printk(KERN_CONT "%lu*%lukB ", nr[order], K(1UL) << order);
		if (nr[order])
			show_migration_types(types[order]);
	}
	printk(KERN_CONT "= %lukB\n", K(total));
}

} // namespace buddy

using namespace buddy;

void __show_mem(unsigned int flags, nodemask_t *nodemask, int max_zone_idx)
{
	unsigned long total = 0, reserved = 0;
	struct zone *zone;

	printk("Mem-Info:\n");
	show_totals(max_zone_idx);
	show_node_line();
	for_each_populated_zone(zone)
		if (zone_idx(zone) <= max_zone_idx)
			show_zone(zone);
	for_each_populated_zone(zone)
		if (zone_idx(zone) <= max_zone_idx)
			show_free_lists(zone);
	printk("%ld total pagecache pages\n", global_node_page_state(NR_FILE_PAGES));
	for_each_populated_zone(zone) {
		total += zone->present_pages;
		reserved += zone->present_pages - zone_managed_pages(zone);
	}
	printk("%lu pages RAM\n", total);
	printk("%lu pages HighMem/MovableOnly\n", 0UL);
	printk("%lu pages reserved\n", reserved);
	if (IS_ENABLED(CONFIG_CMA))
		printk("%lu pages cma reserved\n", totalcma_pages);
}

void si_meminfo(struct sysinfo *val)
{
	val->totalram = totalram_pages();
	val->sharedram = global_node_page_state(NR_SHMEM);
	val->freeram = global_zone_page_state(NR_FREE_PAGES);
	val->bufferram = 0;
	val->totalhigh = 0;
	val->freehigh = 0;
	val->mem_unit = PAGE_SIZE;
}

void si_meminfo_node(struct sysinfo *val, int nid)
{
	si_meminfo(val);
}

// What could be allocated without pushing anything out that is in use: the free pages above the reserves, and half of the
// caches, or all but the low watermark.
long si_mem_available(void)
{
	unsigned long low = 0;
	unsigned long cache, reclaimable;
	struct zone *zone;
	long available = global_zone_page_state(NR_FREE_PAGES) - totalreserve_pages;

	for_each_zone(zone)
		low += low_wmark_pages(zone);
	cache = global_node_page_state(NR_ACTIVE_FILE) + global_node_page_state(NR_INACTIVE_FILE);
	available += cache - min(cache / 2, low);
	reclaimable = global_node_page_state_pages(NR_SLAB_RECLAIMABLE_B) +
		      global_node_page_state(NR_KERNEL_MISC_RECLAIMABLE);
	available += reclaimable - min(reclaimable / 2, low);
	return max(available, 0L);
}
