/* SPDX-License-Identifier: GPL-2.0-only */
//
// The full-featured twins of SLUB's fast paths: see full.cpp.
//
// Each has the prototype of the function that it takes over, and C linkage as that has. While nobody asks for more, none of
// them is ever called.
//
#ifndef MM_SLUB_FULL_H
#define MM_SLUB_FULL_H

#include "mm/slab.h"

#include <linux/static_detour.h>

__BEGIN_DECLS
void *kmem_cache_alloc_full(struct kmem_cache *s, gfp_t gfp);
void *kmem_cache_alloc_lru_full(struct kmem_cache *s, struct list_lru *lru, gfp_t gfp);
void *kmem_cache_alloc_node_full(struct kmem_cache *s, gfp_t gfp, int node);
void *kmalloc_full(size_t size, gfp_t gfp);
void *kmalloc_node_full(DECL_BUCKET_PARAMS(size, b), gfp_t gfp, int node);
void *kmalloc_node_track_caller_full(DECL_BUCKET_PARAMS(size, b), gfp_t gfp, int node,
				     unsigned long caller);
void *kmalloc_cache_full(struct kmem_cache *s, gfp_t gfp, size_t size);
void *kmalloc_cache_node_full(struct kmem_cache *s, gfp_t gfp, int node, size_t size);
void *kmalloc_large_full(size_t size, gfp_t gfp);
void *kmalloc_large_node_full(size_t size, gfp_t gfp, int node);
int kmem_cache_alloc_bulk_full(struct kmem_cache *s, gfp_t gfp, size_t size, void **p);
void kmem_cache_free_bulk_full(struct kmem_cache *s, size_t size, void **p);
void kfree_full(const void *objp);
void kmem_cache_free_full(struct kmem_cache *s, void *object);
__END_DECLS

DECLARE_STATIC_DETOUR(kmem_cache_alloc_noprof);
DECLARE_STATIC_DETOUR(kmem_cache_alloc_lru_noprof);
DECLARE_STATIC_DETOUR(kmem_cache_alloc_node_noprof);
DECLARE_STATIC_DETOUR(__kmalloc_noprof);
DECLARE_STATIC_DETOUR(__kmalloc_node_noprof);
DECLARE_STATIC_DETOUR(__kmalloc_node_track_caller_noprof);
DECLARE_STATIC_DETOUR(__kmalloc_cache_noprof);
DECLARE_STATIC_DETOUR(__kmalloc_cache_node_noprof);
DECLARE_STATIC_DETOUR(__kmalloc_large_noprof);
DECLARE_STATIC_DETOUR(__kmalloc_large_node_noprof);
DECLARE_STATIC_DETOUR(kmem_cache_alloc_bulk_noprof);
DECLARE_STATIC_DETOUR(kmem_cache_free_bulk);
DECLARE_STATIC_DETOUR(kfree);
DECLARE_STATIC_DETOUR(kmem_cache_free);

namespace slub
{

// One more, or one fewer, who wants the full-featured paths. The first and the last patch code: task context, may sleep.
void full_paths_inc();
void full_paths_dec();

} // namespace slub

#endif // MM_SLUB_FULL_H
