// SPDX-License-Identifier: GPL-2.0-only
// /proc: texts that subsystems offer.
//
//	show()            one record          proc_create_single()
//	seq_operations    many records        proc_create_seq()
//	proc_ops          whatever the owner does
//
// The three kinds of file are opened differently and then are the same, a struct file that is read with a position.
// Linux 6.12: fs/proc/generic.c, fs/proc/inode.c.

#include <linux/proc_fs.h>

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "kernel/fs/procfs.h"
#include "kernel/fs/tree.h"

struct proc_dir_entry : fs_node {
	union {
		const struct proc_ops *ops;
		const struct seq_operations *seq_ops;
		int (*show)(struct seq_file *, void *);
	};
	unsigned int state_size;
};

namespace
{

constinit proc_dir_entry proc_root = {};

proc_dir_entry *entry_of(const struct inode *inode)
{
	return static_cast<proc_dir_entry *>(inode->i_node);
}

int open_single(struct inode *inode, struct file *file)
{
	return single_open(file, entry_of(inode)->show, inode->i_private);
}

int open_seq(struct inode *inode, struct file *file)
{
	const proc_dir_entry *entry = entry_of(inode);

	return entry->state_size ? seq_open_private(file, entry->seq_ops, entry->state_size)
				 : seq_open(file, entry->seq_ops);
}

int release_seq(struct inode *inode, struct file *file)
{
	return entry_of(inode)->state_size ? seq_release_private(inode, file)
					   : seq_release(inode, file);
}

int open_own(struct inode *inode, struct file *file)
{
	const struct proc_ops *ops = entry_of(inode)->ops;

	return ops->proc_open ? ops->proc_open(inode, file) : 0;
}

int release_own(struct inode *inode, struct file *file)
{
	const struct proc_ops *ops = entry_of(inode)->ops;

	return ops->proc_release ? ops->proc_release(inode, file) : 0;
}

ssize_t read_own(struct file *file, char *buf, size_t size, loff_t *pos)
{
	const struct proc_ops *ops = entry_of(file->f_inode)->ops;

	return ops->proc_read ? ops->proc_read(file, buf, size, pos) : -EIO;
}

ssize_t write_own(struct file *file, const char *buf, size_t size, loff_t *pos)
{
	const struct proc_ops *ops = entry_of(file->f_inode)->ops;

	return ops->proc_write ? ops->proc_write(file, buf, size, pos) : -EIO;
}

loff_t seek_own(struct file *file, loff_t offset, int whence)
{
	const struct proc_ops *ops = entry_of(file->f_inode)->ops;

	return ops->proc_lseek ? ops->proc_lseek(file, offset, whence) : -EINVAL;
}

ssize_t refuse_write(struct file *, const char *, size_t, loff_t *)
{
	return -EIO;
}

constexpr struct file_operations single_fops = {
	.llseek = seq_lseek,
	.read = seq_read,
	.write = refuse_write,
	.open = open_single,
	.release = single_release,
};

constexpr struct file_operations seq_fops = {
	.llseek = seq_lseek,
	.read = seq_read,
	.write = refuse_write,
	.open = open_seq,
	.release = release_seq,
};

constexpr struct file_operations own_fops = {
	.llseek = seek_own,
	.read = read_own,
	.write = write_own,
	.open = open_own,
	.release = release_own,
};

// /proc itself comes into the tree with its first file.
fs_node *root_of_proc()
{
	static bool entered;

	if (!entered) {
		proc_root.mode = S_IFDIR | 0555;
		proc_root.name = "proc";
		INIT_LIST_HEAD(&proc_root.children);
		entered = !fs::enter(&proc_root, &fs::root);
	}
	return &proc_root;
}

fs_node *parent_or_root(proc_dir_entry *parent)
{
	return parent ? parent : root_of_proc();
}

// Enters a new name; @fill says what stands behind it before anybody can see it.
template <typename Fill>
proc_dir_entry *create(const char *path, umode_t mode, proc_dir_entry *parent, void *data,
		       Fill fill)
{
	const fs::Place place = fs::find_place(parent_or_root(parent), path);

	if (WARN(!place.parent, "name '%s'\n", path))
		return nullptr;

	proc_dir_entry *entry = fs::allocate<proc_dir_entry>(place.name, place.len, mode);

	if (!entry)
		return nullptr;
	entry->data = data;
	fill(entry);
	if (WARN(fs::enter(entry, place.parent) != 0, "proc_dir_entry '%s/%s' already registered\n",
		 place.parent == &proc_root ? "/proc" : place.parent->name, entry->name)) {
		kfree(entry);
		return nullptr;
	}
	return entry;
}

umode_t file_mode(umode_t mode)
{
	return S_IFREG | (mode & 07777 ? mode & 07777 : 0444);
}

} // namespace

