// SPDX-License-Identifier: GPL-2.0-only
//
// The kernel's page tables as they are, and mapping, unmapping and changing ranges of the vmalloc region.

#include <asm/extable.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/ptdump.h>
#include <asm/sections.h>
#include <asm/tlbflush.h>
#include <kunit/test.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/set_memory.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>

#include "arch/arm64/mm/table.h"

using namespace arm64;

namespace
{

u64 attributes(const void *address)
{
	return translate(reinterpret_cast<unsigned long>(address)).entry.value();
}

// The address @offset bytes from a symbol, which the compiler takes for an object that ends somewhere.
void *near(const char *symbol, long offset)
{
	unsigned long address = reinterpret_cast<unsigned long>(symbol);

	OPTIMIZER_HIDE_VAR(address);
	return reinterpret_cast<void *>(address + offset);
}

bool readable(const void *address)
{
	u8 byte;

	return !copy_from_kernel_nofault(&byte, address, 1);
}

// Writes what is there already, so that a wrong protection breaks nothing.
bool writable(void *address)
{
	u8 byte;

	return !copy_from_kernel_nofault(&byte, address, 1) &&
	       !copy_to_kernel_nofault(address, &byte, 1);
}

void image_permissions(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, attributes(_stext) & PTE_RDONLY);
	KUNIT_EXPECT_FALSE(test, attributes(_stext) & PTE_PXN);
	KUNIT_EXPECT_TRUE(test, attributes(__start_rodata) & PTE_RDONLY);
	KUNIT_EXPECT_TRUE(test, attributes(__start_rodata) & PTE_PXN);
	KUNIT_EXPECT_FALSE(test, attributes(_sdata) & PTE_RDONLY);
	KUNIT_EXPECT_TRUE(test, attributes(_sdata) & PTE_PXN);

	KUNIT_EXPECT_FALSE(test, writable(_stext));
	KUNIT_EXPECT_FALSE(test, writable(__start_rodata));
	KUNIT_EXPECT_TRUE(test, writable(_sdata));
}

void linear_alias_of_text_is_read_only(struct kunit *test)
{
	void *const places[] = {_stext, near(_etext, -1), __start_rodata, near(__end_rodata, -1)};

	for (void *symbol : places) {
		void *alias = lm_alias(symbol);

		KUNIT_EXPECT_TRUE(test, readable(alias));
		KUNIT_EXPECT_FALSE(test, writable(alias));
		KUNIT_EXPECT_TRUE(test, attributes(alias) & PTE_PXN);
	}
	KUNIT_EXPECT_TRUE(test, writable(lm_alias(_sdata)));
}

void holes_fault(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, readable(nullptr));
	KUNIT_EXPECT_FALSE(test, readable(near(init_stack, -1)));
	KUNIT_EXPECT_FALSE(test, readable(reinterpret_cast<void *>(MODULES_VADDR)));
	KUNIT_EXPECT_FALSE(test, readable(reinterpret_cast<void *>(VMALLOC_END)));
	KUNIT_EXPECT_FALSE(test, readable(reinterpret_cast<void *>(-4096L)));
}

void boot_code_is_gone(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, readable(__init_begin));
	KUNIT_EXPECT_FALSE(test, readable(near(__init_end, -1)));
	KUNIT_EXPECT_TRUE(test, writable(lm_alias(__init_begin)));
}

// Visits every leaf below @table.
template <typename Visitor>
void every_leaf(phys_addr_t table, Level level, Visitor &&visit)
{
	TableWindow window(table, level);

	for (unsigned int i = 0; i < PTRS_PER_TABLE; i++) {
		Entry entry = window.read(i);

		if (entry.is_table(level))
			every_leaf(entry.address(), below(level), visit);
		else if (entry.valid())
			visit(entry, level);
	}
}

