// SPDX-License-Identifier: GPL-2.0-only
/*
 * SLUB's decisions, step by step: which slab and which object an allocation gets, and when a slab is given back.
 *
 * Built unchanged into Linux and into slub64 (tests/conformance/run, scripts/linux-reference). Each cache is private
 * (SLAB_NO_MERGE), so that nobody else's work shows. Steps: +slab.object handed out, -slab.object freed, !slab.0 given back
 * to the page allocator; slabs are numbered in the order in which they appear, in each cache from 0, because their
 * addresses are the page allocator's matter.
 */
#include "objects.h"

#include <linux/cpumask.h>
#include <linux/init.h>

static void take(void)
{
	got(kmem_cache_alloc(cache, GFP_KERNEL), '+');
}

static void give(int at, bool in_order)
{
	kmem_cache_free(cache, drop(at, in_order, '-'));
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

static void bulk_take(int count)
{
	static void *batch[64];
	int i, n = kmem_cache_alloc_bulk(cache, GFP_KERNEL, count, batch);

	for (i = 0; i < n; i++)
		got(batch[i], '+');
}

/* Frees @count objects at once, every @stride-th of those held. */
static void bulk_give(int count, int stride)
{
	static void *batch[64];
	int i, at = 0;

	for (i = 0; i < count && held; i++) {
		at = (at + stride) % held;
		batch[i] = drop(at, true, '-');
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
	int per_slab = open_cache(shapes[i].title, shapes[i].size, shapes[i].align, shapes[i].flags,
				  shapes[i].ctor);

	if (!per_slab)
		return;
	seed = 12345 + i;
	watch_objects(cache);
	/* A slab of a SLAB_TYPESAFE_BY_RCU cache is given back later, when that is depends on RCU: only what stays. */
	if (shapes[i].flags & SLAB_TYPESAFE_BY_RCU) {
		while (held < 3 * per_slab)
			take();
		while (held > 2 * per_slab + 3)
			give(held / 2, true);
		phase("kept");
		while (held)
			kmem_cache_free(cache, drop(0, true, '-'));
	} else {
		all_patterns(per_slab);
	}
	watch_end();
	kmem_cache_destroy(cache);
}

/* The order of a slab follows from the number of CPUs, but not for the smallest sizes, of which many fit into a page. */
static bool depends_on_cpus(int i)
{
	return shapes[i].size >= 192;
}

void __init conformance_slub(void)
{
	unsigned int i;

	printk(KERN_INFO "steps begin slub\n");
	for (i = 0; i < ARRAY_SIZE(shapes); i++)
		if (watching ? i % 5 == 4 : nr_cpu_ids == 1 || depends_on_cpus(i))
			run_shape(i);
	printk(KERN_INFO "steps end slub %lu\n", steps.done);
}
