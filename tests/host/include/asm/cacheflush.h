/* SPDX-License-Identifier: GPL-2.0-only */
/* Cache maintenance: a process has none to do. */
#ifndef __ASM_CACHEFLUSH_H
#define __ASM_CACHEFLUSH_H

static inline void dcache_clean_poc(unsigned long start, unsigned long end)
{
}

static inline void dcache_inval_poc(unsigned long start, unsigned long end)
{
}

static inline void dcache_clean_inval_poc(unsigned long start, unsigned long end)
{
}

static inline void flush_icache_range(unsigned long start, unsigned long end)
{
}

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
