/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * SLUB's data structures, as Linux 6.12 lays them out, for SLUB itself, for tests and for debuggers' scripts.
 *
 *   kmem_cache ──cpu_slab──▶ kmem_cache_cpu (one per CPU)   freelist, tid · slab · partial ─▶ slab ─next─▶ slab …
 *        │
 *        └────node[0]──────▶ kmem_cache_node                list_lock · partial ⇄ slab ⇄ slab … · counters
 *
 *   slab = the struct page of a slab's first page, read differently: slab_cache, freelist, inuse/objects/frozen
 *
 * This header also compiles as C: Linux's own tests include it as "../mm/slab.h". What only SLUB's files need is in
 * mm/slub/slub.h. The configuration is Linux's "debug" reference: SLUB_DEBUG, SLUB_CPU_PARTIAL, SYSFS, one node;
 * offsets are asserted below. Linux 6.12: mm/slab.h and the structures at the top of mm/slub.c.
 */
#ifndef MM_SLAB_H
#define MM_SLAB_H

#include <linux/jump_label.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/local_lock.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/mutex.h>
#include <linux/percpu-defs.h>
#include <linux/rcupdate.h>
#include <linux/reciprocal_div.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/stackdepot.h>
#include <asm/cmpxchg.h>

typedef u128 freelist_full_t;

/* Who had an object: stored behind it twice, for the last allocation and for the last freeing. */
struct track {
	unsigned long addr;          /* of the caller; 0: nothing is known */
	depot_stack_handle_t handle; /* of the stack */
	int cpu;
	int pid;
	unsigned long when; /* jiffies */
};
static_assert(sizeof(struct track) == 32, "struct track as in Linux 6.12");

enum track_item { TRACK_ALLOC, TRACK_FREE };

/* A freelist and a counter that changes with it, compared and exchanged as one: the counter avoids the ABA problem. */
typedef union {
	struct {
		void *freelist;
		unsigned long counter;
	};
	freelist_full_t full;
} freelist_aba_t;

/**
 * struct slab - a slab, in the place of the first page's struct page
 * @slab_cache: the cache that it belongs to
 * @slab_list: link in kmem_cache_node.partial, under list_lock
 * @next: link in kmem_cache_cpu.partial, under that CPU's local lock
 * @slabs: on the per-CPU partial list: number of slabs from here to the end
 * @freelist: first free object that is not on a CPU's freelist
 * @counters: @inuse (objects handed out, or on a CPU's freelist), @objects (in the slab), @frozen (owned by a CPU)
 * @rcu_head: for SLAB_TYPESAFE_BY_RCU, once the slab is given up
 *
 * Changed together by a 128-bit compare and exchange: @freelist and @counters.
 */
struct slab {
	unsigned long __page_flags;
	struct kmem_cache *slab_cache;
	union {
		struct {
			union {
				struct list_head slab_list;
				struct {
					struct slab *next;
					int slabs;
				};
			};
			union {
				struct {
					void *freelist;
					union {
						unsigned long counters;
						struct {
							unsigned inuse : 16;
							unsigned objects : 15;
							unsigned frozen : 1;
						};
					};
				};
				freelist_aba_t freelist_counter;
			};
		};
		struct rcu_head rcu_head;
	};
	unsigned int __page_type;
	atomic_t __page_refcount;
};

static_assert(sizeof(struct slab) <= sizeof(struct page), "a slab lives in a struct page");
static_assert(offsetof(struct slab, __page_flags) == offsetof(struct page, flags), "flags");
static_assert(offsetof(struct slab, slab_cache) == offsetof(struct page, compound_head),
	      "bit 0 stays clear: a head page");
static_assert(offsetof(struct slab, __page_type) == offsetof(struct page, page_type), "page_type");
static_assert(offsetof(struct slab, __page_refcount) == offsetof(struct page, _refcount),
	      "_refcount");
static_assert(offsetof(struct slab, slab_list) == 16 && offsetof(struct slab, freelist) == 32 &&
		      offsetof(struct slab, counters) == 40,
	      "struct slab as in Linux 6.12");
