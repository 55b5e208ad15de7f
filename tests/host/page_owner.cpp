// SPDX-License-Identifier: GPL-2.0-only
//
// page_owner on the host: who has which page, in Linux's words, and the counts of each backtrace.

#include "tests/host/test.h"

#include "mm/page/pageblock.h"

#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/mmdebug.h>
#include <linux/page_ext.h>
#include <linux/page_owner.h>
#include <linux/vmalloc.h>

namespace
{

std::string text_of(const char *path)
{
	std::string text;
	const int err = fs_read(
		path,
		[](void *ctx, const char *piece, size_t len) {
			static_cast<std::string *>(ctx)->append(piece, len);
			return 0;
		},
		&text);

	return err ? "error " + std::to_string(err) : text;
}

// The records of /sys/kernel/debug/page_owner by pfn.
std::map<unsigned long, std::string> owners()
{
	std::map<unsigned long, std::string> found;
	std::istringstream text(text_of("/sys/kernel/debug/page_owner"));
	std::string line, record;

	while (std::getline(text, line)) {
		record += line + "\n";
		if (!line.empty())
			continue;

		const size_t pfn = record.find("PFN 0x");

		REQUIRE(pfn != std::string::npos);
		found[std::stoul(record.substr(pfn + 4), nullptr, 16)] = record;
		record.clear();
	}
	CHECK(record.empty());
	return found;
}

long pages_in_stacks()
{
	const std::string text = text_of("/sys/kernel/debug/page_owner_stacks/show_stacks");
	const std::string mark = "nr_base_pages: ";
	long sum = 0;

	for (size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at++)
		sum += std::stol(text.substr(at + mark.size()));
	return sum;
}

void boot(const char *cmdline = "page_owner=on")
{
	host::boot({.banks = {{0x40000000, 64ull << 20}}, .cmdline = cmdline});
	do_initcalls();
	gfp_allowed_mask = __GFP_BITS_MASK;
}

noinline struct page *allocate(unsigned int order, gfp_t gfp = GFP_KERNEL)
{
	struct page *const page = alloc_pages(gfp, order);

	REQUIRE(page);
	return page;
}

} // namespace

TEST_CASE("page owner: off, there is no file and nothing is kept")
{
	boot("");
	CHECK(host::console().find("page_owner is disabled\n") != std::string::npos);
	CHECK(text_of("/sys/kernel/debug/page_owner") == "error -2");
	CHECK(page_ext_get(allocate(0)) == nullptr);

	char text[64];

	CHECK(page_owner_snprint(allocate(0), text, sizeof(text)) == 0);
}

TEST_CASE("page owner: each allocated block is a record in Linux's format, a free one is none")
{
	boot();
	struct page *const page = allocate(2, GFP_KERNEL | __GFP_COMP | __GFP_ZERO);
	const unsigned long pfn = page_to_pfn(page);
	auto records = owners();

	REQUIRE(records.count(pfn));
	CHECK(!records.count(pfn + 1));
	unsigned long long ns;
	unsigned long shown_pfn, block;
	char type[16], block_type[16], flags[64], first[32];
	const std::string format =
		"Page allocated via order 2, mask 0x40dc0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO), "
		"pid 0, tgid 0 (swapper/0), ts %llu ns\n"
		"PFN 0x%lx type %15s Block %lu type %15s Flags %63s %31s";

	CAPTURE(records[pfn]);
	CHECK(sscanf(records[pfn].c_str(), format.c_str(), &ns, &shown_pfn, type, &block,
		     block_type, flags, first) == 7);
	CHECK(shown_pfn == pfn);
	CHECK(std::string(type) == "Unmovable");
	CHECK(block == pfn >> pageblock_order);
	CHECK(std::string(flags) == "0x40(head|zone=0)");
	CHECK(records[pfn].find(std::string("\n ") + first + "\n 0x") != std::string::npos);
	CHECK(records[pfn].substr(records[pfn].size() - 2) == "\n\n");

	struct page *const movable = allocate(0, GFP_HIGHUSER_MOVABLE);

	CHECK(owners()[page_to_pfn(movable)].find("type Movable Block") != std::string::npos);

	__free_pages(page, 2);
	__free_page(movable);
	records = owners();
	CHECK(!records.count(pfn));
	CHECK(!records.count(page_to_pfn(movable)));
}

