/* SPDX-License-Identifier: GPL-2.0-only */
/* The registers that the exception entry saves, and the bits of PSTATE. */
#ifndef __ASM_PTRACE_H
#define __ASM_PTRACE_H

#include <linux/const.h>

#define PSR_MODE_EL0t 0x0
#define PSR_MODE_EL1t 0x4
#define PSR_MODE_EL1h 0x5
#define PSR_MODE_EL2t 0x8
#define PSR_MODE_EL2h 0x9
#define PSR_MODE_MASK 0xf
#define PSR_F_BIT     0x40
#define PSR_I_BIT     0x80
#define PSR_A_BIT     0x100
#define PSR_D_BIT     0x200

/* Offsets into struct pt_regs for entry.S; held true by the static_asserts below. */
#define S_X0         0
#define S_X2         16
#define S_LR         240
#define S_SP         248
#define S_PC         256
#define S_PSTATE     264
#define S_STACKFRAME 272
#define PT_REGS_SIZE 288

#ifndef __ASSEMBLY__

#include <linux/types.h>

/**
 * struct pt_regs - what was in the registers when an exception came.
 * @regs: x0 to x30.
 * @sp: stack pointer.
 * @pc: the interrupted instruction.
 * @pstate: SPSR_EL1.
 * @stackframe: frame record (x29, pc) that links the handler's backtrace to the interrupted code.
 */
struct pt_regs {
	u64 regs[31];
	u64 sp;
	u64 pc;
	u64 pstate;
	u64 stackframe[2];
};

#ifdef __cplusplus
static_assert(sizeof(struct pt_regs) == PT_REGS_SIZE);
static_assert(__builtin_offsetof(struct pt_regs, sp) == S_SP);
static_assert(__builtin_offsetof(struct pt_regs, pc) == S_PC);
static_assert(__builtin_offsetof(struct pt_regs, stackframe) == S_STACKFRAME);
#endif

#define instruction_pointer(regs) ((unsigned long)(regs)->pc)
#define user_stack_pointer(regs)  ((unsigned long)(regs)->sp)
#define interrupts_enabled(regs)  (!((regs)->pstate & PSR_I_BIT))
#define user_mode(regs)           (((regs)->pstate & PSR_MODE_MASK) == PSR_MODE_EL0t)

#endif /* __ASSEMBLY__ */
#endif
