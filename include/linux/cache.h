/* SPDX-License-Identifier: GPL-2.0-only */
/* Placement of data by cache line and by how it is used. */
#ifndef _LINUX_CACHE_H
#define _LINUX_CACHE_H
#include <linux/compiler_types.h>
#include <asm/cache.h>
#include <linux/align.h>
#define SMP_CACHE_BYTES       L1_CACHE_BYTES
#define INTERNODE_CACHE_SHIFT L1_CACHE_SHIFT
#ifndef L1_CACHE_ALIGN
#define L1_CACHE_ALIGN(x) __ALIGN_KERNEL(x, L1_CACHE_BYTES)
#endif
/* Often read, seldom written: together, so that writers of other data do not evict it. */
#ifndef __read_mostly
#define __read_mostly __section(".data..read_mostly")
#endif
/* Constant once the kernel has booted. */
#ifndef __ro_after_init
#define __ro_after_init __section(".data..ro_after_init")
#endif
#define ____cacheline_aligned                 __aligned(SMP_CACHE_BYTES)
#define ____cacheline_aligned_in_smp          ____cacheline_aligned
#define __cacheline_aligned                   __aligned(SMP_CACHE_BYTES)
#define __cacheline_aligned_in_smp            __cacheline_aligned
#define ____cacheline_internodealigned_in_smp ____cacheline_aligned
#ifndef __ASSEMBLY__
/* What keeps two groups of fields of a structure in different cache lines; it takes no room by itself. */
struct cacheline_padding {
	char x[0];
} ____cacheline_aligned;
#define CACHELINE_PADDING(name)        struct cacheline_padding name
#define __cacheline_group_begin(GROUP) __u8 __cacheline_group_begin__##GROUP[0]
#define __cacheline_group_end(GROUP)   __u8 __cacheline_group_end__##GROUP[0]
#endif
#endif
