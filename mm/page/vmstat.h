/* SPDX-License-Identifier: GPL-2.0-only */
// Zone counters, inline for the page allocator's own paths. See vmstat.cpp.
#pragma once

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

} // namespace buddy
