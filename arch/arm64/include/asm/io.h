/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Access to device registers. Each is one instruction of the register's width with a plain base address, so that a
 * hypervisor can emulate it. read*() order the access before later memory accesses, write*() after earlier ones;
 * *_relaxed() do neither.
 */
#ifndef __ASM_IO_H
#define __ASM_IO_H

#include <linux/compiler_types.h>
#include <linux/types.h>
#include <asm/barrier.h>

#define __ARM64_RAW_IO(sfx, type, load, store, reg)                                                \
	static inline type __raw_read##sfx(const volatile void *addr)                              \
	{                                                                                          \
		type val;                                                                          \
                                                                                                   \
		asm volatile(load " %" reg "0, [%1]" : "=r"(val) : "r"(addr));                     \
		return val;                                                                        \
	}                                                                                          \
	static inline void __raw_write##sfx(type val, volatile void *addr)                         \
	{                                                                                          \
		asm volatile(store " %" reg "0, [%1]" : : "rZ"(val), "r"(addr));                   \
	}
__ARM64_RAW_IO(b, u8, "ldrb", "strb", "w")
__ARM64_RAW_IO(w, u16, "ldrh", "strh", "w")
__ARM64_RAW_IO(l, u32, "ldr", "str", "w")
__ARM64_RAW_IO(q, u64, "ldr", "str", "x")
#undef __ARM64_RAW_IO

#define __ARM64_IO(sfx, type)                                                                      \
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
		type val = __raw_read##sfx(addr);                                                  \
                                                                                                   \
		dma_rmb();                                                                         \
		return val;                                                                        \
	}                                                                                          \
	static inline void write##sfx(type val, volatile void *addr)                               \
	{                                                                                          \
		dma_wmb();                                                                         \
		__raw_write##sfx(val, addr);                                                       \
	}
__ARM64_IO(b, u8)
__ARM64_IO(w, u16)
__ARM64_IO(l, u32)
__ARM64_IO(q, u64)
#undef __ARM64_IO

#endif
