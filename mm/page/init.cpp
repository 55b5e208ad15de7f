// SPDX-License-Identifier: GPL-2.0-only
// From memblock to the buddy allocator.
//
// memblock_free_all() walks what memblock knows: struct pages of reservations are marked reserved; every stretch of free
// memory is cut into the largest aligned blocks, which go to the tails of the free lists from the lowest address to the
// highest. Later, pages that were reserved can follow one by one (free_reserved_page(), memblock_free_late()).
//
// Linux 6.12: memblock_free_all(), __free_pages_core(), free_reserved_area(), mem_debugging_and_hardening_init(),
// mem_init_print_info(), set_zone_contiguous().
#include "mm/page/memmap.h"
#include "mm/page/pageblock.h"

#include <linux/cma.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/sizes.h>
#include <linux/string.h>

#include <asm/sections.h>

// The address behind the linear map's last byte, and the same as a number of frames.
constinit void *high_memory = nullptr;
constinit unsigned long max_mapnr = 0;

namespace buddy
{

static __initdata bool init_on_alloc_wanted;
static __initdata bool init_on_free_wanted;

static int __init parse_init_on_alloc(char *p)
{
	return kstrtobool(p, &init_on_alloc_wanted);
}
early_param("init_on_alloc", parse_init_on_alloc);

static int __init parse_init_on_free(char *p)
{
	return kstrtobool(p, &init_on_free_wanted);
}
early_param("init_on_free", parse_init_on_free);

// Clearing options bring page checks along, as in Linux.
static void __init apply_hardening()
{
	if (page_poisoning_wanted && (init_on_alloc_wanted || init_on_free_wanted)) {
		pr_info("mem auto-init: CONFIG_PAGE_POISONING is on, will take precedence over "
			"init_on_alloc and init_on_free\n");
		init_on_alloc_wanted = init_on_free_wanted = false;
	}
	if (page_poisoning_wanted)
		enable_page_poisoning();
	init_on_alloc_enabled = init_on_alloc_wanted;
	init_on_free_enabled = init_on_free_wanted;
	check_pages_enabled = init_on_alloc_wanted || init_on_free_wanted ||
			      page_poisoning_wanted || IS_ENABLED(CONFIG_DEBUG_VM);
	if (check_pages_enabled || page_group_by_mobility_disabled)
		static_branch_inc(&page_extra_work);
	pr_info("mem auto-init: stack:off, heap alloc:%s, heap free:%s\n",
		init_on_alloc_enabled ? "on" : "off", init_on_free_enabled ? "on" : "off");
}

// An aligned block of free memory. The managed pages are counted here, all RAM by the caller.
static void free_boot_block(unsigned long pfn, unsigned int order)
{
	struct page *page;

	if (unlikely(page_poisoning_wanted))
		poison_pages(pfn_to_page(pfn), 1u << order);
	if (order == MAX_PAGE_ORDER) {
		page = init_free_head(pfn);
	} else {
		init_block_now(pfn);
		page = pfn_to_page(pfn);
		for (unsigned long i = 0; i < 1UL << order; i++) {
			__ClearPageReserved(page + i);
			set_page_count(page + i, 0);
		}
	}

	struct zone *zone = page_zone(page);

	if (want_init_on_free())
		clear_pages(page, 1u << order);
	atomic_long_add(1L << order, &zone->managed_pages);
	free_one_page(page, order, Placement::to_tail);
}

static unsigned long __init free_boot_range(phys_addr_t start, phys_addr_t end)
{
	unsigned long pfn = PFN_UP(start);
	unsigned long last = min(PFN_DOWN(end), (phys_addr_t)max_low_pfn);

	if (pfn >= last)
		return 0;

	unsigned long count = last - pfn;

	while (pfn < last) {
		unsigned int order =
			pfn ? min((unsigned int)__builtin_ctzl(pfn), MAX_PAGE_ORDER + 0u)
			    : MAX_PAGE_ORDER;

		while (pfn + (1UL << order) > last)
			order--;
		free_boot_block(pfn, order);
		pfn += 1UL << order;
	}
	return count;
}

} // namespace buddy

using namespace buddy;