static_assert(offsetof(struct slab, freelist) % sizeof(freelist_aba_t) == 0,
	      "aligned for the 128-bit exchange");

/* A slab's order (upper half) and how many objects fit (lower 16 bits): one word, so that it is read at once. */
struct kmem_cache_order_objects {
	unsigned int x;
};

/* What a cache counts on each CPU (SLUB_STATS); mm/slub/stats.cpp says what each means. Linux's order. */
enum stat_item {
	ALLOC_FASTPATH,
	ALLOC_SLOWPATH,
	FREE_FASTPATH,
	FREE_SLOWPATH,
	FREE_FROZEN,
	FREE_ADD_PARTIAL,
	FREE_REMOVE_PARTIAL,
	ALLOC_FROM_PARTIAL,
	ALLOC_SLAB,
	ALLOC_REFILL,
	ALLOC_NODE_MISMATCH,
	FREE_SLAB,
	CPUSLAB_FLUSH,
	DEACTIVATE_FULL,
	DEACTIVATE_EMPTY,
	DEACTIVATE_TO_HEAD,
	DEACTIVATE_TO_TAIL,
	DEACTIVATE_REMOTE_FREES,
	DEACTIVATE_BYPASS,
	ORDER_FALLBACK,
	CMPXCHG_DOUBLE_CPU_FAIL,
	CMPXCHG_DOUBLE_FAIL,
	CPU_PARTIAL_ALLOC,
	CPU_PARTIAL_FREE,
	CPU_PARTIAL_NODE,
	CPU_PARTIAL_DRAIN,
	NR_SLUB_STAT_ITEMS
};

/**
 * struct kmem_cache_cpu - what a CPU keeps of a cache
 * @freelist: free objects of @slab that only this CPU may take
 * @tid: transaction number; changes with every change of @freelist or @slab
 * @slab: the slab that this CPU allocates from; frozen
 * @partial: further slabs of this CPU, a list through slab.next
 * @lock: guards @slab, @partial and slow changes of @freelist against this CPU's interrupts
 * @stat: how often what happened (SLUB_STATS)
 */
struct kmem_cache_cpu {
	union {
		struct {
			void **freelist;
			unsigned long tid;
		};
		freelist_aba_t freelist_tid;
	};
	struct slab *slab;
	struct slab *partial;
	local_lock_t lock;
#ifdef CONFIG_SLUB_STATS
	unsigned int stat[NR_SLUB_STAT_ITEMS];
#endif
};

/**
 * struct kmem_cache_node - what a memory node keeps of a cache
 * @list_lock: guards @partial, @full, @nr_partial and PG_workingset ("on the partial list") of this node's slabs
 * @nr_partial: slabs on @partial
 * @partial: slabs with both free and used objects, and up to min_partial empty ones
 * @nr_slabs: all slabs, wherever they are
 * @total_objects: their objects
 * @full: full slabs, kept only for caches under debugging
 */
struct kmem_cache_node {
	spinlock_t list_lock;
	unsigned long nr_partial;
	struct list_head partial;
	atomic_long_t nr_slabs;
	atomic_long_t total_objects;
	struct list_head full;
};

/**
 * struct kmem_cache - an object cache
 * @cpu_slab: per-CPU part
 * @flags: SLAB_*
 * @min_partial: empty slabs stay on the node's list while it has fewer slabs than this
 * @size: bytes from one object to the next
 * @object_size: bytes that the user asked for
 * @reciprocal_size: for dividing by @size
 * @offset: where in the object the free pointer lies
 * @cpu_partial: about how many free objects a CPU keeps on its partial list
 * @cpu_partial_slabs: the same as a number of slabs, which is what is counted
 * @oo: preferred order of slabs and their number of objects
 * @min: the least order, for when memory is short
 * @allocflags: gfp flags that every slab of this cache is allocated with
 * @refcount: users (aliases) of the cache; negative for the boot caches, which never merge
 * @ctor: constructor
 * @inuse: bytes of an object before the allocator's own data
 * @align: alignment of objects
 * @red_left_pad: bytes of red zone before the object (debugging)
 * @clear: where clear_words_for(inuse) is (mm/slub/object.h); Linux has padding here
 * @name: for /proc/slabinfo
 * @list: link in slab_caches, under slab_mutex
 * @kobj: its place in sysfs
 * @random: hides the links between free objects (SLAB_FREELIST_HARDENED)
 * @useroffset, @usersize: what of an object may be copied to and from user space (HARDENED_USERCOPY)
 * @node: per-node part
 */
