// SPDX-License-Identifier: GPL-2.0-only
// From an array of pages to page-table entries, and back.
//
// vmalloc has its pages one by one, wherever the page allocator found them; the architecture fills one table of 512 entries
// after the other from the array. An area that was allocated in blocks is mapped block by block.
//
// No cache or TLB maintenance is needed after mapping: the addresses had no valid entry before, and the architecture
// orders the stores. Linux 6.12 mm/vmalloc.c: vmap_pages_range(), vunmap_range(), vmalloc_to_page().

#include "mm/vmalloc/mapping.h"

#include <linux/bug.h>
#include <linux/mm.h>

#include <asm/tlbflush.h>

namespace vmspace
{

int map_pages(unsigned long addr, unsigned long end, pgprot_t prot, struct page **pages,
	      unsigned int page_shift)
{
	unsigned long block = 1UL << page_shift;
	int err = 0;

	if (page_shift == PAGE_SHIFT)
		return vmap_small_pages_range_noflush(addr, end, prot, pages);

	for (; addr != end && !err; addr += block, pages += block >> PAGE_SHIFT)
		err = vmap_range_noflush(addr, addr + block, page_to_phys(pages[0]), prot,
					 page_shift);
	return err;
}

pgprot_t never_executable(pgprot_t prot)
{
	return pgprot_nx(prot);
}

} // namespace vmspace

void vunmap_range(unsigned long addr, unsigned long end)
{
	vunmap_range_noflush(addr, end);
	flush_tlb_kernel_range(addr, end);
}

bool is_vmalloc_addr(const void *x)
{
	unsigned long addr = reinterpret_cast<unsigned long>(x);

	return addr >= VMALLOC_START && addr < VMALLOC_END;
}

int is_vmalloc_or_module_addr(const void *x)
{
	return is_vmalloc_addr(x);
}

struct page *vmalloc_to_page(const void *addr)
{
	bool mapped = false;
	phys_addr_t phys = kernel_va_to_phys(reinterpret_cast<unsigned long>(addr), &mapped);

	return mapped ? pfn_to_page(phys >> PAGE_SHIFT) : nullptr;
}

unsigned long vmalloc_to_pfn(const void *addr)
{
	return page_to_pfn(vmalloc_to_page(addr));
}
