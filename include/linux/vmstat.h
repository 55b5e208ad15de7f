/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Counters of the memory manager: per zone, per node, and events.
 *
 * Zone and node counters are kept twice, per zone (node) and in total. A CPU collects small changes in a signed byte of
 * its own and folds them into both when they pass a threshold, so a reader sees a value that is off by at most
 * threshold × CPUs. Events are plain per-CPU sums that are added up when somebody asks.
 *
 *      __mod_zone_page_state()    interrupts or preemption already off
 *      mod_zone_page_state()      from anywhere
 *
 * Linux 6.12: mm/vmstat.c. Here: mm/page/vmstat.cpp.
 */
#ifndef _LINUX_VMSTAT_H
#define _LINUX_VMSTAT_H

#include <linux/types.h>
#include <linux/percpu.h>
#include <linux/percpu-defs.h>
#include <linux/mmzone.h>
#include <linux/vm_event_item.h>
#include <linux/atomic.h>
#include <linux/mmdebug.h>
#include <linux/mm.h>

/* The rest of /proc/vmstat's first part. */
enum vm_stat_item {
	NR_DIRTY_THRESHOLD,
	NR_DIRTY_BG_THRESHOLD,
	NR_MEMMAP_PAGES,      /* page metadata from the buddy allocator */
	NR_MEMMAP_BOOT_PAGES, /* page metadata from memblock */
	NR_VM_STAT_ITEMS
};

struct vm_event_state {
	unsigned long event[NR_VM_EVENT_ITEMS];
};

__BEGIN_DECLS

DECLARE_PER_CPU(struct vm_event_state, vm_event_states);

/* Count events on this CPU. The __ forms may lose a count to an interrupt that counts the same event. */
static inline void __count_vm_event(enum vm_event_item item)
{
	raw_cpu_inc(vm_event_states.event[item]);
}

static inline void count_vm_event(enum vm_event_item item)
{
	this_cpu_inc(vm_event_states.event[item]);
}

static inline void __count_vm_events(enum vm_event_item item, long delta)
{
	raw_cpu_add(vm_event_states.event[item], delta);
}

static inline void count_vm_events(enum vm_event_item item, long delta)
{
	this_cpu_add(vm_event_states.event[item], delta);
}

