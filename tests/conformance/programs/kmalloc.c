// SPDX-License-Identifier: GPL-2.0-only
/*
 * kmalloc()'s decisions: which cache serves a size, how large sizes are served by pages, how krealloc() grows.
 *
 * Steps: c, class of the cache by the flags asked for (0 normal, 1 reclaimable, 2 DMA), size asked for; s, usable size, what
 * kmalloc_size_roundup() says; l, order of the pages, size; k and m, usable size, size asked for, of a krealloc() that kept the
 * place and of one that moved; x, refused.
 */
#include "steps.h"
#include "../mm/slab.h"

#include <linux/init.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

static struct steps steps;

static const gfp_t classes[] = {
	GFP_KERNEL,
	GFP_KERNEL | __GFP_RECLAIMABLE,
	GFP_KERNEL | __GFP_DMA,
	GFP_KERNEL | __GFP_ACCOUNT,
	GFP_KERNEL | __GFP_RECLAIMABLE | __GFP_DMA,
	GFP_ATOMIC,
};

/* The cache of each size, told when it changes; the objects' places in their slabs are multiples of its size. */
static void caches(void)
{
	char last[32] = "";
	unsigned int i, size;

	for (i = 0; i < ARRAY_SIZE(classes); i++)
		for (size = 1; size <= KMALLOC_MAX_CACHE_SIZE;
		     size += watching ? 1 + size / 8 : 1) {
			void *p = kmalloc(size, classes[i]);
			struct kmem_cache *s = ((struct slab *)virt_to_head_page(p))->slab_cache;

			if (strcmp(last, s->name)) {
				steps_mark(&steps, "flags %u from size %u: %s of %u, align %u", i,
					   size, s->name, s->size, s->align);
				strscpy(last, s->name, sizeof(last));
			}
			step(&steps, 'c', i, size, 1);
			kfree(p);
		}
}

static void usable_sizes(void)
{
	unsigned int size;
	void *p;

	for (size = 1; size < 5000000; size += 1 + size / 5) {
		p = kmalloc(size, GFP_KERNEL | __GFP_NOWARN);
		step(&steps, 's', p ? ksize(p) : 0, kmalloc_size_roundup(size), 0);
		kfree(p);
	}
	steps_mark(&steps, "no memory: ksize %zu %zu, roundup %zu", ksize(NULL),
		   ksize(ZERO_SIZE_PTR), kmalloc_size_roundup(0));
}

/* Above the largest cache: pages, whose count is the usable size. */
static void large(void)
{
	unsigned long size;

	for (size = 8193; size <= KMALLOC_MAX_SIZE; size += 1 + size / 9) {
		void *p = kmalloc(size, GFP_KERNEL | __GFP_NOWARN | __GFP_ZERO);
		struct page *page;

		if (!p) {
			step(&steps, 'x', size, 0, 0);
			continue;
		}
		page = virt_to_head_page(p);
		step(&steps, 'l', compound_order(page), size, 0);
		if (PageSlab(page) || page_address(page) != p || page_count(page) != 1 ||
		    ksize(p) != page_size(page) || memchr_inv(p, 0, size))
			steps_mark(&steps, "%lu: not cleared pages", size);
		kfree(p);
	}
	for (size = KMALLOC_MAX_SIZE; size < 4 * KMALLOC_MAX_SIZE; size += 1500000) {
		void *p = kmalloc(size + 1, GFP_KERNEL | __GFP_NOWARN);

		step(&steps, p ? 'l' : 'x', size, 0, 0);
		kfree(p);
	}
	steps_mark(&steps, "too much: array %d",
		   kmalloc_array(SIZE_MAX / 4, 8, GFP_KERNEL) == NULL);
}

static void *resize(void *p, unsigned int size, gfp_t flags)
{
	u8 *moved = krealloc(p, size, flags);

	if (!ZERO_OR_NULL_PTR(moved))
		step(&steps, moved == p ? 'k' : 'm', ksize(moved), size, 0);
	else
		step(&steps, 'x', size, moved == ZERO_SIZE_PTR, 0);
	return moved;
}

/* Grows by less and less of its size up to @most and shrinks again; the first bytes must come along. */
static void grow_and_shrink(unsigned int most, gfp_t flags)
{
	unsigned int size = 1, old = 0, i;
	u8 *p = NULL;

	while (size < most) {
		p = resize(p, size, flags);
		if (ZERO_OR_NULL_PTR(p))
			return;
		for (i = 0; i < min(old, 8u); i++)
			if (p[i] != 0x30 + i)
				steps_mark(&steps, "krealloc to %u lost its contents", size);
		for (i = 0; i < min(size, 8u); i++)
			p[i] = 0x30 + i;
		old = size;
		size += 1 + size / 24;
	}
	while (size > 1) {
		size -= 1 + size / 9;
		p = resize(p, size, flags);
	}
	kfree(p);
}

/* What __GFP_ZERO promises about the part that is new, when every size so far was asked for with it. */
static void grow_cleared(void)
{
	unsigned int size, old = 0;
	u8 *p = NULL;

	for (size = 16; size < 40000; size += size / 3) {
		p = resize(p, size, GFP_KERNEL | __GFP_ZERO);
		if (ZERO_OR_NULL_PTR(p))
			return;
		if (memchr_inv(p + old, 0, size - old))
			steps_mark(&steps, "krealloc to %u is not cleared", size);
		memset(p, 0x55, size);
		old = size;
	}
	kfree(p);
}

/* To nothing and from nothing; within one cache; beyond what there is. */
static void edges(void)
{
	void *p = resize(NULL, 0, GFP_KERNEL);

	p = resize(p, 100, GFP_KERNEL);
	p = resize(p, 128, GFP_KERNEL);
	p = resize(p, 97, GFP_KERNEL);
	p = resize(p, 129, GFP_KERNEL);
	p = resize(p, 8192, GFP_KERNEL);
	p = resize(p, 8193, GFP_KERNEL);
	p = resize(p, 12288, GFP_KERNEL);
	p = resize(p, 16385, GFP_KERNEL);
	p = resize(p, 10, GFP_KERNEL);
	resize(p, KMALLOC_MAX_SIZE + 1, GFP_KERNEL | __GFP_NOWARN);
	p = resize(p, 20, GFP_KERNEL);
	resize(p, 0, GFP_KERNEL);
}

void __init conformance_kmalloc(void)
{
	printk(KERN_INFO "steps begin kmalloc\n");
	watch_objects(NULL);
	caches();
	usable_sizes();
	large();
	grow_and_shrink(20000, GFP_KERNEL);
	grow_and_shrink(300000, GFP_KERNEL | __GFP_RECLAIMABLE);
	grow_cleared();
	edges();
	steps_mark(&steps, "end");
	watch_end();
	printk(KERN_INFO "steps end kmalloc %lu\n", steps.done);
}
