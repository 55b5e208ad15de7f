/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_STACK_POINTER_H
#define __ASM_STACK_POINTER_H

/* The stack pointer as a variable: for address arithmetic and as an operand that orders asm statements. */
register unsigned long current_stack_pointer asm("sp");

#endif
