/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_GLOB_H
#define _LINUX_GLOB_H

#include <linux/compiler.h>
#include <linux/types.h>

__BEGIN_DECLS

/**
 * glob_match() - does a whole string match a shell pattern?
 * @pat: * is any run of characters, ? any one, [a-z] and [!a-z] a class, \ takes the next one as it is.
 * @str: the string.
 *
 * Any context. Time is at most the product of the lengths. Linux 6.12: lib/glob.c.
 */
bool __pure glob_match(char const *pat, char const *str);

__END_DECLS

#endif
