/* SPDX-License-Identifier: GPL-2.0-only */
/* A kernel at an address that nobody knows: arch/arm64/kernel/kaslr.cpp. */
#ifndef __ASM_KASLR_H
#define __ASM_KASLR_H

#include <asm/memory.h>
#include <asm/sections.h>

/** kaslr_offset() - how many bytes behind KIMAGE_VADDR the image runs; 0 without kaslr. */
static inline unsigned long kaslr_offset(void)
{
	return (unsigned long)_text - KIMAGE_VADDR;
}

#ifdef CONFIG_RANDOMIZE_BASE
__BEGIN_DECLS
/** memstart_offset_seed - how far the linear map is moved, in 1/65536 of what is possible; 0 without kaslr. */
extern u16 memstart_offset_seed;
/** kaslr_init() - say in the log what became of the parameter kaslr. */
void kaslr_init(void);
__END_DECLS
#else
#define memstart_offset_seed 0
#define kaslr_init()         ((void)0)
#endif

#endif
