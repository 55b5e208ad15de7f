// SPDX-License-Identifier: GPL-2.0-only
// From an array of pages to page-table entries.
//
// vmalloc has pages one by one, the architecture maps ranges of physical memory. Pages that the page allocator handed
// out in a row often are in a row physically too, so neighbours are gathered into runs first, and each run costs one
// walk of the page table instead of one per page:
//
//	pages   [pfn 100][101][102][205][77][78]
//	runs    |------ 3 pages ------|--|--2--|
//
// Entries of a run stay 4 KiB pages unless the caller says that whole blocks are contiguous (page_shift).
// No cache or TLB maintenance is needed after mapping: the addresses had no valid entry before, and the architecture
// orders the stores. Linux 6.12 mm/vmalloc.c: vmap_pages_range(), vunmap_range(), vmalloc_to_page().

#include "mm/vmalloc/mapping.h"

#include <linux/bug.h>
#include <linux/mm.h>

#include <asm/tlbflush.h>

namespace vmspace
{

namespace
{

// Pages from the front of an array that follow each other physically.
unsigned long run_length(struct page **pages, unsigned long nr)
{
	unsigned long pfn = page_to_pfn(pages[0]);
	unsigned long n = 1;

	while (n < nr && page_to_pfn(pages[n]) == pfn + n)
		n++;
	return n;
}

} // namespace

int map_pages(unsigned long addr, unsigned long end, pgprot_t prot, struct page **pages,
	      unsigned int page_shift)
{
	while (addr < end) {
		if (WARN_ON(!pages[0] || !pfn_valid(page_to_pfn(pages[0]))))
			return -EINVAL;

		unsigned long nr = run_length(pages, (end - addr) >> PAGE_SHIFT);
		int err = vmap_range_noflush(addr, addr + (nr << PAGE_SHIFT),
					     page_to_phys(pages[0]), prot, page_shift);

		if (err)
			return err;
		addr += nr << PAGE_SHIFT;
		pages += nr;
	}
	return 0;
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
