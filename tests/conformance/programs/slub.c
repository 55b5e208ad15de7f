// SPDX-License-Identifier: GPL-2.0-only
/*
 * SLUB's decisions, step by step: which slab and which object an allocation gets, and when a slab is given back.
 *
 * Built unchanged into Linux and into slub64 (tests/conformance/run, scripts/linux-reference). Each cache is private
 * (SLAB_NO_MERGE), so that nobody else's work shows. Steps: +slab.object handed out, -slab.object freed, !slab.0 given back
 * to the page allocator; slabs are numbered in the order in which they appear, in each cache from 0, because their
 * addresses are the page allocator's matter.
 */
#include "steps.h"
#include "../mm/slab.h"

#include <linux/init.h>
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

/* Only an empty slab can have been given back; then its page is no slab's any more. */
static void look_for_discarded(void)
{
	int i = 0;

	while (i < nr_slabs) {
		if (slabs[i].used || PageSlab(virt_to_page(slabs[i].base))) {
			i++;
			continue;
		}
		step(&steps, '!', slabs[i].number, 0, 0);
		memmove(&slabs[i], &slabs[i + 1], (--nr_slabs - i) * sizeof(slabs[0]));
	}
}

static void got(void *object)
{
	int i;

	if (!object) {
		step(&steps, '0', 0, 0, 0);
		return;
	}
	i = slab_of(object);
	slabs[i].used++;
	step(&steps, '+', slabs[i].number, ((char *)object - slabs[i].base) / cache->size, 1);
	objects[held++] = object;
}

static void take(void)
{
	got(kmem_cache_alloc(cache, GFP_KERNEL));
}

/* Takes objects[@at] out of the array, the last one moves into its place, or all behind it if @in_order. */
static void *drop(int at, bool in_order)
{
	void *object = objects[at];
	int i = slab_of(object);

	slabs[i].used--;
	step(&steps, '-', slabs[i].number, ((char *)object - slabs[i].base) / cache->size, 1);
	held--;
	if (in_order)
		memmove(&objects[at], &objects[at + 1], (held - at) * sizeof(void *));
	else
		objects[at] = objects[held];
	return object;
}

static void give(int at, bool in_order)
{
	kmem_cache_free(cache, drop(at, in_order));
	look_for_discarded();
}

static void give_all_forwards(void)
{
	while (held)
		give(0, true);
}

static void give_all_backwards(void)
{
	while (held)
		give(held - 1, false);
}

static void give_all_random(void)
{
	while (held)
		give(steps_random(&seed, held), false);
}

static void phase(const char *name)
{
	struct slabinfo info = {};

	/* active_objs leaves out the free objects of slabs on the node's partial list, and only those. */
	get_slabinfo(cache, &info);
	steps_mark(&steps, "%s %s: slabs %lu objects %lu active %lu", cache_title, name,
		   info.num_slabs, info.num_objs, info.active_objs);
}

static void bulk_take(int count)
{
	static void *batch[64];
	int i, n = kmem_cache_alloc_bulk(cache, GFP_KERNEL, count, batch);

	for (i = 0; i < n; i++)
		got(batch[i]);
}

/* Frees @count objects at once, every @stride-th of those held. */
static void bulk_give(int count, int stride)
{
	static void *batch[64];
	int i, at = 0;

	for (i = 0; i < count && held; i++) {
		at = (at + stride) % held;
		batch[i] = drop(at, true);
	}
	kmem_cache_free_bulk(cache, i, batch);
	look_for_discarded();
}

static void all_patterns(int per_slab)
{
	int many = clamp(per_slab * 14, 60, 1400), i;

	for (i = 0; i < 8; i++) {
		take();
		give(0, false);
	}
	phase("pair");

	for (i = 0; i < many; i++)
		take();
	phase("burst");
	give_all_backwards();
	phase("lifo");

	for (i = 0; i < many; i++)
		take();
	give_all_forwards();
	phase("fifo");

	for (i = 0; i < many; i++)
		take();
	/* One object out of each stretch of a slab's length: all slabs become partial, and the CPU's list overflows. */
	for (i = 0; i * (per_slab - 1) < held; i++)
		give(i * (per_slab - 1) % held, true);
	phase("one of each");
	for (i = 0; i < many / 8; i++)
		take();
	phase("filled up");
	kmem_cache_shrink(cache);
	look_for_discarded();
	phase("shrunk");
	for (i = 0; i < 40; i++)
		give(steps_random(&seed, held), false);
	kmem_cache_shrink(cache);
	look_for_discarded();
	for (i = 0; i < 60; i++)
		take();
	phase("refilled");
	while (held > 30)
		give(held * 3 / 4, true);
	phase("drained");

	for (i = 0; i < 300; i++)
		if (held &&
		    (held == MAX_OBJECTS || steps_random(&seed, 100) < (i / 75 % 2 ? 65 : 35)))
			give(steps_random(&seed, held), false);
		else
			take();
	phase("random");

	for (i = 0; i < 12; i++) {
		bulk_take(1 + steps_random(&seed, 40));
		bulk_give(1 + steps_random(&seed, 30), 1 + steps_random(&seed, 5));
	}
	phase("bulk");
	if (per_slab <= 64)
		give_all_random();
	else
		give_all_forwards();
	phase("empty");
	kmem_cache_shrink(cache);
	look_for_discarded();
	phase("end");
}

