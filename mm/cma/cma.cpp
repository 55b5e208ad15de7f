// SPDX-License-Identifier: GPL-2.0-only
// The contiguous memory allocator.
//
// A device that needs a large buffer in one piece seldom finds one once the machine has run for a while; memory that is kept for it
// is lost to everybody else. So an area is set aside at boot and lent: its pageblocks are of type CMA, from which only movable
// requests are served, and when the device wants its buffer those pages are moved elsewhere.
//
//      boot      memblock reserves the area                                     cma_declare_contiguous_nid()
//      later     its blocks go to the buddy lists of type CMA                   cma_activate_area()
//      lent      movable requests: when over half of the zone's free memory is in CMA blocks, or their own lists are empty
//                                                                               mm/page/buddy.cpp
//      wanted    bitmap │000000│111│000│   a place in the area that no device has        cma_alloc()
//                       └──┬───┘           → alloc_contig_range(): lent pages leave, the range is taken
//                          ▼               busy? the next place                 (mm/page/contig.cpp)
//      back      free_contig_range(), bits cleared                              cma_release()
//
// What is free in CMA blocks is in NR_FREE_PAGES and, by itself, in NR_FREE_CMA_PAGES; watermarks don't count it for requests that
// can't use it. As pages can't be moved here yet, a lent page is in the way until it is freed.
//
// cma->lock guards the bitmap; cma_mutex lets one at a time isolate pageblocks. Linux 6.12: mm/cma.c, init_cma_reserved_pageblock().
#include "mm/cma/cma.h"

#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/find.h>
#include <linux/gfp.h>
#include <linux/guard.hpp>
#include <linux/log2.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/vmstat.h>

#include "mm/page/internal.h"
#include "mm/page/pageblock.h"

#define CREATE_TRACE_POINTS
#include <trace/events/cma.h>

#undef pr_fmt
#define pr_fmt(fmt) "cma: " fmt

struct cma cma_areas[MAX_CMA_AREAS];
unsigned int cma_area_count;

