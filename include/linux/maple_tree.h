/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Maple tree: a B-tree of ranges that do not overlap, each with a pointer. Linux keeps the areas of an address space in one.
 *
 *	maple_tree.ma_root ─▶ node of 256 bytes: parent, pivots p0 < p1 < …, slots s0, s1, …
 *
 *	slot s(i) stands for the indices above p(i-1) and up to and including p(i): in inner nodes another node, in leaves the
 *	user's entry or NULL for a gap. An allocation tree's inner nodes also hold the largest gap below each slot, so that
 *	room for n indices is found without walking the leaves.
 *
 * Nodes lie at multiples of 256, so a pointer to one has eight bits to spare: an "encoded" pointer (maple_enode) holds
 * the node's type in bits 3…6, a parent link (maple_pnode) our slot in the parent and the width of its slots; bit 0 of
 * the root's parent link says that it leads to the tree itself.
 *
 * Entries whose two low bits are 10 and that are below 4096 are the tree's own. A tree that has one entry at index 0 only
 * may hold it in ma_root directly.
 *
 * Locks: ma_lock, or with MT_FLAGS_LOCK_EXTERN a lock of the user's, guards changes. Readers need the RCU read lock when
 * the tree has MT_FLAGS_USE_RCU: then nodes are never changed in place where a reader could misread them, and are freed
 * after a grace period. mtree_* functions take the lock themselves; mas_* ones work at a struct ma_state and leave it
 * to the caller.
 *
 * The functions that are declared here are Linux's lib/maple_tree.c, which links in unchanged. Types, values and layouts:
 * Linux 6.12's include/linux/maple_tree.h, Documentation/core-api/maple_tree.rst.
 */
#ifndef _LINUX_MAPLE_TREE_H
#define _LINUX_MAPLE_TREE_H

#include <linux/kernel.h>
#include <linux/build_bug.h>
#include <linux/lockdep.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/string.h>

/* Shapes of nodes. */

#define MAPLE_NODE_SLOTS      31
#define MAPLE_RANGE64_SLOTS   16
#define MAPLE_ARANGE64_SLOTS  10
#define MAPLE_ALLOC_SLOTS     (MAPLE_NODE_SLOTS - 1)
#define MAPLE_NODE_MASK       255UL
#define MAPLE_NODE_TYPE_MASK  0x0F
#define MAPLE_NODE_TYPE_SHIFT 0x03
/* Entries below this, with the low bits 10, are internal. */
#define MAPLE_RESERVED_RANGE 4096
#define MAPLE_HEIGHT_MAX     31

/* Never defined: pointers to nodes with something in their low bits. */
struct maple_enode;
struct maple_pnode;

enum maple_type {
	maple_dense,
	maple_leaf_64,
	maple_range_64,
	maple_arange_64,
};

/* Where the data of a node ends, and its slot with the largest gap. */
struct maple_metadata {
	unsigned char end;
	unsigned char gap;
};

/* A range node. The last slot's room serves as metadata while the slot is not in use. */
struct maple_range_64 {
	struct maple_pnode *parent;
	unsigned long pivot[MAPLE_RANGE64_SLOTS - 1];
	union {
		void __rcu *slot[MAPLE_RANGE64_SLOTS];
		struct {
			void __rcu *pad[MAPLE_RANGE64_SLOTS - 1];
			struct maple_metadata meta;
		};
	};
};

/* A range node of an allocation tree: fewer slots, each with the largest gap below it. */
struct maple_arange_64 {
	struct maple_pnode *parent;
	unsigned long pivot[MAPLE_ARANGE64_SLOTS - 1];
	void __rcu *slot[MAPLE_ARANGE64_SLOTS];
	unsigned long gap[MAPLE_ARANGE64_SLOTS];
	struct maple_metadata meta;
};

