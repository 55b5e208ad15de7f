// SPDX-License-Identifier: GPL-2.0-only
// The shell: from start_kernel()'s last call on, the machine belongs to whoever sits at the console.
//
//	shell_main() ─┬─ cmd="free; ls" ──▶ shell_run_line() ──▶ machine_exit(status)      nobody there: a test, a script
//	              └─ otherwise ─▶ read_line() ⇄ shell_run_line()                       somebody at the serial line
//
// Commands are found in a table that the linker puts together (section .shell_commands, see shell.h); their files are
// commands_*.cpp beside this one. A run without a user must not lie: its status is that of the first command that
// failed, and when all succeeded but the kernel complained on the way (a warning, a bad page), failure all the same.

#include "kernel/shell/shell.h"

#include "kernel/shell/editor.h"
#include "kernel/shell/parser.h"
#include "kernel/shell/redirect.h"

#include <linux/console.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/rcupdate.h>
#include <linux/stdarg.h>
#include <linux/string.h>

// Linker script: the commands of all files, side by side.
extern "C" const shell_command __shell_commands_start[];
extern "C" const shell_command __shell_commands_end[];

namespace shell
{
namespace
{

constexpr const char prompt[] = "slub64> ";

constinit char unattended_line[COMMAND_LINE_SIZE];
constinit int status_of_last;
constinit unsigned int expected_complaints;

int __init set_unattended_line(char *commands)
{
	strscpy(unattended_line, commands, sizeof(unattended_line));
	unattended = true;
	return 0;
}
// Early, so that a panic during the boot already knows that nobody is watching.
early_param("cmd", set_unattended_line);

int run_command(const parsed_command &words)
{
	const shell_command *command = find_command(words.words[0]);

	if (!command) {
		console_printf("slub64: %s: command not found\n", words.words[0]);
		return SHELL_NOT_FOUND;
	}
	// A copy: argv is the command's to change, as main()'s is.
	parsed_command arguments = words;

	return command->run(arguments.count, arguments.words);
}

int run_redirected(const parsed_command &words)
{
	Redirection output(words.output);

	if (!output.is_open()) {
		console_printf("slub64: %s: %s\n", words.output, shell_error_text(output.finish()));
		return SHELL_FAILED;
	}

	const int status = words.count ? run_command(words) : SHELL_OK;

	if (const int error = output.finish()) {
		console_printf("%s: write error: %s\n", words.count ? words.words[0] : "slub64",
			       shell_error_text(error));
		return SHELL_FAILED;
	}
	return status;
}

const char *explain(parse_result result)
{
	switch (result) {
	case parse_result::unbalanced_quote:
		return "a quote is not closed";
	case parse_result::too_many_words:
		return "too many words";
	case parse_result::no_file:
		return "> wants the name of a file";
	default:
		return nullptr;
	}
}

// Status of a whole unattended run, which goes on when an oops has ended another task. Tests provoke warnings; what they make of them is
// in their own result.
int unattended_status(int commands_status)
{
	if (!commands_status &&
	    (test_taint(TAINT_DIE) || complaint_count() != expected_complaints)) {
		console_puts(
			"slub64: the kernel complained of itself during this run; dmesg shows it\n");
		return SHELL_FAILED;
	}
	return commands_status;
}

} // namespace

command_table commands()
{
	return {__shell_commands_start, __shell_commands_end};
}

const shell_command *find_command(const char *name)
{
	for (const shell_command &command : commands())
		if (!strcmp(command.name, name))
			return &command;
	return nullptr;
}

void expect_complaints(unsigned int count)
{
	expected_complaints += count;
}

bool number_argument(char **argv, int index, const char *name, u64 *number)
{
	char reason[96];

	if (shell_parse_number(argv[index], number))
		return true;
	snprintf(reason, sizeof(reason), "%s is to be a number, not '%s'", name, argv[index]);
	shell_usage(argv, reason);
	return false;
}

} // namespace shell

int shell_usage(char **argv, const char *reason)
{
	const shell_command *command = shell::find_command(argv[0]);

	console_printf("%s: %s%susage: %s%s%s\n", argv[0], reason ? reason : "", reason ? "; " : "",
		       argv[0], *command->arguments ? " " : "", command->arguments);
	return SHELL_FAILED;
}

int shell_error(char **argv, const char *format, ...)
{
	char text[160];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	console_printf("%s: %s\n", argv[0], text);
	return SHELL_FAILED;
}

const char *shell_error_text(int error)
{
	switch (error) {
	case -EPERM:
		return "Operation not permitted";
	case -ENOENT:
		return "No such file or directory";
	case -EIO:
		return "Input/output error";
	case -EAGAIN:
		return "Resource temporarily unavailable";
	case -ENOMEM:
		return "Cannot allocate memory";
	case -EACCES:
		return "Permission denied";
	case -EBUSY:
		return "Device or resource busy";
	case -EEXIST:
		return "File exists";
	case -ENOTDIR:
		return "Not a directory";
	case -EISDIR:
		return "Is a directory";
	case -EINVAL:
		return "Invalid argument";
	case -ENOSPC:
		return "No space left on device";
	case -ERANGE:
		return "Numerical result out of range";
	case -ELOOP:
		return "Too many levels of symbolic links";
	case -EOPNOTSUPP:
		return "Operation not supported";
	default:
		return "Unknown error";
	}
}

int shell_run_line(char *line)
{
	shell::parsed_command words;
	int first_failure = SHELL_OK;

	for (;;) {
		const auto result = shell::next_command(&line, words, shell::status_of_last);

		if (result == shell::parse_result::end)
			return first_failure;
		if (const char *mistake = shell::explain(result)) {
			console_printf("slub64: %s\n", mistake);
			shell::status_of_last = SHELL_FAILED;
			return first_failure ? first_failure : SHELL_FAILED;
		}
		if (!words.count && !words.output)
			continue;
		shell::status_of_last = words.output ? shell::run_redirected(words)
						     : shell::run_command(words);
		rcu_quiescent_state(); // what waits for a grace period goes on between two commands
		if (!first_failure)
			first_failure = shell::status_of_last;
	}
}

void shell_main(void)
{
	if (*shell::unattended_line)
		machine_exit(shell::unattended_status(shell_run_line(shell::unattended_line)));

	console_puts(
		"\nType help for the commands, Tab to complete, the arrow keys for what you typed before.\n");
	for (;;)
		shell_run_line(shell::read_line(shell::prompt));
}
