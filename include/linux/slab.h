/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The object allocator's public face: kmalloc and its family, object caches, kvmalloc.
 *
 * Two ways to get memory smaller than pages:
 *
 *   kmalloc(size)                one of 13 general caches per kmalloc type, picked by size; kfree() finds the way back
 *   kmem_cache_create(name, …)   a cache of its own for one kind of object (constructor, alignment, merging)
 *
 * Context, for all of them: any, including interrupts, when the gfp flags do not allow sleeping (GFP_ATOMIC,
 * GFP_NOWAIT); kmem_cache_create() and kmem_cache_destroy() take a mutex and need a context that may sleep.
 *
 * Each allocation function is a *_noprof() function with a macro of the plain name over it, as in Linux 6.12, so
 * breakpoints and backtraces show the names that Linux developers expect.
 *
 * The configuration is fixed: SLUB with per-CPU partial lists and SLUB_DEBUG, ZONE_DMA, no MEMCG, no KASAN, no KFENCE,
 * no freelist hardening unless built with it (make OPTIONS=…). Linux 6.12: include/linux/slab.h. How it works inside: mm/slub/slub.h, docs/slub.md.
 */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/bug.h>
#include <linux/build_bug.h>
#include <linux/cache.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/hash.h>
#include <linux/kasan.h>
#include <linux/log2.h>
#include <linux/numa.h>
#include <linux/overflow.h>
#include <linux/stddef.h>
#include <linux/types.h>
#include <linux/alloc_tag.h>
#include <asm/page.h>

/*
 * Flags of a cache. The bit numbers are those of Linux 6.12 in this configuration, because debuggers' scripts read
 * kmem_cache.flags.
 */
enum _slab_flag_bits {
	_SLAB_CONSISTENCY_CHECKS,
	_SLAB_RED_ZONE,
	_SLAB_POISON,
	_SLAB_KMALLOC,
	_SLAB_HWCACHE_ALIGN,
	_SLAB_CACHE_DMA,
	_SLAB_CACHE_DMA32,
	_SLAB_STORE_USER,
	_SLAB_PANIC,
	_SLAB_TYPESAFE_BY_RCU,
	_SLAB_TRACE,
	_SLAB_NOLEAKTRACE,
	_SLAB_NO_MERGE,
	_SLAB_NO_USER_FLAGS,
	_SLAB_RECLAIM_ACCOUNT,
	_SLAB_OBJECT_POISON,
	_SLAB_CMPXCHG_DOUBLE,
	_SLAB_FLAGS_LAST_BIT
};

#define __SLAB_FLAG_BIT(nr) ((slab_flags_t)(1U << (nr)))
#define __SLAB_FLAG_UNUSED  ((slab_flags_t)0U)

#define SLAB_CONSISTENCY_CHECKS                                                                    \
	__SLAB_FLAG_BIT(_SLAB_CONSISTENCY_CHECKS)          /* debug: check on alloc and free */
#define SLAB_RED_ZONE      __SLAB_FLAG_BIT(_SLAB_RED_ZONE) /* debug: red zones around objects */
#define SLAB_POISON        __SLAB_FLAG_BIT(_SLAB_POISON)   /* debug: poison free objects */
#define SLAB_KMALLOC       __SLAB_FLAG_BIT(_SLAB_KMALLOC)  /* one of kmalloc's caches */
#define SLAB_HWCACHE_ALIGN __SLAB_FLAG_BIT(_SLAB_HWCACHE_ALIGN) /* align objects to cache lines */
#define SLAB_CACHE_DMA     __SLAB_FLAG_BIT(_SLAB_CACHE_DMA)     /* slabs from ZONE_DMA */
#define SLAB_CACHE_DMA32   __SLAB_FLAG_BIT(_SLAB_CACHE_DMA32)   /* slabs from ZONE_DMA32 */
#define SLAB_STORE_USER                                                                            \
	__SLAB_FLAG_BIT(_SLAB_STORE_USER)       /* debug: remember the last alloc and free */
#define SLAB_PANIC __SLAB_FLAG_BIT(_SLAB_PANIC) /* panic when the cache can't be created */
/*
 * Slabs go back to the page allocator only after a grace period: under rcu_read_lock() an object's memory stays an
 * object of the same type, although perhaps not the same object.
 */
#define SLAB_TYPESAFE_BY_RCU __SLAB_FLAG_BIT(_SLAB_TYPESAFE_BY_RCU)
#define SLAB_TRACE           __SLAB_FLAG_BIT(_SLAB_TRACE) /* debug: log alloc and free */
#define SLAB_DEBUG_OBJECTS   __SLAB_FLAG_UNUSED
#define SLAB_NOLEAKTRACE                                                                           \
	__SLAB_FLAG_BIT(_SLAB_NOLEAKTRACE) /* kmemleak ignores it; also keeps it from merging */
