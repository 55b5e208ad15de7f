// SPDX-License-Identifier: GPL-2.0-only
// ioremap(): device registers at kernel addresses.
//
// The area holds addresses only, aligned to its size so that blocks can be used, and its vm_struct remembers the
// physical address for /proc/vmallocinfo. RAM is refused: it is mapped cacheable in the linear map already, and a
// second mapping with other attributes would make caches disagree (Arm ARM B2.8, mismatched memory attributes).
//
// Linux 6.12 mm/ioremap.c: generic_ioremap_prot(); arch/arm64/mm/ioremap.c: __ioremap_prot().

#include <linux/align.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include <asm/pgtable.h>

namespace
{

void *map_device(phys_addr_t phys, size_t size, pgprot_t prot, const void *caller)
{
	phys_addr_t last = phys + size - 1;

	if (!size || last < phys)
		return nullptr;
	if (WARN_ON(memblock_is_map_memory(phys)))
		return nullptr;

	unsigned long offset = offset_in_page(phys);

	phys -= offset;
	size = PAGE_ALIGN(size + offset);

	struct vm_struct *area =
		__get_vm_area_caller(size, VM_IOREMAP, VMALLOC_START, VMALLOC_END, caller);

	if (!area)
		return nullptr;
	area->phys_addr = phys;

	unsigned long addr = reinterpret_cast<unsigned long>(area->addr);

	if (vmap_range_noflush(addr, addr + size, phys, prot, PUD_SHIFT)) {
		free_vm_area(area);
		return nullptr;
	}
	return reinterpret_cast<void *>(addr + offset);
}

} // namespace

void __iomem *ioremap(phys_addr_t phys, size_t size)
{
	return map_device(phys, size, pgprot_device(PAGE_KERNEL), __builtin_return_address(0));
}

// RAM has its mapping already, and with the same attributes.
void __iomem *ioremap_cache(phys_addr_t phys, size_t size)
{
	if (memblock_is_map_memory(phys))
		return __va(phys);
	return map_device(phys, size, PAGE_KERNEL, __builtin_return_address(0));
}

void __iomem *ioremap_wc(phys_addr_t phys, size_t size)
{
	return map_device(phys, size, pgprot_writecombine(PAGE_KERNEL),
			  __builtin_return_address(0));
}

void __iomem *ioremap_np(phys_addr_t phys, size_t size)
{
	return map_device(phys, size, pgprot_noncached(PAGE_KERNEL), __builtin_return_address(0));
}

void iounmap(volatile void __iomem *addr)
{
	void *base = reinterpret_cast<void *>(reinterpret_cast<unsigned long>(addr) & PAGE_MASK);

	if (is_vmalloc_addr(base))
		vunmap(base);
}

EXPORT_SYMBOL(ioremap);
EXPORT_SYMBOL(ioremap_cache);
EXPORT_SYMBOL(ioremap_wc);
EXPORT_SYMBOL(iounmap);
