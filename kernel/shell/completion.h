/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KERNEL_SHELL_COMPLETION_H
#define KERNEL_SHELL_COMPLETION_H

namespace shell
{

struct edited_line;

enum class completion { changed, listed, nothing };

/**
 * complete() - finish the word before the cursor
 * @line: changed when there is something to add
 * @show: when there is nothing to add but a choice: print the candidates on a line of their own
 *
 * The first word of a command and the argument of `help` are commands; every other word is a path of /proc.
 */
completion complete(edited_line &line, bool show);

} // namespace shell

#endif
