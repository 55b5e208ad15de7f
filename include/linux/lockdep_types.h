/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __LINUX_LOCKDEP_TYPES_H
#define __LINUX_LOCKDEP_TYPES_H
#include <linux/types.h>
/* Empty in C; the array of none keeps them empty in C++ too. */
struct lock_class_key {
	char none[0];
};
struct lockdep_map {
	char none[0];
};
#endif
