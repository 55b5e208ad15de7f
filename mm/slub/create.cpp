// SPDX-License-Identifier: GPL-2.0-only
//
// Creating a cache, or finding one to share.
//
//	kmem_cache_create(name, size, align, flags)
//	  ├─ a cache with the same slot size, a fitting alignment and the same kind of memory exists: share it (refcount + 1)
//	  └─ else: a struct kmem_cache, its sizes, its per-node part, its per-CPU part, into slab_caches
//
// Sharing saves partly filled slabs. Caches with constructors, RCU or debugging flags, bytes that user space may be given, or
// SLAB_NO_MERGE, stay alone. The list slab_caches has the newest first; sharing looks from its end, so the oldest fitting cache is taken.
//
// Lock: slab_mutex. Linux 6.12: __kmem_cache_create_args(), find_mergeable(), do_kmem_cache_create().

#include "mm/slub/object.h"

#include <linux/align.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/random.h>
#include <linux/stackdepot.h>
#include <linux/string.h>

enum slab_state slab_state;
LIST_HEAD(slab_caches);
DEFINE_MUTEX(slab_mutex);
struct kmem_cache *kmem_cache;
struct kmem_cache *kmem_cache_node;
#ifdef CONFIG_SLUB_DEBUG
DEFINE_STATIC_KEY_FALSE(slub_debug_enabled);
#endif

