// SPDX-License-Identifier: GPL-2.0-only
//
// The full-featured twins of the fast paths.
//
// What is seldom wanted - clearing all memory (init_on_alloc=, init_on_free=), tracing, injected failures - is not in the fast
// paths at all. While somebody wants it, their first instructions are branches to the functions here, which do the same and all
// of it, in Linux's order:
//
//	alloc   injected failure? ─▶ object: the CPU's freelist, or the slow path ─▶ cleared ─▶ event
//	free    event ─▶ cleared ─▶ the CPU's freelist, or the slow path
//
// The slow paths are the same for both. Debugged caches are told the caller here, because these functions are not left by tail
// calls. Linux 6.12: slab_alloc_node(), slab_pre_alloc_hook(), slab_post_alloc_hook(), __do_kmalloc_node(), slab_free_hook();
// there they are static branches inside of the fast paths.

#include "mm/slub/full.h"
#include "mm/slub/object.h"

#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/sched/mm.h>
#include <trace/events/kmem.h>
#include <trace/events/slub.h>

DEFINE_STATIC_DETOUR(kmem_cache_alloc_noprof, kmem_cache_alloc_full);
DEFINE_STATIC_DETOUR(kmem_cache_alloc_lru_noprof, kmem_cache_alloc_lru_full);
DEFINE_STATIC_DETOUR(kmem_cache_alloc_node_noprof, kmem_cache_alloc_node_full);
DEFINE_STATIC_DETOUR(__kmalloc_noprof, kmalloc_full);
DEFINE_STATIC_DETOUR(__kmalloc_node_noprof, kmalloc_node_full);
DEFINE_STATIC_DETOUR(__kmalloc_node_track_caller_noprof, kmalloc_node_track_caller_full);
DEFINE_STATIC_DETOUR(__kmalloc_cache_noprof, kmalloc_cache_full);
DEFINE_STATIC_DETOUR(__kmalloc_cache_node_noprof, kmalloc_cache_node_full);
DEFINE_STATIC_DETOUR(__kmalloc_large_noprof, kmalloc_large_full);
DEFINE_STATIC_DETOUR(__kmalloc_large_node_noprof, kmalloc_large_node_full);
DEFINE_STATIC_DETOUR(kmem_cache_alloc_bulk_noprof, kmem_cache_alloc_bulk_full);
DEFINE_STATIC_DETOUR(kmem_cache_free_bulk, kmem_cache_free_bulk_full);
DEFINE_STATIC_DETOUR(kfree, kfree_full);
DEFINE_STATIC_DETOUR(kmem_cache_free, kmem_cache_free_full);

namespace slub
{
namespace
{

// size: what the caller asked for, which debugged caches remember.
void *alloc(kmem_cache *s, gfp_t gfp, int node, size_t size, unsigned long caller)
{
	might_alloc(gfp);
	if (unlikely(should_failslab(s, gfp)))
		return nullptr;
	if (is_debugged(s))
		return debug_kmalloc_for(s, gfp, node, size, caller);

	void *object;

	if (pop_first(s, this_cpu(s), &object)) {
		stat(s, ALLOC_FASTPATH);
		trace_slub_step(s, this_cpu(s)->slab, "alloc: fast path, the CPU's freelist");
	} else {
		object = ___slab_alloc(s, gfp, node);
	}
	return slab_post_alloc_hook(s, gfp, object);
}

void *alloc_object(kmem_cache *s, gfp_t gfp, int node, unsigned long caller)
{
	void *const object = alloc(s, gfp, node, s->object_size, caller);

	trace_kmem_cache_alloc(caller, object, s, gfp, node);
	return object;
}

void *kmalloc_from(kmem_cache *s, size_t size, gfp_t gfp, int node, unsigned long caller)
{
	void *const object = alloc(s, gfp, node, size, caller);

	trace_kmalloc(caller, object, size, s->size, gfp, node);
	return object;
}

void trace_large(unsigned long caller, void *pages, size_t size, gfp_t gfp, int node)
{
	trace_kmalloc(caller, pages, size, PAGE_SIZE << get_order(size), gfp, node);
}

// What is too large for any cache is told twice, as Linux does: as asked for by kmalloc() itself, which asks for the pages, then by
// the caller. Where the size is a constant, the caller asks for the pages, and it is told once.
void *kmalloc_any(size_t size, kmem_buckets *b, gfp_t gfp, int node, unsigned long caller)
{
	if (unlikely(size > KMALLOC_MAX_CACHE_SIZE)) {
		void *const pages = kmalloc_large_node(size, gfp, node);

		trace_large(_THIS_IP_, pages, size, gfp, node);
		trace_large(caller, pages, size, gfp, node);
		return pages;
	}
	if (unlikely(!size))
		return ZERO_SIZE_PTR;
	return kmalloc_from(kmalloc_slab(size, b, gfp, caller), size, gfp, node, caller);
}

void free_object(kmem_cache *s, slab *sl, void *object, unsigned long caller)
{
	if (s->flags & INIT_ON_FREE)
		wipe_object(s, object);
	if (sl == this_cpu(s)->slab)
		trace_slub_step(s, sl, "free: fast path, to the CPU's freelist");
	free_one(s, sl, object, caller);
}

static_detour *const full_paths[] = {
	&__detour_kmem_cache_alloc_noprof,
	&__detour_kmem_cache_alloc_lru_noprof,
	&__detour_kmem_cache_alloc_node_noprof,
	&__detour___kmalloc_noprof,
	&__detour___kmalloc_node_noprof,
	&__detour___kmalloc_node_track_caller_noprof,
	&__detour___kmalloc_cache_noprof,
	&__detour___kmalloc_cache_node_noprof,
	&__detour___kmalloc_large_noprof,
	&__detour___kmalloc_large_node_noprof,
	&__detour_kmem_cache_alloc_bulk_noprof,
	&__detour_kmem_cache_free_bulk,
	&__detour_kfree,
	&__detour_kmem_cache_free,
};

} // namespace

void full_paths_inc()
{
	static_detours_inc(full_paths, ARRAY_SIZE(full_paths));
}

void full_paths_dec()
{
	static_detours_dec(full_paths, ARRAY_SIZE(full_paths));
}

} // namespace slub

