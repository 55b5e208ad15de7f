/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * XArray: an array of pointers, indexed by unsigned long, in which absent entries cost nothing.
 *
 * A tree of nodes with 64 slots each. Its height follows from the highest index in use, so small arrays are shallow:
 *
 *	xarray.xa_head ─▶ xa_node (shift 6) ── slots[i] ─▶ xa_node (shift 0) ── slots[j] ─▶ entry of index i * 64 + j
 *	      │
 *	      └─ or the entry of index 0 itself, as long as no other index is used
 *
 * What a slot holds is told by its two lowest bits:
 *
 *	…00  a pointer of the user            …x1  an integer of 63 bits ("value"), or a pointer with a tag of 1 or 3
 *	…10  internal: a node; below 63 << 2 the index of the slot that holds the real entry (an entry of several indices
 *	     occupies one slot and leaves siblings in the others); 256 "look again", 257 "reserved, reads as NULL";
 *	     the highest 4095 ones are error numbers, which are returned and never stored
 *
 * Each entry carries three marks, which can be searched for; mark 0 means "free" in an array that hands out IDs.
 *
 * Locks: xa_lock guards changes; readers need the RCU read lock only. The functions whose names begin with two
 * underscores want xa_lock held, and give it up for the time of an allocation that may sleep. The forms in _bh and _irq
 * take the lock with softirqs or interrupts off; an array whose lock is taken so must have XA_FLAGS_LOCK_BH or _IRQ.
 *
 * Two interfaces: the plain one (xa_*) looks an index up each time; the advanced one (xas_*) keeps its place in a
 * struct xa_state, leaves locking to the caller, and shows internal entries.
 *
 * The functions that are declared here are Linux's lib/xarray.c, which links in unchanged with lib/radix-tree.c.
 * Types, values and layouts: Linux 6.12's include/linux/xarray.h and Documentation/core-api/xarray.rst.
 */
#ifndef _LINUX_XARRAY_H
#define _LINUX_XARRAY_H

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/limits.h>
#include <linux/lockdep.h>
#include <linux/rcupdate.h>
#include <linux/sched/mm.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct list_lru;

/* Entries. */

#define BITS_PER_XA_VALUE (BITS_PER_LONG - 1)

/* An integer as an entry and back; the sign bit is lost, so negative ones are warned of. */
static inline void *xa_mk_value(unsigned long v)
{
	WARN_ON(v > LONG_MAX);
	return (void *)(v * 2 + 1);
}
static inline unsigned long xa_to_value(const void *entry)
{
	return (unsigned long)entry / 2;
}
static inline bool xa_is_value(const void *entry)
{
	return ((unsigned long)entry & 1) != 0;
}

/* A pointer, at least 4-byte aligned, with a tag of 0, 1 or 3; tagged ones look like values. */
static inline void *xa_tag_pointer(void *p, unsigned long tag)
{
	return (void *)((unsigned long)p | tag);
}
static inline void *xa_untag_pointer(void *entry)
{
	return (void *)((unsigned long)entry & ~3UL);
}
static inline unsigned int xa_pointer_tag(void *entry)
{
	return (unsigned int)((unsigned long)entry & 3);
}

static inline void *xa_mk_internal(unsigned long v)
{
	return (void *)(v * 4 + 2);
}
static inline unsigned long xa_to_internal(const void *entry)
{
	return (unsigned long)entry / 4;
}
static inline bool xa_is_internal(const void *entry)
{
	return ((unsigned long)entry & 3) == 2;
}

#define XA_RETRY_ENTRY xa_mk_internal(256)
#define XA_ZERO_ENTRY  xa_mk_internal(257)

/* A reserved index: there is an entry, and the plain interface shows it as NULL. */
static inline bool xa_is_zero(const void *entry)
{
	return unlikely(entry == XA_ZERO_ENTRY);
}
/* The slot is being moved: begin again at the top. */
static inline bool xa_is_retry(const void *entry)
{
	return unlikely(entry == XA_RETRY_ENTRY);
}
/* An internal entry that only the advanced interface's users may meet. */
static inline bool xa_is_advanced(const void *entry)
{
	return xa_is_internal(entry) && entry <= XA_RETRY_ENTRY;
}

