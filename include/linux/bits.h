/* SPDX-License-Identifier: GPL-2.0-only */
/* Words with one bit or a run of bits set. */
#ifndef _LINUX_BITS_H
#define _LINUX_BITS_H
#include <linux/const.h>
#define BITS_PER_LONG      64
#define BITS_PER_LONG_LONG 64
#define BITS_PER_BYTE      8
#define BIT(nr)            (UL(1) << (nr))
#define BIT_ULL(nr)        (ULL(1) << (nr))
#define BIT_MASK(nr)       (UL(1) << ((nr) % BITS_PER_LONG))
#define BIT_WORD(nr)       ((nr) / BITS_PER_LONG)
#define BIT_ULL_MASK(nr)   (ULL(1) << ((nr) % BITS_PER_LONG_LONG))
#define BIT_ULL_WORD(nr)   ((nr) / BITS_PER_LONG_LONG)
/* Bits high down to low, both included. */
#define __GENMASK(high, low) (((~UL(0)) << (low)) & (~UL(0) >> (BITS_PER_LONG - 1 - (high))))
#define __GENMASK_ULL(high, low)                                                                   \
	(((~ULL(0)) << (low)) & (~ULL(0) >> (BITS_PER_LONG_LONG - 1 - (high))))
#define GENMASK(high, low)     __GENMASK(high, low)
#define GENMASK_ULL(high, low) __GENMASK_ULL(high, low)
#define BITS_PER_TYPE(type)    (sizeof(type) * BITS_PER_BYTE)
#define BITS_TO_LONGS(nr)      __KERNEL_DIV_ROUND_UP(nr, BITS_PER_TYPE(long))
#define BITS_TO_U64(nr)        __KERNEL_DIV_ROUND_UP(nr, BITS_PER_TYPE(u64))
#define BITS_TO_U32(nr)        __KERNEL_DIV_ROUND_UP(nr, BITS_PER_TYPE(u32))
#define BITS_TO_BYTES(nr)      __KERNEL_DIV_ROUND_UP(nr, BITS_PER_TYPE(char))
#endif
