// SPDX-License-Identifier: GPL-2.0-only
/*
 * The page allocator's decisions, step by step: which page frames an allocation gets.
 *
 * Built unchanged into Linux and into slub64 (tests/conformance/run, scripts/linux-reference). Everything happens in
 * ZONE_MOVABLE (movablecore= on the command line). Only boot memory lies there otherwise, at the zone's end and in each kernel
 * as much as it needs; so level() first takes the whole zone, gives the first 48 blocks of 4 MiB back, and sets watermarks and
 * the bounds of the per-CPU lists, which follow from the zone's size: both kernels begin with the same. Steps: +order.frame handed out, -order.frame freed, frame counted from the zone's start; x: the zone had
 * nothing to give, and another zone or none served.
 */
#include "steps.h"

#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/string.h>

#define MOST 6000
/* Blocks of the largest order to work with. */
#define BLOCKS 48

static struct steps steps;
static u32 seed = 4711;
static struct zone *zone;

static struct {
	struct page *page;
	unsigned int order;
} held[MOST];
static int nr_held;

static long frame(struct page *page)
{
	return page_to_pfn(page) - zone->zone_start_pfn;
}

/* Records an allocation's outcome. Return: whether it came out of the zone; if not, it is given back. */
static bool got(struct page *page, unsigned int order)
{
	if (page && page_zone(page) == zone) {
		step(&steps, '+', order, frame(page), 1L << order);
		held[nr_held].page = page;
		held[nr_held++].order = order;
		return true;
	}
	step(&steps, 'x', order, 0, 0);
	if (page)
		__free_pages(page, order);
	return false;
}

static bool take(unsigned int order)
{
	if (nr_held == MOST)
		return false;
	return got(alloc_pages(GFP_HIGHUSER_MOVABLE | __GFP_NOWARN | __GFP_NORETRY, order), order);
}

static void give(int at, bool in_order)
{
	struct page *page = held[at].page;
	unsigned int order = held[at].order;

	step(&steps, '-', order, frame(page), 1L << order);
	__free_pages(page, order);
	nr_held--;
	if (in_order)
		memmove(&held[at], &held[at + 1], (nr_held - at) * sizeof(held[0]));
	else
		held[at] = held[nr_held];
}

/* Counts after a phase: pages on this CPU's lists, then the free blocks of each order. */
static void phase(const char *name)
{
	struct free_area *area = zone->free_area;

	steps_mark(&steps, "%s: pcp %d high %d free %lu %lu %lu %lu %lu %lu %lu %lu %lu %lu %lu",
		   name, this_cpu_ptr(zone->per_cpu_pageset)->count,
		   this_cpu_ptr(zone->per_cpu_pageset)->high, area[0].nr_free, area[1].nr_free,
		   area[2].nr_free, area[3].nr_free, area[4].nr_free, area[5].nr_free,
		   area[6].nr_free, area[7].nr_free, area[8].nr_free, area[9].nr_free,
		   area[10].nr_free);
}

static void give_all_forwards(void)
{
	int i;

	for (i = 0; i < nr_held; i++) {
		step(&steps, '-', held[i].order, frame(held[i].page), 1L << held[i].order);
		__free_pages(held[i].page, held[i].order);
	}
	nr_held = 0;
}

static void give_all_backwards(void)
{
	while (nr_held)
		give(nr_held - 1, false);
}

static void give_all_random(void)
{
	while (nr_held)
		give(steps_random(&seed, nr_held), false);
}

static void each_order(void)
{
	int order, i;

	for (order = 0; order <= MAX_PAGE_ORDER; order++) {
		for (i = 0; i < 5; i++)
			take(order);
		if (order % 2)
			give_all_forwards();
		else
			give_all_backwards();
	}
	phase("orders up");
	for (order = MAX_PAGE_ORDER; order >= 0; order--) {
		for (i = 0; i < 4; i++)
			take(order);
		give(1, true);
	}
	phase("orders down");
	give_all_random();
	phase("orders end");
}

static void single_pages(void)
{
	int i, round;

	for (i = 0; i < 3000; i++)
		take(0);
	phase("3000 pages");
	give_all_forwards();
	phase("fifo");
	for (i = 0; i < 3000; i++)
		take(0);
	give_all_backwards();
	phase("lifo");
	for (round = 0; round < 12; round++) {
		for (i = 0; i < 400; i++)
			take(0);
		for (i = 0; i < 300; i++)
			give(round % 2 ? nr_held - 1 : 0, true);
		phase("waves");
	}
	drain_all_pages(zone);
	phase("drained");
	give_all_forwards();
	phase("waves end");
}

/* How likely an order is: 0 most, large ones seldom. */
static unsigned int any_order(void)
{
	u32 dice = steps_random(&seed, 100);

	if (dice < 50)
		return 0;
	if (dice < 80)
		return 1 + steps_random(&seed, 3);
	if (dice < 97)
		return 4 + steps_random(&seed, 4);
	return 8 + steps_random(&seed, 3);
}

