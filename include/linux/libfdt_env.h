/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LIBFDT_ENV_H
#define _LIBFDT_ENV_H
/*
 * What libfdt's headers want from their surroundings, said without a C library. <libfdt_env.h> of
 * the package has the same include guard, LIBFDT_ENV_H, so it stays out once this one is in.
 */
#define LIBFDT_ENV_H

#include <linux/types.h>
#include <linux/string.h>

typedef uint16_t fdt16_t;
typedef uint32_t fdt32_t;
typedef uint64_t fdt64_t;

#define FDT_FORCE

static inline uint16_t fdt16_to_cpu(fdt16_t x)
{
	return __builtin_bswap16(x);
}
static inline fdt16_t cpu_to_fdt16(uint16_t x)
{
	return __builtin_bswap16(x);
}
static inline uint32_t fdt32_to_cpu(fdt32_t x)
{
	return __builtin_bswap32(x);
}
static inline fdt32_t cpu_to_fdt32(uint32_t x)
{
	return __builtin_bswap32(x);
}
static inline uint64_t fdt64_to_cpu(fdt64_t x)
{
	return __builtin_bswap64(x);
}
static inline fdt64_t cpu_to_fdt64(uint64_t x)
{
	return __builtin_bswap64(x);
}

#endif /* _LIBFDT_ENV_H */
