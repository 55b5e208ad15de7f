// SPDX-License-Identifier: GPL-2.0-only
// The kernel's mappings: the linear map, and what mm/ asks for by virtual range.
//
// The linear map covers every bank of memblock that is not marked no-map, in the largest blocks that fit. The image's text and
// rodata get a read-only alias there, so that no pointer into the linear map can change code:
//
//   PAGE_OFFSET                                                              (a bank of 2 GiB, image at +2 MiB)
//   ├─ 2 MiB block ─┼─ 4 KiB pages, R-- ─┼─ pages, RW- ─┼─ 2 MiB blocks ─┼─ 1 GiB block ─┤
//                    _text … __init_begin      up to the next 2 MiB   up to the next 1 GiB
//
// With rodata=full it is made of single pages throughout.
//
// Permissions of what is mapped change in pageattr.cpp, which also splits blocks. map_range() refuses valid entries: a valid entry never
// becomes another one of a different size, output address, or contiguous hint (break-before-make, Arm ARM D8.16.1).
//
// Linux 6.12: arch/arm64/mm/mmu.c (paging_init, map_mem, vmemmap_populate), mm/vmalloc.c (vunmap_range_noflush).

#include <asm/early_ioremap.h>
#include <asm/mmu.h>
#include <asm/pgtable.h>
#include <asm/sections.h>
#include <asm/set_memory.h>
#include <asm/tlbflush.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/panic.h>
#include <linux/vmalloc.h>

#include "arch/arm64/mm/table.h"

using namespace arm64;

namespace arm64
{
namespace
{

void __init map_linear(phys_addr_t start, phys_addr_t end, pgprot_t prot, unsigned int max_shift)
{
	if (start >= end)
		return;

	unsigned long va = __phys_to_virt(start);

	if (map_range(va, va + (end - start), start, pgprot_val(prot), max_shift))
		panic("Cannot map [%#llx-%#llx] in the linear map", start, end - 1);
}

// Calls leaf(window, index, entry, level, va, size) for every leaf of [va, end); it may write the entry. Goes on in the next
// entry that size leads to.
template <typename Visitor>
void for_each_leaf(phys_addr_t table, Level level, unsigned long va, unsigned long end,
		   Visitor &&visit)
{
	TableWindow window(table, level);

	while (va != end) {
		unsigned long next = entry_end(va, end, level);
		unsigned int index = index_of(va, level);
		Entry entry = window.read(index);

		if (entry.is_table(level))
			for_each_leaf(entry.address(), below(level), va, next, visit);
		else if (entry.valid())
			visit(window, index, level, va, next);
		va = next;
	}
}

// A block of vmemmap: not zeroed, because mm/page initialises every struct page before its first use.
phys_addr_t __init vmemmap_block(unsigned long size)
{
	void *block =
		memblock_alloc_try_nid_raw(size, size, 0, MEMBLOCK_ALLOC_ACCESSIBLE, NUMA_NO_NODE);

	return block ? __pa(block) : 0;
}

// The image lies at the beginning of the vmalloc region: its segments are announced as busy there. All but the last touch
// their neighbour, so only that one has a guard page.
void __init declare_kernel_vmas()
{
	static const struct {
		char *start, *end;
		unsigned long flags;
	} segments[] = {
		{_text, _etext, VM_NO_GUARD},
		{__start_rodata, __inittext_begin, VM_NO_GUARD},
		{__inittext_begin, __inittext_end, VM_NO_GUARD},
		{__initdata_begin, __initdata_end, VM_NO_GUARD},
		{__initdata_end, _end, 0},
	};
	static struct vm_struct areas[sizeof(segments) / sizeof(segments[0])];
	struct vm_struct *area = areas;

	for (const auto &segment : segments) {
		area->addr = segment.start;
		area->size =
			segment.end - segment.start + (segment.flags & VM_NO_GUARD ? 0 : PAGE_SIZE);
		area->phys_addr = __pa_symbol(segment.start);
		area->flags = VM_MAP | segment.flags;
		area->caller = (const void *)paging_init;
		vm_area_add_early(area++);
	}
}

} // namespace
} // namespace arm64

