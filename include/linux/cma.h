/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The contiguous memory allocator: areas that are set aside at boot for large buffers of devices, and lent to movable pages
 * meanwhile. mm/cma/cma.cpp, whose head is the theory. Linux 6.12: include/linux/cma.h.
 */
#ifndef __CMA_H__
#define __CMA_H__

#include <linux/init.h>
#include <linux/mmzone.h>
#include <linux/numa.h>
#include <linux/types.h>

#ifdef CONFIG_CMA_AREAS
#define MAX_CMA_AREAS CONFIG_CMA_AREAS
#endif

#define CMA_MAX_NAME 64

/* Areas begin and end with pageblocks, as these are what has a migrate type. */
#define CMA_MIN_ALIGNMENT_PAGES pageblock_nr_pages
#define CMA_MIN_ALIGNMENT_BYTES (PAGE_SIZE * CMA_MIN_ALIGNMENT_PAGES)

struct cma;
struct folio;

__BEGIN_DECLS

extern unsigned long totalcma_pages; /* of all areas; 0 without CONFIG_CMA */

#ifdef CONFIG_CMA

phys_addr_t cma_get_base(const struct cma *cma);
unsigned long cma_get_size(const struct cma *cma); /* bytes */
const char *cma_get_name(const struct cma *cma);

/**
 * cma_declare_contiguous_nid() - set an area aside
 * @base: where it begins, or from where on to look; 0: anywhere
 * @size: bytes
 * @limit: address that it must end before; 0: none
 * @alignment: of the area in bytes, a power of two, or 0; at least CMA_MIN_ALIGNMENT_BYTES is taken
 * @order_per_bit: an allocation is counted in units of 2^order_per_bit pages
 * @fixed: exactly at @base
 * @name: NULL: "cma0" and so on
 *
 * Boot only, while memblock has the memory. Returns 0 and one line in the log; or -EINVAL, -EBUSY, -ENOMEM, -ENOSPC with a line that says why.
 */
int __init cma_declare_contiguous_nid(phys_addr_t base, phys_addr_t size, phys_addr_t limit,
				      phys_addr_t alignment, unsigned int order_per_bit, bool fixed,
				      const char *name, struct cma **res_cma, int nid);
static inline int __init cma_declare_contiguous(phys_addr_t base, phys_addr_t size,
						phys_addr_t limit, phys_addr_t alignment,
						unsigned int order_per_bit, bool fixed,
						const char *name, struct cma **res_cma)
{
	return cma_declare_contiguous_nid(base, size, limit, alignment, order_per_bit, fixed, name,
					  res_cma, NUMA_NO_NODE);
}
/** cma_init_reserved_mem() - make an area of memory that memblock has reserved. Returns 0, -EINVAL, -ENOSPC */
int __init cma_init_reserved_mem(phys_addr_t base, phys_addr_t size, unsigned int order_per_bit,
				 const char *name, struct cma **res_cma);

/**
 * cma_alloc() - contiguous pages out of an area
 * @cma: NULL: there are none
 * @count: pages
 * @align: order of the alignment
 * @no_warn: say nothing when there are none
 *
 * Each page has one reference. May sleep. Returns the first, or NULL.
 */
struct page *cma_alloc(struct cma *cma, unsigned long count, unsigned int align, bool no_warn);
/** cma_alloc_folio() - the same as one folio of @order > 0; @gfp holds __GFP_COMP */
struct folio *cma_alloc_folio(struct cma *cma, int order, gfp_t gfp);
/** cma_release() - give back. False: not pages of this area, nothing has been done. May sleep. */
bool cma_release(struct cma *cma, const struct page *pages, unsigned long count);
bool cma_free_folio(struct cma *cma, const struct folio *folio);
bool cma_pages_valid(struct cma *cma, const struct page *pages, unsigned long count);

/** cma_for_each_area() - call it() with each area until it returns something other than 0; returns that */
int cma_for_each_area(int (*it)(struct cma *cma, void *data), void *data);
/** cma_reserve_pages_on_error() - the area's pages stay reserved if it can't be activated */
void __init cma_reserve_pages_on_error(struct cma *cma);

#else

static inline struct page *cma_alloc(struct cma *cma, unsigned long count, unsigned int align,
				     bool no_warn)
{
	return NULL;
}
static inline struct folio *cma_alloc_folio(struct cma *cma, int order, gfp_t gfp)
{
	return NULL;
}
static inline bool cma_release(struct cma *cma, const struct page *pages, unsigned long count)
{
	return false;
}
static inline bool cma_free_folio(struct cma *cma, const struct folio *folio)
{
	return false;
}

#endif

__END_DECLS

#endif
