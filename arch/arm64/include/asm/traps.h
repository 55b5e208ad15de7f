/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_TRAPS_H
#define __ASM_TRAPS_H

#include <linux/compiler_types.h>

struct pt_regs;

__BEGIN_DECLS

/**
 * die() - report a fatal exception and end the machine by panic().
 * @str: what happened, in a word.
 * @regs: the registers at the exception.
 * @err: the syndrome, or another number that helps.
 */
void die(const char *str, struct pt_regs *regs, long err) __attribute__((noreturn, cold));

/** __show_regs() - print the registers. */
void __show_regs(struct pt_regs *regs);

/** show_regs() - print the registers and the backtrace from there. */
void show_regs(struct pt_regs *regs);

__END_DECLS

#endif
