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

/** clear_words() - write zeros over an object of @bytes, a multiple of 8; not by memset(), as above. */
static inline void *clear_words(void *to, unsigned long bytes)
{
	clear_range(to, (char *)to + bytes);
	return to;
}

typedef void *(*clear_function_t)(void *object);
typedef void *(*clear_words_t)(void *to, unsigned long bytes);

__BEGIN_DECLS
/** clear_words_for() - clear_words() for one number of bytes. */
clear_words_t clear_words_for(unsigned int bytes);
/** clear_function() - clears objects of one of kmalloc()'s sizes. */
clear_function_t clear_function(unsigned int bytes);
__END_DECLS

/** copy_page() - copy the page at @from to the page at @to; both page aligned, not overlapping. */
static inline void copy_page(void *to, const void *from)
{
	__builtin_memcpy(to, from, PAGE_SIZE);
}

#include <asm/memory.h>

#endif
