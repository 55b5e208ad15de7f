/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sysctl: variables of the kernel as files under /proc/sys.
 *
 * A table names variables; its handler turns them into text and back, and whoever must do more than store a value wraps a
 * handler of his own around it. kernel/fs/sysctl.cpp; Linux 6.12: include/linux/sysctl.h.
 */
#ifndef _LINUX_SYSCTL_H
#define _LINUX_SYSCTL_H

#include <linux/array_size.h>
#include <linux/compiler.h>
#include <linux/types.h>

struct ctl_table;

/*
 * Reads into or writes from @buffer; *@lenp: its size, afterwards what was read or taken. Return: 0 or an error.
 */
typedef int proc_handler(const struct ctl_table *ctl, int write, void *buffer, size_t *lenp,
			 loff_t *ppos);

struct ctl_table {
	const char *procname;
	void *data;
	int maxlen; /* bytes of data */
	umode_t mode;
	/* A proc_handler *; written out because C++ lets a member not have the name of a type that it uses. */
	int (*proc_handler)(const struct ctl_table *, int, void *, size_t *, loff_t *);
	void *extra1; /* of proc_dointvec_minmax(): the least value, an int, or NULL */
	void *extra2; /* the greatest */
};

struct ctl_table_header;

#define SYSCTL_ZERO           ((void *)&sysctl_vals[0])
#define SYSCTL_ONE            ((void *)&sysctl_vals[1])
#define SYSCTL_TWO            ((void *)&sysctl_vals[2])
#define SYSCTL_THREE          ((void *)&sysctl_vals[3])
#define SYSCTL_FOUR           ((void *)&sysctl_vals[4])
#define SYSCTL_ONE_HUNDRED    ((void *)&sysctl_vals[5])
#define SYSCTL_TWO_HUNDRED    ((void *)&sysctl_vals[6])
#define SYSCTL_ONE_THOUSAND   ((void *)&sysctl_vals[7])
#define SYSCTL_THREE_THOUSAND ((void *)&sysctl_vals[8])
#define SYSCTL_INT_MAX        ((void *)&sysctl_vals[9])
#define SYSCTL_NEG_ONE        ((void *)&sysctl_vals[11])

__BEGIN_DECLS

/* Bounds to point at. */
extern const int sysctl_vals[12];

/** register_sysctl() - offer a table's variables in /proc/sys/@path. The table stays in use. Return: something, or NULL */
struct ctl_table_header *register_sysctl_sz(const char *path, const struct ctl_table *table,
					    size_t table_size);
#define register_sysctl(path, table) register_sysctl_sz(path, table, ARRAY_SIZE(table))

/**
 * proc_dointvec() - ints, separated by blanks
 *
 * Writing begins at position 0, or nothing is taken. -EINVAL: what isn't a number or doesn't fit in an int; values before it
 * have been stored. Decimal, 0x hexadecimal, 0 octal.
 */
proc_handler proc_dointvec;
/** proc_dointvec_minmax() - the same; -EINVAL for what is outside of [extra1, extra2] */
proc_handler proc_dointvec_minmax;

__END_DECLS

#endif /* _LINUX_SYSCTL_H */
