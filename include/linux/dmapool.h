/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pools of small pieces of coherent memory. mm/dmapool.cpp tells how they work; names and behaviour are those of Linux 6.12's
 * include/linux/dmapool.h.
 */
#ifndef LINUX_DMAPOOL_H
#define LINUX_DMAPOOL_H

#include <linux/compiler.h>
#include <linux/gfp_types.h>
#include <linux/types.h>

__BEGIN_DECLS

struct device;
struct dma_pool;

/**
 * dma_pool_create() - a pool of blocks for a device
 * @name: for reports
 * @size: bytes of a block, at least 1
 * @align: a power of two, or 0; blocks are rounded up to it
 * @boundary: a power of two that no block crosses, at least @size; or 0
 *
 * Task context. Return: the pool, which owns no memory yet; NULL when an argument is wrong or memory is short.
 */
struct dma_pool *dma_pool_create(const char *name, struct device *dev, size_t size, size_t align,
				 size_t boundary);
/** dma_pool_destroy() - all blocks are back: else it complains, and leaves the memory. Task context. NULL is allowed. */
void dma_pool_destroy(struct dma_pool *pool);

/** dma_pool_alloc() - a block. @handle gets the device's address of it. Return: the kernel's address, or NULL. */
void *dma_pool_alloc(struct dma_pool *pool, gfp_t mem_flags, dma_addr_t *handle);
/** dma_pool_free() - give it back; both addresses as they were. Any context. */
void dma_pool_free(struct dma_pool *pool, void *vaddr, dma_addr_t addr);

/** dma_pool_zalloc() - a block of zeroes. */
static inline void *dma_pool_zalloc(struct dma_pool *pool, gfp_t mem_flags, dma_addr_t *handle)
{
	return dma_pool_alloc(pool, mem_flags | __GFP_ZERO, handle);
}

/* The same, ended with the device if not before. */
struct dma_pool *dmam_pool_create(const char *name, struct device *dev, size_t size, size_t align,
				  size_t boundary);
void dmam_pool_destroy(struct dma_pool *pool);

__END_DECLS

#endif /* LINUX_DMAPOOL_H */
