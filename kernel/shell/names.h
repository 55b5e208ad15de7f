/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The names in a directory, read at once, so that one may walk on from each: fs_list() may not be called from inside itself.
 */
#ifndef KERNEL_SHELL_NAMES_H
#define KERNEL_SHELL_NAMES_H

#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

namespace shell
{

struct Name {
	Name *after;
	umode_t mode;
	char text[];
};

class Names
{
public:
	Names() = default;
	Names(const Names &) = delete;
	Names &operator=(const Names &) = delete;

	~Names()
	{
		while (Name *const name = first_) {
			first_ = name->after;
			kfree(name);
		}
	}

	/** read() - the names of @directory, which has to outlive this. Return: 0 or an error. */
	int read(const char *directory)
	{
		directory_ = directory;
		return fs_list(directory, add, this);
	}

	const Name *first() const
	{
		return first_;
	}

	static const Name *next(const Name *name)
	{
		return name->after;
	}

	void path_of(const Name *name, char *path, size_t size) const
	{
		const size_t length = strlen(directory_);
		const bool slash = length && directory_[length - 1] == '/';

		snprintf(path, size, "%s%s%s", directory_, slash ? "" : "/", name->text);
	}

private:
	static int add(void *ctx, const char *text, umode_t mode)
	{
		Names &names = *static_cast<Names *>(ctx);
		const size_t size = strlen(text) + 1;
		Name *const name = static_cast<Name *>(kmalloc(sizeof(Name) + size, GFP_KERNEL));

		if (!name)
			return -ENOMEM;
		name->after = nullptr;
		name->mode = mode;
		memcpy(name->text, text, size);
		*names.end_ = name;
		names.end_ = &name->after;
		return 0;
	}

	const char *directory_ = nullptr;
	Name *first_ = nullptr;
	Name **end_ = &first_;
};

} // namespace shell

#endif
