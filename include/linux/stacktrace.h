/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Backtraces as arrays of return addresses, innermost first.
 *
 * The architecture walks the frames (arch_stack_walk()) and hands each address to a function; on top of that stand the
 * functions that fill an array and those that print one. Any context, interrupts included; nothing is allocated and no lock
 * taken. Linux 6.12: include/linux/stacktrace.h, kernel/stacktrace.c.
 */
#ifndef __LINUX_STACKTRACE_H
#define __LINUX_STACKTRACE_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/errno.h>

struct task_struct;
struct pt_regs;

/* Takes one address. Return: false ends the walk. */
typedef bool (*stack_trace_consume_fn)(void *cookie, unsigned long addr);

__BEGIN_DECLS

/**
 * arch_stack_walk() - hand the return addresses along the frame records to a function
 * @consume_entry: gets them, innermost first
 * @cookie: passed on to it
 * @task: whose stack; NULL is current. Another one must not be running
 * @regs: start at this exception's registers, the interrupted instruction first; NULL starts at the caller of arch_stack_walk()
 *
 * Ends at a frame record that is zero, unaligned, outside the known stacks, or does not lie above the one before.
 */
void arch_stack_walk(stack_trace_consume_fn consume_entry, void *cookie, struct task_struct *task,
		     struct pt_regs *regs);

/**
 * stack_trace_save() - the caller's backtrace
 * @store: filled with at most @size addresses; the first is in the caller itself
 * @skipnr: that many innermost ones are left out
 *
 * Return: the number of addresses stored. The other two do the same for a task that does not run (or current), and from the
 * registers of an exception on.
 */
unsigned int stack_trace_save(unsigned long *store, unsigned int size, unsigned int skipnr);
unsigned int stack_trace_save_tsk(struct task_struct *task, unsigned long *store, unsigned int size,
				  unsigned int skipnr);
unsigned int stack_trace_save_regs(struct pt_regs *regs, unsigned long *store, unsigned int size,
				   unsigned int skipnr);

/** filter_irq_stacks() - how many of the entries lie inside the innermost interrupt, its entry function included */
unsigned int filter_irq_stacks(unsigned long *entries, unsigned int nr_entries);

/** stack_trace_print() - one line "name+0xoffset/0xsize" each, with @spaces blanks and one more before it */
void stack_trace_print(const unsigned long *trace, unsigned int nr_entries, int spaces);

/**
 * stack_trace_snprint() - the same into a buffer of @size bytes, terminated
 * Return: bytes written; more than @size when the text had to be cut.
 */
int stack_trace_snprint(char *buf, size_t size, const unsigned long *entries,
			unsigned int nr_entries, int spaces);

__END_DECLS

static inline int stack_trace_save_tsk_reliable(struct task_struct *tsk, unsigned long *store,
						unsigned int size)
{
	return -ENOSYS;
}

#endif /* __LINUX_STACKTRACE_H */