#define SLAB_NO_MERGE __SLAB_FLAG_BIT(_SLAB_NO_MERGE) /* never share slabs with another cache */
/*
 * Failures may be injected (slab_debug=A; mm/failslab.cpp). Not where Linux has it: there the option moves other flags' bits.
 */
#ifdef CONFIG_FAILSLAB
#define SLAB_FAILSLAB ((slab_flags_t)(1U << 26))
#else
#define SLAB_FAILSLAB __SLAB_FLAG_UNUSED
#endif
#define SLAB_ACCOUNT __SLAB_FLAG_UNUSED /* accepted; without MEMCG it means nothing */
#define SLAB_KASAN   __SLAB_FLAG_UNUSED
#define SLAB_NO_USER_FLAGS                                                                         \
	__SLAB_FLAG_BIT(_SLAB_NO_USER_FLAGS) /* slab_debug= does not apply (KUnit tests) */
#define SLAB_SKIP_KFENCE __SLAB_FLAG_UNUSED
#define SLAB_RECLAIM_ACCOUNT                                                                       \
	__SLAB_FLAG_BIT(_SLAB_RECLAIM_ACCOUNT) /* counted and placed as reclaimable */
#define SLAB_TEMPORARY  SLAB_RECLAIM_ACCOUNT
#define SLAB_NO_OBJ_EXT __SLAB_FLAG_UNUSED

/* What a freelist link looks like in memory; plain here, encoded where freelists are hardened. */
typedef struct {
	unsigned long v;
} freeptr_t;

/*
 * kmalloc(0) returns this: not NULL, so that it doesn't look like a failure, and faulting when used. kfree() takes it.
 */
#define ZERO_SIZE_PTR       ((void *)16)
#define ZERO_OR_NULL_PTR(x) ((unsigned long)(x) <= (unsigned long)ZERO_SIZE_PTR)

struct kmem_cache;
struct list_lru;

/**
 * struct kmem_cache_args - the less common arguments of kmem_cache_create()
 * @align: alignment of objects in bytes, a power of two; 0: the architecture's minimum
 * @useroffset: start of the bytes that may be copied to user space (no effect without HARDENED_USERCOPY)
 * @usersize: number of those bytes
 * @freeptr_offset: where in the object the free pointer goes, for SLAB_TYPESAFE_BY_RCU caches
 * @use_freeptr_offset: whether @freeptr_offset counts
 * @ctor: runs once for each object of a new slab; the user frees objects in constructed state
 */
struct kmem_cache_args {
	unsigned int align;
	unsigned int useroffset;
	unsigned int usersize;
	unsigned int freeptr_offset;
	bool use_freeptr_offset;
	void (*ctor)(void *object);
};

__BEGIN_DECLS

/**
 * slab_is_available - may kmalloc() be used yet?
 *
 * True from the moment when kmem_cache_init() has made the kmalloc caches.
 */
bool slab_is_available(void);

/**
 * __kmem_cache_create_args - create an object cache, or share one of the same shape
 * @name: for /proc/slabinfo and reports; copied unless it lies in the kernel's read-only data. No spaces.
 * @object_size: bytes, at most KMALLOC_MAX_SIZE
 * @args: further arguments; @args->align is overwritten
 * @flags: SLAB_*
 *
 * Context: takes slab_mutex, may sleep; not from interrupts.
 * Return: the cache, or NULL after a warning (a panic with SLAB_PANIC). A cache without constructor and without
 * SLAB_NO_MERGE may be one that exists already (its refcount grows). Linux 6.12: the same function.
 */
struct kmem_cache *__kmem_cache_create_args(const char *name, unsigned int object_size,
					    struct kmem_cache_args *args, slab_flags_t flags);

/**
 * kmem_cache_destroy - give up a cache
 * @s: the cache; NULL is accepted
 *
 * The last user's call frees it. With live objects left it reports them, warns, and the cache's memory is kept (it
 * leaves the list of caches all the same, as in Linux). Context: may sleep.
 */
void kmem_cache_destroy(struct kmem_cache *s);

/**
 * kmem_cache_shrink - give empty slabs back, sort the partial ones so that the fullest are used first
 * @s: the cache
 *
 * Return: 0 when no slab is left, else 1. Context: may sleep.
 */
int kmem_cache_shrink(struct kmem_cache *s);

