/* SPDX-License-Identifier: GPL-2.0-only */
/* How a static key is asked on arm64: one instruction. linux/jump_label.h has the picture. */
#ifndef __ASM_JUMP_LABEL_H
#define __ASM_JUMP_LABEL_H

#include <linux/compiler.h>
#include <linux/types.h>

#define JUMP_LABEL_NOP_SIZE 4

/*
 * arch_static_branch() - did the CPU jump?
 * key:        address of a static key, a link-time constant
 * when_off:   1: jump while the key is off; 0: while it is on
 * jump_first: 1: the image holds the branch; 0: the NOP
 * The table's entry lives and dies with the function that it is in (SHF_LINK_ORDER).
 */
#define arch_static_branch(static_key_, when_off, jump_first)                                      \
	({                                                                                         \
		__label__ jumped, done;                                                            \
		bool did_jump;                                                                     \
		asm goto(".Ljump%=:\n"                                                             \
			 "	.if %c[first]\n"                                                        \
			 "	b	%l[jumped]\n"                                                         \
			 "	.else\n"                                                                \
			 "	nop\n"                                                                  \
			 "	.endif\n"                                                               \
			 "	.pushsection __jump_table,\"ao\",%%progbits,.Ljump%=\n"                 \
			 "	.balign	8\n"                                                            \
			 "	.word	.Ljump%= - .\n"                                                   \
			 "	.word	%l[jumped] - .\n"                                                 \
			 "	.quad	%c[key] + %c[off] - .\n"                                          \
			 "	.popsection\n"                                                          \
			 :                                                                         \
			 : [first] "i"((jump_first) ? 1 : 0), [key] "i"(static_key_),              \
			   [off] "i"(when_off)                                                     \
			 :                                                                         \
			 : jumped);                                                                \
		did_jump = false;                                                                  \
		goto done;                                                                         \
jumped:                                                                                            \
		did_jump = true;                                                                   \
done:                                                                                              \
		did_jump;                                                                          \
	})

__BEGIN_DECLS
struct jump_entry;
/** arch_jump_label_transform() - write NOP or branch, visible to fetches from now on; a CPU may still have the old one in its pipeline. */
void arch_jump_label_transform(const struct jump_entry *entry, unsigned int type);
/** arch_jump_label_transform_apply() - no CPU executes an old instruction from here on. Interrupts enabled. */
void arch_jump_label_transform_apply(void);
__END_DECLS

#endif
