// SPDX-License-Identifier: GPL-2.0-only
// The area that devices' buffers come from.
//
//   cma=SIZE[@BASE[-LIMIT]]                                  boot parameter; stronger than the tree
//   /reserved-memory node, compatible "shared-dma-pool", "reusable"      an area; with "linux,cma-default" this one
//
// dma_alloc_attrs() takes buffers of more than a page from it, as far as it goes. Linux 6.12: kernel/dma/contiguous.c.
#include <linux/cma.h>
#include <linux/dma-map-ops.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/sizes.h>

struct cma *dma_contiguous_default_area;

namespace
{

constexpr phys_addr_t NOT_GIVEN = -1;

__initdata phys_addr_t size_cmdline = NOT_GIVEN;
__initdata phys_addr_t base_cmdline;
__initdata phys_addr_t limit_cmdline;

int __init early_cma(char *p)
{
	char *rest;

	if (!p || !*p) {
		pr_err("Config string not provided\n");
		return -EINVAL;
	}

	const phys_addr_t size = memparse(p, &rest);
	phys_addr_t base = 0, limit = 0;

	if (*rest == '@') {
		base = memparse(rest + 1, &rest);
		limit = *rest == '-' ? memparse(rest + 1, &rest) : base + size;
	}
	if (*rest)
		return -EINVAL;
	size_cmdline = size;
	base_cmdline = base;
	limit_cmdline = limit;
	return 0;
}
early_param("cma", early_cma);

} // namespace

extern "C" {

int __init dma_contiguous_reserve_area(phys_addr_t size, phys_addr_t base, phys_addr_t limit,
				       struct cma **res_cma, bool fixed)
{
	return cma_declare_contiguous(base, size, limit, 0, 0, fixed, "reserved", res_cma);
}

void __init dma_contiguous_reserve(phys_addr_t limit)
{
	if (size_cmdline == NOT_GIVEN || !size_cmdline || dma_contiguous_default_area)
		return;
	dma_contiguous_reserve_area(size_cmdline, base_cmdline, min_not_zero(limit_cmdline, limit),
				    &dma_contiguous_default_area,
				    base_cmdline + size_cmdline == limit_cmdline);
}

int __init dma_contiguous_setup_rmem(const char *name, phys_addr_t base, phys_addr_t size,
				     bool is_default)
{
	struct cma *cma;

	if (size_cmdline != NOT_GIVEN && is_default) {
		pr_info("Reserved memory: bypass %s node, using cmdline CMA params instead\n",
			name);
		return -EBUSY;
	}
	if (!IS_ALIGNED(base | size, CMA_MIN_ALIGNMENT_BYTES)) {
		pr_err("Reserved memory: incorrect alignment of CMA region\n");
		return -EINVAL;
	}
	if (const int error = cma_init_reserved_mem(base, size, 0, name, &cma)) {
		pr_err("Reserved memory: unable to setup CMA region\n");
		return error;
	}
	if (is_default)
		dma_contiguous_default_area = cma;
	pr_info("Reserved memory: created CMA memory pool at %pa, size %ld MiB\n", &base,
		(long)(size / SZ_1M));
	return 0;
}

// Single pages are contiguous anyway.
struct page *dma_alloc_contiguous(struct device *, size_t size, gfp_t gfp)
{
	if (!gfpflags_allow_blocking(gfp) || size <= PAGE_SIZE || !dma_contiguous_default_area)
		return nullptr;
	return cma_alloc(dma_contiguous_default_area, size >> PAGE_SHIFT,
			 min(get_order(size), CONFIG_CMA_ALIGNMENT), gfp & __GFP_NOWARN);
}

void dma_free_contiguous(struct device *, struct page *page, size_t size)
{
	if (!cma_release(dma_contiguous_default_area, page, PAGE_ALIGN(size) >> PAGE_SHIFT))
		__free_pages(page, get_order(size));
}

} // extern "C"
