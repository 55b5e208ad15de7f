// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the kernel's trace events say while a program of operations runs, as steps of its record: in which order, of which page or
 * object, with which order, type and flags.
 *
 * Built unchanged into Linux and into slub64. The probes may be called with the zone's lock held and only put down what they are
 * told; it is written with the program's next step. Only what the program's own task causes, outside of interrupts, counts.
 *
 *	watch_pages()    Akind.frame mm_page_alloc, Forder.frame mm_page_free, bkind.frame mm_page_free_batched,
 *	                 lkind.frame mm_page_alloc_zone_locked, dkind.frame mm_page_pcpu_drain, ekind.frame mm_page_alloc_extfrag;
 *	                 o: mm_page_alloc of a page elsewhere or of none; kind is 16 * migrate type + order, with 256 for percpu_refill
 *	watch_objects()  aslab.object instead of + when kmem_cache_alloc told it, fslab.object instead of - with kmem_cache_free;
 *	                 Kusable.asked kmalloc, F kfree; porder.type mm_page_alloc, qorder.0 mm_page_free
 *	both             gflags.0: the flags of the event that follows, when they are others than before
 *
 * A step '+' or '-' of a program that watches pages is left out where an event says the same. A '+' or '-' of objects that stays had no
 * event (bulk operations have none).
 */
#include "steps.h"
#include "../mm/slab.h"

#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <trace/events/kmem.h>

#define MOST 16384

bool watching;

static struct {
	char op;
	long group, index, stride;
} seen[MOST];
static int nr_seen;
static bool lost;

static bool of_pages, of_objects;
static unsigned long first_pfn, last_pfn;
static struct kmem_cache *watched;
static struct task_struct *watcher;
static gfp_t last_flags;
/* The block that mm_page_alloc told last. */
static long told_order, told_index;

static void see(char op, long group, long index, long stride)
{
	if (nr_seen == MOST) {
		lost = true;
		return;
	}
	seen[nr_seen].op = op;
	seen[nr_seen].group = group;
	seen[nr_seen].index = index;
	seen[nr_seen++].stride = stride;
}

static void see_flags(gfp_t flags)
{
	if (flags != last_flags)
		see('g', (__force unsigned int)flags, 0, 0);
	last_flags = flags;
}

static bool mine(void)
{
	return current == watcher && in_task();
}

static bool my_page(struct page *page)
{
	return mine() && of_pages && page_to_pfn(page) >= first_pfn && page_to_pfn(page) < last_pfn;
}

static long frame(struct page *page)
{
	return page_to_pfn(page) - first_pfn;
}

/*
 * While kmalloc() is watched, whether a cache has room for an object follows from what boot left: its slabs, which ask with
 * __GFP_NORETRY, don't count, and none has been given back.
 */
static bool is_slab(gfp_t flags)
{
	return !watched && (flags & __GFP_NORETRY);
}

static void see_page_alloc(void *data, struct page *page, unsigned int order, gfp_t flags, int type)
{
	if (!mine() || (of_objects && is_slab(flags)))
		return;
	see_flags(flags);
	if (of_objects) {
		see('p', order, type, 0);
	} else if (!page || !my_page(page)) {
		see('o', 16 * type + order, 0, 0);
	} else {
		see('A', 16 * type + order, frame(page), 1L << order);
		told_order = order;
		told_index = frame(page);
	}
}

/* A slab that a CPU holds is given back by that CPU's worker in Linux. */
static void see_page_free(void *data, struct page *page, unsigned int order)
{
	if (of_objects && in_task() && (watched || order > 1))
		see('q', order, 0, 0);
	else if (my_page(page))
		see('F', order, frame(page), 1L << order);
}

static void see_free_batched(void *data, struct page *page)
{
	if (my_page(page))
		see('b', 0, frame(page), 1);
}

static void see_zone_locked(void *data, struct page *page, unsigned int order, int type, int refill)
{
	if (my_page(page))
		see('l', 256 * refill + 16 * type + order, frame(page), 1L << order);
}

static void see_drain(void *data, struct page *page, unsigned int order, int type)
{
	if (my_page(page))
		see('d', 16 * type + order, frame(page), 1L << order);
}

