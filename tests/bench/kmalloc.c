// SPDX-License-Identifier: GPL-2.0-only
/*
 * kmalloc() and kfree(): a pair at once, ten thousand and back in several orders, with the size known to the compiler and not.
 */
#include <linux/compiler.h>
#include <linux/slab.h>
#include "harness.h"

static const unsigned short all_sizes[] = {
	8, 16, 32, 64, 96, 128, 192, 256, 512, 1024, 2048, 4096, 8192, 16384,
};
static const unsigned short zeroed_sizes[] = {64, 256, 1024, 4096};
static const unsigned short ordered_sizes[] = {64, 256, 1024};

/* Keeps the compiler from knowing the size, as it seldom does in a kernel's generic code. */
#define ANY(size) READ_ONCE(size)

static void pairs(void)
{
	for (int n = 0; n < ARRAY_SIZE(all_sizes); n++) {
		size_t size = ANY(all_sizes[n]);

		BENCH_REPEAT(bench_name("kmalloc_kfree_pair_", size), 10000, 1,
			     kfree(kmalloc(size, GFP_KERNEL)));
	}
	BENCH_REPEAT("kmalloc_kfree_pair_const64", 10000, 1, kfree(kmalloc(64, GFP_KERNEL)));
	for (int n = 0; n < ARRAY_SIZE(zeroed_sizes); n++) {
		size_t size = ANY(zeroed_sizes[n]);

		BENCH_REPEAT(bench_name("kzalloc_kfree_pair_", size), 10000, 1,
			     kfree(kzalloc(size, GFP_KERNEL)));
	}
}

static void masses(void)
{
	for (int n = 0; n < ARRAY_SIZE(all_sizes); n++) {
		size_t size = ANY(all_sizes[n]);

		BENCH_MASS_TEST(bench_name("kmalloc_mass_alloc_", size),
				bench_name("kmalloc_mass_free_", size), BENCH_MASS, BENCH_FIFO,
				bench_objects[i] = kmalloc(size, GFP_KERNEL),
				kfree(bench_objects[i]));
	}
	BENCH_MASS_TEST("kmalloc_mass_alloc_const64", "kmalloc_mass_free_const64", BENCH_MASS,
			BENCH_FIFO, bench_objects[i] = kmalloc(64, GFP_KERNEL),
			kfree(bench_objects[i]));
}

static void masses_in_order(const char *text, enum bench_order order)
{
	for (int n = 0; n < ARRAY_SIZE(ordered_sizes); n++) {
		size_t size = ANY(ordered_sizes[n]);

		BENCH_MASS_TEST(NULL, bench_name(text, size), BENCH_MASS, order,
				bench_objects[i] = kmalloc(size, GFP_KERNEL),
				kfree(bench_objects[i]));
	}
}

static void batches(void)
{
	size_t size = ANY(zeroed_sizes[0]);

	BENCH_REPEAT("kmalloc_batch20_pair_64", 500, 20, {
		for (int i = 0; i < 20; i++)
			bench_objects[i] = kmalloc(size, GFP_KERNEL);
		for (int i = 0; i < 20; i++)
			kfree(bench_objects[i]);
	});
}

void bench_kmalloc(void)
{
	pairs();
	masses();
	masses_in_order("kmalloc_mass_free_lifo_", BENCH_LIFO);
	masses_in_order("kmalloc_mass_free_shuffled_", BENCH_SHUFFLED);
	batches();
}
