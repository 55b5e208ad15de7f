// SPDX-License-Identifier: GPL-2.0-only
// What the shell knows about a page, and which frees it refuses.
#include "tests/host/test.h"

#include "kernel/shell/page_use.h"

#include <linux/gfp.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

using shell::page_use;

namespace
{

std::string words(unsigned long pfn)
{
	char text[120];

	shell::describe(shell::find_page_use(pfn), text, sizeof(text));
	return text;
}

// The reason, or "" when the free is right.
std::string refusal(const char *reason)
{
	return reason ? reason : "";
}

std::string kfree_refusal(const void *object)
{
	char text[120];

	return refusal(
		shell::wrong_kfree(reinterpret_cast<unsigned long>(object), text, sizeof(text)));
}

std::string free_pages_refusal(unsigned long address, unsigned int order)
{
	char text[120];

	return refusal(shell::wrong_free_pages(address, order, text, sizeof(text)));
}

bool contains(const std::string &text, const char *part)
{
	CAPTURE(text);
	return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("shell: every state of a page has its words")
{
	host::boot(64);

	struct page *block = alloc_pages(GFP_KERNEL | __GFP_COMP, 3);
	const unsigned long pfn = page_to_pfn(block);
	void *object = kmalloc(100, GFP_KERNEL);

	CHECK(words(0x10) == "no memory");
	CHECK(words(pfn + 5).rfind("allocated, compound page, order 3: pfn", 0) == 0);
	CHECK(words(virt_to_pfn(object)).rfind("slab of cache kmalloc-128, order 0: pfn", 0) == 0);

	struct page *single = alloc_page(GFP_KERNEL);

	CHECK(words(page_to_pfn(single)) == "allocated");

	void *area = vmalloc(3 * PAGE_SIZE);
	char expected[60];

	snprintf(expected, sizeof(expected), "allocated by vmalloc, mapped at %lx",
		 reinterpret_cast<unsigned long>(area) + PAGE_SIZE);
	CHECK(words(vmalloc_to_pfn(static_cast<char *>(area) + PAGE_SIZE)) == expected);
	vfree(area);

	__free_page(single);
	CHECK(words(page_to_pfn(single)).rfind("free, per-CPU list of CPU 0, order 0: pfn", 0) ==
	      0);
	__free_pages(block, 3);
	CHECK(shell::find_page_use(pfn + 5).kind == page_use::free_pcp);
	CHECK(shell::find_page_use(pfn + 5).first == pfn);

	// The far end of memory was never touched: whole free blocks, whose struct pages may not exist before they are asked for.
	const unsigned long far = __phys_to_pfn(memblock_end_of_DRAM()) - MAX_ORDER_NR_PAGES / 2;

	if (shell::find_page_use(far).kind == page_use::free_buddy)
		CHECK(shell::find_page_use(far).first + (1ul << shell::find_page_use(far).order) >
		      far);
}

TEST_CASE("shell: numbers mean page frames")
{
	host::boot(64);

	struct page *page = alloc_page(GFP_KERNEL);
	const unsigned long pfn = page_to_pfn(page);
	unsigned long found;

	for (u64 number :
	     {static_cast<u64>(pfn), static_cast<u64>(pfn) << PAGE_SHIFT,
	      reinterpret_cast<u64>(page_address(page)) + 123, reinterpret_cast<u64>(page) + 8}) {
		found = 0;
		CHECK(shell::number_to_pfn(number, &found));
		CHECK(found == pfn);
	}
	CHECK_FALSE(shell::number_to_pfn(0, &found));
	CHECK_FALSE(shell::number_to_pfn(~0ull, &found));
	CHECK_FALSE(shell::number_to_pfn(0xdead000000000100, &found));
	CHECK_FALSE(shell::number_to_pfn(pfn << 32, &found));
}

TEST_CASE("shell: kfree takes back only what kmalloc gave")
{
	host::boot(64);

	char *object = static_cast<char *>(kmalloc(100, GFP_KERNEL));
	char *large = static_cast<char *>(kmalloc(20000, GFP_KERNEL));
	struct kmem_cache *cache = kmem_cache_create("shell-test", 72, 0, SLAB_NO_MERGE, nullptr);
	void *foreign = kmem_cache_alloc(cache, GFP_KERNEL);

	CHECK(kfree_refusal(object) == "");
	CHECK(kfree_refusal(large) == "");
	CHECK(contains(kfree_refusal(object + 1), "inside the object of cache kmalloc-128"));
	CHECK(contains(kfree_refusal(large + PAGE_SIZE), "not the start"));
	CHECK(contains(kfree_refusal(foreign), "shell-test"));
	CHECK(contains(kfree_refusal(&large), "linear map"));
	CHECK(contains(kfree_refusal(reinterpret_cast<void *>(PAGE_OFFSET)), ""));
	kfree(object);
	CHECK(contains(kfree_refusal(object), "free already"));
	kfree(large);
	CHECK(contains(kfree_refusal(large), "free, "));
	kmem_cache_free(cache, foreign);
	kmem_cache_destroy(cache);
}

TEST_CASE("shell: free_pages takes back only whole blocks")
{
	host::boot(64);

	const unsigned long block = __get_free_pages(GFP_KERNEL | __GFP_COMP, 2);
	const unsigned long plain = __get_free_pages(GFP_KERNEL, 2);
	const unsigned long object = reinterpret_cast<unsigned long>(kmalloc(64, GFP_KERNEL));

	CHECK(free_pages_refusal(block, 2) == "");
	CHECK(contains(free_pages_refusal(block, 1), "allocated with order 2"));
	CHECK(contains(free_pages_refusal(block + PAGE_SIZE, 0), "not the first page"));
	CHECK(contains(free_pages_refusal(block + PAGE_SIZE, 1),
		       "no block of order 1 starts there"));
	CHECK(contains(free_pages_refusal(block + 1, 0), "no block of order 0 starts there"));
	CHECK(free_pages_refusal(plain, 2) == "");
	CHECK(contains(free_pages_refusal(plain + PAGE_SIZE, 0), "0 references"));
	CHECK(contains(free_pages_refusal(object & PAGE_MASK, 0), "slab of cache kmalloc-64"));
	CHECK(contains(free_pages_refusal(0x1000, 0), "linear map"));
	free_pages(block, 2);
	CHECK(contains(free_pages_refusal(block, 2), "free, "));
	free_pages(plain, 2);
}