/** kmem_cache_size - an object's size in bytes, as given to kmem_cache_create() */
unsigned int kmem_cache_size(struct kmem_cache *s);

/** kmem_cache_charge - charge an object to its memory cgroup; without MEMCG nothing is to do and it returns true */
bool kmem_cache_charge(void *objp, gfp_t gfpflags);

static inline struct kmem_cache *__kmem_cache_create(const char *name, unsigned int size,
						     unsigned int align, slab_flags_t flags,
						     void (*ctor)(void *))
{
	struct kmem_cache_args args = {.align = align, .ctor = ctor};

	return __kmem_cache_create_args(name, size, &args, flags);
}

static inline struct kmem_cache *__kmem_cache_default_args(const char *name, unsigned int size,
							   struct kmem_cache_args *args,
							   slab_flags_t flags)
{
	struct kmem_cache_args none = {.align = 0};

	if (WARN_ON_ONCE(args))
		return (struct kmem_cache *)ERR_PTR(-EINVAL);
	return __kmem_cache_create_args(name, size, &none, flags);
}

/** kmem_cache_create_usercopy - kmem_cache_create() with a region that user space may copy; see kmem_cache_args */
static inline struct kmem_cache *kmem_cache_create_usercopy(const char *name, unsigned int size,
							    unsigned int align, slab_flags_t flags,
							    unsigned int useroffset,
							    unsigned int usersize,
							    void (*ctor)(void *))
{
	struct kmem_cache_args args = {
		.align = align,
		.useroffset = useroffset,
		.usersize = usersize,
		.ctor = ctor,
	};

	return __kmem_cache_create_args(name, size, &args, flags);
}

__END_DECLS

/**
 * kmem_cache_create - create an object cache
 *
 * Two forms: (name, size, align, flags, ctor) and (name, size, struct kmem_cache_args *, flags), where NULL stands for
 * default arguments. See __kmem_cache_create_args().
 */
#ifdef __cplusplus
static inline struct kmem_cache *kmem_cache_create(const char *name, unsigned int size,
						   unsigned int align, slab_flags_t flags,
						   void (*ctor)(void *))
{
	return __kmem_cache_create(name, size, align, flags, ctor);
}

static inline struct kmem_cache *kmem_cache_create(const char *name, unsigned int size,
						   struct kmem_cache_args *args, slab_flags_t flags)
{
	return args ? __kmem_cache_create_args(name, size, args, flags)
		    : __kmem_cache_default_args(name, size, args, flags);
}

#define KMEM_CACHE(__struct, __flags)                                                              \
	__kmem_cache_create(#__struct, sizeof(struct __struct), __alignof__(struct __struct),      \
			    (__flags), NULL)
#define KMEM_CACHE_USERCOPY(__struct, __flags, __field)                                            \
	kmem_cache_create_usercopy(#__struct, sizeof(struct __struct),                             \
				   __alignof__(struct __struct), (__flags),                        \
				   offsetof(struct __struct, __field),                             \
				   sizeof(((struct __struct *)0)->__field), NULL)
#else
#define kmem_cache_create(__name, __object_size, __args, ...)                                      \
	_Generic((__args),                                              \
		struct kmem_cache_args *: __kmem_cache_create_args,     \
		void *: __kmem_cache_default_args,                      \
		default: __kmem_cache_create)(__name, __object_size, __args, __VA_ARGS__)

#define KMEM_CACHE(__struct, __flags)                                                              \
	__kmem_cache_create_args(#__struct, sizeof(struct __struct),                               \
				 &(struct kmem_cache_args){.align = __alignof__(struct __struct)}, \
				 (__flags))
#define KMEM_CACHE_USERCOPY(__struct, __flags, __field)                                            \
	__kmem_cache_create_args(#__struct, sizeof(struct __struct),                               \
				 &(struct kmem_cache_args){                                        \
					 .align = __alignof__(struct __struct),                    \
					 .useroffset = offsetof(struct __struct, __field),         \
					 .usersize = sizeof(((struct __struct *)0)->__field),      \
				 },                                                                \
				 (__flags))
#endif

/*
 * Sizes. kmalloc's caches go from 8 bytes to two pages; above that whole pages come from the page allocator.
 */
#ifndef ARCH_KMALLOC_MINALIGN
#define ARCH_KMALLOC_MINALIGN __alignof__(unsigned long long)
#elif ARCH_KMALLOC_MINALIGN > 8
#define KMALLOC_MIN_SIZE  ARCH_KMALLOC_MINALIGN
#define KMALLOC_SHIFT_LOW ilog2(KMALLOC_MIN_SIZE)
#endif

