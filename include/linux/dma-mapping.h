/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory that a device reads and writes by itself: what it reaches, and coherent memory, which CPU and device see alike without
 * cache maintenance. mm/dma_direct.cpp tells how. A part of Linux 6.12's include/linux/dma-mapping.h: streaming mappings
 * (dma_map_single() and the like) are not there.
 */
#ifndef _LINUX_DMA_MAPPING_H
#define _LINUX_DMA_MAPPING_H

#include <linux/device.h>
#include <linux/dma-direction.h>
#include <linux/errno.h>
#include <linux/gfp_types.h>
#include <linux/types.h>

/* attrs. On this architecture only NO_WARN has an effect, and FORCE_CONTIGUOUS is always so. */
#define DMA_ATTR_WEAK_ORDERING      (1UL << 1)
#define DMA_ATTR_WRITE_COMBINE      (1UL << 2)
#define DMA_ATTR_NO_KERNEL_MAPPING  (1UL << 4)
#define DMA_ATTR_SKIP_CPU_SYNC      (1UL << 5)
#define DMA_ATTR_FORCE_CONTIGUOUS   (1UL << 6)
#define DMA_ATTR_ALLOC_SINGLE_PAGES (1UL << 7)
#define DMA_ATTR_NO_WARN            (1UL << 8)
#define DMA_ATTR_PRIVILEGED         (1UL << 9)

/* The handle of what could not be mapped. */
#define DMA_MAPPING_ERROR (~(dma_addr_t)0)

/* Addresses of n bits. */
#define DMA_BIT_MASK(n) (((n) == 64) ? ~0ULL : ((1ULL << (n)) - 1))

__BEGIN_DECLS

/**
 * dma_alloc_attrs() - coherent memory for a device
 * @size: bytes, rounded up to pages
 * @dma_handle: gets the address by which the device knows it
 * @flag: GFP_KERNEL; GFP_ATOMIC only for a device that is coherent. Zone flags are ignored: @dev's coherent mask decides
 * @attrs: DMA_ATTR_*
 *
 * Physically contiguous, zeroed. For a device that does not look into the CPU's caches it is mapped uncached in vmalloc space.
 * Return: its kernel address, or NULL.
 */
void *dma_alloc_attrs(struct device *dev, size_t size, dma_addr_t *dma_handle, gfp_t flag,
		      unsigned long attrs);
/** dma_free_attrs() - give it back: all five as they were. Task context for a device that is not coherent. */
void dma_free_attrs(struct device *dev, size_t size, void *cpu_addr, dma_addr_t dma_handle,
		    unsigned long attrs);

static inline void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *dma_handle,
				       gfp_t gfp)
{
	return dma_alloc_attrs(dev, size, dma_handle, gfp,
			       (gfp & __GFP_NOWARN) ? DMA_ATTR_NO_WARN : 0);
}

static inline void dma_free_coherent(struct device *dev, size_t size, void *cpu_addr,
				     dma_addr_t dma_handle)
{
	dma_free_attrs(dev, size, cpu_addr, dma_handle, 0);
}

/** dma_supported() - is there memory at all that a device with @mask reaches? Return: 1 or 0. */
int dma_supported(struct device *dev, u64 mask);
/** dma_set_mask() - addresses the device can reach. Return: 0; -EIO: it has no mask, or @mask is too narrow. */
int dma_set_mask(struct device *dev, u64 mask);
/** dma_set_coherent_mask() - the same for coherent memory. */
int dma_set_coherent_mask(struct device *dev, u64 mask);

/** dma_set_mask_and_coherent() - both. */
static inline int dma_set_mask_and_coherent(struct device *dev, u64 mask)
{
	int err = dma_set_mask(dev, mask);

	if (!err)
		dma_set_coherent_mask(dev, mask);
	return err;
}

/** dma_coerce_mask_and_coherent() - both, for a device that nobody gave a mask. */
static inline int dma_coerce_mask_and_coherent(struct device *dev, u64 mask)
{
	dev->dma_mask = &dev->coherent_dma_mask;
	return dma_set_mask_and_coherent(dev, mask);
}

/** dma_get_mask() - the mask, 32 bits if there is none. */
static inline u64 dma_get_mask(struct device *dev)
{
	return dev->dma_mask && *dev->dma_mask ? *dev->dma_mask : DMA_BIT_MASK(32);
}

__END_DECLS

#endif /* _LINUX_DMA_MAPPING_H */
