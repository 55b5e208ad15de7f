/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From a function that takes a spinlock (asm/spinlock.h) to the one that waits for it, and back.
 *
 *	x16    the lock
 *	x17    where the function goes on
 *
 * No other register is changed. x30 is the function's own business: it may be its return address still, because no frame has been made. So
 * x17 is in the frame record, and backtraces show the function that waits.
 */
#include <asm/assembler.h>

	.text
	.cfi_sections .debug_frame

SYM_FUNC_START(__queued_spin_lock_slow)
	.cfi_startproc
	.cfi_return_column 17
	stp	x29, x17, [sp, #-160]!
	.cfi_def_cfa_offset 160
	.cfi_offset 29, -160
	.cfi_offset 17, -152
	mov	x29, sp
	stp	x0, x1, [sp, #16]
	stp	x2, x3, [sp, #32]
	stp	x4, x5, [sp, #48]
	stp	x6, x7, [sp, #64]
	stp	x8, x9, [sp, #80]
	stp	x10, x11, [sp, #96]
	stp	x12, x13, [sp, #112]
	stp	x14, x15, [sp, #128]
	stp	x18, x30, [sp, #144]
	.cfi_offset 30, -8
	mov	x0, x16
	ldr	w1, [x16]
	bl	queued_spin_lock_slowpath
	ldp	x0, x1, [sp, #16]
	ldp	x2, x3, [sp, #32]
	ldp	x4, x5, [sp, #48]
	ldp	x6, x7, [sp, #64]
	ldp	x8, x9, [sp, #80]
	ldp	x10, x11, [sp, #96]
	ldp	x12, x13, [sp, #112]
	ldp	x14, x15, [sp, #128]
	ldp	x18, x30, [sp, #144]
	ldp	x29, x17, [sp], #160
	br	x17
	.cfi_endproc
SYM_FUNC_END(__queued_spin_lock_slow)
