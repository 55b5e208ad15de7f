// SPDX-License-Identifier: GPL-2.0-only
// Events: probes are called, records are written and told in Linux's words, nothing is left behind.

#include <kunit/test.h>
#include <linux/bottom_half.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/kstrtox.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <trace/events/kmem.h>

#include "kernel/trace/trace.h"
#include "mm/page/verify.h"

namespace
{

struct Heard {
	int allocated, freed;
	struct page *page;
};

void hear_alloc(void *data, struct page *page, unsigned int order, gfp_t gfp, int migratetype)
{
	Heard *const heard = static_cast<Heard *>(data);

	heard->allocated += order == 2 && gfp == GFP_KERNEL && migratetype == MIGRATE_UNMOVABLE;
	heard->page = page;
}

void hear_free(void *data, struct page *page, unsigned int order)
{
	Heard *const heard = static_cast<Heard *>(data);

	heard->freed += order == 2 && page == heard->page;
}

void probes_hear_what_happens(kunit *test)
{
	Heard heard = {};

	KUNIT_ASSERT_EQ(test, register_trace_mm_page_alloc(hear_alloc, &heard), 0);
	KUNIT_EXPECT_EQ(test, register_trace_mm_page_alloc(hear_alloc, &heard), -EEXIST);
	KUNIT_ASSERT_EQ(test, register_trace_mm_page_free(hear_free, &heard), 0);

	struct page *const page = alloc_pages(GFP_KERNEL, 2);

	__free_pages(page, 2);
	KUNIT_EXPECT_EQ(test, unregister_trace_mm_page_free(hear_free, &heard), 0);
	KUNIT_EXPECT_EQ(test, unregister_trace_mm_page_alloc(hear_alloc, &heard), 0);
	KUNIT_EXPECT_EQ(test, unregister_trace_mm_page_alloc(hear_alloc, &heard), -ENOENT);
	KUNIT_EXPECT_EQ(test, heard.allocated, 1);
	KUNIT_EXPECT_EQ(test, heard.freed, 1);

	__free_pages(alloc_pages(GFP_KERNEL, 2), 2);
	KUNIT_EXPECT_EQ(test, heard.allocated, 1);
}

struct Text {
	char *buffer;
	size_t used, size;
};

int collect(void *ctx, const char *text, size_t len)
{
	Text *const t = static_cast<Text *>(ctx);

	if (t->used + len < t->size) {
		memcpy(t->buffer + t->used, text, len);
		t->used += len;
		t->buffer[t->used] = 0;
	}
	return 0;
}

#define TRACING "/sys/kernel/tracing/"

void put(kunit *test, const char *file, const char *text)
{
	KUNIT_EXPECT_EQ_MSG(test, fs_write(file, text, strlen(text)), 0, "%s", file);
}

// Every event of pages, in the order in which they happen: a refill, the allocation, the free, a drain.
// The page allocator's alone: objects change hands all the time, and the text has to have room for all.
void switch_page_events(kunit *test, const char *value)
{
	put(test, TRACING "events/kmem/mm_page_alloc_zone_locked/enable", value);
	put(test, TRACING "events/kmem/mm_page_alloc/enable", value);
	put(test, TRACING "events/kmem/mm_page_free/enable", value);
	put(test, TRACING "events/kmem/mm_page_pcpu_drain/enable", value);
}

void records_are_told_in_linux_words(kunit *test)
{
	// A list of pages that other tests have made grow is refilled with hundreds at a time, a record for each.
	constexpr size_t room = SZ_512K;
	Text text = {static_cast<char *>(kunit_kmalloc(test, room, GFP_KERNEL)), 0, room};
	char expected[160];

	KUNIT_ASSERT_NOT_NULL(test, text.buffer);
	drain_all_pages(nullptr);
	put(test, TRACING "trace", "");
	switch_page_events(test, "1");

	struct page *const page = alloc_pages(GFP_KERNEL | __GFP_ZERO, 1);
	const unsigned long pfn = page_to_pfn(page);

	__free_pages(page, 1);
	drain_all_pages(nullptr);
	put(test, TRACING "trace_marker", "hello\n");
	switch_page_events(test, "0");

	KUNIT_EXPECT_EQ(test, fs_read(TRACING "trace", collect, &text), 0);
	KUNIT_EXPECT_EQ(test, strncmp(text.buffer, "# tracer: nop\n#\n# entries-in-buffer/", 36),
			0);

	const char *at = text.buffer;
	const char *const lines[] = {
		"mm_page_alloc_zone_locked: page=%p pfn=0x%lx order=1 migratetype=0 percpu_refill=1\n",
		"mm_page_alloc: page=%p pfn=0x%lx order=1 migratetype=0 gfp_flags=GFP_KERNEL|__GFP_ZERO\n",
		"mm_page_free: page=%p pfn=0x%lx order=1\n",
		"mm_page_pcpu_drain: page=%p pfn=0x%lx order=1 migratetype=0\n",
		"tracing_mark_write: hello\n",
	};

	for (const char *line : lines) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		snprintf(expected, sizeof(expected), line, page, pfn);
#pragma GCC diagnostic pop
		const char *const found = strstr(at, expected);

		KUNIT_EXPECT_NOT_NULL_MSG(test, found, "%s", expected);
		at = found ? found : at;
	}
	put(test, TRACING "trace", "");
	KUNIT_EXPECT_EQ(test, trace::buffer_totals().entries, 0ul);
}

