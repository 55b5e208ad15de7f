/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_ERRNAME_H
#define _LINUX_ERRNAME_H
#include <linux/compiler_types.h>
__BEGIN_DECLS
/* "-ENOMEM" for -12, "ENOMEM" for 12, NULL for what is no error number. */
const char *errname(int err);
__END_DECLS
#endif
