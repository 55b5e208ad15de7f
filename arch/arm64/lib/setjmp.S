/* SPDX-License-Identifier: GPL-2.0-only */
/* arch_setjmp(), arch_longjmp(): see asm/setjmp.h. The layout of the buffer is known here alone. */

	.text

	.global arch_setjmp
	.type arch_setjmp, %function
arch_setjmp:
	stp	x19, x20, [x0]
	stp	x21, x22, [x0, #16]
	stp	x23, x24, [x0, #32]
	stp	x25, x26, [x0, #48]
	stp	x27, x28, [x0, #64]
	stp	x29, x30, [x0, #80]
	mov	x1, sp
	str	x1, [x0, #96]
	mov	w0, wzr
	ret
	.size arch_setjmp, . - arch_setjmp

	.global arch_longjmp
	.type arch_longjmp, %function
arch_longjmp:
	ldp	x19, x20, [x0]
	ldp	x21, x22, [x0, #16]
	ldp	x23, x24, [x0, #32]
	ldp	x25, x26, [x0, #48]
	ldp	x27, x28, [x0, #64]
	ldp	x29, x30, [x0, #80]
	ldr	x2, [x0, #96]
	mov	sp, x2
	mov	w0, w1
	ret
	.size arch_longjmp, . - arch_longjmp

	.section .note.GNU-stack, "", %progbits
