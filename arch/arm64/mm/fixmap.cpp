// SPDX-License-Identifier: GPL-2.0-only
// The fixmap: addresses known at compile time, with page tables that are part of the image, so that the device tree, the early
// console and page tables themselves can be reached when there is no allocator yet (asm/fixmap.h lists the slots).
//
//   swapper_pg_dir[511] ─► fixmap_pud[511] ─► fixmap_pmd[505..507] ─► fixmap_pte[3][512]
//
// The slots' tables lie side by side: slot N is one entry of a flat array. One CPU at boot, or single slots with one owner
// later: no lock.
//
// Linux 6.12: arch/arm64/mm/fixmap.c

#include <asm/barrier.h>
#include <asm/extable.h>
#include <asm/fixmap.h>
#include <asm/sections.h>
#include <asm/tlbflush.h>
#include <linux/bug.h>
#include <linux/init.h>

#include "arch/arm64/mm/table.h"

namespace arm64
{
namespace
{

constexpr unsigned long tables_start = FIXADDR_TOT_START & PMD_MASK;
constexpr unsigned long nr_pte_tables = (FIXADDR_TOP - tables_start) >> PMD_SHIFT;

static_assert(FIXADDR_TOP % PMD_SIZE == 0);
static_assert(__fix_to_virt(FIX_FDT) % SZ_2M == 0, "the tree's offset in 2 MiB is kept");
static_assert(tables_start >> PUD_SHIFT == (FIXADDR_TOP - 1) >> PUD_SHIFT, "one PMD table serves");

alignas(PAGE_SIZE) constinit u64 fixmap_pud[PTRS_PER_PUD] = {};
alignas(PAGE_SIZE) constinit u64 fixmap_pmd[PTRS_PER_PMD] = {};
alignas(PAGE_SIZE) constinit u64 fixmap_pte[nr_pte_tables][PTRS_PER_PTE] = {};

u64 *slot_entry(unsigned long va)
{
	return &fixmap_pte[0][0] + ((va - tables_start) >> PAGE_SHIFT);
}

void hang(u64 *table, unsigned long va, Level level, const void *next)
{
	table[index_of(va, level)] = Entry::table(__pa_symbol(next), va).value();
}

// The tree's big-endian header: magic and total size.
constexpr u32 fdt_magic = 0xd00dfeed;

void map_fdt_page(unsigned long va, phys_addr_t phys, pgprot_t prot)
{
	__atomic_store_n(slot_entry(va), phys | pgprot_val(prot), __ATOMIC_RELAXED);
}

} // namespace
} // namespace arm64

using namespace arm64;

void early_fixmap_init(void)
{
	hang(swapper_pg_dir, tables_start, Level::pgd, fixmap_pud);
	hang(fixmap_pud, tables_start, Level::pud, fixmap_pmd);
	for (unsigned long i = 0; i < nr_pte_tables; i++)
		hang(fixmap_pmd, tables_start + i * PMD_SIZE, Level::pmd, fixmap_pte[i]);
	dsb(ishst);
	isb();
}

void __set_fixmap(enum fixed_addresses idx, phys_addr_t phys, pgprot_t prot)
{
	unsigned long va = fix_to_virt(idx);
	u64 *entry = slot_entry(va);

	BUG_ON(idx <= FIX_HOLE || idx >= __end_of_fixed_addresses);
	if (*entry & PTE_VALID) {
		__atomic_store_n(entry, 0, __ATOMIC_RELAXED);
		flush_tlb_kernel_range(va, va + PAGE_SIZE);
	}
	if (!pgprot_val(prot))
		return;
	__atomic_store_n(entry, (phys & PAGE_MASK) | pgprot_val(prot), __ATOMIC_RELAXED);
	dsb(ishst);
	isb();
}

// What the tree's slots show: kaslr_early_init() looks into it before setup_machine_fdt() does. Cleared with .bss, as the tables are
// with it, when kaslr begins anew.
struct MappedTree {
	phys_addr_t phys;
	u64 prot;
	int size;
};
static constinit MappedTree mapped_tree = {};

// The header is read before anything is believed: memory that isn't there may answer with an abort.
void *__init fixmap_remap_fdt(phys_addr_t dt_phys, int *size, pgprot_t prot)
{
	const unsigned long base = fix_to_virt(FIX_FDT);
	const unsigned long offset = dt_phys % SZ_2M;
	const phys_addr_t phys_base = dt_phys - offset;
	void *const dt = reinterpret_cast<void *>(base + offset);
	u32 header[2];

	if (!dt_phys || dt_phys % MIN_FDT_ALIGN)
		return nullptr;
	if (IS_ENABLED(CONFIG_RANDOMIZE_BASE) && mapped_tree.phys == dt_phys &&
	    mapped_tree.prot == pgprot_val(prot)) {
		if (size)
			*size = mapped_tree.size;
		return dt;
	}

	// A header of 8 bytes, 8-byte aligned, crosses no page.
	map_fdt_page(base + (offset & PAGE_MASK), phys_base + (offset & PAGE_MASK), prot);
	flush_tlb_kernel_range(base, base + MAX_FDT_SIZE + SZ_2M);

	if (copy_from_kernel_nofault(header, dt, sizeof(header)))
		return nullptr;
	u32 bytes = __builtin_bswap32(header[1]);
	if (__builtin_bswap32(header[0]) != fdt_magic || bytes > MAX_FDT_SIZE)
		return nullptr;

	for (unsigned long at = offset & PAGE_MASK; at < offset + bytes; at += PAGE_SIZE)
		map_fdt_page(base + at, phys_base + at, prot);
	flush_tlb_kernel_range(base, base + MAX_FDT_SIZE + SZ_2M);
	if (IS_ENABLED(CONFIG_RANDOMIZE_BASE))
		mapped_tree = {dt_phys, pgprot_val(prot), static_cast<int>(bytes)};
	if (size)
		*size = bytes;
	return dt;
}