/* A node in stock, before it is used: total nodes from here on, node_count of them in slot[]. */
struct maple_alloc {
	unsigned long total;
	unsigned char node_count;
	unsigned int request_count;
	struct maple_alloc *slot[MAPLE_ALLOC_SLOTS];
};

/* A node that was cut out, in the list of those to free. */
struct maple_topiary {
	struct maple_pnode *parent;
	struct maple_enode *next;
};

struct maple_node {
	union {
		struct {
			struct maple_pnode *parent;
			void __rcu *slot[MAPLE_NODE_SLOTS];
		};
		/* While it waits to be freed. The parent link, by which readers see that it is dead, stays. */
		struct {
			void *pad;
			struct rcu_head rcu;
			struct maple_enode *piv_parent;
			unsigned char parent_slot;
			enum maple_type type;
			unsigned char slot_len;
			unsigned int ma_flags;
		};
		struct maple_range_64 mr64;
		struct maple_arange_64 ma64;
		struct maple_alloc alloc;
	};
};
static_assert(sizeof(struct maple_node) == 256, "struct maple_node as in Linux 6.12");
static_assert(sizeof(struct maple_range_64) == 256, "struct maple_range_64 as in Linux 6.12");

/* The tree. */

#define MT_FLAGS_ALLOC_RANGE   0x01 /* nodes know their gaps */
#define MT_FLAGS_USE_RCU       0x02 /* there are readers without the lock */
#define MT_FLAGS_HEIGHT_OFFSET 0x02 /* bits 2…6: height */
#define MT_FLAGS_HEIGHT_MASK   0x7C
#define MT_FLAGS_LOCK_MASK     0x300
#define MT_FLAGS_LOCK_IRQ      0x100
#define MT_FLAGS_LOCK_BH       0x200
#define MT_FLAGS_LOCK_EXTERN   0x300  /* ma_lock is not used */
#define MT_FLAGS_ALLOC_WRAPPED 0x0800 /* cyclic allocation has begun again at the lower end */

/* With lock-order checking the tree remembers which lock of the user's guards it, and the tree's code asks for it. */
#ifdef CONFIG_LOCKDEP
typedef struct lockdep_map *lockdep_map_p;
#define mt_lock_is_held(mt) (!(mt)->ma_external_lock || lock_is_held((mt)->ma_external_lock))
#define mt_write_lock_is_held(mt)                                                                  \
	(!(mt)->ma_external_lock || lock_is_held_type((mt)->ma_external_lock, 0))
#define mt_set_external_lock(mt, lock) ((mt)->ma_external_lock = &(lock)->dep_map)
#define mt_on_stack(mt)                ((mt).ma_external_lock = NULL)
#else
typedef struct {
	char none[0];
} lockdep_map_p;
#define mt_lock_is_held(mt)       1
#define mt_write_lock_is_held(mt) 1
#define mt_set_external_lock(mt, lock)                                                             \
	do {                                                                                       \
	} while (0)
#define mt_on_stack(mt)                                                                            \
	do {                                                                                       \
	} while (0)
#endif

struct maple_tree {
	union {
		spinlock_t ma_lock;
		lockdep_map_p ma_external_lock;
	};
	unsigned int ma_flags;
	void __rcu *ma_root;
};

#define MTREE_INIT(name, __flags)                                                                  \
	{                                                                                          \
		.ma_lock = __SPIN_LOCK_UNLOCKED((name).ma_lock), .ma_flags = __flags,              \
		.ma_root = NULL                                                                    \
	}
#ifdef CONFIG_LOCKDEP
#define MTREE_INIT_EXT(name, __flags, __lock)                                                      \
	{                                                                                          \
		.ma_external_lock = &(__lock).dep_map, .ma_flags = (__flags), .ma_root = NULL      \
	}
#else
#define MTREE_INIT_EXT(name, __flags, __lock) MTREE_INIT(name, __flags)
#endif
#define DEFINE_MTREE(name)              struct maple_tree name = MTREE_INIT(name, 0)