namespace
{

DEFINE_MUTEX(cma_mutex);

unsigned long pages_to_bits(const struct cma *cma, unsigned long pages)
{
	return ALIGN(pages, 1UL << cma->order_per_bit) >> cma->order_per_bit;
}

void clear_bits(struct cma *cma, unsigned long pfn, unsigned long count)
{
	spinlock_irqsave_guard guard(&cma->lock);

	bitmap_clear(cma->bitmap, (pfn - cma->base_pfn) >> cma->order_per_bit,
		     pages_to_bits(cma, count));
}

// ------------------------------------------------ boot ------------------------------------------------

// A block that memblock had reserved becomes one free block of type CMA.
void __init init_cma_reserved_pageblock(unsigned long pfn)
{
	struct page *page = pfn_to_page(pfn);

	for (unsigned long i = 0; i < pageblock_nr_pages; i++) {
		__ClearPageReserved(page + i);
		set_page_count(page + i, 0);
	}
	buddy::set_pageblock_migratetype(page, MIGRATE_CMA);
	set_page_count(page, 1);
	__free_pages(page, pageblock_order);
	adjust_managed_page_count(page, pageblock_nr_pages);
	page_zone(page)->cma_pages += pageblock_nr_pages;
}

// alloc_contig_range() works in one zone.
bool __init is_in_one_zone(const struct cma *cma)
{
	struct zone *zone = page_zone(pfn_to_page(cma->base_pfn));
	const unsigned long last = cma->base_pfn + cma->count - 1;

	WARN_ON_ONCE(!pfn_valid(cma->base_pfn) || !pfn_valid(last));
	return zone_spans_pfn(zone, last) && page_zone(pfn_to_page(last)) == zone;
}

void __init give_up(struct cma *cma)
{
	if (!cma->reserve_pages_on_error)
		for (unsigned long i = 0; i < cma->count; i++)
			free_reserved_page(pfn_to_page(cma->base_pfn + i));
	totalcma_pages -= cma->count;
	cma->count = 0;
	pr_err("CMA area %s could not be activated\n", cma->name);
}

void __init cma_activate_area(struct cma *cma)
{
	spin_lock_init(&cma->lock);
	spin_lock_init(&cma->mem_head_lock);
	if (!is_in_one_zone(cma))
		return give_up(cma);
	cma->bitmap = static_cast<unsigned long *>(
		kzalloc(bitmap_size(cma_bitmap_maxno(cma)), GFP_KERNEL));
	if (!cma->bitmap)
		return give_up(cma);
	for (unsigned long i = 0; i < cma->count; i += pageblock_nr_pages)
		init_cma_reserved_pageblock(cma->base_pfn + i);
}

// Above 4 GiB and from below, if there is that much: the zones for devices stay free, and compaction, which gathers pages at
// the end of a zone, works away from the area.
phys_addr_t __init find_area(phys_addr_t size, phys_addr_t alignment, phys_addr_t base,
			     phys_addr_t limit, int nid)
{
	phys_addr_t found = 0;

	if (!memblock_bottom_up() && memblock_end_of_DRAM() >= SZ_4G + size) {
		memblock_set_bottom_up(true);
		found = memblock_alloc_range_nid(size, alignment, SZ_4G, limit, nid, true);
		memblock_set_bottom_up(false);
	}
	return found ? found : memblock_alloc_range_nid(size, alignment, base, limit, nid, true);
}

// ------------------------------------------------ allocation ------------------------------------------------

void show_free(struct cma *cma)
{
	const unsigned long bits = cma_bitmap_maxno(cma);
	unsigned long total = 0, start = 0;

	spinlock_irqsave_guard guard(&cma->lock);

	pr_info("number of available pages: ");
	for (;;) {
		const unsigned long zero = find_next_zero_bit(cma->bitmap, bits, start);

		if (zero >= bits)
			break;
		start = find_next_bit(cma->bitmap, bits, zero);

		const unsigned long part = (start - zero) << cma->order_per_bit;

		pr_cont("%s%lu@%lu", total ? "+" : "", part, zero);
		total += part;
	}
	pr_cont("=> %lu free of %lu total pages\n", total, cma->count);
}

// Takes the next place in the bitmap, from bit @start on. Its pfn, or 0.
unsigned long take_bits(struct cma *cma, unsigned long &start, unsigned long count,
			unsigned int align)
{
	const unsigned int unit = cma->order_per_bit;
	const unsigned long mask = align > unit ? (1UL << (align - unit)) - 1 : 0;
	const unsigned long offset = (cma->base_pfn & ((1UL << align) - 1)) >> unit;
	const unsigned long bits = pages_to_bits(cma, count);

	spinlock_irqsave_guard guard(&cma->lock);

	const unsigned long at = bitmap_find_next_zero_area_off(cma->bitmap, cma_bitmap_maxno(cma),
								start, bits, mask, offset);

	if (at >= cma_bitmap_maxno(cma))
		return 0;
	bitmap_set(cma->bitmap, at, bits);
	start = at + mask + 1;
	return cma->base_pfn + (at << unit);
}

// 0 and its pfn, or why there is none.
int find_range(struct cma *cma, unsigned long count, unsigned int align, gfp_t gfp,
	       unsigned long &pfn)
{
	unsigned long start = 0;
	int error = -ENOMEM;

	while (const unsigned long here = take_bits(cma, start, count, align)) {
		pfn = here;
		mutex_lock(&cma_mutex);
		error = alloc_contig_range(pfn, pfn + count, MIGRATE_CMA, gfp);
		mutex_unlock(&cma_mutex);
		if (!error)
			return 0;
		clear_bits(cma, pfn, count);
		if (error != -EBUSY)
			return error;
		trace_cma_alloc_busy_retry(cma->name, pfn, pfn_to_page(pfn), count, align);
	}
	return error;
}

void count_result(struct cma *cma, unsigned long count, bool success)
{
	count_vm_event(success ? CMA_ALLOC_SUCCESS : CMA_ALLOC_FAIL);
	atomic64_add(count, success ? &cma->nr_pages_succeeded : &cma->nr_pages_failed);
}

struct page *allocate(struct cma *cma, unsigned long count, unsigned int align, gfp_t gfp)
{
	unsigned long pfn = -1;

	trace_cma_alloc_start(cma ? cma->name : nullptr, count, align);
	if (!cma || !cma->count || !cma->bitmap || !count ||
	    pages_to_bits(cma, count) > cma_bitmap_maxno(cma))
		return nullptr;

	const int error = find_range(cma, count, align, gfp, pfn);
	struct page *const page = error ? nullptr : pfn_to_page(pfn);

	if (error && !(gfp & __GFP_NOWARN)) {
		pr_err_ratelimited("%s: %s: alloc failed, req-size: %lu pages, ret: %d\n",
				   "__cma_alloc", cma->name, count, error);
		show_free(cma);
	}
	trace_cma_alloc_finish(cma->name, pfn, page, count, align, error);
	count_result(cma, count, page);
	return page;
}

} // namespace

int __init cma_init_reserved_areas()
{
	for (unsigned int i = 0; i < cma_area_count; i++)
		cma_activate_area(&cma_areas[i]);
	buddy::note_page_sources();
	return 0;
}
core_initcall(cma_init_reserved_areas);

