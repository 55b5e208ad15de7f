// SPDX-License-Identifier: GPL-2.0-only
// Text to numbers, sizes with suffixes, and bitmaps against std::vector<bool>.
#include "tests/host/test.h"

#include <linux/bitmap.h>
#include <linux/find.h>
#include <linux/kstrtox.h>
#include <linux/math.h>
#include <linux/math64.h>

TEST_CASE("lib: kstrto* takes whole numbers and nothing else")
{
	unsigned long value = 77;
	int small = 77;
	u8 byte = 77;
	bool yes = false;

	CHECK(kstrtoul("123", 10, &value) == 0);
	CHECK(value == 123);
	CHECK(kstrtoul("0x1F\n", 0, &value) == 0);
	CHECK(value == 31);
	CHECK(kstrtoul("017", 0, &value) == 0);
	CHECK(value == 15);
	CHECK(kstrtoul("+5", 10, &value) == 0);
	for (const char *bad : {"", " 5", "5 ", "5x", "x", "-1", "0x", "1\n\n"}) {
		CAPTURE(bad);
		CHECK(kstrtoul(bad, 0, &value) == -EINVAL);
	}
	CHECK(kstrtoul("18446744073709551615", 10, &value) == 0);
	CHECK(value == ULONG_MAX);
	CHECK(kstrtoul("18446744073709551616", 10, &value) == -ERANGE);
	CHECK(kstrtoint("-2147483648", 10, &small) == 0);
	CHECK(small == INT_MIN);
	CHECK(kstrtoint("-2147483649", 10, &small) == -ERANGE);
	CHECK(kstrtou8("255", 10, &byte) == 0);
	CHECK(kstrtou8("256", 10, &byte) == -ERANGE);
	CHECK(kstrtobool("on", &yes) == 0);
	CHECK(yes);
	CHECK(kstrtobool("no", &yes) == 0);
	CHECK_FALSE(yes);
	CHECK(kstrtobool("maybe", &yes) == -EINVAL);
}

TEST_CASE("lib: memparse() reads sizes with suffixes")
{
	char *end;

	CHECK(memparse("64M,", &end) == 64ull << 20);
	CHECK(*end == ',');
	CHECK(memparse("0x10k", &end) == 16 << 10);
	CHECK(memparse("2G", &end) == 2ull << 30);
	CHECK(memparse("3T", &end) == 3ull << 40);
	CHECK(memparse("1234", &end) == 1234);
	const char *nothing = "?";
	CHECK(memparse(nothing, &end) == 0);
	CHECK(end == nothing);
}

TEST_CASE("lib: bitmaps agree with a vector of bools")
{
	constexpr unsigned int bits = 200;
	std::mt19937 random(9);
	std::vector<bool> model(bits);
	DECLARE_BITMAP(map, bits);

	bitmap_zero(map, bits);
	for (int step = 0; step < 3000; step++) {
		unsigned int start = random() % bits, count = random() % (bits - start + 1);
		bool set = random() % 2;

		if (set)
			bitmap_set(map, start, count);
		else
			bitmap_clear(map, start, count);
		std::fill(model.begin() + start, model.begin() + start + count, set);

		REQUIRE(bitmap_weight(map, bits) ==
			(unsigned int)std::count(model.begin(), model.end(), true));
		unsigned int from = random() % bits;
		REQUIRE(find_next_bit(map, bits, from) ==
			(unsigned long)(std::find(model.begin() + from, model.end(), true) -
					model.begin()));
		REQUIRE(find_next_zero_bit(map, bits, from) ==
			(unsigned long)(std::find(model.begin() + from, model.end(), false) -
					model.begin()));
		auto last = std::find(model.rbegin(), model.rend(), true);
		REQUIRE(find_last_bit(map, bits) ==
			(last == model.rend() ? bits : (unsigned long)(model.rend() - last - 1)));

		unsigned long run = bitmap_find_next_zero_area(map, bits, 0, 7, 3);
		unsigned long expected = 0;
		for (; expected + 7 <= bits; expected += 4)
			if (std::none_of(model.begin() + (long)expected,
					 model.begin() + (long)expected + 7,
					 [](bool b) { return b; }))
				break;
		if (expected + 7 <= bits)
			REQUIRE(run == expected);
		else
			REQUIRE(run > bits - 7);
	}
}

TEST_CASE("lib: square roots and divisions")
{
	for (unsigned long root : {0ul, 1ul, 2ul, 3ul, 100ul, 65535ul, 4294967295ul}) {
		CHECK(int_sqrt(root * root) == root);
		if (root > 1)
			CHECK(int_sqrt(root * root - 1) == root - 1);
	}
	u64 remainder;
	CHECK(div64_u64_rem(1000000000007ull, 10, &remainder) == 100000000000ull);
	CHECK(remainder == 7);
	CHECK(div_s64(-7, 2) == -3);
	CHECK(mul_u64_u32_shr(0x100000000ull, 8, 4) == 0x80000000ull);
}
