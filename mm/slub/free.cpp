// SPDX-License-Identifier: GPL-2.0-only
//
// The fast path of freeing: the object is of the CPU's slab, and becomes the head of the CPU's freelist.
//
//	address ──▶ struct page ──▶ head page = slab ──▶ cache ──▶ c = this CPU's part
//	                                  └──────── == c->slab? ────────┘
//	                                   yes: (freelist, tid) becomes (object, tid + 1)     no: __slab_free()
//
// The head page is found on the way to the cache for free: the word that holds slab_cache in a slab's first page holds
// "head | 1" in the others. Linux 6.12: kfree(), kmem_cache_free(), do_slab_free().

#include "mm/slub/object.h"

#include <linux/export.h>

namespace slub
{
namespace
{

__always_inline void slab_free(kmem_cache *s, slab *sl, void *object)
{
	const auto [c, flags] = this_cpu_and_flags(s);

	if (unlikely(flags & INIT_ON_FREE))
		return free_wiped(s, sl, object);
	switch (this_cpu_list_push(&c->freelist_tid.full, reinterpret_cast<void **>(&c->slab), sl,
				   s->offset, object)) {
	case THIS_CPU_PUSHED:
		return;
	case THIS_CPU_OTHER:
		return __slab_free(s, sl, object);
	case THIS_CPU_AGAIN:
		return free_chain(s, sl, object, object, 1);
	}
}

// is_slab() by the one byte that tells.
__always_inline bool is_slab_page(const slab *sl)
{
	static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
	return reinterpret_cast<const u8 *>(&sl->__page_type)[3] == PGTY_slab;
}

// The slab of an address, if it is one; `cache` is what stands where a slab has its cache.
struct located {
	slab *sl;
	kmem_cache *cache;
};

__always_inline located locate(const void *object)
{
	slab *sl = page_slab(virt_to_page(object));
	unsigned long word = reinterpret_cast<unsigned long>(READ_ONCE(sl->slab_cache));

	if (word & 1) {
		sl = reinterpret_cast<slab *>(word - 1);
		word = reinterpret_cast<unsigned long>(READ_ONCE(sl->slab_cache));
	}
	return {sl, reinterpret_cast<kmem_cache *>(word)};
}

} // namespace
} // namespace slub

void kfree(const void *objp)
{
	using namespace slub;

	if (unlikely(ZERO_OR_NULL_PTR(objp)))
		return;

	void *const object = const_cast<void *>(objp);
	const auto [sl, s] = locate(object);

	if (unlikely(!is_slab_page(sl)))
		return free_large_kmalloc(slab_page(sl), object);
	slab_free(s, sl, object);
}
EXPORT_SYMBOL(kfree);

void kmem_cache_free(struct kmem_cache *s, void *object)
{
	using namespace slub;

	const auto [sl, cache] = locate(object);

	// Also what is no slab at all does not compare equal.
	if (unlikely(cache != s))
		return free_to_wrong_cache(s, object);
	slab_free(s, sl, object);
}
EXPORT_SYMBOL(kmem_cache_free);
