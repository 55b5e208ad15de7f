/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_RBTREE_TYPES_H
#define _LINUX_RBTREE_TYPES_H
/* The parent's address with the node's colour in bit 0: nodes are aligned to 8 bytes. */
struct rb_node {
	unsigned long __rb_parent_color;
	struct rb_node *rb_right;
	struct rb_node *rb_left;
} __attribute__((aligned(sizeof(long))));
struct rb_root {
	struct rb_node *rb_node;
};
/* Keeps the leftmost node at hand. */
struct rb_root_cached {
	struct rb_root rb_root;
	struct rb_node *rb_leftmost;
};
#ifdef __cplusplus
#define RB_ROOT        (rb_root{nullptr})
#define RB_ROOT_CACHED (rb_root_cached{{nullptr}, nullptr})
#else
#define RB_ROOT                                                                                    \
	(struct rb_root)                                                                           \
	{                                                                                          \
		NULL,                                                                              \
	}
#define RB_ROOT_CACHED                                                                             \
	(struct rb_root_cached)                                                                    \
	{                                                                                          \
		{                                                                                  \
			NULL,                                                                      \
		},                                                                                 \
			NULL                                                                       \
	}
#endif
#endif
