// SPDX-License-Identifier: GPL-2.0-only
// grep: lines of files that hold a text; with -r of all files below a directory, each behind its path:
//
//	grep -r . /sys/kernel/slab/kmalloc-64/		everything that a directory says, in one command
//
// The text is plain; "." alone stands for any line that is not empty. Links found on the way are not followed, as in grep.

#include "kernel/shell/names.h"
#include "kernel/shell/shell.h"

#include <linux/console.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/printk.h>
#include <linux/stat.h>
#include <linux/string.h>

namespace shell
{
namespace
{

struct Search {
	char **argv;
	const char *text;
	bool with_paths;
	bool found;
	int status;
};

// A file's text comes in pieces that end anywhere: a line is put together first. What does not fit is cut off.
struct Lines {
	Search &search;
	const char *path;
	char line[512];
	size_t length;
};

void finish_line(Lines &lines)
{
	Search &search = lines.search;

	lines.line[lines.length] = '\0';
	if (lines.length &&
	    (!strcmp(search.text, ".") || strnstr(lines.line, search.text, lines.length))) {
		if (search.with_paths)
			console_printf("%s:", lines.path);
		console_printf("%s\n", lines.line);
		search.found = true;
	}
	lines.length = 0;
}

int take_piece(void *ctx, const char *text, size_t length)
{
	Lines &lines = *static_cast<Lines *>(ctx);

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\n')
			finish_line(lines);
		else if (lines.length < sizeof(lines.line) - 1)
			lines.line[lines.length++] = text[i];
	}
	return 0;
}

void search_file(Search &search, const char *path)
{
	Lines lines{search, path, {}, 0};

	if (const int error = fs_read(path, take_piece, &lines)) {
		// A file that cannot be read has nothing to say.
		if (error != -EACCES || !search.with_paths)
			search.status =
				shell_error(search.argv, "%s: %s", path, shell_error_text(error));
		return;
	}
	finish_line(lines);
}

void search_below(Search &search, const char *directory)
{
	Names names;
	char path[256];

	if (const int error = names.read(directory)) {
		search.status =
			shell_error(search.argv, "%s: %s", directory, shell_error_text(error));
		return;
	}
	for (const Name *name = names.first(); name; name = names.next(name)) {
		names.path_of(name, path, sizeof(path));
		if (S_ISDIR(name->mode))
			search_below(search, path);
		else if (!S_ISLNK(name->mode) && (name->mode & 0444))
			search_file(search, path);
	}
}

int command_grep(int argc, char **argv)
{
	const bool recursive = argc > 1 && !strcmp(argv[1], "-r");
	const int first = recursive ? 2 : 1;

	if (argc < first + 2)
		return shell_usage(argv, nullptr);

	Search search{argv, argv[first], recursive || argc > first + 2, false, SHELL_OK};

	for (int i = first + 1; i < argc; i++) {
		umode_t mode;

		if (recursive && !fs_stat(argv[i], &mode) && !S_ISREG(mode))
			search_below(search, argv[i]);
		else
			search_file(search, argv[i]);
	}
	return search.status ? search.status : search.found ? SHELL_OK : SHELL_FAILED;
}
SHELL_COMMAND(grep, "[-r] TEXT PATH...",
	      "lines that hold a text (. any line); -r in all files below", command_grep);

} // namespace
} // namespace shell
