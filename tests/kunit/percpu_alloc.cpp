// SPDX-License-Identifier: GPL-2.0-only
// Per-CPU memory on the machine: offsets, both kinds of chunks, this_cpu operations on allocated memory.

#include "tests/kunit/helpers.h"

#include <kunit/test.h>

#include <linux/cpumask.h>
#include <linux/mm.h>
#include <linux/percpu-defs.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

namespace
{

DEFINE_PER_CPU(unsigned long, test_variable) = 0x1234;

void variables_start_with_their_value(struct kunit *test)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		KUNIT_EXPECT_EQ(test, per_cpu(test_variable, cpu), 0x1234UL);
	this_cpu_add(test_variable, 1);
	KUNIT_EXPECT_EQ(test, this_cpu_read(test_variable), 0x1235UL);
	KUNIT_EXPECT_PTR_EQ(test, this_cpu_ptr(&test_variable),
			    per_cpu_ptr(&test_variable, smp_processor_id()));
	this_cpu_write(test_variable, 0x1234);
}

void every_cpu_has_its_copy(struct kunit *test)
{
	u64 __percpu *counter = alloc_percpu(u64);
	unsigned int cpu;

	KUNIT_ASSERT_NOT_NULL(test, counter);
	for_each_possible_cpu(cpu) {
		KUNIT_EXPECT_EQ(test, *per_cpu_ptr(counter, cpu), 0ULL);
		*per_cpu_ptr(counter, cpu) = cpu + 100;
	}
	for_each_possible_cpu(cpu)
		KUNIT_EXPECT_EQ(test, *per_cpu_ptr(counter, cpu), cpu + 100ULL);
	this_cpu_inc(*counter);
	KUNIT_EXPECT_EQ(test, *this_cpu_ptr(counter), smp_processor_id() + 101ULL);
	free_percpu(counter);
}

void later_chunks_are_in_vmalloc_space(struct kunit *test)
{
	constexpr int NR = 40;
	void __percpu **live =
		static_cast<void __percpu **>(kunit_kzalloc(test, NR * sizeof(void *), GFP_KERNEL));
	bool seen_vmalloc = false;
	unsigned int cpu;

	KUNIT_ASSERT_NOT_NULL(test, live);
	for (int i = 0; i < NR; i++) {
		live[i] = __alloc_percpu(2048, 64);
		KUNIT_ASSERT_NOT_NULL(test, live[i]);
		for_each_possible_cpu(cpu) {
			u32 *p = static_cast<u32 *>(per_cpu_ptr(live[i], cpu));

			KUNIT_EXPECT_EQ(test, p[511], 0u);
			p[511] = i << 8 | cpu;
			seen_vmalloc |= is_vmalloc_addr(p);
		}
	}
	KUNIT_EXPECT_TRUE(test, seen_vmalloc);
	for (int i = 0; i < NR; i++) {
		for_each_possible_cpu(cpu) {
			u32 *p = static_cast<u32 *>(per_cpu_ptr(live[i], cpu));

			KUNIT_EXPECT_EQ(test, p[511], i << 8 | cpu);
			KUNIT_EXPECT_EQ(
				test,
				*static_cast<u32 *>(phys_to_virt(per_cpu_ptr_to_phys(p + 511))),
				i << 8 | cpu);
		}
		free_percpu(live[i]);
	}
}

void percpu_pages_are_counted(struct kunit *test)
{
	unsigned long before = pcpu_nr_pages();
	void __percpu *big[4];

	KUNIT_EXPECT_GE(test, before, 8 * num_possible_cpus());
	for (auto &p : big)
		p = __alloc_percpu(32 * 1024, PAGE_SIZE);
	KUNIT_EXPECT_GE(test, pcpu_nr_pages(), before);
	for (auto &p : big) {
		KUNIT_EXPECT_NOT_NULL(test, p);
		free_percpu(p);
	}
}

// The number in the first line of percpu_stats' text that begins so.
long long stat(const char *text, const char *name)
{
	const char *at = strstr(text, name);

	at = at ? strchr(at, ':') : nullptr;
	return at ? simple_strtoll(skip_spaces(at + 1), nullptr, 10) : -1;
}

void percpu_stats_tell_of_allocations(struct kunit *test)
{
	constexpr size_t size = 64 << 10;
	char *text = static_cast<char *>(kunit_kmalloc(test, size, GFP_KERNEL));

	KUNIT_ASSERT_NOT_NULL(test, text);
	if (!IS_ENABLED(CONFIG_PERCPU_STATS))
		kunit_skip(test, "without CONFIG_PERCPU_STATS");
	KUNIT_ASSERT_EQ(test, helpers::read_text("/sys/kernel/debug/percpu_stats", text, size), 0);
	KUNIT_EXPECT_TRUE(test, strstarts(text, "Percpu Memory Statistics\nAllocation Info:\n"));
	KUNIT_EXPECT_NOT_NULL(test, strstr(text, "\nChunk: <- First Chunk\n  nr_alloc"));
	KUNIT_EXPECT_EQ(test, stat(text, "  alloc_size"), stat(text, "  unit_size"));

	// Others may allocate meanwhile, but not so much.
	constexpr int NR = 100;
	const long long ever = stat(text, "  nr_alloc"), given_back = stat(text, "  nr_dealloc");
	void __percpu *p[NR];

	for (auto &one : p)
		one = __alloc_percpu(4, 4);
	KUNIT_ASSERT_EQ(test, helpers::read_text("/sys/kernel/debug/percpu_stats", text, size), 0);
	KUNIT_EXPECT_GE(test, stat(text, "  nr_alloc"), ever + NR);
	KUNIT_EXPECT_EQ(test, stat(text, "  min_alloc_size"), 4LL);
	KUNIT_EXPECT_EQ(test, stat(text, "  nr_cur_alloc"),
			stat(text, "  nr_alloc") - stat(text, "  nr_dealloc"));
	for (auto &one : p)
		free_percpu(one);
	KUNIT_ASSERT_EQ(test, helpers::read_text("/sys/kernel/debug/percpu_stats", text, size), 0);
	KUNIT_EXPECT_GE(test, stat(text, "  nr_dealloc"), given_back + NR);
}

struct kunit_case cases[] = {
	KUNIT_CASE(variables_start_with_their_value),  KUNIT_CASE(every_cpu_has_its_copy),
	KUNIT_CASE(later_chunks_are_in_vmalloc_space), KUNIT_CASE(percpu_pages_are_counted),
	KUNIT_CASE(percpu_stats_tell_of_allocations),  {},
};

struct kunit_suite suite = {
	.name = "percpu_alloc",
	.test_cases = cases,
};

} // namespace

kunit_test_suite(suite);
