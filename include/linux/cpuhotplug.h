/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is done for each CPU on its way up, and when: in the order of these states. See kernel/cpu.cpp. Of Linux's states those
 * that somebody here uses; the order is Linux's.
 */
#ifndef __CPUHOTPLUG_H
#define __CPUHOTPLUG_H
#include <linux/types.h>
#include <linux/compiler.h>
enum cpuhp_state {
	CPUHP_INVALID = -1,

	/* On the boot CPU, before the new one is started. May sleep. */
	CPUHP_OFFLINE = 0,
	CPUHP_SLUB_DEAD,
	CPUHP_MM_VMSTAT_DEAD,
	CPUHP_SOFTIRQ_DEAD,
	CPUHP_PERCPU_CNT_DEAD,
	CPUHP_RADIX_DEAD,
	CPUHP_PAGE_ALLOC,
	CPUHP_WORKQUEUE_PREP,
	CPUHP_HRTIMERS_PREPARE,
	CPUHP_SMPCFD_PREPARE,
	CPUHP_RCUTREE_PREP,
	CPUHP_TIMERS_PREPARE,
	CPUHP_BP_PREPARE_DYN,
	CPUHP_BP_PREPARE_DYN_END = CPUHP_BP_PREPARE_DYN + 20,
	CPUHP_BRINGUP_CPU,

	/* On the new CPU, interrupts masked. Must not fail. */
	CPUHP_AP_OFFLINE,
	CPUHP_AP_SCHED_STARTING,
	CPUHP_AP_RCUTREE_DYING,
	CPUHP_AP_IRQ_GIC_STARTING,
	CPUHP_AP_ARM_ARCH_TIMER_STARTING,
	CPUHP_AP_DUMMY_TIMER_STARTING,
	CPUHP_AP_SMPCFD_DYING,
	CPUHP_AP_HRTIMERS_DYING,
	CPUHP_AP_TICK_DYING,
	CPUHP_AP_ONLINE,

	/* On the new CPU, online, interrupts enabled, in its idle task: must not sleep. */
	CPUHP_AP_ONLINE_IDLE,
	CPUHP_AP_SMPBOOT_THREADS,
	CPUHP_AP_WORKQUEUE_ONLINE,
	CPUHP_AP_RCUTREE_ONLINE,
	CPUHP_AP_ONLINE_DYN,
	CPUHP_AP_ONLINE_DYN_END = CPUHP_AP_ONLINE_DYN + 20,
	CPUHP_AP_ACTIVE,
	CPUHP_ONLINE,
};
__BEGIN_DECLS
int __cpuhp_setup_state(enum cpuhp_state state, const char *name, bool invoke,
			int (*startup)(unsigned int cpu), int (*teardown)(unsigned int cpu));
__END_DECLS
/*
 * cpuhp_setup_state() - have startup(cpu) called for this CPU now, and for each other one when it comes
 * Boot, task context. The state must be free, or one of the two _DYN. 0, for _DYN the state that was given, or a negative error:
 * startup's own, -EBUSY, -ENOSPC.
 */
static inline int cpuhp_setup_state(enum cpuhp_state state, const char *name,
				    int (*startup)(unsigned int cpu),
				    int (*teardown)(unsigned int cpu))
{
	return __cpuhp_setup_state(state, name, true, startup, teardown);
}
/* Not for this CPU. */
static inline int cpuhp_setup_state_nocalls(enum cpuhp_state state, const char *name,
					    int (*startup)(unsigned int cpu),
					    int (*teardown)(unsigned int cpu))
{
	return __cpuhp_setup_state(state, name, false, startup, teardown);
}
#endif
