// SPDX-License-Identifier: GPL-2.0-only
// pageflags: what all page frames are, in the letters and the table of Linux's tools/mm/page-types.

#include "kernel/shell/page_use.h"
#include "kernel/shell/shell.h"

#include <linux/console.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel-page-flags.h>
#include <linux/mm.h>
#include <linux/mmzone.h>

namespace shell
{
namespace
{

struct Flag {
	u8 bit;
	char letter;
	const char *name;
};

// page-types' order; the places of letters in a line.
constexpr Flag flags[] = {
	{KPF_LOCKED, 'L', "locked"},
	{KPF_ERROR, 'E', "error"},
	{KPF_REFERENCED, 'R', "referenced"},
	{KPF_UPTODATE, 'U', "uptodate"},
	{KPF_DIRTY, 'D', "dirty"},
	{KPF_LRU, 'l', "lru"},
	{KPF_ACTIVE, 'A', "active"},
	{KPF_SLAB, 'S', "slab"},
	{KPF_WRITEBACK, 'W', "writeback"},
	{KPF_RECLAIM, 'I', "reclaim"},
	{KPF_BUDDY, 'B', "buddy"},
	{KPF_MMAP, 'M', "mmap"},
	{KPF_ANON, 'a', "anonymous"},
	{KPF_SWAPCACHE, 's', "swapcache"},
	{KPF_SWAPBACKED, 'b', "swapbacked"},
	{KPF_COMPOUND_HEAD, 'H', "compound_head"},
	{KPF_COMPOUND_TAIL, 'T', "compound_tail"},
	{KPF_HUGE, 'G', "huge"},
	{KPF_UNEVICTABLE, 'u', "unevictable"},
	{KPF_HWPOISON, 'X', "hwpoison"},
	{KPF_NOPAGE, 'n', "nopage"},
	{KPF_KSM, 'x', "ksm"},
	{KPF_THP, 't', "thp"},
	{KPF_OFFLINE, 'o', "offline"},
	{KPF_ZERO_PAGE, 'z', "zero_page"},
	{KPF_IDLE, 'i', "idle_page"},
	{KPF_PGTABLE, 'g', "pgtable"},
	{KPF_RESERVED, 'r', "reserved"},
	{KPF_MLOCKED, 'm', "mlocked"},
	{KPF_OWNER_2, 'd', "owner_2"},
	{KPF_PRIVATE, 'P', "private"},
	{KPF_PRIVATE_2, 'p', "private_2"},
	{KPF_OWNER_PRIVATE, 'O', "owner_private"},
	{KPF_ARCH, 'h', "arch"},
	{KPF_SOFTDIRTY, 'f', "softdirty"},
	{KPF_ARCH_2, 'H', "arch_2"},
};

// page-types has letters for seven flags more, that only it itself makes up.
constexpr int letters = ARRAY_SIZE(flags) + 7;

void print_flags(u64 value)
{
	char word[letters + 1];
	int at = 0;

	for (const Flag &flag : flags)
		word[at++] = value & (1ull << flag.bit) ? flag.letter : '_';
	while (at < letters)
		word[at++] = '_';
	word[at] = 0;
	console_printf("%s\t", word);

	const char *comma = "";

	for (const Flag &flag : flags)
		if (value & (1ull << flag.bit)) {
			console_printf("%s%s", comma, flag.name);
			comma = ",";
		}
	console_printf("\n");
}

struct Count {
	u64 flags;
	unsigned long pages;
};

struct Table {
	Count counts[48];
	unsigned int used;
	unsigned long total;

	void add(u64 value)
	{
		total++;
		for (unsigned int i = 0; i < used; i++)
			if (counts[i].flags == value) {
				counts[i].pages++;
				return;
			}
		if (used < ARRAY_SIZE(counts))
			counts[used++] = {value, 1};
	}
};

unsigned long pages2mb(unsigned long pages)
{
	return pages >> (20 - PAGE_SHIFT);
}

// /proc/kpageflags from one pfn on. How many numbers came, or an error.
ssize_t read_flags(struct file *file, unsigned long pfn, u64 *flags, size_t count)
{
	loff_t pos = pfn * sizeof(u64);
	const ssize_t n = kernel_read(file, flags, count * sizeof(u64), &pos);

	return n < 0 ? n : n / sizeof(u64);
}

int count_all(struct file *file, Table &table)
{
	u64 flags[64];
	unsigned long pfn = 0;
	ssize_t n;

	for (; (n = read_flags(file, pfn, flags, ARRAY_SIZE(flags))) > 0; pfn += n)
		for (ssize_t i = 0; i < n; i++)
			if (flags[i] != 1ull << KPF_NOPAGE)
				table.add(flags[i]);
	return n;
}

int print_summary(struct file *file)
{
	Table table = {};

	if (const int error = count_all(file, table))
		return error;
	console_printf(
		"             flags\tpage-count       MB  symbolic-flags\t\t\tlong-symbolic-flags\n");
	for (unsigned int i = 0; i < table.used; i++) {
		console_printf("0x%016llx\t%10lu %8lu  ", table.counts[i].flags,
			       table.counts[i].pages, pages2mb(table.counts[i].pages));
		print_flags(table.counts[i].flags);
	}
	console_printf("             total\t%10lu %8lu\n", table.total, pages2mb(table.total));
	return 0;
}

int print_one(struct file *file, unsigned long pfn)
{
	u64 value = 0;
	const ssize_t n = read_flags(file, pfn, &value, 1);

	if (n < 0)
		return n;
	console_printf("0x%lx\t0x%016llx  ", pfn, value);
	print_flags(value);
	return 0;
}

int command_pageflags(int argc, char **argv)
{
	static constexpr char FILE[] = "/proc/kpageflags";
	unsigned long pfn = 0;
	u64 number;

	if (argc > 2)
		return shell_usage(argv, nullptr);
	if (argc == 2 && !number_argument(argv, 1, "ADDR|PFN", &number))
		return SHELL_FAILED;
	if (argc == 2 && !number_to_pfn(number, &pfn))
		return shell_error(argv, "%s: no address, physical address or pfn of RAM", argv[1]);

	struct file *const file = filp_open(FILE, O_RDONLY, 0);

	if (IS_ERR(file))
		return shell_error(argv, "%s: %s", FILE, shell_error_text(PTR_ERR(file)));

	const int error = argc == 2 ? print_one(file, pfn) : print_summary(file);

	filp_close(file, nullptr);
	return error ? shell_error(argv, "%s: %s", FILE, shell_error_text(error)) : SHELL_OK;
}
SHELL_COMMAND(pageflags, "[ADDR|PFN]", "what page frames are, in page-types' letters",
	      command_pageflags);

} // namespace
} // namespace shell
