/* SPDX-License-Identifier: GPL-2.0-only */
/* Exceptions that are no interrupts, and their reports: kernel/traps.cpp, mm/fault.cpp. */
#ifndef __ASM_TRAPS_H
#define __ASM_TRAPS_H

#include <linux/compiler_types.h>
#include <linux/types.h>

struct pt_regs;

__BEGIN_DECLS

/** do_mem_abort() - handle a data or instruction abort at @addr; interrupts masked. Returns if the instruction goes on or is retried. */
void do_mem_abort(unsigned long addr, unsigned long esr, struct pt_regs *regs);

/** enter_report() - before the first line of a report: other CPUs keep quiet, the console shows everything. */
void enter_report(void);

/** set_die_address() - let the next die() say whose memory @addr is. */
void set_die_address(unsigned long addr);

/**
 * die() - report a fatal exception: the end of the task, or of the machine by panic(), with kernel.panic_on_oops, in an interrupt, in init.
 * @str: what happened, in a word.
 * @regs: the registers at the exception.
 * @err: the syndrome, or another number that helps.
 */
void die(const char *str, struct pt_regs *regs, long err) __attribute__((noreturn, cold));

/** __show_regs() - print the registers. */
void __show_regs(struct pt_regs *regs);

/*
 * A test's own BRK instructions: called from the exception with interrupts masked; false for numbers that are not the test's. The
 * hook moves regs->pc, or puts another instruction in the place of the BRK: that is where it goes on. NULL while nobody tests.
 */
extern bool (*break_hook)(struct pt_regs *regs, unsigned long imm);

__END_DECLS

#endif
