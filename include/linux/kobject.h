/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * struct kobject: how an object appears in sysfs.
 *
 * Only the layout is here: structures such as struct kmem_cache hold one, and debuggers' scripts compute offsets behind
 * it. Linux 6.12: include/linux/kobject.h (64 bytes on arm64).
 */
#ifndef _LINUX_KOBJECT_H
#define _LINUX_KOBJECT_H

#include <linux/types.h>
#include <linux/kref.h>
#include <linux/build_bug.h>

struct kset;
struct kobj_type;
struct kernfs_node;

struct kobject {
	const char *name;
	struct list_head entry;
	struct kobject *parent;
	struct kset *kset;
	const struct kobj_type *ktype;
	struct kernfs_node *sd;
	struct kref kref;
	unsigned int state_initialized : 1;
	unsigned int state_in_sysfs : 1;
	unsigned int state_add_uevent_sent : 1;
	unsigned int state_remove_uevent_sent : 1;
	unsigned int uevent_suppress : 1;
};

static_assert(sizeof(struct kobject) == 64, "struct kobject as in Linux 6.12");

#endif /* _LINUX_KOBJECT_H */
