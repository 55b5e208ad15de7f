/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Changing what mapped kernel memory may be used for: read-only, executable, not there at all. Tables, splitting of blocks and TLB
 * are the architecture's affair: asm/set_memory.h. Linux 6.12: include/linux/set_memory.h.
 */
#ifndef _LINUX_SET_MEMORY_H_
#define _LINUX_SET_MEMORY_H_
#include <linux/compiler.h>
#include <asm/set_memory.h>

/** set_memory_rox() - read-only and executable, in this order. Returns 0 or what set_memory_ro() or set_memory_x() says. */
static inline int set_memory_rox(unsigned long addr, int numpages)
{
	int ret = set_memory_ro(addr, numpages);

	return ret ? ret : set_memory_x(addr, numpages);
}

#endif
