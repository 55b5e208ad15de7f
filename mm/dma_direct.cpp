// SPDX-License-Identifier: GPL-2.0-only
// Coherent memory for devices.
//
// A device on the bus sees physical addresses, as far as it has address lines, and perhaps not the CPU's caches. So three things
// are to be decided for each piece:
//
//	how low?      the device's coherent mask against where memory lies   ──▶  ZONE_DMA, ZONE_DMA32 or any zone
//	cached?       the device looks into caches ("dma-coherent")          ──▶  the linear map's address is handed out
//	              it doesn't                                             ──▶  a second, uncached mapping in vmalloc space
//
//	linear map   ▒▒▒▒ cached, cleaned to memory once, not used meanwhile ┐
//	                                                                      ├─▶ the same pages ◀── device
//	vmalloc      ▒▒▒▒ VM_DMA_COHERENT, Normal non-cacheable ◀── CPU ─────┘
//
// Large pieces come from the contiguous memory allocator's area, if there is one (mm/cma/dma.cpp).
//
// If the zone that the mask suggests gives a page that the device cannot reach, the next lower zone is tried.
//
// Linux 6.12: kernel/dma/mapping.c, kernel/dma/direct.c, dma_common_contiguous_remap(), arch/arm64/mm/dma-mapping.c. There is
// no pool of uncached pages for callers that may not sleep: they get NULL for a device that is not coherent.

#include <linux/dma-map-ops.h>

#include <linux/align.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include <asm/cacheflush.h>

namespace
{

// Last physical address of a zone; 0 for an empty one.
phys_addr_t last_address(enum zone_type type)
{
	const struct zone *zone = &contig_page_data.node_zones[type];

	return zone->spanned_pages
		       ? ((zone->zone_start_pfn + zone->spanned_pages) << PAGE_SHIFT) - 1
		       : 0;
}

// No mask means no limit was told.
u64 limit_of(const struct device *dev)
{
	return dev->coherent_dma_mask ? dev->coherent_dma_mask : ~0ULL;
}

// The zone whose pages a device with this limit mostly reaches.
gfp_t zone_for(u64 limit)
{
	if (limit <= last_address(ZONE_DMA) || limit < DMA_BIT_MASK(32))
		return GFP_DMA;
	return limit <= DMA_BIT_MASK(32) ? GFP_DMA32 : 0;
}

struct page *alloc_reachable(const struct device *dev, size_t size, gfp_t gfp)
{
	const u64 limit = limit_of(dev);
	gfp_t zone = zone_for(limit);

	if (struct page *page = dma_alloc_contiguous(const_cast<device *>(dev), size, gfp)) {
		if (page_to_phys(page) + size - 1 <= limit)
			return page;
		dma_free_contiguous(const_cast<device *>(dev), page, size);
	}
	for (;;) {
		struct page *page = alloc_pages(gfp | zone, get_order(size));

		if (!page)
			return nullptr;
		if (page_to_phys(page) + size - 1 <= limit)
			return page;
		__free_pages(page, get_order(size));
		if (zone == GFP_DMA)
			return nullptr;
		zone = zone == GFP_DMA32 || limit <= DMA_BIT_MASK(32) ? GFP_DMA : GFP_DMA32;
	}
}

// A second mapping of contiguous pages. The cache may hold lines of the first: they go to memory, and nobody writes there again.
void *map_uncached(struct page *page, size_t size)
{
	const unsigned int count = size >> PAGE_SHIFT;
	const unsigned long start = reinterpret_cast<unsigned long>(page_address(page));
	struct page **pages =
		static_cast<struct page **>(kvmalloc_array(count, sizeof(*pages), GFP_KERNEL));

	if (!pages)
		return nullptr;
	dcache_clean_poc(start, start + size);
	for (unsigned int i = 0; i < count; i++)
		pages[i] = page + i;

	void *addr = vmap(pages, count, VM_DMA_COHERENT, pgprot_dmacoherent(PAGE_KERNEL));

	kvfree(pages);
	return addr;
}

void unmap_uncached(void *addr)
{
	const struct vm_struct *area = find_vm_area(addr);

	if (!area || area->flags != VM_DMA_COHERENT) {
		WARN(1, "trying to free invalid coherent area: %p\n", addr);
		return;
	}
	vunmap(addr);
}

} // namespace

void *dma_alloc_attrs(struct device *dev, size_t size, dma_addr_t *dma_handle, gfp_t flag,
		      unsigned long attrs)
{
	const bool uncached = !dev_is_dma_coherent(dev);

	WARN_ON_ONCE(!dev->coherent_dma_mask);
	// These speak of kinds of memory that coherent memory is not.
	if (WARN_ON_ONCE(flag & __GFP_COMP))
		return nullptr;
	flag &= ~(__GFP_DMA | __GFP_DMA32 | __GFP_HIGHMEM | __GFP_ZERO);
	if (attrs & DMA_ATTR_NO_WARN)
		flag |= __GFP_NOWARN;
	if (uncached && !gfpflags_allow_blocking(flag))
		return nullptr;

	size = PAGE_ALIGN(size);

	struct page *page = alloc_reachable(dev, size, flag);

	if (!page)
		return nullptr;

	void *addr = uncached ? map_uncached(page, size) : page_address(page);

	if (!addr) {
		dma_free_contiguous(dev, page, size);
		return nullptr;
	}
	memset(addr, 0, size);
	*dma_handle = page_to_phys(page);
	return addr;
}

void dma_free_attrs(struct device *dev, size_t size, void *cpu_addr, dma_addr_t dma_handle,
		    unsigned long)
{
	size = PAGE_ALIGN(size);
	if (!cpu_addr)
		return;
	if (is_vmalloc_addr(cpu_addr))
		unmap_uncached(cpu_addr);
	dma_free_contiguous(dev, pfn_to_page(dma_handle >> PAGE_SHIFT), size);
}

int dma_supported(struct device *, u64 mask)
{
	// What lies lowest must be in reach, at least to 24 bits where there is no ZONE_DMA.
	const phys_addr_t lowest = last_address(ZONE_DMA);

	return mask >= min_t(u64, lowest ? lowest : DMA_BIT_MASK(32), memblock_end_of_DRAM() - 1);
}

int dma_set_mask(struct device *dev, u64 mask)
{
	if (!dev->dma_mask || !dma_supported(dev, mask))
		return -EIO;
	*dev->dma_mask = mask;
	return 0;
}

int dma_set_coherent_mask(struct device *dev, u64 mask)
{
	if (!dma_supported(dev, mask))
		return -EIO;
	dev->coherent_dma_mask = mask;
	return 0;
}

EXPORT_SYMBOL(dma_alloc_attrs);
EXPORT_SYMBOL(dma_free_attrs);
EXPORT_SYMBOL(dma_set_mask);
EXPORT_SYMBOL(dma_set_coherent_mask);
