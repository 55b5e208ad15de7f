// SPDX-License-Identifier: GPL-2.0-only
/*
 * The first time after boot: nothing is cached yet, every slab and page comes from where the boot left it. One round only.
 */
#include <linux/compiler.h>
#include <linux/gfp.h>
#include <linux/slab.h>
#include "harness.h"

static const size_t size = 64;

void bench_cold(void)
{
	size_t any = READ_ONCE(size);

	BENCH_MASS_ROUNDS(1, "cold_kmalloc_mass_alloc_64", "cold_kmalloc_mass_free_64", BENCH_MASS,
			  BENCH_FIFO, bench_objects[i] = kmalloc(any, GFP_KERNEL),
			  kfree(bench_objects[i]));
	BENCH_MASS_ROUNDS(1, "cold_alloc_pages_mass_alloc_order0",
			  "cold_alloc_pages_mass_free_order0", BENCH_MASS, BENCH_FIFO,
			  bench_objects[i] = alloc_pages(GFP_KERNEL, 0),
			  __free_pages((struct page *)bench_objects[i], 0));
}