struct proc_dir_entry *proc_mkdir_data(const char *name, umode_t mode,
				       struct proc_dir_entry *parent, void *data)
{
	return create(name, S_IFDIR | (mode ? mode : 0555), parent, data, [](proc_dir_entry *) {});
}

struct proc_dir_entry *proc_mkdir_mode(const char *name, umode_t mode,
				       struct proc_dir_entry *parent)
{
	return proc_mkdir_data(name, mode, parent, nullptr);
}

struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent)
{
	return proc_mkdir_data(name, 0, parent, nullptr);
}

struct proc_dir_entry *proc_create_single_data(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       int (*show)(struct seq_file *, void *), void *data)
{
	return create(name, file_mode(mode), parent, data, [show](proc_dir_entry *entry) {
		entry->fops = &single_fops;
		entry->show = show;
	});
}

struct proc_dir_entry *proc_create_seq_private(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       const struct seq_operations *ops,
					       unsigned int state_size, void *data)
{
	return create(name, file_mode(mode), parent, data, [=](proc_dir_entry *entry) {
		entry->fops = &seq_fops;
		entry->seq_ops = ops;
		entry->state_size = state_size;
	});
}

struct proc_dir_entry *proc_create_data(const char *name, umode_t mode,
					struct proc_dir_entry *parent, const struct proc_ops *ops,
					void *data)
{
	return create(name, file_mode(mode), parent, data, [ops](proc_dir_entry *entry) {
		entry->fops = &own_fops;
		entry->ops = ops;
	});
}

struct proc_dir_entry *proc_create_checked(const char *name, umode_t mode,
					   struct proc_dir_entry *parent,
					   const struct proc_ops *ops, void *data)
{
	return create(name, file_mode(mode), parent, data, [ops](proc_dir_entry *entry) {
		entry->keeps_mode = true;
		entry->fops = &own_fops;
		entry->ops = ops;
	});
}

struct proc_dir_entry *proc_find(const char *path)
{
	return static_cast<proc_dir_entry *>(fs::find(root_of_proc(), path));
}

struct proc_dir_entry *proc_create(const char *name, umode_t mode, struct proc_dir_entry *parent,
				   const struct proc_ops *ops)
{
	return proc_create_data(name, mode, parent, ops, nullptr);
}

void proc_remove(struct proc_dir_entry *entry)
{
	// Not drained: a file may remove itself.
	if (entry)
		fs::remove(entry, fs::Drain::no);
}

int remove_proc_subtree(const char *name, struct proc_dir_entry *parent)
{
	fs_node *node = fs::find(parent_or_root(parent), name);

	if (WARN(!node || node == &proc_root, "name '%s'\n", name))
		return -ENOENT;
	fs::remove(node, fs::Drain::no);
	return 0;
}

void remove_proc_entry(const char *name, struct proc_dir_entry *parent)
{
	fs_node *node = fs::find(parent_or_root(parent), name);

	if (!WARN(node && !fs::is_empty(node),
		  "remove_proc_entry: removing non-empty directory '%s'\n", name))
		remove_proc_subtree(name, parent);
}

EXPORT_SYMBOL(proc_mkdir);
EXPORT_SYMBOL(proc_create);
EXPORT_SYMBOL(proc_create_data);
EXPORT_SYMBOL(proc_create_single_data);
EXPORT_SYMBOL(proc_create_seq_private);
EXPORT_SYMBOL(proc_remove);
EXPORT_SYMBOL(remove_proc_entry);