#ifndef ARCH_SLAB_MINALIGN
#define ARCH_SLAB_MINALIGN __alignof__(unsigned long long)
#endif

/* The least alignment of any object, where the architecture does not say more (memory tagging would). */
#ifndef arch_slab_minalign
static inline unsigned int arch_slab_minalign(void)
{
	return ARCH_SLAB_MINALIGN;
}
#endif

#define __assume_kmalloc_alignment __attribute__((__assume_aligned__(ARCH_KMALLOC_MINALIGN)))
#define __assume_slab_alignment    __attribute__((__assume_aligned__(ARCH_SLAB_MINALIGN)))
#define __assume_page_alignment    __attribute__((__assume_aligned__(PAGE_SIZE)))

#define KMALLOC_SHIFT_HIGH         (PAGE_SHIFT + 1)
#define KMALLOC_SHIFT_MAX          (MAX_PAGE_ORDER + PAGE_SHIFT)
#ifndef KMALLOC_SHIFT_LOW
#define KMALLOC_SHIFT_LOW 3
#endif

#define KMALLOC_MAX_SIZE (1UL << KMALLOC_SHIFT_MAX) /* the most that kmalloc() can return: 4 MiB */
#define KMALLOC_MAX_CACHE_SIZE                                                                     \
	(1UL << KMALLOC_SHIFT_HIGH) /* the most that comes from a cache: 8 KiB */
#define KMALLOC_MAX_ORDER (KMALLOC_SHIFT_MAX - PAGE_SHIFT)
#ifndef KMALLOC_MIN_SIZE
#define KMALLOC_MIN_SIZE (1 << KMALLOC_SHIFT_LOW)
#endif
#define SLAB_OBJ_MIN_SIZE (KMALLOC_MIN_SIZE < 16 ? (KMALLOC_MIN_SIZE) : 16)

#ifdef CONFIG_RANDOM_KMALLOC_CACHES
#define RANDOM_KMALLOC_CACHES_NR                                                                   \
	15 /* further sets of caches, one of which each calling place draws */
#else
#define RANDOM_KMALLOC_CACHES_NR 0
#endif

/* One set of size classes per kind of memory that kmalloc() hands out. */
enum kmalloc_cache_type {
	KMALLOC_NORMAL = 0,
	KMALLOC_CGROUP = KMALLOC_NORMAL,
	KMALLOC_NO_OBJ_EXT = KMALLOC_NORMAL,
	KMALLOC_RANDOM_START = KMALLOC_NORMAL,
	KMALLOC_RANDOM_END = KMALLOC_RANDOM_START + RANDOM_KMALLOC_CACHES_NR,
	KMALLOC_RECLAIM,
	KMALLOC_DMA,
	NR_KMALLOC_TYPES
};

typedef struct kmem_cache *kmem_buckets[KMALLOC_SHIFT_HIGH + 1];

__BEGIN_DECLS

/* kmalloc's caches by type and size index (see __kmalloc_index()). Filled by create_kmalloc_caches(), then constant. */
extern kmem_buckets kmalloc_caches[NR_KMALLOC_TYPES];

/* With RANDOM_KMALLOC_CACHES: what the choice of a set depends on beside the calling place. Drawn at boot. */
extern unsigned long random_kmalloc_seed;

/* Flags that lead away from the KMALLOC_NORMAL caches. */
#define KMALLOC_NOT_NORMAL_BITS (__GFP_RECLAIMABLE | __GFP_DMA)

static __always_inline enum kmalloc_cache_type kmalloc_type(gfp_t flags, unsigned long caller)
{
	if (likely((flags & KMALLOC_NOT_NORMAL_BITS) == 0))
#ifdef CONFIG_RANDOM_KMALLOC_CACHES
		return (enum kmalloc_cache_type)(
			KMALLOC_RANDOM_START +
			hash_64(caller ^ random_kmalloc_seed, ilog2(RANDOM_KMALLOC_CACHES_NR + 1)));
#else
		return KMALLOC_NORMAL;
#endif
	return flags & __GFP_DMA ? KMALLOC_DMA : KMALLOC_RECLAIM;
}

/*
 * Size in bytes → index into kmalloc_caches[type]: 1 is 65…96, 2 is 129…192, n is 2^(n-1)+1…2^n. Written so that a
 * constant size folds to a constant. 0 for size 0.
 */
static __always_inline unsigned int __kmalloc_index(size_t size, bool size_is_constant)
{
	if (!size)
		return 0;
	if (size <= KMALLOC_MIN_SIZE)
		return KMALLOC_SHIFT_LOW;
	if (KMALLOC_MIN_SIZE <= 32 && size > 64 && size <= 96)
		return 1;
	if (KMALLOC_MIN_SIZE <= 64 && size > 128 && size <= 192)
		return 2;
	return 64 - __builtin_clzl(size - 1);
}

