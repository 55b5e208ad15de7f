/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_ERRNAME_H
#define _LINUX_ERRNAME_H
#include <linux/compiler_types.h>
#include <linux/stddef.h>
__BEGIN_DECLS
/* "-ENOMEM" for -12, "ENOMEM" for 12, NULL for what is no error number. */
#ifdef CONFIG_SYMBOLIC_ERRNAME
const char *errname(int err);
#else
static inline const char *errname(int err)
{
	return NULL;
}
#endif
__END_DECLS
#endif
