// SPDX-License-Identifier: GPL-2.0-only
// COMMAND > FILE.
//
// A command prints in pieces, but files of /proc and /sys take a value by one write(). So the text is gathered and written when
// the command is done, as echo does; what is longer than a page is written page by page.

#include "kernel/shell/redirect.h"

#include <linux/console.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <asm/page.h>

namespace shell
{

Redirection::Redirection(const char *path)
{
	struct file *file = filp_open(path, O_WRONLY | O_TRUNC, 0);

	if (IS_ERR(file)) {
		error_ = PTR_ERR(file);
		return;
	}
	buffer_ = static_cast<char *>(kmalloc(PAGE_SIZE, GFP_KERNEL));
	if (!buffer_) {
		filp_close(file, nullptr);
		error_ = -ENOMEM;
		return;
	}
	file_ = file;
	console_divert(take, this);
}

Redirection::~Redirection()
{
	finish();
}

void Redirection::take(void *self, const char *text, size_t length)
{
	Redirection *to = static_cast<Redirection *>(self);

	while (length) {
		const size_t piece = min(length, static_cast<size_t>(PAGE_SIZE) - to->used_);

		memcpy(to->buffer_ + to->used_, text, piece);
		to->used_ += piece;
		text += piece;
		length -= piece;
		if (to->used_ == PAGE_SIZE)
			to->flush();
	}
}

void Redirection::flush()
{
	for (size_t done = 0; done < used_ && !error_;) {
		const ssize_t n = kernel_write(file_, buffer_ + done, used_ - done, &file_->f_pos);

		if (n <= 0)
			error_ = n ? n : -EIO;
		else
			done += n;
	}
	used_ = 0;
}

int Redirection::finish()
{
	if (file_) {
		console_divert(nullptr, nullptr);
		flush();
		filp_close(file_, nullptr);
		kfree(buffer_);
		file_ = nullptr;
	}
	return error_;
}

} // namespace shell