#define mtree_lock(mt)                  spin_lock(&(mt)->ma_lock)
#define mtree_lock_nested(mt, subclass) spin_lock_nested(&(mt)->ma_lock, subclass)
#define mtree_unlock(mt)                spin_unlock(&(mt)->ma_lock)

static inline bool mt_external_lock(const struct maple_tree *mt)
{
	return (mt->ma_flags & MT_FLAGS_LOCK_MASK) == MT_FLAGS_LOCK_EXTERN;
}
static inline void mt_init_flags(struct maple_tree *mt, unsigned int flags)
{
	mt->ma_flags = flags;
	if (!mt_external_lock(mt))
		spin_lock_init(&mt->ma_lock);
	rcu_assign_pointer(mt->ma_root, NULL);
}
static inline void mt_init(struct maple_tree *mt)
{
	mt_init_flags(mt, 0);
}
static inline bool mtree_empty(const struct maple_tree *mt)
{
	return !mt->ma_root;
}
static inline unsigned int mt_height(const struct maple_tree *mt)
{
	return (mt->ma_flags & MT_FLAGS_HEIGHT_MASK) >> MT_FLAGS_HEIGHT_OFFSET;
}
static inline bool mt_in_rcu(struct maple_tree *mt)
{
	return !IS_ENABLED(CONFIG_MAPLE_RCU_DISABLED) && (mt->ma_flags & MT_FLAGS_USE_RCU);
}
/* Readers without the lock may come; or there are none any more. Takes ma_lock; the user's lock must be held. */
static inline void __mt_use_rcu(struct maple_tree *mt, bool use)
{
	const bool own_lock = !mt_external_lock(mt);

	if (mt_in_rcu(mt) == use)
		return;
	if (own_lock)
		mtree_lock(mt);
	else
		WARN_ON(!mt_lock_is_held(mt));
	mt->ma_flags ^= MT_FLAGS_USE_RCU;
	if (own_lock)
		mtree_unlock(mt);
}
static inline void mt_clear_in_rcu(struct maple_tree *mt)
{
	__mt_use_rcu(mt, false);
}
static inline void mt_set_in_rcu(struct maple_tree *mt)
{
	__mt_use_rcu(mt, true);
}

__BEGIN_DECLS
/* At boot, after SLUB: the cache "maple_node". */
void maple_tree_init(void);

/* These take and release ma_lock. 0, or -EEXIST (something is there), -EBUSY (no room), -EINVAL, -ENOMEM. */
void *mtree_load(struct maple_tree *mt, unsigned long index);
int mtree_insert(struct maple_tree *mt, unsigned long index, void *entry, gfp_t gfp);
int mtree_insert_range(struct maple_tree *mt, unsigned long first, unsigned long last, void *entry,
		       gfp_t gfp);
int mtree_store(struct maple_tree *mt, unsigned long index, void *entry, gfp_t gfp);
int mtree_store_range(struct maple_tree *mt, unsigned long first, unsigned long last, void *entry,
		      gfp_t gfp);
void *mtree_erase(struct maple_tree *mt, unsigned long index);
/* Room for size indices within [min, max], from the lower end, or with _rrange from the upper one. */
int mtree_alloc_range(struct maple_tree *mt, unsigned long *startp, void *entry, unsigned long size,
		      unsigned long min, unsigned long max, gfp_t gfp);
int mtree_alloc_rrange(struct maple_tree *mt, unsigned long *startp, void *entry,
		       unsigned long size, unsigned long min, unsigned long max, gfp_t gfp);
/* One index, from *next on; value 1: it has begun again at the lower end. */
int mtree_alloc_cyclic(struct maple_tree *mt, unsigned long *startp, void *entry,
		       unsigned long range_lo, unsigned long range_hi, unsigned long *next,
		       gfp_t gfp);
