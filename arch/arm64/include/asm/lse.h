/* SPDX-License-Identifier: GPL-2.0-only */
/* Exclusives as every CPU has them, replaced at boot by the single instructions of FEAT_LSE on a CPU that has those. */
#ifndef __ASM_LSE_H
#define __ASM_LSE_H

#include <linux/stringify.h>
#include <asm/alternative.h>

/* Counted as one instruction when the compiler decides what to inline. */
#define asm_inline asm __inline

#define ARM64_LSE_ATOMIC_INSN(llsc, lse)                                                           \
	".arch_extension lse\n" ALTERNATIVE(llsc, lse, ARM64_HAS_LSE_ATOMICS)

#endif