#define kmalloc_index(s) __kmalloc_index(s, true)

/**
 * kmem_cache_alloc - allocate one object from a cache
 * @cachep: the cache
 * @flags: GFP_*; __GFP_ZERO clears the object (not together with a constructor)
 *
 * Return: the object, or NULL when there is no memory. The fast path takes no lock. Linux 6.12: slab_alloc_node().
 */
void *kmem_cache_alloc_noprof(struct kmem_cache *cachep,
			      gfp_t flags) __assume_slab_alignment __malloc;
#define kmem_cache_alloc(...) alloc_hooks(kmem_cache_alloc_noprof(__VA_ARGS__))

/** kmem_cache_alloc_lru - kmem_cache_alloc() for objects on a list_lru; the list matters only with MEMCG */
void *kmem_cache_alloc_lru_noprof(struct kmem_cache *s, struct list_lru *lru,
				  gfp_t gfpflags) __assume_slab_alignment __malloc;
#define kmem_cache_alloc_lru(...) alloc_hooks(kmem_cache_alloc_lru_noprof(__VA_ARGS__))

/** kmem_cache_alloc_node - kmem_cache_alloc() from a wanted memory node; there is one node here */
void *kmem_cache_alloc_node_noprof(struct kmem_cache *s, gfp_t flags,
				   int node) __assume_slab_alignment __malloc;
#define kmem_cache_alloc_node(...)    alloc_hooks(kmem_cache_alloc_node_noprof(__VA_ARGS__))

#define kmem_cache_zalloc(_k, _flags) kmem_cache_alloc(_k, (_flags) | __GFP_ZERO)

/**
 * kmem_cache_free - give an object back to its cache
 * @s: the cache that it came from; another one is reported in one line and the object is left alone
 * @objp: the object; not NULL
 */
void kmem_cache_free(struct kmem_cache *s, void *objp);

/**
 * kmem_buckets_create - a set of caches of kmalloc()'s sizes for one kind of data, for kmem_buckets_alloc()
 * @name: the caches are called @name-64 and so on
 * @flags: SLAB_* of the caches; SLAB_NO_MERGE is added
 * @useroffset, @usersize: as in kmem_cache_create_usercopy()
 * @ctor: constructor, or NULL
 *
 * Keeps what a stranger can size and fill away from everybody else's objects. Context: may sleep. Return: the set, NULL when it
 * cannot be had. Without the option SLAB_BUCKETS it is ZERO_SIZE_PTR, and kmem_buckets_alloc() is kmalloc().
 */
kmem_buckets *kmem_buckets_create(const char *name, slab_flags_t flags, unsigned int useroffset,
				  unsigned int usersize, void (*ctor)(void *));

/**
 * kmem_cache_alloc_bulk - allocate several objects at once
 * @s: the cache
 * @flags: GFP_*
 * @size: number of objects
 * @p: where the pointers go
 *
 * Return: @size, or 0 when not all of them could be had (then none is). Interrupts must be enabled.
 */
int kmem_cache_alloc_bulk_noprof(struct kmem_cache *s, gfp_t flags, size_t size, void **p);
#define kmem_cache_alloc_bulk(...) alloc_hooks(kmem_cache_alloc_bulk_noprof(__VA_ARGS__))

/**
 * kmem_cache_free_bulk - free several objects, gathering neighbours in the array that share a slab
 * @s: their cache, or NULL for objects of kmalloc()
 * @size: number of objects
 * @p: the objects; the array is reordered
 */
void kmem_cache_free_bulk(struct kmem_cache *s, size_t size, void **p);

static __always_inline void kfree_bulk(size_t size, void **p)
{
	kmem_cache_free_bulk(NULL, size, p);
}

/* A parameter `buckets` beside a size, where SLAB_BUCKETS is on. */
#ifdef CONFIG_SLAB_BUCKETS
#define DECL_BUCKET_PARAMS(_size, _b) size_t _size, kmem_buckets *_b
#define PASS_BUCKET_PARAMS(_size, _b) (_size), (_b)
#define PASS_BUCKET_PARAM(_b)         (_b)
#else
#define DECL_BUCKET_PARAMS(_size, _b) size_t _size
#define PASS_BUCKET_PARAMS(_size, _b) (_size)
#define PASS_BUCKET_PARAM(_b)         NULL
#endif

