// SPDX-License-Identifier: GPL-2.0-only
// /proc/kpageflags and /proc/kpagecount: a number of 64 bits for each page frame, at eight times its pfn.
//
//	kpageflags   what the page is: bits KPF_… of linux/kernel-page-flags.h (mm/page/kpageflags.cpp); frames without memory: KPF_NOPAGE
//	kpagecount   how often it is mapped
//
// As numbers in memory, not as text: `hexdump` and `pageflags` in the shell read them, tools/mm/page-types does on Linux. Reads begin
// and end at whole numbers. Linux 6.12: fs/proc/page.c.

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel-page-flags.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>

namespace proc
{

namespace
{

constexpr unsigned long SIZE = sizeof(u64);

// The struct pages of a section are all there, also those behind the last page of memory.
unsigned long end_pfn()
{
	return ALIGN(max_pfn, PAGES_PER_SECTION);
}

u64 flags_of(unsigned long pfn)
{
	return stable_page_flags(pfn_valid(pfn) ? pfn_to_page(pfn) : nullptr);
}

u64 mapcount_of(unsigned long pfn)
{
	if (!pfn_valid(pfn))
		return 0;

	struct page *const page = pfn_to_page(pfn);
	const int mapcount = atomic_read(&page->_mapcount) + 1;

	return (page_mapcount_is_type(mapcount) ? 0 : mapcount) +
	       (PageCompound(page) ? folio_entire_mapcount(page_folio(page)) : 0);
}

template <u64 (*Value)(unsigned long pfn)>
ssize_t read(struct file *, char __user *buf, size_t count, loff_t *ppos)
{
	const unsigned long start = *ppos, end = end_pfn() * SIZE;
	u64 *out = reinterpret_cast<u64 *>(buf);

	if (start % SIZE || count % SIZE)
		return -EINVAL;
	if (start >= end)
		return 0;
	count = min(count, end - start);
	for (unsigned long pfn = start / SIZE; pfn < (start + count) / SIZE; pfn++) {
		page_ensure_init(pfn);
		*out++ = Value(pfn);
		cond_resched();
	}
	*ppos += count;
	return count;
}

constexpr struct proc_ops kpageflags_ops = {
	.proc_flags = PROC_ENTRY_PERMANENT,
	.proc_read = read<flags_of>,
	.proc_lseek = default_llseek,
};

constexpr struct proc_ops kpagecount_ops = {
	.proc_flags = PROC_ENTRY_PERMANENT,
	.proc_read = read<mapcount_of>,
	.proc_lseek = default_llseek,
};

int __init proc_page_init()
{
	proc_create("kpagecount", 0400, nullptr, &kpagecount_ops);
	proc_create("kpageflags", 0400, nullptr, &kpageflags_ops);
	return 0;
}
fs_initcall(proc_page_init);

} // namespace

} // namespace proc
