/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Bottom halves off and on: between the two no softirq runs on this CPU. Nests. Softirqs that became pending meanwhile run in
 * the outermost local_bh_enable(). kernel/softirq.cpp.
 */
#ifndef _LINUX_BH_H
#define _LINUX_BH_H
#include <linux/instruction_pointer.h>
#include <linux/preempt.h>

__BEGIN_DECLS
void __local_bh_enable_ip(unsigned long ip, unsigned int cnt);
/** _local_bh_enable() - without running anything: interrupts are masked and will look at pending softirqs themselves. */
void _local_bh_enable(void);
__END_DECLS

static __always_inline void __local_bh_disable_ip(unsigned long ip, unsigned int cnt)
{
	__preempt_count_add(cnt);
	barrier();
}
/** local_bh_disable() - any context; local_bh_enable() - not in a hardirq, not with interrupts masked. */
static __always_inline void local_bh_disable(void)
{
	__local_bh_disable_ip(_THIS_IP_, SOFTIRQ_DISABLE_OFFSET);
}
static inline void local_bh_enable_ip(unsigned long ip)
{
	__local_bh_enable_ip(ip, SOFTIRQ_DISABLE_OFFSET);
}
static inline void local_bh_enable(void)
{
	__local_bh_enable_ip(_THIS_IP_, SOFTIRQ_DISABLE_OFFSET);
}
static inline bool local_bh_blocked(void)
{
	return false;
}
#endif
