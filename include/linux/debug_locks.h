/* SPDX-License-Identifier: GPL-2.0-only */
/* Is lock checking on? The first report switches it off: what follows a wrong state would be noise. */
#ifndef __LINUX_DEBUG_LOCKING_H
#define __LINUX_DEBUG_LOCKING_H
#include <linux/compiler.h>
#include <linux/types.h>
__BEGIN_DECLS
extern int debug_locks;
/* 1 for the one caller who switched it off. */
int debug_locks_off(void);
__END_DECLS
#endif
