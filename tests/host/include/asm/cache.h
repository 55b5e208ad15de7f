/* SPDX-License-Identifier: GPL-2.0-only */
/* Cache geometry as a Cortex-A72 reports it, so that slab layouts are the machine's. */
#ifndef __ASM_CACHE_H
#define __ASM_CACHE_H

#define L1_CACHE_SHIFT        6
#define L1_CACHE_BYTES        (1 << L1_CACHE_SHIFT)
#define ARCH_DMA_MINALIGN     128
#define ARCH_KMALLOC_MINALIGN 8

static inline int cache_line_size(void)
{
	return L1_CACHE_BYTES;
}
#define cache_line_size cache_line_size

#define __read_mostly

#endif
