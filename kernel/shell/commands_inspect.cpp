// SPDX-License-Identifier: GPL-2.0-only
// Looking at memory: page, slab, pgtable.

#include "kernel/shell/page_use.h"
#include "kernel/shell/shell.h"

#include <asm/pgtable.h>
#include <linux/console.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/page_owner.h>
#include <linux/slab.h>

namespace shell
{
namespace
{

bool frame_argument(char **argv, int index, unsigned long *pfn)
{
	u64 number;

	if (!number_argument(argv, index, "ADDR|PFN", &number))
		return false;
	if (number_to_pfn(number, pfn))
		return true;
	shell_error(argv, "%s: no address, physical address or pfn of RAM", argv[index]);
	return false;
}

void print_page(unsigned long pfn)
{
	const struct page *page = pfn_to_page(pfn);
	const page_use use = find_page_use(pfn);
	char words[120];

	describe(use, words, sizeof(words));
	console_printf("pfn 0x%lx  physical 0x%llx  virtual %px  struct page %px\n", pfn,
		       PFN_PHYS(pfn), page_address(page), page);
	console_printf("use        %s\n", words);
	console_printf("flags      %pGp\n", &page->flags);
	console_printf("refcount   %d, mapcount %d\n", page_count(page),
		       page_has_type(page) ? 0 : atomic_read(&page->_mapcount) + 1);
	console_printf("zone       %s, pageblock %s\n", page_zone(page)->name,
		       migratetype_names[get_pageblock_migratetype(page)]);
	if (use.kind != page_use::slab)
		console_printf("mapping    %px, index 0x%lx, private 0x%lx\n", page->mapping,
			       page->index, page_private(page));
}

// With page_owner=on.
void print_page_owner(unsigned long pfn)
{
	constexpr size_t size = 2048;
	char *text = static_cast<char *>(kmalloc(size, GFP_KERNEL));

	if (text && page_owner_snprint(pfn_to_page(pfn), text, size) > 0)
		console_puts(text);
	kfree(text);
}

int command_page(int argc, char **argv)
{
	unsigned long pfn;

	if (argc != 2)
		return shell_usage(argv, nullptr);
	if (!frame_argument(argv, 1, &pfn))
		return SHELL_FAILED;
	print_page(pfn);
	if (page_owner_enabled())
		print_page_owner(pfn);
	return SHELL_OK;
}
SHELL_COMMAND(page, "ADDR|PFN", "what the kernel knows of a page frame", command_page);

void print_line(void *, const char *line)
{
	console_printf("%s\n", line);
}

// Status 1 when nothing is mapped there: a script can ask.
int command_pgtable(int argc, char **argv)
{
	u64 address;

	if (argc != 2)
		return shell_usage(argv, nullptr);
	if (!number_argument(argv, 1, "VA", &address))
		return SHELL_FAILED;
	return pgtable_explain(address, print_line, nullptr) ? SHELL_OK : SHELL_FAILED;
}
SHELL_COMMAND(pgtable, "VA", "walk the page tables to an address", command_pgtable);

} // namespace
} // namespace shell
