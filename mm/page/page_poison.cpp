// SPDX-License-Identifier: GPL-2.0-only
// page_poison=1: free pages are filled with 0xaa, and whoever gets one finds out whether somebody has written to it meanwhile.
//
// All memory is filled when boot hands it to the buddy lists, then each block when it comes back. It takes the place of init_on_alloc= and
// init_on_free=, and brings the page checks along. Linux 6.12: mm/page_poison.c, mem_debugging_and_hardening_init().
#include "mm/page/internal.h"
#include "mm/page/prep.h"

#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kstrtox.h>
#include <linux/mmdebug.h>
#include <linux/poison.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/string.h>

namespace buddy
{

constinit bool page_poisoning_wanted = false;
DEFINE_STATIC_KEY_FALSE(page_poisoning);

static int __init early_page_poison_param(char *buf)
{
	return kstrtobool(buf, &page_poisoning_wanted);
}
early_param("page_poison", early_page_poison_param);

static bool single_bit_flip(unsigned char a, unsigned char b)
{
	const unsigned char difference = a ^ b;

	return difference && !(difference & (difference - 1));
}

static noinline __cold void complain(struct page *page, unsigned char *first, unsigned char *last)
{
	static DEFINE_RATELIMIT_STATE(ratelimit, 5 * HZ, 10);

	if (!__ratelimit(&ratelimit))
		return;
	if (first == last && single_bit_flip(*first, PAGE_POISON))
		pr_err("pagealloc: single bit error\n");
	else
		pr_err("pagealloc: memory corruption\n");
	print_hex_dump(KERN_ERR, "", DUMP_PREFIX_ADDRESS, 16, 1, first, last - first + 1, true);
	dump_stack();
	dump_page(page, "pagealloc: corrupted page details");
}

static void check_poison(struct page *page)
{
	unsigned char *const memory = static_cast<unsigned char *>(page_address(page));
	unsigned char *const first =
		static_cast<unsigned char *>(memchr_inv(memory, PAGE_POISON, PAGE_SIZE));

	if (likely(!first))
		return;

	unsigned char *last = memory + PAGE_SIZE - 1;

	while (last > first && *last == PAGE_POISON)
		last--;
	complain(page, first, last);
}

void poison_pages(struct page *page, unsigned int count)
{
	memset(page_address(page), PAGE_POISON, count * PAGE_SIZE);
}

void unpoison_pages(struct page *page, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		check_poison(page + i);
}

} // namespace buddy
