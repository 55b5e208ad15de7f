// SPDX-License-Identifier: GPL-2.0-only
// The lines typed so far: a ring, numbered from the first line since boot as `history` shows them.

#include "kernel/shell/history.h"

#include "kernel/shell/shell.h"

#include <linux/console.h>
#include <linux/string.h>

namespace shell
{
namespace
{

constinit char ring[history_lines][line_size];
constinit unsigned added;

} // namespace

void history_add(const char *line)
{
	if (!*line || (added && !strcmp(line, history_line(added - 1))))
		return;
	strscpy(ring[added++ % history_lines], line, line_size);
}

unsigned history_count()
{
	return added;
}

const char *history_line(unsigned number)
{
	if (number >= added || added - number > history_lines)
		return nullptr;
	return ring[number % history_lines];
}

namespace
{

int command_history(int argc, char **argv)
{
	if (argc > 1)
		return shell_usage(argv, nullptr);
	for (unsigned number = added > history_lines ? added - history_lines : 0; number < added;
	     number++)
		console_printf("%5u  %s\n", number + 1, history_line(number));
	return SHELL_OK;
}
SHELL_COMMAND(history, "", "the lines typed so far; the arrow keys bring them back",
	      command_history);

} // namespace
} // namespace shell