static void random_orders(void)
{
	int i;

	for (i = 0; i < 6000; i++) {
		/* Grows for 1500 steps, shrinks for 1500. */
		if (nr_held && steps_random(&seed, 100) < (i / 1500 % 2 ? 62 : 38))
			give(steps_random(&seed, nr_held), false);
		else
			take(any_order());
		if (i % 750 == 749)
			phase("random");
		if (i % 2000 == 1999) {
			drain_all_pages(zone);
			phase("random, drained");
		}
	}
	give_all_random();
	phase("random end");
}

static void bulk(void)
{
	static struct page *batch[128];
	unsigned long i, n;
	int round;

	for (round = 0; round < 40; round++) {
		unsigned long want = 1 + steps_random(&seed, 128);

		memset(batch, 0, sizeof(batch));
		/* Some places are taken already: those are left alone. */
		if (round % 4 == 3)
			batch[want / 2] = alloc_page(GFP_HIGHUSER_MOVABLE);
		n = alloc_pages_bulk_array(GFP_HIGHUSER_MOVABLE, want, batch);
		step(&steps, 'b', want, n, 0);
		for (i = 0; i < n && nr_held < MOST; i++)
			got(batch[i], 0);
		if (round % 3 == 2)
			for (i = 0; i < 100 && nr_held; i++)
				give(steps_random(&seed, nr_held), false);
	}
	phase("bulk");
	give_all_forwards();
	phase("bulk end");
}

/* A block cut into pages, which go back one by one. */
static void split(void)
{
	int order, i;

	for (order = 1; order <= 6; order++) {
		struct page *page = alloc_pages(GFP_HIGHUSER_MOVABLE, order);

		if (!got(page, order))
			continue;
		split_page(page, order);
		nr_held--;
		for (i = 0; i < 1 << order; i++) {
			held[nr_held].page = page + i;
			held[nr_held++].order = 0;
		}
		if (order % 2)
			give_all_random();
		else
			give_all_backwards();
	}
	phase("split");
}

/* Takes all that the zone gives, from the largest blocks down to single pages, and returns it in random order. */
static void exhaust(void)
{
	int order;

	for (order = MAX_PAGE_ORDER; order >= 0; order--)
		while (take(order))
			;
	phase("exhausted");
	for (order = 0; order < 20; order++) {
		give(steps_random(&seed, nr_held), false);
		take(order % 4);
	}
	phase("at the limit");
	give_all_random();
	phase("returned");
	drain_all_pages(zone);
	phase("end");
}

/* Makes the zone the same in both kernels; what is taken here is never given back. */
static void level(void)
{
	static struct page *blocks[BLOCKS];
	struct per_cpu_pages *pcp = this_cpu_ptr(zone->per_cpu_pageset);
	int order, i, number = 0;

	for (i = 0; i < NR_WMARK; i++)
		zone->_watermark[i] = 0;
	drain_all_pages(zone);
	for (order = MAX_PAGE_ORDER; order >= 0; order--)
		for (;;) {
			struct page *page = alloc_pages(
				GFP_HIGHUSER_MOVABLE | __GFP_NOWARN | __GFP_NORETRY, order);

			if (!page || page_zone(page) != zone) {
				if (page)
					__free_pages(page, order);
				break;
			}
			if (order == MAX_PAGE_ORDER && frame(page) >> order < BLOCKS) {
				blocks[frame(page) >> order] = page;
				number++;
			}
		}
	for (i = 0; i < BLOCKS; i++)
		if (blocks[i])
			__free_pages(blocks[i], MAX_PAGE_ORDER);

	zone->_watermark[WMARK_MIN] = 64;
	zone->_watermark[WMARK_LOW] = 128;
	zone->_watermark[WMARK_HIGH] = 192;
	zone->_watermark[WMARK_PROMO] = 256;
	pcp->batch = 15;
	pcp->high = pcp->high_min = 127;
	pcp->high_max = 6000;
	pcp->alloc_factor = 0;
	pcp->free_count = 0;
	pcp->flags = 0;
	/* More than a CPU keeps to itself: its difference is added to the zone's count, and begins at 0. */
	__mod_zone_page_state(zone, NR_FREE_PAGES, 1000);
	__mod_zone_page_state(zone, NR_FREE_PAGES, -1000);
	steps_mark(&steps, "blocks %d, free pages %lu, count in steps of %d", number,
		   zone_page_state(zone, NR_FREE_PAGES),
		   this_cpu_ptr(zone->per_cpu_zonestats)->stat_threshold);
}

void __init conformance_pages(void)
{
	zone = &NODE_DATA(0)->node_zones[ZONE_MOVABLE];
	if (!zone_managed_pages(zone))
		return;
	printk(KERN_INFO "steps begin pages\n");
	level();
	watch_pages(zone->zone_start_pfn, zone_end_pfn(zone));
	phase("start");
	each_order();
	single_pages();
	split();
	bulk();
	random_orders();
	exhaust();
	watch_end();
	printk(KERN_INFO "steps end pages %lu\n", steps.done);
}
