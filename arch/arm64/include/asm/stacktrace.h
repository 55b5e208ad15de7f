/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_STACKTRACE_H
#define __ASM_STACKTRACE_H

#include <linux/compiler_types.h>

struct pt_regs;

__BEGIN_DECLS

/**
 * show_stack_trace() - print the backtrace as Linux does: "Call trace:" and one " name+0xoff/0xsize" a line.
 * @regs_or_null: as @regs of arch_stack_walk() (linux/stacktrace.h).
 * @loglvl: KERN_* prefix.
 */
void show_stack_trace(struct pt_regs *regs_or_null, const char *loglvl);

__END_DECLS

#endif
