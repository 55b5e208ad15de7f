// SPDX-License-Identifier: GPL-2.0-only
// Commands about the session and the machine: help, echo, clear, uname, test, reboot, poweroff.

#include "kernel/shell/shell.h"

#include <kunit/test.h>
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/panic.h>
#include <linux/reboot.h>
#include <linux/string.h>
#include <linux/utsname.h>

namespace shell
{
namespace
{

// The next name after NAME in the alphabet; the table is in link order and cannot be sorted in place.
const shell_command *next_by_name(const char *name)
{
	const shell_command *next = nullptr;

	for (const shell_command &command : commands())
		if ((!name || strcmp(command.name, name) > 0) &&
		    (!next || strcmp(command.name, next->name) < 0))
			next = &command;
	return next;
}

void print_help(const shell_command &command)
{
	char synopsis[48];

	snprintf(synopsis, sizeof(synopsis), "%s %s", command.name, command.arguments);
	console_printf("%-28s%s\n", synopsis, command.help);
}

int command_help(int argc, char **argv)
{
	if (argc > 2)
		return shell_usage(argv, nullptr);
	if (argc == 2) {
		const shell_command *command = find_command(argv[1]);

		if (!command)
			return shell_error(argv, "%s: no such command", argv[1]);
		print_help(*command);
		return SHELL_OK;
	}
	for (const shell_command *command = next_by_name(nullptr); command;
	     command = next_by_name(command->name))
		print_help(*command);
	console_puts(
		"Numbers: 4096, 0x1000, 4K, 1M, 1G. Several commands on a line: a; b. Status of the last: echo $?\n");
	return SHELL_OK;
}
SHELL_COMMAND(help, "[COMMAND]", "the commands", command_help);

int command_echo(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		console_printf("%s%s", i > 1 ? " " : "", argv[i]);
	console_puts("\n");
	return SHELL_OK;
}
SHELL_COMMAND(echo, "[WORD...]", "print words; $? is the status of the last command", command_echo);

int command_clear(int argc, char **argv)
{
	if (argc > 1)
		return shell_usage(argv, nullptr);
	console_puts("\033[H\033[J");
	return SHELL_OK;
}
SHELL_COMMAND(clear, "", "clear the terminal", command_clear);

int command_uname(int argc, char **argv)
{
	if (argc > 2 || (argc == 2 && strcmp(argv[1], "-a") && strcmp(argv[1], "-r")))
		return shell_usage(argv, nullptr);
	if (argc == 1)
		console_printf("%s\n", UTS_SYSNAME);
	else if (argv[1][1] == 'r')
		console_printf("%s\n", UTS_RELEASE);
	else
		console_puts(UTS_SYSNAME " " UTS_NODENAME " " UTS_RELEASE " " UTS_VERSION
					 " " UTS_MACHINE "\n");
	return SHELL_OK;
}
SHELL_COMMAND(uname, "[-a|-r]", "name and version of the kernel", command_uname);

int command_test(int argc, char **argv)
{
	if (argc > 2)
		return shell_usage(argv, nullptr);

	// Tests provoke warnings to see them come; whether the right ones came is theirs to say.
	const unsigned int complaints = complaint_count();
	const int failed = kunit_run_all(argc == 2 ? argv[1] : nullptr);

	expect_complaints(complaint_count() - complaints);
	if (failed == -ENOENT)
		return shell_error(argv, "%s: no suite matches", argc == 2 ? argv[1] : "*");
	return failed ? SHELL_FAILED : SHELL_OK;
}
SHELL_COMMAND(test, "[SUITE[.CASE]]", "run the KUnit suites that match (* and ? allowed)",
	      command_test);

int command_reboot(int argc, char **argv)
{
	if (argc > 1)
		return shell_usage(argv, nullptr);
	kernel_restart(nullptr);
}
SHELL_COMMAND(reboot, "", "start the machine again", command_reboot);

int command_poweroff(int argc, char **argv)
{
	if (argc > 1)
		return shell_usage(argv, nullptr);
	kernel_power_off();
}
SHELL_COMMAND(poweroff, "", "switch the machine off", command_poweroff);

} // namespace
} // namespace shell
