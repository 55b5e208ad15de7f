// SPDX-License-Identifier: GPL-2.0-only
//
// page_poison=1: writing to a page that was freed is found when it is handed out again.

#include "tests/host/test.h"

#include <linux/gfp.h>
#include <linux/mm.h>

namespace
{

std::string after_writing(const char *cmdline, size_t bytes, unsigned char value)
{
	host::boot({.banks = {{0x40000000, 64ull << 20}}, .cmdline = cmdline});

	struct page *const page = alloc_pages(GFP_KERNEL, 0);
	unsigned char *const memory = static_cast<unsigned char *>(page_address(page));

	__free_pages(page, 0);
	memset(memory + 100, value, bytes);

	const std::string before = host::console();
	struct page *const again = alloc_pages(GFP_KERNEL, 0);

	CHECK(again == page);
	return host::console().substr(before.size());
}

} // namespace

TEST_CASE("page: with page_poison=1 a write to a free page is reported")
{
	const std::string text = after_writing("page_poison=1", 3, 0x11);

	CHECK(text.find("pagealloc: memory corruption\n") != std::string::npos);
	CHECK(text.find("11 11 11") != std::string::npos);
	CHECK(text.find("page dumped because: pagealloc: corrupted page details") !=
	      std::string::npos);
}

TEST_CASE("page: with page_poison=1 one bit is a single bit error")
{
	const std::string text = after_writing("page_poison=1", 1, 0xaa ^ 0x10);

	CHECK(text.find("pagealloc: single bit error\n") != std::string::npos);
}

TEST_CASE("page: page_poison=1 has nothing to say about proper use, nor does its absence")
{
	CHECK(after_writing("page_poison=1", 0, 0).empty());
}

TEST_CASE("page: without page_poison=1 nobody looks")
{
	CHECK(after_writing("", 3, 0x11).empty());
}
