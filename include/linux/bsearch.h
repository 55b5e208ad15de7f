/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_BSEARCH_H
#define _LINUX_BSEARCH_H
#include <linux/types.h>
/* An element equal to key in a sorted array, or NULL. cmp(key, element). */
static inline void *__inline_bsearch(const void *key, const void *base, size_t num, size_t size,
				     cmp_func_t cmp)
{
	const char *low = (const char *)base;

	while (num > 0) {
		const char *pivot = low + (num >> 1) * size;
		int order = cmp(key, pivot);

		if (order == 0)
			return (void *)pivot;
		if (order > 0) {
			low = pivot + size;
			num--;
		}
		num >>= 1;
	}
	return 0;
}
#if !__STDC_HOSTED__
static inline void *bsearch(const void *key, const void *base, size_t num, size_t size,
			    cmp_func_t cmp)
{
	return __inline_bsearch(key, base, num, size, cmp);
}
#endif
#endif
