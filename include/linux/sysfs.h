/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sysfs: kernel objects as directories under /sys, their attributes as files.
 *
 * A struct kobject is a directory; an attribute is a file in it with one value, whose text the object's sysfs_ops makes
 * (show) and takes (store). Reading calls show once with a page for the text; writing calls store once with what was
 * written, terminated. Neither is called any more when a removing function has returned. Process context.
 * Without CONFIG_SYSFS nothing is shown, and whoever offers something is told that it went well.
 * kernel/fs/sysfs.cpp; Linux 6.12: include/linux/sysfs.h.
 */
#ifndef _SYSFS_H_
#define _SYSFS_H_

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/stat.h>
#include <linux/stringify.h>

struct kobject;
struct kernfs_node;
struct bin_attribute;

struct attribute {
	const char *name;
	umode_t mode; /* permissions: readable and writable are meant seriously */
};

/* Several attributes at once, in a directory of their own if the group has a name. */
struct attribute_group {
	const char *name;
	umode_t (*is_visible)(struct kobject *, struct attribute *, int); /* mode, or 0 for none */
	umode_t (*is_bin_visible)(struct kobject *, struct bin_attribute *, int);
	struct attribute **attrs;         /* closed by NULL */
	struct bin_attribute **bin_attrs; /* there are none here */
};

struct sysfs_ops {
	ssize_t (*show)(struct kobject *, struct attribute *, char *);
	ssize_t (*store)(struct kobject *, struct attribute *, const char *, size_t);
};

#define sysfs_attr_init(attr)                                                                      \
	do {                                                                                       \
	} while (0)

#define __ATTR(_name, _mode, _show, _store)                                                        \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = _mode}, .show = _show,                \
		.store = _store,                                                                   \
	}
#define __ATTR_RO(_name)                                                                           \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = 0444}, .show = _name##_show,          \
	}
#define __ATTR_RO_MODE(_name, _mode)                                                               \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = _mode}, .show = _name##_show,         \
	}
#define __ATTR_WO(_name)                                                                           \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = 0200}, .store = _name##_store,        \
	}
#define __ATTR_RW_MODE(_name, _mode) __ATTR(_name, _mode, _name##_show, _name##_store)
#define __ATTR_RW(_name)             __ATTR(_name, 0644, _name##_show, _name##_store)
#define __ATTR_NULL                                                                                \
	{                                                                                          \
		.attr = {.name = NULL }                                                            \
	}

#define __ATTRIBUTE_GROUPS(_name)                                                                  \
	static const struct attribute_group *_name##_groups[] = {                                  \
		&_name##_group,                                                                    \
		NULL,                                                                              \
	}
#define ATTRIBUTE_GROUPS(_name)                                                                    \
	static const struct attribute_group _name##_group = {                                      \
		.attrs = _name##_attrs,                                                            \
	};                                                                                         \
	__ATTRIBUTE_GROUPS(_name)

#ifdef CONFIG_SYSFS

__BEGIN_DECLS

/* The object's own directory: kobject_add() and kobject_del() call these. */
int __must_check sysfs_create_dir(struct kobject *kobj);
void sysfs_remove_dir(struct kobject *kobj);

/** sysfs_create_file() - offer an attribute. Return: 0, -EEXIST, -EINVAL (the object isn't in sysfs), -ENOMEM */
int __must_check sysfs_create_file(struct kobject *kobj, const struct attribute *attr);
int __must_check sysfs_create_files(struct kobject *kobj, const struct attribute *const *attr);
void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr);
void sysfs_remove_files(struct kobject *kobj, const struct attribute *const *attr);

/** sysfs_create_group() - offer a group; all of it or, with an error, nothing */
int __must_check sysfs_create_group(struct kobject *kobj, const struct attribute_group *grp);
int __must_check sysfs_create_groups(struct kobject *kobj, const struct attribute_group **groups);
void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *grp);
void sysfs_remove_groups(struct kobject *kobj, const struct attribute_group **groups);

/** sysfs_create_link() - a symbolic link to @target's directory in @kobj's; NULL is /sys. Return: as sysfs_create_file() */
int __must_check sysfs_create_link(struct kobject *kobj, struct kobject *target, const char *name);
int __must_check sysfs_create_link_nowarn(struct kobject *kobj, struct kobject *target,
					  const char *name);
void sysfs_remove_link(struct kobject *kobj, const char *name);

/**
 * sysfs_set_refresh() - have @refresh called whenever a path leads to or through @kobj's directory, before it is looked at
 *
 * For directories whose contents change too often to be entered each time. Ours: Linux has no such thing.
 */
void sysfs_set_refresh(struct kobject *kobj, void (*refresh)(void));

/** sysfs_create_mount_point() - an empty directory for another file system. Return: 0 or an error */
int __must_check sysfs_create_mount_point(struct kobject *parent_kobj, const char *name);

/** sysfs_emit() - format a value into show()'s page. Return: bytes written */
__printf(2, 3) int sysfs_emit(char *buf, const char *fmt, ...);
/** sysfs_emit_at() - the same @at bytes behind its beginning */
__printf(3, 4) int sysfs_emit_at(char *buf, int at, const char *fmt, ...);

__END_DECLS

#else /* !CONFIG_SYSFS */

static inline int sysfs_create_dir(struct kobject *kobj)
{
	return 0;
}

static inline void sysfs_remove_dir(struct kobject *kobj)
{
}

static inline int sysfs_create_file(struct kobject *kobj, const struct attribute *attr)
{
	return 0;
}

static inline int sysfs_create_files(struct kobject *kobj, const struct attribute *const *attr)
{
	return 0;
}

static inline void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr)
{
}

static inline void sysfs_remove_files(struct kobject *kobj, const struct attribute *const *attr)
{
}

static inline int sysfs_create_group(struct kobject *kobj, const struct attribute_group *grp)
{
	return 0;
}

static inline int sysfs_create_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	return 0;
}

static inline void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *grp)
{
}

static inline void sysfs_remove_groups(struct kobject *kobj, const struct attribute_group **groups)
{
}

static inline int sysfs_create_link(struct kobject *kobj, struct kobject *target, const char *name)
{
	return 0;
}

static inline int sysfs_create_link_nowarn(struct kobject *kobj, struct kobject *target,
					   const char *name)
{
	return 0;
}

static inline void sysfs_remove_link(struct kobject *kobj, const char *name)
{
}

static inline void sysfs_set_refresh(struct kobject *kobj, void (*refresh)(void))
{
}

static inline int sysfs_create_mount_point(struct kobject *parent_kobj, const char *name)
{
	return 0;
}

__printf(2, 3) static inline int sysfs_emit(char *buf, const char *fmt, ...)
{
	return 0;
}

__printf(3, 4) static inline int sysfs_emit_at(char *buf, int at, const char *fmt, ...)
{
	return 0;
}

#endif /* CONFIG_SYSFS */

#endif /* _SYSFS_H_ */
