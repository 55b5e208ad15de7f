/* SPDX-License-Identifier: GPL-2.0-only */
/* _RET_IP_ and _THIS_IP_ are in compiler.h. */
#ifndef _LINUX_INSTRUCTION_POINTER_H
#define _LINUX_INSTRUCTION_POINTER_H
#include <linux/compiler.h>
#endif