void nothing_is_writable_and_executable(struct kunit *test)
{
	unsigned long leaves = 0, bad = 0;

	every_leaf(__pa_symbol(swapper_pg_dir), Level::pgd, [&](Entry entry, Level) {
		leaves++;
		bad += !(entry.value() & PTE_RDONLY) && !(entry.value() & PTE_PXN);
		bad += !(entry.value() & PTE_UXN) || (entry.value() & PTE_USER);
	});
	KUNIT_EXPECT_GT(test, leaves, 100ul);
	KUNIT_EXPECT_EQ(test, bad, 0ul);
}

// The boot's own check passes, and finds a page that can be written and executed when there is one.
void wx_check(struct kunit *test)
{
#ifdef CONFIG_PTDUMP
	unsigned long wx_pages, uxn_pages;
	unsigned long page = get_zeroed_page(GFP_KERNEL);
	void *at;

	KUNIT_EXPECT_TRUE(test, ptdump_count_wx(&wx_pages, &uxn_pages));
	KUNIT_EXPECT_EQ(test, wx_pages, 0ul);
	KUNIT_EXPECT_EQ(test, uxn_pages, 0ul);

	KUNIT_ASSERT_NE(test, page, 0ul);
	struct page *pages[] = {virt_to_page((void *)page)};

	at = vmap(pages, 1, VM_MAP, PAGE_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, at);
	*page_entry((unsigned long)at) = page_to_phys(pages[0]) | _PAGE_KERNEL_EXEC;
	KUNIT_EXPECT_FALSE(test, ptdump_count_wx(&wx_pages, &uxn_pages));
	KUNIT_EXPECT_EQ(test, wx_pages, 1ul);
	KUNIT_EXPECT_EQ(test, uxn_pages, 0ul);
	*page_entry((unsigned long)at) = page_to_phys(pages[0]) | (_PAGE_KERNEL & ~PTE_UXN);
	KUNIT_EXPECT_FALSE(test, ptdump_count_wx(&wx_pages, &uxn_pages));
	KUNIT_EXPECT_EQ(test, wx_pages, 0ul);
	KUNIT_EXPECT_EQ(test, uxn_pages, 1ul);
	vunmap(at);
	KUNIT_EXPECT_TRUE(test, ptdump_count_wx(&wx_pages, &uxn_pages));
	free_page(page);
#else
	kunit_skip(test, "built without CONFIG_PTDUMP");
#endif
}

// All sixteen entries of a contiguous group say the same but for the address, and lie in sixteen equal steps.
void contiguous_groups_are_whole(struct kunit *test)
{
	unsigned long groups = 0, bad = 0, in_group = 0;
	u64 expected = 0;

	every_leaf(__pa_symbol(swapper_pg_dir), Level::pgd, [&](Entry entry, Level level) {
		if (!entry.contiguous()) {
			bad += in_group != 0;
			in_group = 0;
			return;
		}
		if (!in_group) {
			groups++;
			bad += (entry.address() & (size_of(level) * 16 - 1)) != 0;
		} else {
			bad += entry.value() != expected;
		}
		expected = entry.value() + size_of(level);
		in_group = (in_group + 1) % 16;
	});
	KUNIT_EXPECT_EQ(test, in_group, 0ul);
	KUNIT_EXPECT_GT(test, groups, 0ul);
	KUNIT_EXPECT_EQ(test, bad, 0ul);
}

// A free range of addresses that starts at a multiple of @align bytes.
struct Addresses {
	struct vm_struct *area;
	unsigned long start;

	Addresses(unsigned long size, unsigned long align)
		: area(get_vm_area(size + align, VM_MAP)), start(0)
	{
		if (area)
			start = (reinterpret_cast<unsigned long>(area->addr) + align - 1) &
				~(align - 1);
	}
	~Addresses()
	{
		if (area)
			free_vm_area(area);
	}
};

