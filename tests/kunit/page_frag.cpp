// SPDX-License-Identifier: GPL-2.0-only
// Pieces of pages, and a page's flags in the numbering of /proc/kpageflags.

#include <kunit/test.h>
#include <linux/gfp.h>
#include <linux/kernel-page-flags.h>
#include <linux/mm.h>
#include <linux/slab.h>

namespace
{

void pieces_come_from_the_end(kunit *test)
{
	page_frag_cache nc = {};
	char *const first = static_cast<char *>(page_frag_alloc(&nc, 1000, GFP_KERNEL));
	char *const second = static_cast<char *>(page_frag_alloc_align(&nc, 100, GFP_KERNEL, 64));

	KUNIT_ASSERT_NOT_NULL(test, first);
	KUNIT_EXPECT_EQ(test, compound_order(virt_to_head_page(first)), 3u);
	KUNIT_EXPECT_EQ(test, first - (char *)page_address(virt_to_head_page(first)),
			32768l - 1000);
	KUNIT_EXPECT_EQ(test, first - second, 152l); // 31768 - 100, down to a multiple of 64
	KUNIT_EXPECT_EQ(test, page_count(virt_to_head_page(first)), 32769);
	page_frag_free(second);
	KUNIT_EXPECT_EQ(test, page_count(virt_to_head_page(first)), 32768);
	page_frag_cache_drain(&nc);
	KUNIT_EXPECT_EQ(test, page_count(virt_to_head_page(first)), 1);
	page_frag_free(first);
	KUNIT_EXPECT_NULL(test, nc.va);
}

void a_block_starts_anew_when_all_pieces_are_back(kunit *test)
{
	page_frag_cache nc = {};
	void *const a = page_frag_alloc(&nc, 32768, GFP_KERNEL);

	page_frag_free(a);
	void *const b = page_frag_alloc(&nc, 32768, GFP_KERNEL);

	KUNIT_EXPECT_PTR_EQ(test, a, b);
	void *const c = page_frag_alloc(&nc, 32768, GFP_KERNEL);

	KUNIT_EXPECT_PTR_NE(test, b, c);
	page_frag_free(b);
	KUNIT_EXPECT_NULL(test, page_frag_alloc(&nc, 32769, GFP_KERNEL));
	page_frag_free(c);
	page_frag_cache_drain(&nc);
}

void flags_are_kpageflags(kunit *test)
{
	struct page *const page = alloc_pages(GFP_KERNEL | __GFP_COMP, 2);
	void *const object = kmalloc(64, GFP_KERNEL);

	KUNIT_EXPECT_EQ(test, stable_page_flags(page), 1ull << KPF_COMPOUND_HEAD);
	KUNIT_EXPECT_EQ(test, stable_page_flags(page + 3), 1ull << KPF_COMPOUND_TAIL);
	KUNIT_EXPECT_TRUE(test, stable_page_flags(virt_to_head_page(object)) & 1ull << KPF_SLAB);
	KUNIT_EXPECT_EQ(test, stable_page_flags(nullptr), 1ull << KPF_NOPAGE);
	kfree(object);
	__free_pages(page, 2);
	drain_all_pages(nullptr);
	KUNIT_EXPECT_EQ(test, stable_page_flags(page + 1), 1ull << KPF_BUDDY);
}

struct kunit_case cases[] = {
	KUNIT_CASE(pieces_come_from_the_end),
	KUNIT_CASE(a_block_starts_anew_when_all_pieces_are_back),
	KUNIT_CASE(flags_are_kpageflags),
	{},
};

struct kunit_suite suite = {.name = "page_frag", .test_cases = cases};
kunit_test_suite(suite);

} // namespace
