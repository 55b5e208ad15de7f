/* SPDX-License-Identifier: GPL-2.0-only */
/* CPUs neither come nor go, so there is nothing to hold off. */
#ifndef _LINUX_CPU_H_
#define _LINUX_CPU_H_
#include <linux/cpumask.h>
#include <linux/cpuhotplug.h>
static inline void cpus_read_lock(void)
{
}
static inline void cpus_read_unlock(void)
{
}
static inline void lockdep_assert_cpus_held(void)
{
}
#define cpu_hotplug_disable()                                                                      \
	do {                                                                                       \
	} while (0)
#define cpu_hotplug_enable()                                                                       \
	do {                                                                                       \
	} while (0)
#endif
