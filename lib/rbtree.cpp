// SPDX-License-Identifier: GPL-2.0-only
//
// Red-black trees.
//
// Each node is red or black; (1) the root is black, (2) a red node has no red child, (3) every path from a node down to
// an empty place passes the same number of black nodes. So the longest path is at most twice the shortest. Insertion breaks
// at most (2), with the node it added; erasure breaks at most (3), on one side of one node. Both are mended by walking up,
// recolouring, and at most two (three) rotations:
//
//	      top                  pivot
//	     /   \     rotate      /   \             the order of the nodes, A top... stays;
//	    A   pivot   ---->    top    C            augmented trees are told by rotate(top, pivot)
//	        /   \            / \                 .
//	       B     C          A   B
//
// The algorithms are those of Cormen, Leiserson, Rivest, Stein, "Introduction to Algorithms", ch. 13, with the two mirror
// cases folded into one by a direction. Taking a node out of the tree is in linux/rbtree_augmented.h, so that the owner's
// callbacks are inlined there; the mending is here. Node layout and interface: Linux 6.12, lib/rbtree.c.

#include <linux/export.h>
#include <linux/rbtree_augmented.h>

namespace
{

enum side { left, right };

constexpr side other(side s)
{
	return s == left ? right : left;
}

rb_node *&child(rb_node *node, side s)
{
	return s == left ? node->rb_left : node->rb_right;
}

bool is_red(const rb_node *node)
{
	return node && rb_is_red(node);
}

void set_color(rb_node *node, int color)
{
	node->__rb_parent_color = (node->__rb_parent_color & ~1UL) | color;
}

/* What the owner of an augmented tree is told of a rotation; plain trees tell nobody. */
struct call_rotate {
	void (*function)(rb_node *, rb_node *);

	void operator()(rb_node *old, rb_node *replacement) const
	{
		function(old, replacement);
	}
};
struct tell_nobody {
	void operator()(rb_node *, rb_node *) const
	{
	}
};

void no_propagate(rb_node *, rb_node *)
{
}
void no_copy(rb_node *, rb_node *)
{
}
/* Constant, so that the calls vanish when erasing is inlined. */
constexpr rb_augment_callbacks no_callbacks = {no_propagate, no_copy, no_copy};

/* Turns top down towards s; its child on the other side comes up and is returned. Colours stay with the nodes. */
template <typename Told>
rb_node *rotate(rb_node *top, side s, rb_root *root, const Told &told)
{
	rb_node *pivot = child(top, other(s));
	rb_node *moved = child(pivot, s);
	rb_node *parent = rb_parent(top);

	WRITE_ONCE(child(top, other(s)), moved);
	if (moved)
		rb_set_parent(moved, top);
	WRITE_ONCE(child(pivot, s), top);
	rb_set_parent(pivot, parent);
	__rb_change_child(top, pivot, parent, root);
	rb_set_parent(top, pivot);
	told(top, pivot);
	return pivot;
}

/* node is red and in its place; its parent may be red too. */
template <typename Told>
__always_inline void insert(rb_node *node, rb_root *root, const Told &told)
{
	for (;;) {
		rb_node *parent = rb_parent(node);

		if (!parent) {
			set_color(node, RB_BLACK);
			return;
		}
		if (rb_is_black(parent))
			return;

		/* A red parent is not the root. */
		rb_node *grandparent = rb_parent(parent);
		const side s = parent == grandparent->rb_left ? left : right;
		rb_node *uncle = child(grandparent, other(s));

		if (is_red(uncle)) {
			/* Push the blackness down; the problem moves two levels up. */
			set_color(parent, RB_BLACK);
			set_color(uncle, RB_BLACK);
			set_color(grandparent, RB_RED);
			node = grandparent;
			continue;
		}
		if (node == child(parent, other(s)))
			parent = rotate(parent, s, root, told);
		rotate(grandparent, other(s), root, told);
		set_color(parent, RB_BLACK);
		set_color(grandparent, RB_RED);
		return;
	}
}

/* Paths through `node` (perhaps an empty place) below parent have one black node too few. */
template <typename Told>
__always_inline void mend_erased(rb_node *node, rb_node *parent, rb_root *root, const Told &told)
{
	while (parent && !is_red(node)) {
		const side s = parent->rb_left == node ? left : right;
		rb_node *sibling = child(parent, other(s));

		if (is_red(sibling)) {
			rotate(parent, s, root, told);
			set_color(sibling, RB_BLACK);
			set_color(parent, RB_RED);
			sibling = child(parent, other(s));
		}
		rb_node *near = child(sibling, s);

		if (!is_red(near) && !is_red(child(sibling, other(s)))) {
			/* Take a black from the other side too; the problem moves one level up. */
			set_color(sibling, RB_RED);
			node = parent;
			parent = rb_parent(node);
			continue;
		}
		if (!is_red(child(sibling, other(s)))) {
			rotate(sibling, other(s), root, told);
			set_color(near, RB_BLACK);
			set_color(sibling, RB_RED);
			sibling = near;
		}
		rotate(parent, s, root, told);
		set_color(sibling, rb_color(parent));
		set_color(parent, RB_BLACK);
		set_color(child(sibling, other(s)), RB_BLACK);
		return;
	}
	if (node)
		set_color(node, RB_BLACK);
}

rb_node *outermost(rb_node *node, side s)
{
	if (!node)
		return nullptr;
	while (rb_node *further = child(node, s))
		node = further;
	return node;
}

/* The neighbour of node on side s: below it, or the first ancestor of which it is on the other side. */
rb_node *neighbour(const rb_node *at, side s)
{
	rb_node *node = const_cast<rb_node *>(at);

	if (RB_EMPTY_NODE(node))
		return nullptr;
	if (child(node, s))
		return outermost(child(node, s), other(s));
	rb_node *parent = rb_parent(node);

	while (parent && node == child(parent, s)) {
		node = parent;
		parent = rb_parent(node);
	}
	return parent;
}

rb_node *deepest_left(rb_node *node)
{
	for (;;) {
		if (node->rb_left)
			node = node->rb_left;
		else if (node->rb_right)
			node = node->rb_right;
		else
			return node;
	}
}

void replace(rb_node *victim, rb_node *replacement, rb_root *root)
{
	*replacement = *victim;
	if (victim->rb_left)
		rb_set_parent(victim->rb_left, replacement);
	if (victim->rb_right)
		rb_set_parent(victim->rb_right, replacement);
	__rb_change_child_rcu(victim, replacement, rb_parent(victim), root);
}

} // namespace

