/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * On the host BUG() and WARN() are cold calls (kernel/panic.cpp), for there is no trap to take.
 */
#ifndef __HOST_ASM_BUG_H
#define __HOST_ASM_BUG_H

#include <linux/compiler_types.h>

__BEGIN_DECLS

/** __bug() - report "kernel BUG at file:line!" with registers and backtrace; end the machine. */
void __bug(const char *file, int line) __attribute__((noreturn, cold));

__END_DECLS

#define HAVE_ARCH_BUG
#define BUG() __bug(__FILE__, __LINE__)

#endif
