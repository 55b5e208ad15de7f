/* SPDX-License-Identifier: GPL-2.0-only */
/* Whole-page operations by the compiler's builtins. */
#ifndef __ASM_PAGE_H
#define __ASM_PAGE_H

#include <linux/compiler_types.h>
#include <linux/types.h>
#include <asm/page-def.h>
#include <asm/pgtable-types.h>

/** clear_page() - write zeros over the PAGE_SIZE bytes at @to, which is page aligned. */
static inline void clear_page(void *to)
{
	__builtin_memset(to, 0, PAGE_SIZE);
}

/** clear_range() - write zeros from one multiple of 64 bytes to another; not by memset(), which calls this. */
static inline void clear_range(void *start, void *end)
{
	for (volatile u64 *word = (volatile u64 *)start; word < (volatile u64 *)end; word++)
		*word = 0;
}

/** copy_page() - copy the page at @from to the page at @to; both page aligned, not overlapping. */
static inline void copy_page(void *to, const void *from)
{
	__builtin_memcpy(to, from, PAGE_SIZE);
}

#include <asm/memory.h>

#endif
