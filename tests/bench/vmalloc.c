// SPDX-License-Identifier: GPL-2.0-only
/*
 * vmalloc() and vfree(), a pair at once, of one page, sixteen and 256. The counts are high enough for what Linux puts off (unmapped
 * ranges are purged by the thousand) to take part.
 */
#include <linux/vmalloc.h>
#include "harness.h"

void bench_vmalloc(void)
{
	BENCH_REPEAT("vmalloc_vfree_pair_4096", 2000, 1, vfree(vmalloc(4096)));
	BENCH_REPEAT("vmalloc_vfree_pair_65536", 1000, 1, vfree(vmalloc(65536)));
	BENCH_REPEAT("vmalloc_vfree_pair_1048576", 200, 1, vfree(vmalloc(1048576)));
}
