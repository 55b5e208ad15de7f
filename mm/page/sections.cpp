// SPDX-License-Identifier: GPL-2.0-only
// Sections: which parts of the physical address space have struct pages.
//
// Memory is noted in units of 128 MiB. A section that holds any memory gets all of its 32,768 struct pages (2 MiB, mapped at
// their place in the vmemmap region) and a mem_section_usage with its pageblock bits. The table of sections has two levels:
//
//      mem_section[8192]  -->  a page of 256 struct mem_section  -->  usage
//        (one root = 32 GiB)      section_mem_map: vmemmap - first pfn of the section, flags in the low bits
//
// so that physical addresses up to 2^48 cost 64 KiB, and holes nothing.
//
// Linux 6.12: memblocks_present(), sparse_init(), sparse_init_nid(), sparse_init_one_section().
#include "mm/page/memmap.h"

#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/printk.h>

#include <asm/memory.h>

constinit struct mem_section **mem_section = nullptr;
constinit unsigned long __highest_present_section_nr = 0;

extern "C" int vmemmap_populate(unsigned long start, unsigned long end);

static_assert((sizeof(struct mem_section) & (sizeof(struct mem_section) - 1)) == 0);
// The bits of the 32 blocks of a section whose struct pages are not all there yet follow the pageblock bits.
static_assert(SECTION_BLOCKFLAGS_BITS % BITS_PER_LONG == 0);
static_assert(PAGES_PER_SECTION >> MAX_PAGE_ORDER <= BITS_PER_LONG);

static constexpr size_t USAGE_SIZE =
	sizeof(struct mem_section_usage) + SECTION_BLOCKFLAGS_BITS / 8 + sizeof(unsigned long);

static void *__init need(void *memory, const char *what)
{
	if (!memory)
		panic("%s: no memory for %s\n", "sparse_init", what);
	return memory;
}

static void __init mark_present(unsigned long nr)
{
	unsigned long root = SECTION_NR_TO_ROOT(nr);

	if (!mem_section[root])
		mem_section[root] = (struct mem_section *)need(
			memblock_alloc(SECTIONS_PER_ROOT * sizeof(struct mem_section), PAGE_SIZE),
			"section table");
	// Bit 1 << 6 and up hold the node until the map is known: node 0.
	mem_section[root][nr & SECTION_ROOT_MASK].section_mem_map = SECTION_MARKED_PRESENT |
								    SECTION_IS_ONLINE;
	__highest_present_section_nr = max(__highest_present_section_nr, nr);
}

static void __init mark_memory_present()
{
	unsigned long start, end;
	int i;

	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, NULL)
		for (unsigned long nr = pfn_to_section_nr(start); nr <= pfn_to_section_nr(end - 1);
		     nr++)
			if (!present_section_nr(nr))
				mark_present(nr);
}

static unsigned long __init count_present()
{
	unsigned long count = 0;

	for (unsigned long nr = next_present_section_nr(-1UL); nr != -1UL;
	     nr = next_present_section_nr(nr))
		count++;
	return count;
}

static void __init init_section(unsigned long nr, struct mem_section_usage *usage)
{
	struct mem_section *ms = __nr_to_section(nr);
	unsigned long map =
		(unsigned long)(pfn_to_page(section_nr_to_pfn(nr)) - section_nr_to_pfn(nr));

	ms->section_mem_map &= ~SECTION_MAP_MASK;
	ms->section_mem_map |= (map & SECTION_MAP_MASK) | SECTION_HAS_MEM_MAP | SECTION_IS_EARLY;
	ms->usage = usage;
}

// Which 2 MiB pieces of a section are memory. pfn_valid() does not ask for sections that were there at boot.
static void __init set_subsections(unsigned long start, unsigned long end)
{
	for (unsigned long pfn = SUBSECTION_ALIGN_DOWN(start); pfn < end;
	     pfn += PAGES_PER_SUBSECTION)
		__pfn_to_section(pfn)->usage->subsection_map[0] |= 1UL << subsection_map_index(pfn);
}

// Map the struct pages of the sections [first, last], which are all present.
static void __init populate(unsigned long first, unsigned long last)
{
	unsigned long start = (unsigned long)pfn_to_page(section_nr_to_pfn(first));
	unsigned long end = start + (last - first + 1) * PAGES_PER_SECTION * sizeof(struct page);

	if (vmemmap_populate(start, end) < 0)
		panic("%s: cannot map struct pages at [%#lx, %#lx)\n", "sparse_init", start, end);
}

void __init sparse_init(void)
{
	mem_section = (struct mem_section **)need(
		memblock_alloc(NR_SECTION_ROOTS * sizeof(struct mem_section *), SMP_CACHE_BYTES),
		"section roots");
	mark_memory_present();

	char *usage = (char *)need(memblock_alloc(USAGE_SIZE * count_present(), SMP_CACHE_BYTES),
				   "section usage");
	unsigned long next;

	for (unsigned long nr = next_present_section_nr(-1UL); nr != -1UL; nr = next) {
		unsigned long last = nr;

		for (next = nr; next == last || next == last + 1;
		     next = next_present_section_nr(next)) {
			last = next;
			init_section(next, (struct mem_section_usage *)usage);
			usage += USAGE_SIZE;
		}
		populate(nr, last);
	}

	unsigned long start, end;
	int i;

	for_each_mem_pfn_range(i, MAX_NUMNODES, &start, &end, NULL)
		set_subsections(start, end);
}
