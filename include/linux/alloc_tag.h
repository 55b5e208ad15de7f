/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * alloc_hooks(): the place between an allocation's public name and its function.
 *
 * Linux 6.12 calls every allocation function through a macro, so that allocation profiling can count per call site:
 * kmalloc() is a macro over kmalloc_noprof(). slub64 keeps both names (breakpoints and backtraces read like
 * Linux's) and counts nothing.
 */
#ifndef _LINUX_ALLOC_TAG_H
#define _LINUX_ALLOC_TAG_H

#ifndef alloc_hooks
#define alloc_hooks(_do_alloc) _do_alloc
#endif

#endif /* _LINUX_ALLOC_TAG_H */
