// SPDX-License-Identifier: GPL-2.0-only
/*
 * Objects that one CPU takes and another gives back, step by step.
 *
 * The other CPU works on request: each step is one call of smp_call_function_single(), which returns when it is done, so that there
 * is one order of steps although several CPUs take part. It runs in an interrupt there; what it allocates is GFP_ATOMIC. Steps:
 * +slab.object handed out on CPU 0, A B C on CPU 1 2 3; -slab.object freed on CPU 0, a b c on CPU 1 2 3; !slab.0 given back to
 * the page allocator.
 */
#include "objects.h"

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/smp.h>

static const char taken_on[] = "+ABC";
static const char given_on[] = "-abc";

/* What the other CPU is asked for; the answer comes back in objects. */
static struct request {
	int count;
	void *objects[64];
} request;

static void alloc_there(void *info)
{
	struct request *wanted = info;
	int i;

	for (i = 0; i < wanted->count; i++)
		wanted->objects[i] = kmem_cache_alloc(cache, GFP_ATOMIC);
}

static void free_there(void *info)
{
	struct request *wanted = info;
	int i;

	for (i = 0; i < wanted->count; i++)
		kmem_cache_free(cache, wanted->objects[i]);
}

static void free_bulk_there(void *info)
{
	struct request *wanted = info;

	kmem_cache_free_bulk(cache, wanted->count, wanted->objects);
}

/* Takes @count objects on CPU @cpu. */
static void take_on(int cpu, int count)
{
	int i;

	for (; count > 0; count -= request.count) {
		request.count = min(count, 64);
		smp_call_function_single(cpu, alloc_there, &request, 1);
		for (i = 0; i < request.count; i++)
			got(request.objects[i], taken_on[cpu]);
	}
}

/* Gives one object back on CPU @cpu. */
static void give_on(int cpu, int at, bool in_order)
{
	request.count = 1;
	request.objects[0] = drop(at, in_order, given_on[cpu]);
	smp_call_function_single(cpu, free_there, &request, 1);
	look_for_discarded();
}

/* Gives @count objects back in one call, every @stride-th of those held. */
static void give_bulk_on(int cpu, int count, int stride)
{
	int at = 0;

	for (request.count = 0; request.count < count && held; request.count++) {
		at = (at + stride) % held;
		request.objects[request.count] = drop(at, true, given_on[cpu]);
	}
	smp_call_function_single(cpu, free_bulk_there, &request, 1);
	look_for_discarded();
}

/* One takes, the next gives back: all directions, each order. */
static void hand_over(int many, int cpus)
{
	int cpu, other;

	for (cpu = 0; cpu < cpus; cpu++) {
		other = (cpu + 1) % cpus;
		take_on(cpu, many);
		while (held)
			give_on(other, 0, true);
		phase("fifo elsewhere");
		take_on(cpu, many);
		while (held)
			give_on(other, held - 1, false);
		phase("lifo elsewhere");
		take_on(cpu, many);
		while (held)
			give_on(other, steps_random(&seed, held), false);
		phase("random elsewhere");
	}
}

/* Each CPU takes some of its own, so that slabs are owned by different CPUs; then each gives the others' back. */
static void mixed(int many, int cpus)
{
	int i, cpu;

	for (i = 0; i < 6; i++)
		for (cpu = 0; cpu < cpus; cpu++)
			take_on(cpu, many / 6 / cpus + 1);
	phase("taken by turns");
	for (i = 0; held > many / 3; i++)
		give_on(i % cpus, i * 7 % held, false);
	phase("given by turns");
	for (i = 0; i < 400; i++) {
		cpu = steps_random(&seed, cpus);
		if (held && steps_random(&seed, 100) < (i / 100 % 2 ? 65 : 40))
			give_on(cpu, steps_random(&seed, held), false);
		else
			take_on(cpu, 1);
	}
	phase("mixed");
	for (i = 0; i < 10; i++) {
		take_on(i % cpus, 1 + steps_random(&seed, 30));
		give_bulk_on((i + 1) % cpus, 1 + steps_random(&seed, 40), 1 + i % 4);
	}
	phase("bulk elsewhere");
	while (held > 10)
		give_on(steps_random(&seed, cpus), steps_random(&seed, held), false);
	phase("nearly empty");
	/*
	 * Every CPU gives back what it holds of free slabs, all at the same time: how many there are then is no matter of chance,
	 * but the order of the node's list is. So nothing is taken from it any more.
	 */
	kmem_cache_shrink(cache);
	look_for_discarded();
	phase("shrunk");
	while (held)
		give_on(steps_random(&seed, cpus), 0, true);
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
	unsigned int size;
	slab_flags_t flags;
	void (*ctor)(void *object);
} shapes[] = {
	{"foreign-64", 64, 0, NULL},
	{"foreign-192", 192, 0, NULL},
	{"foreign-256", 256, 0, NULL},
	{"foreign-700", 700, 0, NULL},
	{"foreign-1024", 1024, 0, NULL},
	{"foreign-4096", 4096, 0, NULL},
	{"foreign-8192", 8192, 0, NULL},
	{"foreign-ctor-200", 200, 0, construct},
	{"foreign-hwcache-300", 300, SLAB_HWCACHE_ALIGN, NULL},
};

void __init conformance_foreign(void)
{
	int cpus = min_t(int, num_online_cpus(), 4), per_slab;
	unsigned int i;

	printk(KERN_INFO "steps begin foreign\n");
	steps_mark(&steps, "%d CPUs", cpus);
	for (i = 0; cpus > 1 && i < ARRAY_SIZE(shapes); i++) {
		per_slab = open_cache(shapes[i].title, shapes[i].size, 0, shapes[i].flags,
				      shapes[i].ctor);
		if (!per_slab)
			continue;
		seed = 777 + i;
		hand_over(clamp(per_slab * 9, 40, 300), cpus);
		mixed(clamp(per_slab * 9, 40, 300), cpus);
		kmem_cache_destroy(cache);
	}
	printk(KERN_INFO "steps end foreign %lu\n", steps.done);
}