void map_and_unmap_pages(struct kunit *test)
{
	unsigned long page = get_zeroed_page(GFP_KERNEL);
	Addresses addresses(PAGE_SIZE, PAGE_SIZE);
	bool mapped = true;

	KUNIT_ASSERT_NE(test, page, 0ul);
	KUNIT_ASSERT_NE(test, addresses.start, 0ul);
	KUNIT_EXPECT_EQ(test, kernel_va_to_phys(addresses.start, &mapped), 0ull);
	KUNIT_EXPECT_FALSE(test, mapped);

	KUNIT_ASSERT_EQ(test,
			vmap_range_noflush(addresses.start, addresses.start + PAGE_SIZE, __pa(page),
					   PAGE_KERNEL, PAGE_SHIFT),
			0);
	*reinterpret_cast<unsigned long *>(addresses.start + 8) = 0x5ca1ab1e;
	KUNIT_EXPECT_EQ(test, *reinterpret_cast<unsigned long *>(page + 8), 0x5ca1ab1eul);
	KUNIT_EXPECT_EQ(test, kernel_va_to_phys(addresses.start + 123, &mapped), __pa(page) + 123);
	KUNIT_EXPECT_TRUE(test, mapped);
	KUNIT_EXPECT_FALSE(test, translate(addresses.start).entry.contiguous());

	vunmap_range_noflush(addresses.start, addresses.start + PAGE_SIZE);
	flush_tlb_kernel_range(addresses.start, addresses.start + PAGE_SIZE);
	KUNIT_EXPECT_FALSE(test, readable(reinterpret_cast<void *>(addresses.start)));
	free_page(page);
}

// Addresses whose entry in the top-level table is the last one, which ends at 2^64.
void mapping_below_the_end_of_all_addresses(struct kunit *test)
{
	unsigned long page = get_zeroed_page(GFP_KERNEL);
	const unsigned long va = PCI_IO_START;
	bool mapped = true;

	KUNIT_ASSERT_NE(test, page, 0ul);
	KUNIT_ASSERT_EQ(test,
			vmap_range_noflush(va, va + PAGE_SIZE, __pa(page), PAGE_KERNEL, PMD_SHIFT),
			0);
	KUNIT_EXPECT_EQ(test, kernel_va_to_phys(va + 5, &mapped), __pa(page) + 5);
	KUNIT_EXPECT_TRUE(test, mapped);
	kernel_va_to_phys(va + PAGE_SIZE, &mapped);
	KUNIT_EXPECT_FALSE(test, mapped);

	vunmap_range_noflush(va, va + PAGE_SIZE);
	flush_tlb_kernel_range(va, va + PAGE_SIZE);
	KUNIT_EXPECT_FALSE(test, readable(reinterpret_cast<void *>(va)));
	free_page(page);
}

// Physically contiguous memory of each size that a leaf or a group of leaves has: which leaf is chosen?
struct LeafCase {
	unsigned int order;
	unsigned int max_shift;
	Level level;
	bool contiguous;
	const char *description;
};

const LeafCase leaf_cases[] = {
	{0, PUD_SHIFT, Level::pte, false, "4 KiB: a page"},
	{4, PUD_SHIFT, Level::pte, true, "64 KiB: contiguous pages"},
	{4, PAGE_SHIFT, Level::pte, false, "64 KiB limited to pages"},
	{5, PUD_SHIFT, Level::pte, true, "128 KiB: two contiguous groups"},
	{9, PUD_SHIFT, Level::pmd, false, "2 MiB: a block"},
	{9, CONT_PTE_SHIFT, Level::pte, true, "2 MiB limited to contiguous pages"},
	{10, PMD_SHIFT, Level::pmd, false, "4 MiB: two blocks"},
};

void describe_leaf(const LeafCase *leaf, char *description)
{
	strscpy(description, leaf->description, KUNIT_PARAM_DESC_SIZE);
}
KUNIT_ARRAY_PARAM(leaves, leaf_cases, describe_leaf);

