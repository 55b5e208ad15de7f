/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KERNEL_SHELL_REDIRECT_H
#define KERNEL_SHELL_REDIRECT_H

#include <linux/types.h>

struct file;

namespace shell
{

/* While it lives, what this task prints goes to a file instead of the console. */
class Redirection
{
public:
	/** Opens @path; error() tells if that failed, and then nothing is redirected. */
	explicit Redirection(const char *path);
	~Redirection();
	Redirection(const Redirection &) = delete;
	Redirection &operator=(const Redirection &) = delete;

	/** finish() - write what is left. Return: 0, or the first error of opening or writing. */
	int finish();

	bool is_open() const
	{
		return file_;
	}

private:
	static void take(void *self, const char *text, size_t length);
	void flush();

	struct file *file_ = nullptr;
	char *buffer_ = nullptr;
	size_t used_ = 0;
	int error_ = 0;
};

} // namespace shell

#endif
