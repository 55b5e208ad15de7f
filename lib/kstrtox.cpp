// SPDX-License-Identifier: GPL-2.0-only
//
// Text to numbers. One scanner reads digits and notices overflow; the families on top of it differ in what they allow
// around the digits. Linux 6.12: lib/kstrtox.c, lib/vsprintf.c (simple_strto*), lib/cmdline.c (memparse, in cmdline.cpp).

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/limits.h>

namespace
{

struct scanned {
	unsigned long long value;
	const char *end; /* first character that is no digit; the start when there is none */
	bool overflow;
};

/* Base 0 is decided, and "0x" skipped for 16, by the text's beginning. */
const char *fix_base(const char *s, unsigned int *base)
{
	const bool has_x = s[0] == '0' && (s[1] | 0x20) == 'x' && hex_to_bin(s[2]) >= 0;

	if (*base == 0)
		*base = has_x ? 16 : s[0] == '0' ? 8 : 10;
	return *base == 16 && s[0] == '0' && (s[1] | 0x20) == 'x' ? s + 2 : s;
}

scanned scan(const char *s, unsigned int base, size_t max_chars)
{
	scanned result{0, s, false};

	for (; max_chars; max_chars--) {
		const int digit = hex_to_bin(*result.end);

		if (digit < 0 || (unsigned int)digit >= base)
			break;
		result.overflow |= __builtin_mul_overflow(result.value, (unsigned long long)base,
							  &result.value);
		result.overflow |= __builtin_add_overflow(result.value, (unsigned long long)digit,
							  &result.value);
		result.end++;
	}
	return result;
}

/* The whole text is digits and perhaps a newline. */
int scan_all(const char *s, unsigned int base, unsigned long long *res)
{
	s = fix_base(s, &base);
	const scanned result = scan(s, base, SIZE_MAX);

	if (result.end == s)
		return -EINVAL;
	if (result.overflow)
		return -ERANGE;
	s = result.end;
	if (*s == '\n')
		s++;
	if (*s)
		return -EINVAL;
	*res = result.value;
	return 0;
}

template <typename T>
int parse_unsigned(const char *s, unsigned int base, T *res)
{
	unsigned long long value;
	const int err = kstrtoull(s, base, &value);

	if (err)
		return err;
	if (value != (T)value)
		return -ERANGE;
	*res = (T)value;
	return 0;
}

template <typename T>
int parse_signed(const char *s, unsigned int base, T *res)
{
	long long value;
	const int err = kstrtoll(s, base, &value);

	if (err)
		return err;
	if (value != (T)value)
		return -ERANGE;
	*res = (T)value;
	return 0;
}

} // namespace

/* For sscanf(): at most max_chars characters, "0x" included. Value and end as simple_strtoull(). */
extern "C" unsigned long long slub64_strntoull(const char *s, size_t max_chars, char **end,
					       unsigned int base)
{
	const char *digits = fix_base(s, &base);
	const size_t prefix = digits - s;

	if (prefix >= max_chars) {
		/* "0" alone is the number when the room ends inside "0x". */
		digits = s;
		max_chars = min_t(size_t, max_chars, 1);
	} else {
		max_chars -= prefix;
	}
	const scanned result = scan(digits, base, max_chars);

	if (end)
		*end = (char *)result.end;
	return result.value;
}

extern "C" {

int kstrtoull(const char *s, unsigned int base, unsigned long long *res)
{
	return scan_all(*s == '+' ? s + 1 : s, base, res);
}

int kstrtoll(const char *s, unsigned int base, long long *res)
{
	unsigned long long magnitude;
	const bool negative = *s == '-';
	const int err = negative ? scan_all(s + 1, base, &magnitude)
				 : kstrtoull(s, base, &magnitude);

	if (err)
		return err;
	if (magnitude > (unsigned long long)LLONG_MAX + negative)
		return -ERANGE;
	*res = (long long)(negative ? 0 - magnitude : magnitude);
	return 0;
}

int kstrtoul(const char *s, unsigned int base, unsigned long *res)
{
	return parse_unsigned(s, base, res);
}

int kstrtol(const char *s, unsigned int base, long *res)
{
	return parse_signed(s, base, res);
}

int kstrtouint(const char *s, unsigned int base, unsigned int *res)
{
	return parse_unsigned(s, base, res);
}

int kstrtoint(const char *s, unsigned int base, int *res)
{
	return parse_signed(s, base, res);
}

int kstrtou16(const char *s, unsigned int base, u16 *res)
{
	return parse_unsigned(s, base, res);
}

int kstrtos16(const char *s, unsigned int base, s16 *res)
{
	return parse_signed(s, base, res);
}

int kstrtou8(const char *s, unsigned int base, u8 *res)
{
	return parse_unsigned(s, base, res);
}

int kstrtos8(const char *s, unsigned int base, s8 *res)
{
	return parse_signed(s, base, res);
}

int kstrtobool(const char *s, bool *res)
{
	if (!s)
		return -EINVAL;
	switch (*s | 0x20) {
	case 'y':
	case 't':
	case '1':
		*res = true;
		return 0;
	case 'n':
	case 'f':
	case '0':
		*res = false;
		return 0;
	case 'o':
		if ((s[1] | 0x20) == 'n') {
			*res = true;
			return 0;
		}
		if ((s[1] | 0x20) == 'f') {
			*res = false;
			return 0;
		}
		break;
	}
	return -EINVAL;
}

unsigned long long simple_strtoull(const char *s, char **end, unsigned int base)
{
	return slub64_strntoull(s, INT_MAX, end, base);
}

unsigned long simple_strtoul(const char *s, char **end, unsigned int base)
{
	return simple_strtoull(s, end, base);
}

long long simple_strtoll(const char *s, char **end, unsigned int base)
{
	return *s == '-' ? -(long long)simple_strtoull(s + 1, end, base)
			 : simple_strtoull(s, end, base);
}

long simple_strtol(const char *s, char **end, unsigned int base)
{
	return simple_strtoll(s, end, base);
}

} // extern "C"
