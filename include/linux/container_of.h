/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_CONTAINER_OF_H
#define _LINUX_CONTAINER_OF_H
#include <linux/build_bug.h>
#include <linux/stddef.h>

/*
 * container_of() - the structure that a member lies in
 * @ptr: address of the member; a pointer to another type than the member's is refused at compile time
 * @type: the structure
 * @member: its member's name
 */
#ifdef __cplusplus
#define container_of(ptr, type, member)                                                            \
	({                                                                                         \
		auto __member_ptr = (ptr);                                                         \
		(type *)((char *)__member_ptr - offsetof(type, member));                           \
	})
#define container_of_const(ptr, type, member) container_of(ptr, type, member)
#else
#define container_of(ptr, type, member)                                                            \
	({                                                                                         \
		void *__member_ptr = (void *)(ptr);                                                \
		_Static_assert(__same_type(*(ptr), ((type *)0)->member) ||                         \
				       __same_type(*(ptr), void),                                  \
			       "container_of: pointer is not to this member");                     \
		((type *)(__member_ptr - offsetof(type, member)));                                 \
	})
#define container_of_const(ptr, type, member)                                                      \
	_Generic(ptr, const __typeof__(*(ptr)) * : ((const type *)container_of(ptr, type, member)), \
		 default : ((type *)container_of(ptr, type, member)))
#endif
#define typeof_member(type, member) __typeof__(((type *)0)->member)
#endif