struct kmem_cache {
	struct kmem_cache_cpu __percpu *cpu_slab;
	slab_flags_t flags;
	unsigned long min_partial;
	unsigned int size;
	unsigned int object_size;
	struct reciprocal_value reciprocal_size;
	unsigned int offset;
	unsigned int cpu_partial;
	unsigned int cpu_partial_slabs;
	struct kmem_cache_order_objects oo;
	struct kmem_cache_order_objects min;
	gfp_t allocflags;
	int refcount;
	void (*ctor)(void *object);
	unsigned int inuse;
	unsigned int align;
	unsigned int red_left_pad;
	unsigned int clear;
	const char *name;
	struct list_head list;
	struct kobject kobj;
#ifdef CONFIG_SLAB_FREELIST_HARDENED
	unsigned long random;
#endif
#ifdef CONFIG_HARDENED_USERCOPY
	unsigned int useroffset;
	unsigned int usersize;
#endif
	struct kmem_cache_node *node[MAX_NUMNODES];
};

#ifndef CONFIG_SLUB_STATS
static_assert(sizeof(struct kmem_cache_cpu) == 32, "struct kmem_cache_cpu as in Linux 6.12");
#endif
#if !defined(CONFIG_SLAB_FREELIST_HARDENED) && !defined(CONFIG_HARDENED_USERCOPY)
static_assert(sizeof(struct kmem_cache) == 192 && offsetof(struct kmem_cache, node) == 184,
	      "struct kmem_cache as in Linux 6.12");
#endif
static_assert(offsetof(struct kmem_cache, flags) == 8 &&
		      offsetof(struct kmem_cache, min_partial) == 16 &&
		      offsetof(struct kmem_cache, size) == 24 &&
		      offsetof(struct kmem_cache, offset) == 40 &&
		      offsetof(struct kmem_cache, oo) == 52 &&
		      offsetof(struct kmem_cache, min) == 56 &&
		      offsetof(struct kmem_cache, allocflags) == 60 &&
		      offsetof(struct kmem_cache, refcount) == 64 &&
		      offsetof(struct kmem_cache, ctor) == 72 &&
		      offsetof(struct kmem_cache, inuse) == 80 &&
		      offsetof(struct kmem_cache, red_left_pad) == 88 &&
		      offsetof(struct kmem_cache, name) == 96 &&
		      offsetof(struct kmem_cache, list) == 104 &&
		      offsetof(struct kmem_cache, kobj) == 120,
	      "struct kmem_cache as in Linux 6.12");
#ifndef CONFIG_LOCKDEP /* with the lock-order checker locks are larger */
static_assert(sizeof(struct kmem_cache_node) == 64, "struct kmem_cache_node as in Linux 6.12");
static_assert(offsetof(struct kmem_cache_node, nr_partial) == 8 &&
		      offsetof(struct kmem_cache_node, partial) == 16 &&
		      offsetof(struct kmem_cache_node, nr_slabs) == 32 &&
		      offsetof(struct kmem_cache_node, full) == 48,
	      "struct kmem_cache_node as in Linux 6.12");
#endif

/* How far the allocator has come up. */
enum slab_state {
	DOWN,    /* nothing works */
	PARTIAL, /* kmem_cache_node objects can be allocated */
	UP,      /* caches can be created, kmalloc() works */
	FULL     /* and so does what the rest of the kernel adds */
};

