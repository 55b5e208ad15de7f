/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the linker put things (arch/arm64/vmlinux.lds.S). Each pair encloses [start, end). */
#ifndef __ASM_SECTIONS_H
#define __ASM_SECTIONS_H

#include <linux/compiler_types.h>
#include <linux/types.h>

__BEGIN_DECLS

extern char _text[], _stext[], _etext[];
extern char __irqentry_text_start[], __irqentry_text_end[];
extern char __idmap_text_start[], __idmap_text_end[];
extern char __start_rodata[], __end_rodata[];
extern char __start_ro_after_init[], __end_ro_after_init[];
extern char __init_begin[], __init_end[];
extern char __inittext_begin[], __inittext_end[];
extern char __initdata_begin[], __initdata_end[];
extern char _sinittext[], _einittext[];
extern char _sdata[], _edata[], _data[];
extern char __bss_start[], __bss_stop[];
extern char _end[];
extern char __per_cpu_start[], __per_cpu_end[], __per_cpu_load[];
extern char init_stack[];

__END_DECLS

/** is_kernel_text() - is @addr in the kernel's text, init text included? */
static inline bool is_kernel_text(unsigned long addr)
{
	return (addr >= (unsigned long)_text && addr < (unsigned long)_etext) ||
	       (addr >= (unsigned long)_sinittext && addr < (unsigned long)_einittext);
}

/** is_kernel_rodata() - is @addr in the kernel's constants? */
static inline bool is_kernel_rodata(unsigned long addr)
{
	return addr >= (unsigned long)__start_rodata && addr < (unsigned long)__end_rodata;
}

/** is_kernel_image() - is @addr anywhere in the image's region, as linked? */
static inline bool is_kernel_image(unsigned long addr)
{
	return addr >= (unsigned long)_text && addr < (unsigned long)_end;
}

#endif
