// SPDX-License-Identifier: GPL-2.0-only
// The tree of /proc.
//
//	/proc ─┬─ buddyinfo    show()            one record
//	       ├─ slabinfo     seq_operations    many records
//	       ├─ sys ── vm ─┬─ min_free_kbytes
//	       │             └─ ...
//	       └─ (own file)   proc_ops          whatever its owner does
//
// The three kinds of file are opened differently and then are the same: a struct file that is read with a position. The
// children of a directory are kept in alphabetical order. There are no processes, mounts, permissions or dentries.
//
// tree_lock guards the shape of the tree and the counts of users; it isn't held while a file's functions run. An entry
// that is removed while somebody reads it leaves the tree at once and is freed by its last user.
//
// Linux 6.12 fs/proc/generic.c, fs/proc/inode.c.

#include <linux/proc_fs.h>

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/guard.hpp>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <asm/page.h>

struct proc_dir_entry {
	struct proc_dir_entry *parent;
	struct list_head sibling;  // in parent->children
	struct list_head children; // of a directory
	umode_t mode;
	bool removed;
	int users; // readers at this moment
	const struct proc_ops *ops;
	const struct seq_operations *seq_ops;
	int (*show)(struct seq_file *, void *);
	unsigned int state_size;
	void *data;
	char name[];
};

namespace
{

struct proc_dir_entry root = {
	.parent = &root,
	.sibling = LIST_HEAD_INIT(root.sibling),
	.children = LIST_HEAD_INIT(root.children),
	.mode = S_IFDIR | 0555,
};

DEFINE_MUTEX(tree_lock);

// A name inside a path, without slashes around it.
struct Part {
	const char *text;
	size_t len;

	bool last() const
	{
		return text[len] == '\0';
	}
};

Part next_part(const char *path)
{
	while (*path == '/')
		path++;
	return {path, strcspn(path, "/")};
}

int compare(const Part &part, const char *name)
{
	int order = strncmp(part.text, name, part.len);

	return order ? order : -static_cast<int>(name[part.len] != '\0');
}

struct proc_dir_entry *child(struct proc_dir_entry *dir, const Part &part)
{
	struct proc_dir_entry *entry;

	list_for_each_entry(entry, &dir->children, sibling)
		if (compare(part, entry->name) == 0)
			return entry;
	return nullptr;
}

// Walks a path downwards from dir. Under tree_lock.
struct proc_dir_entry *walk(struct proc_dir_entry *dir, const char *path)
{
	Part part = next_part(path);

	while (part.len && dir) {
		dir = S_ISDIR(dir->mode) ? child(dir, part) : nullptr;
		part = next_part(part.text + part.len);
	}
	return dir;
}

// A path as users write it: with or without /proc in front.
struct proc_dir_entry *look_up(const char *path)
{
	if (!strncmp(path, "/proc", 5) && (path[5] == '/' || !path[5]))
		path += 5;
	return walk(&root, path);
}

// Takes an entry and what is below it out of the tree. Under tree_lock.
void unlink_subtree(struct proc_dir_entry *entry)
{
	struct proc_dir_entry *below, *next;

	list_for_each_entry_safe(below, next, &entry->children, sibling)
		unlink_subtree(below);
	list_del(&entry->sibling);
	entry->removed = true;
	if (!entry->users)
		kfree(entry);
}

struct proc_dir_entry *get(const char *path)
{
	mutex_guard guard(&tree_lock);
	struct proc_dir_entry *entry = look_up(path);

	if (entry)
		entry->users++;
	return entry;
}

void put(struct proc_dir_entry *entry)
{
	mutex_guard guard(&tree_lock);

	if (--entry->users == 0 && entry->removed)
		kfree(entry);
}

// Splits "a/b/c" into the directory and the last name. Under tree_lock.
struct proc_dir_entry *find_parent(struct proc_dir_entry *dir, const char *path, Part *name)
{
	Part part = next_part(path);

