/* SPDX-License-Identifier: GPL-2.0-only */
/* Classes of characters, ISO Latin-1 as Linux's table has it. Functions, so any argument is evaluated once. */
#ifndef _LINUX_CTYPE_H
#define _LINUX_CTYPE_H
#include <linux/compiler.h>
#include <linux/types.h>
#if __STDC_HOSTED__
#include <ctype.h>
#else
static inline int isdigit(int c)
{
	return (unsigned int)c - '0' < 10;
}
static inline int isupper(int c)
{
	return (unsigned int)c - 'A' < 26 ||
	       ((unsigned int)(c & 0xff) - 0xc0 < 0x1f && (c & 0xff) != 0xd7);
}
static inline int islower(int c)
{
	return (unsigned int)c - 'a' < 26 || ((c & 0xff) >= 0xdf && (c & 0xff) != 0xf7);
}
static inline int isalpha(int c)
{
	return isupper(c) || islower(c);
}
static inline int isalnum(int c)
{
	return isalpha(c) || isdigit(c);
}
static inline int isxdigit(int c)
{
	return isdigit(c) || ((unsigned int)c | 0x20) - 'a' < 6;
}
static inline int isspace(int c)
{
	return c == ' ' || (unsigned int)c - '\t' < 5 || (c & 0xff) == 0xa0;
}
static inline int iscntrl(int c)
{
	return (unsigned int)(c & 0xff) < 0x20 || (c & 0xff) == 0x7f;
}
static inline int isprint(int c)
{
	return (unsigned int)(c & 0xff) - 0x20 < 0x5f || (c & 0xff) >= 0xa0;
}
static inline int isgraph(int c)
{
	return isprint(c) && (c & 0xff) != ' ' && (c & 0xff) != 0xa0;
}
static inline int ispunct(int c)
{
	return isgraph(c) && !isalnum(c);
}
static inline int toupper(int c)
{
	return islower(c) && (c & 0xff) != 0xdf && (c & 0xff) != 0xff ? c - 0x20 : c;
}
static inline int tolower(int c)
{
	return isupper(c) ? c + 0x20 : c;
}
#endif
#if !__STDC_HOSTED__
#define isascii(c) ((unsigned char)(c) < 0x80)
#endif
static inline char _tolower(const char c)
{
	return c | 0x20;
}
static inline int isodigit(const char c)
{
	return c >= '0' && c <= '7';
}
#endif
