/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Files: the objects that open() makes, and how the kernel itself opens, reads, writes and lists what is in the tree.
 *
 * There is one tree, "/", with /proc, /sys and /sys/kernel/debug in it (kernel/fs/tree.cpp, docs/proc.md), and no storage
 * behind it: a file is what its owner's functions make of it. Names and meaning of the fields are Linux 6.12's, so that code
 * which offers files by struct proc_ops, struct file_operations or attributes compiles unchanged.
 *
 * Paths begin at "/"; one that doesn't begins in /proc ("meminfo"). ".", ".." and symbolic links are followed. Process
 * context throughout: functions of files may sleep.
 */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/stat.h>

#define O_RDONLY 00000000
#define O_WRONLY 00000001
#define O_RDWR   00000002
#define O_CREAT  00000100
#define O_TRUNC  00001000
#define O_APPEND 00002000

struct file_operations;
struct fs_node;

/* What a name in the tree stands for. */
struct inode {
	umode_t i_mode;  /* S_IFREG or S_IFDIR with permissions */
	void *i_private; /* the data that proc_create_data() or debugfs_create_file() was given */
	unsigned long i_ino;
	struct fs_node *i_node; /* its place in the tree */
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

__BEGIN_DECLS

/**
 * filp_open() - open a file
 * @flags: O_RDONLY, O_WRONLY or O_RDWR; nothing can be created, and truncating does nothing
 *
 * Return: the file; as ERR_PTR: -ENOENT, -ENOTDIR (something on the way is a file), -ELOOP, -EISDIR, -EACCES (the file's mode
 * forbids it and its file system cares, as sysfs and /proc/sys do), -ENOMEM, or what the file's open() says.
 */
struct file *filp_open(const char *path, int flags, umode_t mode);
/** filp_close() - the end of filp_open(); @id isn't looked at. Return: 0 */
int filp_close(struct file *file, void *id);

/** kernel_read() - read at *@pos, which moves on. Return: bytes, 0 at the end, or an error; -EINVAL if there is no reading */
ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos);
/** kernel_write() - write at *@pos, which moves on. Return: bytes taken, or an error; -EINVAL if there is no writing */
ssize_t kernel_write(struct file *file, const void *buf, size_t count, loff_t *pos);

/** simple_read_from_buffer() - read() of a file whose whole text is in a buffer of @available bytes */
ssize_t simple_read_from_buffer(void __user *to, size_t count, loff_t *ppos, const void *from,
				size_t available);
/** simple_open() - open() of a file that wants its data as file->private_data */
int simple_open(struct inode *inode, struct file *file);
loff_t noop_llseek(struct file *file, loff_t offset, int whence);
loff_t default_llseek(struct file *file, loff_t offset, int whence);

/* Takes the next @len bytes of text. Return: 0 to go on, else the reading stops with that value. */
typedef int (*fs_sink_t)(void *ctx, const char *text, size_t len);
/* One name of a directory; @mode as in stat(2). Return: 0 to go on, else the listing stops with it. */
typedef int (*fs_each_t)(void *ctx, const char *name, umode_t mode);

/** fs_read() - pour a file's text into a sink, in pieces of at most a page. Return: 0, an error, or what the sink returned */
int fs_read(const char *path, fs_sink_t sink, void *ctx);
/** fs_write() - open, write @len bytes, close. Return: 0 or an error */
int fs_write(const char *path, const char *text, size_t len);
/** fs_list() - call @each for every name in a directory, in alphabetical order; not from inside @each. Return: 0 or an error */
int fs_list(const char *path, fs_each_t each, void *ctx);
/** fs_stat() - kind and permissions of a path; a link at its end isn't followed. Return: 0 and *@mode, or an error */
int fs_stat(const char *path, umode_t *mode);
/** fs_readlink() - what a symbolic link says, terminated. Return: its length, or an error; -EINVAL if it is none */
int fs_readlink(const char *path, char *buf, size_t size);

/**
 * DEFINE_SIMPLE_ATTRIBUTE() - file_operations for a file that is one number
 * @get: int get(void *data, u64 *value), or NULL
 * @set: int set(void *data, u64 value), or NULL
 * @fmt: for instance "%llu\n"
 */
int simple_attr_open(struct inode *inode, struct file *file, int (*get)(void *, u64 *),
		     int (*set)(void *, u64), const char *fmt);
int simple_attr_release(struct inode *inode, struct file *file);
ssize_t simple_attr_read(struct file *file, char __user *buf, size_t len, loff_t *ppos);
ssize_t simple_attr_write(struct file *file, const char __user *buf, size_t len, loff_t *ppos);
ssize_t simple_attr_write_signed(struct file *file, const char __user *buf, size_t len,
				 loff_t *ppos);

#define DEFINE_SIMPLE_ATTRIBUTE_XSIGNED(name, get, set, fmt, write_)                               \
	static int name##_open(struct inode *inode, struct file *file)                             \
	{                                                                                          \
		return simple_attr_open(inode, file, get, set, fmt);                               \
	}                                                                                          \
	static const struct file_operations name = {                                               \
		.owner = THIS_MODULE,                                                              \
		.llseek = default_llseek,                                                          \
		.read = simple_attr_read,                                                          \
		.write = write_,                                                                   \
		.open = name##_open,                                                               \
		.release = simple_attr_release,                                                    \
	}
#define DEFINE_SIMPLE_ATTRIBUTE(name, get, set, fmt)                                               \
	DEFINE_SIMPLE_ATTRIBUTE_XSIGNED(name, get, set, fmt, simple_attr_write)
#define DEFINE_SIMPLE_ATTRIBUTE_SIGNED(name, get, set, fmt)                                        \
	DEFINE_SIMPLE_ATTRIBUTE_XSIGNED(name, get, set, fmt, simple_attr_write_signed)

__END_DECLS

#endif /* _LINUX_FS_H */
