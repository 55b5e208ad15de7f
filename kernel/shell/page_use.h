/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KERNEL_SHELL_PAGE_USE_H
#define KERNEL_SHELL_PAGE_USE_H

#include <linux/mm.h>
#include <linux/types.h>

struct kmem_cache;

namespace shell
{

// What a page frame is in use for, as far as the memory manager's own data tells.
struct page_use {
	enum kind {
		no_memory,    // not RAM that the kernel knows: no struct page
		kernel_image, // text, data or bss of the kernel
		reserved, // kept from the buddy allocator since boot: device tree, struct pages, firmware
		free_buddy, // in a free block of 2^order pages
		free_pcp,   // on a CPU's list, in a block of 2^order pages
		slab,
		page_table,
		compound, // a compound page: 2^order pages that are one allocation
		vmalloc,  // behind an address of the vmalloc region
		pages,    // single pages, or a block without a note of its order
	} kind;
	unsigned int order;       // where the kind has one
	unsigned long first;      // pfn of the block's first page
	unsigned int cpu;         // free_pcp
	struct kmem_cache *cache; // slab
	unsigned long address;    // vmalloc: where the page is mapped there
};

/**
 * find_page_use() - what the page frame PFN is in use for
 *
 * Any number may be asked about. Takes no locks: right for memory that is not being allocated or freed meanwhile.
 */
page_use find_page_use(unsigned long pfn);

/** describe() - a page_use in words, "free: buddy allocator, block of order 3 (8 pages) from pfn 0x41000". */
void describe(const page_use &use, char *text, size_t size);

/**
 * number_to_pfn() - the page frame that a number typed by the user means
 * @number: an address of the linear map, the kernel image or vmalloc, a struct page, a physical address or a pfn
 * @pfn: where it goes
 *
 * A number that is a pfn of RAM is taken as one; RAM's own physical addresses are far above all pfns.
 * Return: false when the number is none of these.
 */
bool number_to_pfn(u64 number, unsigned long *pfn);

/** is_linear_map_ram() - is this the address of a byte of RAM in the linear map? */
bool is_linear_map_ram(u64 address);

/** wrong_kfree() - why kfree(ADDRESS) would be a mistake, or nullptr when the object may be freed. */
const char *wrong_kfree(unsigned long address, char *text, size_t size);

/** wrong_free_pages() - why free_pages(ADDRESS, ORDER) would be a mistake, or nullptr. */
const char *wrong_free_pages(unsigned long address, unsigned int order, char *text, size_t size);

} // namespace shell

#endif
