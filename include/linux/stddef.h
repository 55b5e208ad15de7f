/* SPDX-License-Identifier: GPL-2.0-only */
/* offsetof and its relatives, flexible arrays. */
#ifndef _LINUX_STDDEF_H
#define _LINUX_STDDEF_H
#include <linux/compiler_types.h>
#include <stddef.h>
#include <stdbool.h>
#undef offsetof
#define offsetof(type, member)     __builtin_offsetof(type, member)
#define sizeof_field(type, member) sizeof((((type *)0)->member))
/* Offset of the first byte after a member. */
#define offsetofend(type, member) (offsetof(type, member) + sizeof_field(type, member))
/* Members that are reachable directly and as one named struct. */
#define struct_group(name, members...)                                                             \
	__struct_group(/* no tag */, name, /* no attributes */, members)
#define struct_group_attr(name, attrs, members...)                                                 \
	__struct_group(/* no tag */, name, attrs, members)
#define struct_group_tagged(tag, name, members...)                                                 \
	__struct_group(tag, name, /* no attributes */, members)
#define __struct_group(tag, name, attrs, members...)                                               \
	union {                                                                                    \
		struct {                                                                           \
			members                                                                    \
		} attrs;                                                                           \
		struct tag {                                                                       \
			members                                                                    \
		} attrs name;                                                                      \
	}
/* A flexible array inside a union or alone in a struct. */
#ifdef __cplusplus
#define DECLARE_FLEX_ARRAY(type, name) type name[0]
#else
#define DECLARE_FLEX_ARRAY(type, name)                                                             \
	struct {                                                                                   \
		struct {                                                                           \
		} __empty_##name;                                                                  \
		type name[];                                                                       \
	}
#endif
#endif
