/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * struct kobject: a counted object with a name and a place in sysfs.
 *
 * It is embedded in the object that it stands for; the last kobject_put() calls its type's release(), which frees the whole.
 * A kset is a kobject that other ones are gathered in: they are its children in sysfs unless they have another parent.
 * Process context; kobject_get() and kobject_put() of objects that aren't in sysfs any more may be called from anywhere that
 * release() may. lib/kobject.cpp; Linux 6.12: include/linux/kobject.h (64 bytes on arm64: debuggers' scripts compute
 * offsets behind it).
 */
#ifndef _LINUX_KOBJECT_H
#define _LINUX_KOBJECT_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/kref.h>
#include <linux/build_bug.h>
#include <linux/spinlock.h>
#include <linux/stdarg.h>
#include <linux/sysfs.h>

struct kset;
struct kobj_type;
struct kernfs_node;

enum kobject_action {
	KOBJ_ADD,
	KOBJ_REMOVE,
	KOBJ_CHANGE,
	KOBJ_MOVE,
	KOBJ_ONLINE,
	KOBJ_OFFLINE,
	KOBJ_BIND,
	KOBJ_UNBIND,
};

struct kobject {
	const char *name;
	struct list_head entry; /* in kset->list */
	struct kobject *parent;
	struct kset *kset;
	const struct kobj_type *ktype;
	struct kernfs_node *sd; /* its directory */
	struct kref kref;
	unsigned int state_initialized : 1;
	unsigned int state_in_sysfs : 1;
	unsigned int state_add_uevent_sent : 1;
	unsigned int state_remove_uevent_sent : 1;
	unsigned int uevent_suppress : 1;
};

static_assert(sizeof(struct kobject) == 64, "struct kobject as in Linux 6.12");

/* What all objects of a kind have in common. */
struct kobj_type {
	void (*release)(struct kobject *kobj); /* frees it */
	const struct sysfs_ops *sysfs_ops;
	const struct attribute_group **default_groups; /* closed by NULL */
};

struct kset_uevent_ops;

struct kset {
	struct list_head list; /* of its objects, under list_lock */
	spinlock_t list_lock;
	struct kobject kobj;
	const struct kset_uevent_ops *uevent_ops;
};

/* An attribute that brings its own functions, for objects whose type has kobj_sysfs_ops. */
struct kobj_attribute {
	struct attribute attr;
	ssize_t (*show)(struct kobject *kobj, struct kobj_attribute *attr, char *buf);
	ssize_t (*store)(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			 size_t count);
};

__BEGIN_DECLS

extern const struct sysfs_ops kobj_sysfs_ops;

/** kobject_init() - begin with one reference; kobject_put() is how it ends from now on */
void kobject_init(struct kobject *kobj, const struct kobj_type *ktype);

/**
 * kobject_add() - name it and make it visible below @parent, or its kset, or /sys
 * Return: 0, -EEXIST, -EINVAL (no name), -ENOMEM. On error the caller still has to call kobject_put().
 */
__printf(3, 4) __must_check
	int kobject_add(struct kobject *kobj, struct kobject *parent, const char *fmt, ...);
__printf(4, 5) __must_check
	int kobject_init_and_add(struct kobject *kobj, const struct kobj_type *ktype,
				 struct kobject *parent, const char *fmt, ...);

/** kobject_del() - take it out of sysfs and of its kset; its parent loses a reference */
void kobject_del(struct kobject *kobj);

__printf(2, 3) int kobject_set_name(struct kobject *kobj, const char *name, ...);
__printf(2, 0) int kobject_set_name_vargs(struct kobject *kobj, const char *fmt, va_list vargs);

/** kobject_create_and_add() - a directory of its own, freed by the last put. Return: it, or NULL */
struct kobject *__must_check kobject_create_and_add(const char *name, struct kobject *parent);

struct kobject *kobject_get(struct kobject *kobj);
struct kobject *__must_check kobject_get_unless_zero(struct kobject *kobj);
void kobject_put(struct kobject *kobj);

void kset_init(struct kset *kset);
int __must_check kset_register(struct kset *kset);
void kset_unregister(struct kset *kset);
/** kset_create_and_add() - a kset below @parent_kobj, freed by kset_unregister(). Return: it, or NULL */
struct kset *__must_check kset_create_and_add(const char *name, const struct kset_uevent_ops *u,
					      struct kobject *parent_kobj);
/** kset_find_obj() - the kset's object of that name, with a reference, or NULL */
struct kobject *kset_find_obj(struct kset *kset, const char *name);

/* /sys/kernel */
extern struct kobject *kernel_kobj;
/* /sys/kernel/mm */
extern struct kobject *mm_kobj;

__END_DECLS

static inline const char *kobject_name(const struct kobject *kobj)
{
	return kobj->name;
}

static inline struct kset *to_kset(struct kobject *kobj)
{
	return kobj ? (struct kset *)((char *)kobj - offsetof(struct kset, kobj)) : NULL;
}

static inline struct kset *kset_get(struct kset *k)
{
	return k ? to_kset(kobject_get(&k->kobj)) : NULL;
}

static inline void kset_put(struct kset *k)
{
	kobject_put(&k->kobj);
}

static inline const struct kobj_type *get_ktype(const struct kobject *kobj)
{
	return kobj->ktype;
}

/* Nobody listens: there is no user space. */
static inline int kobject_uevent(struct kobject *kobj, enum kobject_action action)
{
	return 0;
}

#endif /* _LINUX_KOBJECT_H */