extern "C" {

phys_addr_t cma_get_base(const struct cma *cma)
{
	return PFN_PHYS(cma->base_pfn);
}

unsigned long cma_get_size(const struct cma *cma)
{
	return cma->count << PAGE_SHIFT;
}

const char *cma_get_name(const struct cma *cma)
{
	return cma->name;
}

void __init cma_reserve_pages_on_error(struct cma *cma)
{
	cma->reserve_pages_on_error = true;
}

int __init cma_init_reserved_mem(phys_addr_t base, phys_addr_t size, unsigned int order_per_bit,
				 const char *name, struct cma **res_cma)
{
	struct cma *cma = &cma_areas[cma_area_count];

	if (cma_area_count == ARRAY_SIZE(cma_areas)) {
		pr_err("Not enough slots for CMA reserved regions!\n");
		return -ENOSPC;
	}
	if (!size || !memblock_is_region_reserved(base, size) ||
	    !IS_ALIGNED(base | size, CMA_MIN_ALIGNMENT_BYTES))
		return -EINVAL;

	if (name)
		strscpy(cma->name, name, CMA_MAX_NAME);
	else
		snprintf(cma->name, CMA_MAX_NAME, "cma%u", cma_area_count);
	cma->base_pfn = PFN_DOWN(base);
	cma->count = size >> PAGE_SHIFT;
	cma->order_per_bit = order_per_bit;
	*res_cma = cma;
	cma_area_count++;
	totalcma_pages += cma->count;
	return 0;
}

int __init cma_declare_contiguous_nid(phys_addr_t base, phys_addr_t size, phys_addr_t limit,
				      phys_addr_t alignment, unsigned int order_per_bit, bool fixed,
				      const char *name, struct cma **res_cma, int nid)
{
	const phys_addr_t end = memblock_end_of_DRAM();
	int error;

	if (cma_area_count == ARRAY_SIZE(cma_areas)) {
		pr_err("Not enough slots for CMA reserved regions!\n");
		return -ENOSPC;
	}
	if (!size || (alignment && !is_power_of_2(alignment)))
		return -EINVAL;

	alignment = max_t(phys_addr_t, alignment, CMA_MIN_ALIGNMENT_BYTES);
	if (fixed && base & (alignment - 1)) {
		pr_err("Region at %pa must be aligned to %pa bytes\n", &base, &alignment);
		error = -EINVAL;
		goto failed;
	}
	base = ALIGN(base, alignment);
	size = ALIGN(size, alignment);
	limit &= ~(alignment - 1);
	if (!limit || limit > end)
		limit = end;
	if (!IS_ALIGNED(size >> PAGE_SHIFT, 1UL << order_per_bit))
		return -EINVAL;
	if (base + size > limit) {
		pr_err("Size (%pa) of region at %pa exceeds limit (%pa)\n", &size, &base, &limit);
		error = -EINVAL;
		goto failed;
	}

	if (fixed && base) {
		error = memblock_is_region_reserved(base, size) || memblock_reserve(base, size)
				? -EBUSY
				: 0;
	} else {
		base = find_area(size, alignment, base, limit, nid);
		error = base ? 0 : -ENOMEM;
	}
	if (error)
		goto failed;
	error = cma_init_reserved_mem(base, size, order_per_bit, name, res_cma);
	if (error) {
		memblock_phys_free(base, size);
		goto failed;
	}
	pr_info("Reserved %ld MiB at %pa on node %d\n", (long)(size / SZ_1M), &base, nid);
	return 0;

failed:
	pr_err("Failed to reserve %ld MiB on node %d\n", (long)(size / SZ_1M), nid);
	return error;
}

struct page *cma_alloc(struct cma *cma, unsigned long count, unsigned int align, bool no_warn)
{
	return allocate(cma, count, align, GFP_KERNEL | (no_warn ? __GFP_NOWARN : 0));
}

struct folio *cma_alloc_folio(struct cma *cma, int order, gfp_t gfp)
{
	if (WARN_ON(!order || !(gfp & __GFP_COMP)))
		return nullptr;

	struct page *const page = allocate(cma, 1UL << order, order, gfp);

	return page ? page_folio(page) : nullptr;
}

bool cma_pages_valid(struct cma *cma, const struct page *pages, unsigned long count)
{
	if (!cma || !pages)
		return false;

	const unsigned long pfn = page_to_pfn(pages);

	return pfn >= cma->base_pfn && pfn < cma->base_pfn + cma->count;
}

bool cma_release(struct cma *cma, const struct page *pages, unsigned long count)
{
	if (!cma_pages_valid(cma, pages, count))
		return false;

	const unsigned long pfn = page_to_pfn(pages);

	VM_BUG_ON(pfn + count > cma->base_pfn + cma->count);
	free_contig_range(pfn, count);
	clear_bits(cma, pfn, count);
	atomic64_add(count, &cma->nr_pages_released);
	trace_cma_release(cma->name, pfn, pages, count);
	return true;
}

bool cma_free_folio(struct cma *cma, const struct folio *folio)
{
	if (WARN_ON(!folio_test_large(folio)))
		return false;
	return cma_release(cma, &folio->page, folio_nr_pages(folio));
}

int cma_for_each_area(int (*it)(struct cma *cma, void *data), void *data)
{
	for (unsigned int i = 0; i < cma_area_count; i++)
		if (const int ret = it(&cma_areas[i], data))
			return ret;
	return 0;
}

EXPORT_SYMBOL_GPL(cma_alloc);
EXPORT_SYMBOL_GPL(cma_release);
EXPORT_SYMBOL_GPL(cma_get_name);

} // extern "C"
