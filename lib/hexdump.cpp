// SPDX-License-Identifier: GPL-2.0-only
//
// Bytes as hexadecimal text and back, and dumps of memory in lines of 16 or 32 bytes:
//
//	prefix 00000010: 6b 6b 6b 6b 6b 6b 6b 6b 6b 6b 6b 6b 6b 6b 6b a5  kkkkkkkkkkkkkkk.
//
// Groups of 2, 4 or 8 bytes are printed as numbers. Linux 6.12: lib/hexdump.c.

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/string.h>

extern "C" {

const char hex_asc[] = "0123456789abcdef";
const char hex_asc_upper[] = "0123456789ABCDEF";

int hex_to_bin(unsigned char ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	ch |= 0x20;
	return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

int hex2bin(u8 *dst, const char *src, size_t count)
{
	for (; count; count--, src += 2) {
		const int high = hex_to_bin(src[0]);
		const int low = high < 0 ? -1 : hex_to_bin(src[1]);

		if (low < 0)
			return -EINVAL;
		*dst++ = high << 4 | low;
	}
	return 0;
}

char *bin2hex(char *dst, const void *src, size_t count)
{
	for (const u8 *p = (const u8 *)src; count; count--)
		dst = hex_byte_pack(dst, *p++);
	return dst;
}

} // extern "C"

namespace
{

/* Appends to a buffer of size bytes and counts what would have been written. */
struct line_writer {
	char *buf;
	size_t size;
	size_t len;

	void put(char c)
	{
		if (len + 1 < size)
			buf[len] = c;
		len++;
	}
	void pad_to(size_t column)
	{
		while (len < column)
			put(' ');
	}
	void put_number(const u8 *p, int bytes)
	{
		for (int i = bytes - 1; i >= 0; i--) {
			put(hex_asc_hi(p[i]));
			put(hex_asc_lo(p[i]));
		}
	}
};

} // namespace

extern "C" {

int hex_dump_to_buffer(const void *buf, size_t len, int rowsize, int groupsize, char *linebuf,
		       size_t linebuflen, bool ascii)
{
	const u8 *p = (const u8 *)buf;
	line_writer out{linebuf, linebuflen, 0};

	if (rowsize != 16 && rowsize != 32)
		rowsize = 16;
	len = min_t(size_t, len, rowsize);
	if (!is_power_of_2(groupsize) || groupsize > 8 || len % groupsize)
		groupsize = 1;

	for (size_t i = 0; i < len; i += groupsize) {
		if (i)
			out.put(' ');
		out.put_number(p + i, groupsize);
	}
	if (ascii && len) {
		out.pad_to(rowsize * 2 + rowsize / groupsize + 1);
		for (size_t i = 0; i < len; i++)
			out.put(p[i] < 0x80 && isprint(p[i]) ? p[i] : '.');
	}
	if (linebuflen)
		linebuf[min(out.len, linebuflen - 1)] = '\0';
	return out.len;
}

void print_hex_dump(const char *level, const char *prefix_str, int prefix_type, int rowsize,
		    int groupsize, const void *buf, size_t len, bool ascii)
{
	const u8 *p = (const u8 *)buf;
	char line[32 * 3 + 2 + 32 + 1];

	if (rowsize != 16 && rowsize != 32)
		rowsize = 16;
	for (size_t i = 0; i < len; i += rowsize) {
		hex_dump_to_buffer(p + i, min_t(size_t, len - i, rowsize), rowsize, groupsize, line,
				   sizeof(line), ascii);
		switch (prefix_type) {
		case DUMP_PREFIX_ADDRESS:
			printk("%s%s%p: %s\n", level, prefix_str, p + i, line);
			break;
		case DUMP_PREFIX_OFFSET:
			printk("%s%s%.8x: %s\n", level, prefix_str, (unsigned int)i, line);
			break;
		default:
			printk("%s%s%s\n", level, prefix_str, line);
			break;
		}
	}
}

} // extern "C"
