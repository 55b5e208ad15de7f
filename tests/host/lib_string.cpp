// SPDX-License-Identifier: GPL-2.0-only
// The kernel's string functions against the C library's, over random texts and every alignment.
#include "tests/host/test.h"

#include <linux/string.h>

namespace
{

int sign(int number)
{
	return (number > 0) - (number < 0);
}

// Short texts over few letters, so that matches happen.
std::string some_text(std::mt19937 &random, size_t longest = 20)
{
	std::string text(random() % (longest + 1), ' ');

	for (char &c : text)
		c = (char)("abAB\xe4"[random() % 5]);
	return text;
}

} // namespace

TEST_CASE("lib: string functions agree with the C library's")
{
	std::mt19937 random(3);

	for (int round = 0; round < 20000; round++) {
		std::string a = some_text(random), b = some_text(random, 3);
		size_t n = random() % 24;
		int c = "abAB"[random() % 5];
		const char *s = a.c_str(), *t = b.c_str();

		CAPTURE(a);
		CAPTURE(b);
		CAPTURE(n);
		REQUIRE(slub64_strlen(s) == strlen(s));
		REQUIRE(slub64_strnlen(s, n) == strnlen(s, n));
		REQUIRE(sign(slub64_strcmp(s, t)) == sign(strcmp(s, t)));
		REQUIRE(sign(slub64_strncmp(s, t, n)) == sign(strncmp(s, t, n)));
		REQUIRE(slub64_strchr(s, c) == strchr(s, c));
		REQUIRE(slub64_strrchr(s, c) == strrchr(s, c));
		REQUIRE(slub64_strchrnul(s, c) == strchrnul(s, c));
		REQUIRE(slub64_strstr(s, t) == strstr(s, t));
		REQUIRE(slub64_strspn(s, t) == strspn(s, t));
		REQUIRE(slub64_strcspn(s, t) == strcspn(s, t));
		REQUIRE(slub64_strpbrk(s, t) == strpbrk(s, t));
		REQUIRE(slub64_memchr(s, c, a.size()) == memchr(s, c, a.size()));
		REQUIRE(sign(slub64_memcmp(s, t, std::min(a.size(), b.size()))) ==
			sign(memcmp(s, t, std::min(a.size(), b.size()))));
	}
	CHECK(slub64_strcasecmp("MiXed", "mIxED") == 0);
	CHECK(slub64_strcasecmp("a", "B") < 0);
	CHECK(slub64_strncasecmp("ABcx", "abCy", 3) == 0);
}

TEST_CASE("lib: memcpy, memmove and memset touch their bytes and no other, at every alignment")
{
	std::vector<unsigned char> from(512), got(512), expected(512);

	for (size_t i = 0; i < from.size(); i++)
		from[i] = (unsigned char)(i * 7 + 1);
	for (size_t to_offset = 0; to_offset < 17; to_offset++)
		for (size_t from_offset = 0; from_offset < 17; from_offset += 3)
			for (size_t bytes : {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64,
					     65, 127, 200, 256}) {
				std::fill(got.begin(), got.end(), 0xee);
				expected = got;
				std::copy_n(from.begin() + (long)from_offset, bytes,
					    expected.begin() + (long)to_offset);
				REQUIRE(slub64_memcpy(&got[to_offset], &from[from_offset], bytes) ==
					&got[to_offset]);
				REQUIRE(got == expected);

				std::fill(expected.begin() + (long)to_offset,
					  expected.begin() + (long)(to_offset + bytes), 0x5a);
				REQUIRE(slub64_memset(&got[to_offset], 0x15a, bytes) ==
					&got[to_offset]);
				REQUIRE(got == expected);

				got = expected = from;
				memmove(&expected[to_offset], &expected[from_offset], bytes);
				REQUIRE(slub64_memmove(&got[to_offset], &got[from_offset], bytes) ==
					&got[to_offset]);
				REQUIRE(got == expected);
			}
}

// Large ranges of zeros take a way of their own.
TEST_CASE("lib: memset of zeros, at every alignment of start and end")
{
	std::vector<unsigned char> got(1024), expected(1024);

	for (size_t offset = 0; offset < 66; offset++)
		for (size_t bytes = 250; bytes < 450; bytes++) {
			std::fill(got.begin(), got.end(), 0xee);
			expected = got;
			std::fill_n(expected.begin() + (long)offset, bytes, 0);
			REQUIRE(slub64_memset(&got[offset], 0, bytes) == &got[offset]);
			REQUIRE(got == expected);
		}
}

TEST_CASE("lib: bounded copies always end their text")
{
	char buffer[8];

	CHECK(strscpy(buffer, "short", sizeof(buffer)) == 5);
	CHECK(std::string(buffer) == "short");
	CHECK(strscpy(buffer, "exactly", sizeof(buffer)) == 7);
	CHECK(strscpy(buffer, "too long by far", sizeof(buffer)) == -E2BIG);
	CHECK(std::string(buffer) == "too lon");
	CHECK(strscpy(buffer, "x", 0) == -E2BIG);
	memset(buffer, 'x', sizeof(buffer));
	CHECK(strscpy_pad(buffer, "ab", sizeof(buffer)) == 2);
	CHECK(std::string(buffer, 8) == std::string("ab\0\0\0\0\0\0", 8));
	CHECK(slub64_strlcat(buffer, "cdefghij", sizeof(buffer)) == 10);
	CHECK(std::string(buffer) == "abcdefg");
}

TEST_CASE("lib: the kernel's own string functions")
{
	char text[] = "  two words \n";
	unsigned char bytes[100];

	CHECK(std::string(skip_spaces(text)) == "two words \n");
	CHECK(std::string(strim(text)) == "two words");
	CHECK(strnchr("abcabc", 2, 'c') == nullptr);
	CHECK(*strnchr("abcabc", 3, 'c') == 'c');
	CHECK(std::string(strnstr("one two", "two", 7)) == "two");
	CHECK(strnstr("one two", "two", 6) == nullptr);
	CHECK(sysfs_streq("on", "on\n"));
	CHECK_FALSE(sysfs_streq("on", "off\n"));
	CHECK(strstarts("prefix and rest", "prefix"));
	CHECK(std::string(kbasename("a/b/c.txt")) == "c.txt");

	for (size_t where : {0, 1, 7, 8, 50, 98, 99}) {
		memset(bytes, 0x6b, sizeof(bytes));
		CHECK(memchr_inv(bytes, 0x6b, sizeof(bytes)) == nullptr);
		bytes[where] = 0x6a;
		CHECK(memchr_inv(bytes, 0x6b, sizeof(bytes)) == &bytes[where]);
		CHECK(memchr_inv(bytes, 0x6b, where) == nullptr);
	}
}
