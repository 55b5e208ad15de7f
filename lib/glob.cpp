// SPDX-License-Identifier: GPL-2.0-only
// Shell patterns. A * first takes nothing; whenever what follows fails, the latest * takes one character more. Earlier ones
// need not be tried again: whatever they could reach, the latest can, too. Linux 6.12: lib/glob.c.

#include <linux/glob.h>

namespace
{

// Matches one pattern element against @c and steps over it. @pattern is not at a '*' nor at the end.
bool match_one(const char *&pattern, char c)
{
	const unsigned char wanted = *pattern++;

	if (wanted == '?')
		return true;
	if (wanted == '\\' && *pattern)
		return *pattern++ == c;
	if (wanted != '[')
		return wanted == (unsigned char)c;

	const char *element = pattern;
	const bool inverted = *element == '!';
	bool found = false;

	element += inverted;
	do {
		const unsigned char low = *element;
		unsigned char high = low;

		if (!low)
			return c == '['; // no closing bracket: an ordinary character
		element++;
		if (element[0] == '-' && element[1] && element[1] != ']') {
			high = element[1];
			element += 2;
		}
		found |= low <= (unsigned char)c && (unsigned char)c <= high;
	} while (*element != ']');
	pattern = element + 1;
	return found != inverted;
}

} // namespace

bool glob_match(char const *pat, char const *str)
{
	const char *after_star = nullptr;
	const char *star_takes_to = nullptr;

	while (*str || *pat) {
		if (*pat == '*') {
			after_star = ++pat;
			star_takes_to = str;
			continue;
		}
		const char *element = pat;

		if (*pat && *str && match_one(element, *str)) {
			pat = element;
			str++;
			continue;
		}
		if (!after_star || !*star_takes_to)
			return false;
		pat = after_star;
		str = ++star_takes_to;
	}
	return true;
}
