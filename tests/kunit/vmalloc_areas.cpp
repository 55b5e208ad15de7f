// SPDX-License-Identifier: GPL-2.0-only
// vmalloc on the machine: real page tables, real TLB.

#include <kunit/test.h>

#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include "mm/vmalloc/space.h"

namespace
{

bool is_mapped(const void *p)
{
	bool mapped = false;

	kernel_va_to_phys(reinterpret_cast<unsigned long>(p), &mapped);
	return mapped;
}

// Pages that areas own, as far as stacks do not matter: a worker may begin or end at any moment.
unsigned long pages_in_areas()
{
	return vmalloc_nr_pages() % (THREAD_SIZE / PAGE_SIZE);
}

void pages_and_guard(struct kunit *test)
{
	unsigned long before = pages_in_areas();
	char *p = static_cast<char *>(vzalloc(3 * PAGE_SIZE));

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, pages_in_areas(), (before + 3) % (THREAD_SIZE / PAGE_SIZE));
	for (int i = 0; i < 3; i++) {
		char *page = p + i * PAGE_SIZE;

		KUNIT_EXPECT_TRUE(test, is_mapped(page));
		KUNIT_EXPECT_PTR_EQ(test, vmalloc_to_page(page), find_vm_area(p)->pages[i]);
		KUNIT_EXPECT_NULL(test, memchr_inv(page, 0, PAGE_SIZE));
	}
	KUNIT_EXPECT_FALSE(test, is_mapped(p + 3 * PAGE_SIZE));
	vfree(p);
	KUNIT_EXPECT_FALSE(test, is_mapped(p));
	KUNIT_EXPECT_EQ(test, pages_in_areas(), before);
}

// A stale TLB entry would show the old page behind a reused address.
void reused_addresses_show_new_pages(struct kunit *test)
{
	for (unsigned long round = 1; round <= 20; round++) {
		unsigned long *p = static_cast<unsigned long *>(vmalloc(PAGE_SIZE));

		KUNIT_ASSERT_NOT_NULL(test, p);

		struct page *page = vmalloc_to_page(p);
		unsigned long *alias = static_cast<unsigned long *>(page_address(page));

		// Nobody else has a pointer to new memory, says vmalloc()'s declaration; here somebody does.
		WRITE_ONCE(*p, round);
		KUNIT_EXPECT_EQ(test, READ_ONCE(*alias), round);
		WRITE_ONCE(*alias, ~round);
		KUNIT_EXPECT_EQ(test, READ_ONCE(*p), ~round);
		vfree(p);
		vm_unmap_aliases();
	}
}

void many_areas_in_random_order(struct kunit *test)
{
	struct Area {
		u32 *p;
		unsigned long words;
	};
	constexpr int NR = 48;
	Area *areas = static_cast<Area *>(kunit_kzalloc(test, NR * sizeof(Area), GFP_KERNEL));
	unsigned long before = pages_in_areas();

	KUNIT_ASSERT_NOT_NULL(test, areas);
	for (int step = 0; step < 600; step++) {
		u32 i = get_random_u32() % NR;
		Area &a = areas[i];

		if (a.p) {
			KUNIT_EXPECT_EQ(test, a.p[0], i + 1);
			KUNIT_EXPECT_EQ(test, a.p[a.words - 1], i + 1);
			vfree(a.p);
			a.p = nullptr;
			continue;
		}
		a.words = 1 + get_random_u32() % (8 * PAGE_SIZE / sizeof(u32));
		a.p = static_cast<u32 *>(vmalloc(a.words * sizeof(u32)));
		KUNIT_ASSERT_NOT_NULL(test, a.p);
		a.p[0] = a.p[a.words - 1] = i + 1;
	}
	for (int i = 0; i < NR; i++)
		vfree(areas[i].p);
	vmspace::purge(true);
	KUNIT_EXPECT_EQ(test, pages_in_areas(), before);
	KUNIT_EXPECT_TRUE(test, vmspace::free_areas.consistent());
}

