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
#define RB_RED 0
#define RB_BLACK 1
#define __rb_parent(pc) ((struct rb_node *)((pc) & ~3UL))
#define __rb_color(pc) ((pc)&1)
#define __rb_is_black(pc) __rb_color(pc)
#define __rb_is_red(pc) (!__rb_color(pc))
#define rb_color(rb) __rb_color((rb)->__rb_parent_color)
#define rb_is_red(rb) __rb_is_red((rb)->__rb_parent_color)
#define rb_is_black(rb) __rb_is_black((rb)->__rb_parent_color)
static inline void rb_set_parent(struct rb_node *rb, struct rb_node *p)
{
	rb->__rb_parent_color = rb_color(rb) + (unsigned long)p;
}
static inline void rb_set_parent_color(struct rb_node *rb, struct rb_node *p, int color)
{
	rb->__rb_parent_color = (unsigned long)p + color;
}
__BEGIN_DECLS
void __rb_insert_augmented(struct rb_node *node, struct rb_root *root,
			   void (*augment_rotate)(struct rb_node *old, struct rb_node *replacement));
void __rb_erase_augmented(struct rb_node *node, struct rb_root *root,
			  const struct rb_augment_callbacks *augment);
__END_DECLS
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
	__rb_erase_augmented(node, root, augment);
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
	RBSTATIC const struct rb_augment_callbacks RBNAME = { RBNAME##_propagate, RBNAME##_copy,   \
							      RBNAME##_rotate };
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
