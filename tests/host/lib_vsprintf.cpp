// SPDX-License-Identifier: GPL-2.0-only
// The kernel's snprintf against the C library's wherever both know the conversion, and the %p family against Linux's documentation.
#include "tests/host/test.h"

#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/sprintf.h>
#include <linux/types.h>

#pragma GCC diagnostic ignored "-Wformat-security"
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

namespace
{

template <typename... Arguments>
std::string kernel_text(const char *format, Arguments... arguments)
{
	char buffer[512];
	int length = slub64_snprintf(buffer, sizeof(buffer), format, arguments...);

	CHECK(length == (int)strlen(buffer));
	return buffer;
}

template <typename... Arguments>
std::string library_text(const char *format, Arguments... arguments)
{
	char buffer[512];

	::snprintf(buffer, sizeof(buffer), format, arguments...);
	return buffer;
}

} // namespace

TEST_CASE("lib: integers print as in C, with every flag, width, precision and size")
{
	const std::vector<std::string> flags = {"",   "-",  "+",  " ",  "#", "0",
						"-+", "+0", "#0", "- ", "-#"};
	const std::vector<std::string> widths = {"", "1", "5", "12", "25"};
	const std::vector<std::string> precisions = {"", ".0", ".3", ".20"};
	const std::vector<long long> values = {0,   1,     -1,      7,       42,        -42,
					       255, 65536, INT_MAX, INT_MIN, LLONG_MAX, LLONG_MIN};

	for (const std::string &flag : flags)
		for (const std::string &width : widths)
			for (const std::string &precision : precisions)
				for (char conversion : std::string("diuoxX")) {
					// C leaves these to the library; Linux ignores them.
					if (flag.find('#') != std::string::npos &&
					    (conversion == 'o' || strchr("diu", conversion)))
						continue;
					if (flag.find_first_of("+ ") != std::string::npos &&
					    strchr("uoxX", conversion))
						continue;
					// Beside a precision C ignores the 0 flag, Linux does not.
					if (flag.find('0') != std::string::npos &&
					    !precision.empty())
						continue;
					std::string head = "%" + flag + width + precision;
					for (long long value : values) {
						// "#x" of 0 is "0" in C and "0x0" in Linux; a precision of 0 prints 0 in Linux.
						if (!(int)value &&
						    (flag.find('#') != std::string::npos ||
						     precision == ".0"))
							continue;
						std::string plain = head + conversion,
							    longs = head + "ll" + conversion;

						CAPTURE(plain);
						CAPTURE(value);
						REQUIRE(kernel_text(plain.c_str(), (int)value) ==
							library_text(plain.c_str(), (int)value));
						REQUIRE(kernel_text(longs.c_str(), value) ==
							library_text(longs.c_str(), value));
					}
				}
	CHECK(kernel_text("%hhd %hd %ld %zu %td", 300, 70000, -5l, (size_t)9, (long)-3) ==
	      "44 4464 -5 9 -3");
	CHECK(kernel_text("%*d|%-*d|%.*d", 5, 42, 5, 42, 4, 42) == "   42|42   |0042");
	CHECK(kernel_text("%#x %#o", 255, 8) == "0xff 010");
}

TEST_CASE("lib: strings and characters")
{
	CHECK(kernel_text("%s|%10s|%-10s|%.2s|%10.1s|", "text", "right", "left", "cut", "x") ==
	      "text|     right|left      |cu|         x|");
	CHECK(kernel_text("%c%5c%-3c|", 'a', 'b', 'c') == "a    bc  |");
	CHECK(kernel_text("100%%") == "100%");
	CHECK(kernel_text("%s", (const char *)nullptr) == "(null)");
}

TEST_CASE("lib: what does not fit is cut, and its length told")
{
	char buffer[8];

	CHECK(slub64_snprintf(buffer, sizeof(buffer), "%d", 123456789) == 9);
	CHECK(std::string(buffer) == "1234567");
	CHECK(slub64_snprintf(nullptr, 0, "%s", "counted only") == 12);
	CHECK(scnprintf(buffer, sizeof(buffer), "%d", 123456789) == 7);
	CHECK(scnprintf(buffer, 0, "x") == 0);
	memset(buffer, '.', sizeof(buffer));
	slub64_snprintf(buffer, 3, "abcdef");
	CHECK(buffer[3] == '.');
}

TEST_CASE("lib: the %p family")
{
	void *address = (void *)0xffff000012345678ul;
	u64 physical = 0x40001000;

	CHECK(kernel_text("%px", address) == "ffff000012345678");
	CHECK(kernel_text("%pa", &physical) == "0x0000000040001000");
	CHECK(kernel_text("%pK", nullptr).size() >= 6);
	CHECK(kernel_text("%pe", ERR_PTR(-ENOMEM)) == "-ENOMEM");
	CHECK(kernel_text("%p", nullptr) == "0000000000000000");
	// Hashed: the same each time, but not the address.
	CHECK(kernel_text("%p", address).size() == 16);

	u8 bytes[] = {0x00, 0x1f, 0xff};
	CHECK(kernel_text("%3ph", bytes) == "00 1f ff");
	CHECK(kernel_text("%3phC", bytes) == "00:1f:ff");
	CHECK(kernel_text("%3phN", bytes) == "001fff");

	unsigned long bits[1] = {0x8f};
	CHECK(kernel_text("%*pbl", 16, bits) == "0-3,7");
	CHECK(kernel_text("%*pb", 16, bits) == "008f");
}
