// SPDX-License-Identifier: GPL-2.0-only
// /sys: kernel objects as directories.
//
//	kobject  --sd-->  directory ─┬─ attribute    show() and store() of kobj->ktype->sysfs_ops
//	                             ├─ group ── attribute ...
//	                             └─ link ->  ../../another object's directory
//
// A file's node names the attribute; its object is the one whose directory it lies in, which stays as long as somebody is in
// the file: removal waits until the last one has left. Linux 6.12: fs/sysfs/{file,dir,group,symlink}.c.

#include <linux/sysfs.h>

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/guard.hpp>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "kernel/fs/tree.h"

struct kernfs_node : fs_node {
	struct kobject *kobj;
	const struct attribute *attr;
};

namespace
{

constinit kernfs_node sys_root = {};
DEFINE_MUTEX(root_lock);

// /sys itself comes into the tree with its first directory.
kernfs_node *root_of_sys()
{
	mutex_guard guard(&root_lock);

	if (!sys_root.name) {
		sys_root.mode = S_IFDIR | 0755;
		sys_root.name = "sys";
		INIT_LIST_HEAD(&sys_root.children);
		fs::enter(&sys_root, &fs::root);
	}
	return &sys_root;
}

kernfs_node *node_of(const struct inode *inode)
{
	return static_cast<kernfs_node *>(inode->i_node);
}

// ------------------------------------------------ files ------------------------------------------------

int show(struct seq_file *m, void *)
{
	const kernfs_node *node = static_cast<const kernfs_node *>(m->private_);
	const struct sysfs_ops *ops = node->kobj->ktype->sysfs_ops;
	char *buf;

	// A page, even if less would do: show() may count on it.
	if (seq_get_buf(m, &buf) < PAGE_SIZE) {
		seq_commit(m, -1);
		return 0;
	}
	memset(buf, 0, PAGE_SIZE);

	ssize_t count = ops->show(node->kobj, const_cast<struct attribute *>(node->attr), buf);

	if (count < 0)
		return count;
	if (count >= static_cast<ssize_t>(PAGE_SIZE)) {
		printk("fill_read_buffer: %pS returned bad count\n", ops->show);
		count = PAGE_SIZE - 1;
	}
	seq_commit(m, count);
	return 0;
}

int open_attribute(struct inode *inode, struct file *file)
{
	const struct sysfs_ops *ops = node_of(inode)->kobj->ktype->sysfs_ops;
	const int access = file->f_flags & (O_WRONLY | O_RDWR);

	if ((access && !ops->store) || (access != O_WRONLY && !ops->show))
		return -EACCES;
	return single_open_size(file, show, node_of(inode), PAGE_SIZE);
}

ssize_t write_attribute(struct file *file, const char *text, size_t len, loff_t *pos)
{
	const kernfs_node *node = node_of(file->f_inode);

	len = min(len, static_cast<size_t>(PAGE_SIZE));
	if (!len)
		return 0;

	char *buf = static_cast<char *>(kmalloc(len + 1, GFP_KERNEL));

	if (!buf)
		return -ENOMEM;
	len -= __copy_from_user(buf, text, len);
	buf[len] = '\0';

	const ssize_t taken = node->kobj->ktype->sysfs_ops->store(
		node->kobj, const_cast<struct attribute *>(node->attr), buf, len);

	kfree(buf);
	if (taken > 0)
		*pos += taken;
	return taken;
}

constexpr struct file_operations attribute_fops = {
	.llseek = seq_lseek,
	.read = seq_read,
	.write = write_attribute,
	.open = open_attribute,
	.release = single_release,
};

// ------------------------------------------------ names ------------------------------------------------

void warn_about(fs_node *parent, const char *name)
{
	char buf[256];

	pr_warn("cannot create duplicate filename '%s/%s'\n", fs::path_of(parent, buf, sizeof(buf)),
		name);
	dump_stack();
}

enum class Duplicate { warn, be_silent };

// Enters a node, or frees it.
int enter(kernfs_node *node, fs_node *parent, Duplicate duplicate = Duplicate::warn)
{
	if (!node)
		return -ENOMEM;

	const int err = fs::enter(node, parent);

	if (err == -EEXIST && duplicate == Duplicate::warn)
		warn_about(parent, node->name);
	if (err)
		kfree(node);
	return err;
}

kernfs_node *directory_of(struct kobject *kobj)
{
	return kobj ? kobj->sd : root_of_sys();
}

int create_file(fs_node *parent, struct kobject *kobj, const struct attribute *attr, umode_t mode)
{
	kernfs_node *node =
		fs::allocate<kernfs_node>(attr->name, strlen(attr->name), S_IFREG | (mode & 0777));

	if (!node)
		return -ENOMEM;
	node->keeps_mode = true;
	node->fops = &attribute_fops;
	node->kobj = kobj;
	node->attr = attr;
	return enter(node, parent);
}

void remove_name(fs_node *parent, const char *name)
{
	if (fs_node *node = fs::find(parent, name, fs::Find::leave_link))
		fs::remove(node, fs::Drain::yes);
}

int create_link(struct kobject *kobj, struct kobject *target, const char *name, Duplicate duplicate)
{
	kernfs_node *parent = directory_of(kobj);
	char text[256];

	if (!parent || !target || !target->sd)
		return -EINVAL;

	const int len = fs::relative_path(parent, target->sd, text, sizeof(text));

	if (len < 0)
		return len;
	return enter(fs::allocate<kernfs_node>(name, strlen(name), S_IFLNK | 0777, text), parent,
		     duplicate);
}

// ------------------------------------------------ groups ------------------------------------------------

umode_t visible_mode(struct kobject *kobj, const struct attribute_group *group, int index)
{
	struct attribute *attr = group->attrs[index];

	return group->is_visible ? group->is_visible(kobj, attr, index) : attr->mode;
}

void remove_group_files(fs_node *dir, const struct attribute_group *group)
{
	for (struct attribute **attr = group->attrs; attr && *attr; attr++)
		remove_name(dir, (*attr)->name);
}

int create_group_files(fs_node *dir, struct kobject *kobj, const struct attribute_group *group)
{
	int err = 0;

	for (int i = 0; group->attrs && group->attrs[i] && !err; i++)
		if (const umode_t mode = visible_mode(kobj, group, i))
			err = create_file(dir, kobj, group->attrs[i], mode);
	return err;
}

} // namespace

