/* SPDX-License-Identifier: GPL-2.0-only */
/* Macros for assembly files. */
#ifndef __ASM_ASSEMBLER_H
#define __ASM_ASSEMBLER_H

#ifdef __ASSEMBLY__

/* A global function with its size, so that kallsyms and gdb know where it ends. */
#define SYM_FUNC_START(name)                                                                       \
	.balign 4;                                                                                 \
	.globl name;                                                                               \
	.type name, % function;                                                                    \
name:
#define SYM_FUNC_END(name) .size name, .- name
#define SYM_CODE_START(name)                                                                       \
	.globl name;                                                                               \
	.type name, % function;                                                                    \
name:
#define SYM_CODE_END(name) .size name, .- name

/* Address of a symbol within 4 GiB, relative to the program counter: right before and after the MMU is on. */
.macro adr_l, dst, sym
	adrp	\dst, \sym
	add	\dst, \dst, :lo12:\sym
.endm

.macro ldr_l, dst, sym
	adrp	\dst, \sym
	ldr	\dst, [\dst, :lo12:\sym]
.endm

.macro str_l, src, sym, tmp
	adrp	\tmp, \sym
	str	\src, [\tmp, :lo12:\sym]
.endm

/* A 64-bit constant without a literal pool. */
.macro mov_q, reg, val
	movz	\reg, #:abs_g3:\val
	movk	\reg, #:abs_g2_nc:\val
	movk	\reg, #:abs_g1_nc:\val
	movk	\reg, #:abs_g0_nc:\val
.endm

#endif
#endif
