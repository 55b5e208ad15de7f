/* SPDX-License-Identifier: GPL-2.0-only */
/* Byte order: the CPU is little-endian. */
#ifndef _LINUX_BYTEORDER_GENERIC_H
#define _LINUX_BYTEORDER_GENERIC_H
#include <linux/swab.h>
#ifndef __LITTLE_ENDIAN
#define __LITTLE_ENDIAN 1234
#endif
#define cpu_to_le64(x) ((__le64)(u64)(x))
#define le64_to_cpu(x) ((u64)(__le64)(x))
#define cpu_to_le32(x) ((__le32)(u32)(x))
#define le32_to_cpu(x) ((u32)(__le32)(x))
#define cpu_to_le16(x) ((__le16)(u16)(x))
#define le16_to_cpu(x) ((u16)(__le16)(x))
#define cpu_to_be64(x) ((__be64)swab64(x))
#define be64_to_cpu(x) swab64(x)
#define cpu_to_be32(x) ((__be32)swab32(x))
#define be32_to_cpu(x) swab32(x)
#define cpu_to_be16(x) ((__be16)swab16(x))
#define be16_to_cpu(x) swab16(x)
static inline u64 be64_to_cpup(const __be64 *p)
{
	return swab64(*p);
}
static inline u32 be32_to_cpup(const __be32 *p)
{
	return swab32(*p);
}
static inline u16 be16_to_cpup(const __be16 *p)
{
	return swab16(*p);
}
static inline u64 le64_to_cpup(const __le64 *p)
{
	return *p;
}
static inline u32 le32_to_cpup(const __le32 *p)
{
	return *p;
}
#endif
