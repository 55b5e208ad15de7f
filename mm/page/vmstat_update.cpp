// SPDX-License-Identifier: GPL-2.0-only
//
// Once a second, on each CPU that is busy: what it holds of the counters goes to the totals, and its page lists that grew shrink.
//
//	busy CPU    vmstat_update(), a timer every vm.stat_interval seconds: folds the differences, decay_pcp_high() for each zone
//	idle CPU    quiet_vmstat() has folded on its way into idleness; the timer is deferrable and does not wake it
//
// So the totals are at most an interval behind, and an idle machine stays without ticks. Linux does this in a work item for each CPU,
// which a shepherd's timer queues where there is something to do, because its pagesets' locks are not for softirqs. Here the function
// tries the lock, and a list that somebody is at waits for the next time: no thread is needed.
//
// Linux 6.12: vmstat_shepherd(), vmstat_update(), refresh_cpu_vm_stats() in mm/vmstat.c.

#include <linux/cpu.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/mmzone.h>
#include <linux/percpu.h>
#include <linux/timer.h>
#include <linux/vmstat.h>

constinit int sysctl_stat_interval = HZ;

namespace
{

DEFINE_PER_CPU(struct timer_list, vmstat_timer);

void vmstat_update(struct timer_list *timer)
{
	refresh_cpu_vm_stats(true);
	mod_timer(timer, jiffies + READ_ONCE(sysctl_stat_interval));
}

int start_on(unsigned int cpu)
{
	struct timer_list *const timer = per_cpu_ptr(&vmstat_timer, cpu);

	timer_setup(timer, vmstat_update, TIMER_DEFERRABLE | TIMER_PINNED);
	timer->expires = jiffies + sysctl_stat_interval;
	add_timer_on(timer, cpu);
	return 0;
}

} // namespace

bool refresh_cpu_vm_stats(bool do_pagesets)
{
	unsigned long flags;
	struct zone *zone;
	bool todo = false;

	local_irq_save(flags);
	cpu_vm_stats_fold(smp_processor_id());
	local_irq_restore(flags);
	for_each_populated_zone(zone) {
		if (do_pagesets && decay_pcp_high(zone, this_cpu_ptr(zone->per_cpu_pageset)))
			todo = true;
	}
	return todo;
}

void __init start_vmstat_updates()
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		start_on(cpu);
	cpuhp_setup_state_nocalls(CPUHP_AP_ONLINE_DYN, "mm/vmstat:online", start_on, nullptr);
}
