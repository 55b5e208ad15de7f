// SPDX-License-Identifier: GPL-2.0-only
//
// An object's real size, and changing it.
//
// kmalloc(100) gives a slot of 128 bytes: krealloc() up to 128 stays in place. Under debugging only the size that was asked
// for, or the part before the allocator's own data, may be used. Linux 6.12: __ksize(), krealloc(), kfree_sensitive().

#include "mm/slub/debug.h"

#include <linux/export.h>
#include <linux/mm.h>
#include <linux/string.h>

namespace
{

size_t usable_size(const struct kmem_cache *s)
{
	if (s->flags & (SLAB_RED_ZONE | SLAB_POISON))
		return s->object_size;
	if (s->flags & (SLAB_TYPESAFE_BY_RCU | SLAB_STORE_USER))
		return s->inuse;
	return s->size;
}

} // namespace

size_t __ksize(const void *object)
{
	if (unlikely(object == ZERO_SIZE_PTR))
		return 0;

	if (const struct slab *const sl = virt_to_slab(object)) {
		// Whoever asks may use all of it: what was red zone behind the asked size is not any more.
		if (slub::is_debugged(sl->slab_cache))
			slub::set_orig_size(sl->slab_cache, const_cast<void *>(object),
					    sl->slab_cache->object_size);
		return usable_size(sl->slab_cache);
	}

	struct page *const head = virt_to_head_page(object);
	const size_t bytes = PAGE_SIZE << compound_order(head);

	if (WARN_ON(bytes <= KMALLOC_MAX_CACHE_SIZE) || WARN_ON(object != page_to_virt(head)))
		return 0;
	return bytes;
}
EXPORT_SYMBOL(__ksize);

size_t ksize(const void *object)
{
	return ZERO_OR_NULL_PTR(object) ? 0 : __ksize(object);
}
EXPORT_SYMBOL(ksize);

void *krealloc_noprof(const void *object, size_t new_size, gfp_t gfp)
{
	if (unlikely(!new_size)) {
		kfree(object);
		return ZERO_SIZE_PTR;
	}

	const size_t old_size = ksize(object);

	if (old_size >= new_size) {
		if (want_init_on_alloc(gfp))
			memset(const_cast<char *>(static_cast<const char *>(object)) + new_size, 0,
			       old_size - new_size);
		return const_cast<void *>(object);
	}

	void *const moved = kmalloc_track_caller_noprof(new_size, gfp);

	if (moved) {
		if (object)
			memcpy(moved, object, old_size);
		kfree(object); // also of none: an event
	}
	return moved;
}
EXPORT_SYMBOL(krealloc_noprof);

void kfree_sensitive(const void *object)
{
	const size_t bytes = ksize(object);

	if (bytes)
		memzero_explicit(const_cast<void *>(object), bytes);
	kfree(object);
}
EXPORT_SYMBOL(kfree_sensitive);