	while (dir && !part.last()) {
		dir = child(dir, part);
		part = next_part(part.text + part.len);
	}
	*name = part;
	return dir && S_ISDIR(dir->mode) && part.len ? dir : nullptr;
}

// Enters a new name; the caller fills in what stands behind it before anybody can see it.
template <typename Fill>
struct proc_dir_entry *create(const char *path, umode_t mode, struct proc_dir_entry *parent,
			      void *data, Fill fill)
{
	mutex_guard guard(&tree_lock);
	struct proc_dir_entry *after;
	Part name;

	parent = find_parent(parent ? parent : &root, path, &name);
	if (WARN(!parent, "name '%s'\n", path) ||
	    WARN(child(parent, name), "proc_dir_entry '%s/%s' already registered\n",
		 parent == &root ? "/proc" : parent->name, name.text))
		return nullptr;

	struct proc_dir_entry *entry = static_cast<struct proc_dir_entry *>(
		kzalloc(sizeof(*entry) + name.len + 1, GFP_KERNEL));

	if (!entry)
		return nullptr;
	memcpy(entry->name, name.text, name.len);
	INIT_LIST_HEAD(&entry->children);
	entry->parent = parent;
	entry->mode = mode;
	entry->data = data;
	fill(entry);

	list_for_each_entry(after, &parent->children, sibling)
		if (strcmp(after->name, entry->name) > 0)
			break;
	list_add_tail(&entry->sibling, &after->sibling);
	return entry;
}

umode_t file_mode(umode_t mode)
{
	return S_IFREG | (mode & 07777 ? mode & 07777 : 0444);
}

// An entry that is open.
class OpenFile
{
public:
	explicit OpenFile(struct proc_dir_entry *entry) : entry_(entry)
	{
		inode_.i_mode = entry->mode;
		inode_.i_private = entry->data;
		file_.f_inode = &inode_;
	}

	int open()
	{
		if (entry_->show)
			return single_open(&file_, entry_->show, entry_->data);
		if (entry_->seq_ops)
			return entry_->state_size ? seq_open_private(&file_, entry_->seq_ops,
								     entry_->state_size)
						  : seq_open(&file_, entry_->seq_ops);
		return entry_->ops->proc_open ? entry_->ops->proc_open(&inode_, &file_) : 0;
	}

	ssize_t read(char *buf, size_t size)
	{
		auto function = entry_->ops ? entry_->ops->proc_read : seq_read;

		return function ? function(&file_, buf, size, &file_.f_pos) : -EINVAL;
	}

	ssize_t write(const char *text, size_t len)
	{
		if (!entry_->ops || !entry_->ops->proc_write)
			return -EINVAL;
		return entry_->ops->proc_write(&file_, text, len, &file_.f_pos);
	}

	void close()
	{
		if (entry_->show)
			single_release(&inode_, &file_);
		else if (entry_->seq_ops)
			entry_->state_size ? seq_release_private(&inode_, &file_)
					   : seq_release(&inode_, &file_);
		else if (entry_->ops->proc_release)
			entry_->ops->proc_release(&inode_, &file_);
	}

private:
	struct proc_dir_entry *entry_;
	struct inode inode_ = {};
	struct file file_ = {};
};

// Opens the file behind a path, lets use(file) do something with it, closes it. Returns what use() returned, or an error.
template <typename Use>
int with_file(const char *path, Use use)
{
	struct proc_dir_entry *entry = get(path);
	int err;

	if (!entry)
		return -ENOENT;
	if (S_ISDIR(entry->mode)) {
		err = -EISDIR;
	} else {
		OpenFile file(entry);

		err = file.open();
		if (!err) {
			err = use(file);
			file.close();
		}
	}
	put(entry);
	return err;
}

} // namespace

