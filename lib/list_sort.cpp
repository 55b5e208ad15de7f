// SPDX-License-Identifier: GPL-2.0-only
//
// A stable merge sort of a list_head list, bottom-up and without extra memory.
//
// Entries are taken off one by one. Bin n holds a sorted run of 2^n entries or is empty, like the bits of a counter: adding
// an entry merges runs as adding 1 carries. Runs are linked through next only; prev is restored at the end. Earlier
// entries are always the merge's left input, and equal entries are taken from the left: stable. Linux 6.12: lib/list_sort.c.

#include <linux/list.h>
#include <linux/list_sort.h>

namespace
{

struct merger {
	void *priv;
	list_cmp_func_t cmp;

	list_head *merge(list_head *left, list_head *right) const
	{
		list_head *first = nullptr;
		list_head **link = &first;

		while (left && right) {
			list_head *&smaller = cmp(priv, left, right) <= 0 ? left : right;

			*link = smaller;
			link = &smaller->next;
			smaller = smaller->next;
		}
		*link = left ? left : right;
		return first;
	}
};

} // namespace

extern "C" void list_sort(void *priv, struct list_head *head, list_cmp_func_t cmp)
{
	const merger m{priv, cmp};
	list_head *bins[64] = {};
	int highest = 0;

	if (list_empty(head))
		return;
	head->prev->next = nullptr;
	for (list_head *entry = head->next, *rest; entry; entry = rest) {
		rest = entry->next;
		entry->next = nullptr;

		list_head *run = entry;
		int n = 0;

		for (; bins[n]; n++) {
			run = m.merge(bins[n], run);
			bins[n] = nullptr;
		}
		bins[n] = run;
		highest = n > highest ? n : highest;
	}

	list_head *sorted = nullptr;

	for (int n = 0; n <= highest; n++)
		if (bins[n])
			sorted = sorted ? m.merge(bins[n], sorted) : bins[n];

	list_head *prev = head;

	for (list_head *entry = sorted; entry; entry = entry->next) {
		prev->next = entry;
		entry->prev = prev;
		prev = entry;
	}
	prev->next = head;
	head->prev = prev;
}
