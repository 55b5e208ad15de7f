/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_LIST_SORT_H
#define _LINUX_LIST_SORT_H
#include <linux/types.h>
struct list_head;
typedef int __attribute__((nonnull(2, 3))) (*list_cmp_func_t)(void *, const struct list_head *,
							      const struct list_head *);
__BEGIN_DECLS
/*
 * list_sort() - stable merge sort of a list, no extra memory
 * @priv: passed to cmp; cmp: above 0 when its first entry belongs behind the second
 */
void list_sort(void *priv, struct list_head *head, list_cmp_func_t cmp);
__END_DECLS
#endif
