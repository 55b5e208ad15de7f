/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LINUX_NMI_H
#define LINUX_NMI_H
/*
 * What other CPUs are doing: each is sent an interrupt and prints its registers and call trace from where that found it. On this
 * machine it is an ordinary interrupt, as in Linux without pseudo-NMIs: a CPU that has interrupts masked answers when it unmasks
 * them, and who asks waits for ten seconds at most. kernel/nmi_backtrace.cpp
 */
#include <linux/cpumask.h>
#include <linux/types.h>

struct pt_regs;

__BEGIN_DECLS
/** nmi_trigger_cpumask_backtrace() - for the architecture: ask the CPUs of @mask but @exclude_cpu (-1: none) by raise(). */
void nmi_trigger_cpumask_backtrace(const cpumask_t *mask, int exclude_cpu,
				   void (*raise)(cpumask_t *mask));
/** nmi_cpu_backtrace() - on a CPU that was asked: print; false if it was not. @regs: of the interrupt, NULL outside of one. */
bool nmi_cpu_backtrace(struct pt_regs *regs);
void arch_trigger_cpumask_backtrace(const cpumask_t *mask, int exclude_cpu);
__END_DECLS

/**
 * trigger_all_cpu_backtrace(), trigger_allbutcpu_cpu_backtrace(), trigger_cpumask_backtrace(), trigger_single_cpu_backtrace()
 *
 * True: it was done, or somebody else is just doing it. Any context; returns when all have answered, or after ten seconds.
 */
static inline bool trigger_all_cpu_backtrace(void)
{
	arch_trigger_cpumask_backtrace(cpu_online_mask, -1);
	return true;
}
static inline bool trigger_allbutcpu_cpu_backtrace(int exclude_cpu)
{
	arch_trigger_cpumask_backtrace(cpu_online_mask, exclude_cpu);
	return true;
}
static inline bool trigger_cpumask_backtrace(struct cpumask *mask)
{
	arch_trigger_cpumask_backtrace(mask, -1);
	return true;
}
static inline bool trigger_single_cpu_backtrace(int cpu)
{
	arch_trigger_cpumask_backtrace(cpumask_of(cpu), -1);
	return true;
}

__BEGIN_DECLS
/* CPUs that are stuck: kernel/watchdog.cpp. */
#ifdef CONFIG_LOCKUP_DETECTOR
/** touch_softlockup_watchdog() - this CPU is busy and well: the time until the report begins anew. */
void touch_softlockup_watchdog(void);
/** touch_nmi_watchdog() - the same for both watchdogs. */
void touch_nmi_watchdog(void);
extern int watchdog_thresh; /* seconds; a soft lockup is twice that. 0: off */
#else
static inline void touch_softlockup_watchdog(void)
{
}
static inline void touch_nmi_watchdog(void)
{
}
#endif
__END_DECLS

#endif
