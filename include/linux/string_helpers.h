/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_STRING_HELPERS_H_
#define _LINUX_STRING_HELPERS_H_
#include <linux/bits.h>
#include <linux/ctype.h>
#include <linux/string_choices.h>
#include <linux/string.h>
#include <linux/types.h>
enum string_size_units {
	STRING_UNITS_10,
	STRING_UNITS_2,
	STRING_UNITS_MASK = BIT(0),
	STRING_UNITS_NO_SPACE = BIT(30),
	STRING_UNITS_NO_BYTES = BIT(31),
};
__BEGIN_DECLS
/* size blocks of blk_size bytes as "1.50 GiB" (units of 1000 or 1024, three digits). Return: as snprintf(). */
int string_get_size(u64 size, u64 blk_size, const enum string_size_units units, char *buf, int len);
__END_DECLS
#endif
