/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text to numbers. base 0 reads 0x… as hexadecimal and 0… as octal. The kstrto*() functions want the whole text to be
 * one number (a newline at its end is allowed): 0, -EINVAL or -ERANGE. The simple_ ones stop at the first character that
 * does not fit and tell where.
 */
#ifndef _LINUX_KSTRTOX_H
#define _LINUX_KSTRTOX_H
#include <linux/compiler.h>
#include <linux/types.h>
__BEGIN_DECLS
int __must_check kstrtoull(const char *s, unsigned int base, unsigned long long *res);
int __must_check kstrtoll(const char *s, unsigned int base, long long *res);
int __must_check kstrtoul(const char *s, unsigned int base, unsigned long *res);
int __must_check kstrtol(const char *s, unsigned int base, long *res);
int __must_check kstrtouint(const char *s, unsigned int base, unsigned int *res);
int __must_check kstrtoint(const char *s, unsigned int base, int *res);
int __must_check kstrtou16(const char *s, unsigned int base, u16 *res);
int __must_check kstrtos16(const char *s, unsigned int base, s16 *res);
int __must_check kstrtou8(const char *s, unsigned int base, u8 *res);
int __must_check kstrtos8(const char *s, unsigned int base, s8 *res);
/* y Y t T 1 on On ON / n N f F 0 off; only the first one or two characters count. */
int __must_check kstrtobool(const char *s, bool *res);
static inline int __must_check kstrtou64(const char *s, unsigned int base, u64 *res)
{
	return kstrtoull(s, base, res);
}
static inline int __must_check kstrtos64(const char *s, unsigned int base, s64 *res)
{
	return kstrtoll(s, base, res);
}
static inline int __must_check kstrtou32(const char *s, unsigned int base, u32 *res)
{
	return kstrtouint(s, base, res);
}
static inline int __must_check kstrtos32(const char *s, unsigned int base, s32 *res)
{
	return kstrtoint(s, base, res);
}
unsigned long simple_strtoul(const char *s, char **end, unsigned int base);
long simple_strtol(const char *s, char **end, unsigned int base);
unsigned long long simple_strtoull(const char *s, char **end, unsigned int base);
long long simple_strtoll(const char *s, char **end, unsigned int base);
/* A number with an optional K, M, G, T, P or E; *end (may be NULL) gets the first character behind. */
unsigned long long memparse(const char *s, char **end);
/* lib/cmdline.cpp. get_option: 0 no integer, 1 one, 2 one and a comma, 3 a range; *str moves on. */
int get_option(char **str, int *value);
char *get_options(const char *str, int nints, int *ints);
bool parse_option_str(const char *str, const char *option);
/* Cuts the next word off args: *param its name, *val its value or NULL. Returns the rest. */
char *next_arg(char *args, char **param, char **val);
__END_DECLS
#endif
