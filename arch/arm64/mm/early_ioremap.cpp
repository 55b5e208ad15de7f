// SPDX-License-Identifier: GPL-2.0-only
// early_ioremap(): seven windows of 256 KiB in the fixmap, for devices and tables that must be read before vmalloc works.
//
// A window is free when its size is 0. Slot numbers grow downwards in address, so the window's first page is its highest slot
// number. Boot CPU only, no lock.
//
// Linux 6.12: mm/early_ioremap.c

#include <asm/early_ioremap.h>
#include <asm/fixmap.h>
#include <linux/bug.h>
#include <linux/init.h>
#include <linux/kernel.h>

namespace
{

constinit unsigned long window_size[FIX_BTMAPS_SLOTS] = {};

constexpr unsigned int first_slot(unsigned int window)
{
	return FIX_BTMAP_BEGIN - window * NR_FIX_BTMAPS;
}

unsigned long pages_of(unsigned long offset, unsigned long size)
{
	return (offset + size + PAGE_SIZE - 1) >> PAGE_SHIFT;
}

void *__init map_window(phys_addr_t phys, unsigned long size, pgprot_t prot)
{
	const unsigned long offset = phys & ~PAGE_MASK;
	unsigned int window = 0;

	while (window < FIX_BTMAPS_SLOTS && window_size[window])
		window++;
	if (WARN(window == FIX_BTMAPS_SLOTS, "early_ioremap(%#llx, %#lx): no window left\n", phys,
		 size))
		return nullptr;
	if (WARN(!size || phys + size < phys || pages_of(offset, size) > NR_FIX_BTMAPS,
		 "early_ioremap(%#llx, %#lx): bad size\n", phys, size))
		return nullptr;

	for (unsigned long i = 0; i < pages_of(offset, size); i++)
		__set_fixmap(static_cast<fixed_addresses>(first_slot(window) - i),
			     (phys & PAGE_MASK) + (i << PAGE_SHIFT), prot);
	window_size[window] = size;
	return reinterpret_cast<void *>(fix_to_virt(first_slot(window)) + offset);
}

} // namespace

void __init early_ioremap_init(void)
{
	static_assert(FIX_BTMAP_BEGIN - FIX_BTMAP_END + 1 == TOTAL_FIX_BTMAPS);
}

void *__init early_ioremap(phys_addr_t phys, unsigned long size)
{
	return map_window(phys, size, FIXMAP_PAGE_IO);
}

void *__init early_memremap(phys_addr_t phys, unsigned long size)
{
	return map_window(phys, size, FIXMAP_PAGE_NORMAL);
}

void *__init early_memremap_ro(phys_addr_t phys, unsigned long size)
{
	return map_window(phys, size, FIXMAP_PAGE_RO);
}

void __init early_iounmap(void *addr, unsigned long size)
{
	const unsigned long va = reinterpret_cast<unsigned long>(addr);
	const unsigned long slot = __virt_to_fix(va);
	const unsigned int window = (FIX_BTMAP_BEGIN - slot) / NR_FIX_BTMAPS;

	if (WARN(slot > FIX_BTMAP_BEGIN || slot < FIX_BTMAP_END || slot != first_slot(window) ||
			 window_size[window] != size,
		 "early_iounmap(%p, %#lx): not mapped so\n", addr, size))
		return;
	for (unsigned long i = 0; i < pages_of(va & ~PAGE_MASK, size); i++)
		clear_fixmap(static_cast<fixed_addresses>(slot - i));
	window_size[window] = 0;
}

int __init check_early_ioremap_leak(void)
{
	int used = 0;

	for (unsigned long size : window_size)
		used += size != 0;
	WARN(used, "%d early_ioremap() windows still in use after boot\n", used);
	return used;
}
late_initcall(check_early_ioremap_leak);
