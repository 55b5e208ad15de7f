// SPDX-License-Identifier: GPL-2.0-only
// The tree of files.
//
//	/ ─┬─ proc ─┬─ buddyinfo                 procfs.cpp: show(), seq_operations or proc_ops
//	   │        └─ sys ── vm ── ...          sysctl.cpp: an int in the kernel
//	   └─ sys ──── kernel ─┬─ slab ── ...    sysfs.cpp: an object's attributes, links between objects
//	                       └─ debug ── ...   debugfs.cpp: file_operations
//
// The file systems differ in what their owners give them; in the tree all of it is one kind of node: a name with
// file_operations, children or a link's text. The children of a directory are kept in alphabetical order. There are no mounts,
// users, caches or hard links.
//
// tree_lock guards the shape of the tree and the counts of users; it isn't held while a file's functions run. A node that is
// removed while somebody uses it leaves the tree at once and is freed by its last user; remove(Drain::yes) waits for that one.
//
// Linux 6.12: fs/proc/generic.c, fs/kernfs/dir.c, fs/debugfs/inode.c, of each the part that keeps names.

#include "kernel/fs/tree.h"

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/guard.hpp>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include <asm/page.h>

namespace fs
{

// Links behind links, as Linux follows them.
constexpr int MAX_LINKS = 40;

constinit fs_node root = {
	.parent = &root,
	.sibling = LIST_HEAD_INIT(root.sibling),
	.children = LIST_HEAD_INIT(root.children),
	.mode = S_IFDIR | 0755,
	.name = "",
};

namespace
{

DEFINE_MUTEX(tree_lock);

// A name inside a path, without slashes around it.
struct Part {
	const char *text;
	size_t len;