/* What /proc/slabinfo shows of a cache. */
struct slabinfo {
	unsigned long active_objs;
	unsigned long num_objs;
	unsigned long active_slabs;
	unsigned long num_slabs;
	unsigned long shared_avail;
	unsigned int limit;
	unsigned int batchcount;
	unsigned int shared;
	unsigned int objects_per_slab;
	unsigned int cache_order;
};

/* kmalloc's cache sizes and names, by index. */
struct kmalloc_info_struct {
	const char *name[NR_KMALLOC_TYPES];
	unsigned int size;
};

__BEGIN_DECLS

extern enum slab_state slab_state;
/* Guards slab_caches and the creation, merging, shrinking and destruction of caches. Outermost of SLUB's locks. */
extern struct mutex slab_mutex;
/* All caches, the newest first. */
extern struct list_head slab_caches;
/* The caches that struct kmem_cache and struct kmem_cache_node themselves come from. */
extern struct kmem_cache *kmem_cache;
extern struct kmem_cache *kmem_cache_node;

extern const struct kmalloc_info_struct kmalloc_info[];
extern u8 kmalloc_size_index[24];

/*
 * True once any cache has debugging flags; then fast paths are left to the slow ones for such caches. Never without
 * CONFIG_SLUB_DEBUG: calls behind it are not compiled then.
 */
DECLARE_STATIC_KEY_FALSE(slub_debug_enabled);

static inline bool __slub_debug_enabled(void)
{
	return IS_ENABLED(CONFIG_SLUB_DEBUG) && static_branch_unlikely(&slub_debug_enabled);
}

#define SLAB_DEBUG_FLAGS                                                                           \
	(SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER | SLAB_TRACE | SLAB_CONSISTENCY_CHECKS)
#define SLAB_CORE_FLAGS                                                                            \
	(SLAB_HWCACHE_ALIGN | SLAB_CACHE_DMA | SLAB_CACHE_DMA32 | SLAB_PANIC |                     \
	 SLAB_TYPESAFE_BY_RCU | SLAB_DEBUG_OBJECTS)
#define SLAB_CACHE_FLAGS                                                                           \
	(SLAB_NOLEAKTRACE | SLAB_RECLAIM_ACCOUNT | SLAB_TEMPORARY | SLAB_ACCOUNT |                 \
	 SLAB_NO_USER_FLAGS | SLAB_KMALLOC | SLAB_NO_MERGE)
/* Flags that kmem_cache_create() takes; others are an error. Here every permitted flag also has an effect. */
#define SLAB_FLAGS_PERMITTED (SLAB_CORE_FLAGS | SLAB_DEBUG_FLAGS | SLAB_CACHE_FLAGS)
#define CACHE_CREATE_MASK    SLAB_FLAGS_PERMITTED

/** kmem_cache_debug_flags - does the cache have one of these debugging flags? */
static inline bool kmem_cache_debug_flags(const struct kmem_cache *s, slab_flags_t flags)
{
	return __slub_debug_enabled() && (s->flags & flags);
}

static inline struct slab *page_slab(struct page *page)
{
	return (struct slab *)page;
}

static inline struct page *slab_page(const struct slab *slab)
{
	return (struct page *)slab;
}

static inline void *slab_address(const struct slab *slab)
{
	return page_to_virt(slab_page(slab));
}

/** slab_order - order of a slab's pages */
static inline int slab_order(const struct slab *slab)
{
	return compound_order(slab_page(slab));
}

/** slab_size - bytes of a slab */
static inline size_t slab_size(const struct slab *slab)
{
	return PAGE_SIZE << slab_order(slab);
}

/** virt_to_slab - the slab that an address of the linear map lies in, or NULL */
static inline struct slab *virt_to_slab(const void *addr)
{
	struct folio *folio = virt_to_folio(addr);

	return folio_test_slab(folio) ? (struct slab *)folio : NULL;
}

