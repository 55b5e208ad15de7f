// SPDX-License-Identifier: GPL-2.0-only
/*
 * Replays what a real Linux asked of its memory manager while it booted (replay_boot.c): the mixture of sizes, lifetimes and orders of
 * freeing that the other groups, which do one thing many times, do not have. Printed are
 *
 *	replay_boot_operations	allocations and frees
 *	replay_boot_total	instructions for all of them
 *	replay_boot_perop	instructions for one
 *	replay_boot_live_kib	what was asked for and not given back
 *	replay_boot_slab_kib	the slabs that it lies in, and those that were left over
 *	replay_boot_peak_kib	most memory that was in use; what lies on the CPU's lists is not
 *	replay_boot_free_blocks	pieces of free memory at the end that are smaller than the largest block
 *
 * Events are read from the recording a batch at a time, then carried out: only that is counted.
 */
#include <linux/cpumask.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>
#include "harness.h"
#include "replay.h"

/* Events carried out between two looks at the memory that is left. */
#define BATCH 128

/* More caches than a recording has. */
#define MOST_CACHES 128

/* An allocation: what it gave and of which kind it is; object is NULL once it is freed. */
struct allocation {
	void *object;
	const struct replay_kind *kind;
};

/* What is to be done: kind is NULL for a free. */
struct event {
	struct allocation *target;
	const struct replay_kind *kind;
};

/* More kinds of requests than a recording has. */
#define MOST_KINDS 1024

static struct kmem_cache *caches[MOST_CACHES];
static void *fillers[MOST_KINDS];
static struct event batch[BATCH];

static u32 read_number(const char **at)
{
	u32 number = 0, shift = 0, digit;

	do {
		digit = replay_digit(*(*at)++);
		number |= (digit & 31) << shift;
		shift += 5;
	} while (digit & 32);
	return number;
}

static int read_batch(const struct replay *replay, const char **at, struct allocation *allocations,
		      u32 *allocated)
{
	int count = 0;

	while (count < BATCH && *at < replay->events + replay->bytes) {
		u32 number = read_number(at);
		struct event *event = &batch[count++];

		if (number & 1) {
			event->target = &allocations[*allocated - 1 - (number >> 1)];
			event->kind = NULL;
		} else {
			event->target = &allocations[(*allocated)++];
			event->kind = &replay->kinds[number >> 1];
			event->target->kind = event->kind;
		}
	}
	return count;
}

static void *allocate(const struct replay_kind *kind)
{
	switch (kind->source) {
	case REPLAY_KMALLOC:
		return kmalloc(kind->what, kind->gfp);
	case REPLAY_CACHE:
		return kmem_cache_alloc(caches[kind->what], kind->gfp);
	default:
		return alloc_pages(kind->gfp, kind->what);
	}
}

static void give_back(struct allocation *allocation)
{
	const struct replay_kind *kind = allocation->kind;

	switch (kind->source) {
	case REPLAY_KMALLOC:
		kfree(allocation->object);
		break;
	case REPLAY_CACHE:
		kmem_cache_free(caches[kind->what], allocation->object);
		break;
	default:
		__free_pages(allocation->object, kind->what);
		break;
	}
	allocation->object = NULL;
}

/* Return: how many allocations failed. */
static noinline u32 carry_out(int count)
{
	u32 failed = 0;

	for (int i = 0; i < count; i++) {
		struct event *event = &batch[i];

		if (event->kind) {
			event->target->object = allocate(event->kind);
			failed += !event->target->object;
		} else if (event->target->object) {
			give_back(event->target);
		}
	}
	return failed;
}

static u64 bytes_of(const struct replay *replay, const struct replay_kind *kind)
{
	switch (kind->source) {
	case REPLAY_KMALLOC:
		return kind->what;
	case REPLAY_CACHE:
		return replay->caches[kind->what].size;
	default:
		return PAGE_SIZE << kind->what;
	}
}

/* Exactly: the totals, and what CPUs have not added to them yet. */
static u64 slab_pages(void)
{
	s64 pages = global_node_page_state_pages(NR_SLAB_RECLAIMABLE_B) +
		    global_node_page_state_pages(NR_SLAB_UNRECLAIMABLE_B);
	pg_data_t *node = NODE_DATA(0);
	int cpu;

	for_each_online_cpu(cpu) {
		s8 *diff = per_cpu_ptr(node->per_cpu_nodestats, cpu)->vm_node_stat_diff;

		pages += diff[NR_SLAB_RECLAIMABLE_B] + diff[NR_SLAB_UNRECLAIMABLE_B];
	}
	return pages;
}

