// SPDX-License-Identifier: GPL-2.0-only
//
// Pieces of command lines: sizes ("64M"), lists of integers ("1,3-5"), words with quotes. Linux 6.12: lib/cmdline.c.

#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/string.h>

extern "C" {

unsigned long long memparse(const char *s, char **end)
{
	static const char suffixes[] = "kmgtpe";
	char *rest;
	unsigned long long value = simple_strtoull(s, &rest, 0);
	const char *suffix = *rest ? strchr(suffixes, *rest | 0x20) : nullptr;

	if (suffix) {
		value <<= 10 * (suffix - suffixes + 1);
		rest++;
	}
	if (end)
		*end = rest;
	return value;
}

/* 0: no integer; 1: the last one; 2: a comma follows (and is skipped); 3: '-' follows, a range. */
int get_option(char **str, int *value)
{
	char *cur = *str;

	if (!cur || !*cur)
		return 0;
	const bool negative = *cur == '-';
	const int magnitude = simple_strtoull(negative ? cur + 1 : cur, str, 0);

	if (value)
		*value = negative ? -magnitude : magnitude;
	if (cur == *str || (negative && cur + 1 == *str))
		return 0;
	if (**str == ',') {
		(*str)++;
		return 2;
	}
	return **str == '-' ? 3 : 1;
}

/* ints[0] gets how many there are; with nints 0 they are only counted. Returns where the list ends. */
char *get_options(const char *str, int nints, int *ints)
{
	const bool only_count = nints == 0;
	int i = 1;

	while (i < nints || only_count) {
		int *place = only_count ? ints : ints + i;
		const int kind = get_option((char **)&str, place);

		if (kind == 0)
			break;
		if (kind == 3) {
			/* "first-last": the numbers between go in one by one. */
			int last;
			const int first = *place;

			str++;
			if (get_option((char **)&str, &last) == 0 || first > last)
				break;
			for (int n = first; n <= last && (only_count || i < nints); n++, i++)
				if (!only_count)
					ints[i] = n;
			if (str[-1] != ',')
				break;
			continue;
		}
		i++;
		if (kind == 1)
			break;
	}
	ints[0] = i - 1;
	return (char *)str;
}

bool parse_option_str(const char *str, const char *option)
{
	while (*str) {
		const size_t len = strcspn(str, ",");

		if (len == strlen(option) && !strncmp(str, option, len))
			return true;
		str += len;
		if (*str == ',')
			str++;
	}
	return false;
}

/* A quote around the whole word or around its value is taken off; spaces inside quotes belong to the word. */
char *next_arg(char *args, char **param, char **val)
{
	const bool quoted_word = *args == '"';
	bool in_quote = quoted_word;
	size_t equals = 0, i;

	if (quoted_word)
		args++;
	for (i = 0; args[i]; i++) {
		if (isspace((unsigned char)args[i]) && !in_quote)
			break;
		if (!equals && args[i] == '=')
			equals = i;
		if (args[i] == '"')
			in_quote = !in_quote;
	}
	*param = args;
	*val = nullptr;
	if (equals) {
		args[equals] = '\0';
		*val = args + equals + 1;
		if (**val == '"') {
			(*val)++;
			if (args[i - 1] == '"')
				args[i - 1] = '\0';
		}
	}
	if (quoted_word && i > 0 && args[i - 1] == '"')
		args[i - 1] = '\0';
	if (args[i])
		args[i++] = '\0';
	return skip_spaces(args + i);
}

} // extern "C"
