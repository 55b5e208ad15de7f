// SPDX-License-Identifier: GPL-2.0-only
// Reaching tables, walking them, and mapping a range: the one function that every mapping of the kernel goes through, whether
// it is the linear map, vmemmap or vmalloc.
//
// map_range() goes down from the top-level table. At each level it takes the largest leaf that fits: the rest of the range is
// at least that long, virtual and physical address are both aligned to it, and the caller allows it. Where a group of sixteen
// such leaves is covered whole, all sixteen carry the contiguous hint.
//
//      va ──┬── 1 GiB aligned, ≥ 1 GiB left ──────────► block in the PUD table
//           ├── 2 MiB aligned, ≥ 2 MiB left ──────────► block in the PMD table (16 × = 32 MiB: contiguous)
//           └── else ─────────────────────────────────► pages  in the PTE table (16 × = 64 KiB: contiguous)
//
// Concurrency: entries are only ever added here, each by one store, tables by compare-and-exchange; two CPUs that map
// neighbouring ranges may race for the same table, and the loser gives its page back. Overlapping ranges are the caller's bug.
// Order: a new table is zeroed before it is published (release), entries are published before use (DSB ISHST; ISB at the end).
//
// Linux 6.12: alloc_init_pud() and below in arch/arm64/mm/mmu.c, vmap_range_noflush() in mm/vmalloc.c.

#include "arch/arm64/mm/table.h"

#include <asm/barrier.h>
#include <asm/page.h>
#include <asm/sections.h>
#include <asm/tlbflush.h>
#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/guard.hpp>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/gfp.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/slab.h>

namespace arm64
{
namespace
{

constinit bool linear_map_ready __ro_after_init = false;

constexpr enum fixed_addresses fixmap_slot(Level level)
{
	constexpr enum fixed_addresses slots[] = {FIX_PGD, FIX_PUD, FIX_PMD, FIX_PTE};

	return slots[static_cast<unsigned int>(level)];
}

bool in_image(phys_addr_t phys)
{
	return phys >= __pa_symbol(_text) && phys < __pa_symbol(_end);
}

// What one map_range() call is about; the recursion hands it down.
struct Request {
	unsigned long start, end; // the whole range
	phys_addr_t phys;         // of start
	u64 attributes;
	unsigned int max_shift;