/* Free pages, those on the CPUs' lists among them; exactly, as above. */
static u64 free_pages_of_all(void)
{
	u64 pages = global_zone_page_state(NR_FREE_PAGES);
	struct zone *zone;
	int cpu;

	for_each_populated_zone(zone)
		for_each_online_cpu(cpu)
			pages += per_cpu_ptr(zone->per_cpu_pageset, cpu)->count +
				 per_cpu_ptr(zone->per_cpu_zonestats, cpu)
					 ->vm_stat_diff[NR_FREE_PAGES];
	return pages;
}

/* Pieces of free memory that are smaller than the largest block. Nothing lies on the CPUs' lists. */
static u64 free_blocks(void)
{
	struct zone *zone;
	u64 blocks = 0;

	for_each_populated_zone(zone)
		for (int order = 0; order < MAX_PAGE_ORDER; order++)
			blocks += zone->free_area[order].nr_free;
	return blocks;
}

/* Return: whether all caches are there. */
static bool create_caches(const struct replay *replay)
{
	if (replay->nr_caches > MOST_CACHES)
		return false;
	for (u32 i = 0; i < replay->nr_caches; i++) {
		const struct replay_cache *cache = &replay->caches[i];

		caches[i] = kmem_cache_create(cache->name, cache->size, 0, cache->flags, NULL);
		if (!caches[i])
			return false;
	}
	return true;
}

/* Have free objects of this kind already been used up? Kinds of kmalloc() that share a cache are one. */
static bool is_filled(const struct replay *replay, u32 number)
{
	const struct replay_kind *kind = &replay->kinds[number];

	if (kind->source == REPLAY_PAGES || (kind->source == REPLAY_KMALLOC &&
					     (!kind->what || kind->what > KMALLOC_MAX_CACHE_SIZE)))
		return true;
	for (u32 i = 0; i < number; i++) {
		const struct replay_kind *other = &replay->kinds[i];

		if (other->source != kind->source)
			continue;
		if (kind->source == REPLAY_CACHE
			    ? other->what == kind->what
			    : other->what <= KMALLOC_MAX_CACHE_SIZE &&
				      kmalloc_size_roundup(other->what) ==
					      kmalloc_size_roundup(kind->what) &&
				      !((other->gfp ^ kind->gfp) & __GFP_RECLAIMABLE))
			return true;
	}
	return false;
}

/*
 * What the kernel did before has left free objects in slabs, in one kernel more, in another fewer. They are used up, until each
 * cache has to have a new slab: from there all kernels start alike. An object holds the address of the one taken before it.
 */
static void fill_slabs(const struct replay *replay)
{
	for (u32 i = 0; i < replay->nr_kinds; i++) {
		u64 before = slab_pages();

		if (is_filled(replay, i))
			continue;
		while (slab_pages() == before) {
			void **object = allocate(&replay->kinds[i]);

			if (!object)
				return;
			*object = fillers[i];
			fillers[i] = object;
		}
	}
}

static void free_fillers(const struct replay *replay)
{
	for (u32 i = 0; i < replay->nr_kinds; i++) {
		while (fillers[i]) {
			struct allocation filler = {fillers[i], &replay->kinds[i]};

			fillers[i] = *(void **)fillers[i];
			give_back(&filler);
		}
	}
}

/* What to ask for, to be given pages of pageblocks of a type. */
static const struct {
	int type;
	gfp_t gfp;
} types[] = {
	{MIGRATE_UNMOVABLE, GFP_KERNEL},
	{MIGRATE_RECLAIMABLE, GFP_KERNEL | __GFP_RECLAIMABLE},
	{MIGRATE_MOVABLE, GFP_HIGHUSER_MOVABLE},
};

/* Pieces of free memory that were taken, by order. */
static struct list_head fragments[NR_PAGE_ORDERS];

static u64 length_of(const struct list_head *list)
{
	const struct list_head *at;
	u64 length = 0;

	list_for_each(at, list)
		length++;
	return length;
}

static void take_blocks(struct list_head *list, int order, gfp_t gfp, u64 count)
{
	while (count--) {
		struct page *page = alloc_pages(gfp, order);

		if (!page)
			return;
		list_add(&page->lru, list);
	}
}

