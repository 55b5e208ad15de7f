/* SPDX-License-Identifier: GPL-2.0-only */
/* System registers: access by name, and the bits used here (Arm ARM D19). */
#ifndef __ASM_SYSREG_H
#define __ASM_SYSREG_H

#include <linux/const.h>

/* SCTLR_ELx. */
#define SCTLR_ELx_M    (UL(1) << 0) /* MMU on */
#define SCTLR_ELx_A    (UL(1) << 1) /* alignment checking */
#define SCTLR_ELx_C    (UL(1) << 2) /* data caches on */
#define SCTLR_ELx_SA   (UL(1) << 3) /* SP alignment checking */
#define SCTLR_EL1_SA0  (UL(1) << 4)
#define SCTLR_ELx_I    (UL(1) << 12) /* instruction caches on */
#define SCTLR_EL1_UCT  (UL(1) << 15)
#define SCTLR_EL1_SPAN (UL(1) << 23) /* leave PSTATE.PAN alone on exceptions */
#define SCTLR_ELx_EE   (UL(1) << 25) /* big endian */
/* Bits that read as one on ARMv8.0 and mean "as ever" where they got a meaning later. */
#define SCTLR_EL1_RES1                                                                             \
	((UL(1) << 11) | (UL(1) << 20) | (UL(1) << 22) | (UL(1) << 28) | (UL(1) << 29))
#define SCTLR_EL2_RES1                                                                             \
	((UL(1) << 4) | (UL(1) << 5) | (UL(1) << 11) | (UL(1) << 16) | (UL(1) << 18) |             \
	 (UL(1) << 22) | (UL(1) << 23) | (UL(1) << 28) | (UL(1) << 29))
#define INIT_SCTLR_EL1_MMU_OFF (SCTLR_EL1_RES1 | SCTLR_EL1_SPAN)
#define INIT_SCTLR_EL1_MMU_ON                                                                      \
	(INIT_SCTLR_EL1_MMU_OFF | SCTLR_ELx_M | SCTLR_ELx_C | SCTLR_ELx_SA | SCTLR_EL1_SA0 |       \
	 SCTLR_ELx_I)

/* HCR_EL2. */
#define HCR_RW  (UL(1) << 31) /* EL1 is AArch64 */
#define HCR_E2H (UL(1) << 34)

/* CurrentEL. */
#define CurrentEL_EL1 (1 << 2)
#define CurrentEL_EL2 (2 << 2)

#ifndef __ASSEMBLY__

#include <linux/types.h>

#define __sysreg_str(x) #x
#define read_sysreg(reg)                                                                           \
	({                                                                                         \
		u64 __val;                                                                         \
		asm volatile("mrs %0, " __sysreg_str(reg) : "=r"(__val));                          \
		__val;                                                                             \
	})
#define write_sysreg(val, reg)                                                                     \
	do {                                                                                       \
		u64 __val = (u64)(val);                                                            \
		asm volatile("msr " __sysreg_str(reg) ", %x0" : : "rZ"(__val) : "memory");         \
	} while (0)
/* Registers named by encoding, S3_op1_Cn_Cm_op2, need no support of the assembler. */
#define read_sysreg_s(reg)       read_sysreg(reg)
#define write_sysreg_s(val, reg) write_sysreg(val, reg)

#endif /* __ASSEMBLY__ */
#endif
