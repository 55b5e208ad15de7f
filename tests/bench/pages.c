// SPDX-License-Identifier: GPL-2.0-only
/*
 * The page allocator: pairs of every order, masses of the small ones, the bulk call.
 */
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>
#include "harness.h"

static void pairs(void)
{
	for (unsigned int order = 0; order <= 10; order++)
		BENCH_REPEAT(bench_name("alloc_pages_pair_order", order), order < 5 ? 5000 : 300, 1,
			     __free_pages(alloc_pages(GFP_KERNEL, order), order));
}

static void masses(int count, unsigned int last_order, const char *alloc_text,
		   const char *free_text)
{
	for (unsigned int order = 0; order <= last_order; order++)
		BENCH_MASS_TEST(bench_name(alloc_text, order), bench_name(free_text, order), count,
				BENCH_FIFO, bench_objects[i] = alloc_pages(GFP_KERNEL, order),
				__free_pages((struct page *)bench_objects[i], order));
}

static void bulk(void)
{
	enum { BATCH = 64, BATCHES = 100 };
	struct page **pages = (struct page **)bench_objects;
	u64 fastest_alloc = U64_MAX, fastest_free = U64_MAX;

	for (int round = 0; round < BENCH_ROUNDS; round++) {
		u64 alloc = 0, free = 0;

		for (int batch = 0; batch < BATCHES; batch++) {
			unsigned long got = 0;

			memset(pages, 0, BATCH * sizeof(*pages));
			BENCH_COUNT(alloc, got = alloc_pages_bulk_array(GFP_KERNEL, BATCH, pages));
			if (got != BATCH)
				printk(KERN_WARNING "bench: %lu of %d pages\n", got, BATCH);
			BENCH_COUNT(free,
				    for (unsigned long i = 0; i < got; i++) __free_page(pages[i]));
		}
		bench_least(&fastest_alloc, alloc);
		bench_least(&fastest_free, free);
	}
	bench_line("alloc_pages_bulk64_alloc_perpage", fastest_alloc, BATCHES * BATCH);
	bench_line("alloc_pages_bulk64_free_perpage", fastest_free, BATCHES * BATCH);
}

void bench_pages(void)
{
	pairs();
	masses(1000, 3, "alloc_pages_mass1000_alloc_order", "alloc_pages_mass1000_free_order");
	masses(10000, 0, "alloc_pages_mass10000_alloc_order", "alloc_pages_mass10000_free_order");
	bulk();
}
