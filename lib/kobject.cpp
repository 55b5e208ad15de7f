// SPDX-License-Identifier: GPL-2.0-only
// Counted objects with a place in sysfs.
//
//	kobject_init()   one reference, not visible
//	kobject_add()    visible; holds its parent and its kset
//	kobject_del()    out of sysfs, lets go of them
//	kobject_put()    the last one does kobject_del() if nobody has, and then release()
//
// kset->list_lock guards the list of a kset's objects. Linux 6.12: lib/kobject.c, kernel/ksysfs.c.

#define pr_fmt(fmt) "kobject: " fmt

#include <linux/kobject.h>

#include <linux/bug.h>
#include <linux/container_of.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/sysfs.h>

namespace
{

void join_kset(struct kobject *kobj)
{
	if (!kobj->kset)
		return;
	kset_get(kobj->kset);

	spinlock_guard guard(&kobj->kset->list_lock);

	list_add_tail(&kobj->entry, &kobj->kset->list);
}

void leave_kset(struct kobject *kobj)
{
	if (!kobj->kset)
		return;
	{
		spinlock_guard guard(&kobj->kset->list_lock);

		list_del_init(&kobj->entry);
	}
	kset_put(kobj->kset);
}

int make_visible(struct kobject *kobj)
{
	int err = sysfs_create_dir(kobj);

	if (err)
		return err;
	err = sysfs_create_groups(kobj, kobj->ktype->default_groups);
	if (err)
		sysfs_remove_dir(kobj);
	return err;
}

int add(struct kobject *kobj)
{
	if (WARN(!kobj->name || !*kobj->name,
		 "kobject: (%p): attempted to be registered with empty name!\n", kobj))
		return -EINVAL;

	struct kobject *parent = kobject_get(kobj->parent);

	join_kset(kobj);
	if (!parent && kobj->kset)
		parent = kobject_get(&kobj->kset->kobj);
	kobj->parent = parent;

	const int err = make_visible(kobj);

	if (!err) {
		kobj->state_in_sysfs = 1;
		return 0;
	}
	leave_kset(kobj);
	kobject_put(parent);
	kobj->parent = nullptr;
	if (err == -EEXIST)
		pr_err("%s failed for %s with -EEXIST, don't try to register things with the same name in the same directory.\n",
		       "kobject_add_internal", kobject_name(kobj));
	else
		pr_err("%s failed for %s (error: %d parent: %s)\n", "kobject_add_internal",
		       kobject_name(kobj), err, parent ? kobject_name(parent) : "'none'");
	return err;
}

int add_named(struct kobject *kobj, struct kobject *parent, const char *fmt, va_list args)
{
	const int err = kobject_set_name_vargs(kobj, fmt, args);

	if (err) {
		pr_err("can not set name properly!\n");
		return err;
	}
	kobj->parent = parent;
	return add(kobj);
}

void take_out(struct kobject *kobj)
{
	sysfs_remove_groups(kobj, kobj->ktype->default_groups);
	sysfs_remove_dir(kobj);
	kobj->state_in_sysfs = 0;
	leave_kset(kobj);
	kobj->parent = nullptr;
}

void release(struct kref *kref)
{
	struct kobject *kobj = container_of(kref, struct kobject, kref);
	const char *name = kobj->name;

	if (kobj->state_in_sysfs)
		kobject_del(kobj);
	if (kobj->ktype->release)
		kobj->ktype->release(kobj);
	else
		WARN(1,
		     "kobject: '%s' (%p): does not have a release() function, it is broken and must be fixed.\n",
		     name, kobj);
	kfree_const(name);
}

ssize_t show_own(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct kobj_attribute *own = container_of(attr, struct kobj_attribute, attr);

	return own->show ? own->show(kobj, own, buf) : -EIO;
}

ssize_t store_own(struct kobject *kobj, struct attribute *attr, const char *buf, size_t count)
{
	struct kobj_attribute *own = container_of(attr, struct kobj_attribute, attr);

	return own->store ? own->store(kobj, own, buf, count) : -EIO;
}

void release_directory(struct kobject *kobj)
{
	kfree(kobj);
}

void release_kset(struct kobject *kobj)
{
	kfree(to_kset(kobj));
}

} // namespace

