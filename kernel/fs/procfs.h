// SPDX-License-Identifier: GPL-2.0-only
// What /proc/sys needs of /proc beyond linux/proc_fs.h.
#ifndef KERNEL_FS_PROCFS_H
#define KERNEL_FS_PROCFS_H

#include <linux/proc_fs.h>

/** proc_find() - the entry at @path below /proc, or nullptr. */
struct proc_dir_entry *proc_find(const char *path);

/** proc_create_checked() - as proc_create_data(), but openings that @mode does not allow are refused. */
struct proc_dir_entry *proc_create_checked(const char *name, umode_t mode,
					   struct proc_dir_entry *parent,
					   const struct proc_ops *ops, void *data);

#endif
