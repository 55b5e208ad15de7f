// SPDX-License-Identifier: GPL-2.0-only
// /proc/sys/vm: the settings of the memory manager; /proc/sys/kernel: those of panics (panic, panic_on_oops, panic_on_warn; limits: kernel/oops_limit.cpp).
//
//	min_free_kbytes                 KiB that stay free for those who must not wait; the watermarks follow
//	watermark_scale_factor          distance of the watermarks in 1/10000 of the zone
//	watermark_boost_factor          how far a fallback raises them, in 1/10000 of the high one; 0: not at all
//	percpu_pagelist_high_fraction   a CPU's page lists hold at most one part in so many of the zone; 0: tuned by themselves
//	lowmem_reserve_ratio            a zone keeps one part in so many of the memory above it from requests that could go there
//	stat_interval                   seconds after which a busy CPU folds its counters and lets its page lists shrink
//	stat_refresh                    reading or writing folds the CPUs' counters into the global ones
//
// Linux 6.12: kernel/sysctl.c: vm_table[]; the handlers in mm/page_alloc.c, vmstat_refresh() in mm/vmstat.c.

#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/sysctl.h>
#include <linux/vmstat.h>

namespace proc
{

namespace
{

constexpr int MIN_PERCPU_PAGELIST_HIGH_FRACTION = 8;

int min_free_kbytes_handler(const struct ctl_table *table, int write, void *buffer, size_t *lenp,
			    loff_t *ppos)
{
	const int err = proc_dointvec_minmax(table, write, buffer, lenp, ppos);

	if (!err && write) {
		user_min_free_kbytes = min_free_kbytes;
		setup_per_zone_wmarks();
	}
	return err;
}

int watermark_handler(const struct ctl_table *table, int write, void *buffer, size_t *lenp,
		      loff_t *ppos)
{
	const int err = proc_dointvec_minmax(table, write, buffer, lenp, ppos);

	if (!err && write)
		setup_per_zone_wmarks();
	return err;
}

int lowmem_reserve_handler(const struct ctl_table *table, int write, void *buffer, size_t *lenp,
			   loff_t *ppos)
{
	// As in Linux, a wrong number is no reason not to use the ones before it.
	proc_dointvec_minmax(table, write, buffer, lenp, ppos);
	for (int &ratio : sysctl_lowmem_reserve_ratio)
		if (ratio < 1)
			ratio = 0;
	setup_per_zone_lowmem_reserve();
	return 0;
}

int high_fraction_handler(const struct ctl_table *table, int write, void *buffer, size_t *lenp,
			  loff_t *ppos)
{
	const int old = percpu_pagelist_high_fraction;
	const int err = proc_dointvec_minmax(table, write, buffer, lenp, ppos);

	if (!write || err < 0)
		return err;
	// Fewer parts than that would leave hardly anything for the others.
	if (percpu_pagelist_high_fraction &&
	    percpu_pagelist_high_fraction < MIN_PERCPU_PAGELIST_HIGH_FRACTION) {
		percpu_pagelist_high_fraction = old;
		return -EINVAL;
	}
	if (percpu_pagelist_high_fraction != old)
		zone_pcp_update_all();
	return err;
}

int stat_refresh_handler(const struct ctl_table *, int write, void *, size_t *lenp, loff_t *ppos)
{
	vmstat_refresh();
	if (write)
		*ppos += *lenp;
	else
		*lenp = 0;
	return 0;
}

// Seconds outside, jiffies inside.
int stat_interval_handler(const struct ctl_table *table, int write, void *buffer, size_t *lenp,
			  loff_t *ppos)
{
	int seconds = sysctl_stat_interval / HZ;
	struct ctl_table in_seconds = *table;

	in_seconds.data = &seconds;
	const int err = proc_dointvec_minmax(&in_seconds, write, buffer, lenp, ppos);

	if (!err && write)
		WRITE_ONCE(sysctl_stat_interval, seconds * HZ);
	return err;
}

constexpr int most_seconds = INT_MAX / HZ;

constexpr struct ctl_table vm_table[] = {
	{
		.procname = "lowmem_reserve_ratio",
		.data = &sysctl_lowmem_reserve_ratio,
		.maxlen = sizeof(sysctl_lowmem_reserve_ratio),
		.mode = 0644,
		.proc_handler = lowmem_reserve_handler,
	},
	{
		.procname = "min_free_kbytes",
		.data = &min_free_kbytes,
		.maxlen = sizeof(min_free_kbytes),
		.mode = 0644,
		.proc_handler = min_free_kbytes_handler,
		.extra1 = SYSCTL_ZERO,
	},
	{
		.procname = "percpu_pagelist_high_fraction",
		.data = &percpu_pagelist_high_fraction,
		.maxlen = sizeof(percpu_pagelist_high_fraction),
		.mode = 0644,
		.proc_handler = high_fraction_handler,
		.extra1 = SYSCTL_ZERO,
	},
	{
		.procname = "stat_interval",
		.data = &sysctl_stat_interval,
		.maxlen = sizeof(sysctl_stat_interval),
		.mode = 0644,
		.proc_handler = stat_interval_handler,
		.extra1 = SYSCTL_ONE,
		.extra2 = const_cast<int *>(&most_seconds),
	},
	{
		.procname = "stat_refresh",
		.mode = 0600,
		.proc_handler = stat_refresh_handler,
	},
	{
		.procname = "watermark_boost_factor",
		.data = &watermark_boost_factor,
		.maxlen = sizeof(watermark_boost_factor),
		.mode = 0644,
		.proc_handler = proc_dointvec_minmax,
		.extra1 = SYSCTL_ZERO,
	},
	{
		.procname = "watermark_scale_factor",
		.data = &watermark_scale_factor,
		.maxlen = sizeof(watermark_scale_factor),
		.mode = 0644,
		.proc_handler = watermark_handler,
		.extra1 = SYSCTL_ONE,
		.extra2 = SYSCTL_THREE_THOUSAND,
	},
};

// Linux: kern_table[], of which these say what becomes of a kernel in trouble.
const struct ctl_table kern_table[] = {
	{
		.procname = "panic",
		.data = &panic_timeout,
		.maxlen = sizeof(panic_timeout),
		.mode = 0644,
		.proc_handler = proc_dointvec,
	},
	{
		.procname = "panic_on_oops",
		.data = &panic_on_oops,
		.maxlen = sizeof(panic_on_oops),
		.mode = 0644,
		.proc_handler = proc_dointvec,
	},
	{
		.procname = "panic_on_warn",
		.data = &panic_on_warn,
		.maxlen = sizeof(panic_on_warn),
		.mode = 0644,
		.proc_handler = proc_dointvec_minmax,
		.extra1 = SYSCTL_ZERO,
		.extra2 = SYSCTL_ONE,
	},
};

int __init register_settings()
{
	return register_sysctl("vm", vm_table) && register_sysctl("kernel", kern_table) ? 0
											: -ENOMEM;
}
fs_initcall(register_settings);

} // namespace

} // namespace proc
