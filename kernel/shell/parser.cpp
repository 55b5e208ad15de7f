// SPDX-License-Identifier: GPL-2.0-only
// From a line to commands and words.
//
//	kmalloc 64; echo 'two words' "and \"quotes\"" > /sys/file  # a remark
//	^^^^^^^ ^^  ^^^^ ^^^^^^^^^^^ ^^^^^^^^^^^^^^^^   ^^^^^^^^^
//
// Words end at blanks and at >, commands at a semicolon or a line end. The word behind > (or >>, which is the same here: files
// have no content to add to) is the file that the output goes to. Quotes and the backslash keep blanks, semicolons, > and
// each other; '…' keeps everything. A # at the start of a word hides the rest of the line. The word $? is the status of
// the command before. Nothing is copied: an unquoted word is never longer than what was typed, so it is written over it.

#include "kernel/shell/parser.h"

#include <linux/ctype.h>
#include <linux/string.h>

namespace shell
{
namespace
{

bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool ends_command(char c)
{
	return c == '\0' || c == ';' || c == '\n' || c == '\r';
}

bool ends_word(char c)
{
	return is_blank(c) || c == '>' || ends_command(c);
}

// Reads one word at *in and writes it to *out, both moving on. False when a quote is left open.
bool unquote_word(char *&in, char *&out)
{
	char quote = '\0';

	for (; quote ? *in != '\0' : !ends_word(*in); in++) {
		if (quote && *in == quote) {
			quote = '\0';
		} else if (!quote && (*in == '\'' || *in == '"')) {
			quote = *in;
		} else if (*in == '\\' && quote != '\'' && in[1] != '\0') {
			*out++ = *++in;
		} else {
			*out++ = *in;
		}
	}
	return quote == '\0';
}

// "$?" is two characters and the longest status is three, "255": the text lives outside the line.
char status_text[4];

void write_status(int status)
{
	unsigned value = static_cast<unsigned>(status) & 0xff;
	char *out = status_text;

	if (value >= 100)
		*out++ = '0' + value / 100;
	if (value >= 10)
		*out++ = '0' + value / 10 % 10;
	*out++ = '0' + value % 10;
	*out = '\0';
}

} // namespace

parse_result next_command(char **position, parsed_command &command, int status)
{
	char *in = *position;
	bool to_file = false; // the next word is the one behind >

	command.count = 0;
	command.words[0] = nullptr;
	command.output = nullptr;
	if (*in == '\0')
		return parse_result::end;

	for (;;) {
		while (is_blank(*in))
			in++;
		if (*in == '#')
			in += strcspn(in, "\n");
		if (*in == '>' && !to_file) {
			to_file = true;
			in += in[1] == '>' ? 2 : 1;
			continue;
		}
		if (to_file && ends_word(*in))
			return parse_result::no_file;
		if (ends_command(*in))
			break;
		if (command.count == max_words)
			return parse_result::too_many_words;

		char *word = in;
		char *out = in;

		if (!unquote_word(in, out))
			return parse_result::unbalanced_quote;

		// The terminator may fall on the character that ended the word: look at it first.
		const char end = *in;

		*out = '\0';
		if (!strcmp(word, "$?")) {
			write_status(status);
			word = status_text;
		}
		if (to_file) {
			command.output = word;
		} else {
			command.words[command.count++] = word;
			command.words[command.count] = nullptr;
		}
		to_file = end == '>';
		if (ends_command(end)) {
			*position = end == '\0' ? in : in + 1;
			return parse_result::command;
		}
		in += to_file && in[1] == '>' ? 2 : 1;
	}
	*position = *in == '\0' ? in : in + 1;
	return parse_result::command;
}

} // namespace shell