void largest_leaf_that_fits(struct kunit *test)
{
	const LeafCase &want = *static_cast<const LeafCase *>(test->param_value);
	const unsigned long size = PAGE_SIZE << want.order;
	unsigned long pages = __get_free_pages(GFP_KERNEL, want.order);
	Addresses addresses(size, size);

	KUNIT_ASSERT_NE(test, pages, 0ul);
	KUNIT_ASSERT_NE(test, addresses.start, 0ul);
	KUNIT_ASSERT_EQ(test,
			vmap_range_noflush(addresses.start, addresses.start + size, __pa(pages),
					   PAGE_KERNEL, want.max_shift),
			0);
	for (unsigned long offset = 0; offset < size; offset += PAGE_SIZE)
		KUNIT_ASSERT_EQ(test, kernel_va_to_phys(addresses.start + offset, nullptr),
				__pa(pages) + offset);
	Translation found = translate(addresses.start + size - PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, static_cast<unsigned int>(found.level),
			static_cast<unsigned int>(want.level));
	KUNIT_EXPECT_EQ(test, found.entry.contiguous(), want.contiguous);

	vunmap_range_noflush(addresses.start, addresses.start + size);
	flush_tlb_kernel_range(addresses.start, addresses.start + size);
	KUNIT_EXPECT_FALSE(test, readable(reinterpret_cast<void *>(addresses.start)));
	KUNIT_EXPECT_FALSE(test, readable(reinterpret_cast<void *>(addresses.start + size - 1)));
	free_pages(pages, want.order);
}

// Incongruent addresses: pages, whatever the size.
void incongruent_range_gets_pages(struct kunit *test)
{
	const unsigned long size = SZ_2M;
	unsigned long pages = __get_free_pages(GFP_KERNEL, 10);
	Addresses addresses(size, size);
	const phys_addr_t phys = __pa(pages) + PAGE_SIZE;

	KUNIT_ASSERT_NE(test, pages, 0ul);
	KUNIT_ASSERT_NE(test, addresses.start, 0ul);
	KUNIT_ASSERT_EQ(test,
			vmap_range_noflush(addresses.start, addresses.start + size, phys,
					   PAGE_KERNEL, PUD_SHIFT),
			0);
	Translation found = translate(addresses.start + SZ_1M);
	KUNIT_EXPECT_EQ(test, static_cast<unsigned int>(found.level),
			static_cast<unsigned int>(Level::pte));
	KUNIT_EXPECT_FALSE(test, found.entry.contiguous());
	KUNIT_EXPECT_EQ(test, kernel_va_to_phys(addresses.start + SZ_1M, nullptr), phys + SZ_1M);
	vunmap_range_noflush(addresses.start, addresses.start + size);
	flush_tlb_kernel_range(addresses.start, addresses.start + size);
	free_pages(pages, 10);
}

void change_protection(struct kunit *test)
{
	const unsigned int order = 4;
	const unsigned long size = PAGE_SIZE << order;
	unsigned long pages = __get_free_pages(GFP_KERNEL, order);
	Addresses addresses(size, size);
	void *const first = reinterpret_cast<void *>(addresses.start);
	void *const second = reinterpret_cast<void *>(addresses.start + PAGE_SIZE);

	KUNIT_ASSERT_NE(test, pages, 0ul);
	KUNIT_ASSERT_NE(test, addresses.start, 0ul);
	KUNIT_ASSERT_EQ(test,
			vmap_range_noflush(addresses.start, addresses.start + size, __pa(pages),
					   PAGE_KERNEL, CONT_PTE_SHIFT),
			0);
	KUNIT_EXPECT_TRUE(test, writable(first));
	KUNIT_EXPECT_EQ(test,
			set_memory_range_prot(addresses.start, addresses.start + PAGE_SIZE,
					      PAGE_KERNEL_RO),
			0);
	KUNIT_EXPECT_FALSE(test, writable(first));
	KUNIT_EXPECT_TRUE(test, readable(first));
	// The group was dissolved: its other pages are as they were.
	KUNIT_EXPECT_FALSE(test, translate(addresses.start + PAGE_SIZE).entry.contiguous());
	KUNIT_EXPECT_TRUE(test, writable(second));
	KUNIT_EXPECT_EQ(test,
			set_memory_range_prot(addresses.start, addresses.start + PAGE_SIZE,
					      PAGE_KERNEL),
			0);
	KUNIT_EXPECT_TRUE(test, writable(first));

	vunmap_range_noflush(addresses.start, addresses.start + size);
	flush_tlb_kernel_range(addresses.start, addresses.start + size);
	free_pages(pages, order);
}