	bool is(const char *name) const
	{
		return !strncmp(text, name, len) && !name[len];
	}
	bool last() const
	{
		return !text[strspn(text + len, "/") + len];
	}
};

Part next_part(const char *path)
{
	path += strspn(path, "/");
	return {path, strcspn(path, "/")};
}

// What refreshes the last directory on a walk that can be refreshed. Under tree_lock.
void (*refresh_passed)(void);

fs_node *child(fs_node *dir, const Part &part)
{
	fs_node *node;

	list_for_each_entry(node, &dir->children, sibling)
		if (part.is(node->name))
			return node;
	return nullptr;
}

fs_node *walk(fs_node *from, const char *path, Find last_link, int *links);

// One step down, up, or along a link.
fs_node *step(fs_node *dir, const Part &part, Find last_link, int *links)
{
	if (!S_ISDIR(dir->mode))
		return static_cast<fs_node *>(ERR_PTR(-ENOTDIR));
	if (part.is("."))
		return dir;
	if (part.is(".."))
		return dir->parent;

	fs_node *node = child(dir, part);

	if (!node)
		return static_cast<fs_node *>(ERR_PTR(-ENOENT));
	if (!S_ISLNK(node->mode) || (part.last() && last_link == Find::leave_link))
		return node;
	if (++*links > MAX_LINKS)
		return static_cast<fs_node *>(ERR_PTR(-ELOOP));
	return walk(dir, node->target, Find::follow_link, links);
}

// Under tree_lock. Return: the node or an ERR_PTR.
fs_node *walk(fs_node *from, const char *path, Find last_link, int *links)
{
	fs_node *node = *path == '/' ? &root : from;

	for (Part part = next_part(path); part.len && !IS_ERR(node);
	     part = next_part(part.text + part.len)) {
		node = step(node, part, last_link, links);
		if (!IS_ERR(node) && node->refresh)
			refresh_passed = node->refresh;
	}
	return node;
}

fs_node *walk(fs_node *from, const char *path, Find last_link)
{
	int links = 0;

	return walk(from, path, last_link, &links);
}

// Where relative paths of users begin.
fs_node *home()
{
	fs_node *proc = child(&root, {"proc", 4});

	return proc ? proc : &root;
}

// Directories on the way get their contents, for the walk that follows. They may have to create and remove nodes for that, so
// the lock is not held.
void freshen(const char *path, Find last_link)
{
	void (*refresh)(void);

	{
		mutex_guard guard(&tree_lock);

		refresh_passed = nullptr;
		walk(home(), path, last_link);
		refresh = refresh_passed;
	}
	if (refresh)
		refresh();
}

fs_node *get(const char *path, Find last_link)
{
	freshen(path, last_link);

	mutex_guard guard(&tree_lock);
	fs_node *node = walk(home(), path, last_link);

	if (!IS_ERR(node))
		node->users++;
	return node;
}

void put(fs_node *node)
{
	mutex_guard guard(&tree_lock);

	if (--node->users == 0 && node->removed)
		kfree(node);
}

// Takes a node and what is below it out of the tree. Under tree_lock.
void unlink_subtree(fs_node *node)
{
	fs_node *below, *next;

	list_for_each_entry_safe(below, next, &node->children, sibling)
		unlink_subtree(below);
	list_del(&node->sibling);
	node->removed = true;
	if (!node->users)
		kfree(node);
}

bool anybody_inside(fs_node *node)
{
	fs_node *below;

	list_for_each_entry(below, &node->children, sibling)
		if (anybody_inside(below))
			return true;
	return S_ISREG(node->mode) && node->users;
}

// Nobody can come in any more: the mode of an unlinked directory isn't looked at, its name is found no longer.
void wait_until_left(fs_node *node)
{
	for (;;) {
		{
			mutex_guard guard(&tree_lock);

			if (!anybody_inside(node))
				return;
		}
		yield();
	}
}

} // namespace

fs_node *allocate(size_t size, const char *name, size_t len, umode_t mode, const char *target)
{
	const size_t target_size = target ? strlen(target) + 1 : 0;
	fs_node *node = static_cast<fs_node *>(kzalloc(size + len + 1 + target_size, GFP_KERNEL));

	if (!node)
		return nullptr;

	char *text = reinterpret_cast<char *>(node) + size;

	memcpy(text, name, len);
	node->name = text;
	if (target)
		node->target = static_cast<char *>(memcpy(text + len + 1, target, target_size));
	node->mode = mode;
	INIT_LIST_HEAD(&node->sibling);
	INIT_LIST_HEAD(&node->children);
	return node;
}

Place find_place(fs_node *from, const char *path)
{
	mutex_guard guard(&tree_lock);
	fs_node *node = from;
	Part part = next_part(path);
	int links = 0;

	while (part.len && !part.last() && !IS_ERR(node)) {
		node = step(node, part, Find::follow_link, &links);
		part = next_part(part.text + part.len);
	}
	if (IS_ERR(node) || !S_ISDIR(node->mode) || !part.len)
		node = nullptr;
	return {node, part.text, part.len};
}

int enter(fs_node *node, fs_node *parent)
{
	mutex_guard guard(&tree_lock);
	fs_node *after;

	if (parent->removed)
		return -ENOENT;
	list_for_each_entry(after, &parent->children, sibling) {
		const int order = strcmp(after->name, node->name);

		if (!order)
			return -EEXIST;
		if (order > 0)
			break;
	}
	node->parent = parent;
	list_add_tail(&node->sibling, &after->sibling);
	return 0;
}

fs_node *find(fs_node *from, const char *path, Find link)
{
	mutex_guard guard(&tree_lock);
	fs_node *node = walk(from, path, link);

	return IS_ERR(node) ? nullptr : node;
}

void remove(fs_node *node, Drain drain)
{
	if (drain == Drain::yes) {
		// Out of everybody's sight, but whole, until the last one has left.
		{
			mutex_guard guard(&tree_lock);

			list_del_init(&node->sibling);
		}
		wait_until_left(node);
	}

	mutex_guard guard(&tree_lock);

	unlink_subtree(node);
}

bool is_empty(fs_node *dir)
{
	mutex_guard guard(&tree_lock);

	return list_empty(&dir->children);
}

const char *path_of(const fs_node *node, char *buf, size_t size)
{
	char *begin = buf + size - 1;

	*begin = '\0';
	for (; node != &root; node = node->parent) {
		const size_t len = strlen(node->name);

		if (begin - buf < static_cast<long>(len + 1))
			break;
		begin -= len;
		memcpy(begin, node->name, len);
		*--begin = '/';
	}
	return begin;
}

int relative_path(fs_node *from, fs_node *to, char *buf, size_t size)
{
	char from_path[256], to_path[256];
	const char *a = path_of(from, from_path, sizeof(from_path));
	const char *b = path_of(to, to_path, sizeof(to_path));
	size_t shared = 0;

	// What both begin with, in whole names. The target's own name is said even where the link lies below it.
	for (size_t i = 0;; i++) {
		if ((!a[i] || a[i] == '/') && b[i] == '/')
			shared = i;
		if (a[i] != b[i] || !a[i])
			break;
	}

	size_t len = 0;

	for (const char *up = a + shared; *up; up++)
		if (*up == '/')
			len += scnprintf(buf + len, size - len, "../");
	len += scnprintf(buf + len, size - len, "%s", b + shared + 1);
	return len + 1 < size ? len : -ENAMETOOLONG;
}

namespace
{

// What filp_open() hands out: file and inode of one opening side by side.
struct Opening {
	struct file file;
	struct inode inode;
};

bool may_open(const fs_node *node, int flags)
{
	const int access = flags & (O_WRONLY | O_RDWR);

	if (!node->keeps_mode)
		return true;
	return (access == O_WRONLY || node->mode & 0444) && (!access || node->mode & 0222);
}

int check_file(const fs_node *node, int flags)
{
	if (S_ISDIR(node->mode))
		return -EISDIR;
	return may_open(node, flags) ? 0 : -EACCES;
}

} // namespace

} // namespace fs

