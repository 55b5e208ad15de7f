// SPDX-License-Identifier: GPL-2.0-only
// hexdump: the bytes of a file, as `hexdump -C` prints them: sixteen a line, a star for lines like the one before.

#include "kernel/shell/shell.h"

#include <linux/console.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/string.h>

namespace shell
{
namespace
{

constexpr size_t PER_LINE = 16;
constexpr size_t PIECE = 4096; // files of numbers want whole ones

void print_line(u64 offset, const unsigned char *bytes, size_t count)
{
	console_printf("%08llx  ", offset);
	for (size_t i = 0; i < PER_LINE; i++) {
		if (i < count)
			console_printf("%02x ", bytes[i]);
		else
			console_printf("   ");
		if (i == PER_LINE / 2 - 1)
			console_printf(" ");
	}
	console_printf(" |");
	for (size_t i = 0; i < count; i++)
		console_printf("%c", isascii(bytes[i]) && isprint(bytes[i]) ? bytes[i] : '.');
	console_printf("|\n");
}

// Prints what is given to it in order, from an offset on.
class Dump
{
public:
	explicit Dump(u64 offset) : offset_(offset)
	{
	}
	void put(const unsigned char *bytes, size_t count)
	{
		for (size_t at = 0; at < count; at += PER_LINE) {
			const size_t here = min(count - at, PER_LINE);

			line(bytes + at, here);
			offset_ += here;
		}
	}
	void end() const
	{
		if (started_)
			console_printf("%08llx\n", offset_);
	}

private:
	void line(const unsigned char *bytes, size_t count)
	{
		const bool repeats = started_ && count == PER_LINE &&
				     !memcmp(bytes, last_, PER_LINE);

		if (!repeats)
			print_line(offset_, bytes, count);
		else if (!starred_)
			console_printf("*\n");
		starred_ = repeats;
		started_ = true;
		memcpy(last_, bytes, count);
	}

	u64 offset_;
	bool started_ = false, starred_ = false;
	unsigned char last_[PER_LINE] = {};
};

// 0, or the error. Bytes before @offset are asked for only where the file can't be entered in the middle.
int dump(struct file *file, loff_t offset, u64 count, unsigned char *buf)
{
	Dump to(offset);

	while (count) {
		const ssize_t n = kernel_read(file, buf, PIECE, &offset);

		if (n < 0)
			return n;
		if (!n)
			break;

		const size_t here = min_t(u64, n, count);

		to.put(buf, here);
		count -= here;
	}
	to.end();
	return 0;
}

int command_hexdump(int argc, char **argv)
{
	u64 offset = 0, count = ~0ull;
	int at = 1;

	for (; at < argc && argv[at][0] == '-'; at++) {
		u64 *const number = !strcmp(argv[at], "-s")   ? &offset
				    : !strcmp(argv[at], "-n") ? &count
							      : nullptr;

		if (!strcmp(argv[at], "-C"))
			continue;
		if (!number || ++at >= argc)
			return shell_usage(argv, nullptr);
		if (!shell_parse_number(argv[at], number))
			return shell_error(argv, "%s: not a number", argv[at]);
	}
	if (at != argc - 1)
		return shell_usage(argv, nullptr);

	unsigned char *const buf = static_cast<unsigned char *>(kmalloc(PIECE, GFP_KERNEL));
	struct file *const file = buf ? filp_open(argv[at], O_RDONLY, 0)
				      : static_cast<struct file *>(ERR_PTR(-ENOMEM));
	int error = PTR_ERR_OR_ZERO(file);

	if (!error) {
		error = dump(file, offset, count, buf);
		filp_close(file, nullptr);
	}
	kfree(buf);
	return error ? shell_error(argv, "%s: %s", argv[at], shell_error_text(error)) : SHELL_OK;
}
SHELL_COMMAND(hexdump, "[-s OFFSET] [-n BYTES] FILE",
	      "the bytes of a file, as hexdump -C prints them", command_hexdump);

} // namespace
} // namespace shell
