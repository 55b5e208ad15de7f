// SPDX-License-Identifier: GPL-2.0-only
/*
 * What SLUB says of misuse, when a cache is created with its checks on: one case after the other, each in a cache of its own. Here the
 * kernel's own lines are the record (reports.awk takes out what cannot be equal), not only those of this program. Where contents are
 * printed the cache is poisoned, so that they are not what happened to be in the page.
 */
#include "steps.h"
#include "../mm/slab.h"

#include <linux/init.h>
#include <linux/slab.h>
#include <linux/string.h>

static struct steps steps;
static struct kmem_cache *cache;

static noinline void *take(void)
{
	return kmem_cache_alloc(cache, GFP_KERNEL);
}

static noinline void give(void *object)
{
	kmem_cache_free(cache, object);
}

static void after_the_end(void)
{
	u8 *object = take();

	object[cache->object_size] = 0x12;
	give(object);
}

static void before_the_begin(void)
{
	u8 *object = take();

	object[-1] = 0x34;
	give(object);
}

static void written_after_free(void)
{
	u8 *object = take();

	give(object);
	object[9] = 0x41;
	object[11] = 0x42;
	take();
}

static void freed_twice(void)
{
	void *object = take();

	give(object);
	give(object);
}

static void not_an_object(void)
{
	u8 *object = take();

	give(object + 8);
	give(object);
}

/* Two neighbours, found when the whole cache is looked through. */
static void looked_through(void)
{
	u8 *first = take(), *second = take();

	first[cache->object_size + 2] = 0;
	second[cache->object_size] = 0;
	steps_mark(&steps, "errors %d", (int)validate_slab_cache(cache));
}

static void still_in_use(void)
{
	memset(take(), 0x77, 16);
	take();
}

#define CHECKED SLAB_CONSISTENCY_CHECKS
#define ALL     (SLAB_CONSISTENCY_CHECKS | SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER)

static const struct {
	const char *name;
	unsigned int size;
	slab_flags_t flags;
	void (*run)(void);
} cases[] = {
	{"report-after", 60, CHECKED | SLAB_RED_ZONE | SLAB_POISON, after_the_end},
	{"report-after-all", 64, ALL, after_the_end},
	{"report-before", 100, CHECKED | SLAB_RED_ZONE | SLAB_POISON, before_the_begin},
	{"report-poison", 48, CHECKED | SLAB_POISON, written_after_free},
	{"report-poison-all", 200, ALL, written_after_free},
	{"report-twice", 72, CHECKED | SLAB_STORE_USER, freed_twice},
	{"report-pointer", 80, CHECKED, not_an_object},
	{"report-validate", 32, CHECKED | SLAB_RED_ZONE | SLAB_POISON, looked_through},
	{"report-in-use", 40, SLAB_STORE_USER, still_in_use},
	{"report-in-use-plain", 40, 0, still_in_use},
};

void __init conformance_reports(void)
{
	unsigned int i;

	printk(KERN_INFO "steps begin reports\n");
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		cache = kmem_cache_create(cases[i].name, cases[i].size, 0,
					  cases[i].flags | SLAB_NO_MERGE, NULL);
		steps_mark(&steps, "%s: size %u inuse %u offset %u left %u", cases[i].name,
			   cache->size, cache->inuse, cache->offset, cache->red_left_pad);
		cases[i].run();
		steps.done++;
		kmem_cache_destroy(cache);
	}
	printk(KERN_INFO "steps end reports %lu\n", steps.done);
}
