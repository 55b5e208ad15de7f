/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * BUG() and WARN() are cold calls, not BRK instructions with a table: the report is made by ordinary code, the fast path pays
 * one branch. The words are linux/bug.h's; kernel/panic.cpp defines both functions.
 */
#ifndef __ASM_BUG_H
#define __ASM_BUG_H

#include <linux/compiler_types.h>

__BEGIN_DECLS

/** __bug() - report "kernel BUG at file:line!" with registers and backtrace; end the machine. */
void __bug(const char *file, int line) __attribute__((noreturn, cold));

__END_DECLS

#define HAVE_ARCH_BUG
#define BUG() __bug(__FILE__, __LINE__)

#endif
