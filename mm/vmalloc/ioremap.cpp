// SPDX-License-Identifier: GPL-2.0-only
// ioremap(): device registers at kernel addresses.
//
// The area holds addresses only, aligned to its size so that blocks can be used, and its vm_struct remembers the
// physical address for /proc/vmallocinfo. RAM is refused: it is mapped cacheable in the linear map already, and a
// second mapping with other attributes would make caches disagree (Arm ARM B2.8, mismatched memory attributes).
//
// Blocks need addresses that are congruent modulo 2 MiB. So a device of 2 MiB and more gets an area that begins at the 2 MiB
// boundary below it; what lies before the device stays unmapped:
//
//   physical    8000000       80a0000                 8200000                      9000000     GICv3's redistributors
//   area        │ (no entry)  │ 64 KiB contiguous ... │ 2 MiB │ 2 MiB │ ...        │
//               a 2 MiB boundary
//
// Linux 6.12 mm/ioremap.c: generic_ioremap_prot(); arch/arm64/mm/ioremap.c: __ioremap_prot(). There the area begins at the
// device, which 2 MiB blocks suit only if the device itself is aligned.

#include <linux/align.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include <asm/pgtable.h>

namespace
{

constexpr phys_addr_t PHYS_MASK = (phys_addr_t{1} << CONFIG_ARM64_PA_BITS) - 1;

void *map_device(phys_addr_t phys, size_t size, pgprot_t prot, const void *caller)
{
	const phys_addr_t last = phys + size - 1;

	if (!size || last < phys || (last & ~PHYS_MASK))
		return nullptr;
	if (WARN_ON(memblock_is_map_memory(phys)))
		return nullptr;
	if (WARN_ON_ONCE(!slab_is_available()))
		return nullptr;

	// What the area covers, and the part of it that is mapped.
	const phys_addr_t end = PAGE_ALIGN(last + 1), start = phys & PAGE_MASK;
	const phys_addr_t base = end - start >= PMD_SIZE ? ALIGN_DOWN(start, PMD_SIZE) : start;
	struct vm_struct *area =
		__get_vm_area_caller(end - base, VM_IOREMAP, VMALLOC_START, VMALLOC_END, caller);

	if (!area)
		return nullptr;
	area->phys_addr = base;

	const unsigned long addr = reinterpret_cast<unsigned long>(area->addr);

	if (vmap_range_noflush(addr + (start - base), addr + (end - base), start, prot,
			       PUD_SHIFT)) {
		free_vm_area(area);
		return nullptr;
	}
	return reinterpret_cast<void *>(addr + (phys - base));
}

} // namespace

void __iomem *__ioremap_prot(phys_addr_t phys, size_t size, pgprot_t prot)
{
	return map_device(phys, size, prot, __builtin_return_address(0));
}

void __iomem *ioremap(phys_addr_t phys, size_t size)
{
	return map_device(phys, size, __pgprot(PROT_DEVICE_nGnRE), __builtin_return_address(0));
}

// RAM has its mapping already, and with the same attributes.
void __iomem *ioremap_cache(phys_addr_t phys, size_t size)
{
	if (memblock_is_map_memory(phys))
		return __va(phys);
	return map_device(phys, size, __pgprot(PROT_NORMAL), __builtin_return_address(0));
}

void __iomem *ioremap_wc(phys_addr_t phys, size_t size)
{
	return map_device(phys, size, __pgprot(PROT_NORMAL_NC), __builtin_return_address(0));
}

void __iomem *ioremap_np(phys_addr_t phys, size_t size)
{
	return map_device(phys, size, __pgprot(PROT_DEVICE_nGnRnE), __builtin_return_address(0));
}

// An address that ioremap_cache() found in the linear map has nothing to be undone.
void iounmap(volatile void __iomem *addr)
{
	const void *within = const_cast<const void *>(addr);

	if (!is_vmalloc_addr(within))
		return;

	const struct vm_struct *area = find_vm_area(within);

	if (!WARN(!area || !(area->flags & VM_IOREMAP), "iounmap(%p): no such mapping\n", within))
		vunmap(area->addr);
}

EXPORT_SYMBOL(__ioremap_prot);
EXPORT_SYMBOL(ioremap);
EXPORT_SYMBOL(ioremap_cache);
EXPORT_SYMBOL(ioremap_wc);
EXPORT_SYMBOL(ioremap_np);
EXPORT_SYMBOL(iounmap);