// vmalloc() memory takes the permissions that are asked for, page by page; anything else is refused.
void set_memory(struct kunit *test)
{
	char *p = static_cast<char *>(vmalloc(3 * PAGE_SIZE));
	const unsigned long addr = reinterpret_cast<unsigned long>(p);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, set_memory_ro(addr + PAGE_SIZE, 1), 0);
	KUNIT_EXPECT_TRUE(test, writable(p));
	KUNIT_EXPECT_FALSE(test, writable(p + PAGE_SIZE));
	KUNIT_EXPECT_TRUE(test, readable(p + PAGE_SIZE));
	KUNIT_EXPECT_TRUE(test, writable(p + 2 * PAGE_SIZE));
	// With rodata=on the pages' linear addresses stay as they are, with rodata=full they follow.
	KUNIT_EXPECT_EQ(test, writable(page_address(vmalloc_to_page(p + PAGE_SIZE))), !rodata_full);
	KUNIT_EXPECT_TRUE(test, writable(page_address(vmalloc_to_page(p))));
	KUNIT_EXPECT_EQ(test, set_memory_rox(addr + PAGE_SIZE, 1), 0);
	KUNIT_EXPECT_FALSE(test, attributes(p + PAGE_SIZE) & PTE_PXN);
	KUNIT_EXPECT_EQ(test, set_memory_nx(addr + PAGE_SIZE, 1), 0);
	KUNIT_EXPECT_EQ(test, set_memory_rw(addr, 3), 0);
	KUNIT_EXPECT_TRUE(test, attributes(p + PAGE_SIZE) & PTE_PXN);
	KUNIT_EXPECT_TRUE(test, writable(p + PAGE_SIZE));
	KUNIT_EXPECT_TRUE(test, writable(page_address(vmalloc_to_page(p + PAGE_SIZE))));

	KUNIT_EXPECT_EQ(test, set_memory_valid(addr, 2, 0), 0);
	KUNIT_EXPECT_FALSE(test, readable(p));
	KUNIT_EXPECT_FALSE(test, readable(p + PAGE_SIZE));
	KUNIT_EXPECT_TRUE(test, readable(p + 2 * PAGE_SIZE));
	KUNIT_EXPECT_EQ(test, set_memory_valid(addr, 2, 1), 0);
	KUNIT_EXPECT_TRUE(test, writable(p));

	KUNIT_EXPECT_EQ(test, set_memory_ro(addr, 0), 0);
	KUNIT_EXPECT_EQ(test, set_memory_ro(addr + PAGE_SIZE, 5), -EINVAL);
	KUNIT_EXPECT_EQ(test, set_memory_ro((unsigned long)__start_rodata & PAGE_MASK, 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, set_memory_ro((unsigned long)page_address(vmalloc_to_page(p)), 1),
			-EINVAL);
	KUNIT_EXPECT_TRUE(test, writable(p));
	vfree(p);
	KUNIT_EXPECT_EQ(test, set_memory_ro(addr, 1), -EINVAL);
}