namespace slub
{
namespace
{

constexpr slab_flags_t NEVER_MERGE = SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER | SLAB_TRACE |
				     SLAB_TYPESAFE_BY_RCU | SLAB_NOLEAKTRACE | SLAB_FAILSLAB |
				     SLAB_NO_MERGE;
// The kind of memory: caches that differ in one of these never share.
constexpr slab_flags_t MERGE_SAME = SLAB_RECLAIM_ACCOUNT | SLAB_CACHE_DMA | SLAB_CACHE_DMA32 |
				    SLAB_ACCOUNT;

constinit bool nomerge;

int setup_nomerge(char *)
{
	nomerge = true;
	return 1;
}
__setup("slab_nomerge", setup_nomerge);
__setup_param("slub_nomerge", slub_nomerge, setup_nomerge, 0);

int setup_merge(char *)
{
	nomerge = false;
	return 1;
}
__setup("slab_merge", setup_merge);
__setup_param("slub_merge", slub_merge, setup_merge, 0);

constinit bool freelist_random;

int setup_freelist_random(char *)
{
	freelist_random = true;
	return 1;
}
__setup("slab_freelist_random", setup_freelist_random);

bool name_exists(const char *name)
{
	kmem_cache *s;

	list_for_each_entry(s, &slab_caches, list)
		if (!strcmp(s->name, name))
			return true;
	return false;
}

// A wrong call is refused. With DEBUG_VM, as in Linux, that has a line of its own, and names that confuse readers of /proc/slabinfo
// are warned about.
int check_arguments(const char *name, unsigned int size, slab_flags_t flags)
{
	if (!name || in_interrupt() || size > KMALLOC_MAX_SIZE) {
		if (IS_ENABLED(CONFIG_DEBUG_VM))
			pr_err("kmem_cache_create(%s) integrity check failed\n", name);
		return -EINVAL;
	}
	if (IS_ENABLED(CONFIG_DEBUG_VM)) {
		WARN(name_exists(name), "kmem_cache of name '%s' already exists\n", name);
		WARN_ON(strchr(name, ' '));
	}
	return flags & ~SLAB_FLAGS_PERMITTED ? -EINVAL : 0;
}

// May an object of `size` bytes at `align` with `flags` live in the slots of s?
bool can_share(const kmem_cache *s, unsigned int size, unsigned int align, slab_flags_t flags)
{
	if (size > s->size || s->size - size >= sizeof(void *))
		return false;
	return (flags & MERGE_SAME) == (s->flags & MERGE_SAME) &&
	       ALIGN_DOWN(s->size, align) == s->size;
}

kmem_cache *find_mergeable(const char *name, unsigned int size, const kmem_cache_args &args,
			   slab_flags_t flags)
{
	flags = kmem_cache_flags(flags, name);
	if (nomerge || args.ctor || (flags & NEVER_MERGE))
		return nullptr;
	if (IS_ENABLED(CONFIG_HARDENED_USERCOPY) && args.usersize)
		return nullptr;

	size = ALIGN(size, sizeof(void *));
	const unsigned int align = calculate_alignment(flags, args.align, size);

	size = ALIGN(size, align);

	kmem_cache *s;

	list_for_each_entry_reverse(s, &slab_caches, list)
		if (can_share(s, size, align, flags) && !slab_unmergeable(s))
			return s;
	return nullptr;
}

kmem_cache *share_existing(const char *name, unsigned int size, const kmem_cache_args &args,
			   slab_flags_t flags)
{
	kmem_cache *const s = find_mergeable(name, size, args, flags);

	if (s) {
		sysfs_slab_alias(s, name);
		s->refcount++;
		// Clearing an object must reach the end of the largest user's.
		s->object_size = max(s->object_size, size);
		set_inuse(s, max(s->inuse, static_cast<unsigned int>(ALIGN(size, sizeof(void *)))));
	}
	return s;
}

bool valid_freeptr_offset(const kmem_cache_args &args, unsigned int object_size, slab_flags_t flags)
{
	return !args.use_freeptr_offset ||
	       (args.freeptr_offset < object_size && (flags & SLAB_TYPESAFE_BY_RCU) &&
		args.freeptr_offset % alignof(freeptr_t) == 0);
}

int create_new(const char *name, unsigned int object_size, const kmem_cache_args &args,
	       slab_flags_t flags, kmem_cache **result)
{
	if (!valid_freeptr_offset(args, object_size, flags))
		return -EINVAL;

	kmem_cache *const s =
		static_cast<kmem_cache *>(kmem_cache_zalloc(::kmem_cache, GFP_KERNEL));

	if (!s)
		return -ENOMEM;

	const int err = setup_cache(s, name, object_size, args, flags);

	if (err) {
		kmem_cache_free(::kmem_cache, s);
		return err;
	}
	s->refcount = 1;
	list_add(&s->list, &slab_caches);
	*result = s;
	return 0;
}

// May user space be given these bytes of an object? A wrong request gets none, and without HARDENED_USERCOPY nobody asks.
bool valid_user_bytes(const kmem_cache_args &args, unsigned int object_size)
{
	return IS_ENABLED(CONFIG_HARDENED_USERCOPY) &&
	       !WARN_ON(!args.usersize && args.useroffset) &&
	       !WARN_ON(object_size < args.usersize ||
			object_size - args.usersize < args.useroffset);
}

int create_locked(const char *name, unsigned int object_size, kmem_cache_args *args,
		  slab_flags_t flags, kmem_cache **result)
{
	if (const int err = check_arguments(name, object_size, flags))
		return err;

	if (!valid_user_bytes(*args, object_size))
		args->usersize = args->useroffset = 0;

	*result = share_existing(name, object_size, *args, flags);
	if (*result)
		return 0;

	// Its directory could have no name.
	if (IS_ENABLED(CONFIG_SYSFS) &&
	    WARN(!*name, "kobject: (%p): attempted to be registered with empty name!\n", *result))
		return -EINVAL;

	const char *const kept_name = kstrdup_const(name, GFP_KERNEL);

	if (!kept_name)
		return -ENOMEM;
	args->align = calculate_alignment(flags, args->align, object_size);

	const int err = create_new(kept_name, object_size, *args, flags, result);

	if (err)
		kfree_const(kept_name);
	return err;
}

// init_on_alloc= and init_on_free= leave alone what a constructor or poison has filled, or RCU readers still look at.
slab_flags_t init_flags(const kmem_cache *s)
{
	if (s->ctor || (s->flags & (SLAB_TYPESAFE_BY_RCU | SLAB_POISON)))
		return 0;
	const slab_flags_t flags = (want_init_on_alloc(0) ? INIT_ON_ALLOC : 0) |
				   (want_init_on_free() ? INIT_ON_FREE : 0);

	return flags ? flags | INIT_EITHER : 0;
}

bool add_node_part(kmem_cache *s)
{
	if (slab_state == DOWN) {
		add_first_node_part(s);
		return true;
	}

	kmem_cache_node *const n = static_cast<kmem_cache_node *>(
		kmem_cache_alloc_node(::kmem_cache_node, GFP_KERNEL, 0));

	if (!n)
		return false;
	init_node(n);
	s->node[0] = n;
	return true;
}

bool add_cpu_part(kmem_cache *s)
{
	unsigned int cpu;

	// A multiple of the exchange's size, so that the pair is aligned for it.
	s->cpu_slab = static_cast<kmem_cache_cpu *>(
		__alloc_percpu(sizeof(kmem_cache_cpu), sizeof(freelist_aba_t)));
	if (!s->cpu_slab)
		return false;
	for_each_possible_cpu(cpu) {
		kmem_cache_cpu *const c = cpu_part(s, cpu);

		local_lock_init(&c->lock);
		c->tid = cpu;
	}
	return true;
}

// A cache with debugging flags of its own is the first that wants debugging, if no kernel parameter did. In a kernel without
// debugging the flags have no effect.
slab_flags_t switch_debugging_on(slab_flags_t flags)
{
	if (!IS_ENABLED(CONFIG_SLUB_DEBUG))
		return flags & ~SLAB_DEBUG_FLAGS;
	if (flags & SLAB_DEBUG_FLAGS)
		static_branch_enable(&slub_debug_enabled);
	if (flags & SLAB_STORE_USER)
		stack_depot_init();
	return flags;
}

noinline void report_failure(const char *name, slab_flags_t flags, int err)
{
	constexpr const char *function = "__kmem_cache_create_args";

	if (flags & SLAB_PANIC)
		panic("%s: Failed to create slab '%s'. Error %d\n", function, name, err);
	pr_warn("%s(%s) failed with error %d\n", function, name, err);
	dump_stack();
}

} // namespace

int setup_cache(kmem_cache *s, const char *name, unsigned int size, const kmem_cache_args &args,
		slab_flags_t flags)
{
	s->name = name;
	s->size = s->object_size = size;
	s->flags = kmem_cache_flags(flags, name);
	s->align = args.align;
	s->ctor = args.ctor;

#ifdef CONFIG_SLAB_FREELIST_HARDENED
	s->random = get_random_long();
#endif
#ifdef CONFIG_HARDENED_USERCOPY
	s->useroffset = args.useroffset;
	s->usersize = args.usersize;
#endif
	if (!calculate_sizes(s, args))
		return -EINVAL;
	if (__slub_debug_enabled() && higher_order_debug_disabled() &&
	    get_order(s->size) > get_order(size)) {
		s->flags &= ~DEBUG_METADATA_FLAGS;
		s->offset = 0;
		if (!calculate_sizes(s, args))
			return -EINVAL;
	}
	if (!(flags_of(s) & NO_CMPXCHG))
		s->flags |= CMPXCHG_DOUBLE;
	if (flags_of(s) & SLAB_DEBUG_FLAGS)
		s->flags |= DEBUGGED;
	s->flags |= init_flags(s);
	if (freelist_random)
		s->flags |= SHUFFLED;
	set_partial_limits(s);

	if (add_node_part(s) && add_cpu_part(s))
		return 0;
	release_parts(s);
	return -EINVAL;
}

} // namespace slub

bool slab_is_available()
{
	return slab_state >= UP;
}
EXPORT_SYMBOL(slab_is_available);

unsigned int kmem_cache_size(struct kmem_cache *s)
{
	return s->object_size;
}
EXPORT_SYMBOL(kmem_cache_size);

int slab_unmergeable(struct kmem_cache *s)
{
#ifdef CONFIG_HARDENED_USERCOPY
	if (s->usersize)
		return 1;
#endif
	return slub::nomerge || (s->flags & slub::NEVER_MERGE) || s->ctor || s->refcount < 0;
}

struct kmem_cache *__kmem_cache_create_args(const char *name, unsigned int object_size,
					    struct kmem_cache_args *args, slab_flags_t flags)
{
	slub::kmem_cache *s = nullptr;

	flags = slub::switch_debugging_on(flags);
	mutex_lock(&slab_mutex);
	const int err = slub::create_locked(name, object_size, args, flags, &s);

	mutex_unlock(&slab_mutex);
	if (unlikely(err))
		slub::report_failure(name, flags, err);
	return s;
}
EXPORT_SYMBOL(__kmem_cache_create_args);