void the_oldest_records_go(kunit *test)
{
	char word[] = "0000000";
	u64 ts;
	int cpu;
	trace::Cursor cursor = {};
	char *const record =
		static_cast<char *>(kunit_kzalloc(test, trace::max_record, GFP_KERNEL));

	put(test, TRACING "trace", "");
	for (unsigned int i = 0; i < 60000; i++) {
		snprintf(word, sizeof(word), "%06u", i);
		trace::write_marker(word, 6);
	}
	KUNIT_EXPECT_GE(test, trace::buffer_totals().written, 60000ul);
	KUNIT_EXPECT_LT(test, trace::buffer_totals().entries, 60000ul);

	unsigned long n = 0, wrong = 0, last = 0;
	const unsigned long there = trace::buffer_totals().entries;

	// Ascending; without a gap as long as the task stays on one CPU, which nobody promises.
	while (trace::buffer_next(cursor, true, record, ts, cpu)) {
		unsigned long number = 0;

		wrong += kstrtoul(record + sizeof(trace_entry), 10, &number) ||
			 (n && number <= last);
		last = number;
		n++;
	}
	KUNIT_EXPECT_EQ(test, n, there);
	KUNIT_EXPECT_EQ(test, wrong, 0ul);
	KUNIT_EXPECT_EQ(test, last, 59999ul);
}

