// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which caches are one: kmem_cache_create() hands out an existing cache when its slots fit. And the ends of caches.
 *
 * After each creation: the first of the table's caches that is the same one, or the kmalloc cache that it is; how many share it, and
 * the sizes that it has then. Steps: =number.first, destroyed ones -number.users left. Sizes are odd ones, so that no cache of
 * Linux that slub64 does not have takes part.
 */
#include "steps.h"
#include "../mm/slab.h"

#include <linux/init.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

static struct steps steps;
static u32 seed = 99;

static void construct(void *object)
{
	memset(object, 0, 8);
}

static const struct {
	const char *name;
	unsigned int size, align;
	slab_flags_t flags;
	void (*ctor)(void *object);
} shapes[] = {
	{"merge-a", 3496, 0, 0, NULL},
	{"merge-a-same", 3496, 0, 0, NULL},
	{"merge-a-less-7", 3489, 0, 0, NULL},
	{"merge-a-less-8", 3488, 0, 0, NULL},
	{"merge-a-more", 3497, 0, 0, NULL},
	{"merge-a-ctor", 3496, 0, 0, construct},
	{"merge-a-reclaim", 3496, 0, SLAB_RECLAIM_ACCOUNT, NULL},
	{"merge-a-reclaim-2", 3490, 0, SLAB_RECLAIM_ACCOUNT, NULL},
	{"merge-a-rcu", 3496, 0, SLAB_TYPESAFE_BY_RCU, NULL},
	{"merge-a-nomerge", 3496, 0, SLAB_NO_MERGE, NULL},
	{"merge-a-align-16", 3496, 16, 0, NULL},
	{"merge-a-align-8", 3492, 8, 0, NULL},
	{"merge-a-align-1", 3491, 1, 0, NULL},
	{"merge-a-panic", 3495, 0, SLAB_PANIC, NULL},
	{"merge-a-dma", 3496, 0, SLAB_CACHE_DMA, NULL},
	{"merge-a-dma-2", 3495, 0, SLAB_CACHE_DMA, NULL},
	{"merge-a-account", 3496, 0, SLAB_ACCOUNT, NULL},
	{"merge-b-hwcache", 3400, 0, SLAB_HWCACHE_ALIGN, NULL},
	{"merge-b-hwcache-2", 3394, 0, SLAB_HWCACHE_ALIGN, NULL},
	{"merge-b-align-64", 3424, 64, 0, NULL},
	{"merge-b-plain", 3450, 0, 0, NULL},
	{"merge-b-align-256", 3400, 256, 0, NULL},
	{"merge-c-align-512", 3100, 512, 0, NULL},
	{"merge-c-plain", 3584, 0, 0, NULL},
	{"merge-c-hwcache", 3580, 0, SLAB_HWCACHE_ALIGN, NULL},
	{"merge-kmalloc-4k", 4096, 0, 0, NULL},
	{"merge-kmalloc-8k", 8192, 0, 0, NULL},
	{"merge-kmalloc-8k-less", 8190, 0, 0, NULL},
	{"merge-kmalloc-8k-align", 8190, 4096, 0, NULL},
	{"merge-kmalloc-8k-far", 8100, 0, 0, NULL},
	{"merge-kmalloc-8k-reclaim", 8192, 0, SLAB_RECLAIM_ACCOUNT, NULL},
	{"merge-kmalloc-2k-dma", 2048, 0, SLAB_CACHE_DMA, NULL},
	{"merge-large", 20000, 0, 0, NULL},
	{"merge-large-same", 19999, 0, 0, NULL},
};

static struct kmem_cache *caches[ARRAY_SIZE(shapes)];

static bool is_kmalloc(struct kmem_cache *s)
{
	return strncmp(s->name, "merge-", 6) && strstr(s->name, "kmalloc-");
}

/* The first of the table that is the same cache as @i; @i itself if it is new, -1 if it is a kmalloc cache. */
static int first_of(int i)
{
	int k;

	for (k = 0; k < i; k++)
		if (caches[k] == caches[i])
			return k;
	return is_kmalloc(caches[i]) ? -1 : i;
}

