// SPDX-License-Identifier: GPL-2.0-only
/*
 * vmalloc() and vfree(), a pair at once, of one page, sixteen and 256. The counts are high enough for what Linux puts off (unmapped
 * ranges are purged by the thousand) to take part.
 */
#include <linux/vmalloc.h>
#include "harness.h"

#define NR_LIVE 100000

/* A page beside 100,000 areas that live: side by side, and then with 12,500 holes between them. */
static void beside_many(void)
{
	void **live = vmalloc(NR_LIVE * sizeof(*live));
	int i;

	if (!live)
		return;
	for (i = 0; i < NR_LIVE; i++)
		live[i] = vmalloc(4096);
	BENCH_REPEAT("vmalloc_vfree_pair_4096_live100000", 2000, 1, vfree(vmalloc(4096)));
	for (i = 0; i < NR_LIVE; i += 8) {
		vfree(live[i]);
		live[i] = NULL;
	}
	vm_unmap_aliases();
	BENCH_REPEAT("vmalloc_vfree_pair_4096_holes12500", 2000, 1, vfree(vmalloc(4096)));
	for (i = 0; i < NR_LIVE; i++)
		vfree(live[i]);
	vfree(live);
	vm_unmap_aliases();
}

void bench_vmalloc(void)
{
	BENCH_REPEAT("vmalloc_vfree_pair_4096", 2000, 1, vfree(vmalloc(4096)));
	BENCH_REPEAT("vmalloc_vfree_pair_65536", 1000, 1, vfree(vmalloc(65536)));
	BENCH_REPEAT("vmalloc_vfree_pair_1048576", 200, 1, vfree(vmalloc(1048576)));
	beside_many();
}
