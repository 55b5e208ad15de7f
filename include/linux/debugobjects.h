/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_DEBUGOBJECTS_H
#define _LINUX_DEBUGOBJECTS_H
#include <linux/types.h>
static inline void debug_check_no_obj_freed(const void *address, unsigned long size)
{
}
#endif
