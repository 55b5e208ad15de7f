// SPDX-License-Identifier: GPL-2.0-only
// Allocating and freeing by hand: kmalloc, kfree, alloc_pages, free_pages; show_mem: the report of a failed allocation.
//
// Nothing is remembered: what was allocated stays so until it is freed by its address, as for any kernel code. A free
// that can be seen to be wrong is refused with one line; the kernel's own functions would report it or be damaged by it.

#include "kernel/shell/page_use.h"
#include "kernel/shell/shell.h"

#include <linux/console.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/slab.h>

namespace shell
{
namespace
{

int command_kmalloc(int argc, char **argv)
{
	u64 size;

	if (argc != 2)
		return shell_usage(argv, nullptr);
	if (!number_argument(argv, 1, "BYTES", &size))
		return SHELL_FAILED;
	if (size > KMALLOC_MAX_SIZE)
		return shell_error(argv, "%llu bytes: more than kmalloc can give, %lu", size,
				   KMALLOC_MAX_SIZE);

	void *object = kmalloc(size, GFP_KERNEL | __GFP_NOWARN);

	if (!object)
		return shell_error(argv, "%llu bytes: not enough memory", size);
	if (object == ZERO_SIZE_PTR) {
		console_printf("%px ZERO_SIZE_PTR: no memory for no bytes\n", object);
		return SHELL_OK;
	}

	char use[80];

	describe(find_page_use(virt_to_pfn(object)), use, sizeof(use));
	console_printf("%px pfn 0x%lx, %zu bytes usable, %s\n", object, virt_to_pfn(object),
		       ksize(object), use);
	return SHELL_OK;
}
SHELL_COMMAND(kmalloc, "BYTES", "allocate and leave it allocated", command_kmalloc);

int command_kfree(int argc, char **argv)
{
	char text[120];
	u64 address;

	if (argc != 2)
		return shell_usage(argv, nullptr);
	if (!number_argument(argv, 1, "ADDR", &address))
		return SHELL_FAILED;

	void *object = reinterpret_cast<void *>(address);

	if (object && object != ZERO_SIZE_PTR)
		if (const char *reason = wrong_kfree(address, text, sizeof(text)))
			return shell_error(argv, "%px: %s", object, reason);
	kfree(object);
	return SHELL_OK;
}
SHELL_COMMAND(kfree, "ADDR", "free what kmalloc gave", command_kfree);

bool order_argument(char **argv, int index, unsigned int *order)
{
	u64 number;

	if (!number_argument(argv, index, "ORDER", &number))
		return false;
	if (number > MAX_PAGE_ORDER) {
		shell_error(argv, "order %llu: orders are 0 to %d", number, MAX_PAGE_ORDER);
		return false;
	}
	*order = number;
	return true;
}

// Compound, so that the block itself says how large it is and a wrong order can be told when it is freed.
int command_alloc_pages(int argc, char **argv)
{
	unsigned int order;

	if (argc != 2)
		return shell_usage(argv, nullptr);
	if (!order_argument(argv, 1, &order))
		return SHELL_FAILED;

	const struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP | __GFP_NOWARN, order);

	if (!page)
		return shell_error(argv, "order %u: not enough memory", order);
	console_printf("%px pfn 0x%lx, order %u: %lu KiB, zone %s, struct page %px\n",
		       page_address(page), page_to_pfn(page), order, (PAGE_SIZE << order) / 1024,
		       page_zone(page)->name, page);
	return SHELL_OK;
}
SHELL_COMMAND(alloc_pages, "ORDER", "allocate 2^ORDER pages and leave them allocated",
	      command_alloc_pages);

int command_free_pages(int argc, char **argv)
{
	char text[120];
	unsigned int order;
	u64 address;

	if (argc != 3)
		return shell_usage(argv, nullptr);
	if (!number_argument(argv, 1, "ADDR", &address) || !order_argument(argv, 2, &order))
		return SHELL_FAILED;
	if (const char *reason = wrong_free_pages(address, order, text, sizeof(text)))
		return shell_error(argv, "%px: %s", reinterpret_cast<void *>(address), reason);
	free_pages(address, order);
	return SHELL_OK;
}
SHELL_COMMAND(free_pages, "ADDR ORDER", "free what alloc_pages gave", command_free_pages);

int command_show_mem(int argc, char **argv)
{
	if (argc != 1)
		return shell_usage(argv, nullptr);
	__show_mem(0, nullptr, MAX_NR_ZONES - 1);
	return SHELL_OK;
}
SHELL_COMMAND(show_mem, "", "the memory part of the report of a failed allocation",
	      command_show_mem);

} // namespace
} // namespace shell
