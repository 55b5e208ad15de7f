// SPDX-License-Identifier: GPL-2.0-only
//
// scanf from a buffer: %d %i %u %x %X %o %c %s %n %[set] %%, with width, *, and hh h l ll L z t. White space in the format
// matches any amount. Widths bound what a conversion reads. Returns the number of conversions stored.
// Linux 6.12: vsscanf() in lib/vsprintf.c.

#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/limits.h>
#include <linux/string.h>

extern "C" unsigned long long slub64_strntoull(const char *s, size_t max_chars, char **end,
					       unsigned int base);

namespace
{

/* Stores a number in as many bytes as the length modifier says. */
void store_number(void *place, int bytes, u64 value)
{
	switch (bytes) {
	case 1:
		*(u8 *)place = (u8)value;
		break;
	case 2:
		*(u16 *)place = (u16)value;
		break;
	case 4:
		*(u32 *)place = (u32)value;
		break;
	default:
		*(u64 *)place = value;
		break;
	}
}

int read_length(const char *&fmt)
{
	switch (*fmt) {
	case 'h':
		fmt++;
		if (*fmt != 'h')
			return 2;
		fmt++;
		return 1;
	case 'l':
		fmt++;
		fmt += *fmt == 'l';
		return 8;
	case 'L':
	case 'z':
	case 't':
		fmt++;
		return 8;
	}
	return 4;
}

/* The set behind "%[": 256 bits. fmt is moved behind the ']'. */
struct character_set {
	unsigned long bits[256 / 64] = {};

	explicit character_set(const char *&fmt)
	{
		const bool negate = *fmt == '^';

		fmt += negate;
		/* A ']' at the beginning is a member. */
		do {
			if (!*fmt)
				return;
			bits[(u8)*fmt / 64] |= 1UL << ((u8)*fmt % 64);
		} while (*++fmt != ']');
		fmt++;
		if (negate)
			for (unsigned long &word : bits)
				word = ~word;
		bits[0] &= ~1UL; /* the end of the text is no member */
	}
	bool has(char c) const
	{
		return bits[(u8)c / 64] >> ((u8)c % 64) & 1;
	}
};

/* Digits of a number; `s` is moved. False when there are none. */
bool read_number(const char *&s, char conversion, size_t width, u64 &value)
{
	const unsigned int base = conversion == 'o'            ? 8
				  : (conversion | 0x20) == 'x' ? 16
				  : conversion == 'i'          ? 0
							       : 10;
	const bool may_be_negative = conversion == 'd' || conversion == 'i';
	const bool negative = may_be_negative && *s == '-';
	char *end;

	if (negative) {
		s++;
		width--;
	}
	if (!isdigit(*s) && !(base == 16 && isxdigit(*s)))
		return false;
	value = slub64_strntoull(s, width, &end, base);
	if (negative)
		value = 0 - value;
	s = end;
	return true;
}

} // namespace

extern "C" int vsscanf(const char *buf, const char *fmt, va_list args)
{
	const char *s = buf;
	int stored = 0;

	while (*fmt) {
		if (isspace((unsigned char)*fmt)) {
			fmt = skip_spaces(fmt);
			s = skip_spaces(s);
			continue;
		}
		if (*fmt != '%' || fmt[1] == '%') {
			fmt += *fmt == '%';
			if (*fmt++ != *s++)
				return stored;
			continue;
		}
		fmt++;

		const bool discard = *fmt == '*';
		size_t width = 0;

		fmt += discard;
		while (isdigit(*fmt))
			width = width * 10 + (*fmt++ - '0');
		const int bytes = read_length(fmt);
		const char conversion = *fmt++;

		if (conversion == 'n') {
			*va_arg(args, int *) = (int)(s - buf);
			continue;
		}
		if (!*s && conversion != 's')
			return stored;
		switch (conversion) {
		case 'c': {
			char *out = discard ? nullptr : va_arg(args, char *);

			for (width = width ? width : 1; width && *s; width--, s++)
				if (out)
					*out++ = *s;
			break;
		}
		case 's': {
			char *out = discard ? nullptr : va_arg(args, char *);

			s = skip_spaces(s);
			for (width = width ? width : INT_MAX;
			     width && *s && !isspace((unsigned char)*s); width--, s++)
				if (out)
					*out++ = *s;
			if (out)
				*out = '\0';
			break;
		}
		case '[': {
			const character_set set(fmt);
			char *out = discard ? nullptr : va_arg(args, char *);
			const char *begin = s;

			for (width = width ? width : INT_MAX; width && set.has(*s); width--, s++)
				if (out)
					*out++ = *s;
			if (s == begin)
				return stored;
			if (out)
				*out = '\0';
			break;
		}
		case 'd':
		case 'i':
		case 'u':
		case 'o':
		case 'x':
		case 'X': {
			u64 value;

			s = skip_spaces(s);
			if (!read_number(s, conversion, width ? width : INT_MAX, value))
				return stored;
			if (!discard)
				store_number(va_arg(args, void *), bytes, value);
			break;
		}
		default:
			return stored;
		}
		stored += !discard;
	}
	return stored;
}

extern "C" int sscanf(const char *buf, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	const int stored = vsscanf(buf, fmt, args);
	va_end(args);
	return stored;
}
