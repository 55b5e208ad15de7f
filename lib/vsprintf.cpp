// SPDX-License-Identifier: GPL-2.0-only
//
// printf into a buffer: the format's scanner, numbers and strings. The %p family is in vsprintf_pointer.cpp.
//
//	%[flags][width][.precision][hh h l ll L z t]conversion		d i u o x X c s p %
//
// As C's printf, without floating point and without %n, and with these habits of Linux: an unknown conversion ends the
// output with a warning, NULL strings print "(null)", and 0 pads numbers even when a precision is given.
// Linux 6.12: lib/vsprintf.c.

#include <linux/bug.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/hex.h>
#include <linux/limits.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <asm/page-def.h>

#include "lib/text.hpp"

namespace text
{

void put_number(output &out, u64 number, const field &how)
{
	const bool negative = how.is_signed && (s64)number < 0;
	const char sign = negative                     ? '-'
			  : how.is_signed && how.plus  ? '+'
			  : how.is_signed && how.space ? ' '
						       : 0;
	const char *digits_of = how.lower ? hex_asc : hex_asc_upper;
	u64 rest = negative ? 0 - number : number;
	char digits[24]; /* 2^64 in octal has 22 */
	char *const end = digits + sizeof(digits);
	char *first = end;

	/* Constant divisors: the compiler makes shifts and a multiplication of them. */
	if (how.base == 10)
		do {
			*--first = '0' + rest % 10;
			rest /= 10;
		} while (rest);
	else if (how.base == 16)
		do {
			*--first = digits_of[rest % 16];
			rest /= 16;
		} while (rest);
	else
		do {
			*--first = '0' + rest % 8;
			rest /= 8;
		} while (rest);

	/* "0x", or "0" before octal digits other than 0. */
	const int prefix = !how.alternate || how.base == 10 ? 0 : how.base == 16 ? 2 : number != 0;
	const int count = end - first;
	const int all_digits = how.precision > count ? how.precision : count;
	const int padding = how.width - all_digits - prefix - (sign != 0);
	const bool zeros = how.zero && !how.left;

	if (!how.left && !zeros)
		out.fill(' ', padding);
	if (sign)
		out.put(sign);
	if (prefix) {
		out.put('0');
		if (prefix == 2)
			out.put(how.lower ? 'x' : 'X');
	}
	if (zeros)
		out.fill('0', padding);
	out.fill('0', all_digits - count);
	out.put(first, count);
	if (how.left)
		out.fill(' ', padding);
}

void put_string(output &out, const char *s, const field &how)
{
	if ((unsigned long)s < PAGE_SIZE)
		s = s ? "(efault)" : "(null)";
	else if (IS_ERR(s))
		s = "(efault)";

	const size_t len = strnlen(s, how.precision < 0 ? INT_MAX : how.precision);
	const int padding = how.width - (int)len;

	if (!how.left)
		out.fill(' ', padding);
	out.put(s, len);
	if (how.left)
		out.fill(' ', padding);
}

void put_fixed_hex(output &out, u64 value, int size)
{
	field how;

	how.base = 16;
	how.width = 2 + 2 * size;
	how.alternate = how.lower = how.zero = true;
	put_number(out, value, how);
}

namespace
{

/* Length modifiers, smallest type first. */
enum class length { hh, h, none, l, ll };

/* The arguments: a va_list as a member, because as a parameter it would be a pointer on some machines. */
struct arguments {
	va_list list;

