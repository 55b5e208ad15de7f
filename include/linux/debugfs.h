/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * debugfs: files under /sys/kernel/debug, with no rules about what is in them.
 *
 * @parent NULL is /sys/kernel/debug itself. What cannot be created comes back as an ERR_PTR that every function here takes as
 * parent and ignores, so nobody has to look. Process context, from postcore initcalls on. Without CONFIG_DEBUG_FS nothing
 * can be created.
 * kernel/fs/debugfs.cpp; Linux 6.12: include/linux/debugfs.h.
 */
#ifndef _DEBUGFS_H_
#define _DEBUGFS_H_

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/seq_file.h>
#include <linux/types.h>

struct dentry;

#define debugfs_create_file_unsafe(name, mode, parent, data, fops)                                 \
	debugfs_create_file(name, mode, parent, data, fops)
#define debugfs_remove_recursive debugfs_remove

#ifdef CONFIG_DEBUG_FS

__BEGIN_DECLS

struct dentry *debugfs_create_dir(const char *name, struct dentry *parent);
/** debugfs_create_file() - a file with own operations; @data is the inode's i_private */
struct dentry *debugfs_create_file(const char *name, umode_t mode, struct dentry *parent,
				   void *data, const struct file_operations *fops);
/** debugfs_create_symlink() - a link with the text @target */
struct dentry *debugfs_create_symlink(const char *name, struct dentry *parent, const char *target);

/* A variable as a file: u… decimal, x… hexadecimal. */
void debugfs_create_u8(const char *name, umode_t mode, struct dentry *parent, u8 *value);
void debugfs_create_u16(const char *name, umode_t mode, struct dentry *parent, u16 *value);
void debugfs_create_u32(const char *name, umode_t mode, struct dentry *parent, u32 *value);
void debugfs_create_u64(const char *name, umode_t mode, struct dentry *parent, u64 *value);
void debugfs_create_ulong(const char *name, umode_t mode, struct dentry *parent,
			  unsigned long *value);
void debugfs_create_x32(const char *name, umode_t mode, struct dentry *parent, u32 *value);
void debugfs_create_x64(const char *name, umode_t mode, struct dentry *parent, u64 *value);
void debugfs_create_size_t(const char *name, umode_t mode, struct dentry *parent, size_t *value);
void debugfs_create_atomic_t(const char *name, umode_t mode, struct dentry *parent,
			     atomic_t *value);
/** debugfs_create_bool() - "Y" or "N"; takes what kstrtobool() takes */
void debugfs_create_bool(const char *name, umode_t mode, struct dentry *parent, bool *value);

/** debugfs_remove() - take it away with everything below; returns when nobody is inside. NULL and ERR_PTR are allowed */
void debugfs_remove(struct dentry *dentry);
/** debugfs_lookup() - the file or directory of that name, or NULL */
struct dentry *debugfs_lookup(const char *name, struct dentry *parent);
void debugfs_lookup_and_remove(const char *name, struct dentry *parent);

/** debugfs_set_refresh() - as sysfs_set_refresh() */
void debugfs_set_refresh(struct dentry *dir, void (*refresh)(void));

/** debugfs_initialized() - can files be created now? */
bool debugfs_initialized(void);

__END_DECLS

#else /* !CONFIG_DEBUG_FS */

static inline struct dentry *debugfs_create_dir(const char *name, struct dentry *parent)
{
	return (struct dentry *)ERR_PTR(-ENODEV);
}

static inline struct dentry *debugfs_create_file(const char *name, umode_t mode,
						 struct dentry *parent, void *data,
						 const struct file_operations *fops)
{
	return (struct dentry *)ERR_PTR(-ENODEV);
}

static inline struct dentry *debugfs_create_symlink(const char *name, struct dentry *parent,
						    const char *target)
{
	return (struct dentry *)ERR_PTR(-ENODEV);
}

static inline void debugfs_create_u8(const char *name, umode_t mode, struct dentry *parent,
				     u8 *value)
{
}

static inline void debugfs_create_u16(const char *name, umode_t mode, struct dentry *parent,
				      u16 *value)
{
}

static inline void debugfs_create_u32(const char *name, umode_t mode, struct dentry *parent,
				      u32 *value)
{
}

static inline void debugfs_create_u64(const char *name, umode_t mode, struct dentry *parent,
				      u64 *value)
{
}

static inline void debugfs_create_ulong(const char *name, umode_t mode, struct dentry *parent,
					unsigned long *value)
{
}

static inline void debugfs_create_x32(const char *name, umode_t mode, struct dentry *parent,
				      u32 *value)
{
}

static inline void debugfs_create_x64(const char *name, umode_t mode, struct dentry *parent,
				      u64 *value)
{
}

static inline void debugfs_create_size_t(const char *name, umode_t mode, struct dentry *parent,
					 size_t *value)
{
}

static inline void debugfs_create_atomic_t(const char *name, umode_t mode, struct dentry *parent,
					   atomic_t *value)
{
}

static inline void debugfs_create_bool(const char *name, umode_t mode, struct dentry *parent,
				       bool *value)
{
}

static inline void debugfs_remove(struct dentry *dentry)
{
}

static inline struct dentry *debugfs_lookup(const char *name, struct dentry *parent)
{
	return (struct dentry *)ERR_PTR(-ENODEV);
}

static inline void debugfs_lookup_and_remove(const char *name, struct dentry *parent)
{
}

static inline void debugfs_set_refresh(struct dentry *dir, void (*refresh)(void))
{
}

static inline bool debugfs_initialized(void)
{
	return false;
}

#endif /* CONFIG_DEBUG_FS */

#define DEFINE_DEBUGFS_ATTRIBUTE(name, get, set, fmt) DEFINE_SIMPLE_ATTRIBUTE(name, get, set, fmt)
#define DEFINE_DEBUGFS_ATTRIBUTE_SIGNED(name, get, set, fmt)                                       \
	DEFINE_SIMPLE_ATTRIBUTE_SIGNED(name, get, set, fmt)

#endif /* _DEBUGFS_H_ */