/* What the kmalloc macros below expand to. The size is in bytes; NULL on failure. */
void *__kmalloc_noprof(size_t size, gfp_t flags) __assume_kmalloc_alignment __alloc_size(1);
void *__kmalloc_node_noprof(DECL_BUCKET_PARAMS(size, b), gfp_t flags,
			    int node) __assume_kmalloc_alignment __alloc_size(1);
void *__kmalloc_cache_noprof(struct kmem_cache *s, gfp_t flags,
			     size_t size) __assume_kmalloc_alignment __alloc_size(3);
void *__kmalloc_cache_node_noprof(struct kmem_cache *s, gfp_t gfpflags, int node,
				  size_t size) __assume_kmalloc_alignment __alloc_size(4);
void *__kmalloc_large_noprof(size_t size, gfp_t flags) __assume_page_alignment __alloc_size(1);
void *__kmalloc_large_node_noprof(size_t size, gfp_t flags, int node) __assume_page_alignment
	__alloc_size(1);

/**
 * kmalloc - allocate @size bytes of physically contiguous memory
 * @size: bytes; 0 gives ZERO_SIZE_PTR, more than KMALLOC_MAX_SIZE gives NULL and the page allocator's warning
 * @flags: GFP_KERNEL where sleeping is allowed, GFP_ATOMIC where not; __GFP_ZERO clears, __GFP_DMA and
 *	__GFP_RECLAIMABLE choose another set of caches
 *
 * The result is aligned to the largest power of two that divides its size class, at least ARCH_KMALLOC_MINALIGN.
 */
static __always_inline __alloc_size(1) void *kmalloc_noprof(size_t size, gfp_t flags)
{
	if (__builtin_constant_p(size) && size) {
		if (size > KMALLOC_MAX_CACHE_SIZE)
			return __kmalloc_large_noprof(size, flags);
		return __kmalloc_cache_noprof(
			kmalloc_caches[kmalloc_type(flags, _RET_IP_)][kmalloc_index(size)], flags,
			size);
	}
	return __kmalloc_noprof(size, flags);
}
#define kmalloc(...) alloc_hooks(kmalloc_noprof(__VA_ARGS__))

static __always_inline __alloc_size(1) void *kmalloc_node_noprof(size_t size, gfp_t flags, int node)
{
	if (__builtin_constant_p(size) && size) {
		if (size > KMALLOC_MAX_CACHE_SIZE)
			return __kmalloc_large_node_noprof(size, flags, node);
		return __kmalloc_cache_node_noprof(
			kmalloc_caches[kmalloc_type(flags, _RET_IP_)][kmalloc_index(size)], flags,
			node, size);
	}
	return __kmalloc_node_noprof(PASS_BUCKET_PARAMS(size, NULL), flags, node);
}
#define kmalloc_node(...) alloc_hooks(kmalloc_node_noprof(__VA_ARGS__))

/** kmalloc_array - kmalloc() of @n elements of @size bytes; NULL when the product overflows */
static inline __alloc_size(1, 2) void *kmalloc_array_noprof(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(n, size, &bytes)))
		return NULL;
	return kmalloc_noprof(bytes, flags);
}
#define kmalloc_array(...) alloc_hooks(kmalloc_array_noprof(__VA_ARGS__))

static inline __alloc_size(1, 2) void *kmalloc_array_node_noprof(size_t n, size_t size, gfp_t flags,
								 int node)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(n, size, &bytes)))
		return NULL;
	return kmalloc_node_noprof(bytes, flags, node);
}
#define kmalloc_array_node(...) alloc_hooks(kmalloc_array_node_noprof(__VA_ARGS__))

#define kcalloc(n, size, flags) kmalloc_array(n, size, (flags) | __GFP_ZERO)
#define kcalloc_node(_n, _size, _flags, _node)                                                     \
	kmalloc_array_node(_n, _size, (_flags) | __GFP_ZERO, _node)

/** kzalloc - kmalloc() of cleared memory */
static inline __alloc_size(1) void *kzalloc_noprof(size_t size, gfp_t flags)
{
	return kmalloc_noprof(size, flags | __GFP_ZERO);
}
#define kzalloc(...)                       alloc_hooks(kzalloc_noprof(__VA_ARGS__))
#define kzalloc_node(_size, _flags, _node) kmalloc_node(_size, (_flags) | __GFP_ZERO, _node)

/* kmalloc() on behalf of @caller, which reports then name instead of a helper such as kstrdup(). */
void *__kmalloc_node_track_caller_noprof(DECL_BUCKET_PARAMS(size, b), gfp_t flags, int node,
					 unsigned long caller) __alloc_size(1);
