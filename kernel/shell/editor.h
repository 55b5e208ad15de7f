/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KERNEL_SHELL_EDITOR_H
#define KERNEL_SHELL_EDITOR_H

#include "kernel/shell/history.h"

namespace shell
{

/**
 * read_line() - let the user type and edit one line on the console
 * @prompt: printed first
 *
 * Process context; waits. Return: the line without its end, valid until the next call; the caller may take it apart.
 */
char *read_line(const char *prompt);

/* The line under edit, as completion sees and changes it. */
struct edited_line {
	char text[line_size];
	unsigned length;
	unsigned cursor; /* 0 … length */

	/* Inserts at the cursor as much of the text as still fits, and moves the cursor behind it. */
	void insert(const char *what, unsigned count);
	void insert(char c)
	{
		insert(&c, 1);
	}
	/* Removes text[from … to-1]; the cursor stays on its character, or comes to from. */
	void erase(unsigned from, unsigned to);
	void assign(const char *what);
};

} // namespace shell

#endif
