/* SPDX-License-Identifier: GPL-2.0-only */
/* Whole-page operations and the page's geometry. */
#ifndef __ASM_PAGE_H
#define __ASM_PAGE_H

#include <asm/page-def.h>

#ifndef __ASSEMBLY__

#include <linux/compiler_types.h>
#include <linux/types.h>
#include <asm/pgtable-types.h>

__BEGIN_DECLS

struct page;

/**
 * clear_page() - fill one page with zeros.
 * @to: page-aligned kernel address of Normal memory (DC ZVA faults on Device memory).
 *
 * Uses DC ZVA with the block size that DCZID_EL0 reports, plain stores where it is prohibited.
 * Any context, no locks.
 */
void clear_page(void *to);

/**
 * clear_range() - the same for any memory from one multiple of 64 bytes to another, start below end.
 */
void clear_range(void *start, void *end);

/**
 * clear_words() - fill an object with zeros.
 * @to: a multiple of 8, Normal memory.
 * @bytes: a multiple of 8.
 *
 * Return: @to, so that an allocation can end in a jump here. Any context, no locks.
 */
void *clear_words(void *to, unsigned long bytes);

/* Fills an object of a size of its own with zeros, and returns it. */
typedef void *(*clear_function_t)(void *object);

/**
 * clear_function() - what clears an object of one size with the fewest instructions.
 * @bytes: 8, a multiple of 16 up to 256, or 512, 1024, 2048, 4096, 8192: kmalloc()'s sizes. From 256 on @object must be a multiple
 *	of 64.
 *
 * Return: a function that lies in the kernel's text.
 */
clear_function_t clear_function(unsigned int bytes);

/* clear_words() itself, or what does the same for one number of bytes only. */
typedef void *(*clear_words_t)(void *to, unsigned long bytes);

/**
 * clear_words_for() - clear_words() for pieces of one length: it need not look at the length any more.
 * @bytes: a multiple of 8.
 *
 * Return: a function that lies in the kernel's text, to be called with @bytes.
 */
clear_words_t clear_words_for(unsigned int bytes);

/**
 * copy_page() - copy one page.
 * @to: page-aligned destination.
 * @from: page-aligned source; must not overlap.
 */
void copy_page(void *to, const void *from);

__END_DECLS

#define clear_user_page(to, vaddr, page)      clear_page(to)
#define copy_user_page(to, from, vaddr, page) copy_page(to, from)

#endif /* __ASSEMBLY__ */

#include <asm/memory.h>

#endif
