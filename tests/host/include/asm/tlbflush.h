/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The operating system below keeps translations coherent. The flushes are counted, so that a test can say that a lazily
 * unmapped area was flushed before its addresses were used again.
 */
#ifndef __ASM_TLBFLUSH_H
#define __ASM_TLBFLUSH_H

#include <linux/compiler_types.h>

__BEGIN_DECLS

extern unsigned long host_tlb_flushes;

__END_DECLS

static inline void flush_tlb_all(void)
{
	host_tlb_flushes++;
}

static inline void local_flush_tlb_all(void)
{
	host_tlb_flushes++;
}

static inline void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	host_tlb_flushes++;
}

#endif
