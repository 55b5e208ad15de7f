/* SPDX-License-Identifier: GPL-2.0-only */
/* Sampled guard pages are not built in: no address is KFENCE's. */
#ifndef _LINUX_KFENCE_H
#define _LINUX_KFENCE_H
#include <linux/types.h>
struct kmem_cache;
static inline bool is_kfence_address(const void *addr)
{
	return false;
}
static inline void kfence_alloc_pool_and_metadata(void)
{
}
static inline void kfence_init(void)
{
}
static inline void kfence_shutdown_cache(struct kmem_cache *s)
{
}
static inline void *kfence_alloc(struct kmem_cache *s, size_t size, gfp_t flags)
{
	return 0;
}
static inline size_t kfence_ksize(const void *addr)
{
	return 0;
}
static inline bool __must_check kfence_free(void *addr)
{
	return false;
}
#endif
