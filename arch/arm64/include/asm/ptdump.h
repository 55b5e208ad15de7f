/* SPDX-License-Identifier: GPL-2.0-only */
/* Looking at all page tables at once: arch/arm64/mm/ptdump.cpp. */
#ifndef __ASM_PTDUMP_H
#define __ASM_PTDUMP_H

#include <linux/compiler_types.h>
#include <linux/types.h>

#ifdef CONFIG_PTDUMP

__BEGIN_DECLS
/**
 * ptdump_check_wx() - look through every entry of the kernel's tables for one that is writable and executable, or executable
 * at EL0. Says how it went in the log ("Checked W+X mappings: passed, no W+X pages found"). May sleep. Returns whether it passed.
 * Linux: ptdump_check_wx() in arch/arm64/mm/ptdump.c.
 */
bool ptdump_check_wx(void);

/** ptdump_count_wx() - the same without a word: how many pages of 4 KiB are writable and executable, how many not UXN. */
bool ptdump_count_wx(unsigned long *wx_pages, unsigned long *uxn_pages);
__END_DECLS

/** debug_checkwx() - the same, at the end of boot (CONFIG_DEBUG_WX). */
#define debug_checkwx() ((void)ptdump_check_wx())

#else
#define debug_checkwx() ((void)0)
#endif

#endif
