/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Leaving a function's callees in one step, for KUnit's assertions. The callee-saved registers of the AAPCS64 are all that
 * there is to keep: the kernel has no floating point.
 */
#ifndef __ASM_SETJMP_H
#define __ASM_SETJMP_H

#include <linux/compiler_types.h>
#include <linux/types.h>

/** struct jump_buffer - x19…x29, x30, sp; written by arch/arm64/lib/setjmp.S. */
struct jump_buffer {
	u64 regs[13];
};

__BEGIN_DECLS

/** arch_setjmp() - remember this place. Returns 0, and @value of arch_longjmp() when it comes back here. */
int arch_setjmp(struct jump_buffer *buffer) __attribute__((returns_twice));

/** arch_longjmp() - go back to the arch_setjmp() of @buffer, whose caller must not have returned. @value: not 0. */
void arch_longjmp(struct jump_buffer *buffer, int value) __attribute__((noreturn));

__END_DECLS

#endif
