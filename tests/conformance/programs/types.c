// SPDX-License-Identifier: GPL-2.0-only
/*
 * The page allocator's decisions about migrate types, step by step: from which type's blocks an allocation is served when its own
 * has none, which pageblocks change their type, when a block is reserved for atomic use, and what is refused.
 *
 * Built unchanged into Linux and into slub64 (tests/conformance/run, scripts/linux-reference). It works in the zone that
 * kernel memory comes from: level() takes all that is free there, gives 12 blocks of 4 MiB from its middle back, and sets
 * watermarks and the bounds of the per-CPU lists; nobody else runs meanwhile. Steps: +kind.frame handed out, -kind.frame
 * freed, xkind.0 refused, wkind.number how many were handed out before a refusal; kind is 16 * type + order, frame counts from the first of the 12 blocks.
 */
#include "steps.h"

#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/string.h>

#define MOST   6000
#define BLOCKS 12
/* The first block of the zone to work with: far from what is used at boot. */
#define FIRST_BLOCK 70

static struct steps steps;
static u32 seed = 1812;
static struct zone *zone;
static struct page *first;
static LIST_HEAD(taken);

/* No reclaim: what the lists cannot give is refused. Type 3 may use reserves. */
static const gfp_t types[] = {
	__GFP_NOWARN | __GFP_NOMEMALLOC,
	__GFP_NOWARN | __GFP_NOMEMALLOC | __GFP_MOVABLE,
	__GFP_NOWARN | __GFP_NOMEMALLOC | __GFP_RECLAIMABLE,
	__GFP_NOWARN | __GFP_HIGH,
};

static struct {
	struct page *page;
	unsigned int order, type;
} held[MOST];
static int nr_held;

static long frame(struct page *page)
{
	return page_to_pfn(page) - page_to_pfn(first);
}

static bool take(unsigned int type, unsigned int order)
{
	struct page *page;

	if (nr_held == MOST)
		return false;
	page = alloc_pages(types[type], order);
	if (!page) {
		step(&steps, 'x', 16 * type + order, 0, 0);
		return false;
	}
	step(&steps, '+', 16 * type + order, frame(page), 1L << order);
	held[nr_held].page = page;
	held[nr_held].type = type;
	held[nr_held++].order = order;
	return true;
}

static void give(int at)
{
	struct page *page = held[at].page;
	unsigned int order = held[at].order;

	step(&steps, '-', 16 * held[at].type + order, frame(page), 1L << order);
	__free_pages(page, order);
	held[at] = held[--nr_held];
}

static void give_all_random(void)
{
	while (nr_held)
		give(steps_random(&seed, nr_held));
}

/* The types of the 12 pageblocks, pages on this CPU's lists, then the free blocks of each order. */
static void phase(const char *name)
{
	struct free_area *area = zone->free_area;
	char letters[BLOCKS + 1] = {};
	int i;

	for (i = 0; i < BLOCKS; i++)
		letters[i] =
			"UMRH????"[get_pageblock_migratetype(first + i * pageblock_nr_pages) & 7];
	steps_mark(&steps,
		   "%s: %s boost %lu pcp %d free %lu %lu %lu %lu %lu %lu %lu %lu %lu %lu %lu", name,
		   letters, zone->watermark_boost, this_cpu_ptr(zone->per_cpu_pageset)->count,
		   area[0].nr_free, area[1].nr_free, area[2].nr_free, area[3].nr_free,
		   area[4].nr_free, area[5].nr_free, area[6].nr_free, area[7].nr_free,
		   area[8].nr_free, area[9].nr_free, area[10].nr_free);
}

/* Makes the zone the same in both kernels. Return: whether all blocks were free. */
static bool level(void)
{
	static struct page *blocks[BLOCKS];
	struct per_cpu_pages *pcp = this_cpu_ptr(zone->per_cpu_pageset);
	struct page *page;
	int order, i, passed, number = 0;

	for (i = 0; i < NR_WMARK; i++)
		zone->_watermark[i] = 0;
	zone->watermark_boost = 0;
	for (i = 0; i < MAX_NR_ZONES; i++)
		zone->lowmem_reserve[i] = 0;
	/* A pass leaves what was on the CPU's lists when the last free page went. */
	do {
		drain_all_pages(zone);
		passed = 0;
		for (order = MAX_PAGE_ORDER; order >= 0; order--)
			while ((page = alloc_pages(types[1], order))) {
				unsigned long block = frame(page) >> MAX_PAGE_ORDER;

				passed++;
				if (order == MAX_PAGE_ORDER && block < BLOCKS) {
					blocks[block] = page;
					number++;
					continue;
				}
				set_page_private(page, order);
				list_add(&page->lru, &taken);
			}
	} while (passed);
	for (i = 0; i < BLOCKS; i++)
		if (blocks[i])
			__free_pages(blocks[i], MAX_PAGE_ORDER);

	zone->_watermark[WMARK_MIN] = 128;
	zone->_watermark[WMARK_LOW] = 160;
	zone->_watermark[WMARK_HIGH] = 192;
	zone->_watermark[WMARK_PROMO] = 224;
	zone->watermark_boost = 0;
	pcp->batch = 15;
	pcp->high = pcp->high_min = 63;
	pcp->high_max = 800;
	pcp->alloc_factor = 0;
	pcp->free_count = 0;
	pcp->flags = 0;
	__mod_zone_page_state(zone, NR_FREE_PAGES, 1000);
	__mod_zone_page_state(zone, NR_FREE_PAGES, -1000);
	steps_mark(&steps, "blocks %d, free pages %lu, count in steps of %d", number,
		   zone_page_state(zone, NR_FREE_PAGES),
		   this_cpu_ptr(zone->per_cpu_zonestats)->stat_threshold);
	return number == BLOCKS;
}

