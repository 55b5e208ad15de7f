// SPDX-License-Identifier: GPL-2.0-only
/*
 * Caches of one's own: pairs, masses, bulk calls; and a cache's whole life.
 */
#include <linux/slab.h>
#include <linux/string.h>
#include "harness.h"

static void construct(void *object)
{
	memset(object, 0, 64);
}

/* Allocating and freeing @batch objects a call, at once and BENCH_MASS of them before the first is freed. */
static void bulk(struct kmem_cache *cache, int batch, unsigned int size)
{
	const char *number = batch == 16 ? "bulk16" : "bulk64";
	const int calls = BENCH_MASS / batch;
	char pair[48], alloc[48], free[48];
	u64 fastest_alloc = U64_MAX, fastest_free = U64_MAX;

	snprintf(pair, sizeof(pair), "%s_pair_perobj_%u", number, size);
	snprintf(alloc, sizeof(alloc), "%s_mass_alloc_perobj_%u", number, size);
	snprintf(free, sizeof(free), "%s_mass_free_perobj_%u", number, size);

	BENCH_REPEAT(pair, 500, batch, {
		if (!kmem_cache_alloc_bulk(cache, GFP_KERNEL, batch, bench_objects))
			return;
		kmem_cache_free_bulk(cache, batch, bench_objects);
	});
	for (int round = 0; round < BENCH_ROUNDS; round++) {
		u64 total = 0;

		BENCH_COUNT(
			total, for (int i = 0; i < calls; i++) {
				if (!kmem_cache_alloc_bulk(cache, GFP_KERNEL, batch,
							   bench_objects + i * batch))
					return;
			});
		bench_least(&fastest_alloc, total);
		total = 0;
		BENCH_COUNT(total,
			    for (int i = 0; i < calls; i++)
				    kmem_cache_free_bulk(cache, batch, bench_objects + i * batch));
		bench_least(&fastest_free, total);
	}
	bench_line(alloc, fastest_alloc, calls * batch);
	bench_line(free, fastest_free, calls * batch);
}

static void one_size(unsigned int size)
{
	struct kmem_cache *cache = kmem_cache_create("bench", size, 0, 0, NULL);

	if (!cache)
		return;
	BENCH_REPEAT(bench_name("kmem_cache_pair_", size), 10000, 1,
		     kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL)));
	BENCH_MASS_TEST(bench_name("kmem_cache_mass_alloc_", size),
			bench_name("kmem_cache_mass_free_", size), BENCH_MASS, BENCH_FIFO,
			bench_objects[i] = kmem_cache_alloc(cache, GFP_KERNEL),
			kmem_cache_free(cache, bench_objects[i]));
	bulk(cache, 16, size);
	bulk(cache, 64, size);
	kmem_cache_destroy(cache);
}

static void with_constructor(void)
{
	struct kmem_cache *cache = kmem_cache_create("bench_ctor", 64, 0, 0, construct);

	if (!cache)
		return;
	BENCH_REPEAT("kmem_cache_pair_64_ctor", 10000, 1,
		     kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL)));
	kmem_cache_destroy(cache);
}

/* A constructor keeps the cache from being merged with another, which would be no creation at all. */
static void lives(void)
{
	struct kmem_cache *cache;

	BENCH_REPEAT("kmem_cache_create_destroy", 200, 1, {
		cache = kmem_cache_create("bench_life", 64, 0, 0, construct);
		kmem_cache_destroy(cache);
	});
	BENCH_REPEAT("kmem_cache_create_use1_destroy", 200, 1, {
		cache = kmem_cache_create("bench_life", 64, 0, 0, construct);
		if (cache)
			kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL));
		kmem_cache_destroy(cache);
	});
}

void bench_caches(void)
{
	one_size(64);
	one_size(256);
	with_constructor();
	lives();
}
