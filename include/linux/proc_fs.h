/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * /proc: a tree of names, each with text behind it.
 *
 * A subsystem offers a file with proc_create_single() (one show function), proc_create_seq() (records) or proc_create()
 * (own operations). linux/fs.h has the functions that read and list. There are no processes here, hence no /proc/PID.
 *
 * Creation and removal: process context, any time after the slab allocator works. Permissions are kept and shown but
 * nobody is refused.  Source of the behaviour: Linux 6.12 fs/proc/generic.c.
 */
#ifndef _LINUX_PROC_FS_H
#define _LINUX_PROC_FS_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/fs.h>

__BEGIN_DECLS

struct proc_dir_entry;
struct seq_file;
struct seq_operations;

enum {
	PROC_ENTRY_PERMANENT = 1U << 0,
};

/* How a file with own operations is opened, read, written and closed; NULL where it cannot be. */
struct proc_ops {
	unsigned int proc_flags;
	int (*proc_open)(struct inode *, struct file *);
	ssize_t (*proc_read)(struct file *, char __user *, size_t, loff_t *);
	ssize_t (*proc_write)(struct file *, const char __user *, size_t, loff_t *);
	loff_t (*proc_lseek)(struct file *, loff_t, int);
	int (*proc_release)(struct inode *, struct file *);
};

/**
 * proc_mkdir() - make a directory
 * @name: its name, or a path below @parent whose directories exist
 * @parent: where; NULL is /proc itself
 *
 * Return: the entry, or NULL when the name is taken or memory is short.
 */
struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent);
struct proc_dir_entry *proc_mkdir_mode(const char *name, umode_t mode,
				       struct proc_dir_entry *parent);
struct proc_dir_entry *proc_mkdir_data(const char *name, umode_t mode,
				       struct proc_dir_entry *parent, void *data);

/** proc_create_single() - a file whose text one @show call prints; m->private is @data. Return: as proc_mkdir(). */
struct proc_dir_entry *proc_create_single_data(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       int (*show)(struct seq_file *, void *), void *data);
#define proc_create_single(name, mode, parent, show)                                               \
	proc_create_single_data(name, mode, parent, show, NULL)

/** proc_create_seq_private() - a file of records; m->private points to @state_size zeroed bytes. */
struct proc_dir_entry *proc_create_seq_private(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       const struct seq_operations *ops,
					       unsigned int state_size, void *data);
#define proc_create_seq_data(name, mode, parent, ops, data)                                        \
	proc_create_seq_private(name, mode, parent, ops, 0, data)
#define proc_create_seq(name, mode, parent, ops)                                                   \
	proc_create_seq_private(name, mode, parent, ops, 0, NULL)

/** proc_create_data() - a file with own operations; pde_data() gives @data. */
struct proc_dir_entry *proc_create_data(const char *name, umode_t mode,
					struct proc_dir_entry *parent, const struct proc_ops *ops,
					void *data);
struct proc_dir_entry *proc_create(const char *name, umode_t mode, struct proc_dir_entry *parent,
				   const struct proc_ops *ops);

/** pde_data() - the data that the file was created with. */
static inline void *pde_data(const struct inode *inode)
{
	return inode->i_private;
}

/** proc_remove() - take an entry and everything below it out of the tree; NULL is allowed. */
void proc_remove(struct proc_dir_entry *entry);
/** remove_proc_entry() - the same by name; a directory must be empty. */
void remove_proc_entry(const char *name, struct proc_dir_entry *parent);
/** remove_proc_subtree() - the same by name with everything below. Return: 0 or -ENOENT. */
int remove_proc_subtree(const char *name, struct proc_dir_entry *parent);

__END_DECLS

#endif /* _LINUX_PROC_FS_H */
