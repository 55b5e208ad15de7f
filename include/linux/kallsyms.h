/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names of the kernel's functions by address. The table is made by scripts/kallsyms from the linked image; it holds functions,
 * C++ ones by their qualified name without parameters ("slub::new_slab").
 */
#ifndef _LINUX_KALLSYMS_H
#define _LINUX_KALLSYMS_H

#include <linux/compiler_types.h>
#include <linux/types.h>

#define KSYM_NAME_LEN 512
/* name+0xoffset/0xsize */
#define KSYM_SYMBOL_LEN (KSYM_NAME_LEN + 2 * (2 + 16) + 2)

__BEGIN_DECLS

/**
 * kallsyms_lookup() - which function is @addr in?
 * @addr: any address.
 * @symbolsize: set to the function's size in bytes; may be NULL.
 * @offset: set to the distance from its start; may be NULL.
 * @modname: set to NULL (there are no modules); may be NULL.
 * @namebuf: KSYM_NAME_LEN bytes.
 *
 * Returns @namebuf, or NULL if @addr is in no function. Any context.
 */
const char *kallsyms_lookup(unsigned long addr, unsigned long *symbolsize, unsigned long *offset,
			    char **modname, char *namebuf);

/** kallsyms_lookup_size_offset() - the same without the name; non-zero if found. */
int kallsyms_lookup_size_offset(unsigned long addr, unsigned long *symbolsize,
				unsigned long *offset);

/** kallsyms_lookup_name() - the address of the function @name, 0 if there is none. A search through the whole table. */
unsigned long kallsyms_lookup_name(const char *name);

/**
 * sprint_symbol() - "name+0xoffset/0xsize" for @address into @buffer (KSYM_SYMBOL_LEN bytes), "0x..." if it has no name.
 * Returns the length. %pS is this.
 */
int sprint_symbol(char *buffer, unsigned long address);

/** sprint_symbol_no_offset() - the name alone. %ps is this. */
int sprint_symbol_no_offset(char *buffer, unsigned long address);

/** sprint_backtrace() - for a return address: looks up @address - 1, so that a call at a function's end is its own. %pB, %pSb. */
int sprint_backtrace(char *buffer, unsigned long address);

/* What has no build id here prints as without. */
#define sprint_symbol_build_id(buffer, address)    sprint_symbol(buffer, address)
#define sprint_backtrace_build_id(buffer, address) sprint_backtrace(buffer, address)

__END_DECLS

#endif
