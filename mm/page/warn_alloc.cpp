// SPDX-License-Identifier: GPL-2.0-only
// warn_alloc(): somebody's allocation failed, told once in ten seconds.
//
//	cat: vmalloc error: size 8192, failed to allocate pages, mode:0xcc2(GFP_KERNEL|__GFP_HIGHMEM), nodemask=(null)
//	<backtrace>
//	<state of the memory>
//
// Linux 6.12 mm/page_alloc.c: warn_alloc(), warn_alloc_show_mem().

#include <linux/gfp.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/stdarg.h>

void warn_alloc(gfp_t gfp_mask, nodemask_t *nodemask, const char *fmt, ...)
{
	static DEFINE_RATELIMIT_STATE(nopage_rs, 10 * HZ, 1);
	struct va_format message;
	va_list args;

	// A failure in a ZONE_DMA that doesn't exist is no news.
	if ((gfp_mask & __GFP_NOWARN) || !__ratelimit(&nopage_rs) ||
	    ((gfp_mask & __GFP_DMA) && !has_managed_dma()))
		return;

	va_start(args, fmt);
	message.fmt = fmt;
	message.va = &args;
	pr_warn("%s: %pV, mode:%#x(%pGg), nodemask=(null)\n", current->comm, &message, gfp_mask,
		&gfp_mask);
	va_end(args);
	dump_stack();
	__show_mem(0, nodemask, gfp_zone(gfp_mask));
}
