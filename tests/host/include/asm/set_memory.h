/* SPDX-License-Identifier: GPL-2.0-only */
/* The host's linear map is one mapping of a file: pages keep their permissions, as with rodata=on. */
#ifndef __ASM_SET_MEMORY_H
#define __ASM_SET_MEMORY_H

#include <linux/types.h>

struct page;

static inline int set_memory_ro(unsigned long, int)
{
	return 0;
}
static inline int set_memory_x(unsigned long, int)
{
	return 0;
}
static inline bool can_set_direct_map(void)
{
	return false;
}
static inline int set_direct_map_invalid_noflush(struct page *)
{
	return 0;
}
static inline int set_direct_map_default_noflush(struct page *)
{
	return 0;
}

#endif
