/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The objects of one private cache and the slabs they lie in, for programs that look at SLUB's decisions. Each program has its own.
 *
 * Slabs are numbered in the order in which they appear, in each cache from 0: their addresses are the page allocator's matter.
 */
#ifndef CONFORMANCE_OBJECTS_H
#define CONFORMANCE_OBJECTS_H

#include "steps.h"
#include "../mm/slab.h"

#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#define MAX_OBJECTS 2048
#define MAX_SLABS   1024

static struct steps steps;
static u32 seed;

static struct kmem_cache *cache;
static const char *cache_title;
static void *objects[MAX_OBJECTS];
static int held;

/* The slabs that have appeared and were not given back yet. */
static struct {
	char *base;
	int number, used;
} slabs[MAX_SLABS];
static int nr_slabs, next_number;

static int slab_of(void *object)
{
	char *base = page_address(virt_to_head_page(object));
	int i;

	for (i = 0; i < nr_slabs; i++)
		if (slabs[i].base == base)
			return i;
	if (nr_slabs == MAX_SLABS)
		return 0;
	slabs[i].base = base;
	slabs[i].number = next_number++;
	slabs[i].used = 0;
	nr_slabs++;
	return i;
}

/* Only an empty slab can have been given back; then its page is no slab's any more, or already one of another cache's. */
static bool still_there(const char *base)
{
	struct page *page = virt_to_page(base);

	return PageSlab(page) && ((struct slab *)page)->slab_cache == cache;
}

static void look_for_discarded(void)
{
	int i = 0;

	while (i < nr_slabs) {
		if (slabs[i].used || still_there(slabs[i].base)) {
			i++;
			continue;
		}
		step(&steps, '!', slabs[i].number, 0, 0);
		memmove(&slabs[i], &slabs[i + 1], (--nr_slabs - i) * sizeof(slabs[0]));
	}
}

/* Records that @object was handed out, as a step @op. */
static void got(void *object, char op)
{
	int i;

	if (!object) {
		step(&steps, '0', 0, 0, 0);
		return;
	}
	i = slab_of(object);
	slabs[i].used++;
	step(&steps, op, slabs[i].number, ((char *)object - slabs[i].base) / cache->size, 1);
	objects[held++] = object;
}

/*
 * Takes objects[@at] out of the array, the last one moves into its place, or all behind it if @in_order. Recorded as a step @op.
 */
static void *drop(int at, bool in_order, char op)
{
	void *object = objects[at];
	int i = slab_of(object);

	slabs[i].used--;
	step(&steps, op, slabs[i].number, ((char *)object - slabs[i].base) / cache->size, 1);
	held--;
	if (in_order)
		memmove(&objects[at], &objects[at + 1], (held - at) * sizeof(void *));
	else
		objects[at] = objects[held];
	return object;
}

static void phase(const char *name)
{
	struct slabinfo info = {};

	/* active_objs leaves out the free objects of slabs on the node's partial list, and only those. */
	get_slabinfo(cache, &info);
	steps_mark(&steps, "%s %s: slabs %lu objects %lu active %lu", cache_title, name,
		   info.num_slabs, info.num_objs, info.active_objs);
}

/* Creates the cache, private to the program. Return: objects in a slab, 0 if it was not created. */
static int open_cache(const char *title, unsigned int size, unsigned int align, slab_flags_t flags,
		      void (*ctor)(void *object))
{
	cache_title = title;
	cache = kmem_cache_create(title, size, align, flags | SLAB_NO_MERGE, ctor);
	held = nr_slabs = next_number = 0;
	if (!cache) {
		steps_mark(&steps, "%s: not created", cache_title);
		return 0;
	}
	steps_mark(
		&steps,
		"%s: size %u object_size %u align %u inuse %u offset %u order %u objects %d min_partial %lu",
		cache_title, cache->size, cache->object_size, cache->align, cache->inuse,
		cache->offset, cache->oo.x >> 16, cache->oo.x & 0xffff, cache->min_partial);
	return cache->oo.x & 0xffff;
}

#endif
