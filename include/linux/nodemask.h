/* SPDX-License-Identifier: GPL-2.0-only */
/* Sets of memory nodes. There is one node, 0; the words exist because allocators' interfaces have them. */
#ifndef __LINUX_NODEMASK_H
#define __LINUX_NODEMASK_H
#include <linux/bitmap.h>
#include <linux/numa.h>
#include <linux/nodemask_types.h>
#define NODE_MASK_ALL              ((nodemask_t){{[0] = 1UL}})
#define NODE_MASK_NONE             ((nodemask_t){{0UL}})
#define nodes_addr(src)            ((src).bits)
#define node_set(node, dst)        __set_bit((node), (dst).bits)
#define node_clear(node, dst)      __clear_bit((node), (dst).bits)
#define node_isset(node, nodemask) test_bit((node), (nodemask).bits)
#define nodes_empty(src)           ((src).bits[0] == 0)
#define nodes_weight(src)          ((int)hweight_long((src).bits[0]))
#define nodes_clear(dst)           ((void)((dst).bits[0] = 0))
#define nodes_setall(dst)          ((void)((dst).bits[0] = 1))
enum node_states {
	N_POSSIBLE,
	N_ONLINE,
	N_NORMAL_MEMORY,
	N_HIGH_MEMORY = N_NORMAL_MEMORY,
	N_MEMORY,
	N_CPU,
	N_GENERIC_INITIATOR,
	NR_NODE_STATES
};
static inline int node_state(int node, enum node_states state)
{
	return node == 0;
}
static inline void node_set_state(int node, enum node_states state)
{
}
static inline void node_clear_state(int node, enum node_states state)
{
}
static inline int num_node_state(enum node_states state)
{
	return 1;
}
#define first_node(src)                  0
#define next_node(n, src)                1
#define first_online_node                0
#define first_memory_node                0
#define next_online_node(nid)            MAX_NUMNODES
#define nr_node_ids                      1U
#define nr_online_nodes                  1U
#define num_online_nodes()               1
#define num_possible_nodes()             1
#define node_online(node)                ((node) == 0)
#define node_possible(node)              ((node) == 0)
#define for_each_node_mask(node, mask)   for ((node) = 0; (node) < MAX_NUMNODES; (node)++)
#define for_each_node_state(node, state) for ((node) = 0; (node) < MAX_NUMNODES; (node)++)
#define for_each_node(node)              for_each_node_state(node, N_POSSIBLE)
#define for_each_online_node(node)       for_each_node_state(node, N_ONLINE)
#endif