// A page in the middle of a block, with its neighbours in use meanwhile.
void splitting_a_block(struct kunit *test)
{
	const unsigned long size = SZ_4M;
	char *p = static_cast<char *>(vmalloc_huge(size, GFP_KERNEL));
	const unsigned long addr = reinterpret_cast<unsigned long>(p);
	const unsigned long page = addr + SZ_2M + 37 * PAGE_SIZE;

	KUNIT_ASSERT_NOT_NULL(test, p);
	if (translate(page).level != Level::pmd) {
		vfree(p);
		kunit_skip(test, "no block to be had");
	}
	for (unsigned long at = 0; at < size; at += PAGE_SIZE)
		*reinterpret_cast<unsigned long *>(addr + at) = at;
	KUNIT_EXPECT_EQ(test, set_memory_ro(page, 1), 0);
	KUNIT_EXPECT_FALSE(test, writable(reinterpret_cast<void *>(page)));
	KUNIT_EXPECT_TRUE(test, writable(reinterpret_cast<void *>(page - PAGE_SIZE)));
	KUNIT_EXPECT_TRUE(test, writable(reinterpret_cast<void *>(page + PAGE_SIZE)));
	// The other half is a block still; of this one, all groups but that of the page have the hint.
	KUNIT_EXPECT_TRUE(test, translate(addr).level == Level::pmd);
	KUNIT_EXPECT_TRUE(test, translate(page).level == Level::pte);
	KUNIT_EXPECT_FALSE(test, translate(page).entry.contiguous());
	KUNIT_EXPECT_FALSE(test, translate(page & CONT_PTE_MASK).entry.contiguous());
	KUNIT_EXPECT_TRUE(test, translate(page + CONT_PTE_SIZE).entry.contiguous());
	KUNIT_EXPECT_TRUE(test, translate(page - CONT_PTE_SIZE).entry.contiguous());
	for (unsigned long at = 0; at < size; at += PAGE_SIZE)
		KUNIT_ASSERT_EQ(test, *reinterpret_cast<unsigned long *>(addr + at), at);
	KUNIT_EXPECT_EQ(test, set_memory_rw(page, 1), 0);
	vfree(p);
}

// Tables that a range needed stay when it is unmapped, for whoever gets the addresses next, and go when a block takes their place.
void tables_stay_until_a_block_comes(struct kunit *test)
{
	Addresses addresses(2 * SZ_2M, SZ_2M);
	struct page *pages = alloc_pages(GFP_KERNEL, 9);

	KUNIT_ASSERT_NOT_NULL(test, pages);
	KUNIT_ASSERT_NE(test, addresses.start, 0ul);

	const unsigned long start = addresses.start;
	const unsigned long upper = global_node_page_state(NR_PAGETABLE);

	KUNIT_ASSERT_EQ(test,
			vmap_range_noflush(start, start + PAGE_SIZE, page_to_phys(pages),
					   PAGE_KERNEL, PAGE_SHIFT),
			0);
	KUNIT_EXPECT_TRUE(test, translate(start).level == Level::pte);
	vunmap_range(start, start + PAGE_SIZE);
	KUNIT_EXPECT_FALSE(test, translate(start).mapped());
	KUNIT_EXPECT_TRUE(test, translate(start).level == Level::pte);
	KUNIT_ASSERT_EQ(test,
			vmap_range_noflush(start, start + SZ_2M, page_to_phys(pages), PAGE_KERNEL,
					   PMD_SHIFT),
			0);
	KUNIT_EXPECT_TRUE(test, translate(start).level == Level::pmd);
	// Tables of pages are not counted.
	KUNIT_EXPECT_LE(test, global_node_page_state(NR_PAGETABLE), upper + 1);
	vunmap_range(start, start + SZ_2M);
	KUNIT_EXPECT_FALSE(test, translate(start).mapped());
	__free_pages(pages, 9);
}

// An area whose permissions were changed is ordinary memory after vfree().
void permissions_are_reset(struct kunit *test)
{
	char *p = static_cast<char *>(vmalloc(2 * PAGE_SIZE));

	KUNIT_ASSERT_NOT_NULL(test, p);
	void *const linear = page_address(vmalloc_to_page(p));

	set_vm_flush_reset_perms(p);
	KUNIT_EXPECT_EQ(test, set_memory_rox((unsigned long)p, 2), 0);
	KUNIT_EXPECT_EQ(test, writable(linear), !rodata_full);
	vfree(p);
	KUNIT_EXPECT_FALSE(test, readable(p));
	KUNIT_EXPECT_TRUE(test, writable(linear));
	KUNIT_EXPECT_TRUE(test, attributes(linear) & PTE_PXN);
}

