// SPDX-License-Identifier: GPL-2.0-only
//
// The fast path of freeing: the object is of the CPU's slab, and becomes the head of the CPU's freelist.
//
//	address ──▶ struct page ──▶ head page = slab ──▶ cache ──▶ c = this CPU's part
//	                                  └──────── == c->slab? ────────┘
//	                                   yes: (freelist, tid) becomes (object, tid + 1)     no: __slab_free()
//
// The head page is found on the way to the cache for free: the word that holds slab_cache in a slab's first page holds
// "head | 1" in the others. Tracing and init_on_free= are in the twins of these functions (full.cpp). Linux 6.12: kfree(), kmem_cache_free(), do_slab_free().

#include "mm/slub/full.h"
#include "mm/slub/object.h"

#include <linux/export.h>

namespace slub
{
namespace
{

__always_inline void slab_free(kmem_cache *s, slab *sl, void *object)
{
	kmem_cache_cpu *const c = this_cpu(s);

	switch (push_first(s, c, sl, object)) {
	case THIS_CPU_PUSHED:
		stat(s, FREE_FASTPATH);
		return;
	case THIS_CPU_OTHER:
		return __slab_free(object, sl, s, c);
	case THIS_CPU_AGAIN:
		return free_again(object, sl, s);
	}
}

} // namespace
} // namespace slub

__detoured void kfree(const void *objp)
{
	using namespace slub;

	detour_here(kfree, kfree_full, objp);
	void *object = const_cast<void *>(objp);

	OPTIMIZER_HIDE_VAR(object); // stays in the register that it came in
	if (unlikely(!in_kernel_half(object)))
		return free_no_address(object);

	const auto [sl, s] = locate(object);

	if (unlikely(!is_slab_page(sl)))
		return free_large_kmalloc(object, slab_page(sl));
	slab_free(s, sl, object);
}
EXPORT_SYMBOL(kfree);

__detoured void kmem_cache_free(struct kmem_cache *s, void *object)
{
	using namespace slub;

	detour_here(kmem_cache_free, kmem_cache_free_full, s, object);

	const auto [sl, cache] = locate(object);

	// Also what is no slab at all does not compare equal.
	if (unlikely(cache != s))
		return free_to_wrong_cache(s, object);
	slab_free(cache, sl, object);
}
EXPORT_SYMBOL(kmem_cache_free);