#define __count_zid_vm_events(item, zid, delta)                                                    \
	__count_vm_events(                                                                         \
		(enum vm_event_item)((int)item##_NORMAL - (int)ZONE_NORMAL + (int)(zid)), delta)

/* all_vm_events - the sums over all CPUs into @ret[NR_VM_EVENT_ITEMS] */
void all_vm_events(unsigned long *ret);
void vm_events_fold_cpu(int cpu);

extern atomic_long_t vm_zone_stat[NR_VM_ZONE_STAT_ITEMS];
extern atomic_long_t vm_node_stat[NR_VM_NODE_STAT_ITEMS];

static inline void zone_page_state_add(long x, struct zone *zone, enum zone_stat_item item)
{
	atomic_long_add(x, &zone->vm_stat[item]);
	atomic_long_add(x, &vm_zone_stat[item]);
}

static inline void node_page_state_add(long x, struct pglist_data *pgdat, enum node_stat_item item)
{
	atomic_long_add(x, &pgdat->vm_stat[item]);
	atomic_long_add(x, &vm_node_stat[item]);
}

/* Counters can be negative for a moment while CPUs hold differences: readers then see 0. */
static inline unsigned long __vm_stat_read(const atomic_long_t *counter)
{
	long x = atomic_long_read(counter);

	return x < 0 ? 0 : x;
}

static inline unsigned long global_zone_page_state(enum zone_stat_item item)
{
	return __vm_stat_read(&vm_zone_stat[item]);
}

static inline unsigned long global_node_page_state_pages(enum node_stat_item item)
{
	return __vm_stat_read(&vm_node_stat[item]);
}

static inline unsigned long global_node_page_state(enum node_stat_item item)
{
	VM_WARN_ON_ONCE(vmstat_item_in_bytes(item));
	return global_node_page_state_pages(item);
}

static inline unsigned long zone_page_state(struct zone *zone, enum zone_stat_item item)
{
	return __vm_stat_read(&zone->vm_stat[item]);
}

/* zone_page_state_snapshot - exact but dearer: with the differences of all online CPUs */
unsigned long zone_page_state_snapshot(struct zone *zone, enum zone_stat_item item);

#define sum_zone_node_page_state(node, item) global_zone_page_state(item)
#define node_page_state(node, item)          global_node_page_state(item)
#define node_page_state_pages(node, item)    global_node_page_state_pages(item)

void __mod_zone_page_state(struct zone *zone, enum zone_stat_item item, long delta);
void __inc_zone_page_state(struct page *page, enum zone_stat_item item);
void __dec_zone_page_state(struct page *page, enum zone_stat_item item);
void __mod_node_page_state(struct pglist_data *pgdat, enum node_stat_item item, long delta);
void __inc_node_page_state(struct page *page, enum node_stat_item item);
void __dec_node_page_state(struct page *page, enum node_stat_item item);

void mod_zone_page_state(struct zone *zone, enum zone_stat_item item, long delta);
void inc_zone_page_state(struct page *page, enum zone_stat_item item);
void dec_zone_page_state(struct page *page, enum zone_stat_item item);
void mod_node_page_state(struct pglist_data *pgdat, enum node_stat_item item, long delta);
void inc_node_page_state(struct page *page, enum node_stat_item item);
void dec_node_page_state(struct page *page, enum node_stat_item item);
void inc_node_state(struct pglist_data *pgdat, enum node_stat_item item);

/* refresh_zone_stat_thresholds - thresholds by number of CPUs and size of the zone */
void refresh_zone_stat_thresholds(void);
/* cpu_vm_stats_fold - fold what a CPU holds into the totals; quiet_vmstat: of this CPU, before it idles */
void cpu_vm_stats_fold(int cpu);
void quiet_vmstat(void);
/* vmstat_refresh - fold what every CPU holds; task context, interrupts enabled. The totals are exact if nobody counts meanwhile. */
void vmstat_refresh(void);
/* refresh_cpu_vm_stats - what vm.stat_interval (jiffies here) has each busy CPU do; with @do_pagesets its page lists shrink. true: more to do.
 * Preemption disabled. */
bool refresh_cpu_vm_stats(bool do_pagesets);
extern int sysctl_stat_interval;
/* When the initcalls are through: from then on it is done by itself. */
void start_vmstat_updates(void);
void drain_zonestat(struct zone *zone, struct per_cpu_zonestat *pzstats);
int calculate_pressure_threshold(struct zone *zone);
int calculate_normal_threshold(struct zone *zone);

/* The names of all counters in /proc/vmstat's order: zone, node, vm_stat_item, events. */
extern const char *const vmstat_text[];

void memmap_boot_pages_add(long delta);
void memmap_pages_add(long delta);
/* The two counters of enum vm_stat_item that are not thresholds. */
extern atomic_long_t nr_memmap_pages;
extern atomic_long_t nr_memmap_boot_pages;

/* fragmentation_index - Linux's measure: -1000 the order is available; towards 0 lack of memory, 1000 fragmentation */
int fragmentation_index(struct zone *zone, unsigned int order);
/* unusable_free_index - the part of the free memory in blocks too small for the order: 0 none, 1000 all */
int unusable_free_index(struct zone *zone, unsigned int order);
unsigned int extfrag_for_order(struct zone *zone, unsigned int order);

__END_DECLS

static inline const char *zone_stat_name(enum zone_stat_item item)
{
	return vmstat_text[item];
}

static inline const char *node_stat_name(enum node_stat_item item)
{
	return vmstat_text[NR_VM_ZONE_STAT_ITEMS + NR_VM_NUMA_EVENT_ITEMS + (int)item];
}

static inline const char *lru_list_name(enum lru_list lru)
{
	return node_stat_name((enum node_stat_item)(NR_LRU_BASE + (int)lru)) +
	       3; /* without "nr_" */
}

static inline const char *vm_event_name(enum vm_event_item item)
{
	return vmstat_text[(int)NR_VM_ZONE_STAT_ITEMS + NR_VM_NUMA_EVENT_ITEMS +
			   (int)NR_VM_NODE_STAT_ITEMS + (int)NR_VM_STAT_ITEMS + (int)item];
}

static inline void mod_lruvec_page_state(struct page *page, enum node_stat_item idx, int val)
{
	mod_node_page_state(page_pgdat(page), idx, val);
}

static inline void lruvec_stat_mod_folio(struct folio *folio, enum node_stat_item idx, int val)
{
	mod_node_page_state(folio_pgdat(folio), idx, val);
}

#endif /* _LINUX_VMSTAT_H */
