// SPDX-License-Identifier: GPL-2.0-only
// Page extensions.
//
//	mem_section[..][nr].page_ext --> | flags | owner | flags | owner | ...      32,768 entries a section
//	                                  \____entry____/
//
// As with struct pages, the stored address is that of pfn 0's entry, so an entry is found by a multiplication. Arrays are
// allocated once, when the page allocator works, and never freed; page_ext_get() therefore needs no lock.
//
// Linux 6.12: mm/page_ext.c.
#include "mm/page/internal.h"

#include <linux/init.h>
#include <linux/page_ext.h>
#include <linux/page_owner.h>
#include <linux/printk.h>
#include <linux/vmalloc.h>

unsigned long page_ext_size;

namespace
{

struct page_ext_operations *const page_ext_ops[] = {
	&page_owner_ops,
};

// Sizes an entry for the clients that are needed. Return: is there any?
bool __init invoke_need_callbacks()
{
	bool needed = false;

	page_ext_size = sizeof(struct page_ext);
	for (struct page_ext_operations *ops : page_ext_ops) {
		if (!ops->need())
			continue;
		ops->offset = page_ext_size;
		page_ext_size += ops->size;
		needed = true;
	}
	return needed;
}

// Physically contiguous if possible. Return: did it work?
bool __init allocate_section(struct mem_section *section, unsigned long nr)
{
	const size_t size = page_ext_size * PAGES_PER_SECTION;
	void *base = alloc_pages_exact(size, GFP_KERNEL | __GFP_ZERO | __GFP_NOWARN);

	if (!base)
		base = vzalloc(size);
	if (!base) {
		pr_err("page ext allocation failure\n");
		return false;
	}
	section->page_ext = reinterpret_cast<struct page_ext *>(
		static_cast<char *>(base) - page_ext_size * section_nr_to_pfn(nr));
	return true;
}

} // namespace

extern "C" {

void __init page_ext_init()
{
	unsigned long nr, sections = 0;

	if (!invoke_need_callbacks())
		return;
	for (nr = next_present_section_nr(-1UL); nr != -1UL; nr = next_present_section_nr(nr)) {
		if (!allocate_section(__nr_to_section(nr), nr))
			panic("Out of memory");
		sections++;
	}
	pr_info("allocated %ld bytes of page_ext\n", sections * page_ext_size * PAGES_PER_SECTION);
	for (struct page_ext_operations *ops : page_ext_ops)
		if (ops->need() && ops->init)
			ops->init();
}

struct page_ext *page_ext_get(const struct page *page)
{
	const unsigned long pfn = page_to_pfn(page);
	const struct mem_section *section = __pfn_to_section(pfn);

	if (!section || !section->page_ext)
		return nullptr;
	return reinterpret_cast<struct page_ext *>(reinterpret_cast<char *>(section->page_ext) +
						   page_ext_size * pfn);
}

void page_ext_put(struct page_ext *)
{
}

} // extern "C"
