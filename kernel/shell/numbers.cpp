// SPDX-License-Identifier: GPL-2.0-only
// Numbers as people type and paste them: 4096, 0x1000, 4K, 1G, and ffff000001234000 as %px and /proc print addresses.
//
// A number of exactly 16 hexadecimal digits that starts with a letter or with more than a decimal would is an address
// that was pasted without its 0x; anything shorter without 0x is decimal.

#include "kernel/shell/shell.h"

#include <linux/ctype.h>
#include <linux/string.h>

namespace
{

constexpr unsigned pasted_address_digits = 16;

int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = tolower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

bool looks_like_pasted_address(const char *text)
{
	unsigned digits = 0;
	bool letters = false;

	for (; digit_value(*text) < 16; text++, digits++)
		letters |= digit_value(*text) > 9;
	return digits == pasted_address_digits && letters && *text == '\0';
}

unsigned unit_shift(char unit)
{
	switch (toupper(unit)) {
	case 'K':
		return 10;
	case 'M':
		return 20;
	case 'G':
		return 30;
	default:
		return 0;
	}
}

} // namespace

bool shell_parse_number(const char *text, u64 *number)
{
	u64 base = 10;
	u64 value = 0;

	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
		base = 16;
		text += 2;
	} else if (looks_like_pasted_address(text)) {
		base = 16;
	}
	if (digit_value(*text) >= static_cast<int>(base))
		return false;
	for (; digit_value(*text) < static_cast<int>(base); text++) {
		if (__builtin_mul_overflow(value, base, &value) ||
		    __builtin_add_overflow(value, static_cast<u64>(digit_value(*text)), &value))
			return false;
	}

	const unsigned shift = unit_shift(*text);

	if (shift) {
		if (value >> (64 - shift))
			return false;
		value <<= shift;
		text++;
	}
	*number = value;
	return *text == '\0';
}
