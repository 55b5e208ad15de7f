/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Red-black trees whose nodes carry a value computed from their subtree (the largest hole, the highest end …).
 *
 * The owner's callbacks keep it right: propagate recomputes from a node up to (not including) stop, copy gives a node
 * the value of the one it replaces, rotate moves the value of a subtree from its old root to the new one and recomputes
 * the old one. An insertion needs the path above updated before, an erasure does all by itself.
 */
#ifndef _LINUX_RBTREE_AUGMENTED_H
#define _LINUX_RBTREE_AUGMENTED_H
#include <linux/compiler.h>
#include <linux/rbtree.h>
#include <linux/rcupdate.h>
struct rb_augment_callbacks {
	void (*propagate)(struct rb_node *node, struct rb_node *stop);
	void (*copy)(struct rb_node *old, struct rb_node *replacement);
	void (*rotate)(struct rb_node *old, struct rb_node *replacement);
};
#define RB_RED            0
#define RB_BLACK          1
#define __rb_parent(pc)   ((struct rb_node *)((pc) & ~3UL))
#define __rb_color(pc)    ((pc)&1)
#define __rb_is_black(pc) __rb_color(pc)
#define __rb_is_red(pc)   (!__rb_color(pc))
#define rb_color(rb)      __rb_color((rb)->__rb_parent_color)
#define rb_is_red(rb)     __rb_is_red((rb)->__rb_parent_color)
#define rb_is_black(rb)   __rb_is_black((rb)->__rb_parent_color)
static inline void rb_set_parent(struct rb_node *rb, struct rb_node *p)
{
	rb->__rb_parent_color = rb_color(rb) + (unsigned long)p;
}
static inline void rb_set_parent_color(struct rb_node *rb, struct rb_node *p, int color)
{
	rb->__rb_parent_color = (unsigned long)p + color;
}
__BEGIN_DECLS
/* Balances after node was linked. */
void __rb_insert_augmented(struct rb_node *node, struct rb_root *root,
			   void (*augment_rotate)(struct rb_node *old,
						  struct rb_node *replacement));
/* Balances when the paths through an empty place below parent have one black node too few. */
void __rb_erase_color(struct rb_node *parent, struct rb_root *root,
		      void (*augment_rotate)(struct rb_node *old, struct rb_node *replacement));
__END_DECLS
/* Where the tree points at old (from parent, or from the root), it points at replacement from now on. */
static inline void __rb_change_child(struct rb_node *old, struct rb_node *replacement,
				     struct rb_node *parent, struct rb_root *root)
{
	if (!parent)
		WRITE_ONCE(root->rb_node, replacement);
	else if (parent->rb_left == old)
		WRITE_ONCE(parent->rb_left, replacement);
	else
		WRITE_ONCE(parent->rb_right, replacement);
}
/* The same for readers without the lock: they see replacement complete. */
static inline void __rb_change_child_rcu(struct rb_node *old, struct rb_node *replacement,
					 struct rb_node *parent, struct rb_root *root)
{
	smp_wmb();
	__rb_change_child(old, replacement, parent, root);
}
/*
 * Takes node out. Value: the parent of the empty place where a black node is missing now, or NULL when the tree is in
 * balance; __rb_erase_color() does the rest.
 */
