// SPDX-License-Identifier: GPL-2.0-only
//
// The stack depot and backtraces as text, on the host.

#include "tests/host/test.h"

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/jhash.h>
#include <linux/rcupdate.h>
#include <linux/stackdepot.h>
#include <linux/stacktrace.h>

namespace
{

std::vector<unsigned long> some_trace(unsigned long seed, size_t frames = 8)
{
	std::vector<unsigned long> trace(frames);

	for (size_t i = 0; i < frames; i++)
		trace[i] = seed * 1000 + i + 1;
	return trace;
}

depot_stack_handle_t save(std::vector<unsigned long> trace,
			  depot_flags_t flags = STACK_DEPOT_FLAG_CAN_ALLOC)
{
	return stack_depot_save_flags(trace.data(), trace.size(), GFP_KERNEL, flags);
}

std::vector<unsigned long> fetch(depot_stack_handle_t handle)
{
	unsigned long *entries;
	const unsigned int count = stack_depot_fetch(handle, &entries);

	return {entries, entries + count};
}

constexpr depot_flags_t COUNTED = STACK_DEPOT_FLAG_CAN_ALLOC | STACK_DEPOT_FLAG_GET;

} // namespace

TEST_CASE("jhash: values of the reference lookup3.c")
{
	// hashlittle() of lookup3.c's driver5(); Linux begins from the same word.
	const char text[] = "Four score and seven years ago";

	CHECK(jhash("", 0, 0) == 0xdeadbeefu);
	CHECK(jhash("", 0, 0xdeadbeef) == 0xbd5b7ddeu);
	CHECK(jhash(text, 30, 0) == 0x17770551u);
	CHECK(jhash(text, 30, 1) == 0xcd628161u);
	// Words and bytes agree on whole words.
	const u32 words[] = {1, 2, 3, 4, 5};

	CHECK(jhash2(words, 5, 7) == jhash(words, 20, 7));
	CHECK(jhash_3words(1, 2, 3, 9) == jhash2(words, 3, 9));
	CHECK(jhash_2words(1, 2, 9) == jhash2(words, 2, 9));
	CHECK(jhash_1word(1, 9) == jhash2(words, 1, 9));
}

TEST_CASE("stack depot: one handle for each different backtrace, and the backtrace comes back")
{
	host::boot(64);
	REQUIRE(stack_depot_init() == 0);

	std::map<depot_stack_handle_t, std::vector<unsigned long>> stored;

	for (unsigned long seed = 1; seed <= 3000; seed++) {
		auto trace = some_trace(seed, 1 + seed % 40);
		const depot_stack_handle_t handle = save(trace);

		REQUIRE(handle != 0);
		REQUIRE(stored.emplace(handle, trace).second);
	}
	for (const auto &[handle, trace] : stored) {
		CHECK(save(trace) == handle);
		CHECK(fetch(handle) == trace);
	}
	CHECK(save({}) == 0);
	CHECK(fetch(0).empty());
	// The longest that is stored: the rest is cut off, and found again.
	const auto longest = some_trace(9999, 100);

	CHECK(fetch(save(longest)) == some_trace(9999, CONFIG_STACKDEPOT_MAX_FRAMES));
	CHECK(save(longest) == save(longest));
}

TEST_CASE("stack depot: a handle is pool, offset in 16 bytes, and five bits of the user's")
{
	host::boot(64);
	REQUIRE(stack_depot_init() == 0);

	const union handle_parts first = {.handle = save(some_trace(1, 3))};
	const union handle_parts second = {.handle = save(some_trace(2, 3))};

	CHECK(sizeof(union handle_parts) == 4);
	CHECK(offsetof(struct stack_record, entries) == 32);
	CHECK(first.pool_index_plus_1 == 1);
	CHECK(first.offset == 0);
	CHECK(second.pool_index_plus_1 == 1);
	// 32 bytes of header and 24 of addresses take 64.
	CHECK(second.offset == 4);

	const depot_stack_handle_t marked = stack_depot_set_extra_bits(second.handle, 21);

	CHECK(stack_depot_get_extra_bits(marked) == 21);
	CHECK(stack_depot_get_extra_bits(second.handle) == 0);
	CHECK(fetch(marked) == some_trace(2, 3));
	CHECK(stack_depot_set_extra_bits(0, 21) == 0);
}

TEST_CASE("stack depot: without leave to allocate it lives on what is there")
{
	host::boot(64);
	REQUIRE(stack_depot_init() == 0);
	CHECK(save(some_trace(1), 0) == 0);
	REQUIRE(save(some_trace(2)) != 0);
	CHECK(save(some_trace(1), 0) != 0);
	// One pool of 16 KiB holds 170 records of 96 bytes.
	unsigned long seed = 3;

	while (save(some_trace(seed), 0))
		seed++;
	CHECK(seed == 3 + 168);
	CHECK(save(some_trace(seed)) != 0);
}