int mtree_dup(struct maple_tree *mt, struct maple_tree *copy, gfp_t gfp);
int __mt_dup(struct maple_tree *mt, struct maple_tree *copy, gfp_t gfp);
void mtree_destroy(struct maple_tree *mt);
void __mt_destroy(struct maple_tree *mt);

/* Search from *index up to max; *index becomes the end of what was found plus one. mt_prev and mt_next: neighbours. */
void *mt_find(struct maple_tree *mt, unsigned long *index, unsigned long max);
void *mt_find_after(struct maple_tree *mt, unsigned long *index, unsigned long max);
void *mt_prev(struct maple_tree *mt, unsigned long index, unsigned long min);
void *mt_next(struct maple_tree *mt, unsigned long index, unsigned long max);
__END_DECLS
/* Entries that are reserved (XA_ZERO_ENTRY) are passed over. */
#define mt_for_each(__tree, __entry, __index, __max)                                               \
	for (__entry = mt_find(__tree, &(__index), __max); __entry;                                \
	     __entry = mt_find_after(__tree, &(__index), __max))

/* Operations that keep their place. */

enum maple_status {
	ma_active,    /* at a node and an offset */
	ma_start,     /* not walked yet */
	ma_root,      /* at the entry that lies in ma_root */
	ma_none,      /* walked, and there is no node */
	ma_pause,     /* what is known may be stale: walk again */
	ma_overflow,  /* the last step reached the upper limit */
	ma_underflow, /* … the lower limit */
	ma_error,     /* node holds an errno, MA_ERROR() */
};

/* What a store will have to do to the tree. */
enum store_type {
	wr_invalid,
	wr_new_root,
	wr_store_root,
	wr_exact_fit,
	wr_spanning_store,
	wr_split_store,
	wr_rebalance,
	wr_append,
	wr_node_store,
	wr_slot_store,
};

/**
 * struct ma_state - where an operation stands
 * @index: first index of the range, @last: the last one; after a search those of the entry that was found
 * @node: encoded pointer to the node it is at, whose range is @min … @max; @offset: slot in it; @end: its last slot
 * @alloc: nodes in stock, or their number with bit 0 set as a wish
 * @depth: levels below the root, kept while writing
 */
struct ma_state {
	struct maple_tree *tree;
	unsigned long index;
	unsigned long last;
	struct maple_enode *node;
	unsigned long min;
	unsigned long max;
	struct maple_alloc *alloc;
	enum maple_status status;
	unsigned char depth;
	unsigned char offset;
	unsigned char mas_flags;
	unsigned char end;
	enum store_type store_type;
};

/* A write: what is at the place (content, from r_min to r_max) and what shall be (entry). */
struct ma_wr_state {
	struct ma_state *mas;
	struct maple_node *node;
	unsigned long r_min;
	unsigned long r_max;
	enum maple_type type;
	unsigned char offset_end;
	unsigned long *pivots;
	unsigned long end_piv;
	void __rcu **slots;
	void *entry;
	void *content;
};

/* A list of nodes that were cut out and are to be freed once the change is visible. */
struct ma_topiary {
	struct maple_enode *head;
	struct maple_enode *tail;
	struct maple_tree *mtree;
};

#define MA_ERROR(err) ((struct maple_enode *)(((unsigned long)(err) << 2) | 2UL))

#define MA_STATE(name, mt, first, end_index)                                                       \
	struct ma_state name = {                                                                   \
		.tree = mt,                                                                        \
		.index = first,                                                                    \
		.last = end_index,                                                                 \
		.node = NULL,                                                                      \
		.min = 0,                                                                          \
		.max = ULONG_MAX,                                                                  \
		.alloc = NULL,                                                                     \
		.status = ma_start,                                                                \
		.mas_flags = 0,                                                                    \
		.store_type = wr_invalid,                                                          \
	}
