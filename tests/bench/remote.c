// SPDX-License-Identifier: GPL-2.0-only
/*
 * What one CPU takes and another gives back: objects that are freed into slabs that are not the CPU's own, and pages that gather on
 * the other's list. Needs two CPUs, CPU 0 the one that runs this.
 *
 * Only one CPU may run while instructions are counted, because QEMU's counter is one for all: CPU 0 waits in WFI, and CPU 1 works in
 * the interrupt that the call raises there, with interrupts masked.
 */
#include <linux/compiler.h>
#include <linux/cpumask.h>
#include <linux/gfp.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include "harness.h"

/* As many pages as objects: more than the lists of the CPUs hold, so that they go through the free blocks on their way. */
#define PAGES BENCH_MASS

static const unsigned short sizes[] = {64, 256, 1024};

/* What CPU 1 is asked to do, and what it took. */
static struct {
	enum { OBJECTS, PAGES_OF_ORDER_0 } what;
	int count;
	u64 total;
	bool done;
} request;

static void free_all(void *unused)
{
	const int count = request.count;
	u64 total = 0;

	bench_counter_start();
	if (request.what == OBJECTS)
		BENCH_COUNT(total, for (int i = 0; i < count; i++) kfree(bench_objects[i]));
	else
		BENCH_COUNT(total, for (int i = 0; i < count; i++)
					   __free_page((struct page *)bench_objects[i]));
	request.total = total;
	smp_store_release(&request.done, true);
}

/* Has the first @count of bench_objects freed on CPU 1. Return: instructions. */
static u64 free_there(int what, int count)
{
	request.what = what;
	request.count = count;
	request.done = false;
	smp_call_function_single(1, free_all, NULL, 0);
	while (!smp_load_acquire(&request.done))
		asm volatile("wfi" : : : "memory");
	return request.total;
}

/* Prints lines @alloc_name (may be NULL) and @free_name, per object: the fastest of @rounds. */
#define REMOTE_TEST(rounds, alloc_name, free_name, count, order, alloc, what)                      \
	do {                                                                                       \
		u64 fastest_alloc = U64_MAX, fastest_free = U64_MAX;                               \
		for (int round = 0; round < (rounds); round++) {                                   \
			u64 total = 0;                                                             \
			BENCH_COUNT(                                                               \
				total, for (int i = 0; i < (count); i++) { alloc; });              \
			bench_least(&fastest_alloc, total);                                        \
			bench_arrange(order, count);                                               \
			bench_least(&fastest_free, free_there(what, count));                       \
		}                                                                                  \
		if (alloc_name)                                                                    \
			bench_line(alloc_name, fastest_alloc, count);                              \
		bench_line(free_name, fastest_free, count);                                        \
	} while (0)

void bench_remote(void)
{
	static struct cpumask first_cpu;

	cpumask_set_cpu(0, &first_cpu);
	set_cpus_allowed_ptr(current, &first_cpu);
	if (num_online_cpus() < 2) {
		printk(KERN_ERR "bench: the remote lines need two CPUs\n");
		return;
	}
	for (int n = 0; n < ARRAY_SIZE(sizes); n++) {
		size_t size = READ_ONCE(sizes[n]);

		REMOTE_TEST(BENCH_ROUNDS, bench_name("remote_alloc_on_cpu0_", size),
			    bench_name("remote_free_on_cpu1_", size), BENCH_MASS, BENCH_FIFO,
			    bench_objects[i] = kmalloc(size, GFP_KERNEL), OBJECTS);
	}
	REMOTE_TEST(BENCH_ROUNDS, NULL, "remote_free_on_cpu1_shuffled_64", BENCH_MASS,
		    BENCH_SHUFFLED, bench_objects[i] = kmalloc(READ_ONCE(sizes[0]), GFP_KERNEL),
		    OBJECTS);
	REMOTE_TEST(BENCH_ROUNDS, "remote_pages_alloc_on_cpu0", "remote_pages_free_on_cpu1", PAGES,
		    BENCH_FIFO, bench_objects[i] = alloc_pages(GFP_KERNEL, 0), PAGES_OF_ORDER_0);
}