TEST_CASE(
	"stack depot: counted backtraces are freed by the last put and reused after a grace period")
{
	host::boot(64);
	REQUIRE(stack_depot_init() == 0);

	const depot_stack_handle_t one = save(some_trace(1), COUNTED);

	REQUIRE(one != 0);
	CHECK(save(some_trace(1), COUNTED) == one);
	stack_depot_put(one);
	CHECK(fetch(one) == some_trace(1));
	stack_depot_put(one);
	// No grace period yet: another place.
	const depot_stack_handle_t two = save(some_trace(2), COUNTED);

	CHECK(two != one);
	synchronize_rcu();
	CHECK(save(some_trace(3, 64), COUNTED) == one);
	CHECK(fetch(one) == some_trace(3, 64));
	// The old one is not found any more.
	CHECK(save(some_trace(1), COUNTED) != one);
	stack_depot_put(0);
}

TEST_CASE("stack depot: its statistics")
{
	host::boot(64);
	do_initcalls();
	REQUIRE(stack_depot_init() == 0);
	save(some_trace(1, 3));
	save(some_trace(2, 4));
	stack_depot_put(save(some_trace(3), COUNTED));
	save(some_trace(4), COUNTED);

	std::string text;

	CHECK(fs_read(
		      "/sys/kernel/debug/stackdepot/stats",
		      [](void *ctx, const char *piece, size_t len) {
			      static_cast<std::string *>(ctx)->append(piece, len);
			      return 0;
		      },
		      &text) == 0);
	CHECK(text ==
	      "pools: 1\nrefcounted_allocations: 2\nrefcounted_frees: 1\nrefcounted_in_use: 1\n"
	      "freelist_size: 1\npersistent_count: 2\npersistent_bytes: 128\n");
}

TEST_CASE("stack depot: a handle that nobody has got is reported")
{
	host::boot(64);
	REQUIRE(stack_depot_init() == 0);
	CHECK(fetch(0x12345).empty());
	CHECK(host::console().find("out of bounds (0) for stack id 00012345") != std::string::npos);
	CHECK(host::console().find("corrupt handle or use after stack_depot_put()") !=
	      std::string::npos);
}

TEST_CASE("stack depot: many threads that store the same and different backtraces agree")
{
	host::boot({.banks = {{0x40000000, 64ull << 20}}, .cpus = 4});
	REQUIRE(stack_depot_init() == 0);

	constexpr unsigned long traces = 2000;
	std::vector<std::vector<depot_stack_handle_t>> handles(4);
	std::vector<std::thread> threads;

	for (unsigned int cpu = 0; cpu < 4; cpu++)
		threads.emplace_back([&, cpu] {
			host::set_cpu(cpu);
			for (unsigned long seed = 1; seed <= traces; seed++)
				handles[cpu].push_back(save(some_trace(seed)));
		});
	for (std::thread &thread : threads)
		thread.join();
	for (unsigned int cpu = 1; cpu < 4; cpu++)
		CHECK(handles[cpu] == handles[0]);
	CHECK(std::set(handles[0].begin(), handles[0].end()).size() == traces);
}

TEST_CASE("stack depot: asked for early it comes out of memblock; disabled it stores nothing")
{
	host::boot({.cmdline = "stack_depot_disable=1"});
	CHECK(stack_depot_init() == 0);
	CHECK(save(some_trace(1)) == 0);
	CHECK(host::console().find("stackdepot: disabled") != std::string::npos);
}

TEST_CASE("stack trace: text, one line an address, cut at the end of the buffer")
{
	const unsigned long trace[] = {0x1000, 0x2000};
	char text[64];

	CHECK(stack_trace_snprint(text, sizeof(text), trace, 2, 0) == 16);
	CHECK(std::string(text) == " 0x1000\n 0x2000\n");
	CHECK(stack_trace_snprint(text, sizeof(text), trace, 1, 3) == 11);
	CHECK(std::string(text) == "    0x1000\n");
	CHECK(stack_trace_snprint(text, 12, trace, 2, 0) == 16);
	CHECK(std::string(text) == " 0x1000\n 0x");
}

TEST_CASE("stack trace: an array takes as many entries as it has room for")
{
	host::boot(16);
	unsigned long trace[4] = {}, inner[4] = {};

	const unsigned int all = stack_trace_save(trace, 2, 0),
			   rest = stack_trace_save(inner, 1, 1);

	CHECK(all == 2);
	CHECK(trace[2] == 0);
	CHECK(rest == 1);
	CHECK(inner[0] == trace[1]);
	CHECK(filter_irq_stacks(trace, 2) == 2);
}
