// SPDX-License-Identifier: GPL-2.0-only
// ls, cat and readlink: the tree of files, /proc and /sys. Writing is the shell's own: echo 1 > FILE.

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

int print_text(void *, const char *text, size_t length)
{
	console_write_bytes(text, length);
	return 0;
}

int command_cat(int argc, char **argv)
{
	int status = SHELL_OK;

	if (argc < 2)
		return shell_usage(argv, nullptr);
	for (int i = 1; i < argc; i++)
		if (const int error = fs_read(argv[i], print_text, nullptr))
			status = shell_error(argv, "%s: %s", argv[i], shell_error_text(error));
	return status;
}
SHELL_COMMAND(cat, "FILE...", "print files", command_cat);

// As ls -F marks them.
const char *mark_of(umode_t mode)
{
	return S_ISDIR(mode) ? "/" : S_ISLNK(mode) ? "@" : "";
}

int print_name(void *, const char *name, umode_t mode)
{
	console_printf("%s%s\n", name, mark_of(mode));
	return 0;
}

// ls -l: one name a line, and where links lead.
int list_links(char **argv, const char *directory)
{
	Names names;
	char path[256], target[256];

	if (const int error = names.read(directory))
		return shell_error(argv, "%s: %s", directory, shell_error_text(error));
	for (const Name *name = names.first(); name; name = names.next(name)) {
		names.path_of(name, path, sizeof(path));
		if (S_ISLNK(name->mode) && fs_readlink(path, target, sizeof(target)) >= 0)
			console_printf("%s -> %s\n", name->text, target);
		else
			console_printf("%s%s\n", name->text, mark_of(name->mode));
	}
	return SHELL_OK;
}

int list_path(char **argv, const char *path)
{
	const int error = fs_list(path, print_name, nullptr);

	if (error == -ENOTDIR) {
		umode_t mode;

		if (!fs_stat(path, &mode)) {
			console_printf("%s\n", path);
			return SHELL_OK;
		}
	}
	return error ? shell_error(argv, "%s: %s", path, shell_error_text(error)) : SHELL_OK;
}

int command_ls(int argc, char **argv)
{
	int status = SHELL_OK;

	const bool links = argc > 1 && !strcmp(argv[1], "-l");

	if (argc == 1 + links)
		return list_path(argv, "/proc");
	for (int i = 1 + links; i < argc; i++) {
		const int failed = links ? list_links(argv, argv[i]) : list_path(argv, argv[i]);

		if (failed)
			status = failed;
	}
	return status;
}
SHELL_COMMAND(ls, "[-l] [PATH...]",
	      "list directories: / behind directories, @ behind links; -l where links lead",
	      command_ls);

int command_readlink(int argc, char **argv)
{
	char target[256];

	if (argc != 2)
		return shell_usage(argv, nullptr);

	const int length = fs_readlink(argv[1], target, sizeof(target));

	if (length < 0)
		return shell_error(argv, "%s: %s", argv[1], shell_error_text(length));
	console_printf("%s\n", target);
	return SHELL_OK;
}
SHELL_COMMAND(readlink, "LINK", "print where a symbolic link leads", command_readlink);

} // namespace
} // namespace shell
