/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * BUG() and WARN() are one instruction, BRK, in the place where they stand, and an entry in __bug_table, that says what it means:
 *
 *	text           BRK #0x800            no register is prepared, none is lost: the report shows them all
 *	__bug_table    { where, file, line, flags }
 *
 * The entry lives and dies with its function (SHF_LINK_ORDER). The exception goes to traps.cpp and from there to kernel/bug.cpp.
 * Linux 6.12: arch/arm64/include/asm/bug.h, asm-bug.h, brk-imm.h.
 */
#ifndef __ASM_BUG_H
#define __ASM_BUG_H

#define BUG_BRK_IMM 0x800

/* @flags: BUGFLAG_…, a constant. */
#define __BUG_FLAGS(flags)                                                                         \
	asm volatile(".Lbug%=:	brk	%[imm]\n"                                                       \
		     ".pushsection .rodata.str,\"aMS\",%%progbits,1\n"                             \
		     "14472:	.string \"" __FILE__ "\"\n"                                        \
		     ".popsection\n"                                                               \
		     ".pushsection __bug_table,\"awo\",%%progbits,.Lbug%=\n"                       \
		     "	.balign	4\n"                                                                \
		     "14470:	.long	.Lbug%= - 14470b\n"                                             \
		     "	.long	14472b - .\n"                                                         \
		     "	.short	%c[line], %c[bits]\n"                                                \
		     ".popsection\n"                                                               \
		     :                                                                             \
		     : [imm] "i"(BUG_BRK_IMM), [line] "i"(__LINE__), [bits] "i"(flags))

#define BUG()                                                                                      \
	do {                                                                                       \
		__BUG_FLAGS(0);                                                                    \
		__builtin_unreachable();                                                           \
	} while (0)
#define __WARN_FLAGS(flags) __BUG_FLAGS(BUGFLAG_WARNING | (flags))
#define HAVE_ARCH_BUG

#endif
