/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Radix tree: the older face of the XArray (linux/xarray.h), with the same nodes under other names. Marks are called tags.
 * lib/xarray.c takes its nodes from here, the IDR is built on it, and code that was never converted uses it.
 *
 * Locks are the caller's: changes under a lock of his, readers under the RCU read lock. A reader that meets an internal
 * entry in a slot (radix_tree_deref_retry()) begins again.
 *
 * The functions are Linux's lib/radix-tree.c, which links in unchanged. Linux 6.12: include/linux/radix-tree.h.
 */
#ifndef _LINUX_RADIX_TREE_H
#define _LINUX_RADIX_TREE_H

#include <linux/bitops.h>
#include <linux/gfp_types.h>
#include <linux/list.h>
#include <linux/local_lock.h>
#include <linux/lockdep.h>
#include <linux/math.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/xarray.h>

#define radix_tree_root          xarray
#define radix_tree_node          xa_node

#define RADIX_TREE_ENTRY_MASK    3UL
#define RADIX_TREE_INTERNAL_NODE 2UL
#define RADIX_TREE_MAP_SHIFT     XA_CHUNK_SHIFT
#define RADIX_TREE_MAP_SIZE      XA_CHUNK_SIZE
#define RADIX_TREE_MAP_MASK      XA_CHUNK_MASK
#define RADIX_TREE_MAX_TAGS      XA_MAX_MARKS
#define RADIX_TREE_TAG_LONGS     XA_MARK_LONGS
#define RADIX_TREE_INDEX_BITS    (8 * sizeof(unsigned long))
#define RADIX_TREE_MAX_PATH      (DIV_ROUND_UP(RADIX_TREE_INDEX_BITS, RADIX_TREE_MAP_SHIFT))

/* In xa_flags: this tree hands out IDs; the tags that any entry has begin at this bit. */
#define ROOT_IS_IDR                 ((__force gfp_t)4)
#define ROOT_TAG_SHIFT              (__GFP_BITS_SHIFT)

#define RADIX_TREE_INIT(name, mask) XARRAY_INIT(name, mask)
#define RADIX_TREE(name, mask)      struct radix_tree_root name = RADIX_TREE_INIT(name, mask)
#define INIT_RADIX_TREE(root, mask) xa_init_flags(root, mask)

static inline bool radix_tree_empty(const struct radix_tree_root *root)
{
	return xa_empty(root);
}
static inline bool radix_tree_is_internal_node(void *ptr)
{
	return xa_is_internal(ptr);
}

/* Nodes in stock on this CPU, linked by parent; between radix_tree_preload() and _end() the CPU stays ours. */
struct radix_tree_preload {
	local_lock_t lock;
	unsigned nr;
	struct radix_tree_node *nodes;
};
DECLARE_PER_CPU(struct radix_tree_preload, radix_tree_preloads);

/**
 * struct radix_tree_iter - where an iteration stands
 * @index: index of the current slot
 * @next_index: first index behind the current chunk (the slots of one node)
 * @tags: of the rest of the chunk, bit 0 for the current slot; only in iterations by tag
 */
struct radix_tree_iter {
	unsigned long index;
	unsigned long next_index;
	unsigned long tags;
	struct radix_tree_node *node;
};

enum {
	RADIX_TREE_ITER_TAG_MASK = 0x0f, /* which tag */
	RADIX_TREE_ITER_TAGGED = 0x10,   /* only slots with the tag */
	RADIX_TREE_ITER_CONTIG = 0x20,   /* end at the first hole */
};

/* What a slot holds, read under the RCU read lock, or under the lock of the tree. */
static inline void *radix_tree_deref_slot(void __rcu **slot)
{
	return rcu_dereference(*slot);
}
static inline void *radix_tree_deref_slot_protected(void __rcu **slot, spinlock_t *treelock)
{
	return rcu_dereference_protected(*slot, lockdep_is_held(treelock));
}
/* The slot was being moved: look it up again. */
static inline int radix_tree_deref_retry(void *arg)
{
	return unlikely(radix_tree_is_internal_node(arg));
}
/* Not a plain pointer. */
static inline int radix_tree_exception(void *arg)
{
	return unlikely(((unsigned long)arg & RADIX_TREE_ENTRY_MASK) != 0);
}

__BEGIN_DECLS
/* At boot, after SLUB: the cache "radix_tree_node", which the XArray uses too. */
void radix_tree_init(void);

/* 0, -EEXIST, -ENOMEM. */
int radix_tree_insert(struct radix_tree_root *root, unsigned long index, void *item);
void *radix_tree_lookup(const struct radix_tree_root *root, unsigned long index);
void __rcu **radix_tree_lookup_slot(const struct radix_tree_root *root, unsigned long index);
void *__radix_tree_lookup(const struct radix_tree_root *root, unsigned long index,
			  struct radix_tree_node **nodep, void __rcu ***slotp);
/* The old entry, or NULL; with an item given only if it is that one. */
void *radix_tree_delete(struct radix_tree_root *root, unsigned long index);
void *radix_tree_delete_item(struct radix_tree_root *root, unsigned long index, void *item);
void radix_tree_replace_slot(struct radix_tree_root *root, void __rcu **slot, void *entry);
void __radix_tree_replace(struct radix_tree_root *root, struct radix_tree_node *node,
			  void __rcu **slot, void *entry);

