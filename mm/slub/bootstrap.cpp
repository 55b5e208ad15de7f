// SPDX-License-Identifier: GPL-2.0-only
//
// The caches that caches are made of.
//
// A struct kmem_cache comes from the cache "kmem_cache", and its node part from the cache "kmem_cache_node". To make these
// two, both are needed. The way out:
//
//	1. kmem_cache_node is a static struct. Its own node part is the first object of its first slab, taken by hand.
//	2. Now node parts can be allocated: kmem_cache, static too, is set up as any cache.
//	3. Both are copied into objects of kmem_cache; slabs that point to the static ones are pointed to the copies.
//
// Linux 6.12: kmem_cache_init(), early_kmem_cache_node_alloc(), bootstrap().

#include "mm/slub/debug.h"
#include "mm/slub/full.h"

#include <linux/cache.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/string.h>

namespace slub
{
namespace
{

constinit kmem_cache boot_kmem_cache __initdata = {};
constinit kmem_cache boot_kmem_cache_node __initdata = {};

kmem_cache *__init move_to_heap(kmem_cache *from)
{
	kmem_cache *const s =
		static_cast<kmem_cache *>(kmem_cache_zalloc(::kmem_cache, GFP_NOWAIT));
	slab *sl;

	memcpy(s, from, ::kmem_cache->object_size);

	// All slabs are on the node's list after this, so all are found.
	flush_this_cpu(s);
	list_for_each_entry(sl, &node_of(s)->partial, slab_list)
		sl->slab_cache = s;
	list_for_each_entry(sl, &node_of(s)->full, slab_list)
		sl->slab_cache = s;
	list_add(&s->list, &slab_caches);
	return s;
}

} // namespace

void __init add_first_node_part(kmem_cache *s)
{
	slab *const sl = new_slab(s, GFP_NOWAIT);

	BUG_ON(!sl);

	kmem_cache_node *const n = static_cast<kmem_cache_node *>(sl->freelist);

	if (is_debugged(s))
		init_object(s, n, SLUB_RED_ACTIVE);
	sl->freelist = get_freepointer(s, n);
	sl->inuse = 1;
	s->node[0] = n;
	init_node(n);
	inc_slabs_node(s, sl->objects);
	add_partial(n, sl, list_end::head);
}

void __init create_boot_cache(kmem_cache *s, const char *name, unsigned int size,
			      slab_flags_t flags)
{
	kmem_cache_args args{};
	unsigned int align = ARCH_KMALLOC_MINALIGN;

	// kmalloc() promises the largest power of two that divides the size: 64 for 192.
	if (flags & SLAB_KMALLOC)
		align = max(align, size & -size);
	args.align = calculate_alignment(flags, align, size);
	// What kmalloc() gives may be copied to user space, whole.
	if (IS_ENABLED(CONFIG_HARDENED_USERCOPY) && (flags & SLAB_KMALLOC))
		args.usersize = size;

	const int err = setup_cache(s, name, size, args, flags);

	if (err)
		panic("Creation of kmalloc slab %s size=%u failed. Reason %d\n", name, size, err);
	s->refcount = -1; // not to be shared
}

} // namespace slub

void __init kmem_cache_init()
{
	using namespace slub;

	// Reports name addresses that one can use.
	if (__slub_debug_enabled())
		no_hash_pointers_enable(nullptr);

	::kmem_cache_node = &boot_kmem_cache_node;
	::kmem_cache = &boot_kmem_cache;

	create_boot_cache(::kmem_cache_node, "kmem_cache_node", sizeof(slub::kmem_cache_node),
			  SLAB_HWCACHE_ALIGN);
	slab_state = PARTIAL;
	create_boot_cache(::kmem_cache, "kmem_cache",
			  offsetof(slub::kmem_cache, node) +
				  nr_node_ids * sizeof(slub::kmem_cache_node *),
			  SLAB_HWCACHE_ALIGN);

	::kmem_cache = move_to_heap(&boot_kmem_cache);
	::kmem_cache_node = move_to_heap(&boot_kmem_cache_node);

	create_kmalloc_caches();
	if (want_init_on_alloc(0) || want_init_on_free())
		full_paths_inc();

	const order_limits limits = current_order_limits();

	pr_info("SLUB: HWalign=%d, Order=%u-%u, MinObjects=%u, CPUs=%u, Nodes=%u\n",
		cache_line_size(), limits.min_order, limits.max_order, limits.min_objects,
		nr_cpu_ids, nr_node_ids);
}

void __init kmem_cache_init_late()
{
	slab_state = FULL;
}
