/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __CPUHOTPLUG_H
#define __CPUHOTPLUG_H
#include <linux/types.h>
enum cpuhp_state {
	CPUHP_OFFLINE,
	CPUHP_SLUB_DEAD,
	CPUHP_PAGE_ALLOC,
	CPUHP_MM_VMSTAT_DEAD,
	CPUHP_ONLINE
};
/* The callbacks would run when a CPU comes or goes: never. */
static inline int cpuhp_setup_state_nocalls(enum cpuhp_state state, const char *name,
					    int (*startup)(unsigned int cpu),
					    int (*teardown)(unsigned int cpu))
{
	return 0;
}
#endif
