/* SPDX-License-Identifier: GPL-2.0-only */
/* The few A64 instructions that the kernel writes itself. */
#ifndef __ASM_INSN_H
#define __ASM_INSN_H

#include <linux/types.h>

#define AARCH64_INSN_SIZE   4
#define AARCH64_BREAK_FAULT 0xd4202000u /* BRK #0x100 */

/** aarch64_insn_gen_nop() - NOP. */
static inline u32 aarch64_insn_gen_nop(void)
{
	return 0xd503201fu;
}

/** aarch64_insn_gen_branch() - B from pc to target; both in bytes, word-aligned. AARCH64_BREAK_FAULT if further than 128 MiB. */
static inline u32 aarch64_insn_gen_branch(unsigned long pc, unsigned long target)
{
	const long distance = (long)(target - pc);

	if (distance < -0x8000000L || distance >= 0x8000000L || (distance & 3))
		return AARCH64_BREAK_FAULT;
	return 0x14000000u | ((u32)(distance >> 2) & 0x03ffffffu);
}

#endif
