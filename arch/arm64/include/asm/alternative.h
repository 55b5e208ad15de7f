/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Alternatives: instructions that are replaced, once, during boot, by others that do the same on a CPU which has them.
 *
 *	text               661: LDXR … CBNZ 662:            what every ARMv8.0 CPU runs
 *	.altinstructions   { 661, 663, capability, lengths }
 *	.altinstr_replacement      663: LDADD 664:          copied over 661 if the CPU has it; where the new text is shorter, a
 *	                                                    branch to 662 follows it, so nothing else is executed
 *
 * So there is no test at run time. The replacement must not be longer, nor hold addresses, nor branches but B.cond that leave it. Its entry lives
 * and dies with the function that it changes (SHF_LINK_ORDER). arch/arm64/kernel/alternative.cpp does the replacing.
 * Linux 6.12: arch/arm64/include/asm/alternative.h.
 */
#ifndef __ASM_ALTERNATIVE_H
#define __ASM_ALTERNATIVE_H

#include <linux/types.h>

/* What a CPU may have. */
#define ARM64_HAS_LSE_ATOMICS 0
#define ARM64_HAS_DC_ZVA_64   1 /* DC ZVA is allowed, and clears 64 bytes */
#define ARM64_NCAPS           2

/* Distances from the field itself; lengths in bytes. */
struct alt_instr {
	s32 orig_offset;
	s32 alt_offset;
	u16 cpucap;
	u8 orig_len;
	u8 alt_len;
};

__BEGIN_DECLS
/** setup_cpu_features() - find out what the boot CPU has, say it, replace the instructions. Boot CPU, alone. */
void setup_cpu_features(void);
/** cpus_have_cap() - is it in use? */
bool cpus_have_cap(unsigned int num);
/** this_cpu_has_caps_in_use() - a CPU that lacks one must not run any code that was replaced. */
bool this_cpu_has_caps_in_use(void);
__END_DECLS

/* Operands are those of the asm statement that this is part of; one statement may have several. */
#define ALTERNATIVE(oldinstr, newinstr, cap)                                                       \
	".ifndef .Lalt%=\n.Lalt%=:\n.endif\n"                                                      \
	"661:\n" oldinstr "\n662:\n"                                                               \
	".pushsection .altinstructions,\"ao\",%%progbits,.Lalt%=\n"                                \
	"	.word	661b - .\n"                                                                        \
	"	.word	663f - .\n"                                                                        \
	"	.hword	" __stringify(cap) "\n"                                                    \
					   "	.byte	662b - 661b, 664f - 663f\n"                     \
					   ".popsection\n"                                         \
					   ".pushsection .altinstr_replacement,\"a\"\n"            \
					   "	.balign	4\n"                                          \
					   "663:\n" newinstr "\n664:\n"                            \
					   ".popsection\n"

#endif
