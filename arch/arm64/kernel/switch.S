/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From one task to another.
 *
 * To the compiler cpu_switch_to() is a function call, so what a call may change is saved where it matters already. What remains:
 * x19 to x28, the frame pointer, SP, and the address to return to. SP_EL0 is `current`. Interrupts are masked, so no handler
 * sees one task's stack and the other's `current`.
 *
 * Linux 6.12: cpu_switch_to and ret_from_fork in arch/arm64/kernel/entry.S.
 */
#include <asm/assembler.h>

	.text
SYM_FUNC_START(cpu_switch_to)
	mov	x9, sp
	stp	x19, x20, [x2, #16 * 0]
	stp	x21, x22, [x2, #16 * 1]
	stp	x23, x24, [x2, #16 * 2]
	stp	x25, x26, [x2, #16 * 3]
	stp	x27, x28, [x2, #16 * 4]
	stp	x29, x9, [x2, #16 * 5]
	str	x30, [x2, #16 * 6]
	ldp	x19, x20, [x3, #16 * 0]
	ldp	x21, x22, [x3, #16 * 1]
	ldp	x23, x24, [x3, #16 * 2]
	ldp	x25, x26, [x3, #16 * 3]
	ldp	x27, x28, [x3, #16 * 4]
	ldp	x29, x9, [x3, #16 * 5]
	ldr	x30, [x3, #16 * 6]
	mov	sp, x9
	msr	sp_el0, x1
	ret
SYM_FUNC_END(cpu_switch_to)

/* x0 = the task that ran before; the frame record at SP is zero and ends every backtrace. */
	.cfi_sections .debug_frame
SYM_FUNC_START(ret_from_fork)
	.cfi_startproc
	.cfi_undefined x30
	bl	schedule_tail
	mov	x0, x20
	blr	x19
	sxtw	x0, w0
	bl	do_exit
	.cfi_endproc
SYM_FUNC_END(ret_from_fork)