#define kmalloc_node_track_caller_noprof(size, flags, node, caller)                                \
	__kmalloc_node_track_caller_noprof(PASS_BUCKET_PARAMS(size, NULL), flags, node, caller)
#define kmalloc_node_track_caller(...)                                                             \
	alloc_hooks(kmalloc_node_track_caller_noprof(__VA_ARGS__, _RET_IP_))
#define kmalloc_track_caller(...) kmalloc_node_track_caller(__VA_ARGS__, NUMA_NO_NODE)
#define kmalloc_track_caller_noprof(...)                                                           \
	kmalloc_node_track_caller_noprof(__VA_ARGS__, NUMA_NO_NODE, _RET_IP_)

/**
 * krealloc - change the size of an allocation
 * @objp: what kmalloc() gave; NULL allocates anew
 * @new_size: bytes; 0 frees and returns ZERO_SIZE_PTR
 * @flags: GFP_* for a new allocation
 *
 * Stays in place while the size class has room. On failure NULL, and @objp is still valid.
 */
void *__must_check krealloc_noprof(const void *objp, size_t new_size, gfp_t flags)
	__realloc_size(2);
#define krealloc(...) alloc_hooks(krealloc_noprof(__VA_ARGS__))

static inline __realloc_size(2, 3) void *__must_check
	krealloc_array_noprof(void *p, size_t new_n, size_t new_size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(new_n, new_size, &bytes)))
		return NULL;
	return krealloc_noprof(p, bytes, flags);
}
#define krealloc_array(...) alloc_hooks(krealloc_array_noprof(__VA_ARGS__))

/**
 * kfree - free what any of the kmalloc family or kmem_cache_alloc() returned
 * @objp: the object; NULL and ZERO_SIZE_PTR are ignored. Anything else that is no object is reported in one line.
 */
void kfree(const void *objp);

/** kfree_sensitive - kfree() that first overwrites the whole object, for keys and passwords */
void kfree_sensitive(const void *objp);

/** ksize - bytes that really belong to an object of kmalloc(); 0 for NULL and ZERO_SIZE_PTR */
size_t ksize(const void *objp);
size_t __ksize(const void *objp);

/** kmalloc_size_roundup - bytes that kmalloc(@size) would reserve */
size_t kmalloc_size_roundup(size_t size);

/** kmem_dump_obj - print which cache's object an address is in; false when it is none */
bool kmem_dump_obj(void *object);
/** mem_dump_obj - continue a log line with what memory an address is in: cache and object, vmalloc area, other */
void mem_dump_obj(void *object);

/**
 * kvmalloc - kmalloc() that falls back to vmalloc() for more than a page
 *
 * Free with kvfree(). The fallback needs flags that allow sleeping. Linux 6.12: __kvmalloc_node_noprof().
 */
void *__kvmalloc_node_noprof(DECL_BUCKET_PARAMS(size, b), gfp_t flags, int node) __alloc_size(1);
#define kvmalloc_node_noprof(size, flags, node)                                                    \
	__kvmalloc_node_noprof(PASS_BUCKET_PARAMS(size, NULL), flags, node)
#define kvmalloc_node(...)                  alloc_hooks(kvmalloc_node_noprof(__VA_ARGS__))
#define kvmalloc(_size, _flags)             kvmalloc_node(_size, _flags, NUMA_NO_NODE)
#define kvmalloc_noprof(_size, _flags)      kvmalloc_node_noprof(_size, _flags, NUMA_NO_NODE)
#define kvzalloc(_size, _flags)             kvmalloc(_size, (_flags) | __GFP_ZERO)
#define kvzalloc_node(_size, _flags, _node) kvmalloc_node(_size, (_flags) | __GFP_ZERO, _node)

static inline __alloc_size(1, 2) void *kvmalloc_array_node_noprof(size_t n, size_t size,
								  gfp_t flags, int node)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(n, size, &bytes)))
		return NULL;
	return kvmalloc_node_noprof(bytes, flags, node);
}
#define kvmalloc_array_noprof(...) kvmalloc_array_node_noprof(__VA_ARGS__, NUMA_NO_NODE)
#define kvcalloc_node_noprof(_n, _s, _f, _node)                                                    \
	kvmalloc_array_node_noprof(_n, _s, (_f) | __GFP_ZERO, _node)
#define kvcalloc_noprof(...) kvcalloc_node_noprof(__VA_ARGS__, NUMA_NO_NODE)
#define kvmalloc_array(...)  alloc_hooks(kvmalloc_array_noprof(__VA_ARGS__))
#define kvcalloc_node(...)   alloc_hooks(kvcalloc_node_noprof(__VA_ARGS__))
#define kvcalloc(...)        alloc_hooks(kvcalloc_noprof(__VA_ARGS__))

