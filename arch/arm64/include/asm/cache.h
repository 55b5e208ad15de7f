/* SPDX-License-Identifier: GPL-2.0-only */
/* Cache geometry. Kmalloc's and the sections' alignments stand on it. */
#ifndef __ASM_CACHE_H
#define __ASM_CACHE_H

#define L1_CACHE_SHIFT 6
#define L1_CACHE_BYTES (1 << L1_CACHE_SHIFT)

/* The architecture allows write-back granules up to 2 KiB; 128 is the largest that exists. */
#define ARCH_DMA_MINALIGN     128
#define ARCH_KMALLOC_MINALIGN 8

#ifndef __ASSEMBLY__

#include <linux/types.h>

/* CTR_EL0: the cache type register. */
static inline u64 read_ctr_el0(void)
{
	u64 ctr;

	asm("mrs %0, ctr_el0" : "=r"(ctr));
	return ctr;
}

/**
 * cache_line_size() - the cache write-back granule in bytes (CTR_EL0.CWG); ARCH_DMA_MINALIGN if the CPU doesn't say.
 */
static inline int cache_line_size(void)
{
	unsigned int cwg = (read_ctr_el0() >> 24) & 0xf;

	return cwg ? 4 << cwg : ARCH_DMA_MINALIGN;
}
#define cache_line_size cache_line_size

/** dcache_line_bytes() - the smallest data cache line in bytes (CTR_EL0.DminLine): the step of cache maintenance. */
static inline unsigned int dcache_line_bytes(void)
{
	return 4u << ((read_ctr_el0() >> 16) & 0xf);
}

#define __read_mostly __attribute__((section(".data..read_mostly")))

#endif /* __ASSEMBLY__ */
#endif