static __always_inline struct rb_node *
__rb_erase_augmented(struct rb_node *node, struct rb_root *root,
		     const struct rb_augment_callbacks *augment)
{
	struct rb_node *orphan; /* takes the place that becomes free */
	struct rb_node *parent; /* of that place */
	bool lost_black;

	if (!node->rb_left || !node->rb_right) {
		orphan = node->rb_left ? node->rb_left : node->rb_right;
		parent = rb_parent(node);
		lost_black = rb_is_black(node);
		__rb_change_child(node, orphan, parent, root);
		if (orphan)
			rb_set_parent(orphan, parent);
		augment->propagate(parent, NULL);
	} else {
		/* The successor, which has no left child, comes to node's place and takes its colour. */
		struct rb_node *successor = node->rb_right;

		while (successor->rb_left)
			successor = successor->rb_left;
		orphan = successor->rb_right;
		lost_black = rb_is_black(successor);
		augment->copy(node, successor);
		if (successor == node->rb_right) {
			parent = successor;
		} else {
			parent = rb_parent(successor);
			WRITE_ONCE(parent->rb_left, orphan);
			if (orphan)
				rb_set_parent(orphan, parent);
			WRITE_ONCE(successor->rb_right, node->rb_right);
			rb_set_parent(node->rb_right, successor);
			augment->propagate(parent, successor);
		}
		WRITE_ONCE(successor->rb_left, node->rb_left);
		rb_set_parent(node->rb_left, successor);
		successor->__rb_parent_color = node->__rb_parent_color;
		__rb_change_child(node, successor, rb_parent(node), root);
		augment->propagate(successor, NULL);
	}
	if (!lost_black)
		return NULL;
	if (!orphan)
		return parent;
	/* A black node with one child: the child is red, and makes up for it by turning black. */
	rb_set_parent_color(orphan, rb_parent(orphan), RB_BLACK);
	return NULL;
}
static inline void rb_insert_augmented(struct rb_node *node, struct rb_root *root,
				       const struct rb_augment_callbacks *augment)
{
	__rb_insert_augmented(node, root, augment->rotate);
}
static inline void rb_insert_augmented_cached(struct rb_node *node, struct rb_root_cached *root,
					      bool newleft,
					      const struct rb_augment_callbacks *augment)
{
	if (newleft)
		root->rb_leftmost = node;
	rb_insert_augmented(node, &root->rb_root, augment);
}
static inline void rb_erase_augmented(struct rb_node *node, struct rb_root *root,
				      const struct rb_augment_callbacks *augment)
{
	struct rb_node *unbalanced = __rb_erase_augmented(node, root, augment);

	if (unbalanced)
		__rb_erase_color(unbalanced, root, augment->rotate);
}
static inline void rb_erase_augmented_cached(struct rb_node *node, struct rb_root_cached *root,
					     const struct rb_augment_callbacks *augment)
{
	if (root->rb_leftmost == node)
		root->rb_leftmost = rb_next(node);
	rb_erase_augmented(node, &root->rb_root, augment);
}
/*
 * Callbacks for a field computed by RBCOMPUTE(structure, exit): it stores the value and returns whether, with exit set,
 * nothing changed (then everything above is right already).
 */
#define RB_DECLARE_CALLBACKS(RBSTATIC, RBNAME, RBSTRUCT, RBFIELD, RBAUGMENTED, RBCOMPUTE)          \
	static inline void RBNAME##_propagate(struct rb_node *rb, struct rb_node *stop)            \
	{                                                                                          \
		while (rb != stop) {                                                               \
			RBSTRUCT *node = rb_entry(rb, RBSTRUCT, RBFIELD);                          \
			if (RBCOMPUTE(node, true))                                                 \
				break;                                                             \
			rb = rb_parent(&node->RBFIELD);                                            \
		}                                                                                  \
	}                                                                                          \
	static inline void RBNAME##_copy(struct rb_node *rb_old, struct rb_node *rb_new)           \
	{                                                                                          \
		rb_entry(rb_new, RBSTRUCT, RBFIELD)->RBAUGMENTED =                                 \
			rb_entry(rb_old, RBSTRUCT, RBFIELD)->RBAUGMENTED;                          \
	}                                                                                          \
	static void RBNAME##_rotate(struct rb_node *rb_old, struct rb_node *rb_new)                \
	{                                                                                          \
		RBNAME##_copy(rb_old, rb_new);                                                     \
		(void)RBCOMPUTE(rb_entry(rb_old, RBSTRUCT, RBFIELD), false);                       \
	}                                                                                          \
	RBSTATIC const struct rb_augment_callbacks RBNAME = {RBNAME##_propagate, RBNAME##_copy,    \
							     RBNAME##_rotate};
/* The largest RBCOMPUTE(structure) of a subtree. */
#define RB_DECLARE_CALLBACKS_MAX(RBSTATIC, RBNAME, RBSTRUCT, RBFIELD, RBTYPE, RBAUGMENTED,         \
				 RBCOMPUTE)                                                        \
	static inline bool RBNAME##_compute_max(RBSTRUCT *node, bool exit)                         \
	{                                                                                          \
		RBSTRUCT *child;                                                                   \
		RBTYPE largest = RBCOMPUTE(node);                                                  \
		if (node->RBFIELD.rb_left) {                                                       \
			child = rb_entry(node->RBFIELD.rb_left, RBSTRUCT, RBFIELD);                \
			if (child->RBAUGMENTED > largest)                                          \
				largest = child->RBAUGMENTED;                                      \
		}                                                                                  \
		if (node->RBFIELD.rb_right) {                                                      \
			child = rb_entry(node->RBFIELD.rb_right, RBSTRUCT, RBFIELD);               \
			if (child->RBAUGMENTED > largest)                                          \
				largest = child->RBAUGMENTED;                                      \
		}                                                                                  \
		if (exit && node->RBAUGMENTED == largest)                                          \
			return true;                                                               \
		node->RBAUGMENTED = largest;                                                       \
		return false;                                                                      \
	}                                                                                          \
	RB_DECLARE_CALLBACKS(RBSTATIC, RBNAME, RBSTRUCT, RBFIELD, RBAUGMENTED, RBNAME##_compute_max)
#endif