extern "C" {

const struct sysfs_ops kobj_sysfs_ops = {show_own, store_own};

static const struct kobj_type dynamic_kobj_ktype = {release_directory, &kobj_sysfs_ops, nullptr};
static const struct kobj_type kset_ktype = {release_kset, &kobj_sysfs_ops, nullptr};

void kobject_init(struct kobject *kobj, const struct kobj_type *ktype)
{
	if (WARN(!kobj || !ktype, "kobject: invalid kobject pointer or no ktype\n"))
		return;
	if (kobj->state_initialized)
		pr_err("kobject (%p): tried to init an initialized object, something is seriously wrong.\n",
		       kobj);
	kref_init(&kobj->kref);
	INIT_LIST_HEAD(&kobj->entry);
	kobj->state_in_sysfs = 0;
	kobj->state_add_uevent_sent = 0;
	kobj->state_remove_uevent_sent = 0;
	kobj->state_initialized = 1;
	kobj->ktype = ktype;
}

int kobject_set_name_vargs(struct kobject *kobj, const char *fmt, va_list vargs)
{
	if (kobj->name && !fmt)
		return 0;

	char *name = kvasprintf(GFP_KERNEL, fmt, vargs);

	if (!name)
		return -ENOMEM;
	// A directory's name cannot have a slash.
	for (char *slash = name; (slash = strchr(slash, '/'));)
		*slash = '!';
	kfree_const(kobj->name);
	kobj->name = name;
	return 0;
}

int kobject_set_name(struct kobject *kobj, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	const int err = kobject_set_name_vargs(kobj, fmt, args);
	va_end(args);
	return err;
}

int kobject_add(struct kobject *kobj, struct kobject *parent, const char *fmt, ...)
{
	va_list args;

	if (!kobj)
		return -EINVAL;
	if (!kobj->state_initialized) {
		pr_err("kobject '%s' (%p): tried to add an uninitialized object, something is seriously wrong.\n",
		       kobject_name(kobj), kobj);
		return -EINVAL;
	}
	va_start(args, fmt);
	const int err = add_named(kobj, parent, fmt, args);
	va_end(args);
	return err;
}

int kobject_init_and_add(struct kobject *kobj, const struct kobj_type *ktype,
			 struct kobject *parent, const char *fmt, ...)
{
	va_list args;

	kobject_init(kobj, ktype);
	va_start(args, fmt);
	const int err = add_named(kobj, parent, fmt, args);
	va_end(args);
	return err;
}

void kobject_del(struct kobject *kobj)
{
	if (!kobj)
		return;

	struct kobject *parent = kobj->parent;

	take_out(kobj);
	kobject_put(parent);
}

struct kobject *kobject_get(struct kobject *kobj)
{
	if (!kobj)
		return nullptr;
	WARN(!kobj->state_initialized,
	     "kobject: '%s' (%p): is not initialized, yet kobject_get() is being called.\n",
	     kobject_name(kobj), kobj);
	kref_get(&kobj->kref);
	return kobj;
}

struct kobject *kobject_get_unless_zero(struct kobject *kobj)
{
	return kobj && kref_get_unless_zero(&kobj->kref) ? kobj : nullptr;
}

void kobject_put(struct kobject *kobj)
{
	if (!kobj)
		return;
	WARN(!kobj->state_initialized,
	     "kobject: '%s' (%p): is not initialized, yet kobject_put() is being called.\n",
	     kobject_name(kobj), kobj);
	kref_put(&kobj->kref, release);
}

struct kobject *kobject_create_and_add(const char *name, struct kobject *parent)
{
	struct kobject *kobj = static_cast<struct kobject *>(kzalloc(sizeof(*kobj), GFP_KERNEL));

	if (!kobj)
		return nullptr;
	if (const int err = kobject_init_and_add(kobj, &dynamic_kobj_ktype, parent, "%s", name)) {
		pr_warn("%s: kobject_add error: %d\n", "kobject_create_and_add", err);
		kobject_put(kobj);
		return nullptr;
	}
	return kobj;
}

void kset_init(struct kset *kset)
{
	kref_init(&kset->kobj.kref);
	INIT_LIST_HEAD(&kset->kobj.entry);
	kset->kobj.state_initialized = 1;
	INIT_LIST_HEAD(&kset->list);
	spin_lock_init(&kset->list_lock);
}

int kset_register(struct kset *kset)
{
	if (!kset)
		return -EINVAL;
	if (!kset->kobj.ktype) {
		pr_err("must have a ktype to be initialized properly!\n");
		return -EINVAL;
	}
	kset_init(kset);

	const int err = add(&kset->kobj);

	if (err) {
		kfree_const(kset->kobj.name);
		kset->kobj.name = nullptr;
	}
	return err;
}

void kset_unregister(struct kset *kset)
{
	if (!kset)
		return;
	kobject_del(&kset->kobj);
	kobject_put(&kset->kobj);
}

struct kset *kset_create_and_add(const char *name, const struct kset_uevent_ops *u,
				 struct kobject *parent_kobj)
{
	struct kset *kset = static_cast<struct kset *>(kzalloc(sizeof(*kset), GFP_KERNEL));

	if (!kset)
		return nullptr;
	kset->uevent_ops = u;
	kset->kobj.parent = parent_kobj;
	kset->kobj.ktype = &kset_ktype;
	if (kobject_set_name(&kset->kobj, "%s", name) || kset_register(kset)) {
		kfree(kset);
		return nullptr;
	}
	return kset;
}

struct kobject *kset_find_obj(struct kset *kset, const char *name)
{
	struct kobject *kobj;
	spinlock_guard guard(&kset->list_lock);

	list_for_each_entry(kobj, &kset->list, entry)
		if (kobject_name(kobj) && !strcmp(kobject_name(kobj), name))
			return kobject_get_unless_zero(kobj);
	return nullptr;
}

EXPORT_SYMBOL(kobject_init);
EXPORT_SYMBOL(kobject_add);
EXPORT_SYMBOL_GPL(kobject_init_and_add);
EXPORT_SYMBOL(kobject_del);
EXPORT_SYMBOL(kobject_get);
EXPORT_SYMBOL(kobject_put);
EXPORT_SYMBOL_GPL(kobject_create_and_add);
EXPORT_SYMBOL_GPL(kset_create_and_add);
EXPORT_SYMBOL_GPL(kset_find_obj);
EXPORT_SYMBOL_GPL(kobj_sysfs_ops);

} // extern "C"
