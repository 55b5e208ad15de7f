/* SPDX-License-Identifier: GPL-2.0-only */
/* One node: every CPU and all memory belong to node 0. */
#ifndef _LINUX_TOPOLOGY_H
#define _LINUX_TOPOLOGY_H

#include <linux/numa.h>

static inline int numa_node_id(void)
{
	return 0;
}

static inline int numa_mem_id(void)
{
	return 0;
}

static inline int cpu_to_node(int cpu)
{
	return 0;
}

static inline int cpu_to_mem(int cpu)
{
	return 0;
}

#endif /* _LINUX_TOPOLOGY_H */
