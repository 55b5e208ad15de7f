/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KERNEL_SHELL_PARSER_H
#define KERNEL_SHELL_PARSER_H

namespace shell
{

constexpr int max_words = 32;

/* One command of a line, taken apart in place: words[] point into the line. */
struct parsed_command {
	int count;
	char *words[max_words + 1]; /* closed by nullptr, as argv is */
	char *output;               /* the file behind >, or nullptr */
};

enum class parse_result { command, end, unbalanced_quote, too_many_words, no_file };

/**
 * next_command() - cut the next command off a line
 * @position: in: where to read; out: behind the command. The line is overwritten with its unquoted words.
 * @command: the words and where the output goes; count may be 0 (an empty command, as between two semicolons)
 * @status: the number that the word $? stands for
 */
parse_result next_command(char **position, parsed_command &command, int status);

} // namespace shell

#endif