void files_refuse_nonsense(kunit *test)
{
	KUNIT_EXPECT_EQ(test, fs_write(TRACING "events/kmem/kfree/enable", "2", 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, fs_write(TRACING "events/kmem/kfree/enable", "x", 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, fs_write(TRACING "set_event", "kmem:nosuch", 11), -EINVAL);
	put(test, TRACING "set_event", "kmem:kfree");
	KUNIT_EXPECT_TRUE(test, trace_kfree_enabled());
	put(test, TRACING "set_event", "!kmem:kfree");
	KUNIT_EXPECT_FALSE(test, trace_kfree_enabled());
}

#define FREE TRACING "events/kmem/mm_page_free/"

// The orders of the blocks that the filter lets through, of 0 to 4, a bit each; what the text of the records holds otherwise is not ours.
unsigned int orders_kept(kunit *test, const char *filter, Text &text)
{
	unsigned int kept = 0;
	char line[80];

	put(test, FREE "filter", filter);
	put(test, TRACING "trace", "");
	text.used = 0;
	text.buffer[0] = 0;
	for (unsigned int order = 0; order <= 4; order++) {
		struct page *const page = alloc_pages(GFP_KERNEL, order);
		const unsigned long pfn = page_to_pfn(page);

		__free_pages(page, order);
		text.used = 0;
		KUNIT_EXPECT_EQ(test, fs_read(TRACING "trace", collect, &text), 0);
		snprintf(line, sizeof(line), "pfn=0x%lx order=%u\n", pfn, order);
		kept |= (strstr(text.buffer, line) ? 1u : 0u) << order;
	}
	return kept;
}

bool shows(kunit *test, const char *file, const char *expected, Text &text)
{
	text.used = 0;
	KUNIT_EXPECT_EQ(test, fs_read(file, collect, &text), 0);
	return !strcmp(text.buffer, expected);
}

void filters_keep_what_matches(kunit *test)
{
	Text text = {static_cast<char *>(kunit_kmalloc(test, SZ_64K, GFP_KERNEL)), 0, SZ_64K};

	KUNIT_ASSERT_NOT_NULL(test, text.buffer);
	put(test, FREE "enable", "1");
	KUNIT_EXPECT_EQ(test, orders_kept(test, "0", text), 0x1fu);
	KUNIT_EXPECT_EQ(test, orders_kept(test, "order >= 2", text), 0x1cu);
	KUNIT_EXPECT_EQ(test, orders_kept(test, "order == 1 || order == 4\n", text), 0x12u);
	KUNIT_EXPECT_EQ(test, orders_kept(test, "order > 0 && order < 4", text), 0x0eu);
	KUNIT_EXPECT_EQ(test, orders_kept(test, "!(order & 1) && pfn != 0", text), 0x15u);
	// && binds closer; numbers may be hexadecimal; fields that every record has.
	KUNIT_EXPECT_EQ(test, orders_kept(test, "order == 0x3||order==0&&common_pid==-5", text),
			0x08u);
	KUNIT_EXPECT_EQ(test, orders_kept(test, "COMM ~ 'no*such' || order != 2", text), 0x1bu);
	put(test, FREE "enable", "0");
	KUNIT_EXPECT_TRUE(test,
			  shows(test, FREE "filter", "COMM ~ 'no*such' || order != 2\n", text));
	put(test, FREE "filter", "0");
	KUNIT_EXPECT_TRUE(test, shows(test, FREE "filter", "none\n", text));
}

void filters_say_what_is_wrong(kunit *test)
{
	static const struct {
		const char *filter, *error;
	} wrong[] = {
		{"nosuch == 1", "nosuch == 1\n^\nparse_error: Field not found\n"},
		{"order == 1 && x > 2",
		 "order == 1 && x > 2\n              ^\nparse_error: Field not found\n"},
		{"order", "order\n     ^\nparse_error: Invalid operator\n"},
		{"(order == 1", "(order == 1\n           ^\nparse_error: Too many '('\n"},
		{"order == 1)", "order == 1)\n          ^\nparse_error: Too few '('\n"},
		{"order == x",
		 "order == x\n         ^\nparse_error: Invalid value (did you forget quotes)?\n"},
		{"order ~ 1",
		 "order ~ 1\n        ^\nparse_error: Illegal operation for field type\n"},
	};
	Text text = {static_cast<char *>(kunit_kmalloc(test, SZ_4K, GFP_KERNEL)), 0, SZ_4K};

	KUNIT_ASSERT_NOT_NULL(test, text.buffer);
	for (const auto &each : wrong) {
		KUNIT_EXPECT_EQ(test, fs_write(FREE "filter", each.filter, strlen(each.filter)),
				-EINVAL);
		text.used = 0;
		KUNIT_EXPECT_EQ(test, fs_read(FREE "filter", collect, &text), 0);
		KUNIT_EXPECT_STREQ(test, text.buffer, each.error);
	}
	put(test, FREE "filter", "0");
	// Of a system's events those that have the field.
	put(test, TRACING "events/kmem/filter", "migratetype == 1");
	KUNIT_EXPECT_TRUE(test, shows(test, FREE "filter", "none\n", text));
	KUNIT_EXPECT_TRUE(test, shows(test, TRACING "events/kmem/mm_page_alloc/filter",
				      "migratetype == 1\n", text));
	KUNIT_EXPECT_EQ(test, fs_write(TRACING "events/kmem/filter", "nosuch > 1", 10), -EINVAL);
	put(test, TRACING "events/kmem/filter", "0");
	KUNIT_EXPECT_TRUE(test,
			  shows(test, TRACING "events/kmem/mm_page_alloc/filter", "none\n", text));
}

// As Linux's: 31 pages are made ready, then put on lists, then the next.
struct Order {
	struct page **pages;
	int steps, wrong;
};

int expected_step(int step)
{
	return step < 62 ? step % 31 : 31 + (step - 62) % 9;
}

void hear_step(Order *order, struct page *page, bool batched)
{
	const int step = order->steps++;
	const bool second = step < 62 ? step >= 31 : step >= 71;

	order->wrong += step >= 80 || page != order->pages[expected_step(step)] ||
			batched != second;
}

void hear_ready(void *data, struct page *page, unsigned int)
{
	hear_step(static_cast<Order *>(data), page, false);
}

void hear_batched(void *data, struct page *page)
{
	hear_step(static_cast<Order *>(data), page, true);
}

void released_pages_come_in_batches(kunit *test)
{
	struct page *pages[40] = {};
	Order order = {pages, 0, 0};

	KUNIT_ASSERT_EQ(test, alloc_pages_bulk_array(GFP_KERNEL, 40, pages), 40ul);
	KUNIT_ASSERT_EQ(test, register_trace_mm_page_free(hear_ready, &order), 0);
	KUNIT_ASSERT_EQ(test, register_trace_mm_page_free_batched(hear_batched, &order), 0);
	local_bh_disable();
	order.steps = order.wrong = 0;
	release_pages(pages, 40);

	const int steps = order.steps, wrong = order.wrong;

	local_bh_enable();
	KUNIT_EXPECT_EQ(test, unregister_trace_mm_page_free_batched(hear_batched, &order), 0);
	KUNIT_EXPECT_EQ(test, unregister_trace_mm_page_free(hear_ready, &order), 0);
	KUNIT_EXPECT_EQ(test, steps, 80);
	KUNIT_EXPECT_EQ(test, wrong, 0);
}

void buffers_change_their_size(kunit *test)
{
	Text text = {static_cast<char *>(kunit_kmalloc(test, SZ_4K, GFP_KERNEL)), 0, SZ_4K};

	KUNIT_ASSERT_NOT_NULL(test, text.buffer);
	KUNIT_EXPECT_EQ(test, fs_write(TRACING "buffer_size_kb", "0", 1), -EINVAL);
	put(test, TRACING "buffer_size_kb", "64");
	put(test, TRACING "trace_marker", "hello");
	KUNIT_EXPECT_TRUE(test, shows(test, TRACING "buffer_size_kb", "64\n", text));
	put(test, TRACING "buffer_size_kb", "1408");
}

struct kunit_case cases[] = {
	KUNIT_CASE_SLOW(probes_hear_what_happens),
	KUNIT_CASE_SLOW(records_are_told_in_linux_words),
	KUNIT_CASE(the_oldest_records_go),
	KUNIT_CASE(files_refuse_nonsense),
	KUNIT_CASE_SLOW(filters_keep_what_matches),
	KUNIT_CASE(filters_say_what_is_wrong),
	KUNIT_CASE_SLOW(released_pages_come_in_batches),
	KUNIT_CASE(buffers_change_their_size),
	{},
};

struct kunit_suite suite = {.name = "trace", .test_cases = cases};
kunit_test_suite(suite);

} // namespace
