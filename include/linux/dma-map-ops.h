/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a device is given memory, for those who set devices up. There are no IOMMUs here, so every device sees physical addresses and
 * has no operations of its own. Linux 6.12: include/linux/dma-map-ops.h.
 */
#ifndef _LINUX_DMA_MAP_OPS_H
#define _LINUX_DMA_MAP_OPS_H

#include <linux/dma-mapping.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm.h>

struct cma;
struct dma_map_ops;
struct page;

static inline const struct dma_map_ops *get_dma_ops(struct device *dev)
{
	return NULL;
}
static inline void set_dma_ops(struct device *dev, const struct dma_map_ops *dma_ops)
{
}
/** dev_is_dma_coherent() - does the device look into the CPU's caches? A device tree says so ("dma-coherent"). */
static inline bool dev_is_dma_coherent(struct device *dev)
{
	return dev->dma_coherent;
}

/*
 * Buffers out of the contiguous memory allocator's default area: mm/cma/dma.cpp.
 * dma_contiguous_reserve() - boot: set the area of cma= aside, below @limit (0: anywhere)
 * dma_contiguous_setup_rmem() - boot: a reserved region of the device tree becomes an area. 0, -EBUSY, -EINVAL, -ENOSPC, each with a line
 * dma_alloc_contiguous() - @size bytes, page aligned; NULL: not from there (too small, no area, may not sleep, full)
 * dma_free_contiguous() - back to the area, or to the page allocator
 */
#ifdef CONFIG_DMA_CMA
__BEGIN_DECLS
extern struct cma *dma_contiguous_default_area;
void __init dma_contiguous_reserve(phys_addr_t limit);
int __init dma_contiguous_reserve_area(phys_addr_t size, phys_addr_t base, phys_addr_t limit,
				       struct cma **res_cma, bool fixed);
int __init dma_contiguous_setup_rmem(const char *name, phys_addr_t base, phys_addr_t size,
				     bool is_default);
struct page *dma_alloc_contiguous(struct device *dev, size_t size, gfp_t gfp);
void dma_free_contiguous(struct device *dev, struct page *page, size_t size);
__END_DECLS
static inline struct cma *dev_get_cma_area(struct device *dev)
{
	return dma_contiguous_default_area;
}
#else
static inline void dma_contiguous_reserve(phys_addr_t limit)
{
}
static inline int dma_contiguous_setup_rmem(const char *name, phys_addr_t base, phys_addr_t size,
					    bool is_default)
{
	return -ENODEV;
}
static inline struct page *dma_alloc_contiguous(struct device *dev, size_t size, gfp_t gfp)
{
	return NULL;
}
static inline void dma_free_contiguous(struct device *dev, struct page *page, size_t size)
{
	__free_pages(page, get_order(size));
}
#endif

#endif /* _LINUX_DMA_MAP_OPS_H */
