// SPDX-License-Identifier: GPL-2.0-only
// free: the machine's memory in the format of procps 4, read out of /proc/meminfo as procps reads it, so that the two
// never disagree.

#include "kernel/shell/shell.h"

#include <linux/console.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/fs.h>
#include <linux/string.h>

namespace shell
{
namespace
{

// The lines of /proc/meminfo that count, in KiB.
struct memory_info {
	u64 total;
	u64 unused;
	u64 available;
	u64 buffers;
	u64 cached;
	u64 shared;
	u64 reclaimable;
	u64 swap_total;
	u64 swap_free;
};

struct field {
	const char *name;
	u64 memory_info::*value;
};

constexpr field fields[] = {
	{"MemTotal:", &memory_info::total},
	{"MemFree:", &memory_info::unused},
	{"MemAvailable:", &memory_info::available},
	{"Buffers:", &memory_info::buffers},
	{"Cached:", &memory_info::cached},
	{"Shmem:", &memory_info::shared},
	{"SReclaimable:", &memory_info::reclaimable},
	{"SwapTotal:", &memory_info::swap_total},
	{"SwapFree:", &memory_info::swap_free},
};

// Text arrives in pieces of any length: a line is gathered here until it is whole.
struct line_reader {
	memory_info info;
	char line[80];
	unsigned length;
};

void take_line(line_reader &reader)
{
	for (const field &wanted : fields) {
		const size_t length = strlen(wanted.name);
		u64 value = 0;

		if (strncmp(reader.line, wanted.name, length))
			continue;
		for (const char *digit = skip_spaces(reader.line + length);
		     *digit >= '0' && *digit <= '9'; digit++)
			value = value * 10 + (*digit - '0');
		reader.info.*wanted.value = value;
	}
}

int take_text(void *context, const char *text, size_t length)
{
	auto &reader = *static_cast<line_reader *>(context);

	for (; length; text++, length--) {
		if (*text == '\n') {
			reader.line[reader.length] = '\0';
			take_line(reader);
			reader.length = 0;
		} else if (reader.length < sizeof(reader.line) - 1) {
			reader.line[reader.length++] = *text;
		}
	}
	return 0;
}

// -b, -k, -m, -g: how many binary digits a KiB figure moves left; negative: right.
bool unit_shift(const char *option, int *shift)
{
	static constexpr struct {
		const char *option;
		int shift;
	} units[] = {{"-b", 10}, {"-k", 0}, {"-m", -10}, {"-g", -20}};

	for (const auto &unit : units) {
		if (!strcmp(option, unit.option)) {
			*shift = unit.shift;
			return true;
		}
	}
	return false;
}

u64 scaled(u64 kibibytes, int shift)
{
	return shift >= 0 ? kibibytes << shift : kibibytes >> -shift;
}

int command_free(int argc, char **argv)
{
	line_reader reader = {};
	const memory_info &info = reader.info;
	int shift = 0;

	if (argc > 2 || (argc == 2 && !unit_shift(argv[1], &shift)))
		return shell_usage(argv, nullptr);
	if (fs_read("/proc/meminfo", take_text, &reader))
		return shell_error(argv, "/proc/meminfo cannot be read");

	const auto unit = [shift](u64 kibibytes) {
		return scaled(kibibytes, shift);
	};

	console_puts(
		"               total        used        free      shared  buff/cache   available\n");
	console_printf("Mem:     %11llu %11llu %11llu %11llu %11llu %11llu\n", unit(info.total),
		       unit(info.total - min(info.available, info.total)), unit(info.unused),
		       unit(info.shared), unit(info.buffers + info.cached + info.reclaimable),
		       unit(info.available));
	console_printf("Swap:    %11llu %11llu %11llu\n", unit(info.swap_total),
		       unit(info.swap_total - info.swap_free), unit(info.swap_free));
	return SHELL_OK;
}
SHELL_COMMAND(free, "[-b|-k|-m|-g]", "how much memory there is, used and free (KiB)", command_free);

} // namespace
} // namespace shell