extern "C" {

int sysfs_create_dir(struct kobject *kobj)
{
	kernfs_node *parent = directory_of(kobj->parent);

	if (WARN_ON(!kobj->name))
		return -EINVAL;
	if (!parent)
		return -ENOENT;

	kernfs_node *node =
		fs::allocate<kernfs_node>(kobj->name, strlen(kobj->name), S_IFDIR | 0755);
	const int err = enter(node, parent);

	if (!err) {
		node->kobj = kobj;
		kobj->sd = node;
	}
	return err;
}

void sysfs_remove_dir(struct kobject *kobj)
{
	kernfs_node *node = kobj->sd;

	kobj->sd = nullptr;
	if (node)
		fs::remove(node, fs::Drain::yes);
}

void sysfs_set_refresh(struct kobject *kobj, void (*refresh)(void))
{
	kobj->sd->refresh = refresh;
}

int sysfs_create_mount_point(struct kobject *parent_kobj, const char *name)
{
	return enter(fs::allocate<kernfs_node>(name, strlen(name), S_IFDIR | 0755),
		     directory_of(parent_kobj));
}

int sysfs_create_file(struct kobject *kobj, const struct attribute *attr)
{
	if (WARN_ON(!kobj || !kobj->sd || !attr))
		return -EINVAL;
	return create_file(kobj->sd, kobj, attr, attr->mode);
}

int sysfs_create_files(struct kobject *kobj, const struct attribute *const *attr)
{
	for (int i = 0; attr[i]; i++)
		if (const int err = sysfs_create_file(kobj, attr[i])) {
			while (--i >= 0)
				sysfs_remove_file(kobj, attr[i]);
			return err;
		}
	return 0;
}

void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr)
{
	if (kobj->sd)
		remove_name(kobj->sd, attr->name);
}

void sysfs_remove_files(struct kobject *kobj, const struct attribute *const *attr)
{
	for (; *attr; attr++)
		sysfs_remove_file(kobj, *attr);
}

int sysfs_create_group(struct kobject *kobj, const struct attribute_group *grp)
{
	if (WARN_ON(!kobj || !kobj->sd))
		return -EINVAL;

	fs_node *dir = kobj->sd;

	if (grp->name) {
		if (const int err = enter(fs::allocate<kernfs_node>(grp->name, strlen(grp->name),
								    S_IFDIR | 0755),
					  dir))
			return err;
		dir = fs::find(dir, grp->name);
	}

	const int err = create_group_files(dir, kobj, grp);

	if (err)
		sysfs_remove_group(kobj, grp);
	return err;
}

int sysfs_create_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	for (int i = 0; groups && groups[i]; i++)
		if (const int err = sysfs_create_group(kobj, groups[i])) {
			while (--i >= 0)
				sysfs_remove_group(kobj, groups[i]);
			return err;
		}
	return 0;
}

void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *grp)
{
	if (!kobj->sd)
		return;
	if (grp->name)
		remove_name(kobj->sd, grp->name);
	else
		remove_group_files(kobj->sd, grp);
}

void sysfs_remove_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	for (; groups && *groups; groups++)
		sysfs_remove_group(kobj, *groups);
}

int sysfs_create_link(struct kobject *kobj, struct kobject *target, const char *name)
{
	return create_link(kobj, target, name, Duplicate::warn);
}

int sysfs_create_link_nowarn(struct kobject *kobj, struct kobject *target, const char *name)
{
	return create_link(kobj, target, name, Duplicate::be_silent);
}

void sysfs_remove_link(struct kobject *kobj, const char *name)
{
	if (kernfs_node *parent = directory_of(kobj))
		remove_name(parent, name);
}

int sysfs_emit(char *buf, const char *fmt, ...)
{
	va_list args;

	if (WARN(!buf || offset_in_page(buf), "invalid sysfs_emit: buf:%p\n", buf))
		return 0;
	va_start(args, fmt);
	const int len = vscnprintf(buf, PAGE_SIZE, fmt, args);
	va_end(args);
	return len;
}

int sysfs_emit_at(char *buf, int at, const char *fmt, ...)
{
	va_list args;

	if (WARN(!buf || offset_in_page(buf) || at < 0 || at >= static_cast<int>(PAGE_SIZE),
		 "invalid sysfs_emit_at: buf:%p at:%d\n", buf, at))
		return 0;
	va_start(args, fmt);
	const int len = vscnprintf(buf + at, PAGE_SIZE - at, fmt, args);
	va_end(args);
	return len;
}

EXPORT_SYMBOL_GPL(sysfs_create_group);
EXPORT_SYMBOL_GPL(sysfs_create_link);
EXPORT_SYMBOL_GPL(sysfs_emit);
EXPORT_SYMBOL_GPL(sysfs_emit_at);

} // extern "C"