extern "C" {

void rb_insert_color(struct rb_node *node, struct rb_root *root)
{
	insert(node, root, tell_nobody{});
}

void rb_erase(struct rb_node *node, struct rb_root *root)
{
	rb_node *unbalanced = __rb_erase_augmented(node, root, &no_callbacks);

	if (unbalanced)
		mend_erased(nullptr, unbalanced, root, tell_nobody{});
}

void __rb_insert_augmented(struct rb_node *node, struct rb_root *root,
			   void (*augment_rotate)(struct rb_node *old, struct rb_node *replacement))
{
	insert(node, root, call_rotate{augment_rotate});
}

void __rb_erase_color(struct rb_node *parent, struct rb_root *root,
		      void (*augment_rotate)(struct rb_node *old, struct rb_node *replacement))
{
	mend_erased(nullptr, parent, root, call_rotate{augment_rotate});
}

struct rb_node *rb_first(const struct rb_root *root)
{
	return outermost(root->rb_node, left);
}

struct rb_node *rb_last(const struct rb_root *root)
{
	return outermost(root->rb_node, right);
}

struct rb_node *rb_next(const struct rb_node *node)
{
	return neighbour(node, right);
}

struct rb_node *rb_prev(const struct rb_node *node)
{
	return neighbour(node, left);
}

struct rb_node *rb_first_postorder(const struct rb_root *root)
{
	return root->rb_node ? deepest_left(root->rb_node) : nullptr;
}

struct rb_node *rb_next_postorder(const struct rb_node *node)
{
	if (!node)
		return nullptr;
	rb_node *parent = rb_parent(node);

	if (parent && node == parent->rb_left && parent->rb_right)
		return deepest_left(parent->rb_right);
	return parent;
}

void rb_replace_node(struct rb_node *victim, struct rb_node *replacement, struct rb_root *root)
{
	replace(victim, replacement, root);
}

void rb_replace_node_rcu(struct rb_node *victim, struct rb_node *replacement, struct rb_root *root)
{
	replace(victim, replacement, root);
}

} // extern "C"
