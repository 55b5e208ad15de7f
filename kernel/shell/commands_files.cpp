// SPDX-License-Identifier: GPL-2.0-only
// ls and cat: /proc, the only file system here.

#include "kernel/shell/shell.h"

#include <linux/console.h>
#include <linux/printk.h>
#include <linux/errno.h>
#include <linux/proc_fs.h>
#include <linux/stat.h>
#include <linux/string.h>

namespace shell
{
namespace
{

const char *explain(int error)
{
	switch (error) {
	case -ENOENT:
		return "no such file or directory";
	case -EISDIR:
		return "is a directory";
	case -ENOTDIR:
		return "not a directory";
	case -EINVAL:
	case -EACCES:
		return "cannot be read";
	case -ENOMEM:
		return "not enough memory";
	default:
		return "reading failed";
	}
}

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
		if (const int error = proc_read(argv[i], print_text, nullptr))
			status = shell_error(argv, "%s: %s", argv[i], explain(error));
	return status;
}
SHELL_COMMAND(cat, "FILE...", "print files of /proc", command_cat);

int print_name(void *, const char *name, umode_t mode)
{
	console_printf("%s%s\n", name, S_ISDIR(mode) ? "/" : "");
	return 0;
}

int list_path(char **argv, const char *path)
{
	umode_t mode;

	if (!strcmp(path, "/")) {
		console_puts("proc/\n");
		return SHELL_OK;
	}
	if (const int error = proc_stat(path, &mode))
		return shell_error(argv, "%s: %s", path, explain(error));
	if (!S_ISDIR(mode)) {
		console_printf("%s\n", path);
		return SHELL_OK;
	}
	if (const int error = proc_list(path, print_name, nullptr))
		return shell_error(argv, "%s: %s", path, explain(error));
	return SHELL_OK;
}

int command_ls(int argc, char **argv)
{
	int status = SHELL_OK;

	if (argc == 1)
		return list_path(argv, "/proc");
	for (int i = 1; i < argc; i++)
		if (const int failed = list_path(argv, argv[i]))
			status = failed;
	return status;
}
SHELL_COMMAND(ls, "[PATH...]", "list the files of /proc", command_ls);

} // namespace
} // namespace shell