struct proc_dir_entry *proc_mkdir_data(const char *name, umode_t mode,
				       struct proc_dir_entry *parent, void *data)
{
	return create(name, S_IFDIR | (mode ? mode : 0555), parent, data,
		      [](struct proc_dir_entry *) {});
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
	return create(name, file_mode(mode), parent, data,
		      [show](struct proc_dir_entry *entry) { entry->show = show; });
}

struct proc_dir_entry *proc_create_seq_private(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       const struct seq_operations *ops,
					       unsigned int state_size, void *data)
{
	return create(name, file_mode(mode), parent, data, [=](struct proc_dir_entry *entry) {
		entry->seq_ops = ops;
		entry->state_size = state_size;
	});
}

struct proc_dir_entry *proc_create_data(const char *name, umode_t mode,
					struct proc_dir_entry *parent, const struct proc_ops *ops,
					void *data)
{
	return create(name, file_mode(mode), parent, data,
		      [ops](struct proc_dir_entry *entry) { entry->ops = ops; });
}

struct proc_dir_entry *proc_create(const char *name, umode_t mode, struct proc_dir_entry *parent,
				   const struct proc_ops *ops)
{
	return proc_create_data(name, mode, parent, ops, nullptr);
}

void proc_remove(struct proc_dir_entry *entry)
{
	if (!entry)
		return;

	mutex_guard guard(&tree_lock);

	unlink_subtree(entry);
}

int remove_proc_subtree(const char *name, struct proc_dir_entry *parent)
{
	mutex_guard guard(&tree_lock);
	struct proc_dir_entry *entry = walk(parent ? parent : &root, name);

	if (WARN(!entry || entry == &root, "name '%s'\n", name))
		return -ENOENT;
	unlink_subtree(entry);
	return 0;
}

void remove_proc_entry(const char *name, struct proc_dir_entry *parent)
{
	bool in_use;

	{
		mutex_guard guard(&tree_lock);
		struct proc_dir_entry *entry = walk(parent ? parent : &root, name);

		in_use = entry && !list_empty(&entry->children);
	}
	if (!WARN(in_use, "remove_proc_entry: removing non-empty directory '%s'\n", name))
		remove_proc_subtree(name, parent);
}

int proc_read(const char *path, proc_sink_t sink, void *ctx)
{
	return with_file(path, [=](OpenFile &file) -> int {
		char *buf = static_cast<char *>(kmalloc(PAGE_SIZE, GFP_KERNEL));
		int err = buf ? 0 : -ENOMEM;
		ssize_t n;

		while (!err && (n = file.read(buf, PAGE_SIZE)) != 0)
			err = n < 0 ? n : sink(ctx, buf, n);
		kfree(buf);
		return err;
	});
}

int proc_write(const char *path, const char *text, size_t len)
{
	return with_file(path, [=](OpenFile &file) -> int {
		ssize_t n = file.write(text, len);

		return n < 0 ? n : 0;
	});
}

int proc_list(const char *path, proc_list_t each, void *ctx)
{
	struct proc_dir_entry *dir = get(path);
	struct proc_dir_entry *entry;
	int err = 0;

	if (!dir)
		return -ENOENT;
	if (!S_ISDIR(dir->mode)) {
		put(dir);
		return -ENOTDIR;
	}
	{
		mutex_guard guard(&tree_lock);

		list_for_each_entry(entry, &dir->children, sibling) {
			err = each(ctx, entry->name, entry->mode);
			if (err)
				break;
		}
	}
	put(dir);
	return err;
}

int proc_stat(const char *path, umode_t *mode)
{
	struct proc_dir_entry *entry = get(path);

	if (!entry)
		return -ENOENT;
	*mode = entry->mode;
	put(entry);
	return 0;
}

EXPORT_SYMBOL(proc_mkdir);
EXPORT_SYMBOL(proc_create);
EXPORT_SYMBOL(proc_create_data);
EXPORT_SYMBOL(proc_create_single_data);
EXPORT_SYMBOL(proc_create_seq_private);
EXPORT_SYMBOL(proc_remove);
EXPORT_SYMBOL(remove_proc_entry);
