/* SPDX-License-Identifier: GPL-2.0-only */
/* Access to numbers at any address. */
#ifndef __LINUX_UNALIGNED_H
#define __LINUX_UNALIGNED_H
#include <linux/types.h>
#include <asm/byteorder.h>
#define get_unaligned(ptr)                                                                         \
	({                                                                                         \
		const struct {                                                                     \
			__typeof__(*(ptr)) x;                                                      \
		} __attribute__((__packed__)) *__unaligned = (__typeof__(__unaligned))(ptr);       \
		__unaligned->x;                                                                    \
	})
#define put_unaligned(value, ptr)                                                                  \
	do {                                                                                       \
		struct {                                                                           \
			__typeof__(*(ptr)) x;                                                      \
		} __attribute__((__packed__)) *__unaligned = (__typeof__(__unaligned))(ptr);       \
		__unaligned->x = (value);                                                          \
	} while (0)
#define __slub64_unaligned(bits)                                                                   \
	static inline u##bits get_unaligned_le##bits(const void *p)                                \
	{                                                                                          \
		u##bits v;                                                                         \
		__builtin_memcpy(&v, p, sizeof(v));                                                \
		return v;                                                                          \
	}                                                                                          \
	static inline u##bits get_unaligned_be##bits(const void *p)                                \
	{                                                                                          \
		return swab##bits(get_unaligned_le##bits(p));                                      \
	}                                                                                          \
	static inline void put_unaligned_le##bits(u##bits v, void *p)                              \
	{                                                                                          \
		__builtin_memcpy(p, &v, sizeof(v));                                                \
	}                                                                                          \
	static inline void put_unaligned_be##bits(u##bits v, void *p)                              \
	{                                                                                          \
		put_unaligned_le##bits(swab##bits(v), p);                                          \
	}
__slub64_unaligned(16) __slub64_unaligned(32) __slub64_unaligned(64)
#undef __slub64_unaligned
#endif
