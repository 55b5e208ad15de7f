// SPDX-License-Identifier: GPL-2.0-only
//
// What a cache has gone through: 26 counters on each CPU (SLUB_STATS), read and cleared below /sys/kernel/slab.
//
//	alloc_fastpath, free_fastpath     the CPU's freelist, exchanged as a pair
//	alloc_slowpath ─┬─ alloc_refill           the CPU slab's own freelist
//	                ├─ cpu_partial_alloc      the next slab of the CPU's partial list
//	                ├─ alloc_from_partial     the first slab of the node's; cpu_partial_node: further ones that came along
//	                └─ alloc_slab             a new slab (order_fallback: of the least order)
//	free_slowpath ──┬─ free_frozen            into a CPU's slab
//	                ├─ cpu_partial_free       a full slab goes on the CPU's list (cpu_partial_drain: which overflowed)
//	                ├─ free_add_partial       a slab goes on the node's list
//	                └─ free_remove_partial    the last object: off the list; free_slab: to the page allocator
//	a CPU's slab goes: deactivate_bypass (used up), cpuslab_flush, deactivate_full, _empty, _to_head, _to_tail,
//	                   deactivate_remote_frees; exchanges that failed: cmpxchg_double_cpu_fail, cmpxchg_double_fail
//
// alloc_node_mismatch stays 0: there is one node. Counting is not atomic, as in Linux: an interrupt may swallow a count.
// Linux 6.12: show_stat(), clear_stat(), enum stat_item.

#include "mm/slub/slub.h"

#ifdef CONFIG_SLUB_STATS

#include <linux/cpumask.h>
#include <linux/sysfs.h>

namespace slub
{

ssize_t show_stat(const kmem_cache *s, char *buf, stat_item item)
{
	unsigned long sum = 0;
	unsigned int cpu;
	int len = 0;

	for_each_online_cpu(cpu)
		sum += cpu_part(s, cpu)->stat[item];
	len += sysfs_emit_at(buf, len, "%lu", sum);
	for_each_online_cpu(cpu)
		if (const unsigned int count = cpu_part(s, cpu)->stat[item])
			len += sysfs_emit_at(buf, len, " C%d=%u", cpu, count);
	len += sysfs_emit_at(buf, len, "\n");
	return len;
}

void clear_stat(kmem_cache *s, stat_item item)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		cpu_part(s, cpu)->stat[item] = 0;
}

} // namespace slub

#endif