void reserve_bootmem_region(phys_addr_t start, phys_addr_t end, int nid)
{
	unsigned long last = PFN_UP(end);

	for (unsigned long pfn = PFN_DOWN(start); pfn < last; pfn++) {
		if (!pfn_valid(pfn))
			continue;
		init_block_now(pfn);
		__SetPageReserved(pfn_to_page(pfn));
	}
}

void reset_all_zones_managed_pages(void)
{
	for (struct zone &zone : contig_page_data.node_zones)
		atomic_long_set(&zone.managed_pages, 0);
}

void __init memblock_free_all(void)
{
	struct memblock_region *region;
	phys_addr_t start, end;
	unsigned long pages = 0;
	u64 i;

	apply_hardening();
	reset_all_zones_managed_pages();
	for_each_mem_region(region)
		if (memblock_is_nomap(region))
			reserve_bootmem_region(region->base, region->base + region->size, 0);
	for_each_reserved_mem_region(region) if (!memblock_is_reserved_noinit(region))
		reserve_bootmem_region(region->base, region->base + region->size, 0);
	for_each_free_mem_range(i, NUMA_NO_NODE, MEMBLOCK_NONE, &start, &end, NULL)
		pages += free_boot_range(start, end);
	totalram_pages_add(pages);
}

void memblock_free_late(phys_addr_t base, phys_addr_t size)
{
	unsigned long end = PFN_DOWN(base + size);

	for (unsigned long pfn = PFN_UP(base); pfn < end; pfn++) {
		free_boot_block(pfn, 0);
		totalram_pages_inc();
	}
}

void adjust_managed_page_count(struct page *page, long count)
{
	atomic_long_add(count, &page_zone(page)->managed_pages);
	totalram_pages_add(count);
}

void free_reserved_page(struct page *page)
{
	ClearPageReserved(page);
	init_page_count(page);
	__free_page(page);
	adjust_managed_page_count(page, 1);
}

// The addresses may be those of the kernel image; the pages are written through the linear map, which is writable.
unsigned long free_reserved_area(void *start, void *end, int poison, const char *s)
{
	unsigned long pos = PAGE_ALIGN((unsigned long)start);
	unsigned long last = PAGE_ALIGN_DOWN((unsigned long)end);
	unsigned long pages = 0;

	for (; pos < last; pos += PAGE_SIZE, pages++) {
		struct page *page = virt_to_page((void *)pos);

		if (poison >= 0 && poison <= 0xff)
			memset(page_address(page), poison, PAGE_SIZE);
		free_reserved_page(page);
	}
	if (pages && s)
		pr_info("Freeing %s memory: %ldK\n", s, pages << (PAGE_SHIFT - 10));
	return pages;
}

void __init mem_init_print_info(void)
{
	unsigned long physpages = get_num_physpages();
	unsigned long code = _etext - _stext;
	unsigned long data = _edata - _sdata;
	unsigned long rodata = __end_rodata - __start_rodata;
	unsigned long init = __init_end - __init_begin;
	unsigned long bss = __bss_stop - __bss_start;

	pr_info("Memory: %luK/%luK available (%luK kernel code, %luK rwdata, %luK rodata, %luK init, %luK bss, %luK reserved, %luK cma-reserved)\n",
		global_zone_page_state(NR_FREE_PAGES) << (PAGE_SHIFT - 10),
		physpages << (PAGE_SHIFT - 10), code / SZ_1K, data / SZ_1K, rodata / SZ_1K,
		init / SZ_1K, bss / SZ_1K,
		(physpages - totalram_pages() - totalcma_pages) << (PAGE_SHIFT - 10),
		totalcma_pages << (PAGE_SHIFT - 10));
}

// Has every frame of the zone a struct page? Then scanners need not ask for each pageblock.
static bool spans_only_valid_sections(struct zone *zone)
{
	unsigned long last = pfn_to_section_nr(zone_end_pfn(zone) - 1);

	for (unsigned long nr = pfn_to_section_nr(zone->zone_start_pfn); nr <= last; nr++)
		if (!valid_section_nr(nr))
			return false;
	return true;
}

static int __init set_zones_contiguous(void)
{
	struct zone *zone;

	for_each_populated_zone(zone)
		zone->contiguous = spans_only_valid_sections(zone);
	return 0;
}
core_initcall(set_zones_contiguous);
