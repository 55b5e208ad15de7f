// SPDX-License-Identifier: GPL-2.0-only
// /proc on the machine: every file reads, has Linux's shape, and agrees with the counters behind it.

#include <kunit/test.h>

#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>
#include "tests/kunit/helpers.h"

namespace
{

constexpr size_t TEXT_MAX = 32 * 1024;

// The text of a file, valid until the end of the test case; "" after a failed expectation.
const char *read_file(struct kunit *test, const char *path)
{
	char *const text = static_cast<char *>(kunit_kzalloc(test, TEXT_MAX, GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_EXPECT_EQ_MSG(test, helpers::read_text(path, text, TEXT_MAX), 0, "%s", path);
	return text;
}

bool contains(const char *text, const char *what)
{
	return strstr(text, what) != nullptr;
}

// The number behind the first occurrence of a name.
unsigned long number_after(struct kunit *test, const char *text, const char *name)
{
	const char *p = strstr(text, name);

	KUNIT_EXPECT_NOT_NULL_MSG(test, p, "%s", name);
	return p ? simple_strtoul(skip_spaces(p + strlen(name)), nullptr, 10) : 0;
}

void meminfo_has_linux_lines_in_order(struct kunit *test)
{
	static const char *const names[] = {
		"MemTotal:",     "MemFree:",        "MemAvailable:", "Buffers:",
		"Cached:",       "SwapCached:",     "Active:",       "Inactive:",
		"Active(anon):", "Inactive(anon):", "Active(file):", "Inactive(file):",
		"Unevictable:",  "Mlocked:",        "SwapTotal:",    "SwapFree:",
		"Dirty:",        "Writeback:",      "AnonPages:",    "Mapped:",
		"Shmem:",        "KReclaimable:",   "Slab:",         "SReclaimable:",
		"SUnreclaim:",   "KernelStack:",    "PageTables:",   "SecPageTables:",
		"NFS_Unstable:", "Bounce:",         "WritebackTmp:", "CommitLimit:",
		"Committed_AS:", "VmallocTotal:",   "VmallocUsed:",  "VmallocChunk:",
		"Percpu:",
#ifdef CONFIG_CMA
		"CmaTotal:",     "CmaFree:",
#endif
	};
	const char *p = read_file(test, "/proc/meminfo");
	const char *all = p;

	for (const char *name : names) {
		const char *end = strchr(p, '\n');

		KUNIT_ASSERT_NOT_NULL(test, end);
		KUNIT_EXPECT_TRUE_MSG(test, !strncmp(p, name, strlen(name)), "%s", name);
		KUNIT_EXPECT_TRUE_MSG(test, !strncmp(end - 3, " kB", 3), "%s", name);
		// 16 columns of name, at least 8 of number.
		KUNIT_EXPECT_GE_MSG(test, end - p, 16 + 8 + 3, "%s", name);
		p = end + 1;
	}
	KUNIT_EXPECT_EQ(test, *p, '\0');
	KUNIT_EXPECT_EQ(test, number_after(test, all, "MemTotal:"), totalram_pages() * 4);
	KUNIT_EXPECT_EQ(test, number_after(test, all, "VmallocTotal:"), VMALLOC_TOTAL >> 10);
	KUNIT_EXPECT_EQ(test, number_after(test, all, "Percpu:"), pcpu_nr_pages() * 4);
}

void buddyinfo_adds_up(struct kunit *test)
{
	const char *p = read_file(test, "/proc/buddyinfo");
	unsigned long shown = 0;

	while (*p) {
		KUNIT_ASSERT_TRUE(test, !strncmp(p, "Node 0, zone ", 13));
		p = skip_spaces(p + 13);
		p = strchr(p, ' ');
		for (int order = 0; order < NR_PAGE_ORDERS; order++) {
			char *end;

			shown += simple_strtoul(skip_spaces(p), &end, 10) << order;
			p = end;
		}
		KUNIT_ASSERT_TRUE(test, p[0] == ' ' && p[1] == '\n');
		p += 2;
	}

	// Reading the file itself takes and gives back a few pages.
	long off = shown - global_zone_page_state(NR_FREE_PAGES);

	KUNIT_EXPECT_LE(test, off, 512L);
	KUNIT_EXPECT_GE(test, off, -512L);
}

void zoneinfo_has_every_zone(struct kunit *test)
{
	const char *text = read_file(test, "/proc/zoneinfo");
	static const char *const parts[] = {
		"Node 0, zone      DMA",
		"\nNode 0, zone    DMA32",
		"\nNode 0, zone   Normal",
		"\nNode 0, zone  Movable",
		"\n  per-node stats\n      nr_inactive_anon 0",
		"\n      nr_mapped    0",
		"\n  pages free     ",
		"\n        boost    ",
		"\n        promo    ",
		"\n        cma      0",
		"\n        protection: (",
		"\n      nr_free_pages ",
		"\n  pagesets\n    cpu: 0\n              count: ",
		"\n              high:  ",
		"\n              batch: ",
		"\n  vm stats threshold: ",
		"\n  node_unreclaimable:  0\n  start_pfn:           ",
	};

	for (const char *part : parts)
		KUNIT_EXPECT_TRUE_MSG(test, contains(text, part), "%s", part);
}

void pagetypeinfo_counts_every_block(struct kunit *test)
{
	const char *text = read_file(test, "/proc/pagetypeinfo");

	KUNIT_EXPECT_TRUE(test,
			  !strncmp(text, "Page block order: 10\nPages per block:  1024\n\n", 44));
	KUNIT_EXPECT_TRUE(test,
			  contains(text, "Free pages count per migrate type at order       0 "));
	KUNIT_EXPECT_TRUE(test, contains(text, ", type    Unmovable "));
	KUNIT_EXPECT_TRUE(test,
			  contains(text, "\nNumber of blocks type     Unmovable      Movable  "
					 "Reclaimable   HighAtomic "));
}

void slabinfo_is_version_2_1(struct kunit *test)
{
	if (!IS_ENABLED(CONFIG_SLUB_DEBUG))
		kunit_skip(test, "no /proc/slabinfo");

	const char *text = read_file(test, "/proc/slabinfo");

	KUNIT_EXPECT_TRUE(
		test,
		!strncmp(text, "slabinfo - version: 2.1\n# name            <active_objs> ", 54));
	KUNIT_EXPECT_TRUE(test, contains(text, "\nkmalloc-8k "));
	KUNIT_EXPECT_TRUE(test, contains(text, "\nvmap_area "));
	KUNIT_EXPECT_TRUE(test, contains(text, " : tunables    0    0    0 : slabdata "));
	// The first cache of all is the last line.
	KUNIT_EXPECT_TRUE(test, contains(strstr(text, "\nkmem_cache_node "), "\nkmem_cache "));
}

void vmallocinfo_tells_who_and_what(struct kunit *test)
{
	void *p = vmalloc(3 * PAGE_SIZE);
	const char *text = read_file(test, "/proc/vmallocinfo");

	KUNIT_EXPECT_TRUE(test, contains(text, " pages=3 vmalloc\n"));
	KUNIT_EXPECT_TRUE(test, contains(text, "   16384 "));
	KUNIT_EXPECT_TRUE(test, contains(text, "vmallocinfo_tells_who_and_what"));
	vfree(p);
	text = read_file(test, "/proc/vmallocinfo");
	KUNIT_EXPECT_TRUE(test, contains(text, " unpurged vm_area\n"));
	vm_unmap_aliases();
	text = read_file(test, "/proc/vmallocinfo");
	KUNIT_EXPECT_FALSE(test, contains(text, " unpurged vm_area\n"));
}

void vmstat_begins_and_ends_as_in_linux(struct kunit *test)
{
	const char *text = read_file(test, "/proc/vmstat");

	KUNIT_EXPECT_TRUE(test, !strncmp(text, "nr_free_pages ", 14));
	KUNIT_EXPECT_TRUE(test, contains(text, "\nnr_dirty_threshold "));
	KUNIT_EXPECT_TRUE(test, contains(text, "\npgalloc_movable "));
	KUNIT_EXPECT_TRUE(test, contains(text, "\nunevictable_pgs_stranded 0\nnr_unstable 0\n"));
	KUNIT_EXPECT_GT(test, number_after(test, text, "\npgfree "), 0UL);
}

void the_machine_is_told(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, contains(read_file(test, "/proc/iomem"), " : System RAM\n"));
	KUNIT_EXPECT_TRUE(test, contains(read_file(test, "/proc/iomem"), " : Kernel code\n"));
	KUNIT_EXPECT_TRUE(test,
			  contains(read_file(test, "/proc/interrupts"), "           CPU0       "));
	KUNIT_EXPECT_TRUE(test, contains(read_file(test, "/proc/version"), "Linux version 6.12"));
	KUNIT_EXPECT_TRUE(test, contains(read_file(test, "/proc/uptime"), "."));
	KUNIT_EXPECT_TRUE(test, contains(read_file(test, "/proc/cmdline"), "\n"));
}

void settings_are_readable(struct kunit *test)
{
	const char *text = read_file(test, "/proc/sys/vm/min_free_kbytes");

	KUNIT_EXPECT_EQ(test, simple_strtoul(text, nullptr, 10),
			static_cast<unsigned long>(min_free_kbytes));
	KUNIT_EXPECT_STREQ(test, read_file(test, "/proc/sys/vm/watermark_scale_factor"), "10\n");
}

struct kunit_case cases[] = {
	KUNIT_CASE(meminfo_has_linux_lines_in_order),
	KUNIT_CASE(buddyinfo_adds_up),
	KUNIT_CASE(zoneinfo_has_every_zone),
	KUNIT_CASE(pagetypeinfo_counts_every_block),
	KUNIT_CASE(slabinfo_is_version_2_1),
	KUNIT_CASE(vmallocinfo_tells_who_and_what),
	KUNIT_CASE(vmstat_begins_and_ends_as_in_linux),
	KUNIT_CASE(the_machine_is_told),
	KUNIT_CASE(settings_are_readable),
	{},
};

struct kunit_suite suite = {
	.name = "proc_text",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