/* Up to max_items entries from first_index on; value: how many. */
unsigned int radix_tree_gang_lookup(const struct radix_tree_root *root, void **results,
				    unsigned long first_index, unsigned int max_items);
unsigned int radix_tree_gang_lookup_tag(const struct radix_tree_root *root, void **results,
					unsigned long first_index, unsigned int max_items,
					unsigned int tag);
unsigned int radix_tree_gang_lookup_tag_slot(const struct radix_tree_root *root,
					     void __rcu ***results, unsigned long first_index,
					     unsigned int max_items, unsigned int tag);

void *radix_tree_tag_set(struct radix_tree_root *root, unsigned long index, unsigned int tag);
void *radix_tree_tag_clear(struct radix_tree_root *root, unsigned long index, unsigned int tag);
int radix_tree_tag_get(const struct radix_tree_root *root, unsigned long index, unsigned int tag);
int radix_tree_tagged(const struct radix_tree_root *root, unsigned int tag);

/* 0: this CPU has nodes for one insertion, and is ours until radix_tree_preload_end(). May sleep as gfp_mask says. */
int radix_tree_preload(gfp_t gfp_mask);
int radix_tree_maybe_preload(gfp_t gfp_mask);

/* Iteration: the first slot of the next chunk, or NULL. */
void __rcu **radix_tree_next_chunk(const struct radix_tree_root *root, struct radix_tree_iter *iter,
				   unsigned flags);
/* After the lock was dropped: the iteration goes on behind the current slot. */
void __rcu **__must_check radix_tree_iter_resume(void __rcu **slot, struct radix_tree_iter *iter);
void radix_tree_iter_replace(struct radix_tree_root *root, const struct radix_tree_iter *iter,
			     void __rcu **slot, void *entry);
void radix_tree_iter_delete(struct radix_tree_root *root, struct radix_tree_iter *iter,
			    void __rcu **slot);
void radix_tree_iter_tag_clear(struct radix_tree_root *root, const struct radix_tree_iter *iter,
			       unsigned int tag);
/* The IDR's search for a free index up to max: its slot, or an ERR_PTR(). */
void __rcu **idr_get_free(struct radix_tree_root *root, struct radix_tree_iter *iter, gfp_t gfp,
			  unsigned long max);
__END_DECLS

static inline void radix_tree_preload_end(void)
{
	local_unlock(&radix_tree_preloads.lock);
}

static __always_inline void __rcu **radix_tree_iter_init(struct radix_tree_iter *iter,
							 unsigned long start)
{
	/* index 0 says that nothing was visited: next_index may then be below it without meaning that it has wrapped. */
	iter->index = 0;
	iter->next_index = start;
	return NULL;
}
static inline void __rcu **radix_tree_iter_lookup(const struct radix_tree_root *root,
						  struct radix_tree_iter *iter, unsigned long index)
{
	radix_tree_iter_init(iter, index);
	return radix_tree_next_chunk(root, iter, RADIX_TREE_ITER_CONTIG);
}
/* Visits the current index again: its chunk is looked up anew. */
static inline __must_check void __rcu **radix_tree_iter_retry(struct radix_tree_iter *iter)
{
	iter->next_index = iter->index;
	iter->tags = 0;
	return NULL;
}
static inline unsigned long __radix_tree_iter_add(struct radix_tree_iter *iter, unsigned long slots)
{
	return iter->index + slots;
}
/* Slots of the chunk from the current one on. */
static __always_inline long radix_tree_chunk_size(struct radix_tree_iter *iter)
{
	return (long)(iter->next_index - iter->index);
}

/* The chunk's next slot that the flags want; NULL: none, or none before a hole in a contiguous iteration. */
static __always_inline void __rcu **
radix_tree_next_slot(void __rcu **slot, struct radix_tree_iter *iter, unsigned flags)
{
	unsigned long step = 1;

	if (flags & RADIX_TREE_ITER_TAGGED) {
		iter->tags >>= 1;
		if (!iter->tags)
			return NULL;
		if (!(iter->tags & 1)) {
			if (flags & RADIX_TREE_ITER_CONTIG)
				return NULL;
			step += __ffs(iter->tags);
			iter->tags >>= step - 1;
		}
		iter->index = __radix_tree_iter_add(iter, step);
		return slot + step;
	}
	for (long rest = radix_tree_chunk_size(iter); rest > 1; rest--) {
		slot++;
		iter->index = __radix_tree_iter_add(iter, 1);
		if (likely(*slot))
			return slot;
		if (flags & RADIX_TREE_ITER_CONTIG) {
			/* There shall be no next chunk either. */
			iter->next_index = 0;
			break;
		}
	}
	return NULL;
}

#define __radix_tree_for_each(slot, root, iter, start, flags)                                      \
	for (slot = radix_tree_iter_init(iter, start);                                             \
	     slot || (slot = radix_tree_next_chunk(root, iter, flags));                            \
	     slot = radix_tree_next_slot(slot, iter, flags))
#define radix_tree_for_each_slot(slot, root, iter, start)                                          \
	__radix_tree_for_each(slot, root, iter, start, 0)
#define radix_tree_for_each_tagged(slot, root, iter, start, tag)                                   \
	__radix_tree_for_each(slot, root, iter, start, RADIX_TREE_ITER_TAGGED | tag)

#endif /* _LINUX_RADIX_TREE_H */
