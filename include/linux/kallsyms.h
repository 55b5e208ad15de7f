/* SPDX-License-Identifier: GPL-2.0-only */
/* Names of addresses in the kernel image. kernel/kallsyms.cpp. */
#ifndef _LINUX_KALLSYMS_H
#define _LINUX_KALLSYMS_H
#include <linux/types.h>
#define KSYM_NAME_LEN 512
#define KSYM_SYMBOL_LEN 600
__BEGIN_DECLS
/*
 * kallsyms_lookup() - the symbol that address lies in
 * @symbolsize, @offset: bytes, may be NULL; *modname is set to NULL; namebuf: KSYM_NAME_LEN bytes
 * Return: the name, NULL when the address is outside of the kernel's text and data.
 */
const char *kallsyms_lookup(unsigned long addr, unsigned long *symbolsize, unsigned long *offset,
			    char **modname, char *namebuf);
unsigned long kallsyms_lookup_name(const char *name);
/* "name+0xoff/0xsize" or "0x…"; KSYM_SYMBOL_LEN bytes of room. Return: the length. */
int sprint_symbol(char *buffer, unsigned long address);
int sprint_symbol_no_offset(char *buffer, unsigned long address);
/* For return addresses: looks address - 1 up, so that a call at a function's end is named after its caller. */
int sprint_backtrace(char *buffer, unsigned long address);
__END_DECLS
#endif
