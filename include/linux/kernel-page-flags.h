/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers of the bits that stable_page_flags() gives: those of Linux's /proc/kpageflags, which tools/mm/page-types knows. */
#ifndef LINUX_KERNEL_PAGE_FLAGS_H
#define LINUX_KERNEL_PAGE_FLAGS_H

#include <linux/compiler.h>
#include <linux/types.h>

#define KPF_LOCKED        0
#define KPF_ERROR         1
#define KPF_REFERENCED    2
#define KPF_UPTODATE      3
#define KPF_DIRTY         4
#define KPF_LRU           5
#define KPF_ACTIVE        6
#define KPF_SLAB          7
#define KPF_WRITEBACK     8
#define KPF_RECLAIM       9
#define KPF_BUDDY         10
#define KPF_MMAP          11
#define KPF_ANON          12
#define KPF_SWAPCACHE     13
#define KPF_SWAPBACKED    14
#define KPF_COMPOUND_HEAD 15
#define KPF_COMPOUND_TAIL 16
#define KPF_HUGE          17
#define KPF_UNEVICTABLE   18
#define KPF_HWPOISON      19
#define KPF_NOPAGE        20
#define KPF_KSM           21
#define KPF_THP           22
#define KPF_OFFLINE       23
#define KPF_ZERO_PAGE     24
#define KPF_IDLE          25
#define KPF_PGTABLE       26
#define KPF_RESERVED      32
#define KPF_MLOCKED       33
#define KPF_OWNER_2       34
#define KPF_PRIVATE       35
#define KPF_PRIVATE_2     36
#define KPF_OWNER_PRIVATE 37
#define KPF_ARCH          38
#define KPF_SOFTDIRTY     40
#define KPF_ARCH_2        41

struct page;
__BEGIN_DECLS
/** stable_page_flags() - what a page is, independent of how the kernel stores it. NULL: 1 << KPF_NOPAGE. */
u64 stable_page_flags(const struct page *page);
__END_DECLS

#endif
