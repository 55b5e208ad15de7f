/* SPDX-License-Identifier: GPL-2.0-only */
/* Changing instructions of the running kernel (arch/arm64/kernel/patching.cpp). */
#ifndef __ASM_PATCHING_H
#define __ASM_PATCHING_H

#include <linux/types.h>

__BEGIN_DECLS
/**
 * aarch64_insn_patch_text_nosync() - write one instruction of the image and make it visible to fetches
 * Only between instructions that may be exchanged while other CPUs execute them (B, BL, NOP, BRK, ISB, SVC, HVC, SMC), or while
 * nobody else can execute it. A CPU may go on with the old one until its next context synchronisation (an interrupt).
 * Any context. 0, or -EINVAL if the address is not word-aligned.
 */
int aarch64_insn_patch_text_nosync(void *addr, u32 insn);
/**
 * aarch64_insn_patch_text() - replace cnt instructions of any kind
 * All other CPUs stand still meanwhile. Task context, may sleep. 0 or a negative error.
 */
int aarch64_insn_patch_text(void *addrs[], u32 insns[], int cnt);
__END_DECLS

#endif
