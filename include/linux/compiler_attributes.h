/* SPDX-License-Identifier: GPL-2.0-only */
/* All attribute words live in compiler_types.h, which every compile has already. */
#ifndef _LINUX_COMPILER_ATTRIBUTES_H
#define _LINUX_COMPILER_ATTRIBUTES_H
#include <linux/compiler_types.h>
#endif
