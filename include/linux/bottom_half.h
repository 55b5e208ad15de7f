/* SPDX-License-Identifier: GPL-2.0-only */
/* No softirqs run yet; the count is kept, so in_softirq() answers as in Linux. */
#ifndef _LINUX_BH_H
#define _LINUX_BH_H
#include <linux/preempt.h>
static inline void local_bh_disable(void)
{
	__preempt_count_add(SOFTIRQ_DISABLE_OFFSET);
	barrier();
}
static inline void local_bh_enable(void)
{
	barrier();
	__preempt_count_sub(SOFTIRQ_DISABLE_OFFSET);
}
#endif
