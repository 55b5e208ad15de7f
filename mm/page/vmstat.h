/* SPDX-License-Identifier: GPL-2.0-only */
// Zone counters, inline for the page allocator's own paths. See vmstat.cpp.
#pragma once

#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/percpu-defs.h>
#include <linux/vmstat.h>

namespace buddy
{

// __mod_zone_page_state(): preemption and interrupts that count the same item are off.
static inline void mod_zone_stat(struct zone *zone, enum zone_stat_item item, long delta)
{
	struct per_cpu_zonestat *mine = this_cpu_ptr(zone->per_cpu_zonestats);
	long sum = mine->vm_stat_diff[item] + delta;
	long threshold = mine->stat_threshold;

	if (unlikely(sum > threshold || sum < -threshold)) {
		zone_page_state_add(sum, zone, item);
		sum = 0;
	}
	mine->vm_stat_diff[item] = (s8)sum;
}

// mod_node_page_state() of a slab's pages, which these items count in bytes. From anywhere.
static inline void mod_slab_pages(struct pglist_data *pgdat, enum node_stat_item item, long pages)
{
	unsigned long flags;

	VM_WARN_ON_ONCE(!vmstat_item_in_bytes(item));
	local_irq_save(flags);

	struct per_cpu_nodestat *mine = this_cpu_ptr(pgdat->per_cpu_nodestats);
	long sum = mine->vm_node_stat_diff[item] + pages;
	long threshold = mine->stat_threshold;

	if (unlikely((unsigned long)(sum + threshold) > 2ul * threshold)) { // sum or -sum above it
		node_page_state_add(sum, pgdat, item);
		sum = 0;
	}
	OPTIMIZER_HIDE_VAR(sum); // no conversion before the store
	mine->vm_node_stat_diff[item] = sum;
	local_irq_restore(flags);
}

} // namespace buddy
