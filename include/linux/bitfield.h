/* SPDX-License-Identifier: GPL-2.0-only */
/* Fields of a word, named by their mask (as GENMASK() makes it). */
#ifndef _LINUX_BITFIELD_H
#define _LINUX_BITFIELD_H
#include <linux/bits.h>
#include <linux/build_bug.h>
#define __bf_shf(mask) (__builtin_ffsll(mask) - 1)
/* Does value fit the field? */
#define FIELD_FIT(mask, value) (!((((__typeof__(mask))(value)) << __bf_shf(mask)) & ~(mask)))
#define FIELD_MAX(mask)        ((__typeof__(mask))((mask) >> __bf_shf(mask)))
/* value moved to the field's place; the field's value out of a word; a word with the field replaced. */
#define FIELD_PREP(mask, value)       (((__typeof__(mask))(value) << __bf_shf(mask)) & (mask))
#define FIELD_PREP_CONST(mask, value) FIELD_PREP(mask, value)
#define FIELD_GET(mask, word)         ((__typeof__(mask))(((word) & (mask)) >> __bf_shf(mask)))
#define FIELD_MODIFY(mask, word_ptr, value)                                                        \
	do {                                                                                       \
		*(word_ptr) = (*(word_ptr) & ~(mask)) | FIELD_PREP(mask, value);                   \
	} while (0)
#endif
