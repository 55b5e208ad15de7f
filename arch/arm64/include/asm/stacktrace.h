/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_STACKTRACE_H
#define __ASM_STACKTRACE_H

#include <linux/compiler_types.h>

struct pt_regs;

__BEGIN_DECLS

/**
 * arch_stack_walk() - collect return addresses along the frame records.
 * @entries: filled with addresses, innermost first.
 * @max: room in @entries.
 * @regs_or_null: start at this exception's registers; NULL starts at the caller of arch_stack_walk().
 *
 * Any context. Ends at a frame record that is zero, unaligned, outside the known stacks, or does not lie above the one before.
 * Returns the number of entries.
 */
unsigned int arch_stack_walk(unsigned long *entries, unsigned int max,
			     struct pt_regs *regs_or_null);

/**
 * show_stack_trace() - print the backtrace as Linux does: "Call trace:" and one " name+0xoff/0xsize" a line.
 * @regs_or_null: as for arch_stack_walk().
 * @loglvl: KERN_* prefix.
 */
void show_stack_trace(struct pt_regs *regs_or_null, const char *loglvl);

__END_DECLS

#endif
