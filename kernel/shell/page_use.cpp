// SPDX-License-Identifier: GPL-2.0-only
// What is this page?
//
// Nothing writes down what a page frame is for; it follows from several places, looked at in this order:
//
//	no struct page			no memory
//	PG_reserved			never given to the buddy allocator; between _text and _end: the kernel image
//	page_type			buddy (head of a free block) · slab · table
//	a buddy head below, whose block reaches this far	inside a free block
//	the lists of the CPUs		free, but on a per-CPU list: such pages have no mark of their own
//	PG_head, or a tail's pointer	one allocation of 2^order pages
//	the areas of vmalloc		they name their pages, not the other way round
//	else				allocated pages
//
// The same answer serves `page`, and keeps `kfree` and `free_pages` at the shell from freeing what is not theirs.

#include "kernel/shell/page_use.h"

#include "mm/slab.h"
#include "mm/slub/inspect.h"
#include "mm/vmalloc/space.h"

#include <asm/memory.h>
#include <asm/sections.h>
#include <linux/gfp.h>
#include <linux/guard.hpp>
#include <linux/kernel.h>
#include <linux/mmzone.h>
#include <linux/percpu.h>
#include <linux/string.h>

namespace shell
{
namespace
{

bool is_ram(unsigned long pfn)
{
	return pfn_valid(pfn);
}

bool in_kernel_image(unsigned long pfn)
{
	return pfn >= __phys_to_pfn(__pa_symbol(_text)) &&
	       pfn < __phys_to_pfn(PAGE_ALIGN(__pa_symbol(_end)));
}

// The free block that the page lies in has its head at the page's number with some low bits cleared.
bool find_buddy_block(unsigned long pfn, page_use &use)
{
	for (unsigned int order = 0; order <= MAX_PAGE_ORDER; order++) {
		const unsigned long first = pfn & ~((1UL << order) - 1);

		if (!is_ram(first))
			return false;

		const struct page *head = pfn_to_page(first);

		if (!PageBuddy(head))
			continue;
		use.order = page_private(head);
		use.first = first;
		use.kind = page_use::free_buddy;
		return pfn < first + (1UL << use.order);
	}
	return false;
}

// Pages on CPU's lists of ZONE; the list's index tells the order.
bool find_on_pcp_lists(struct zone *zone, unsigned int cpu, unsigned long pfn, page_use &use)
{
	struct per_cpu_pages *pcp = per_cpu_ptr(zone->per_cpu_pageset, cpu);

	for (unsigned int list = 0; list < NR_PCP_LISTS; list++) {
		const unsigned int order = list / MIGRATE_PCPTYPES;
		const struct list_head *link;

		// Not list_for_each_entry(): it takes the list's head for a misaligned page.
		list_for_each(link, &pcp->lists[list]) {
			const unsigned long first =
				page_to_pfn(list_entry(link, struct page, pcp_list));

			if (pfn < first || pfn >= first + (1UL << order))
				continue;
			use.kind = page_use::free_pcp;
			use.order = order;
			use.first = first;
			use.cpu = cpu;
			return true;
		}
	}
	return false;
}

bool find_pcp_block(unsigned long pfn, page_use &use)
{
	struct zone *zone = page_zone(pfn_to_page(pfn));
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		if (find_on_pcp_lists(zone, cpu, pfn, use))
			return true;
	return false;
}

bool find_in_area(const struct vm_struct *area, const struct page *page, page_use &use)
{
	for (unsigned int i = 0; area->pages && i < area->nr_pages; i++) {
		if (area->pages[i] != page)
			continue;
		use.kind = page_use::vmalloc;
		use.address = reinterpret_cast<unsigned long>(area->addr) + i * PAGE_SIZE;
		return true;
	}
	return false;
}

bool find_vmalloc_area(unsigned long pfn, page_use &use)
{
	for (unsigned int i = 0; i < nr_vmap_nodes; i++) {
		vmspace::BusyAreas &busy = vmap_nodes[i].busy;
		spinlock_guard guard(&busy.lock);
		const struct vmap_area *area;

		list_for_each_entry(area, &busy.head, list)
			if (area->vm && !(area->vm->flags & VM_UNINITIALIZED) &&
			    find_in_area(area->vm, pfn_to_page(pfn), use))
				return true;
	}
	return false;
}

constexpr struct {
	enum page_use::kind kind;
	const char *words;
} kind_words[] = {
	{page_use::no_memory, "no memory"},
	{page_use::kernel_image, "kernel image"},
	{page_use::reserved, "reserved since boot"},
	{page_use::free_buddy, "free, buddy allocator"},
	{page_use::free_pcp, "free, per-CPU list"},
	{page_use::slab, "slab"},
	{page_use::page_table, "page table"},
	{page_use::compound, "allocated, compound page"},
	{page_use::vmalloc, "allocated by vmalloc"},
	{page_use::pages, "allocated"},
};

// sprintf() after what is there already.
void __printf(3, 4) append(char *text, size_t size, const char *format, ...)
{
	const size_t used = strlen(text);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text + used, size - used, format, arguments);
	va_end(arguments);
}

const char *refuse_use(unsigned long pfn, char *text, size_t size)
{
	describe(find_page_use(pfn), text, size);
	return text;
}

const char *wrong_slab_object(unsigned long address, char *text, size_t size)
{
	slub::object_info info;

	if (!slub::inspect_object(reinterpret_cast<void *>(address), &info))
		return "a page that left its slab just now";
	if (!is_kmalloc_cache(info.cache))
		snprintf(text, size, "in a slab of cache %s, which is not kmalloc's",
			 info.cache->name);
	else if (info.state == slub::object_state::gap)
		snprintf(text, size, "in the unused end of a slab of cache %s", info.cache->name);
	else if (info.offset)
		snprintf(text, size, "inside the object of cache %s that starts at %px",
			 info.cache->name, info.object);
	else if (info.state != slub::object_state::allocated)
		snprintf(text, size, "an object of cache %s that is free already",
			 info.cache->name);
	else
		return nullptr;
	return text;
}

} // namespace