// With rodata=full a page can be taken out of the linear map, whatever block it lies in; without, nothing is done.
void taking_a_page_out_of_the_linear_map(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL, 1);
	unsigned long *address;

	KUNIT_ASSERT_NOT_NULL(test, page);
	address = static_cast<unsigned long *>(page_address(page));
	*address = 0xfeed;
	KUNIT_EXPECT_EQ(test, set_direct_map_invalid_noflush(page), 0);
	flush_tlb_kernel_range((unsigned long)address, (unsigned long)address + PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, kernel_page_present(page), !rodata_full);
	KUNIT_EXPECT_EQ(test, readable(address), !rodata_full);
	KUNIT_EXPECT_TRUE(test, kernel_page_present(page + 1));
	KUNIT_EXPECT_TRUE(test, writable(page_address(page + 1)));
	KUNIT_EXPECT_EQ(test, set_direct_map_default_noflush(page), 0);
	KUNIT_EXPECT_TRUE(test, kernel_page_present(page));
	KUNIT_EXPECT_EQ(test, *address, 0xfeedul);
	KUNIT_EXPECT_TRUE(test, writable(address));
	__free_pages(page, 1);
}

// Everything that a walk says.
struct Lines {
	unsigned int count;
	size_t length;
	char text[4096];

	bool has(const char *part) const
	{
		return strstr(text, part);
	}
};

void take_line(void *arg, const char *line)
{
	Lines *lines = static_cast<Lines *>(arg);

	lines->count++;
	lines->length += scnprintf(lines->text + lines->length, sizeof(lines->text) - lines->length,
				   "%s\n", line);
}

Lines *new_lines(struct kunit *test)
{
	return static_cast<Lines *>(kunit_kzalloc(test, sizeof(Lines), GFP_KERNEL));
}

void walk_in_words(struct kunit *test)
{
	static constexpr const char *parts[] = {"pgd=",
						"\npud=",
						"\npmd=",
						"\npte=",
						"read-only, executable",
						"is physical address"};
	Lines *lines = new_lines(test);

	KUNIT_ASSERT_NOT_NULL(test, lines);
	KUNIT_EXPECT_TRUE(test, pgtable_explain((unsigned long)_stext, take_line, lines));
	KUNIT_EXPECT_GE(test, lines->count, 6u);
	for (const char *part : parts)
		KUNIT_EXPECT_TRUE_MSG(test, lines->has(part), "%s", part);

	// EL0 executes nothing of the kernel's, and nobody what is in the linear map: the tables say so already.
	if (IS_ENABLED(CONFIG_PTDUMP)) {
		KUNIT_EXPECT_TRUE(test, lines->has("XNTable  1") && lines->has("PXNTable 0"));
		KUNIT_EXPECT_FALSE(test, lines->has("PXNTable 1"));
		*lines = {};
		pgtable_explain((unsigned long)lm_alias(_stext), take_line, lines);
		KUNIT_EXPECT_TRUE(test, lines->has("XNTable  1") && lines->has("PXNTable 1"));
		KUNIT_EXPECT_FALSE(test, lines->has("PXNTable 0"));
	}

	*lines = {};
	KUNIT_EXPECT_FALSE(test, pgtable_explain(MODULES_VADDR, take_line, lines));
	KUNIT_EXPECT_TRUE(test, lines->has("invalid"));

	*lines = {};
	KUNIT_EXPECT_FALSE(test, pgtable_explain(0x1000, take_line, lines));
	KUNIT_EXPECT_EQ(test, lines->count, 1u);
}

// Entries that the kernel makes, and some that it does not: what their fields say.
struct FieldCase {
	u64 value;
	Level level;
	const char *description;
	const char *says[8];
};

