// SPDX-License-Identifier: GPL-2.0-only
// /sys/kernel/debug: whatever developers want to see, without rules.
//
// A file is struct file_operations and a pointer. For single variables there are ready ones, made of a pair of functions that
// get and set (DEFINE_SIMPLE_ATTRIBUTE()). Linux 6.12: fs/debugfs/inode.c, fs/debugfs/file.c.

#define pr_fmt(fmt) "debugfs: " fmt

#include <linux/debugfs.h>

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/kstrtox.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "kernel/fs/tree.h"

struct dentry : fs_node {
};

namespace
{

fs_node *debug_root;

int __init debugfs_init()
{
	const int err = sysfs_create_mount_point(kernel_kobj, "debug");

	if (err)
		return err;
	debug_root = fs::find(&fs::root, "sys/kernel/debug");
	return 0;
}
// Behind core_initcall, which makes /sys/kernel.
postcore_initcall(debugfs_init);

struct dentry *error(int err)
{
	return static_cast<struct dentry *>(ERR_PTR(err));
}

template <typename Fill>
struct dentry *create(const char *name, umode_t mode, struct dentry *parent, const char *target,
		      Fill fill)
{
	fs_node *dir = parent ? parent : debug_root;

	if (!dir)
		return error(-ENOENT);
	if (IS_ERR(parent))
		return parent;

	struct dentry *dentry = fs::allocate<struct dentry>(name, strlen(name), mode, target);

	if (!dentry) {
		pr_err("out of free dentries, can not create file '%s'\n", name);
		return error(-ENOMEM);
	}
	fill(dentry);
	if (const int err = fs::enter(dentry, dir)) {
		if (err == -EEXIST)
			pr_err("%s '%s' in directory '%s' already present!\n",
			       S_ISDIR(mode) ? "Directory" : "File", name,
			       dir == debug_root ? "/" : dir->name);
		kfree(dentry);
		return error(err);
	}
	return dentry;
}

// ------------------------------------------------ variables ------------------------------------------------

template <typename T>
int get(void *data, u64 *value)
{
	*value = READ_ONCE(*static_cast<T *>(data));
	return 0;
}

template <typename T>
int set(void *data, u64 value)
{
	WRITE_ONCE(*static_cast<T *>(data), static_cast<T>(value));
	return 0;
}

int get_atomic(void *data, u64 *value)
{
	*value = atomic_read(static_cast<atomic_t *>(data));
	return 0;
}

int set_atomic(void *data, u64 value)
{
	atomic_set(static_cast<atomic_t *>(data), value);
	return 0;
}

DEFINE_DEBUGFS_ATTRIBUTE(fops_u8, get<u8>, set<u8>, "%llu\n");
DEFINE_DEBUGFS_ATTRIBUTE(fops_u16, get<u16>, set<u16>, "%llu\n");
DEFINE_DEBUGFS_ATTRIBUTE(fops_u32, get<u32>, set<u32>, "%llu\n");
DEFINE_DEBUGFS_ATTRIBUTE(fops_u64, get<u64>, set<u64>, "%llu\n");
DEFINE_DEBUGFS_ATTRIBUTE(fops_x32, get<u32>, set<u32>, "0x%08llx\n");
DEFINE_DEBUGFS_ATTRIBUTE(fops_x64, get<u64>, set<u64>, "0x%016llx\n");
DEFINE_DEBUGFS_ATTRIBUTE_SIGNED(fops_atomic_t, get_atomic, set_atomic, "%lld\n");

ssize_t read_bool(struct file *file, char *buf, size_t size, loff_t *pos)
{
	const bool value = READ_ONCE(*static_cast<bool *>(file->private_data));

	return simple_read_from_buffer(buf, size, pos, value ? "Y\n" : "N\n", 2);
}

ssize_t write_bool(struct file *file, const char *text, size_t len, loff_t *)
{
	char word[8];
	bool value;

	strscpy(word, text, min(len + 1, sizeof(word)));
	if (const int err = kstrtobool(word, &value))
		return err;
	WRITE_ONCE(*static_cast<bool *>(file->private_data), value);
	return len;
}

constexpr struct file_operations fops_bool = {
	.llseek = default_llseek,
	.read = read_bool,
	.write = write_bool,
	.open = simple_open,
};

} // namespace

extern "C" {

struct dentry *debugfs_create_dir(const char *name, struct dentry *parent)
{
	return create(name, S_IFDIR | 0755, parent, nullptr, [](struct dentry *) {});
}

struct dentry *debugfs_create_file(const char *name, umode_t mode, struct dentry *parent,
				   void *data, const struct file_operations *fops)
{
	return create(name, S_IFREG | (mode & 07777), parent, nullptr, [=](struct dentry *dentry) {
		dentry->data = data;
		dentry->fops = fops;
	});
}

struct dentry *debugfs_create_symlink(const char *name, struct dentry *parent, const char *target)
{
	return create(name, S_IFLNK | 0777, parent, target, [](struct dentry *) {});
}

void debugfs_create_u8(const char *name, umode_t mode, struct dentry *parent, u8 *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_u8);
}

void debugfs_create_u16(const char *name, umode_t mode, struct dentry *parent, u16 *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_u16);
}

void debugfs_create_u32(const char *name, umode_t mode, struct dentry *parent, u32 *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_u32);
}

void debugfs_create_u64(const char *name, umode_t mode, struct dentry *parent, u64 *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_u64);
}

void debugfs_create_ulong(const char *name, umode_t mode, struct dentry *parent,
			  unsigned long *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_u64);
}

void debugfs_create_x32(const char *name, umode_t mode, struct dentry *parent, u32 *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_x32);
}

void debugfs_create_x64(const char *name, umode_t mode, struct dentry *parent, u64 *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_x64);
}

void debugfs_create_size_t(const char *name, umode_t mode, struct dentry *parent, size_t *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_u64);
}

void debugfs_create_atomic_t(const char *name, umode_t mode, struct dentry *parent, atomic_t *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_atomic_t);
}

void debugfs_create_bool(const char *name, umode_t mode, struct dentry *parent, bool *value)
{
	debugfs_create_file(name, mode, parent, value, &fops_bool);
}

void debugfs_remove(struct dentry *dentry)
{
	if (!IS_ERR_OR_NULL(dentry))
		fs::remove(dentry, fs::Drain::yes);
}

void debugfs_set_refresh(struct dentry *dir, void (*refresh)(void))
{
	if (!IS_ERR_OR_NULL(dir))
		dir->refresh = refresh;
}

struct dentry *debugfs_lookup(const char *name, struct dentry *parent)
{
	fs_node *dir = parent ? parent : debug_root;

	if (!dir || IS_ERR(parent))
		return nullptr;
	return static_cast<struct dentry *>(fs::find(dir, name, fs::Find::leave_link));
}

void debugfs_lookup_and_remove(const char *name, struct dentry *parent)
{
	debugfs_remove(debugfs_lookup(name, parent));
}

bool debugfs_initialized()
{
	return debug_root;
}

EXPORT_SYMBOL_GPL(debugfs_create_dir);
EXPORT_SYMBOL_GPL(debugfs_create_file);
EXPORT_SYMBOL_GPL(debugfs_remove);

} // extern "C"