using namespace fs;

struct file *filp_open(const char *path, int flags, umode_t)
{
	fs_node *node = get(path, Find::follow_link);

	if (IS_ERR(node))
		return reinterpret_cast<struct file *>(node);

	Opening *opening = nullptr;
	int err = check_file(node, flags);

	if (!err) {
		opening = static_cast<Opening *>(kzalloc(sizeof(*opening), GFP_KERNEL));
		err = opening ? 0 : -ENOMEM;
	}
	if (!err) {
		opening->inode = {.i_mode = node->mode, .i_private = node->data, .i_node = node};
		opening->file.f_op = node->fops;
		opening->file.f_inode = &opening->inode;
		opening->file.f_flags = flags;
		if (node->fops->open)
			err = node->fops->open(&opening->inode, &opening->file);
	}
	if (err) {
		kfree(opening);
		put(node);
		return static_cast<struct file *>(ERR_PTR(err));
	}
	return &opening->file;
}

int filp_close(struct file *file, void *)
{
	fs_node *node = file->f_inode->i_node;

	if (file->f_op->release)
		file->f_op->release(file->f_inode, file);
	kfree(container_of(file, Opening, file));
	put(node);
	return 0;
}

ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos)
{
	if (!file->f_op->read)
		return -EINVAL;
	return file->f_op->read(file, static_cast<char *>(buf), count, pos);
}

ssize_t kernel_write(struct file *file, const void *buf, size_t count, loff_t *pos)
{
	if (!file->f_op->write)
		return -EINVAL;
	return file->f_op->write(file, static_cast<const char *>(buf), count, pos);
}

int fs_read(const char *path, fs_sink_t sink, void *ctx)
{
	struct file *file = filp_open(path, O_RDONLY, 0);

	if (IS_ERR(file))
		return PTR_ERR(file);

	char *buf = static_cast<char *>(kmalloc(PAGE_SIZE, GFP_KERNEL));
	int err = buf ? 0 : -ENOMEM;
	ssize_t n;

	while (!err && (n = kernel_read(file, buf, PAGE_SIZE, &file->f_pos)) != 0)
		err = n < 0 ? n : sink(ctx, buf, n);
	kfree(buf);
	filp_close(file, nullptr);
	return err;
}

int fs_write(const char *path, const char *text, size_t len)
{
	struct file *file = filp_open(path, O_WRONLY, 0);

	if (IS_ERR(file))
		return PTR_ERR(file);

	const ssize_t n = kernel_write(file, text, len, &file->f_pos);

	filp_close(file, nullptr);
	return n < 0 ? n : 0;
}

int fs_list(const char *path, fs_each_t each, void *ctx)
{
	fs_node *dir = get(path, Find::follow_link);
	fs_node *node;
	int err = 0;

	if (IS_ERR(dir))
		return PTR_ERR(dir);
	if (!S_ISDIR(dir->mode)) {
		put(dir);
		return -ENOTDIR;
	}
	{
		mutex_guard guard(&tree_lock);

		list_for_each_entry(node, &dir->children, sibling) {
			err = each(ctx, node->name, node->mode);
			if (err)
				break;
		}
	}
	put(dir);
	return err;
}

int fs_stat(const char *path, umode_t *mode)
{
	freshen(path, Find::leave_link);

	mutex_guard guard(&tree_lock);
	fs_node *node = walk(home(), path, Find::leave_link);

	if (IS_ERR(node))
		return PTR_ERR(node);
	*mode = node->mode;
	return 0;
}

int fs_readlink(const char *path, char *buf, size_t size)
{
	freshen(path, Find::leave_link);

	mutex_guard guard(&tree_lock);
	fs_node *node = walk(home(), path, Find::leave_link);

	if (IS_ERR(node))
		return PTR_ERR(node);
	return S_ISLNK(node->mode) ? strscpy(buf, node->target, size) : -EINVAL;
}