/* Did the function that returned this fail, and how: a negative errno, or 0. */
static inline bool xa_is_err(const void *entry)
{
	return unlikely(xa_is_internal(entry) && entry >= xa_mk_internal(-MAX_ERRNO));
}
static inline int xa_err(void *entry)
{
	return xa_is_err(entry) ? (int)((long)entry >> 2) : 0;
}

/* Marks and flags. */

typedef unsigned __bitwise xa_mark_t;
#define XA_MARK_0    ((__force xa_mark_t)0U)
#define XA_MARK_1    ((__force xa_mark_t)1U)
#define XA_MARK_2    ((__force xa_mark_t)2U)
#define XA_MARK_MAX  XA_MARK_2
#define XA_FREE_MARK XA_MARK_0
/* As a filter of searches: any entry that is not NULL. */
#define XA_PRESENT ((__force xa_mark_t)8U)

enum xa_lock_type {
	XA_LOCK_IRQ = 1,
	XA_LOCK_BH = 2,
};

/* xa_flags: how the lock is taken, what the array does, and above the gfp bits one bit for each mark that is in use. */
#define XA_FLAGS_LOCK_IRQ      ((__force gfp_t)XA_LOCK_IRQ)
#define XA_FLAGS_LOCK_BH       ((__force gfp_t)XA_LOCK_BH)
#define XA_FLAGS_TRACK_FREE    ((__force gfp_t)4U)
#define XA_FLAGS_ZERO_BUSY     ((__force gfp_t)8U)
#define XA_FLAGS_ALLOC_WRAPPED ((__force gfp_t)16U)
#define XA_FLAGS_ACCOUNT       ((__force gfp_t)32U)
#define XA_FLAGS_MARK(mark)    ((__force gfp_t)((1U << __GFP_BITS_SHIFT) << (__force unsigned)(mark)))
/* Arrays that hand out IDs, from 0 or from 1. */
#define XA_FLAGS_ALLOC  (XA_FLAGS_TRACK_FREE | XA_FLAGS_MARK(XA_FREE_MARK))
#define XA_FLAGS_ALLOC1 (XA_FLAGS_TRACK_FREE | XA_FLAGS_ZERO_BUSY)

/* Range of IDs, both ends included. */
struct xa_limit {
	u32 max;
	u32 min;
};
#ifdef __cplusplus
#define XA_LIMIT(_min, _max)                                                                       \
	(xa_limit{.max = static_cast<u32>(_max), .min = static_cast<u32>(_min)})
#else
#define XA_LIMIT(_min, _max) ((struct xa_limit){.min = (_min), .max = (_max)})
#endif
#define xa_limit_32b XA_LIMIT(0, UINT_MAX)
#define xa_limit_31b XA_LIMIT(0, INT_MAX)
#define xa_limit_16b XA_LIMIT(0, USHRT_MAX)

/**
 * struct xarray - the array
 * @xa_lock: guards all changes; the user may guard more with it
 * @xa_flags: XA_FLAGS_*
 * @xa_head: NULL (empty), the entry of index 0, or the top node
 */
struct xarray {
	spinlock_t xa_lock;
	gfp_t xa_flags;
	void __rcu *xa_head;
};

#define XARRAY_INIT(name, flags)                                                                   \
	{                                                                                          \
		.xa_lock = __SPIN_LOCK_UNLOCKED(name.xa_lock), .xa_flags = flags, .xa_head = NULL  \
	}
#define DEFINE_XARRAY_FLAGS(name, flags) struct xarray name = XARRAY_INIT(name, flags)
#define DEFINE_XARRAY(name)              DEFINE_XARRAY_FLAGS(name, 0)
#define DEFINE_XARRAY_ALLOC(name)        DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC)
#define DEFINE_XARRAY_ALLOC1(name)       DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC1)