#define MA_WR_STATE(name, ma_state, wr_entry)                                                      \
	struct ma_wr_state name = {                                                                \
		.mas = ma_state,                                                                   \
		.entry = wr_entry,                                                                 \
		.content = NULL,                                                                   \
	}
#define MA_TOPIARY(name, tree)                                                                     \
	struct ma_topiary name = {                                                                 \
		.head = NULL,                                                                      \
		.tail = NULL,                                                                      \
		.mtree = tree,                                                                     \
	}

#define mas_lock(mas)                     spin_lock(&(mas)->tree->ma_lock)
#define mas_lock_nested(mas, subclass)    spin_lock_nested(&(mas)->tree->ma_lock, subclass)
#define mas_lock_irqsave(mas, flags)      spin_lock_irqsave(&(mas)->tree->ma_lock, flags)
#define mas_unlock(mas)                   spin_unlock(&(mas)->tree->ma_lock)
#define mas_unlock_irqrestore(mas, flags) spin_unlock_irqrestore(&(mas)->tree->ma_lock, flags)

__BEGIN_DECLS
/* The entry at mas->index; index and last become its range. */
void *mas_walk(struct ma_state *mas);
/* Entries only, up to max or down to min; the _range ones stop at gaps too. */
void *mas_find(struct ma_state *mas, unsigned long max);
void *mas_find_range(struct ma_state *mas, unsigned long max);
void *mas_find_rev(struct ma_state *mas, unsigned long min);
void *mas_find_range_rev(struct ma_state *mas, unsigned long max);
void *mas_next(struct ma_state *mas, unsigned long max);
void *mas_next_range(struct ma_state *mas, unsigned long max);
void *mas_prev(struct ma_state *mas, unsigned long min);
void *mas_prev_range(struct ma_state *mas, unsigned long min);
/* A gap of size indices, from the lower end, or with _rev from the upper one. 0, -EBUSY or -EINVAL. */
int mas_empty_area(struct ma_state *mas, unsigned long min, unsigned long max, unsigned long size);
int mas_empty_area_rev(struct ma_state *mas, unsigned long min, unsigned long max,
		       unsigned long size);

void *mas_store(struct ma_state *mas, void *entry);
void *mas_erase(struct ma_state *mas);
/* May drop the lock to get memory. */
int mas_store_gfp(struct ma_state *mas, void *entry, gfp_t gfp);
/* First memory for what the store will need, then a store that cannot fail; mas_destroy() gives back what is left. */
int mas_preallocate(struct ma_state *mas, void *entry, gfp_t gfp);
void mas_store_prealloc(struct ma_state *mas, void *entry);
int mas_expected_entries(struct ma_state *mas, unsigned long nr_entries);
int mas_alloc_cyclic(struct ma_state *mas, unsigned long *startp, void *entry,
		     unsigned long range_lo, unsigned long range_hi, unsigned long *next,
		     gfp_t gfp);
bool mas_nomem(struct ma_state *mas, gfp_t gfp);
/* Before the lock is dropped within an iteration. */
void mas_pause(struct ma_state *mas);
void mas_destroy(struct ma_state *mas);
__END_DECLS

static inline void mas_init(struct ma_state *mas, struct maple_tree *tree, unsigned long addr)
{
	MA_STATE(fresh, tree, addr, addr);

	*mas = fresh;
}
static inline bool mas_is_active(struct ma_state *mas)
{
	return mas->status == ma_active;
}
static inline bool mas_is_err(struct ma_state *mas)
{
	return mas->status == ma_error;
}
/* The next operation walks from the root. */
static __always_inline void mas_reset(struct ma_state *mas)
{
	mas->status = ma_start;
	mas->node = NULL;
}
/* Ends with entry NULL; reserved entries are seen. */
#define mas_for_each(__mas, __entry, __max) while (((__entry) = mas_find((__mas), (__max))) != NULL)

/*
 * Checks. In a kernel with CONFIG_DEBUG_MAPLE_TREE they count, and a failure shows the state, the tree and the backtrace
 * and goes on; else a failed *_BUG_ON ends the machine and a *_WARN_ON warns.
 */