#ifdef CONFIG_HARDENED_USERCOPY
__BEGIN_DECLS
/* mm/usercopy.cpp: do @n bytes from @ptr on, in @slab, lie in what its cache gives to user space? BUG() if not. */
void __check_heap_object(const void *ptr, unsigned long n, const struct slab *slab, bool to_user);
__END_DECLS
#endif

static inline bool is_kmalloc_cache(const struct kmem_cache *s)
{
	return s->flags & SLAB_KMALLOC;
}

static inline unsigned int size_index_elem(unsigned int bytes)
{
	return (bytes - 1) / 8;
}

/** kmalloc_slab - the cache for @size bytes, which must be 1…KMALLOC_MAX_CACHE_SIZE: of @b, or of kmalloc's where that is NULL */
static inline struct kmem_cache *kmalloc_slab(size_t size, kmem_buckets *b, gfp_t flags,
					      unsigned long caller)
{
	const unsigned int index = size <= 192 ? kmalloc_size_index[size_index_elem(size)]
					       : 64 - __builtin_clzl(size - 1);

	return (b ? *b : kmalloc_caches[kmalloc_type(flags, caller)])[index];
}

/** fixup_red_left - from an object's slot to the object: past the left red zone, where there is one */
static inline void *fixup_red_left(const struct kmem_cache *s, void *p)
{
	return kmem_cache_debug_flags(s, SLAB_RED_ZONE) ? (char *)p + s->red_left_pad : p;
}

/** __obj_to_index - number of the object at @obj in a slab whose first byte is @addr */
static inline unsigned int __obj_to_index(const struct kmem_cache *cache, const void *addr,
					  const void *obj)
{
	return reciprocal_divide((u32)((const char *)obj - (const char *)addr),
				 cache->reciprocal_size);
}

static inline unsigned int obj_to_index(const struct kmem_cache *cache, const struct slab *slab,
					const void *obj)
{
	return __obj_to_index(cache, slab_address(slab), obj);
}

static inline int objs_per_slab(const struct kmem_cache *cache, const struct slab *slab)
{
	return slab->objects;
}

/** nearest_obj - the object of @slab that address @x lies in; addresses behind the last give the last */
static inline void *nearest_obj(struct kmem_cache *cache, const struct slab *slab, void *x)
{
	const unsigned int last = slab->objects - 1;
	const unsigned int index = obj_to_index(cache, slab, x);

	return fixup_red_left(cache, (char *)slab_address(slab) +
					     (size_t)(index < last ? index : last) * cache->size);
}

static inline struct kmem_cache_node *get_node(const struct kmem_cache *s, int node)
{
	return s->node[node];
}

static inline enum node_stat_item cache_vmstat_idx(const struct kmem_cache *s)
{
	return s->flags & SLAB_RECLAIM_ACCOUNT ? NR_SLAB_RECLAIMABLE_B : NR_SLAB_UNRECLAIMABLE_B;
}

/** get_slabinfo - count a cache's slabs and objects for /proc/slabinfo; takes list_lock */
void get_slabinfo(struct kmem_cache *s, struct slabinfo *sinfo);

/**
 * validate_slab_cache - check every partial slab of a cache (and full ones under debugging)
 *
 * Flushes the CPUs' slabs first. Return: the number of slabs looked at, or -ENOMEM. May sleep.
 */
long validate_slab_cache(struct kmem_cache *s);

/** slab_unmergeable - must this cache stay alone? */
int slab_unmergeable(struct kmem_cache *s);

/** dump_unreclaimable_slab - print the caches that hold unreclaimable memory, for out-of-memory reports */
void dump_unreclaimable_slab(void);

__END_DECLS

#ifdef __cplusplus
namespace slub
{
/*
 * The variables kmem_cache and kmem_cache_node (the caches of caches) hide the types of the same names, as they may in C.
 * In this namespace the plain names are the types; the variables are ::kmem_cache and ::kmem_cache_node.
 */
using kmem_cache = struct ::kmem_cache;
using kmem_cache_node = struct ::kmem_cache_node;
} /* namespace slub */
#endif

#endif /* MM_SLAB_H */
