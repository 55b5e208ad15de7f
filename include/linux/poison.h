/* SPDX-License-Identifier: GPL-2.0-only */
/* Values that mark dead memory. Linux 6.12's include/linux/poison.h, arm64's CONFIG_ILLEGAL_POINTER_VALUE. */
#ifndef _LINUX_POISON_H
#define _LINUX_POISON_H
#define CONFIG_ILLEGAL_POINTER_VALUE 0xdead000000000000UL
#define POISON_POINTER_DELTA         CONFIG_ILLEGAL_POINTER_VALUE
#define LIST_POISON1                 ((struct list_head *)(0x100UL + POISON_POINTER_DELTA))
#define LIST_POISON2                 ((struct list_head *)(0x122UL + POISON_POINTER_DELTA))
#define HLIST_POISON1                ((struct hlist_node *)(0x100UL + POISON_POINTER_DELTA))
#define HLIST_POISON2                ((struct hlist_node **)(0x122UL + POISON_POINTER_DELTA))
#define TAIL_MAPPING                 ((struct address_space *)(0x400UL + POISON_POINTER_DELTA))
#define TIMER_ENTRY_STATIC           ((struct hlist_node *)(0x300UL + POISON_POINTER_DELTA))
#define PAGE_POISON                  0xaa
#define SLUB_RED_INACTIVE            0xbb
#define SLUB_RED_ACTIVE              0xcc
#define POISON_INUSE                 0x5a
#define POISON_FREE                  0x6b
#define POISON_END                   0xa5
#define POISON_FREE_INITMEM          0xcc
#define POOL_POISON_FREED            0xa7
#define POOL_POISON_ALLOCATED        0xa9
#define MUTEX_DEBUG_INIT             0x11
#define MUTEX_DEBUG_FREE             0x22
#define MUTEX_POISON_WW_CTX          ((void *)(0x500UL + POISON_POINTER_DELTA))
#define VMEMMAP_POISON_INIT          ~0
#define KEY_DESTROY                  0xbd
#define PAGE_POISON_PATTERN          -1l
#endif
