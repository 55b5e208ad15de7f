// SPDX-License-Identifier: GPL-2.0-only
//
// Heap sort: in place, O(n log n) whatever the input, no recursion.
//
// The array is made a heap (each element not below its two children), then its largest element is exchanged with the last
// one again and again. An element is sifted down "bottom-up": first the path of larger children to a leaf is followed,
// then the place is searched upwards, which needs about half the comparisons (R. W. Floyd). Linux 6.12: lib/sort.c.

#include <linux/kernel.h>
#include <linux/sort.h>

namespace
{

struct heap {
	char *base;
	size_t size;
	cmp_r_func_t cmp;
	swap_r_func_t swap;
	const void *priv;

	void *at(size_t i) const
	{
		return base + i * size;
	}
	bool below(size_t a, size_t b) const
	{
		return cmp(at(a), at(b), priv) < 0;
	}
	void exchange(size_t a, size_t b) const
	{
		if (swap) {
			swap(at(a), at(b), (int)size, priv);
			return;
		}
		char *p = (char *)at(a), *q = (char *)at(b);
		size_t left = size;

		for (; left >= 8; left -= 8, p += 8, q += 8) {
			u64 x, y;

			__builtin_memcpy(&x, p, 8);
			__builtin_memcpy(&y, q, 8);
			__builtin_memcpy(p, &y, 8);
			__builtin_memcpy(q, &x, 8);
		}
		for (; left; left--)
			::swap(*p++, *q++);
	}

	/* Element `top` may be too small for its place in the heap of `count`. */
	void sift_down(size_t top, size_t count) const
	{
		size_t leaf = top;

		while (2 * leaf + 2 < count)
			leaf = below(2 * leaf + 1, 2 * leaf + 2) ? 2 * leaf + 2 : 2 * leaf + 1;
		if (2 * leaf + 1 < count)
			leaf = 2 * leaf + 1;
		while (leaf != top && !below(top, leaf))
			leaf = (leaf - 1) / 2;
		/* The elements on the path move up by one, top's takes the place at its end. */
		for (const size_t place = leaf; leaf != top;) {
			leaf = (leaf - 1) / 2;
			exchange(leaf, place);
		}
	}
};

int call_plain_cmp(const void *a, const void *b, const void *priv)
{
	return (*(const cmp_func_t *)priv)(a, b);
}

struct plain_functions {
	cmp_func_t cmp; /* first: call_plain_cmp() reads it by the pointer to all */
	swap_func_t swap;
};

void call_plain_swap(void *a, void *b, int size, const void *priv)
{
	((const plain_functions *)priv)->swap(a, b, size);
}

} // namespace

extern "C" {

void sort_r(void *base, size_t num, size_t size, cmp_r_func_t cmp_func, swap_r_func_t swap_func,
	    const void *priv)
{
	const heap h{(char *)base, size, cmp_func, swap_func, priv};

	for (size_t top = num / 2; top-- > 0;)
		h.sift_down(top, num);
	for (size_t last = num; last-- > 1;) {
		h.exchange(0, last);
		h.sift_down(0, last);
	}
}

void sort(void *base, size_t num, size_t size, cmp_func_t cmp_func, swap_func_t swap_func)
{
	const plain_functions functions{cmp_func, swap_func};

	sort_r(base, num, size, call_plain_cmp, swap_func ? call_plain_swap : nullptr, &functions);
}

} // extern "C"