static void see_extfrag(void *data, struct page *page, int order, int fallback_order, int type,
			int fallback_type)
{
	if (my_page(page)) {
		see('e', 16 * type + order, frame(page), 0);
		see('e', 16 * fallback_type + fallback_order,
		    get_pageblock_migratetype(page) == type, 0);
	}
}

static void see_cache_alloc(void *data, unsigned long call_site, const void *ptr,
			    struct kmem_cache *s, gfp_t flags, int node)
{
	if (of_objects && mine() && s == watched) {
		see_flags(flags);
		see('a', s->object_size, node != NUMA_NO_NODE || !ptr, 0);
	}
}

static void see_cache_free(void *data, unsigned long call_site, const void *ptr,
			   const struct kmem_cache *s)
{
	if (of_objects && mine() && s == watched)
		see('f', s->object_size, !ptr, 0);
}

static void see_kmalloc(void *data, unsigned long call_site, const void *ptr, size_t bytes_req,
			size_t bytes_alloc, gfp_t flags, int node)
{
	if (of_objects && mine()) {
		see_flags(flags);
		see('K', bytes_alloc, bytes_req, 0);
		if (node != NUMA_NO_NODE || !ptr)
			see('K', 0, node, 0);
	}
}

static void see_kfree(void *data, unsigned long call_site, const void *ptr)
{
	if (of_objects && mine())
		see('F', ZERO_OR_NULL_PTR(ptr), 0, 0);
}

static void begin(void)
{
	static bool registered;

	watcher = current;
	nr_seen = 0;
	last_flags = 0;
	told_index = -1;
	if (registered)
		return;
	registered = true;
	if (register_trace_mm_page_alloc(see_page_alloc, NULL) ||
	    register_trace_mm_page_free(see_page_free, NULL) ||
	    register_trace_mm_page_free_batched(see_free_batched, NULL) ||
	    register_trace_mm_page_alloc_zone_locked(see_zone_locked, NULL) ||
	    register_trace_mm_page_pcpu_drain(see_drain, NULL) ||
	    register_trace_mm_page_alloc_extfrag(see_extfrag, NULL) ||
	    register_trace_kmem_cache_alloc(see_cache_alloc, NULL) ||
	    register_trace_kmem_cache_free(see_cache_free, NULL) ||
	    register_trace_kmalloc(see_kmalloc, NULL) || register_trace_kfree(see_kfree, NULL))
		printk(KERN_INFO "steps mark: no events\n");
}

void watch_pages(unsigned long first, unsigned long last)
{
	if (!watching)
		return;
	begin();
	first_pfn = first;
	last_pfn = last;
	of_pages = true;
}

void watch_objects(struct kmem_cache *cache)
{
	if (!watching)
		return;
	begin();
	watched = cache;
	of_objects = true;
}

void watch_end(void)
{
	of_pages = of_objects = false;
	watcher = NULL;
}

/* A '-' waits here for its event, which comes after it. */
static struct {
	bool waits;
	long group, index, stride;
} freed;

static void write_until(struct steps *s, int end)
{
	int i = 0;

	if (freed.waits) {
		bool told = end && seen[0].op == 'f' && !seen[0].index;

		steps_write(s, told ? 'f' : '-', freed.group, freed.index, freed.stride);
		i = told;
		freed.waits = false;
	}
	for (; i < end; i++)
		steps_write(s, seen[i].op, seen[i].group, seen[i].index, seen[i].stride);
	nr_seen = 0;
	if (lost)
		steps_write(s, '?', 0, 0, 0);
	lost = false;
}

void watch_write(struct steps *s)
{
	write_until(s, nr_seen);
}

bool watch_tells(struct steps *s, char op, long group, long index, long stride)
{
	int last = nr_seen - 1;

	if (of_objects && op == '+' && last >= 0 && seen[last].op == 'a' && !seen[last].index) {
		write_until(s, last);
		steps_write(s, 'a', group, index, stride);
		return true;
	}
	watch_write(s);
	if (of_objects && op == '-') {
		freed.waits = true;
		freed.group = group;
		freed.index = index;
		freed.stride = stride;
		return true;
	}
	return of_pages &&
	       (op == '-' || (op == '+' && (group & 15) == told_order && index == told_index));
}