// Map all RAM. memblock is final here except for what the tables themselves take from it. After this, __va() of any
// RAM works and tables are reached through it.
void __init paging_init(void)
{
	const phys_addr_t image_start = __pa_symbol(_text);
	const phys_addr_t image_end = __pa_symbol(__init_begin);
	// What is to change page by page is made of pages.
	const unsigned int largest = can_set_direct_map() ? PAGE_SHIFT : PUD_SHIFT;
	phys_addr_t start, end;
	u64 i;

	for_each_mem_range(i, &start, &end) {
		map_linear(start, min(end, image_start), PAGE_KERNEL_TAGGED, largest);
		map_linear(max(start, image_start), min(end, image_end), PAGE_KERNEL_RO,
			   PAGE_SHIFT);
		map_linear(max(start, image_end), end, PAGE_KERNEL_TAGGED, largest);
	}
	linear_map_is_ready();
	memblock_allow_resize();
	declare_kernel_vmas();
}

// Called by mm/page for each run of sections that hold memory. 2 MiB of struct pages stand for one section of 128 MiB, so
// blocks always fit; pages are taken singly only when memblock has no free 2 MiB left.
int __init vmemmap_populate(unsigned long start, unsigned long end)
{
	const unsigned long size = end - start;
	phys_addr_t phys = 0;

	if (((start | end) & ~PMD_MASK) == 0) {
		void *all = memblock_alloc_try_nid_raw(size, PMD_SIZE, 0, MEMBLOCK_ALLOC_ACCESSIBLE,
						       NUMA_NO_NODE);

		if (all)
			return map_range(start, end, __pa(all), _PAGE_KERNEL, CONT_PMD_SHIFT);
	}
	for (unsigned long va = start; va < end; va += PAGE_SIZE) {
		phys = vmemmap_block(PAGE_SIZE);
		if (!phys)
			return -ENOMEM;
		if (int err = map_range(va, va + PAGE_SIZE, phys, _PAGE_KERNEL, PAGE_SHIFT))
			return err;
	}
	return 0;
}

int vmap_range_noflush(unsigned long addr, unsigned long end, phys_addr_t phys, pgprot_t prot,
		       unsigned int max_page_shift)
{
	if (WARN_ON(addr >= end || ((addr | end | phys) & ~PAGE_MASK)))
		return -EINVAL;
	return map_range(addr, end, phys, pgprot_val(prot), max_page_shift);
}

int vmap_small_pages_range_noflush(unsigned long addr, unsigned long end, pgprot_t prot,
				   struct page *const *pages)
{
	if (WARN_ON(addr >= end || ((addr | end) & ~PAGE_MASK)))
		return -EINVAL;
	return map_pages(addr, end, pages, pgprot_val(prot));
}

// Whatever is there: pages, blocks, holes.
static noinline void unmap_leaves(unsigned long start, unsigned long end)
{
	for_each_leaf(__pa_symbol(swapper_pg_dir), Level::pgd, start, end,
		      [](TableWindow &window, unsigned int index, Level level, unsigned long va,
			 unsigned long next) {
			      WARN_ON(next - va != size_of(level));
			      window.write(index, Entry());
		      });
}

// Tables of pages one after the other, as long as there are such.
void vunmap_range_noflush(unsigned long start, unsigned long end)
{
	while (start != end) {
		unsigned long next = min((start | ~PMD_MASK) + 1, end);
		u64 *entry = page_entry(start);

		if (unlikely(!entry)) {
			unmap_leaves(start, end);
			return;
		}
		for (; start != next; start += PAGE_SIZE)
			WRITE_ONCE(*entry++, 0);
	}
}

phys_addr_t kernel_va_to_phys(unsigned long va, bool *mapped)
{
	Translation translation = translate(va);

	if (mapped)
		*mapped = translation.mapped();
	if (!translation.mapped())
		return 0;
	return translation.entry.address() | (va & (size_of(translation.level) - 1));
}