	phys_addr_t phys_of(unsigned long va) const
	{
		return phys + (va - start);
	}
	// Can one leaf of 1 << shift bytes begin at va?
	bool fits(unsigned long va, unsigned int shift) const
	{
		u64 size = 1ull << shift;

		return shift <= max_shift && end - va >= size &&
		       ((va | phys_of(va)) & (size - 1)) == 0;
	}
	// Does the group of sixteen leaves around va lie in the range whole?
	bool contiguous(unsigned long va, Level level) const
	{
		unsigned int shift = shift_of(level) + 4;
		unsigned long group = va & ~((1ull << shift) - 1);

		return level != Level::pud && group >= start && fits(group, shift);
	}
};

int map_level(phys_addr_t table, Level level, unsigned long va, unsigned long end,
	      const Request &request);

// The table below the entry for @va of @window, made if there is none yet.
int table_below(TableWindow &window, unsigned long va, Level level, phys_addr_t *table)
{
	const unsigned int index = index_of(va, level);
	Entry entry = window.read(index);

	if (!entry.valid()) {
		phys_addr_t fresh = alloc_table(below(level));

		if (!fresh)
			return -ENOMEM;
		if (window.publish(index, Entry::table(fresh, va))) {
			*table = fresh;
			return 0;
		}
		free_table(fresh, below(level));
		entry = window.read(index);
	}
	if (WARN_ON(!entry.is_table(level)))
		return -EBUSY;
	*table = entry.address();
	return 0;
}

int map_below(TableWindow &window, Level level, unsigned long va, unsigned long end,
	      const Request &request)
{
	phys_addr_t table;
	int err = table_below(window, va, level, &table);

	return err ? err : map_level(table, below(level), va, end, request);
}

// Is nothing mapped through the table at @level, nor through any below it?
bool is_empty(phys_addr_t table, Level level)
{
	TableWindow window(table, level);

	for (unsigned int index = 0; index < PTRS_PER_PTE; index++) {
		Entry entry = window.read(index);

		if (entry.is_leaf(level) ||
		    (entry.is_table(level) && !is_empty(entry.address(), below(level))))
			return false;
	}
	return true;
}

// Takes the table below entry @index out, and those below it, each flushed from the TLB's walk caches before it is freed.
void remove_table(TableWindow &window, unsigned int index, Level level, unsigned long va)
{
	phys_addr_t table = window.read(index).address();

	if (below(level) != Level::pte) {
		TableWindow inner(table, below(level));

		for (unsigned int i = 0; i < PTRS_PER_PTE; i++)
			if (inner.read(i).is_table(below(level)))
				remove_table(inner, i, below(level),
					     va + i * size_of(below(level)));
	}
	window.write(index, Entry());
	__flush_tlb_kernel_pgtable(va);
	free_table(table, below(level));
}

// Makes room for a leaf where an entry is valid: unmapping leaves empty tables behind, which give way to a block. False when
// something is still mapped there. Linux: pmd_free_pte_page(), pud_free_pmd_page().
bool clear_entry(TableWindow &window, unsigned int index, Level level, unsigned long va)
{
	Entry entry = window.read(index);

	if (!entry.is_table(level) || !is_empty(entry.address(), below(level)))
		return false;
	mutex_guard guard(&table_mutex);
	remove_table(window, index, level, va);
	return true;
}

// Fill the entries of [va, end), all of one table, with leaves. The hint is decided once per group of sixteen.
int map_leaves(TableWindow &window, Level level, unsigned long va, unsigned long end,
	       const Request &request)
{
	const u64 size = size_of(level);
	u64 value = Entry::leaf(request.phys_of(va), level, request.attributes).value();
	u64 hint = request.contiguous(va, level) ? PTE_CONT : 0;

	for (unsigned int index = index_of(va, level); va != end;
	     va += size, value += size, index++) {
		if (index % CONT_PTES == 0)
			hint = request.contiguous(va, level) ? PTE_CONT : 0;
		if (window.read(index).valid() && WARN_ON(!clear_entry(window, index, level, va)))
			return -EBUSY;
		window.write(index, Entry(value | hint));
	}
	return 0;
}

int map_level(phys_addr_t table, Level level, unsigned long va, unsigned long end,
	      const Request &request)
{
	TableWindow window(table, level);

	while (va != end) {
		unsigned long next = entry_end(va, end, level);
		int err;

		if (level != Level::pgd && request.fits(va, shift_of(level))) {
			// Once one leaf fits, all whole ones behind it do.
			next = end & ~(size_of(level) - 1);
			err = map_leaves(window, level, va, next, request);
		} else {
			err = map_below(window, level, va, next, request);
		}
		if (err)
			return err;
		va = next;
	}
	return 0;
}

// Makes the tables down to the one of pages for @va, as far as they are missing.
noinline int make_page_table(unsigned long va)
{
	phys_addr_t table = __pa_symbol(swapper_pg_dir);

	for (Level level = Level::pgd; level != Level::pte; level = below(level)) {
		TableWindow window(table, level);

		if (int err = table_below(window, va, level, &table))
			return err;
	}
	return 0;
}

} // namespace

constinit DEFINE_MUTEX(table_mutex);

TableWindow::TableWindow(phys_addr_t table, Level level) : through_fixmap_(false), level_(level)
{
	if (in_image(table)) {
		entries_ = reinterpret_cast<u64 *>(__phys_to_kimg(table));
	} else if (linear_map_ready) {
		entries_ = static_cast<u64 *>(__va(table));
	} else {
		set_fixmap(fixmap_slot(level), table);
		entries_ = reinterpret_cast<u64 *>(fix_to_virt(fixmap_slot(level)));
		through_fixmap_ = true;
	}
}

TableWindow::~TableWindow()
{
	if (through_fixmap_)
		clear_fixmap(fixmap_slot(level_));
}

// Linux counts a table of the kernel that points to tables, and none that points to pages (pagetable_pmd_ctor(); pte_alloc_one_kernel()
// has none).
static void account(phys_addr_t table, Level level, long pages)
{
	if (level != Level::pte)
		mod_node_page_state(page_pgdat(phys_to_page(table)), NR_PAGETABLE, pages);
}

phys_addr_t alloc_table(Level level)
{
	if (slab_is_available()) {
		const unsigned long page = get_zeroed_page(GFP_KERNEL);

		if (!page)
			return 0;
		account(__pa(page), level, 1);
		return __pa(page);
	}

	phys_addr_t phys =
		memblock_phys_alloc_range(PAGE_SIZE, PAGE_SIZE, 0, MEMBLOCK_ALLOC_NOLEAKTRACE);

	if (phys)
		TableWindow(phys, level).clear_all();
	return phys;
}

// One that memblock gave before is a page of the buddy as soon as it is given back, and was never counted.
void free_table(phys_addr_t table, Level level)
{
	if (!slab_is_available()) {
		memblock_phys_free(table, PAGE_SIZE);
		return;
	}
	if (PageReserved(phys_to_page(table))) {
		free_reserved_page(phys_to_page(table));
		return;
	}
	account(table, level, -1);
	free_page(reinterpret_cast<unsigned long>(__va(table)));
}

void linear_map_is_ready()
{
	linear_map_ready = true;
}

Translation translate(unsigned long va)
{
	phys_addr_t table = __pa_symbol(swapper_pg_dir);

	for (Level level = Level::pgd;; level = below(level)) {
		Entry entry = TableWindow(table, level).read(index_of(va, level));

		if (!entry.is_table(level))
			return {entry, level};
		table = entry.address();
	}
}

int map_range(unsigned long va, unsigned long end, phys_addr_t phys, u64 attributes,
	      unsigned int max_shift)
{
	Request request = {va, end, phys, attributes, max_shift};
	int err = map_level(__pa_symbol(swapper_pg_dir), Level::pgd, va, end, request);

	dsb(ishst);
	isb();
	return err;
}

static noinline int make_table_and_map(unsigned long va, unsigned long end,
				       struct page *const *pages, u64 attributes)
{
	const int err = make_page_table(va);

	if (!err)
		return map_pages(va, end, pages, attributes);
	// For what was mapped before.
	dsb(ishst);
	isb();
	return err;
}

int map_pages(unsigned long va, unsigned long end, struct page *const *pages, u64 attributes)
{
	const u64 leaf = Entry::leaf(0, Level::pte, attributes).value();
	int err = 0;

	while (va != end && !err) {
		const unsigned long next = min((va | ~PMD_MASK) + 1, end);
		u64 *entry = page_entry(va);

		if (unlikely(!entry))
			return make_table_and_map(va, end, pages, attributes);
		for (; va != next; va += PAGE_SIZE, entry++, pages++) {
			if (WARN_ON(!*pages || *entry)) {
				err = -EINVAL;
				break;
			}
			WRITE_ONCE(*entry, leaf | page_to_phys(*pages));
		}
	}
	dsb(ishst);
	isb();
	return err;
}

} // namespace arm64
