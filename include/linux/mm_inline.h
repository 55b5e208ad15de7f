/* SPDX-License-Identifier: GPL-2.0-only */
/* Helpers around the LRU lists, which stay empty until there is a page cache. */
#ifndef LINUX_MM_INLINE_H
#define LINUX_MM_INLINE_H

#include <linux/mm.h>
#include <linux/vmstat.h>

static inline bool is_file_lru(enum lru_list lru)
{
	return lru == LRU_INACTIVE_FILE || lru == LRU_ACTIVE_FILE;
}

static inline bool is_active_lru(enum lru_list lru)
{
	return lru == LRU_ACTIVE_ANON || lru == LRU_ACTIVE_FILE;
}

#endif /* LINUX_MM_INLINE_H */