static inline void xa_init_flags(struct xarray *xa, gfp_t flags)
{
	spin_lock_init(&xa->xa_lock);
	xa->xa_flags = flags;
	xa->xa_head = NULL;
}
static inline void xa_init(struct xarray *xa)
{
	xa_init_flags(xa, 0);
}

static inline bool xa_empty(const struct xarray *xa)
{
	return !xa->xa_head;
}
/* Does any entry have the mark? */
static inline bool xa_marked(const struct xarray *xa, xa_mark_t mark)
{
	return (xa->xa_flags & XA_FLAGS_MARK(mark)) != 0;
}

/* The plain interface. */

__BEGIN_DECLS
/* Context: any; takes the RCU read lock. NULL: nothing there. */
void *xa_load(struct xarray *xa, unsigned long index);
bool xa_get_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
/* The next entry at or above (after: above) *index and up to max that matches; *index becomes its index. */
void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter)
	__attribute__((__nonnull__(2)));
void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter)
	__attribute__((__nonnull__(2)));
/* Copies up to n entries into dst; value: how many. */
unsigned int xa_extract(struct xarray *xa, void **dst, unsigned long start, unsigned long max,
			unsigned int n, xa_mark_t filter);

/* Context: as gfp allows; take xa_lock. Value: what was there before, or an error (xa_is_err()). */
void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *xa_erase(struct xarray *xa, unsigned long index);
void *xa_store_range(struct xarray *xa, unsigned long first, unsigned long last, void *entry,
		     gfp_t gfp);
void xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
/* Forgets all entries; what they point to is the user's. */
void xa_destroy(struct xarray *xa);

/*
 * With xa_lock held. cmpxchg stores only over old and returns what was there; insert only over NULL (else -EBUSY);
 * alloc finds a free ID within the limit (-EBUSY: none) and cyclic goes on from *next (value 1: it has wrapped).
 */
void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *__xa_erase(struct xarray *xa, unsigned long index);
void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp);
int __must_check __xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
int __must_check __xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit,
			    gfp_t gfp);
int __must_check __xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit,
				   u32 *next, gfp_t gfp);
void __xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void __xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
__END_DECLS

#define xa_trylock(xa)                         spin_trylock(&(xa)->xa_lock)
#define xa_lock(xa)                            spin_lock(&(xa)->xa_lock)
#define xa_unlock(xa)                          spin_unlock(&(xa)->xa_lock)
#define xa_lock_bh(xa)                         spin_lock_bh(&(xa)->xa_lock)
#define xa_unlock_bh(xa)                       spin_unlock_bh(&(xa)->xa_lock)
#define xa_lock_irq(xa)                        spin_lock_irq(&(xa)->xa_lock)
#define xa_unlock_irq(xa)                      spin_unlock_irq(&(xa)->xa_lock)
#define xa_lock_irqsave(xa, flags)             spin_lock_irqsave(&(xa)->xa_lock, flags)
#define xa_unlock_irqrestore(xa, flags)        spin_unlock_irqrestore(&(xa)->xa_lock, flags)
#define xa_lock_nested(xa, subclass)           spin_lock_nested(&(xa)->xa_lock, subclass)
#define xa_lock_bh_nested(xa, subclass)        spin_lock_bh_nested(&(xa)->xa_lock, subclass)
#define xa_lock_irq_nested(xa, subclass)       spin_lock_irq_nested(&(xa)->xa_lock, subclass)
#define xa_lock_irqsave_nested(xa, flags, sub) spin_lock_irqsave_nested(&(xa)->xa_lock, flags, sub)

