/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KERNEL_SHELL_HISTORY_H
#define KERNEL_SHELL_HISTORY_H

namespace shell
{

constexpr unsigned line_size = 256; /* bytes of one line, the closing NUL included */
constexpr unsigned history_lines = 64;

/** history_add() - remember a line; empty ones and repetitions of the last are not worth it. */
void history_add(const char *line);
/** history_count() - how many lines were added since boot; the last history_lines of them are kept. */
unsigned history_count();
/** history_line() - number NUMBER (0 is the first of all), or nullptr when it was forgotten or does not exist yet. */
const char *history_line(unsigned number);

} // namespace shell

#endif