/** kvrealloc - krealloc() for memory of kvmalloc() */
void *kvrealloc_noprof(const void *p, size_t size, gfp_t flags) __realloc_size(2);
#define kvrealloc(...) alloc_hooks(kvrealloc_noprof(__VA_ARGS__))

/** kvfree - free memory of kmalloc(), vmalloc() or kvmalloc() */
void kvfree(const void *addr);
/** kvfree_sensitive - kvfree() that first overwrites @len bytes */
void kvfree_sensitive(const void *addr, size_t len);

/* Allocation by type: kmalloc_obj(*p), kmalloc_objs(*p, count), kmalloc_flex(*p, member, count), and z, v forms. */
#define __slab_default_gfp(a, b, ...) b
#define __slab_gfp(...)               __slab_default_gfp(, ##__VA_ARGS__, GFP_KERNEL)
#define __alloc_objs(KMALLOC, GFP, TYPE, COUNT)                                                    \
	((__typeof__(TYPE) *)KMALLOC(size_mul(sizeof(__typeof__(TYPE)), COUNT), GFP))
#define __alloc_flex(KMALLOC, GFP, TYPE, FAM, COUNT)                                               \
	((__typeof__(TYPE) *)KMALLOC(struct_size_t(__typeof__(TYPE), FAM, COUNT), GFP))
#define kmalloc_obj(P, ...)         __alloc_objs(kmalloc, __slab_gfp(__VA_ARGS__), P, 1)
#define kmalloc_objs(P, COUNT, ...) __alloc_objs(kmalloc, __slab_gfp(__VA_ARGS__), P, COUNT)
#define kmalloc_flex(P, FAM, COUNT, ...)                                                           \
	__alloc_flex(kmalloc, __slab_gfp(__VA_ARGS__), P, FAM, COUNT)
#define kzalloc_obj(P, ...)         __alloc_objs(kzalloc, __slab_gfp(__VA_ARGS__), P, 1)
#define kzalloc_objs(P, COUNT, ...) __alloc_objs(kzalloc, __slab_gfp(__VA_ARGS__), P, COUNT)
#define kzalloc_flex(P, FAM, COUNT, ...)                                                           \
	__alloc_flex(kzalloc, __slab_gfp(__VA_ARGS__), P, FAM, COUNT)
#define kvmalloc_obj(P, ...)         __alloc_objs(kvmalloc, __slab_gfp(__VA_ARGS__), P, 1)
#define kvmalloc_objs(P, COUNT, ...) __alloc_objs(kvmalloc, __slab_gfp(__VA_ARGS__), P, COUNT)
#define kvmalloc_flex(P, FAM, COUNT, ...)                                                          \
	__alloc_flex(kvmalloc, __slab_gfp(__VA_ARGS__), P, FAM, COUNT)
#define kvzalloc_obj(P, ...)         __alloc_objs(kvzalloc, __slab_gfp(__VA_ARGS__), P, 1)
#define kvzalloc_objs(P, COUNT, ...) __alloc_objs(kvzalloc, __slab_gfp(__VA_ARGS__), P, COUNT)
#define kvzalloc_flex(P, FAM, COUNT, ...)                                                          \
	__alloc_flex(kvzalloc, __slab_gfp(__VA_ARGS__), P, FAM, COUNT)

#define kmem_buckets_alloc(_b, _size, _flags)                                                      \
	alloc_hooks(__kmalloc_node_noprof(PASS_BUCKET_PARAMS(_size, _b), _flags, NUMA_NO_NODE))
#define kmem_buckets_alloc_track_caller(_b, _size, _flags)                                         \
	alloc_hooks(__kmalloc_node_track_caller_noprof(PASS_BUCKET_PARAMS(_size, _b), _flags,      \
						       NUMA_NO_NODE, _RET_IP_))
#define kmem_buckets_valloc(_b, _size, _flags)                                                     \
	alloc_hooks(__kvmalloc_node_noprof(PASS_BUCKET_PARAMS(_size, _b), _flags, NUMA_NO_NODE))

/**
 * kmem_cache_init - bring SLUB up: its own two caches, then kmalloc's
 *
 * Once, at boot, on one CPU, when the page allocator and the per-CPU areas work. Prints the "SLUB: …" line.
 */
void kmem_cache_init(void);

/** kmem_cache_init_late - what needs the rest of the kernel; called when interrupts and time work */
void kmem_cache_init_late(void);

__END_DECLS

#endif /* _LINUX_SLAB_H */