/* How many names of the table are @s. */
static int users(struct kmem_cache *s)
{
	int k, number = 0;

	for (k = 0; k < ARRAY_SIZE(shapes); k++)
		number += caches[k] == s;
	/* A kmalloc cache has other users. */
	return number == s->refcount || is_kmalloc(s) ? number : -1;
}

static void show(int i)
{
	struct kmem_cache *s = caches[i];

	steps_mark(&steps, "%s is %s: users %d size %u object_size %u inuse %u align %u offset %u",
		   shapes[i].name, s->name, users(s), s->size, s->object_size, s->inuse, s->align,
		   s->offset);
}

static void create(int i)
{
	caches[i] = kmem_cache_create(shapes[i].name, shapes[i].size, shapes[i].align,
				      shapes[i].flags, shapes[i].ctor);
	if (!caches[i]) {
		step(&steps, 'x', i, 0, 0);
		return;
	}
	step(&steps, '=', i, first_of(i), 0);
	show(i);
}

static void destroy(int i)
{
	int left = users(caches[i]) - 1;

	kmem_cache_destroy(caches[i]);
	caches[i] = NULL;
	step(&steps, '-', i, left, 0);
}

/* The table's caches in the order in which /proc/slabinfo and others list them. */
static void list(const char *when)
{
	struct kmem_cache *s;

	mutex_lock(&slab_mutex);
	list_for_each_entry(s, &slab_caches, list)
		if (!strncmp(s->name, "merge-", 6))
			steps_mark(&steps, "%s: %s users %d", when, s->name, s->refcount);
	mutex_unlock(&slab_mutex);
}

/* Objects of two names of one cache lie in the same slab. */
static void share_a_slab(void)
{
	void *a = kmem_cache_alloc(caches[0], GFP_KERNEL);
	void *b = kmem_cache_alloc(caches[1], GFP_KERNEL);
	void *c = kmem_cache_alloc(caches[2], GFP_KERNEL | __GFP_ZERO);

	steps_mark(&steps, "neighbours %d %d, name %s, kmem_cache_size %u",
		   virt_to_head_page(a) == virt_to_head_page(b),
		   virt_to_head_page(b) == virt_to_head_page(c), caches[2]->name,
		   kmem_cache_size(caches[2]));
	/* Freed under another name of the same cache. */
	kmem_cache_free(caches[2], a);
	kmem_cache_free(caches[0], b);
	kfree(c);
}

/* A cache that goes while objects are in use: it leaves the list, its objects stay and can still be freed. */
static void destroy_with_objects(void)
{
	struct kmem_cache *s = kmem_cache_create("merge-in-use", 1000, 0, SLAB_NO_MERGE, NULL);
	void *objects[3];
	int i;

	for (i = 0; i < 3; i++)
		objects[i] = kmem_cache_alloc(s, GFP_KERNEL);
	memset(objects[1], 0x77, 1000);
	kmem_cache_destroy(s);
	list("destroyed in use");
	steps_mark(&steps, "its slab is %s, its objects %s",
		   PageSlab(virt_to_head_page(objects[0])) ? "kept" : "gone",
		   ((u8 *)objects[1])[999] == 0x77 ? "are whole" : "are lost");
	s = kmem_cache_create("merge-in-use", 1000, 0, SLAB_NO_MERGE, NULL);
	list("again");
	kmem_cache_destroy(s);
}

void __init conformance_merge(void)
{
	int i, left;

	printk(KERN_INFO "steps begin merge\n");
	for (i = 0; i < ARRAY_SIZE(shapes); i++)
		create(i);
	list("all");
	share_a_slab();
	for (left = 0; left < 20;) {
		i = steps_random(&seed, ARRAY_SIZE(shapes));
		if (caches[i]) {
			destroy(i);
			left++;
		}
	}
	list("some");
	for (i = 0; i < ARRAY_SIZE(shapes); i += 2)
		if (!caches[i])
			create(i);
	list("again");
	for (i = ARRAY_SIZE(shapes) - 1; i >= 0; i--)
		if (caches[i])
			destroy(i);
	list("none");
	destroy_with_objects();
	printk(KERN_INFO "steps end merge %lu\n", steps.done);
}
