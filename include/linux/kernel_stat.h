/* SPDX-License-Identifier: GPL-2.0-only */
/* What each CPU has counted: softirqs run. Linux 6.12: include/linux/kernel_stat.h. */
#ifndef _LINUX_KERNEL_STAT_H
#define _LINUX_KERNEL_STAT_H
#include <linux/interrupt.h>
#include <linux/percpu-defs.h>

struct kernel_stat {
	unsigned int softirqs[NR_SOFTIRQS];
};

__BEGIN_DECLS
DECLARE_PER_CPU(struct kernel_stat, kstat);
__END_DECLS
#define kstat_cpu(cpu) per_cpu(kstat, cpu)
#define kstat_this_cpu this_cpu_ptr(&kstat)

/** kstat_softirqs_cpu() - how often softirq @nr ran on @cpu. */
static inline unsigned int kstat_softirqs_cpu(unsigned int nr, int cpu)
{
	return kstat_cpu(cpu).softirqs[nr];
}

#endif
