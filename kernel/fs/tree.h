// SPDX-License-Identifier: GPL-2.0-only
// The tree as the file systems see it: names that they enter and take out again. Theory: tree.cpp.
#ifndef KERNEL_FS_TREE_H
#define KERNEL_FS_TREE_H

#include <linux/err.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/types.h>

// A directory, a file or a symbolic link. A file system may derive its own kind of node from it, to hold more.
struct fs_node {
	fs_node *parent;           // the root's is itself
	struct list_head sibling;  // in parent->children, alphabetical
	struct list_head children; // of a directory
	umode_t mode;
	bool removed;    // out of the tree; the last user frees it
	bool keeps_mode; // openings that the mode does not allow are refused
	int users;       // openings and walks at this moment
	// Of a directory whose contents are brought up to date when a path leads through it; called without the tree's lock.
	void (*refresh)(void);
	const struct file_operations *fops;
	void *data;       // inode->i_private
	const char *name; // behind the node, as is a link's text
	const char *target;
};

namespace fs
{

extern fs_node root;

// A name of @len bytes below @parent; @path may lead there through directories that exist.
struct Place {
	fs_node *parent;
	const char *name;
	size_t len;
};

enum class Find { leave_link, follow_link };

/**
 * allocate() - a node for a name, not yet in the tree
 * @size: of the file system's own kind of node
 * @target: a link's text, else nullptr
 *
 * Return: zeroed but for names and mode, or nullptr.
 */
fs_node *allocate(size_t size, const char *name, size_t len, umode_t mode, const char *target);

template <typename Node>
Node *allocate(const char *name, size_t len, umode_t mode, const char *target = nullptr)
{
	return static_cast<Node *>(allocate(sizeof(Node), name, len, mode, target));
}

/** find_place() - takes @path apart, from @from on; parent is nullptr when there is no such directory. */
Place find_place(fs_node *from, const char *path);

/**
 * enter() - makes a node visible below @parent
 * Return: 0; -EEXIST when the name is taken, -ENOENT when the parent has been removed: the caller still has the node.
 */
int enter(fs_node *node, fs_node *parent);

/** find() - the node at @path from @from on, or nullptr. It may go away once its owner removes it. */
fs_node *find(fs_node *from, const char *path, Find link = Find::follow_link);

enum class Drain { no, yes };

/**
 * remove() - takes a node and what is below it out of the tree and frees it
 * @drain: yes: return when nobody is inside of a file any more, as owners want whose data goes away. Not from a file's functions.
 */
void remove(fs_node *node, Drain drain);

/** relative_path() - from directory @from to @to, as "../../a/b". Return: its length, or -ENAMETOOLONG */
int relative_path(fs_node *from, fs_node *to, char *buf, size_t size);
/** path_of() - from the root on. Return: @buf, or its part that holds the path */
const char *path_of(const fs_node *node, char *buf, size_t size);

bool is_empty(fs_node *dir);

} // namespace fs

#endif