TEST_CASE("page owner: what is split is there page by page, however it was split")
{
	boot();
	struct page *const page = allocate(2);
	const unsigned long pfn = page_to_pfn(page);

	split_page(page, 2);
	CHECK(owners()[pfn + 3].find("order 0") != std::string::npos);
	for (int i = 0; i < 4; i++)
		__free_page(page + i);

	void *const exact = alloc_pages_exact(3 * PAGE_SIZE, GFP_KERNEL);
	const unsigned long first = page_to_pfn(virt_to_page(exact));
	const auto records = owners();

	CHECK(records.count(first));
	CHECK(records.count(first + 2));
	CHECK(!records.count(first + 3));
	free_pages_exact(exact, 3 * PAGE_SIZE);
	CHECK(!owners().count(first));
}

TEST_CASE("page owner: backtraces count their pages, exactly")
{
	boot();
	const long before = pages_in_stacks();
	std::vector<std::pair<struct page *, unsigned int>> blocks;
	std::mt19937 random(5);
	long expected = before;

	for (int i = 0; i < 300; i++) {
		const unsigned int order = random() % 5;

		blocks.emplace_back(allocate(order), order);
		expected += 1l << order;
	}

	// Keeping the list of backtraces takes a page of objects now and then.
	const long all = pages_in_stacks();

	CHECK(all >= expected);
	CHECK(all <= expected + 8);
	std::shuffle(blocks.begin(), blocks.end(), random);
	for (auto [page, order] : blocks)
		__free_pages(page, order);
	CHECK(pages_in_stacks() - before <= 8);
	CHECK(pages_in_stacks() >= before);

	// Few are left out when the reader says so.
	const std::string big = "1000000\n";

	CHECK(fs_write("/sys/kernel/debug/page_owner_stacks/count_threshold", big.data(),
		       big.size()) == 0);
	CHECK(text_of("/sys/kernel/debug/page_owner_stacks/count_threshold") == "1000000");
	CHECK(pages_in_stacks() == 0);
}

TEST_CASE("page owner: many pages at once, vmalloc, and everything comes back")
{
	boot();
	const size_t before = owners().size();
	struct page *pages[50] = {};

	for (unsigned long n = 0; n < 50;)
		n = alloc_pages_bulk_array(GFP_KERNEL, 50, pages);
	for (struct page *page : pages)
		CHECK(owners().count(page_to_pfn(page)));
	release_pages(pages, 50);

	void *const area = vmalloc(40 * PAGE_SIZE);

	CHECK(owners().size() >= before + 40);
	vfree(area);
	vm_unmap_aliases();
	CHECK(owners().size() <= before + 10);
}

TEST_CASE("page owner: dump_page tells who allocated and who freed")
{
	boot();
	struct page *const page = allocate(1);

	dump_page(page, "test");
	CHECK(host::console().find("page_owner tracks the page as allocated\n") !=
	      std::string::npos);
	CHECK(host::console().find(
		      "page last allocated via order 1, migratetype Unmovable, gfp_mask 0xcc0(GFP_KERNEL), pid 0, tgid 0 (swapper") !=
	      std::string::npos);
	__free_pages(page, 1);
	dump_page(page, "test");
	CHECK(host::console().find("page_owner tracks the page as freed\n") != std::string::npos);
	CHECK(host::console().find("page last free pid 0 tgid 0 stack trace:\n") !=
	      std::string::npos);
	// Never allocated since page_owner runs.
	dump_page(pfn_to_page(max_low_pfn - 1), "test");
	CHECK(host::console().find("page_owner info is not present (never set?)") !=
	      std::string::npos);
}

TEST_CASE("page owner: blocks that hold pages of another type are counted")
{
	boot();
	auto mixed = [] {
		const std::string text = text_of("/proc/pagetypeinfo");

		return text.substr(text.find("Number of mixed blocks"));
	};

	CHECK(mixed().find("zone      DMA            0            0") != std::string::npos);
	// Unmovable pages until their own blocks are full and others are taken: then a movable block is converted, or mixed.
	struct page *const movable = allocate(0, GFP_HIGHUSER_MOVABLE);

	buddy::set_pageblock_migratetype(movable, MIGRATE_RECLAIMABLE);
	CHECK(mixed().find("zone      DMA            0            0            1") !=
	      std::string::npos);
}
