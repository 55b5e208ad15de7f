/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_HEX_H
#define _LINUX_HEX_H
#include <linux/types.h>
__BEGIN_DECLS
extern const char hex_asc[];
extern const char hex_asc_upper[];
#define hex_asc_lo(x)       hex_asc[((x)&0x0f)]
#define hex_asc_hi(x)       hex_asc[((x)&0xf0) >> 4]
#define hex_asc_upper_lo(x) hex_asc_upper[((x)&0x0f)]
#define hex_asc_upper_hi(x) hex_asc_upper[((x)&0xf0) >> 4]
static inline char *hex_byte_pack(char *buf, u8 byte)
{
	*buf++ = hex_asc_hi(byte);
	*buf++ = hex_asc_lo(byte);
	return buf;
}
/* Value of a hexadecimal digit, or -1. */
int hex_to_bin(unsigned char ch);
/* count bytes from 2 * count digits; 0 or -EINVAL. And the way back; returns the end of dst. */
int __must_check hex2bin(u8 *dst, const char *src, size_t count);
char *bin2hex(char *dst, const void *src, size_t count);
__END_DECLS
#endif