const FieldCase field_cases[] = {
	{0x00d0000040210783,
	 Level::pte,
	 "the kernel's text",
	 {"     54     UXN      1  EL0 may not execute it\n",
	  "     53     PXN      0  the kernel may execute it\n",
	  "     52     CONT     1  one of sixteen", "     51     DBM      0  not WRITE",
	  "     47..12 address  0x40210000\n", "      9..8  SH       3  inner shareable",
	  "      7..6  AP       2  the kernel reads, EL0 nothing\n",
	  "      4..2  AttrIndx 0  normal memory, MAIR_EL1 has ff for it\n"}},
	{0x00f8000050000705,
	 Level::pmd,
	 "2 MiB of the linear map",
	 {"     55     software 1  DIRTY", "     51     DBM      1  WRITE",
	  "     47..21 address  0x50000000\n", "     16     nT       0  not being split",
	  "     11     nG       0  global", "     10     AF       1  accessed",
	  "      7..6  AP       0  the kernel reads and writes",
	  "      1     TABLE    0  a block\n"}},
	{0x0068000009000f13,
	 Level::pte,
	 "a device of one address space",
	 {"     11     nG       1  of one address space",
	  "      4..2  AttrIndx 4  device nGnRE, MAIR_EL1 has 04 for it\n"}},
	{0x000000007fffe003,
	 Level::pgd,
	 "a table",
	 {"     62..61 APTable  0  no limit on access below\n", "     60     XNTable  0  no limit",
	  "     59     PXNTable 0  no limit", "     47..12 address  0x7fffe000\n",
	  "      1     TABLE    1  leads to another table\n", "      0     VALID    1  valid\n"}},
	{0x780000007fffe003,
	 Level::pud,
	 "a table with all limits",
	 {"     62..61 APTable  3  below, EL0 has no access, and nothing may be written\n",
	  "     60     XNTable  1  EL0 executes nothing below\n",
	  "     59     PXNTable 1  the kernel executes nothing below\n"}},
	{0x7904000080000701,
	 Level::pud,
	 "1 GiB with seldom bits",
	 {"     62..59 PBHA     15\n", "     56     software 1  SPECIAL",
	  "     54     UXN      0  EL0 may execute it\n",
	  "     50     GP       1  branches must land on a BTI\n",
	  "     47..30 address  0x80000000\n"}},
	{0x0060000040210f82,
	 Level::pte,
	 "invalid for a while",
	 {"     11     nG       1  PRESENT_INVALID", "      0     VALID    0  not valid"}},
};

void describe_fields(const FieldCase *fields, char *description)
{
	strscpy(description, fields->description, KUNIT_PARAM_DESC_SIZE);
}
KUNIT_ARRAY_PARAM(fields, field_cases, describe_fields);

void fields_in_words(struct kunit *test)
{
	const FieldCase &want = *static_cast<const FieldCase *>(test->param_value);
	Lines *lines = new_lines(test);

	if (!IS_ENABLED(CONFIG_PTDUMP)) {
		kunit_skip(test, "a lean kernel tells no fields");
		return;
	}
	KUNIT_ASSERT_NOT_NULL(test, lines);
	describe_descriptor(Entry(want.value), want.level, take_line, lines);
	for (const char *part : want.says)
		if (part)
			KUNIT_EXPECT_TRUE_MSG(test, lines->has(part), "%s", part);
}

struct kunit_case cases[] = {
	KUNIT_CASE(image_permissions),
	KUNIT_CASE(linear_alias_of_text_is_read_only),
	KUNIT_CASE(holes_fault),
	KUNIT_CASE(boot_code_is_gone),
	KUNIT_CASE(nothing_is_writable_and_executable),
	KUNIT_CASE(wx_check),
	KUNIT_CASE(contiguous_groups_are_whole),
	KUNIT_CASE(map_and_unmap_pages),
	KUNIT_CASE(mapping_below_the_end_of_all_addresses),
	KUNIT_CASE_PARAM(largest_leaf_that_fits, leaves_gen_params),
	KUNIT_CASE(incongruent_range_gets_pages),
	KUNIT_CASE(change_protection),
	KUNIT_CASE(set_memory),
	KUNIT_CASE(splitting_a_block),
	KUNIT_CASE(tables_stay_until_a_block_comes),
	KUNIT_CASE(permissions_are_reset),
	KUNIT_CASE(taking_a_page_out_of_the_linear_map),
	KUNIT_CASE(walk_in_words),
	KUNIT_CASE_PARAM(fields_in_words, fields_gen_params),
	{},
};

struct kunit_suite suite = {
	.name = "arch_mapping",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