static void give_blocks(struct list_head *list, int order)
{
	while (!list_empty(list)) {
		struct page *page = list_first_entry(list, struct page, lru);

		list_del(&page->lru);
		__free_pages(page, order);
	}
}

/*
 * All pieces of free memory that are smaller than the largest block. Exactly as many are taken of each list as it has: if a refill
 * of the CPU's lists finds fewer than it wants, it splits a large block, and draining the lists puts that together again.
 */
static void take_fragments(void)
{
	struct zone *zone;

	drain_all_pages(NULL);
	for_each_populated_zone(zone)
		for (int i = 0; i < ARRAY_SIZE(types); i++)
			for (int order = 0; order < MAX_PAGE_ORDER; order++) {
				struct free_area *area = &zone->free_area[order];

				take_blocks(&fragments[order], order, types[i].gfp,
					    length_of(&area->free_list[types[i].type]));
				drain_all_pages(NULL);
			}
}

/*
 * A CPU's page lists grow and shrink with what they are used for. Blocks freed in a row make them as short as they may be; single
 * pages, taken and given back, make their next refills small.
 */
static void forget_use(void)
{
	LIST_HEAD(list);

	take_blocks(&list, 3, GFP_KERNEL, 64);
	give_blocks(&list, 3);
	take_blocks(&list, 0, GFP_KERNEL, 64);
	give_blocks(&list, 0);
	drain_all_pages(NULL);
}

/*
 * Boot has left other pieces of memory free in either kernel, some on the CPU's page lists. Both start with free memory in the
 * largest blocks, and with lists that are empty.
 */
static void level_free_memory(void)
{
	for (int order = 0; order < NR_PAGE_ORDERS; order++)
		INIT_LIST_HEAD(&fragments[order]);
	take_fragments();
	forget_use();
}

static void print_figure(const struct replay *replay, const char *figure, u64 value, u32 per)
{
	char name[48];

	snprintf(name, sizeof(name), "replay_%s_%s", replay->name, figure);
	bench_line(name, value, per);
}

static void run(const struct replay *replay, struct allocation *allocations)
{
	const u64 free_before = free_pages_of_all(), slab_before = slab_pages();
	const char *at = replay->events;
	u64 total = 0, peak = 0, live = 0, failed = 0, free;
	u32 allocated = 0, operations = 0;
	int count;

	while ((count = read_batch(replay, &at, allocations, &allocated))) {
		BENCH_COUNT(total, failed += carry_out(count));
		operations += count;
		free = free_pages_of_all();
		if (free < free_before && free_before - free > peak)
			peak = free_before - free;
	}
	drain_all_pages(NULL);
	for (u32 i = 0; i < allocated; i++)
		if (allocations[i].object)
			live += bytes_of(replay, allocations[i].kind);
	print_figure(replay, "operations", operations, 1);
	print_figure(replay, "total", total, 1);
	print_figure(replay, "perop", total, operations);
	print_figure(replay, "live_kib", live / 1024, 1);
	print_figure(replay, "slab_kib", (slab_pages() - slab_before) * (PAGE_SIZE / 1024), 1);
	print_figure(replay, "peak_kib", peak * (PAGE_SIZE / 1024), 1);
	print_figure(replay, "free_blocks", free_blocks(), 1);
	if (failed)
		printk(KERN_WARNING "bench: %llu requests of the replay were refused\n", failed);
}

void bench_replay(void)
{
	const struct replay *replay = &replay_boot;
	struct allocation *allocations =
		vzalloc(array_size(replay->nr_allocations, sizeof(*allocations)));

	if (!allocations || replay->nr_kinds > MOST_KINDS || !create_caches(replay)) {
		printk(KERN_ERR "bench: no memory for the replay\n");
		return;
	}
	fill_slabs(replay);
	level_free_memory();
	run(replay, allocations);
	for (u32 i = 0; i < replay->nr_allocations; i++)
		if (allocations[i].object)
			give_back(&allocations[i]);
	free_fillers(replay);
	for (int order = 0; order < NR_PAGE_ORDERS; order++)
		give_blocks(&fragments[order], order);
	for (u32 i = 0; i < replay->nr_caches; i++)
		kmem_cache_destroy(caches[i]);
	vfree(allocations);
}