	u64 integer(length size, bool is_signed)
	{
		switch (size) {
		case length::hh:
			return is_signed ? (u64)(signed char)va_arg(list, int)
					 : (unsigned char)va_arg(list, int);
		case length::h:
			return is_signed ? (u64)(short)va_arg(list, int)
					 : (unsigned short)va_arg(list, int);
		case length::none:
			return is_signed ? (u64)va_arg(list, int) : va_arg(list, unsigned int);
		case length::l:
			return va_arg(list, unsigned long);
		case length::ll:
			return va_arg(list, unsigned long long);
		}
		unreachable();
	}
	int next_int()
	{
		return va_arg(list, int);
	}
	const void *pointer()
	{
		return va_arg(list, const void *);
	}
};

int read_decimal(const char *&fmt)
{
	int value = 0;

	while (isdigit(*fmt))
		value = value * 10 + (*fmt++ - '0');
	return value;
}

/* fmt is behind the %; on return at the conversion character. */
void read_field(const char *&fmt, arguments &args, field &how, length &size)
{
	for (bool more = true; more;) {
		switch (*fmt) {
		case '-':
			how.left = true;
			break;
		case '+':
			how.plus = true;
			break;
		case ' ':
			how.space = true;
			break;
		case '#':
			how.alternate = true;
			break;
		case '0':
			how.zero = true;
			break;
		default:
			more = false;
			continue;
		}
		fmt++;
	}
	if (isdigit(*fmt)) {
		how.width = read_decimal(fmt);
	} else if (*fmt == '*') {
		fmt++;
		how.width = args.next_int();
		if (how.width < 0) {
			how.width = -how.width;
			how.left = true;
		}
	}
	if (*fmt == '.') {
		fmt++;
		how.precision = 0;
		if (isdigit(*fmt)) {
			how.precision = read_decimal(fmt);
		} else if (*fmt == '*') {
			fmt++;
			const int given = args.next_int();

			how.precision = given < 0 ? 0 : given;
		}
	}
	switch (*fmt) {
	case 'h':
		size = *++fmt == 'h' ? length::hh : length::h;
		fmt += size == length::hh;
		break;
	case 'l':
		size = *++fmt == 'l' ? length::ll : length::l;
		fmt += size == length::ll;
		break;
	case 'L':
		size = length::ll;
		fmt++;
		break;
	case 'z':
	case 't':
		size = length::l;
		fmt++;
		break;
	}
}

/* One conversion; false when it is none. fmt is moved behind it. */
bool convert(output &out, const char *&fmt, arguments &args)
{
	field how;
	length size = length::none;

	read_field(fmt, args, how, size);

	const char conversion = *fmt;

	switch (conversion) {
	case 'd':
	case 'i':
		how.is_signed = true;
		break;
	case 'u':
		break;
	case 'x':
		how.lower = true;
		how.base = 16;
		break;
	case 'X':
		how.base = 16;
		break;
	case 'o':
		how.base = 8;
		break;
	case 's':
		fmt++;
		put_string(out, (const char *)args.pointer(), how);
		return true;
	case 'c':
		fmt++;
		if (!how.left)
			out.fill(' ', how.width - 1);
		out.put((char)args.next_int());
		if (how.left)
			out.fill(' ', how.width - 1);
		return true;
	case 'p': {
		const char *const what = ++fmt;

		while (isalnum((unsigned char)*fmt))
			fmt++;
		put_pointer(out, what, args.pointer(), how);
		return true;
	}
	case '%':
		fmt++;
		out.put('%');
		return true;
	default:
		WARN_ONCE(1, "Please remove unsupported %%%c in format string\n", conversion);
		return false;
	}
	fmt++;
	put_number(out, args.integer(size, how.is_signed), how);
	return true;
}

} // namespace
} // namespace text

extern "C" {

int vsnprintf(char *buf, size_t size, const char *fmt, va_list list)
{
	if (WARN_ON_ONCE(size > INT_MAX))
		return 0;

	text::output out(buf, size);
	text::arguments args;

	va_copy(args.list, list);
	for (;;) {
		const char *plain = fmt;

		while (*fmt && *fmt != '%')
			fmt++;
		out.put(plain, fmt - plain);
		if (!*fmt++ || !text::convert(out, fmt, args))
			break;
	}
	va_end(args.list);
	return (int)out.terminate();
}

int vscnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
	if (!size)
		return 0;
	const int wanted = vsnprintf(buf, size, fmt, args);

	return wanted < (int)size ? wanted : (int)size - 1;
}

int vsprintf(char *buf, const char *fmt, va_list args)
{
	return vsnprintf(buf, INT_MAX, fmt, args);
}

#define CALL_WITH_ARGUMENTS(call)                                                                  \
	va_list args;                                                                              \
	va_start(args, fmt);                                                                       \
	const int len = call;                                                                      \
	va_end(args);                                                                              \
	return len

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	CALL_WITH_ARGUMENTS(vsnprintf(buf, size, fmt, args));
}

int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	CALL_WITH_ARGUMENTS(vscnprintf(buf, size, fmt, args));
}

int sprintf(char *buf, const char *fmt, ...)
{
	CALL_WITH_ARGUMENTS(vsprintf(buf, fmt, args));
}

/* The decimal number, padded to width with blanks; its length, or 0 when it does not fit into size bytes. No NUL. */
int num_to_str(char *buf, int size, unsigned long long num, unsigned int width)
{
	char digits[64];
	text::output out(digits, sizeof(digits));
	text::field how;

	how.width = (int)width;
	text::put_number(out, num, how);
	const int len = (int)out.terminate();

	if (len > size || len >= (int)sizeof(digits))
		return 0;
	memcpy(buf, digits, len);
	return len;
}

} // extern "C"
