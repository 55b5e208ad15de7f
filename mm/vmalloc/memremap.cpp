// SPDX-License-Identifier: GPL-2.0-only
// memremap(): memory that is no device, wherever it is.
//
// ioremap() gives registers, which have side effects; memremap() gives memory without any: firmware's tables, a framebuffer, RAM that
// was kept from the kernel. The caller says which attributes will do, and they are tried in this order:
//
//	MEMREMAP_WB   cacheable              RAM that the kernel has: its address in the linear map
//	MEMREMAP_WT   written through        as arm64 has no such attribute, like a device
//	MEMREMAP_WC   writes may gather      Normal, non-cacheable
//
// RAM must not be mapped with other attributes than the linear map has, so WT and WC are refused there, and a range that is RAM in
// part is refused altogether. Linux 6.12 kernel/iomem.c.

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/vmalloc.h>

void *memremap(resource_size_t offset, size_t size, unsigned long flags)
{
	const int is_ram = region_intersects(offset, size, IORESOURCE_SYSTEM_RAM, IORES_DESC_NONE);
	void *addr = nullptr;

	if (!flags)
		return nullptr;
	if (WARN_ONCE(is_ram == REGION_MIXED, "memremap attempted on mixed range %pa size: %#lx\n",
		      &offset, size))
		return nullptr;
	// RAM without a place in the linear map becomes a mapping like any other.
	if (flags & MEMREMAP_WB)
		addr = ioremap_cache(offset, size);
	if (WARN_ONCE(!addr && is_ram == REGION_INTERSECTS && flags != MEMREMAP_WB,
		      "memremap attempted on ram %pa size: %#lx\n", &offset, size))
		return nullptr;
	if (!addr && (flags & MEMREMAP_WT))
		addr = ioremap(offset, size);
	if (!addr && (flags & MEMREMAP_WC))
		addr = ioremap_wc(offset, size);
	return addr;
}

void memunmap(void *addr)
{
	if (is_vmalloc_addr(addr))
		iounmap(addr);
}

EXPORT_SYMBOL(memremap);
EXPORT_SYMBOL(memunmap);
