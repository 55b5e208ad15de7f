// SPDX-License-Identifier: GPL-2.0-only
// dmesg: the kernel's log.

#include "kernel/shell/shell.h"

#include <linux/printk.h>
#include <linux/string.h>

namespace shell
{
namespace
{

constexpr int all_levels = 7;

void print_line(void *, const char *line, size_t length)
{
	console_write_bytes(line, length);
}

int command_dmesg(int argc, char **argv)
{
	const bool clear = argc == 2 && !strcmp(argv[1], "-c");

	if (argc > 2 || (argc == 2 && !clear))
		return shell_usage(argv, nullptr);
	printk_read_log(print_line, nullptr, all_levels);
	if (clear)
		printk_clear_log();
	return SHELL_OK;
}
SHELL_COMMAND(dmesg, "[-c]", "the kernel's log; -c forgets it afterwards", command_dmesg);

} // namespace
} // namespace shell
