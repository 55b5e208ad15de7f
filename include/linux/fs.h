/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * As much of a file as /proc needs: the object that open() makes and read() advances.
 *
 * There is no file system beside /proc (see docs/proc.md). The names and the meaning of the fields are Linux 6.12's, so
 * that code which offers a /proc file through struct proc_ops and seq_file compiles unchanged.
 */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/export.h>
#include <linux/stat.h>

struct file_operations;

/* What a name in the tree stands for. */
struct inode {
	umode_t i_mode;  /* S_IFREG or S_IFDIR with permissions */
	void *i_private; /* the data that proc_create_data() was given */
	unsigned long i_ino;
};

/* One opening of it. */
struct file {
	const struct file_operations *f_op;
	void *private_data; /* a seq_file when seq_open() made it */
	struct inode *f_inode;
	unsigned int f_flags;
	loff_t f_pos; /* bytes read so far */
};

struct file_operations {
	struct module *owner;
	loff_t (*llseek)(struct file *, loff_t, int);
	ssize_t (*read)(struct file *, char __user *, size_t, loff_t *);
	ssize_t (*write)(struct file *, const char __user *, size_t, loff_t *);
	int (*open)(struct inode *, struct file *);
	int (*release)(struct inode *, struct file *);
};

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

/** file_inode() - the inode an open file belongs to. */
static inline struct inode *file_inode(const struct file *f)
{
	return f->f_inode;
}

#endif /* _LINUX_FS_H */