page_use find_page_use(unsigned long pfn)
{
	page_use use = {page_use::no_memory, 0, pfn, 0, nullptr, 0};

	if (!is_ram(pfn))
		return use;
	page_ensure_init(pfn);

	struct page *page = pfn_to_page(pfn);
	struct page *head = compound_head(page);

	if (PageReserved(page)) {
		use.kind = in_kernel_image(pfn) ? page_use::kernel_image : page_use::reserved;
	} else if (PageSlab(page)) {
		use.kind = page_use::slab;
		use.cache = page_slab(head)->slab_cache;
		use.first = page_to_pfn(head);
		use.order = compound_order(head);
	} else if (PageTable(page)) {
		use.kind = page_use::page_table;
	} else if (find_buddy_block(pfn, use) || find_pcp_block(pfn, use)) {
		return use;
	} else if (PageCompound(page)) {
		use.kind = page_use::compound;
		use.first = page_to_pfn(head);
		use.order = compound_order(head);
	} else if (!find_vmalloc_area(pfn, use)) {
		use.kind = page_use::pages;
	}
	return use;
}

void describe(const page_use &use, char *text, size_t size)
{
	strscpy(text, kind_words[use.kind].words, size);
	if (use.kind == page_use::free_pcp)
		append(text, size, " of CPU %u", use.cpu);
	if (use.kind == page_use::slab)
		append(text, size, " of cache %s", use.cache->name);
	if (use.kind == page_use::vmalloc)
		append(text, size, ", mapped at %lx", use.address);
	switch (use.kind) {
	case page_use::free_buddy:
	case page_use::free_pcp:
	case page_use::slab:
	case page_use::compound:
		append(text, size, ", order %u: pfn 0x%lx to 0x%lx", use.order, use.first,
		       use.first + (1UL << use.order) - 1);
		break;
	default:
		break;
	}
}

bool is_linear_map_ram(u64 address)
{
	return address >= PAGE_OFFSET && address < PAGE_END && is_ram(__phys_to_pfn(__pa(address)));
}

bool number_to_pfn(u64 number, unsigned long *pfn)
{
	const auto *pointer = reinterpret_cast<const void *>(number);

	if (number >= VMEMMAP_START && number < VMEMMAP_END)
		*pfn = page_to_pfn(
			reinterpret_cast<const struct page *>(number & ~(sizeof(struct page) - 1)));
	else if (number >= PAGE_OFFSET && number < PAGE_END)
		*pfn = __phys_to_pfn(__pa(number));
	else if (number >= reinterpret_cast<unsigned long>(_text) &&
		 number < reinterpret_cast<unsigned long>(_end))
		*pfn = __phys_to_pfn(__pa_symbol(number));
	else if (is_vmalloc_addr(pointer))
		*pfn = vmalloc_to_pfn(pointer);
	else if (is_ram(number))
		*pfn = number;
	else
		*pfn = __phys_to_pfn(number);
	return is_ram(*pfn);
}

const char *wrong_kfree(unsigned long address, char *text, size_t size)
{
	if (!is_linear_map_ram(address))
		return "not an address of RAM in the linear map";

	const unsigned long pfn = __phys_to_pfn(__pa(address));
	const page_use use = find_page_use(pfn);

	if (use.kind == page_use::slab)
		return wrong_slab_object(address, text, size);
	if (use.kind != page_use::compound)
		return refuse_use(pfn, text, size);
	if (address != reinterpret_cast<unsigned long>(__va(PFN_PHYS(use.first))))
		return "not the start of the allocation there";
	return nullptr;
}

const char *wrong_free_pages(unsigned long address, unsigned int order, char *text, size_t size)
{
	if (!is_linear_map_ram(address))
		return "not an address of RAM in the linear map";
	if (address & ((PAGE_SIZE << order) - 1)) {
		snprintf(text, size, "no block of order %u starts there", order);
		return text;
	}

	const unsigned long pfn = __phys_to_pfn(__pa(address));
	const page_use use = find_page_use(pfn);

	if (use.kind != page_use::compound && use.kind != page_use::pages)
		return refuse_use(pfn, text, size);
	if (use.first != pfn)
		return "not the first page of the allocation there";
	if (use.kind == page_use::compound && use.order != order) {
		snprintf(text, size, "the block there was allocated with order %u", use.order);
		return text;
	}
	if (page_count(pfn_to_page(pfn)) != 1) {
		snprintf(text, size, "the page there has %d references",
			 page_count(pfn_to_page(pfn)));
		return text;
	}
	// A block of several pages that is not compound has no note of its order; but none of its other pages may be
	// somebody else's: allocated on its own, free, or beyond RAM.
	for (unsigned long i = 1; use.kind == page_use::pages && i < 1UL << order; i++)
		if (find_page_use(pfn + i).kind != page_use::pages ||
		    page_count(pfn_to_page(pfn + i))) {
			snprintf(text, size, "page %lu of it is not part of the same allocation",
				 i);
			return text;
		}
	return nullptr;
}

} // namespace shell