#ifdef CONFIG_FAILSLAB
void failslab_changed(bool on)
{
	if (on)
		slub::full_paths_inc();
	else
		slub::full_paths_dec();
}
#endif

int object_events_register()
{
	slub::full_paths_inc();
	return 0;
}

void object_events_unregister()
{
	slub::full_paths_dec();
}

void *kmem_cache_alloc_full(struct kmem_cache *s, gfp_t gfp)
{
	return slub::alloc_object(s, gfp, NUMA_NO_NODE, _RET_IP_);
}

void *kmem_cache_alloc_lru_full(struct kmem_cache *s, struct list_lru *, gfp_t gfp)
{
	return slub::alloc_object(s, gfp, NUMA_NO_NODE, _RET_IP_);
}

void *kmem_cache_alloc_node_full(struct kmem_cache *s, gfp_t gfp, int node)
{
	return slub::alloc_object(s, gfp, node, _RET_IP_);
}

void *kmalloc_full(size_t size, gfp_t gfp)
{
	return slub::kmalloc_any(size, nullptr, gfp, NUMA_NO_NODE, _RET_IP_);
}

void *kmalloc_node_full(DECL_BUCKET_PARAMS(size, b), gfp_t gfp, int node)
{
	return slub::kmalloc_any(size, PASS_BUCKET_PARAM(b), gfp, node, _RET_IP_);
}

void *kmalloc_node_track_caller_full(DECL_BUCKET_PARAMS(size, b), gfp_t gfp, int node,
				     unsigned long caller)
{
	return slub::kmalloc_any(size, PASS_BUCKET_PARAM(b), gfp, node, caller);
}

void *kmalloc_cache_full(struct kmem_cache *s, gfp_t gfp, size_t size)
{
	return slub::kmalloc_from(s, size, gfp, NUMA_NO_NODE, _RET_IP_);
}

void *kmalloc_cache_node_full(struct kmem_cache *s, gfp_t gfp, int node, size_t size)
{
	return slub::kmalloc_from(s, size, gfp, node, _RET_IP_);
}

void *kmalloc_large_full(size_t size, gfp_t gfp)
{
	void *const pages = slub::kmalloc_large_node(size, gfp, NUMA_NO_NODE);

	slub::trace_large(_RET_IP_, pages, size, gfp, NUMA_NO_NODE);
	return pages;
}

void *kmalloc_large_node_full(size_t size, gfp_t gfp, int node)
{
	void *const pages = slub::kmalloc_large_node(size, gfp, node);

	slub::trace_large(_RET_IP_, pages, size, gfp, node);
	return pages;
}

int kmem_cache_alloc_bulk_full(struct kmem_cache *s, gfp_t gfp, size_t size, void **p)
{
	if (!size || unlikely(should_failslab(s, gfp)))
		return 0;
	if (slub::is_debugged(s))
		return slub::debug_alloc_bulk(s, gfp, size, p);

	const int allocated = slub::alloc_bulk(s, gfp, size, p);

	for (int i = 0; i < allocated; i++)
		slub::slab_post_alloc_hook(s, gfp, p[i]);
	return allocated;
}

void kmem_cache_free_bulk_full(struct kmem_cache *s, size_t size, void **p)
{
	using namespace slub;

	for (size_t i = 0; i < size; i++) {
		const auto [sl, cache] = locate(p[i]);

		// What is no object of s is left alone.
		if (is_slab_page(sl) && (!s || s == cache) && (cache->flags & INIT_ON_FREE))
			wipe_object(cache, p[i]);
	}
	free_bulk(s, size, p, _RET_IP_);
}

void kfree_full(const void *objp)
{
	using namespace slub;

	trace_kfree(_RET_IP_, objp);
	if (unlikely(!in_kernel_half(objp)))
		return free_no_address(objp);

	void *const object = const_cast<void *>(objp);
	const auto [sl, s] = locate(object);

	if (unlikely(!is_slab_page(sl)))
		return free_large_kmalloc(object, slab_page(sl));
	free_object(s, sl, object, _RET_IP_);
}

void kmem_cache_free_full(struct kmem_cache *s, void *object)
{
	using namespace slub;

	const auto [sl, cache] = locate(object);

	if (unlikely(cache != s))
		return free_to_wrong_cache(s, object);
	trace_kmem_cache_free(_RET_IP_, object, s);
	free_object(s, sl, object, _RET_IP_);
}
