// SPDX-License-Identifier: GPL-2.0-only
//
// Formats that need the machine: symbols, resources, page and gfp flags, error names; and scanf. Plain conversions are compared
// with the C library's in tests/host/lib_vsprintf.cpp.

#include <kunit/test.h>
#include <linux/bitmap.h>
#include <linux/gfp.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/string_helpers.h>

namespace
{

#define EXPECT_TEXT(test, expected, fmt, ...)                                                      \
	do {                                                                                       \
		char text[160];                                                                    \
		const int len = snprintf(text, sizeof(text), fmt, ##__VA_ARGS__);                  \
		KUNIT_EXPECT_STREQ(test, text, expected);                                          \
		KUNIT_EXPECT_EQ(test, len, (int)strlen(text));                                     \
	} while (0)

void symbols(struct kunit *test)
{
	char text[200];
	const unsigned long inside = (unsigned long)&vsnprintf + 4;

	EXPECT_TEXT(test, "vsnprintf", "%ps", (void *)inside);
	snprintf(text, sizeof(text), "%pS", (void *)inside);
	KUNIT_EXPECT_TRUE(test, strstarts(text, "vsnprintf+0x4/0x"));
	/* A return address may lie behind the last instruction of its function. */
	snprintf(text, sizeof(text), "%pB", (void *)(unsigned long)&vsnprintf);
	KUNIT_EXPECT_FALSE(test, strstarts(text, "vsnprintf"));
	EXPECT_TEXT(test, "0x10", "%pS", (void *)0x10);
}

void addresses(struct kunit *test)
{
	void *const address = (void *)0xffff000012345678UL;
	const phys_addr_t phys = 0x9000000;
	char first[32], second[32];

	EXPECT_TEXT(test, "ffff000012345678", "%px", address);
	EXPECT_TEXT(test, "0x0000000009000000", "%pa", &phys);
	EXPECT_TEXT(test, "0x0000000009000000", "%pad", &phys);
	EXPECT_TEXT(test, "0000000000000000", "%p", nullptr);
	EXPECT_TEXT(test, "(null)", "%pa", nullptr);
	EXPECT_TEXT(test, "(efault)", "%s", (char *)12);
	snprintf(first, sizeof(first), "%p", address);
	snprintf(second, sizeof(second), "%p", address);
	KUNIT_EXPECT_STREQ(test, first, second);
	if (!no_hash_pointers)
		KUNIT_EXPECT_TRUE(test, strstarts(first, "00000000"));
}

void named_numbers(struct kunit *test)
{
	gfp_t gfp = GFP_KERNEL | __GFP_ZERO;
	unsigned long flags = 1UL << PG_uptodate | 1UL << PG_lru | 1UL << ZONES_PGSHIFT;

	if (IS_ENABLED(CONFIG_SYMBOLIC_ERRNAME)) {
		EXPECT_TEXT(test, "-ENOMEM", "%pe", ERR_PTR(-ENOMEM));
		EXPECT_TEXT(test, "-EPROBE_DEFER", "%pe", ERR_PTR(-EPROBE_DEFER));
	}
	EXPECT_TEXT(test, "-2345", "%pe", ERR_PTR(-2345));
	EXPECT_TEXT(test, "GFP_KERNEL|__GFP_ZERO", "%pGg", &gfp);
	gfp = GFP_ATOMIC;
	EXPECT_TEXT(test, "GFP_ATOMIC", "%pGg", &gfp);
	EXPECT_TEXT(test, "0x4000000000000028(uptodate|lru|zone=1)", "%pGp", &flags);
}

void resources(struct kunit *test)
{
	struct resource res = DEFINE_RES_MEM(0x9000000, 0x1000);

	EXPECT_TEXT(test, "[mem 0x09000000-0x09000fff]", "%pR", &res);
	EXPECT_TEXT(test, "[mem 0x09000000-0x09000fff flags 0x200]", "%pr", &res);
	res.flags = IORESOURCE_IRQ;
	res.start = res.end = 33;
	EXPECT_TEXT(test, "[irq 33]", "%pR", &res);
}

void bytes_and_bits(struct kunit *test)
{
	static const u8 bytes[] = {0x12, 0xab, 0x00, 0xff};
	static const u8 uuid[] = {0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37,
				  0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, 0x3f};
	const u32 code = 0x34325258;
	DECLARE_BITMAP(map, 70) = {0xb, 0x21};

	EXPECT_TEXT(test, "12 ab 00 ff", "%*ph", 4, bytes);
	EXPECT_TEXT(test, "12:ab:00", "%3phC", bytes);
	EXPECT_TEXT(test, "12ab", "%2phN", bytes);
	EXPECT_TEXT(test, "0-1,3,64,69", "%*pbl", 70, map);
	EXPECT_TEXT(test, "21,00000000,0000000b", "%*pb", 70, map);
	EXPECT_TEXT(test, "XR24 little-endian (0x34325258)", "%p4cc", &code);
	EXPECT_TEXT(test, "30313233-3435-3637-3839-3a3b3c3d3e3f", "%pUb", uuid);
	EXPECT_TEXT(test, "33323130-3534-3736-3839-3A3B3C3D3E3F", "%pUL", uuid);
}

__printf(3, 4) int format_inside(char *text, size_t size, const char *fmt, ...)
{
	va_list args;
	struct va_format inner = {fmt, &args};

	va_start(args, fmt);
	const int len = snprintf(text, size, "<%pV|%d>", &inner, 7);
	va_end(args);
	return len;
}

void format_in_format(struct kunit *test)
{
	char text[32];

	KUNIT_EXPECT_EQ(test, format_inside(text, sizeof(text), "%s=%d", "a", 1), 7);
	KUNIT_EXPECT_STREQ(test, text, "<a=1|7>");
	/* Cut inside the inner text: nothing is written behind the buffer, the length is the whole one. */
	memset(text, '#', sizeof(text));
	KUNIT_EXPECT_EQ(test, format_inside(text, 4, "%s=%d", "a", 1), 7);
	KUNIT_EXPECT_STREQ(test, text, "<a=");
	KUNIT_EXPECT_EQ(test, text[4], '#');
}

void scanning(struct kunit *test)
{
	int decimal = 0, end = 0;
	unsigned int hex = 0;
	unsigned long long wide = 0;
	u8 byte = 0;
	char word[8] = "", set[8] = "";

	KUNIT_EXPECT_EQ(test, sscanf("-42 ff rest", "%d %x %7s%n", &decimal, &hex, word, &end), 3);
	KUNIT_EXPECT_EQ(test, decimal, -42);
	KUNIT_EXPECT_EQ(test, hex, 0xffU);
	KUNIT_EXPECT_STREQ(test, word, "rest");
	KUNIT_EXPECT_EQ(test, end, 11);
	KUNIT_EXPECT_EQ(test, sscanf("0x1234567890:17", "%lli:%hhu", &wide, &byte), 2);
	KUNIT_EXPECT_EQ(test, wide, 0x1234567890ULL);
	KUNIT_EXPECT_EQ(test, byte, 17);
	KUNIT_EXPECT_EQ(test, sscanf("12345", "%2d%*1d%d", &decimal, &end), 2);
	KUNIT_EXPECT_EQ(test, decimal, 12);
	KUNIT_EXPECT_EQ(test, end, 45);
	KUNIT_EXPECT_EQ(test, sscanf("abc9", "%7[abc]%d", set, &decimal), 2);
	KUNIT_EXPECT_STREQ(test, set, "abc");
	KUNIT_EXPECT_EQ(test, sscanf("x", "%d", &decimal), 0);
}

/* Pairs that Linux's lib/test-string_helpers.c holds its own function against. */
void sizes(struct kunit *test)
{
	static const struct {
		u64 size, blk_size;
		const char *decimal, *binary;
	} known[] = {
		{0, 512, "0 B", "0 B"},
		{1, 512, "512 B", "512 B"},
		{1100, 512, "563 kB", "550 KiB"},
		{3000, 1900, "5.70 MB", "5.44 MiB"},
		{500118192, 512, "256 GB", "238 GiB"},
		{8192, 4096, "33.6 MB", "32.0 MiB"},
		{U64_MAX, 4096, "75.6 ZB", "64.0 ZiB"},
	};
	char text[32];

	for (const auto &k : known) {
		string_get_size(k.size, k.blk_size, STRING_UNITS_10, text, sizeof(text));
		KUNIT_EXPECT_STREQ(test, text, k.decimal);
		string_get_size(k.size, k.blk_size, STRING_UNITS_2, text, sizeof(text));
		KUNIT_EXPECT_STREQ(test, text, k.binary);
	}
}

struct kunit_case cases[] = {
	KUNIT_CASE(symbols),   KUNIT_CASE(addresses),      KUNIT_CASE(named_numbers),
	KUNIT_CASE(resources), KUNIT_CASE(bytes_and_bits), KUNIT_CASE(format_in_format),
	KUNIT_CASE(scanning),  KUNIT_CASE(sizes),          {},
};

struct kunit_suite suite = {
	.name = "lib_format",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
