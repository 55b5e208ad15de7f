/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The shell: what a command is, and what commands share.
 *
 * A command is a function with main()'s arguments and a line in the table that the linker gathers from all files, so a
 * file that joins the kernel through EXTRA_SRCS, C or C++, brings its own commands with it:
 *
 *	static int hello(int argc, char **argv)
 *	{
 *		console_printf("hello, %s\n", argc > 1 ? argv[1] : "world");
 *		return 0;
 *	}
 *	SHELL_COMMAND(hello, "[NAME]", "greet somebody", hello);
 */
#ifndef KERNEL_SHELL_SHELL_H
#define KERNEL_SHELL_SHELL_H

#include <linux/compiler.h>
#include <linux/types.h>

__BEGIN_DECLS

/* Exit statuses, as in any Unix shell. */
enum shell_status {
	SHELL_OK = 0,
	SHELL_FAILED = 1, /* the command could not do its work, or its arguments make no sense */
	SHELL_NOT_FOUND = 127, /* no such command */
};

struct shell_command {
	const char *name;
	const char *arguments; /* as the usage line shows them; "" when there are none */
	const char *help;      /* one line */
	int (*run)(int argc, char **argv); /* process context; 0 or a status */
};

/**
 * SHELL_COMMAND() - put a command into the shell's table
 * @name_: what the user types, without quotes
 * @arguments_: "ADDR ORDER"; optional ones in brackets
 * @help_: one line for `help`
 * @run_: int run(int argc, char **argv)
 */
#define SHELL_COMMAND(name_, arguments_, help_, run_)                                              \
	static const struct shell_command __used __section(".shell_commands") __aligned(8)         \
		shell_command_##name_ = {#name_, arguments_, help_, run_}

/**
 * shell_main() - the end of the boot: run `cmd=`, or talk to the console for ever
 *
 * Process context with interrupts on. Allocates nothing before the prompt.
 */
void __noreturn shell_main(void);

/**
 * shell_run_line() - run the commands of one line
 * @line: "free; cat /proc/buddyinfo"; taken apart in place
 *
 * Return: the status of the first command that failed, or 0.
 */
int shell_run_line(char *line);

/**
 * shell_parse_number() - a number as users write it
 * @text: decimal, 0x hexadecimal, or hexadecimal as %p prints it (16 digits); K, M or G may follow
 * @number: where it goes
 *
 * Return: whether the whole text was a number that fits in 64 bits.
 */
bool shell_parse_number(const char *text, u64 *number);

/**
 * shell_usage() - refuse arguments in one line
 * @argv: the command's; argv[0] chooses whose usage is shown
 * @reason: what was wrong, without a full stop; NULL when only their number was
 *
 * Return: SHELL_FAILED, for the command to return.
 */
int shell_usage(char **argv, const char *reason);

/**
 * shell_error() - one line "NAME: what went wrong"
 * Return: SHELL_FAILED, for the command to return.
 */
int __printf(2, 3) shell_error(char **argv, const char *format, ...);

/** shell_error_text() - a negative error number in the words that Linux's commands use */
const char *shell_error_text(int error);

__END_DECLS

#ifdef __cplusplus

namespace shell
{

struct command_table {
	const shell_command *first;
	const shell_command *last; // one behind the last

	const shell_command *begin() const
	{
		return first;
	}
	const shell_command *end() const
	{
		return last;
	}
};

/** commands() - the whole table, in link order. */
command_table commands();
/** find_command() - by name; nullptr when there is none. */
const shell_command *find_command(const char *name);
/**
 * expect_complaints() - say that COUNT complaints of the kernel were meant, as tests provoke them
 *
 * They then do not make an unattended run fail.
 */
void expect_complaints(unsigned int count);

/* A number argument: parses argv[index] or prints the usage line. */
bool number_argument(char **argv, int index, const char *name, u64 *number);

} // namespace shell

#endif
#endif /* KERNEL_SHELL_SHELL_H */