void blocks_for_vmalloc_huge(struct kunit *test)
{
	// Single pages first, at the same addresses: their page tables must give way to blocks.
	void *small = vmalloc(PMD_SIZE);
	void *large = vmalloc(2 * PMD_SIZE);

	vfree(small);
	vfree(large);
	vmspace::purge(true);

	char *p = static_cast<char *>(vmalloc_huge(2 * PMD_SIZE, GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_TRUE(test, IS_ALIGNED(reinterpret_cast<unsigned long>(p), PMD_SIZE));
	KUNIT_EXPECT_EQ(test, find_vm_area(p)->page_order, PMD_SHIFT - PAGE_SHIFT);
	memset(p, 0x11, 2 * PMD_SIZE);
	KUNIT_EXPECT_EQ(test, p[2 * PMD_SIZE - 1], 0x11);
	for (unsigned long off = 0; off < 2 * PMD_SIZE; off += PMD_SIZE / 2)
		KUNIT_EXPECT_PTR_EQ(test, vmalloc_to_page(p + off),
				    find_vm_area(p)->pages[off >> PAGE_SHIFT]);
	vfree(p);
}

void vmap_makes_aliases(struct kunit *test)
{
	struct page *pages[2] = {alloc_page(GFP_KERNEL), alloc_page(GFP_KERNEL)};

	KUNIT_ASSERT_NOT_NULL(test, pages[0]);
	KUNIT_ASSERT_NOT_NULL(test, pages[1]);

	char *p = static_cast<char *>(vmap(pages, 2, VM_MAP, PAGE_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, p);
	strscpy(p + PAGE_SIZE, "through the second page", 64);
	KUNIT_EXPECT_STREQ(test, static_cast<char *>(page_address(pages[1])),
			   "through the second page");
	vunmap(p);
	KUNIT_EXPECT_FALSE(test, is_mapped(p));
	__free_page(pages[0]);
	__free_page(pages[1]);
}

const struct resource *find_uart()
{
	for (const struct resource *r = iomem_resource.child; r; r = r->sibling)
		if (strstr(r->name, "pl011"))
			return r;
	return nullptr;
}

// The PrimeCell identification at the end of the UART's page: 0d f0 05 b1, a byte in each of four registers.
void ioremap_reaches_a_device(struct kunit *test)
{
	const struct resource *uart = find_uart();
	u32 id = 0;

	if (!uart)
		kunit_skip(test, "no PL011 in /proc/iomem");

	char __iomem *p = static_cast<char __iomem *>(ioremap(uart->start + 8, 0xff8));

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, reinterpret_cast<unsigned long>(p) & ~PAGE_MASK, 8UL);
	KUNIT_EXPECT_EQ(test, find_vm_area(p)->phys_addr, uart->start);
	for (int i = 0; i < 4; i++)
		id |= (readl(p - 8 + 0xff0 + 4 * i) & 0xff) << (8 * i);
	KUNIT_EXPECT_EQ(test, id, 0xb105f00du);
	iounmap(p);
	KUNIT_EXPECT_FALSE(test, is_mapped(p));
	KUNIT_EXPECT_NULL(test, ioremap(uart->start, 0));
}

// RAM is where it always is, a device becomes an area, and what is neither is refused.
void memremap_finds_ram_and_devices(struct kunit *test)
{
	void *page = reinterpret_cast<void *>(get_zeroed_page(GFP_KERNEL));
	const struct resource *uart = find_uart();

	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_PTR_EQ(test, memremap(__pa(page), PAGE_SIZE, MEMREMAP_WB), page);
	KUNIT_EXPECT_PTR_EQ(test, memremap(__pa(page), PAGE_SIZE, MEMREMAP_WB | MEMREMAP_WC), page);
	KUNIT_EXPECT_NULL(test, memremap(__pa(page), PAGE_SIZE, 0));
	memunmap(page);
	free_page(reinterpret_cast<unsigned long>(page));
	memunmap(nullptr);
	if (!uart)
		return;

	constexpr unsigned long kinds[] = {MEMREMAP_WT, MEMREMAP_WC};

	for (const unsigned long flags : kinds) {
		void *p = memremap(uart->start, PAGE_SIZE, flags);

		KUNIT_ASSERT_NOT_NULL(test, p);
		KUNIT_EXPECT_TRUE(test, is_vmalloc_addr(p));
		KUNIT_EXPECT_EQ(test, find_vm_area(p)->phys_addr, uart->start);
		memunmap(p);
		KUNIT_EXPECT_FALSE(test, is_mapped(p));
	}
}

// As large as GICv3's redistributors, and as crooked: 15.7 MiB that begin between two boundaries of 2 MiB. Nobody goes there, so
// it may be any address behind RAM.
void ioremap_uses_blocks(struct kunit *test)
{
	const phys_addr_t behind = ALIGN(memblock_end_of_DRAM(), 1ull << 30);
	const phys_addr_t device = behind + 0xa0000, end = behind + 0x1000000;
	char __iomem *p = static_cast<char __iomem *>(ioremap(device, end - device));
	const unsigned long start = reinterpret_cast<unsigned long>(p);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, start & ~PMD_MASK, device & ~PMD_MASK);
	for (unsigned long at = 0; at < end - device; at += SZ_64K)
		KUNIT_ASSERT_EQ(test, kernel_va_to_phys(start + at, nullptr), device + at);
	// Nothing before it, nothing behind it.
	KUNIT_EXPECT_FALSE(test, is_mapped(p - 1));
	KUNIT_EXPECT_FALSE(test, is_mapped(p + (end - device)));
	KUNIT_EXPECT_EQ(test, find_vm_area(p)->phys_addr, ALIGN_DOWN(device, PMD_SIZE));
	iounmap(p + 5);
	KUNIT_EXPECT_FALSE(test, is_mapped(p));
	KUNIT_EXPECT_FALSE(test, is_mapped(p + (end - device) - 1));
	// No address beyond 48 bits, no wrap-around.
	KUNIT_EXPECT_NULL(test, ioremap((1ull << 48) - PAGE_SIZE, 2 * PAGE_SIZE));
	KUNIT_EXPECT_NULL(test, ioremap(~0ull - 10, PAGE_SIZE));
}

// Where nobody may sleep the area is handed to a work item.
void freeing_may_be_put_off(struct kunit *test)
{
	void *p = vmalloc(3 * PAGE_SIZE);

	KUNIT_ASSERT_NOT_NULL(test, p);
	preempt_disable();
	vfree_atomic(p);
	preempt_enable();
	flush_scheduled_work();
	KUNIT_EXPECT_NULL(test, find_vm_area(p));
}

struct kunit_case cases[] = {
	KUNIT_CASE(pages_and_guard),
	KUNIT_CASE(reused_addresses_show_new_pages),
	KUNIT_CASE(many_areas_in_random_order),
	KUNIT_CASE(blocks_for_vmalloc_huge),
	KUNIT_CASE(vmap_makes_aliases),
	KUNIT_CASE(ioremap_reaches_a_device),
	KUNIT_CASE(ioremap_uses_blocks),
	KUNIT_CASE(memremap_finds_ram_and_devices),
	KUNIT_CASE(freeing_may_be_put_off),
	{},
};

struct kunit_suite suite = {
	.name = "vmalloc_areas",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
