/* SPDX-License-Identifier: GPL-2.0-only */
/* Cache maintenance by virtual address, [start, end). Each ends with DSB. arch/arm64/mm/cache.S */
#ifndef __ASM_CACHEFLUSH_H
#define __ASM_CACHEFLUSH_H

#include <linux/compiler_types.h>

__BEGIN_DECLS

/** dcache_clean_poc() - write dirty lines back to the point of coherency (memory as every observer sees it). */
void dcache_clean_poc(unsigned long start, unsigned long end);
/** dcache_inval_poc() - drop lines; partial lines at the ends are written back first. */
void dcache_inval_poc(unsigned long start, unsigned long end);
/** dcache_clean_inval_poc() - both. */
void dcache_clean_inval_poc(unsigned long start, unsigned long end);
/** flush_icache_range() - make instructions written to the range visible to instruction fetches of every CPU. */
void flush_icache_range(unsigned long start, unsigned long end);

__END_DECLS

/* The kernel's own mapping is coherent: nothing to do for vmalloc. */
#define flush_cache_vmap(start, end)                                                               \
	do {                                                                                       \
	} while (0)
#define flush_cache_vunmap(start, end)                                                             \
	do {                                                                                       \
	} while (0)
#define flush_dcache_page(page)                                                                    \
	do {                                                                                       \
	} while (0)

#endif
