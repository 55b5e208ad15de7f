// SPDX-License-Identifier: GPL-2.0-only
// The first page tables, built with the MMU off.
//
// This file runs at the physical address where the boot loader put the image, though it is linked for KIMAGE_VADDR. Code and
// data are reached relative to the program counter, so &symbol is a physical address here, and no pointer may be taken from
// a constant table (it would hold the link address). The compiler is told -mstrict-align and no library calls; nothing outside
// arch/arm64/boot may be called. tests/machine proves from the disassembly that no exclusive is used.
//
//   TTBR0  idmap_pg_dir   -> pud -> pmd -> pte: the one page of .idmap.text at its physical address, R-X
//   TTBR1  swapper_pg_dir -> pud -> pmd -> image tables: the image at KIMAGE_VADDR, each segment with its final permissions
//
// The image's last-level tables lie side by side, so they are filled as one flat array: entry n maps page n of the image.
// paging_init() later hangs the linear map into the same swapper_pg_dir; nothing is built twice.
//
// Linux 6.12: arch/arm64/kernel/pi/map_kernel.c (early_map_kernel, map_kernel), map_range.c, head.S (__create_page_tables of old).

#include <asm/pgtable.h>
#include <asm/sections.h>

extern "C" {
#define __boot_table __attribute__((section(".bss..boot_tables"), aligned(4096)))
__boot_table u64 idmap_pg_dir[PTRS_PER_TABLE];
__boot_table u64 swapper_pg_dir[PTRS_PER_PGD];

extern char __boot_tables_start[], __boot_tables_end[];
extern u64 __image_tables_start[];
extern char __stack_guard[];

// Words that hold an address of the image (scripts/relocations), and those that the linker made by itself.
extern const u64 __relocations_start[], __relocations_end[];
extern u64 __got_start[], __got_end[];

void early_map_kernel(u64 displacement);
}

namespace arm64::boot
{
namespace
{

__boot_table u64 idmap_pud[PTRS_PER_TABLE];
__boot_table u64 idmap_pmd[PTRS_PER_TABLE];
__boot_table u64 idmap_pte[PTRS_PER_TABLE];
__boot_table u64 swapper_pud[PTRS_PER_TABLE];
__boot_table u64 image_pmd[PTRS_PER_TABLE];

u64 phys(const void *symbol)
{
	return reinterpret_cast<u64>(symbol);
}

u64 table_entry(const u64 *table)
{
	return phys(table) | PMD_TYPE_TABLE | PMD_TABLE_UXN;
}

constexpr unsigned int index(u64 va, unsigned int shift)
{
	return va >> shift & (PTRS_PER_TABLE - 1);
}

// The memory holds whatever was there before: the whole room of boot tables, image tables included, becomes invalid entries.
void clear_tables()
{
	for (u64 *entry = reinterpret_cast<u64 *>(__boot_tables_start);
	     entry != reinterpret_cast<u64 *>(__boot_tables_end); entry += 4)
		entry[0] = entry[1] = entry[2] = entry[3] = 0;
}

void map_identity()
{
	u64 page = phys(__idmap_text_start) & PAGE_MASK;

	idmap_pg_dir[index(page, PGDIR_SHIFT)] = table_entry(idmap_pud);
	idmap_pud[index(page, PUD_SHIFT)] = table_entry(idmap_pmd);
	idmap_pmd[index(page, PMD_SHIFT)] = table_entry(idmap_pte);
	idmap_pte[index(page, PAGE_SHIFT)] = page | _PAGE_KERNEL_ROX;
}

// Map pages [start, end) of the image. Sixteen entries that cover an aligned 64 KiB alike carry the contiguous hint, so that
// one TLB entry may hold them all (Arm ARM D8.7.1). Not where permissions change later (PTE_CONT in @without): that would mean
// to take the sixteen down for a moment, under the feet of other CPUs.
void map_segment(const char *start, const char *end, u64 prot, u64 without = 0)
{
	const u64 base = phys(_text);
	const bool congruent = (base & ~CONT_PTE_MASK) == 0 && !without;

	for (u64 page = phys(start); page < phys(end); page += PAGE_SIZE) {
		u64 group = page & CONT_PTE_MASK;
		bool whole = congruent && group >= phys(start) &&
			     group + CONT_PTE_SIZE <= phys(end);

		__image_tables_start[(page - base) >> PAGE_SHIFT] = page | prot |
								    (whole ? PTE_CONT : 0);
	}
}

// @start is a multiple of 2 MiB, and the image ends before the next multiple of 1 GiB: so the tables of pages are the same wherever it
// lies, and one table of the level above is enough.
void map_image(u64 start)
{
	const u64 pmds = (phys(_end) - phys(_text) + PMD_SIZE - 1) >> PMD_SHIFT;

	swapper_pg_dir[index(start, PGDIR_SHIFT)] = table_entry(swapper_pud);
	swapper_pud[index(start, PUD_SHIFT)] = table_entry(image_pmd);
	for (u64 i = 0; i < pmds; i++)
		image_pmd[index(start, PMD_SHIFT) + i] =
			table_entry(__image_tables_start + i * PTRS_PER_TABLE);

	map_segment(_text, _etext, _PAGE_KERNEL_ROX);
	map_segment(__start_rodata, __start_ro_after_init, _PAGE_KERNEL_RO);
	map_segment(__start_ro_after_init, __end_ro_after_init, _PAGE_KERNEL, PTE_CONT);
	map_segment(__inittext_begin, __inittext_end, _PAGE_KERNEL_ROX);
	map_segment(__initdata_begin, __initdata_end, _PAGE_KERNEL);
	map_segment(_sdata, __stack_guard, _PAGE_KERNEL);
	map_segment(__stack_guard + PAGE_SIZE, _end, _PAGE_KERNEL);
}

static_assert(KIMAGE_VADDR % PMD_SIZE == 0);

// Makes every address in the image's data what it is @displacement bytes further on. Linux: relocate_kernel() for CONFIG_RELR.
void relocate(u64 displacement)
{
	u64 *word = nullptr;

	for (const u64 *at = __relocations_start; at != __relocations_end; at++) {
		if (!(*at & 1)) {
			word = reinterpret_cast<u64 *>(phys(_text) + *at);
			*word++ += displacement;
			continue;
		}
		for (u64 bits = *at >> 1, i = 0; bits; bits >>= 1, i++)
			if (bits & 1)
				word[i] += displacement;
		word += 63;
	}
	for (u64 *entry = __got_start; entry != __got_end; entry++)
		if (*entry)
			*entry += displacement;
}

} // namespace
} // namespace arm64::boot

// Build both tables, for an image that runs @displacement bytes behind the address it was linked for; head.S turns the MMU on with them.
// On the boot CPU, MMU off.
void early_map_kernel(u64 displacement)
{
	using namespace arm64::boot;

	clear_tables();
	map_identity();
	map_image(KIMAGE_VADDR + displacement);
	if (IS_ENABLED(CONFIG_RANDOMIZE_BASE) && displacement)
		relocate(displacement);
}
