// SPDX-License-Identifier: GPL-2.0-only
//
// Pools that a device's end ends: devm_gen_pool_create(), dmam_pool_create().
//
// The device has a resource (devres.cpp) whose data is a pointer to the pool; releasing it destroys the pool. A gen_pool is found
// again by its name, so a device has at most one of each name, and one without.
//
// Linux 6.12: lib/genalloc.c, mm/dmapool.c.

#include <linux/device.h>
#include <linux/dmapool.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/genalloc.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "mm/dmapool.h"

namespace
{

template <typename Pool>
Pool *&pool_in(void *res)
{
	return *static_cast<Pool **>(res);
}

void release_gen_pool(struct device *, void *res)
{
	gen_pool_destroy(pool_in<struct gen_pool>(res));
}

int match_name(struct device *, void *res, void *name)
{
	const char *own = pool_in<struct gen_pool>(res)->name;

	if (!own || !name)
		return !own && !name;
	return !strcmp(own, static_cast<const char *>(name));
}

void release_dma_pool(struct device *, void *res)
{
	dma_pool_destroy(pool_in<struct dma_pool>(res));
}

int match_dma_pool(struct device *, void *res, void *pool)
{
	return pool_in<struct dma_pool>(res) == pool;
}

} // namespace

struct gen_pool *gen_pool_get(struct device *dev, const char *name)
{
	void *found = devres_find(dev, release_gen_pool, match_name, const_cast<char *>(name));

	return found ? pool_in<struct gen_pool>(found) : nullptr;
}

struct gen_pool *devm_gen_pool_create(struct device *dev, int min_alloc_order, int nid,
				      const char *name)
{
	if (gen_pool_get(dev, name))
		return static_cast<struct gen_pool *>(ERR_PTR(-EINVAL));

	const char *own_name = name ? kstrdup_const(name, GFP_KERNEL) : nullptr;
	void *res = devres_alloc(release_gen_pool, sizeof(void *), GFP_KERNEL);
	struct gen_pool *pool = gen_pool_create(min_alloc_order, nid);

	if ((name && !own_name) || !res || !pool) {
		kfree(pool);
		if (res)
			devres_free(res);
		kfree_const(own_name);
		return static_cast<struct gen_pool *>(ERR_PTR(-ENOMEM));
	}
	pool->name = own_name;
	pool_in<struct gen_pool>(res) = pool;
	devres_add(dev, res);
	return pool;
}

struct dma_pool *dmam_pool_create(const char *name, struct device *dev, size_t size, size_t align,
				  size_t boundary)
{
	void *res = devres_alloc(release_dma_pool, sizeof(void *), GFP_KERNEL);
	struct dma_pool *pool = res ? dma_pool_create(name, dev, size, align, boundary) : nullptr;

	if (pool) {
		pool_in<struct dma_pool>(res) = pool;
		devres_add(dev, res);
	} else if (res) {
		devres_free(res);
	}
	return pool;
}

void dmam_pool_destroy(struct dma_pool *pool)
{
	WARN_ON(devres_release(pool->dev, release_dma_pool, match_dma_pool, pool));
}

EXPORT_SYMBOL_GPL(gen_pool_get);
EXPORT_SYMBOL_GPL(devm_gen_pool_create);
EXPORT_SYMBOL(dmam_pool_create);
EXPORT_SYMBOL(dmam_pool_destroy);
