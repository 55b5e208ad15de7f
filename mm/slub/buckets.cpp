// SPDX-License-Identifier: GPL-2.0-only
//
// Sets of caches for one kind of data.
//
// Whoever can choose the size and the contents of an allocation (a message, an attribute) can aim at whatever kmalloc() lays
// beside it or hands out next in its place. A set of caches with kmalloc()'s sizes and a name of its own keeps such data away
// from everybody else's:
//
//	kmem_buckets_create("msg_msg") ─▶ { msg_msg-8, msg_msg-16, … msg_msg-8k }     indexed like kmalloc_caches[type]
//	kmem_buckets_alloc(set, size, gfp) ─▶ kmalloc_slab(size, set, …) ─▶ kfree()
//
// Without SLAB_BUCKETS there are no sets: creating one gives ZERO_SIZE_PTR, and allocating from it is kmalloc().
// Linux 6.12: kmem_buckets_create().

#include "mm/slub/slub.h"

#include <linux/export.h>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/sprintf.h>
#include <linux/string.h>

namespace slub
{

#ifdef CONFIG_SLAB_BUCKETS

namespace
{

kmem_cache *kmem_buckets_cache;

// The part of [offset, offset + size) of an object's data that may be copied to user space, in objects of `bytes`.
kmem_cache *create_bucket(const char *name, const kmem_cache *model, slab_flags_t flags,
			  unsigned int useroffset, unsigned int usersize, void (*ctor)(void *))
{
	const unsigned int bytes = model->object_size;
	const char *const size_name = strchr(model->name, '-');

	if (WARN_ON(!size_name))
		return nullptr;

	char *const cache_name = kasprintf(GFP_KERNEL, "%s-%s", name, size_name + 1);

	if (WARN_ON(!cache_name))
		return nullptr;
	if (useroffset >= bytes)
		useroffset = usersize = 0;

	kmem_cache *const s = kmem_cache_create_usercopy(cache_name, bytes, 0, flags, useroffset,
							 min(bytes - useroffset, usersize), ctor);

	kfree(cache_name);
	WARN_ON(!s);
	return s;
}

void destroy_buckets(kmem_buckets *b)
{
	for (int index = KMALLOC_SHIFT_HIGH; index >= 0; index--) {
		// Sizes below the least share the cache of the least.
		if (index && (*b)[index] == (*b)[index - 1])
			continue;
		kmem_cache_destroy((*b)[index]);
	}
	kmem_cache_free(kmem_buckets_cache, b);
}

} // namespace

void __init setup_buckets()
{
	kmem_buckets_cache = kmem_cache_create("kmalloc_buckets", sizeof(kmem_buckets), 0,
					       SLAB_NO_MERGE, nullptr);
}

#else

void __init setup_buckets()
{
}

#endif

} // namespace slub

kmem_buckets *kmem_buckets_create(const char *name, slab_flags_t flags, unsigned int useroffset,
				  unsigned int usersize, void (*ctor)(void *))
{
#ifdef CONFIG_SLAB_BUCKETS
	using namespace slub;

	if (WARN_ON(!kmem_buckets_cache))
		return nullptr;

	kmem_buckets *const b =
		static_cast<kmem_buckets *>(kmem_cache_zalloc(kmem_buckets_cache, GFP_KERNEL));

	if (WARN_ON(!b))
		return nullptr;
	for (int index = 0; index <= KMALLOC_SHIFT_HIGH; index++) {
		const slub::kmem_cache *const model = kmalloc_caches[KMALLOC_NORMAL][index];

		if (!model || !model->object_size)
			continue;

		slub::kmem_cache *&own = (*b)[__kmalloc_index(model->object_size, false)];

		if (!own)
			own = create_bucket(name, model, flags | SLAB_NO_MERGE, useroffset,
					    usersize, ctor);
		if (!own) {
			destroy_buckets(b);
			return nullptr;
		}
		(*b)[index] = own;
	}
	return b;
#else
	return static_cast<kmem_buckets *>(ZERO_SIZE_PTR);
#endif
}
EXPORT_SYMBOL(kmem_buckets_create);