#ifdef CONFIG_DEBUG_MAPLE_TREE
enum mt_dump_format {
	mt_dump_dec,
	mt_dump_hex,
};
__BEGIN_DECLS
extern atomic_t maple_tree_tests_run;
extern atomic_t maple_tree_tests_passed;
void mt_dump(const struct maple_tree *mt, enum mt_dump_format format);
void mas_dump(const struct ma_state *mas);
void mas_wr_dump(const struct ma_wr_state *wr_mas);
void mt_validate(struct maple_tree *mt);
void mt_cache_shrink(void);
__END_DECLS
#define __MT_CHECK(kind, condition, show)                                                          \
	({                                                                                         \
		const int __failed = !!(condition);                                                \
		atomic_inc(&maple_tree_tests_run);                                                 \
		if (__failed) {                                                                    \
			pr_info(kind " at %s:%d (%u)\n", __func__, __LINE__, __failed);            \
			show;                                                                      \
			pr_info("Pass: %u Run:%u\n", atomic_read(&maple_tree_tests_passed),        \
				atomic_read(&maple_tree_tests_run));                               \
			dump_stack();                                                              \
		} else {                                                                           \
			atomic_inc(&maple_tree_tests_passed);                                      \
		}                                                                                  \
		unlikely(__failed);                                                                \
	})
#define __mt_show(mt)    mt_dump(mt, mt_dump_hex)
#define __mas_show(mas)  (mas_dump(mas), __mt_show((mas)->tree))
#define __mas_wr_show(w) (mas_wr_dump(w), __mas_show((w)->mas))
#define MT_BUG_ON(__tree, __x)                                                                     \
	do {                                                                                       \
		__MT_CHECK("BUG", __x, __mt_show(__tree));                                         \
	} while (0)
#define MAS_BUG_ON(__mas, __x)                                                                     \
	do {                                                                                       \
		__MT_CHECK("BUG", __x, __mas_show(__mas));                                         \
	} while (0)
#define MAS_WR_BUG_ON(__wrmas, __x)                                                                \
	do {                                                                                       \
		__MT_CHECK("BUG", __x, __mas_wr_show(__wrmas));                                    \
	} while (0)
#define MT_WARN_ON(__tree, __x)      __MT_CHECK("WARN", __x, __mt_show(__tree))
#define MAS_WARN_ON(__mas, __x)      __MT_CHECK("WARN", __x, __mas_show(__mas))
#define MAS_WR_WARN_ON(__wrmas, __x) __MT_CHECK("WARN", __x, __mas_wr_show(__wrmas))
#else
#define MT_BUG_ON(__tree, __x)     BUG_ON(__x)
#define MAS_BUG_ON(__mas, __x)     BUG_ON(__x)
#define MAS_WR_BUG_ON(__mas, __x)  BUG_ON(__x)
#define MT_WARN_ON(__tree, __x)    WARN_ON(__x)
#define MAS_WARN_ON(__mas, __x)    WARN_ON(__x)
#define MAS_WR_WARN_ON(__mas, __x) WARN_ON(__x)
#endif

/* A smaller range within the slot the state is at; mas_set_range() and mas_set() go anywhere, from the root. */
static inline void __mas_set_range(struct ma_state *mas, unsigned long start, unsigned long last)
{
	MAS_WARN_ON(mas, mas_is_active(mas) && (mas->index > start || mas->last < start));
	mas->index = start;
	mas->last = last;
}
static inline void mas_set_range(struct ma_state *mas, unsigned long start, unsigned long last)
{
	mas_reset(mas);
	__mas_set_range(mas, start, last);
}
static inline void mas_set(struct ma_state *mas, unsigned long index)
{
	mas_set_range(mas, index, index);
}

#endif /* _LINUX_MAPLE_TREE_H */