/* Gives back what level() took, and the watermarks' room with it. */
static void unlevel(void)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, &taken, lru) {
		unsigned int order = page_private(page);

		list_del(&page->lru);
		set_page_private(page, 0);
		__free_pages(page, order);
	}
}

/* How likely an order is: 0 most, large ones seldom. */
static unsigned int any_order(void)
{
	u32 dice = steps_random(&seed, 100);

	if (dice < 50)
		return 0;
	if (dice < 80)
		return 1 + steps_random(&seed, 3);
	if (dice < 98)
		return 4 + steps_random(&seed, 4);
	return 8 + steps_random(&seed, 3);
}

static void one_of_each(void)
{
	int order, type;

	for (type = 0; type < 3; type++)
		for (order = 0; order <= MAX_PAGE_ORDER; order++)
			take(type, order);
	phase("one of each");
	give_all_random();
	drain_all_pages(zone);
	phase("one of each end");
}

static void random_work(int number, int atomic_percent)
{
	int i;

	for (i = 0; i < number; i++) {
		u32 dice = steps_random(&seed, 100);

		if (nr_held && steps_random(&seed, 100) < (i / 800 % 2 ? 60 : 42))
			give(steps_random(&seed, nr_held));
		else if (dice < atomic_percent)
			take(3, steps_random(&seed, 4));
		else
			take(dice % 3, any_order());
		if (i % 400 == 399)
			phase("random");
	}
	give_all_random();
	drain_all_pages(zone);
	phase("random end");
}

/* Fills the zone with one type, frees every second one, and lets the others compete for the gaps. */
static void gaps(int type)
{
	int order, i;

	for (order = 6; order >= 0; order--)
		while (take(type, order))
			;
	phase("full");
	/* What may use reserves still gets some, and a block is set apart for it. */
	for (i = 0; i < 24; i++)
		take(3, 1 + i % 3);
	phase("reserves");
	for (i = nr_held - 1; i >= 0; i -= 2)
		give(i);
	phase("gaps");
	for (i = 0; i < 150; i++)
		take((type + 1 + i % 2) % 3, steps_random(&seed, 5));
	for (i = 0; i < 60; i++)
		take(3, steps_random(&seed, 4));
	phase("gaps filled");
	give_all_random();
	drain_all_pages(zone);
	phase("gaps end");
}

/*
 * How far down each kind of request may go: single pages and then blocks until the first refusal, at three heights of the watermarks,
 * with a boost and without.
 */
static void watermarks(void)
{
	static const gfp_t requests[] = {
		__GFP_NOWARN | __GFP_NOMEMALLOC, __GFP_NOWARN | __GFP_NOMEMALLOC | __GFP_MOVABLE,
		__GFP_NOWARN | __GFP_HIGH,       __GFP_NOWARN | __GFP_HIGH | __GFP_NOMEMALLOC,
		__GFP_NOWARN | __GFP_NORETRY,    __GFP_NOWARN | __GFP_MEMALLOC,
	};
	static const unsigned int orders[] = {0, 1, 3, 5, 9};
	int height, boost, i, k;

	for (height = 1; height <= 3; height++)
		for (boost = 0; boost < 2; boost++)
			for (i = 0; i < ARRAY_SIZE(requests); i++)
				for (k = 0; k < ARRAY_SIZE(orders); k++) {
					struct page *page = NULL, *next;
					LIST_HEAD(got);
					long number = 0;

					zone->_watermark[WMARK_MIN] = 200 * height;
					zone->_watermark[WMARK_LOW] = 300 * height;
					zone->_watermark[WMARK_HIGH] = 400 * height;
					zone->watermark_boost = boost * 500;
					while ((page = alloc_pages(requests[i], orders[k]))) {
						list_add(&page->lru, &got);
						number++;
					}
					step(&steps, 'w', 16 * i + orders[k], number, 0);
					steps_mark(&steps, "height %d boost %d: free %lu", height,
						   boost, zone_page_state(zone, NR_FREE_PAGES));
					list_for_each_entry_safe(page, next, &got, lru) {
						list_del(&page->lru);
						__free_pages(page, orders[k]);
					}
					drain_all_pages(zone);
				}
	phase("watermarks end");
}

void __init conformance_types(void)
{
	struct page *page = alloc_page(GFP_KERNEL);

	zone = page_zone(page);
	__free_page(page);
	first = pfn_to_page(ALIGN(zone->zone_start_pfn, MAX_ORDER_NR_PAGES) +
			    FIRST_BLOCK * MAX_ORDER_NR_PAGES);
	printk(KERN_INFO "steps begin types\n");
	if (level()) {
		watch_pages(page_to_pfn(first), page_to_pfn(first) + BLOCKS * MAX_ORDER_NR_PAGES);
		phase("start");
		one_of_each();
		random_work(2400, 0);
		gaps(0);
		gaps(1);
		gaps(2);
		random_work(2400, 10);
		if (!watching)
			watermarks();
		watch_end();
	}
	unlevel();
	printk(KERN_INFO "steps end types %lu\n", steps.done);
}
