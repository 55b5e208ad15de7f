/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a device is given memory, for those who set devices up. There are no IOMMUs here, so every device sees physical addresses and
 * has no operations of its own. Linux 6.12: include/linux/dma-map-ops.h.
 */
#ifndef _LINUX_DMA_MAP_OPS_H
#define _LINUX_DMA_MAP_OPS_H

#include <linux/dma-mapping.h>

struct dma_map_ops;

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

#endif /* _LINUX_DMA_MAP_OPS_H */
