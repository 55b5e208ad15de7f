/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Exception vectors.
 *
 * Everything runs at EL1 on SP_EL1, so of the sixteen vectors four are expected: synchronous, IRQ, FIQ and SError "from the
 * current EL with SP_ELx". The other twelve report where they came from and end the machine.
 *
 *   vector: make room for struct pt_regs  ->  does SP still lie in a stack?  ->  save  ->  C++ handler  ->  restore  ->  ERET
 *
 * A kernel stack is aligned to twice its size (THREAD_ALIGN), so inside it bit THREAD_SHIFT of SP is clear, and below its base
 * it is set. If SP fell out of the stack, saving there would fault again for ever: the registers go to this CPU's overflow
 * stack instead. TPIDR_EL0 and TPIDRRO_EL0 serve as scratch: there is no user space that owns them.
 *
 * The frame record in pt_regs links the handler's frames to the interrupted function, so one walk shows both.
 *
 * Linux 6.12: arch/arm64/kernel/entry.S (kernel_ventry, kernel_entry, kernel_exit, __bad_stack).
 */
#include <asm/memory.h>
#include <asm/ptrace.h>
#include <asm/assembler.h>

	.section .entry.text, "ax"

	/* Address of this CPU's copy of a per-CPU symbol. */
	.macro	adr_this_cpu, dst, sym, tmp
	adr_l	\dst, \sym
	mrs	\tmp, tpidr_el1
	add	\dst, \dst, \tmp
	.endm

	.macro	vector, target
	.balign	128
	sub	sp, sp, #PT_REGS_SIZE
	msr	tpidr_el0, x0
	mov	x0, sp
	tbnz	x0, #THREAD_SHIFT, 1f
	mrs	x0, tpidr_el0
	b	\target
1:	b	outside_stack_\target
	.endm

	/* A vector that must not be taken; reason is an index into traps.cpp's table. */
	.macro	bad_vector, reason
	.balign	128
	sub	sp, sp, #PT_REGS_SIZE
	save_all
	mov	x1, #\reason
	b	bad_vector_common
	.endm

	.macro	save_all
	stp	x0, x1, [sp, #16 * 0]
	stp	x2, x3, [sp, #16 * 1]
	stp	x4, x5, [sp, #16 * 2]
	stp	x6, x7, [sp, #16 * 3]
	stp	x8, x9, [sp, #16 * 4]
	stp	x10, x11, [sp, #16 * 5]
	stp	x12, x13, [sp, #16 * 6]
	stp	x14, x15, [sp, #16 * 7]
	stp	x16, x17, [sp, #16 * 8]
	stp	x18, x19, [sp, #16 * 9]
	stp	x20, x21, [sp, #16 * 10]
	stp	x22, x23, [sp, #16 * 11]
	stp	x24, x25, [sp, #16 * 12]
	stp	x26, x27, [sp, #16 * 13]
	stp	x28, x29, [sp, #16 * 14]
	add	x9, sp, #PT_REGS_SIZE
	mrs	x10, elr_el1
	mrs	x11, spsr_el1
	stp	x30, x9, [sp, #S_LR]
	stp	x10, x11, [sp, #S_PC]
	stp	x29, x10, [sp, #S_STACKFRAME]
	add	x29, sp, #S_STACKFRAME
	.endm

	.macro	restore_all_and_return
	ldp	x10, x11, [sp, #S_PC]
	msr	elr_el1, x10
	msr	spsr_el1, x11
	ldp	x0, x1, [sp, #16 * 0]
	ldp	x2, x3, [sp, #16 * 1]
	ldp	x4, x5, [sp, #16 * 2]
	ldp	x6, x7, [sp, #16 * 3]
	ldp	x8, x9, [sp, #16 * 4]
	ldp	x10, x11, [sp, #16 * 5]
	ldp	x12, x13, [sp, #16 * 6]
	ldp	x14, x15, [sp, #16 * 7]
	ldp	x16, x17, [sp, #16 * 8]
	ldp	x18, x19, [sp, #16 * 9]
	ldp	x20, x21, [sp, #16 * 10]
	ldp	x22, x23, [sp, #16 * 11]
	ldp	x24, x25, [sp, #16 * 12]
	ldp	x26, x27, [sp, #16 * 13]
	ldp	x28, x29, [sp, #16 * 14]
	ldr	x30, [sp, #S_LR]
	add	sp, sp, #PT_REGS_SIZE
	eret
	.endm

	.balign	2048
SYM_CODE_START(vectors)
	bad_vector 0			/* current EL, SP_EL0: the kernel never selects it */
	bad_vector 1
	bad_vector 2
	bad_vector 3

	vector	el1h_64_sync
	vector	el1h_64_irq
	vector	el1h_64_fiq
	vector	el1h_64_error

	bad_vector 4			/* EL0, AArch64: there is no user space */
	bad_vector 5
	bad_vector 6
	bad_vector 7

	bad_vector 8			/* EL0, AArch32 */
	bad_vector 9
	bad_vector 10
	bad_vector 11
SYM_CODE_END(vectors)

	.macro	handler, name
SYM_CODE_START(\name)
	save_all
	mov	x0, sp
	bl	\name\()_handler
	restore_all_and_return
SYM_CODE_END(\name)

	/*
	 * SP is in no thread's stack. Handlers that run on the overflow stack come here too: theirs is a stack as good as any.
	 * x0 = SP, its own value is in TPIDR_EL0.
	 */
SYM_CODE_START(outside_stack_\name)
	msr	tpidrro_el0, x1
	adr_this_cpu x1, overflow_stack, x0
	ldr	x1, [x1]
	mov	x0, sp
	sub	x0, x0, x1
	cmp	x0, #OVERFLOW_STACK_SIZE
	b.hs	1f
	mrs	x1, tpidrro_el0
	mrs	x0, tpidr_el0
	b	\name
1:	b	bad_stack
SYM_CODE_END(outside_stack_\name)
	.endm

	handler	el1h_64_sync
	handler	el1h_64_irq
	handler	el1h_64_fiq
	handler	el1h_64_error

/*
 * x1 = start of the overflow stack; x0 and x1 themselves are in TPIDR_EL0 and TPIDRRO_EL0. The interrupted SP waits above
 * pt_regs until save_all, which would take the overflow stack's end for it, is through.
 */
SYM_CODE_START(bad_stack)
	mov	x0, sp
	add	x0, x0, #PT_REGS_SIZE
	add	x1, x1, #OVERFLOW_STACK_SIZE
	sub	sp, x1, #(PT_REGS_SIZE + 16)
	str	x0, [sp, #PT_REGS_SIZE]
	mrs	x0, tpidr_el0
	mrs	x1, tpidrro_el0
	save_all
	ldr	x0, [sp, #PT_REGS_SIZE]
	str	x0, [sp, #S_SP]
	mov	x0, sp
	bl	handle_bad_stack
SYM_CODE_END(bad_stack)

SYM_CODE_START(bad_vector_common)
	mov	x0, sp
	bl	handle_bad_vector
SYM_CODE_END(bad_vector_common)