static void construct(void *object)
{
	memset(object, 0x5a, 8);
}

static const struct {
	const char *title;
	unsigned int size, align;
	slab_flags_t flags;
	void (*ctor)(void *object);
} shapes[] = {
	{"size-8", 8, 0, 0, NULL},
	{"size-16", 16, 0, 0, NULL},
	{"size-24", 24, 0, 0, NULL},
	{"size-32", 32, 0, 0, NULL},
	{"size-64", 64, 0, 0, NULL},
	{"size-72", 72, 0, 0, NULL},
	{"size-96", 96, 0, 0, NULL},
	{"size-100", 100, 0, 0, NULL},
	{"size-128", 128, 0, 0, NULL},
	{"size-192", 192, 0, 0, NULL},
	{"size-256", 256, 0, 0, NULL},
	{"size-328", 328, 0, 0, NULL},
	{"size-512", 512, 0, 0, NULL},
	{"size-700", 700, 0, 0, NULL},
	{"size-1024", 1024, 0, 0, NULL},
	{"size-1500", 1500, 0, 0, NULL},
	{"size-2048", 2048, 0, 0, NULL},
	{"size-3000", 3000, 0, 0, NULL},
	{"size-4096", 4096, 0, 0, NULL},
	{"size-5000", 5000, 0, 0, NULL},
	{"size-8192", 8192, 0, 0, NULL},
	{"ctor-40", 40, 0, 0, construct},
	{"ctor-200", 200, 0, 0, construct},
	{"align-60-32", 60, 32, 0, NULL},
	{"align-100-256", 100, 256, 0, NULL},
	{"hwcache-20", 20, 0, SLAB_HWCACHE_ALIGN, NULL},
	{"hwcache-136", 136, 0, SLAB_HWCACHE_ALIGN, NULL},
	{"reclaim-160", 160, 0, SLAB_RECLAIM_ACCOUNT, NULL},
	{"rcu-88", 88, 0, SLAB_TYPESAFE_BY_RCU, NULL},
};

static void run_shape(int i)
{
	int per_slab;

	cache_title = shapes[i].title;
	cache = kmem_cache_create(cache_title, shapes[i].size, shapes[i].align,
				  shapes[i].flags | SLAB_NO_MERGE, shapes[i].ctor);
	if (!cache) {
		steps_mark(&steps, "%s: not created", cache_title);
		return;
	}
	per_slab = cache->oo.x & 0xffff;
	steps_mark(
		&steps,
		"%s: size %u object_size %u align %u inuse %u offset %u order %u objects %d min_partial %lu",
		cache_title, cache->size, cache->object_size, cache->align, cache->inuse,
		cache->offset, cache->oo.x >> 16, per_slab, cache->min_partial);
	seed = 12345 + i;
	held = nr_slabs = next_number = 0;
	/* A slab of a SLAB_TYPESAFE_BY_RCU cache is given back later, when that is depends on RCU: only what stays. */
	if (shapes[i].flags & SLAB_TYPESAFE_BY_RCU) {
		while (held < 3 * per_slab)
			take();
		while (held > 2 * per_slab + 3)
			give(held / 2, true);
		phase("kept");
		while (held)
			kmem_cache_free(cache, drop(0, true));
	} else {
		all_patterns(per_slab);
	}
	kmem_cache_destroy(cache);
}

/* krealloc() and ksize(): the size classes, and whether the memory moves. Steps: k, class size, asked size. */
static void run_krealloc(void)
{
	static const unsigned int most = 20000;
	unsigned int size = 1, i;
	char *p = NULL, *moved;

	while (size < most) {
		moved = krealloc(p, size, GFP_KERNEL);
		if (!moved)
			break;
		for (i = 0; p && i < min(size / 2, 8u); i++)
			if (moved[i] != (char)(0x30 + i))
				steps_mark(&steps, "krealloc to %u lost its contents", size);
		step(&steps, moved == p ? 'k' : 'm', ksize(moved), size, 0);
		p = moved;
		for (i = 0; i < min(size, 8u); i++)
			p[i] = 0x30 + i;
		size += 1 + size / 24;
	}
	while (size > 1) {
		size -= 1 + size / 9;
		moved = krealloc(p, size, GFP_KERNEL);
		if (ZERO_OR_NULL_PTR(moved))
			break;
		step(&steps, moved == p ? 'k' : 'm', ksize(moved), size, 0);
		p = moved;
	}
	kfree(p);
	for (size = 1; size < 5000000; size += 1 + size / 5) {
		p = kmalloc(size, GFP_KERNEL | __GFP_NOWARN);
		step(&steps, 's', p ? ksize(p) : 0, kmalloc_size_roundup(size), 0);
		kfree(p);
	}
	steps_mark(&steps, "krealloc done");
}

static int __init conformance_slub(void)
{
	unsigned int i;

	printk(KERN_INFO "steps begin slub\n");
	for (i = 0; i < ARRAY_SIZE(shapes); i++)
		run_shape(i);
	run_krealloc();
	printk(KERN_INFO "steps end slub %lu\n", steps.done);
	return 0;
}
late_initcall(conformance_slub);
