/* SPDX-License-Identifier: GPL-2.0-only */
/* Accesses to device registers are plain volatile accesses: what ioremap() maps is zeroed memory here. */
#ifndef __ASM_IO_H
#define __ASM_IO_H

#include <linux/types.h>
#include <asm/barrier.h>

#define __HOST_IO(sfx, type)                                                                       \
	static inline type __raw_read##sfx(const volatile void *addr)                              \
	{                                                                                          \
		return *(const volatile type *)addr;                                               \
	}                                                                                          \
	static inline void __raw_write##sfx(type val, volatile void *addr)                         \
	{                                                                                          \
		*(volatile type *)addr = val;                                                      \
	}                                                                                          \
	static inline type read##sfx##_relaxed(const volatile void *addr)                          \
	{                                                                                          \
		return __raw_read##sfx(addr);                                                      \
	}                                                                                          \
	static inline void write##sfx##_relaxed(type val, volatile void *addr)                     \
	{                                                                                          \
		__raw_write##sfx(val, addr);                                                       \
	}                                                                                          \
	static inline type read##sfx(const volatile void *addr)                                    \
	{                                                                                          \
		return __raw_read##sfx(addr);                                                      \
	}                                                                                          \
	static inline void write##sfx(type val, volatile void *addr)                               \
	{                                                                                          \
		__raw_write##sfx(val, addr);                                                       \
	}
__HOST_IO(b, u8)
__HOST_IO(w, u16)
__HOST_IO(l, u32)
__HOST_IO(q, u64)
#undef __HOST_IO

#endif
