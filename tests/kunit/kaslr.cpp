// SPDX-License-Identifier: GPL-2.0-only
//
// Where the kernel runs, with kaslr and without.

#include <asm/kaslr.h>
#include <asm/memory.h>
#include <asm/pgtable.h>
#include <kunit/test.h>
#include <linux/mm.h>
#include <linux/of.h>

namespace
{

void image_and_ram_are_where_they_may(struct kunit *test)
{
	const unsigned long quarter = (VMALLOC_END - KIMAGE_VADDR) / 4, offset = kaslr_offset();

	KUNIT_EXPECT_EQ(test, offset % SZ_2M, 0ul);
	if (offset) {
		KUNIT_EXPECT_GE(test, offset, quarter - SZ_2M);
		KUNIT_EXPECT_LT(test, offset, 3 * quarter);
	} else {
		KUNIT_EXPECT_GE(test, memstart_addr, 0ll);
	}
	KUNIT_EXPECT_EQ(test, memstart_addr % (s64)ARM64_MEMSTART_ALIGN, 0ll);
	KUNIT_EXPECT_TRUE(test, __is_lm_address((unsigned long)lm_alias(_text)));
	KUNIT_EXPECT_LE(test, (unsigned long)high_memory, PAGE_END);
	KUNIT_EXPECT_EQ(test, __pa(lm_alias(_text)), __pa_symbol(_text));
	KUNIT_EXPECT_GE(test, (unsigned long)virt_to_page(lm_alias(_text)), VMEMMAP_START);
	KUNIT_EXPECT_LT(test, (unsigned long)virt_to_page(lm_alias(_text)), VMEMMAP_END);
}

// Who reads the device tree later shall not learn where the kernel is.
void seed_is_wiped(struct kunit *test)
{
	int length = 0;
	auto *seed = static_cast<const u8 *>(of_get_property(of_chosen, "kaslr-seed", &length));

	for (int i = 0; kaslr_offset() && seed && i < length; i++)
		KUNIT_EXPECT_EQ(test, seed[i], 0);
}

struct kunit_case cases[] = {
	KUNIT_CASE(image_and_ram_are_where_they_may),
	KUNIT_CASE(seed_is_wiped),
	{},
};

struct kunit_suite suite = {
	.name = "kaslr",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
