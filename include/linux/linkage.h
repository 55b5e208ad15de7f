/* SPDX-License-Identifier: GPL-2.0-only */
/* How assembly files open and close a function. */
#ifndef _LINUX_LINKAGE_H
#define _LINUX_LINKAGE_H
#include <linux/compiler_types.h>
#include <linux/stringify.h>
#include <linux/export.h>
#ifdef __ASSEMBLY__
#define SYM_START(name, linkage)                                                                   \
	linkage name;                                                                              \
	.balign 4;                                                                                 \
name:
#define SYM_END(name, kind)                                                                        \
	.type name kind;                                                                           \
	.size name, .- name
#define SYM_FUNC_START(name)       SYM_START(name, .globl)
#define SYM_FUNC_START_LOCAL(name) SYM_START(name, .local)
#define SYM_FUNC_END(name)         SYM_END(name, @function)
#define SYM_CODE_START(name)       SYM_START(name, .globl)
#define SYM_CODE_START_LOCAL(name) SYM_START(name, .local)
#define SYM_CODE_END(name)         SYM_END(name, @notype)
#define SYM_DATA_START(name)       SYM_START(name, .globl)
#define SYM_DATA_END(name)         SYM_END(name, @object)
#endif
#endif