/* Each of these is its namesake with two underscores, under the lock; once plain, once with _bh, once with _irq. */
#define __XA_UNDER_LOCK(type, name, how, parameters, arguments)                                    \
	static inline type xa_##name##how parameters                                               \
	{                                                                                          \
		__typeof__(__xa_##name arguments) __result;                                        \
                                                                                                   \
		might_alloc(gfp);                                                                  \
		xa_lock##how(xa);                                                                  \
		__result = __xa_##name arguments;                                                  \
		xa_unlock##how(xa);                                                                \
		return __result;                                                                   \
	}
#define __XA_INTERFACE(how)                                                                        \
	__XA_UNDER_LOCK(void *, cmpxchg, how,                                                      \
			(struct xarray * xa, unsigned long index, void *old, void *entry,          \
			 gfp_t gfp),                                                               \
			(xa, index, old, entry, gfp))                                              \
	__XA_UNDER_LOCK(__must_check int, insert, how,                                             \
			(struct xarray * xa, unsigned long index, void *entry, gfp_t gfp),         \
			(xa, index, entry, gfp))                                                   \
	__XA_UNDER_LOCK(__must_check int, alloc, how,                                              \
			(struct xarray * xa, u32 * id, void *entry, struct xa_limit limit,         \
			 gfp_t gfp),                                                               \
			(xa, id, entry, limit, gfp))                                               \
	__XA_UNDER_LOCK(int, alloc_cyclic, how,                                                    \
			(struct xarray * xa, u32 * id, void *entry, struct xa_limit limit,         \
			 u32 *next, gfp_t gfp),                                                    \
			(xa, id, entry, limit, next, gfp))                                         \
	/* Makes sure that a later store at index needs no memory. */                              \
	static inline __must_check int xa_reserve##how(struct xarray *xa, unsigned long index,     \
						       gfp_t gfp)                                  \
	{                                                                                          \
		return xa_err(xa_cmpxchg##how(xa, index, NULL, XA_ZERO_ENTRY, gfp));               \
	}
/* xa_store() and xa_erase() themselves are functions of lib/xarray.c. */
#define __XA_STORE_ERASE(how)                                                                      \
	__XA_UNDER_LOCK(void *, store, how,                                                        \
			(struct xarray * xa, unsigned long index, void *entry, gfp_t gfp),         \
			(xa, index, entry, gfp))                                                   \
	static inline void *xa_erase##how(struct xarray *xa, unsigned long index)                  \
	{                                                                                          \
		void *__result;                                                                    \
                                                                                                   \
		xa_lock##how(xa);                                                                  \
		__result = __xa_erase(xa, index);                                                  \
		xa_unlock##how(xa);                                                                \
		return __result;                                                                   \
	}
__XA_INTERFACE()
__XA_INTERFACE(_bh)
__XA_INTERFACE(_irq)
__XA_STORE_ERASE(_bh)
__XA_STORE_ERASE(_irq)

/* Gives a reserved index back if nothing was stored there. */
static inline void xa_release(struct xarray *xa, unsigned long index)
{
	xa_cmpxchg(xa, index, XA_ZERO_ENTRY, NULL, 0);
}

/* Each step looks the index up again, so the body may change the array and may sleep. entry is NULL at the end. */
#define xa_for_each_range(xa, index, entry, start, last)                                           \
	for (index = start, entry = xa_find(xa, &index, last, XA_PRESENT); entry;                  \
	     entry = xa_find_after(xa, &index, last, XA_PRESENT))
#define xa_for_each_start(xa, index, entry, start)                                                 \
	xa_for_each_range(xa, index, entry, start, ULONG_MAX)
#define xa_for_each(xa, index, entry) xa_for_each_start(xa, index, entry, 0)
#define xa_for_each_marked(xa, index, entry, filter)                                               \
	for (index = 0, entry = xa_find(xa, &index, ULONG_MAX, filter); entry;                     \
	     entry = xa_find_after(xa, &index, ULONG_MAX, filter))

/* Nodes. */

#ifndef XA_CHUNK_SHIFT
#define XA_CHUNK_SHIFT 6
#endif
#define XA_CHUNK_SIZE (1UL << XA_CHUNK_SHIFT)
#define XA_CHUNK_MASK (XA_CHUNK_SIZE - 1)
#define XA_MAX_MARKS  3
#define XA_MARK_LONGS BITS_TO_LONGS(XA_CHUNK_SIZE)

/* 576 bytes; a SLUB cache "radix_tree_node" of its own. */
struct xa_node {
	unsigned char shift;          /* an index is divided by 2^shift to get a slot here */
	unsigned char offset;         /* our slot in the parent */
	unsigned char count;          /* slots that are not NULL */
	unsigned char nr_values;      /* of them, slots with values */
	struct xa_node __rcu *parent; /* NULL at the top */
	struct xarray *array;
	union {
		struct list_head private_list; /* the user's, see xas_set_update() */
		struct rcu_head rcu_head;
	};
	void __rcu *slots[XA_CHUNK_SIZE];
	union {
		unsigned long tags[XA_MAX_MARKS][XA_MARK_LONGS];
		unsigned long marks[XA_MAX_MARKS][XA_MARK_LONGS];
	};
};
static_assert(sizeof(struct xa_node) == 576, "struct xa_node as in Linux 6.12");

typedef void (*xa_update_node_t)(struct xa_node *node);

__BEGIN_DECLS
void xa_dump(const struct xarray *xa);
void xa_dump_node(const struct xa_node *node);
void xa_delete_node(struct xa_node *node, xa_update_node_t update);
__END_DECLS

/* A file that defines XA_DEBUG checks the tree as it goes, and links xa_dump(). */
#ifdef XA_DEBUG
#define __XA_CHECK(condition, show)                                                                \
	do {                                                                                       \
		if (condition) {                                                                   \
			show;                                                                      \
			BUG();                                                                     \
		}                                                                                  \
	} while (0)
#define XA_BUG_ON(xa, x)        __XA_CHECK(x, xa_dump(xa))
#define XA_NODE_BUG_ON(node, x) __XA_CHECK(x, if (node) xa_dump_node(node))
#else
#define XA_BUG_ON(xa, x)                                                                           \
	do {                                                                                       \
	} while (0)
#define XA_NODE_BUG_ON(node, x)                                                                    \
	do {                                                                                       \
	} while (0)
#endif

/* Reading links: under the RCU read lock or xa_lock; the _locked ones under xa_lock only. */
static inline void *xa_head(const struct xarray *xa)
{
	return rcu_dereference_check(xa->xa_head, lockdep_is_held(&xa->xa_lock));
}
static inline void *xa_head_locked(const struct xarray *xa)
{
	return rcu_dereference_protected(xa->xa_head, lockdep_is_held(&xa->xa_lock));
}
static inline void *xa_entry(const struct xarray *xa, const struct xa_node *node,
			     unsigned int offset)
{
	XA_NODE_BUG_ON(node, offset >= XA_CHUNK_SIZE);
	return rcu_dereference_check(node->slots[offset], lockdep_is_held(&xa->xa_lock));
}
static inline void *xa_entry_locked(const struct xarray *xa, const struct xa_node *node,
				    unsigned int offset)
{
	XA_NODE_BUG_ON(node, offset >= XA_CHUNK_SIZE);
	return rcu_dereference_protected(node->slots[offset], lockdep_is_held(&xa->xa_lock));
}
static inline struct xa_node *xa_parent(const struct xarray *xa, const struct xa_node *node)
{
	return rcu_dereference_check(node->parent, lockdep_is_held(&xa->xa_lock));
}
static inline struct xa_node *xa_parent_locked(const struct xarray *xa, const struct xa_node *node)
{
	return rcu_dereference_protected(node->parent, lockdep_is_held(&xa->xa_lock));
}

static inline void *xa_mk_node(const struct xa_node *node)
{
	return (void *)((unsigned long)node | 2);
}
static inline struct xa_node *xa_to_node(const void *entry)
{
	return (struct xa_node *)((unsigned long)entry - 2);
}
/* No node lies in the first page: what is smaller is one of the other internal entries. */
static inline bool xa_is_node(const void *entry)
{
	return xa_is_internal(entry) && (unsigned long)entry > 4096;
}
static inline void *xa_mk_sibling(unsigned int offset)
{
	return xa_mk_internal(offset);
}
static inline unsigned long xa_to_sibling(const void *entry)
{
	return xa_to_internal(entry);
}
static inline bool xa_is_sibling(const void *entry)
{
	return IS_ENABLED(CONFIG_XARRAY_MULTI) && xa_is_internal(entry) &&
	       entry < xa_mk_sibling(XA_CHUNK_SIZE - 1);
}

/* The advanced interface. */

/**
 * struct xa_state - where an operation stands
 * @xa_index: index it is at; @xa_shift and @xa_sibs tell how many indices the entry to store shall cover
 * @xa_offset: slot in @xa_node
 * @xa_node: NULL: at xa_head itself; XAS_RESTART: the tree has yet to be walked; XAS_BOUNDS: walked beyond its end;
 *	XA_ERROR(errno): failed
 * @xa_alloc: a node allocated beforehand
 * @xa_update: called for each node whose counts change
 */
struct xa_state {
	struct xarray *xa;
	unsigned long xa_index;
	unsigned char xa_shift;
	unsigned char xa_sibs;
	unsigned char xa_offset;
	unsigned char xa_pad;
	struct xa_node *xa_node;
	struct xa_node *xa_alloc;
	xa_update_node_t xa_update;
	struct list_lru *xa_lru;
};

#define XA_ERROR(errno) ((struct xa_node *)(((unsigned long)(errno) << 2) | 2UL))
#define XAS_BOUNDS      ((struct xa_node *)1UL)
#define XAS_RESTART     ((struct xa_node *)3UL)

#define __XA_STATE(array, index, shift, sibs)                                                      \
	{                                                                                          \
		.xa = array, .xa_index = index, .xa_shift = (unsigned char)(shift),                \
		.xa_sibs = (unsigned char)(sibs), .xa_offset = 0, .xa_pad = 0,                     \
		.xa_node = XAS_RESTART, .xa_alloc = NULL, .xa_update = NULL, .xa_lru = NULL        \
	}
#define XA_STATE(name, array, index) struct xa_state name = __XA_STATE(array, index, 0, 0)
/* For an entry that covers the 2^order indices around index. */
#define XA_STATE_ORDER(name, array, index, order)                                                  \
	struct xa_state name = __XA_STATE(array, (index >> order) << order,                        \
					  order - (order % XA_CHUNK_SHIFT),                        \
					  (1U << (order % XA_CHUNK_SHIFT)) - 1)

#define xas_marked(xas, mark)             xa_marked((xas)->xa, (mark))
#define xas_trylock(xas)                  xa_trylock((xas)->xa)
#define xas_lock(xas)                     xa_lock((xas)->xa)
#define xas_unlock(xas)                   xa_unlock((xas)->xa)
#define xas_lock_bh(xas)                  xa_lock_bh((xas)->xa)
#define xas_unlock_bh(xas)                xa_unlock_bh((xas)->xa)
#define xas_lock_irq(xas)                 xa_lock_irq((xas)->xa)
#define xas_unlock_irq(xas)               xa_unlock_irq((xas)->xa)
#define xas_lock_irqsave(xas, flags)      xa_lock_irqsave((xas)->xa, flags)
#define xas_unlock_irqrestore(xas, flags) xa_unlock_irqrestore((xas)->xa, flags)

static inline int xas_error(const struct xa_state *xas)
{
	return xa_err(xas->xa_node);
}
static inline void xas_set_err(struct xa_state *xas, long err)
{
	xas->xa_node = XA_ERROR(err);
}
/* xa_node is neither of the special pointers (it may be NULL). */
static inline bool xas_valid(const struct xa_state *xas)
{
	return ((unsigned long)xas->xa_node & 3) == 0;
}
static inline bool xas_invalid(const struct xa_state *xas)
{
	return !xas_valid(xas);
}
static inline bool xas_is_node(const struct xa_state *xas)
{
	return xas_valid(xas) && xas->xa_node;
}
static inline bool xas_not_node(struct xa_node *node)
{
	return ((unsigned long)node & 3) || !node;
}
/* Restart or error. */
static inline bool xas_frozen(struct xa_node *node)
{
	return ((unsigned long)node & 2) != 0;
}
/* At the head, restart or bounds. */
static inline bool xas_top(struct xa_node *node)
{
	return node <= XAS_RESTART;
}
static inline void xas_reset(struct xa_state *xas)
{
	xas->xa_node = XAS_RESTART;
}
/* Under the RCU read lock only: is entry none that may be used? After a retry entry the walk begins at the top. */
static inline bool xas_retry(struct xa_state *xas, const void *entry)
{
	const bool retry = xa_is_retry(entry);

	if (retry)
		xas_reset(xas);
	return retry || xa_is_zero(entry);
}

__BEGIN_DECLS
void *xas_load(struct xa_state *xas);
void *xas_store(struct xa_state *xas, void *entry);
void *xas_find(struct xa_state *xas, unsigned long max);
void *xas_find_conflict(struct xa_state *xas);
void *xas_find_marked(struct xa_state *xas, unsigned long max, xa_mark_t mark);
void *__xas_next(struct xa_state *xas);
void *__xas_prev(struct xa_state *xas);

bool xas_get_mark(const struct xa_state *xas, xa_mark_t mark);
void xas_set_mark(const struct xa_state *xas, xa_mark_t mark);
void xas_clear_mark(const struct xa_state *xas, xa_mark_t mark);
void xas_init_marks(const struct xa_state *xas);

/* After a store: true if it failed for want of memory and gfp has got some, without the lock; try again. */
bool xas_nomem(struct xa_state *xas, gfp_t gfp);
void xas_destroy(struct xa_state *xas);
/* Before the lock is dropped in an iteration: it goes on behind this entry. */
void xas_pause(struct xa_state *xas);
void xas_create_range(struct xa_state *xas);
#ifdef CONFIG_XARRAY_MULTI
int xa_get_order(struct xarray *xa, unsigned long index);
int xas_get_order(struct xa_state *xas);
/* Replace an entry of many indices by several of fewer: first memory without the lock, then the split under it. */
void xas_split_alloc(struct xa_state *xas, void *entry, unsigned int order, gfp_t gfp);
void xas_split(struct xa_state *xas, void *entry, unsigned int order);
#endif
__END_DECLS
#ifndef CONFIG_XARRAY_MULTI
#define xa_get_order(xa, index)               ((void)(xa), (void)(index), 0)
#define xas_get_order(xas)                    ((void)(xas), 0)
#define xas_split_alloc(xas, entry, order, g) ((void)(xas), (void)(order), (void)(g))
#define xas_split(xas, entry, order)          ((void)(order), (void)xas_store(xas, entry))
#endif

/* The entry at the state's place as it is now; the place must have been reached by a walk under the same lock. */
static inline void *xas_reload(struct xa_state *xas)
{
	struct xa_node *const node = xas->xa_node;
	unsigned int offset = xas->xa_offset;
	void *entry;

	if (!node)
		return xa_head(xas->xa);
	if (!IS_ENABLED(CONFIG_XARRAY_MULTI))
		return xa_entry(xas->xa, node, offset);

	offset = (xas->xa_index >> node->shift) & XA_CHUNK_MASK;
	entry = xa_entry(xas->xa, node, offset);
	return xa_is_sibling(entry) ? xa_entry(xas->xa, node, (unsigned int)xa_to_sibling(entry))
				    : entry;
}
/* Another index: the walk begins at the top. */
static inline void xas_set(struct xa_state *xas, unsigned long index)
{
	xas->xa_index = index;
	xas->xa_node = XAS_RESTART;
}
/* Another index below the same node. */
static inline void xas_advance(struct xa_state *xas, unsigned long index)
{
	const unsigned int shift = xas_is_node(xas) ? xas->xa_node->shift : 0;

	xas->xa_index = index;
	xas->xa_offset = (index >> shift) & XA_CHUNK_MASK;
}
static inline void xas_set_order(struct xa_state *xas, unsigned long index, unsigned int order)
{
#ifdef CONFIG_XARRAY_MULTI
	const unsigned int rest = order % XA_CHUNK_SHIFT;

	xas_set(xas, order < BITS_PER_LONG ? (index >> order) << order : 0);
	xas->xa_shift = (unsigned char)(order - rest);
	xas->xa_sibs = (unsigned char)((1U << rest) - 1);
#else
	BUG_ON(order > 0);
	xas_set(xas, index);
#endif
}
static inline void xas_set_update(struct xa_state *xas, xa_update_node_t update)
{
	xas->xa_update = update;
}
static inline void xas_set_lru(struct xa_state *xas, struct list_lru *lru)
{
	xas->xa_lru = lru;
}

/* The lowest slot with the mark, from the state's own on or after it; XA_CHUNK_SIZE: none in this node. */
static inline unsigned int xas_find_chunk(struct xa_state *xas, bool advance, xa_mark_t mark)
{
	const unsigned long *const marks = xas->xa_node->marks[(__force unsigned)mark];
	const unsigned int from = xas->xa_offset + (advance ? 1 : 0);
	unsigned long rest;

	if (XA_CHUNK_SIZE != BITS_PER_LONG)
		return (unsigned int)find_next_bit(marks, XA_CHUNK_SIZE, from);
	rest = from < XA_CHUNK_SIZE ? *marks & (~0UL << from) : 0;
	return rest ? (unsigned int)__ffs(rest) : (unsigned int)XA_CHUNK_SIZE;
}

/* The next entry that is not NULL and not beyond max: inline as long as it lies in the same bottom node. */
static inline void *xas_next_entry(struct xa_state *xas, unsigned long max)
{
	struct xa_node *const node = xas->xa_node;

	if (likely(!xas_not_node(node) && !node->shift &&
		   xas->xa_offset == (xas->xa_index & XA_CHUNK_MASK))) {
		while (likely(xas->xa_index < max && xas->xa_offset < XA_CHUNK_MASK)) {
			void *const entry = xa_entry(xas->xa, node, xas->xa_offset + 1);

			if (unlikely(xa_is_internal(entry)))
				break;
			xas->xa_offset++;
			xas->xa_index++;
			if (entry)
				return entry;
		}
	}
	return xas_find(xas, max);
}
static inline void *xas_next_marked(struct xa_state *xas, unsigned long max, xa_mark_t mark)
{
	struct xa_node *const node = xas->xa_node;
	unsigned int offset;
	void *entry = NULL;

	if (unlikely(xas_not_node(node) || node->shift))
		return xas_find_marked(xas, max, mark);
	offset = xas_find_chunk(xas, true, mark);
	xas->xa_offset = (unsigned char)offset;
	xas->xa_index = (xas->xa_index & ~XA_CHUNK_MASK) + offset;
	if (xas->xa_index > max)
		return NULL;
	if (offset != XA_CHUNK_SIZE)
		entry = xa_entry(xas->xa, node, offset);
	return entry ? entry : xas_find_marked(xas, max, mark);
}
/* One index on, one back, whatever is there; they wrap at the ends. */
static inline void *xas_next(struct xa_state *xas)
{
	struct xa_node *const node = xas->xa_node;

	if (unlikely(xas_not_node(node) || node->shift || xas->xa_offset == XA_CHUNK_MASK))
		return __xas_next(xas);
	xas->xa_index++;
	return xa_entry(xas->xa, node, ++xas->xa_offset);
}
static inline void *xas_prev(struct xa_state *xas)
{
	struct xa_node *const node = xas->xa_node;

	if (unlikely(xas_not_node(node) || node->shift || !xas->xa_offset))
		return __xas_prev(xas);
	xas->xa_index--;
	return xa_entry(xas->xa, node, --xas->xa_offset);
}

/* Iterations of the advanced interface: under the lock throughout; pause after this many entries to let others on. */
enum {
	XA_CHECK_SCHED = 4096,
};
#define xas_for_each(xas, entry, max)                                                              \
	for (entry = xas_find(xas, max); entry; entry = xas_next_entry(xas, max))
#define xas_for_each_marked(xas, entry, max, mark)                                                 \
	for (entry = xas_find_marked(xas, max, mark); entry;                                       \
	     entry = xas_next_marked(xas, max, mark))
/* Each entry that a store by this state would replace. */
#define xas_for_each_conflict(xas, entry) while ((entry = xas_find_conflict(xas)))

#endif /* _LINUX_XARRAY_H */
