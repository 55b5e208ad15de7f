/* SPDX-License-Identifier: GPL-2.0-only */
/* Smallest and largest value of each integer type. */
#ifndef _LINUX_LIMITS_H
#define _LINUX_LIMITS_H
#include <linux/types.h>
#if __STDC_HOSTED__
#include <limits.h>
#else
#define CHAR_BIT   8
#define SHRT_MAX   __SHRT_MAX__
#define SHRT_MIN   (-SHRT_MAX - 1)
#define USHRT_MAX  (SHRT_MAX * 2 + 1)
#define INT_MAX    __INT_MAX__
#define INT_MIN    (-INT_MAX - 1)
#define UINT_MAX   (INT_MAX * 2U + 1U)
#define LONG_MAX   __LONG_MAX__
#define LONG_MIN   (-LONG_MAX - 1L)
#define ULONG_MAX  (LONG_MAX * 2UL + 1UL)
#define LLONG_MAX  __LONG_LONG_MAX__
#define LLONG_MIN  (-LLONG_MAX - 1LL)
#define ULLONG_MAX (LLONG_MAX * 2ULL + 1ULL)
#define PATH_MAX   4096
#define NAME_MAX   255
#endif
#ifndef SIZE_MAX
#define SIZE_MAX (~(size_t)0)
#endif
#ifndef SSIZE_MAX
#define SSIZE_MAX ((ssize_t)(SIZE_MAX >> 1))
#endif
#ifndef UINTPTR_MAX
#define UINTPTR_MAX ULONG_MAX
#endif
#define PHYS_ADDR_MAX     (~(phys_addr_t)0)
#define RESOURCE_SIZE_MAX ((resource_size_t)~0)
#define U8_MAX            ((u8)~0U)
#define S8_MAX            ((s8)(U8_MAX >> 1))
#define S8_MIN            ((s8)(-S8_MAX - 1))
#define U16_MAX           ((u16)~0U)
#define S16_MAX           ((s16)(U16_MAX >> 1))
#define S16_MIN           ((s16)(-S16_MAX - 1))
#define U32_MAX           ((u32)~0U)
#define U32_MIN           ((u32)0)
#define S32_MAX           ((s32)(U32_MAX >> 1))
#define S32_MIN           ((s32)(-S32_MAX - 1))
#define U64_MAX           ((u64)~0ULL)
#define S64_MAX           ((s64)(U64_MAX >> 1))
#define S64_MIN           ((s64)(-S64_MAX - 1))
#endif
