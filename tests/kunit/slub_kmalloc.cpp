// SPDX-License-Identifier: GPL-2.0-only
//
// kmalloc() and its family on the machine: size classes, alignment, clearing, resizing, whole pages, wrong use.

#include "mm/slub/inspect.h"

#include <initializer_list>

#include <kunit/test.h>
#include <linux/mm.h>
#include <linux/sizes.h>
#include <linux/slab.h>
#include <linux/string.h>

namespace
{

struct size_class {
	size_t from, to; // requests in bytes
	const char *cache;
	size_t align;
};

constexpr size_class classes[] = {
	{1, 8, "kmalloc-8", 8},           {9, 16, "kmalloc-16", 16},
	{17, 32, "kmalloc-32", 32},       {33, 64, "kmalloc-64", 64},
	{65, 96, "kmalloc-96", 32},       {97, 128, "kmalloc-128", 128},
	{129, 192, "kmalloc-192", 64},    {193, 256, "kmalloc-256", 256},
	{257, 512, "kmalloc-512", 512},   {513, 1024, "kmalloc-1k", 1024},
	{1025, 2048, "kmalloc-2k", 2048}, {2049, 4096, "kmalloc-4k", 4096},
	{4097, 8192, "kmalloc-8k", 8192},
};

// With CONFIG_RANDOM_KMALLOC_CACHES one of sixteen caches of that size: kmalloc-rnd-07-64.
bool is_of(const void *object, const char *cache)
{
	const char *const name = virt_to_slab(object)->slab_cache->name;

	return !strcmp(name, cache) ||
	       (IS_ENABLED(CONFIG_RANDOM_KMALLOC_CACHES) && !strncmp(name, "kmalloc-rnd-", 12) &&
		!strcmp(strrchr(name, '-'), strrchr(cache, '-')));
}

void size_classes(struct kunit *test)
{
	for (const size_class &c : classes)
		for (size_t size : {c.from, (c.from + c.to) / 2, c.to}) {
			void *const object = kmalloc(size, GFP_KERNEL);

			KUNIT_ASSERT_NOT_NULL(test, object);
			KUNIT_EXPECT_TRUE(test, is_of(object, c.cache));
			KUNIT_EXPECT_EQ(test, reinterpret_cast<unsigned long>(object) % c.align,
					0UL);
			KUNIT_EXPECT_EQ(test, ksize(object), c.to);
			KUNIT_EXPECT_EQ(test, kmalloc_size_roundup(size), c.to);
			kfree(object);
		}
}

void constant_sizes(struct kunit *test)
{
	void *const a = kmalloc(64, GFP_KERNEL);
	void *const b = kmalloc(100, GFP_ATOMIC);
	void *const c = kmalloc(10000, GFP_KERNEL);

	KUNIT_EXPECT_TRUE(test, is_of(a, "kmalloc-64"));
	KUNIT_EXPECT_TRUE(test, is_of(b, "kmalloc-128"));
	KUNIT_EXPECT_NULL(test, virt_to_slab(c));
	kfree(a);
	kfree(b);
	kfree(c);
}

void kinds_of_memory(struct kunit *test)
{
	void *const reclaimable = kmalloc(64, GFP_KERNEL | __GFP_RECLAIMABLE);
	void *const dma = kmalloc(64, GFP_KERNEL | __GFP_DMA);
	void *const both = kmalloc(64, GFP_KERNEL | __GFP_DMA | __GFP_RECLAIMABLE);

	KUNIT_EXPECT_STREQ(test, virt_to_slab(reclaimable)->slab_cache->name, "kmalloc-rcl-64");
	KUNIT_EXPECT_STREQ(test, virt_to_slab(dma)->slab_cache->name, "dma-kmalloc-64");
	KUNIT_EXPECT_STREQ(test, virt_to_slab(both)->slab_cache->name, "dma-kmalloc-64");
	kfree(reclaimable);
	kfree(dma);
	kfree(both);
}

void nothing_and_too_much(struct kunit *test)
{
	volatile size_t zero = 0, too_much = KMALLOC_MAX_SIZE + 1;

	KUNIT_EXPECT_PTR_EQ(test, kmalloc(zero, GFP_KERNEL), ZERO_SIZE_PTR);
	KUNIT_EXPECT_EQ(test, ksize(ZERO_SIZE_PTR), 0UL);
	KUNIT_EXPECT_EQ(test, ksize(NULL), 0UL);
	kfree(ZERO_SIZE_PTR);
	kfree(NULL);
	KUNIT_EXPECT_NULL(test, kmalloc(too_much, GFP_KERNEL | __GFP_NOWARN));
	KUNIT_EXPECT_EQ(test, kmalloc_size_roundup(0), 0UL);
	KUNIT_EXPECT_EQ(test, kmalloc_size_roundup(too_much), static_cast<size_t>(too_much));

	volatile size_t many = SIZE_MAX / 2;

	KUNIT_EXPECT_NULL(test, kmalloc_array(many, 4, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, kcalloc(many, 4, GFP_KERNEL));
}

// The first allocation leaves a pattern; the next one of the same class is the same object and must be clear.
void clearing(struct kunit *test)
{
	for (size_t size : {size_t(8), size_t(100), size_t(1000), size_t(8192), size_t(20000)}) {
		void *const dirty = kmalloc(size, GFP_KERNEL);

		memset(dirty, 0xff, size);
		kfree(dirty);

		void *const clear = kzalloc(size, GFP_KERNEL);

		KUNIT_EXPECT_NULL(test, memchr_inv(clear, 0, size));
		kfree(clear);
	}
}

void whole_pages(struct kunit *test)
{
	for (size_t size :
	     {size_t(8193), size_t(16384), size_t(100000), size_t(KMALLOC_MAX_SIZE)}) {
		void *const block = kmalloc(size, GFP_KERNEL | __GFP_NOWARN);

		if (!block)
			continue; // a small machine may have no block so large
		KUNIT_EXPECT_NULL(test, virt_to_slab(block));
		KUNIT_EXPECT_GE(test, ksize(block), size);
		KUNIT_EXPECT_EQ(test, ksize(block), kmalloc_size_roundup(size));
		KUNIT_EXPECT_EQ(test, reinterpret_cast<unsigned long>(block) % ksize(block), 0UL);
		kfree(block);
	}
}

void resizing(struct kunit *test)
{
	char *p = static_cast<char *>(krealloc(NULL, 20, GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, p);
	strscpy(p, "stays", 20);
	// In place up to the end of the class.
	KUNIT_EXPECT_PTR_EQ(test, static_cast<char *>(krealloc(p, 32, GFP_KERNEL)), p);
	KUNIT_EXPECT_PTR_EQ(test, static_cast<char *>(krealloc(p, 8, GFP_KERNEL)), p);

	char *const moved = static_cast<char *>(krealloc(p, 33, GFP_KERNEL));

	KUNIT_EXPECT_PTR_NE(test, moved, p);
	KUNIT_EXPECT_STREQ(test, moved, "stays");
	p = static_cast<char *>(krealloc(moved, 50000, GFP_KERNEL));
	KUNIT_EXPECT_STREQ(test, p, "stays");
	KUNIT_EXPECT_PTR_EQ(test, krealloc(p, 0, GFP_KERNEL), ZERO_SIZE_PTR);
}

void copies(struct kunit *test)
{
	char *const a = kstrdup("eight ch", GFP_KERNEL);
	char *const b = kstrndup("eight ch", 5, GFP_KERNEL);
	char *const c = static_cast<char *>(kmemdup("eight ch", 9, GFP_KERNEL));
	char *const d = kmemdup_nul("eight ch", 3, GFP_KERNEL);

	KUNIT_EXPECT_STREQ(test, a, "eight ch");
	KUNIT_EXPECT_STREQ(test, b, "eight");
	KUNIT_EXPECT_STREQ(test, c, "eight ch");
	KUNIT_EXPECT_STREQ(test, d, "eig");
	KUNIT_EXPECT_NULL(test, kstrdup(NULL, GFP_KERNEL));
	// Constants of the kernel are not copied.
	static const char constant[] = "constant";

	KUNIT_EXPECT_PTR_EQ(test, kstrdup_const(constant, GFP_KERNEL),
			    static_cast<const char *>(constant));
	kfree_const(constant);
	kfree(a);
	kfree(b);
	kfree(c);
	kfree_sensitive(d);
}

void either_kind(struct kunit *test)
{
	void *const small = kvmalloc(100, GFP_KERNEL);
	void *const large = kvmalloc(SZ_4M + SZ_1M, GFP_KERNEL | __GFP_NOWARN);

	KUNIT_EXPECT_FALSE(test, is_vmalloc_addr(small));
	KUNIT_ASSERT_NOT_NULL(test, large);
	KUNIT_EXPECT_TRUE(test, is_vmalloc_addr(large));
	memset(large, 1, SZ_4M + SZ_1M);
	kvfree(large);
	kvfree(small);
	kvfree(NULL);
}

// Wrong use is reported and changes nothing.
void wrong_use(struct kunit *test)
{
	void *const object = kmalloc(64, GFP_KERNEL);
	void *const page = reinterpret_cast<void *>(__get_free_page(GFP_KERNEL));

	kfree(page); // no slab and no block of kmalloc's
	KUNIT_EXPECT_EQ(test, page_count(virt_to_page(page)), 1);
	free_page(reinterpret_cast<unsigned long>(page));

	kfree(object);
	kfree(object); // the second one is noticed
	void *const a = kmalloc(64, GFP_KERNEL);
	void *const b = kmalloc(64, GFP_KERNEL);

	KUNIT_EXPECT_PTR_EQ(test, a, object);
	KUNIT_EXPECT_PTR_NE(test, b, a);
	kfree(b);
	kfree(a);
	KUNIT_EXPECT_EQ(test, slub::verify_all(), 0U);
}

struct kunit_case cases[] = {KUNIT_CASE(size_classes),
			     KUNIT_CASE(constant_sizes),
			     KUNIT_CASE(kinds_of_memory),
			     KUNIT_CASE(nothing_and_too_much),
			     KUNIT_CASE(clearing),
			     KUNIT_CASE(whole_pages),
			     KUNIT_CASE(resizing),
			     KUNIT_CASE(copies),
			     KUNIT_CASE(either_kind),
			     KUNIT_CASE(wrong_use),
			     {}};

struct kunit_suite suite = {
	.name = "slub-kmalloc",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
