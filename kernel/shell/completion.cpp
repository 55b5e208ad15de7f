// SPDX-License-Identifier: GPL-2.0-only
// Completion of commands and of paths by the Tab key.
//
// Two passes over the candidates, neither of which stores them: the first finds how many there are and how much of their
// names they share; the second, when there is nothing left to add, prints them.

#include "kernel/shell/completion.h"

#include "kernel/shell/editor.h"
#include "kernel/shell/shell.h"

#include <linux/console.h>
#include <linux/fs.h>
#include <linux/stat.h>
#include <linux/string.h>

namespace shell
{
namespace
{

constexpr unsigned name_size = 64;

// What the names that start as the word does have in common.
struct candidates {
	const char *prefix;
	unsigned prefix_length;
	unsigned count;
	char common[name_size];
	bool directory; /* of a single candidate: a slash follows instead of a blank */
};

bool starts_with(const char *name, const candidates &found)
{
	return !strncmp(name, found.prefix, found.prefix_length);
}

void consider(candidates &found, const char *name, bool directory)
{
	unsigned shared = 0;

	if (!starts_with(name, found))
		return;
	if (!found.count++) {
		strscpy(found.common, name, name_size);
		found.directory = directory;
		return;
	}
	while (name[shared] && name[shared] == found.common[shared])
		shared++;
	found.common[shared] = '\0';
}

struct word_context {
	unsigned start; /* of the word in the line */
	bool is_command;
};

// The word that ends at the cursor, and whether a command is wanted there.
word_context find_word(const edited_line &line)
{
	word_context word = {line.cursor, true};
	unsigned command;

	while (word.start && !strchr(" ;>", line.text[word.start - 1]))
		word.start--;
	for (command = word.start; command && line.text[command - 1] == ' ';)
		command--;
	if (command && line.text[command - 1] != ';')
		word.is_command = command >= 4 && !strncmp(line.text + command - 4, "help", 4);
	return word;
}

// Directory part of the path under completion: "/proc/irq/1" is "1" in "/proc/irq".
struct path_parts {
	char directory[line_size];
	const char *name;
};

void split_path(const char *word, unsigned length, path_parts &parts)
{
	unsigned slash = length;

	while (slash && word[slash - 1] != '/')
		slash--;
	memcpy(parts.directory, word, slash);
	// "/proc/" names the folder "/proc"; "/" alone stays.
	parts.directory[slash > 1 ? slash - 1 : slash] = '\0';
	parts.name = word + slash;
}

int consider_entry(void *found, const char *name, umode_t mode)
{
	// What a link leads to is hardly ever a file.
	consider(*static_cast<candidates *>(found), name, S_ISDIR(mode) || S_ISLNK(mode));
	return 0;
}

int print_entry(void *found, const char *name, umode_t mode)
{
	if (starts_with(name, *static_cast<candidates *>(found)))
		console_printf("%s%s  ", name, S_ISDIR(mode) ? "/" : "");
	return 0;
}

void for_each_command(candidates &found, int (*each)(void *, const char *, umode_t))
{
	for (const shell_command &command : commands())
		each(&found, command.name, 0);
}

} // namespace

completion complete(edited_line &line, bool show)
{
	static constinit path_parts parts = {};
	const word_context word = find_word(line);
	const char *text = line.text + word.start;
	unsigned length = line.cursor - word.start;
	candidates found = {};

	if (!word.is_command) {
		split_path(text, length, parts);
		length -= parts.name - text;
		text = parts.name;
	}
	found.prefix = text;
	found.prefix_length = length;

	auto for_each = [&](int (*each)(void *, const char *, umode_t)) {
		if (word.is_command)
			for_each_command(found, each);
		else
			fs_list(parts.directory, each, &found);
	};

	for_each(consider_entry);
	if (!found.count)
		return completion::nothing;
	if (found.common[length] || found.count == 1) {
		line.insert(found.common + length, strlen(found.common) - length);
		if (found.count == 1)
			line.insert(found.directory ? '/' : ' ');
		return completion::changed;
	}
	if (!show)
		return completion::nothing;
	console_puts("\n");
	for_each(print_entry);
	return completion::listed;
}

} // namespace shell
